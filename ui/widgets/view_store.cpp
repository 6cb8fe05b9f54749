// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/view_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace locus::ui {

ViewStore::ViewStore(QString path, QObject* parent)
    : QObject(parent)
    , m_path(std::move(path))
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.exists()) {
        return;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        m_readable = false;
        return;
    }
    const auto document = QJsonDocument::fromJson(file.readAll());
    m_readable = document.isObject();
    m_root = document.object();
}

QJsonValue ViewStore::value(const QString& group, const QString& name) const
{
    return m_root.value(group).toObject().value(name);
}

QJsonObject ViewStore::group(const QString& group) const
{
    return m_root.value(group).toObject();
}

bool ViewStore::setValue(const QString& group, const QString& name, const QJsonValue& value)
{
    auto members = m_root.value(group).toObject();
    if (value.isNull() || value.isUndefined()) {
        members.remove(name);
    } else {
        members.insert(name, value);
    }
    m_root.insert(group, members);
    Q_EMIT changed(group, name);
    if (m_path.isEmpty()) {
        return true;
    }
    if (!m_readable) {
        return false;
    }
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    file.write(QJsonDocument(m_root).toJson());
    return file.commit();
}

} // namespace locus::ui
