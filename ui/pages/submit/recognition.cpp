// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/submit/recognition.h"

namespace locus::ui {

Recognition::Recognition(QObject* parent)
    : QObject(parent)
    , m_worker(new QObject)
{
    m_thread.setObjectName(QStringLiteral("recognition"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

Recognition::~Recognition()
{
    m_thread.quit();
    m_thread.wait();
}

void Recognition::recognise(const QByteArray& text, std::optional<genetics::InputKind> forced)
{
    const auto number = ++m_asked;
    QMetaObject::invokeMethod(m_worker, [this, text, forced, number] {
        const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
        auto input = std::make_shared<const genetics::RecognisedInput>(
            genetics::recogniseInput(view, forced));
        QMetaObject::invokeMethod(this, [this, input, number] {
            m_answered = std::max(m_answered, number);
            if (number == m_asked) {
                Q_EMIT recognised(input);
            }
        });
    });
}

} // namespace locus::ui
