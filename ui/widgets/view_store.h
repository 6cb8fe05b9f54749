// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QString>

namespace locus::ui {

// How a person likes his console: column layouts, saved views, the pinned start page. One JSON file
// that can be read, edited, copied and shared; a file that cannot be read is left alone and
// nothing is written over it. Thread contract: the ui thread.
class ViewStore : public QObject
{
    Q_OBJECT

public:
    // An empty path keeps everything in memory.
    explicit ViewStore(QString path, QObject* parent = nullptr);

    [[nodiscard]] QJsonValue value(const QString& group, const QString& name) const;
    [[nodiscard]] QJsonObject group(const QString& group) const;
    // Null removes. Written at once; false if the file cannot be written.
    bool setValue(const QString& group, const QString& name, const QJsonValue& value);
    [[nodiscard]] bool isReadable() const { return m_readable; }

Q_SIGNALS:
    void changed(const QString& group, const QString& name);

private:
    QString m_path;
    QJsonObject m_root;
    bool m_readable = true;
};

} // namespace locus::ui
