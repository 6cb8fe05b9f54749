// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dead_letters/redrive_strip.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/pages/dead_letters/letter_words.h"
#include "ui/pages/dead_letters/redrive_row.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;
using dead_letters::ItemState;
using dead_letters::RunState;

namespace {

constexpr int mostRuns = 50; // looked through for those under way

bool isUnderWay(const dead_letters::RedriveRun& run)
{
    return run.state == RunState::Running || run.state == RunState::Paused;
}

} // namespace

RedriveStrip::RedriveStrip(const PageContext& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_ids(context.clock, m_random)
    , m_layout(new QVBoxLayout(this))
    , m_timer(new QTimer(this))
{
    setObjectName(u"redriveStrip"_s);
    setProperty("role", u"inset"_s);
    m_layout->setContentsMargins(space::medium, space::small, space::small, space::small);
    m_layout->setSpacing(space::small);
    hide();
    m_timer->setSingleShot(true);
    m_timer->setInterval(500);
    connect(m_timer, &QTimer::timeout, this, &RedriveStrip::refresh);
    // A redrive of anybody shows itself by the letters that it changes.
    connect(&m_context.core, &client::CoreClient::changed, this, [this](const QString& stream) {
        if (m_asked && stream == u"deadLetters"_s && !m_timer->isActive()) {
            m_timer->start();
        }
    });
    connect(&m_context.core, &client::CoreClient::signedIn, this, [this] {
        if (m_asked) {
            refresh();
        }
    });
}

void RedriveStrip::refresh()
{
    m_asked = true;
    protocol::DeadLettersRuns message;
    message.limit = mostRuns;
    m_context.core.call(
        message, this, [this](const Result<protocol::RedriveRunsPage>& answer) {
            if (answer.ok()) {
                take(answer->page.items);
            }
        });
}

void RedriveStrip::follow(const Uuid& run)
{
    m_own.push_back(run);
    refresh();
}

RedriveRow* RedriveStrip::rowOf(const Uuid& run)
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [&run](const RedriveRow* row) { return row->run() == run; });
    return found == m_rows.end() ? nullptr : *found;
}

RedriveRow* RedriveStrip::addRow(const Uuid& run)
{
    auto* row = m_rows.emplace_back(new RedriveRow(run, this));
    m_layout->addWidget(row);
    connect(row, &RedriveRow::pauseWanted, this,
        [this, run] { change<protocol::DeadLettersPauseRun>(run, tr("Paused a redrive")); });
    connect(row, &RedriveRow::resumeWanted, this,
        [this, run] { change<protocol::DeadLettersResumeRun>(run, tr("Resumed a redrive")); });
    connect(row, &RedriveRow::cancelWanted, this,
        [this, run] { change<protocol::DeadLettersCancelRun>(run, tr("Cancelled a redrive")); });
    return row;
}

void RedriveStrip::take(const std::vector<Run>& runs)
{
    bool isRunning = false;
    std::vector<RedriveRow*> kept;
    for (const Run& run : runs) {
        if (!isUnderWay(run)) {
            continue;
        }
        isRunning = isRunning || run.state == RunState::Running;
        auto* row = rowOf(run.id);
        row = row == nullptr ? addRow(run.id) : row;
        row->show(run);
        kept.push_back(row);
    }
    for (auto* row : m_rows) {
        if (std::find(kept.begin(), kept.end(), row) == kept.end()) {
            row->hide();
            row->deleteLater();
        }
    }
    m_rows = std::move(kept);
    setVisible(!m_rows.empty());
    if (isRunning) {
        m_timer->start();
    }
    for (const Run& run : runs) {
        if (!isUnderWay(run) && std::erase(m_own, run.id) > 0) {
            report(run.id);
        }
    }
}

// With the fate of those that were not redriven.
void RedriveStrip::report(const Uuid& run)
{
    protocol::DeadLettersRun message;
    message.runId = run;
    m_context.core.call(message, this, [this](const Result<protocol::RedriveRunDetail>& answer) {
        if (answer.ok()) {
            say(*answer);
        }
    });
}

void RedriveStrip::say(const protocol::RedriveRunDetail& answer)
{
    const Run& run = answer.detail.run;
    const int left = static_cast<int>(run.total - run.redriven);
    QString text = tr("Redrove %n dead letter(s)", nullptr, static_cast<int>(run.redriven));
    if (left > 0) {
        //: %1: "Redrove 2 dead letters"
        text = tr("%1, %n not", nullptr, left).arg(text);
    }
    QStringList failures;
    for (const auto& item : answer.detail.items) {
        if (item.state != ItemState::Redriven) {
            failures << fromStd(item.letter.toString()) + u": "_s + LetterWords::result(item);
        }
    }
    const bool isOne = answer.detail.items.size() == 1;
    if (isOne && left > 0) {
        text = tr("Not redriven. %1").arg(LetterWords::result(answer.detail.items.front()));
    }
    const Place place = isOne
        ? Place { u"dead-letters"_s, fromStd(answer.detail.items.front().letter.toString()), {} }
        : Place { u"dead-letters"_s, {}, u"state:open"_s };
    m_context.shell.report({ text, left > 0, place, {}, failures.join(u'\n') });
}

template <typename Message> void RedriveStrip::change(const Uuid& run, const QString& did)
{
    Message message;
    message.commandId = m_ids.next();
    message.runId = run;
    m_context.core.call(
        message, this, [this, did](const Result<protocol::RedriveRunChanged>& answer) {
            m_context.shell.report(answer.ok()
                    ? Activity { did }
                    //: %1: what was wanted, %2: why not
                    : Activity { tr("%1: not done. %2")
                                     .arg(did, LetterWords::refusal(answer.error())),
                        true });
            refresh();
        });
}

} // namespace locus::ui
