// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/operator_cards.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "core/protocol/dead_letters_messages.h"
#include "ui/models/words.h"
#include "ui/pages/home/question_card.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::seconds lookEvery { 5 };
constexpr int countEvery = 12; // looks; sooner when a letter came
constexpr int digitsBelow = 10; // a pace below has a digit behind the point
} // namespace

OperatorCards::OperatorCards(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_pace(addCard("cardPace", tr("How much flows?")))
    , m_lag(addCard("cardLag", tr("Does anything lag?")))
    , m_errors(addCard("cardErrors", tr("How much fails?")))
    , m_letters(addCard("cardDeadLetters", tr("What waits for repair?")))
    , m_cutOff(addCard("cardCutOff", tr("Is anything cut off?")))
{
    setObjectName(u"operatorCards"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::medium);
    for (auto* card : { m_pace, m_lag, m_errors, m_letters, m_cutOff }) {
        row->addWidget(card);
    }
    m_letters->setOpens(true);
    connect(m_letters, &QuestionCard::clicked, this, [this] {
        m_context.shell.open({ u"dead-letters"_s, {}, {} });
    });
    m_look.setInterval(lookEvery);
    connect(&m_look, &QTimer::timeout, this, &OperatorCards::refresh);
    connect(&m_context.core, &client::CoreClient::signedIn, this, [this] {
        m_figures.forget(); // perhaps another core
        m_parkedCounted = -1;
    });
    showFlow();
    showCutOff();
}

QuestionCard* OperatorCards::addCard(const char* name, const QString& question)
{
    auto* card = new QuestionCard(question, this);
    card->setObjectName(QString::fromLatin1(name));
    card->setOpens(false);
    return card;
}

void OperatorCards::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_look.start();
    refresh();
}

void OperatorCards::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_look.stop();
}

void OperatorCards::refresh()
{
    if (!m_context.core.isSignedIn() || !isVisible()) {
        return;
    }
    m_context.core.call<protocol::SystemMetrics>(
        {}, this, [this](const Result<protocol::MetricsText>& answer) { show(answer); });
}

void OperatorCards::show(const Result<protocol::MetricsText>& answer)
{
    if (answer.ok()) {
        m_figures.take(
            std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.monotonic()),
            protocol::metricSamples(answer->text));
    } else {
        m_figures.forget();
    }
    showFlow();
    showCutOff();
    if (m_figures.parked() != m_parkedCounted || ++m_looksSinceCounted >= countEvery) {
        countLetters();
    }
}

void OperatorCards::showFlow()
{
    const QLocale locale;
    const auto pace = m_figures.perSecond();
    m_pace->setHistory(m_figures.paceHistory());
    m_pace->setAnswer(
        pace ? locale.toString(*pace, 'f', *pace > 0 && *pace < digitsBelow ? 1 : 0) : QString(),
        tr("records a second"), {}, Tone::Neutral);

    const auto lag = m_figures.lag();
    const bool lags = lag && *lag > FlowFigures::lagLimit;
    m_lag->setHistory(m_figures.lagHistory());
    m_lag->setAnswer(lag ? Words::count(std::llround(*lag)) : QString(), tr("records behind"),
        !lag ? QString()
            //: %1 is an alert limit, a number
            : lags ? tr("above %1").arg(Words::count(std::llround(FlowFigures::lagLimit)))
                   : tr("keeps up"),
        lags ? Tone::Danger : Tone::Success);

    const auto share = m_figures.errorShare();
    const bool fails = share && *share > FlowFigures::errorLimit;
    const double percent = 100;
    const auto limit = locale.toString(FlowFigures::errorLimit * percent);
    m_errors->setAnswer(
        //: %1 is a number: a share in percent
        share ? tr("%1 %").arg(locale.toString(*share * percent, 'f', *share > 0 ? 1 : 0))
              : QString(),
        tr("of the last five minutes"),
        !share ? QString()
            //: %1 is an alert limit, a number: a share in percent
            : fails ? tr("above %1 %").arg(limit)
                    //: %1 is an alert limit, a number: a share in percent
                    : tr("below %1 %").arg(limit),
        fails ? Tone::Danger : Tone::Success);
}

void OperatorCards::setHealth(const protocol::HealthReport& report)
{
    const auto bus = std::find_if(report.checks.begin(), report.checks.end(),
        [](const protocol::HealthCheck& check) { return check.name == "bus"; });
    m_busIsAway = bus != report.checks.end() && bus->status != "up";
    showCutOff();
}

void OperatorCards::showCutOff()
{
    const int open = m_figures.openCircuits() + (m_busIsAway ? 1 : 0);
    const int half = m_figures.halfOpenCircuits();
    const bool isKnown = m_figures.lag() || m_figures.circuits() > 0 || m_busIsAway;
    m_cutOff->setAnswer(isKnown ? Words::count(open) : QString(),
        //: Connections of the core to the event bus and to services
        tr("of %n connections", nullptr, static_cast<int>(m_figures.circuits()) + 1),
        !isKnown          ? QString()
            : m_busIsAway ? tr("event bus")
            : open > 0    ? tr("circuit open")
            : half > 0    ? tr("is being tried")
                          : tr("all connected"),
        open > 0       ? Tone::Danger
            : half > 0 ? Tone::Warning
                       : Tone::Success);
}

void OperatorCards::countLetters()
{
    m_looksSinceCounted = 0;
    m_parkedCounted = m_figures.parked();
    m_context.core.call<protocol::DeadLettersStats>(
        {}, this, [this](const Result<protocol::DeadLettersCounted>& answer) {
            if (!answer.ok()) {
                m_letters->setAnswer({}, tr("dead letters"), {}, Tone::Neutral);
                return;
            }
            const auto open =
                answer->stats.byState.at(static_cast<std::size_t>(dead_letters::LetterState::Open));
            const bool many = open > FlowFigures::deadLettersLimit;
            m_letters->setAnswer(Words::count(open), tr("dead letters"),
                open == 0  ? tr("nothing")
                    : many ? tr("above %1").arg(Words::count(FlowFigures::deadLettersLimit))
                           : tr("look here"),
                open == 0  ? Tone::Success
                    : many ? Tone::Danger
                           : Tone::Warning);
        });
}

} // namespace locus::ui
