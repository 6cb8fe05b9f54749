// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/input_recognition.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

namespace locus::ui {

// Recognises submissions on a thread of its own, so that a large paste never holds the window up.
// Only the answer to the latest text arrives. Thread contract: the ui thread.
class Recognition : public QObject
{
    Q_OBJECT

public:
    explicit Recognition(QObject* parent = nullptr);
    ~Recognition() override;

    // `forced`: what every line is taken for, instead of being told by its content.
    void recognise(const QByteArray& text, std::optional<genetics::InputKind> forced = {});
    [[nodiscard]] bool isBusy() const { return m_asked != m_answered; }

Q_SIGNALS:
    void recognised(const std::shared_ptr<const locus::genetics::RecognisedInput>& input);

private:
    QThread m_thread;
    QObject* m_worker; // lives in m_thread
    int m_asked = 0;
    int m_answered = 0;
};

} // namespace locus::ui
