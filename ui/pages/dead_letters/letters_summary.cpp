// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dead_letters/letters_summary.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "core/protocol/dead_letters_messages.h"
#include "ui/pages/dead_letters/letter_words.h"

#include <QTimer>

namespace locus::ui {

using namespace Qt::StringLiterals;
using dead_letters::LetterState;

LettersSummary::LettersSummary(const PageContext& context, QWidget* parent)
    : QLabel(parent)
    , m_context(context)
    , m_delay(new QTimer(this))
{
    setObjectName(u"lettersSummary"_s);
    hide();
    m_delay->setSingleShot(true);
    m_delay->setInterval(500);
    connect(m_delay, &QTimer::timeout, this, &LettersSummary::refresh);
    connect(&m_context.core, &client::CoreClient::changed, this, [this](const QString& stream) {
        if (m_asked && stream == u"deadLetters"_s && !m_delay->isActive()) {
            m_delay->start();
        }
    });
}

void LettersSummary::refresh()
{
    m_asked = true;
    protocol::DeadLettersStats message;
    message.filter.states = { LetterState::Open };
    m_context.core.call(
        message, this, [this](const Result<protocol::DeadLettersCounted>& answer) {
            if (!answer.ok()) {
                return; // what was known stays
            }
            const auto& stats = answer->stats;
            QStringList parts;
            using enum LetterState;
            for (const auto state : { Open, Waiting, Redriven, Discarded }) {
                const auto count = stats.byState.at(static_cast<std::size_t>(state));
                //: %1: a number, %2: a state of dead letters, as "open"
                parts << tr("%1 %2").arg(Words::count(count), LetterWords::of(state).word);
            }
            if (stats.oldestOpen) {
                const auto age = Words::age(*stats.oldestOpen, m_context.clock.now());
                //: The oldest dead letter that waits for a person; %1: "3 h ago"
                parts << tr("the oldest came %1").arg(age);
            }
            setText(parts.join(u" · "_s));
            show();
        });
}

} // namespace locus::ui
