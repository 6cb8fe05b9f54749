// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/verify_strip.h"

#include "core/client/core_client.h"
#include "core/protocol/audit_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/audit/audit_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto patience = std::chrono::minutes(1); // for one step of the check
constexpr int parts = 1'000; // of the bar
constexpr std::size_t mostFindings = 5;
} // namespace

VerifyStrip::VerifyStrip(const PageContext& context, QAction* action, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_action(action)
    , m_badge(new Badge(this))
    , m_text(makeLabel({}, nullptr, this))
    , m_reached(makeLabel({}, "muted", this))
    , m_progress(new QProgressBar(this))
    , m_stop(new QPushButton(this))
    , m_go(new QPushButton(tr("Show the place"), this))
    , m_tick(new QTimer(this))
{
    setObjectName(u"verifyAudit"_s);
    setProperty("role", u"inset"_s);
    m_badge->setObjectName(u"verifyVerdict"_s);
    m_text->setObjectName(u"verifyText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setAccessibleName(tr("Progress of the check"));
    m_progress->setObjectName(u"verifyProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_reached->setObjectName(u"verifyReached"_s);
    m_stop->setObjectName(u"verifyStop"_s);
    m_go->setObjectName(u"verifyGo"_s);
    m_go->setAccessibleName(m_go->text());
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(space::medium, space::small, space::small, space::small);
    line->setSpacing(space::medium);
    line->addWidget(m_badge, 0, Qt::AlignTop);
    line->addWidget(m_text, 1);
    line->addWidget(m_reached);
    line->addWidget(m_progress);
    line->addWidget(m_go, 0, Qt::AlignTop);
    line->addWidget(m_stop, 0, Qt::AlignTop);
    hide();
    m_tick->setInterval(std::chrono::seconds(1));
    connect(m_tick, &QTimer::timeout, this, &VerifyStrip::showRunning);
    connect(m_action, &QAction::triggered, this, &VerifyStrip::start);
    connect(m_stop, &QPushButton::clicked, this, &VerifyStrip::stop);
    connect(m_go, &QPushButton::clicked, this, [this] { Q_EMIT recordWanted(m_place); });
}

void VerifyStrip::showRunning()
{
    m_text->setText(tr("The core checks every record, its hash and the signed checkpoints (%1)")
                        .arg(Words::duration(std::chrono::milliseconds(m_since.elapsed()))));
}

void VerifyStrip::start()
{
    if (m_running) {
        return;
    }
    m_running = true;
    ++m_run;
    m_since.start();
    m_tick->start();
    m_action->setEnabled(false);
    m_badge->hide();
    m_go->hide();
    m_progress->setRange(0, 0); // until it is known how many there are
    m_reached->clear();
    m_reached->show();
    m_progress->show();
    m_stop->setText(tr("Cancel the check"));
    m_stop->setAccessibleName(m_stop->text());
    showRunning();
    show();
    ask({ {}, protocol::AuditVerify::shownLimit });
}

void VerifyStrip::ask(const protocol::AuditVerify& message)
{
    m_context.core.request(
        { std::string(protocol::AuditVerify::method), message.toJson() }, this,
        [this, run = m_run](const Result<Bytes>& bytes) {
            if (run != m_run) {
                return;
            }
            const auto answer = bytes.ok() ? protocol::AuditVerified::fromJson(*bytes)
                                           : Result<protocol::AuditVerified>(bytes.error());
            if (answer.ok() && answer->check) {
                showProgress(answer->verdict.records, answer->all);
                ask({ answer->check, protocol::AuditVerify::shownLimit });
            } else if (answer.ok()) {
                showVerdict(answer->verdict);
            } else {
                showText(tr("not checked"), Tone::Warning,
                    Words::cause(answer.error()) + u' ' + Words::nextStep(answer.error()));
            }
        },
        patience);
}

void VerifyStrip::showProgress(qint64 checked, qint64 all)
{
    m_progress->setRange(0, parts);
    m_progress->setValue(static_cast<int>(checked * parts / std::max<qint64>(all, 1)));
    m_reached->setText(Words::count(checked) + u" / "_s + Words::count(all));
}

void VerifyStrip::stop()
{
    if (m_running) {
        // The core reads no further than it was asked to, and nobody hears of that any more.
        ++m_run;
        m_running = false;
        m_tick->stop();
        m_action->setEnabled(true);
    }
    hide();
}

void VerifyStrip::showText(const QString& word, Tone tone, const QString& text)
{
    m_running = false;
    m_tick->stop();
    m_action->setEnabled(true);
    m_reached->hide();
    m_progress->hide();
    m_go->hide();
    m_badge->setState(word, tone);
    m_badge->show();
    m_text->setText(text);
    m_stop->setText(tr("Dismiss"));
    m_stop->setAccessibleName(tr("Dismiss the verdict"));
    show();
}

void VerifyStrip::showVerdict(const people::AuditVerdict& verdict)
{
    QStringList lines;
    lines << (verdict.records == 0
            ? tr("There is no record yet.")
            : tr("%1 records were checked, number %2 to %3.")
                  .arg(Words::count(verdict.records), Words::count(verdict.first),
                      Words::count(verdict.last)));
    lines << (verdict.witnessed == 0
            ? tr("%n signed checkpoint(s) of the store agree. No witness outside the store: an end "
                 "that was cut off could not be seen.",
                nullptr, static_cast<int>(verdict.checkpoints))
            : tr("%1 signed checkpoints of the store and %2 of the witness file were compared.")
                  .arg(Words::count(verdict.checkpoints), Words::count(verdict.witnessed)));
    std::size_t shown = 0;
    for (const auto& finding : verdict.findings) {
        if (shown++ == mostFindings) {
            break;
        }
        const auto place = finding.from == finding.to
            ? tr("record %1").arg(Words::count(finding.from))
            : tr("records %1 to %2").arg(Words::count(finding.from), Words::count(finding.to));
        lines << AuditWords::fault(finding.fault) + u" · "_s + place + u" · "_s
                + fromStd(finding.sentence);
    }
    if (verdict.faults > static_cast<std::int64_t>(shown)) {
        lines << tr("%1 faults in all; locusctl verify-audit lists them.")
                     .arg(Words::count(verdict.faults));
    }
    if (!verdict.ok()) {
        lines << tr("Keep the data folder as it is and compare it with a backup.");
    }
    //: Verdict over the audit trail
    showText(verdict.ok() ? tr("whole") : tr("not whole"),
        verdict.ok() ? Tone::Success : Tone::Danger, lines.join(u'\n'));
    m_place = verdict.findings.empty() ? 0 : verdict.findings.front().from;
    m_go->setVisible(m_place > 0);
}

} // namespace locus::ui
