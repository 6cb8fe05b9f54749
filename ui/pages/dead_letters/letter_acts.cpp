// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dead_letters/letter_acts.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "ui/models/text.h"
#include "ui/pages/dead_letters/letter_words.h"
#include "ui/widgets/form_dialog.h"

#include <QLineEdit>
#include <QSpinBox>

namespace locus::ui {

using namespace Qt::StringLiterals;
using dead_letters::Letter;
using dead_letters::RedriveOrder;
using dead_letters::RedrivePlan;

namespace {

Place listPlace()
{
    return { u"dead-letters"_s, {}, u"state:open"_s };
}

} // namespace

// A discard of several, one after the other.
struct LetterActs::Discarding
{
    QPointer<FormDialog> dialog;
    std::vector<Letter> letters;
    std::string reason;
    std::size_t next = 0;
    QStringList failures {};
};

LetterActs::LetterActs(const PageContext& context, QWidget& over)
    : QObject(&over)
    , m_context(context)
    , m_over(over)
    , m_ids(context.clock, m_random)
{ }

void LetterActs::reportFailure(const QString& text)
{
    m_context.shell.report({ text, true, listPlace() });
}

void LetterActs::redrive(const std::vector<Letter>& letters)
{
    RedriveOrder order;
    for (const auto& letter : letters) {
        order.selection.ids.push_back(letter.id);
    }
    plan(std::move(order));
}

void LetterActs::redriveAll(dead_letters::LetterFilter filter)
{
    filter.states = { dead_letters::LetterState::Open };
    RedriveOrder order;
    order.selection.filter = std::move(filter);
    plan(std::move(order));
}

void LetterActs::plan(RedriveOrder order)
{
    protocol::DeadLettersRedrive message;
    message.commandId = m_ids.next();
    message.dryRun = true;
    message.order = order;
    m_context.core.call(message, this, [this, order](const Result<protocol::RedriveAnswer>& answer) {
        if (!answer.ok()) {
            reportFailure(tr("Not redriven. %1").arg(LetterWords::refusal(answer.error())));
        } else if (!answer->plan || answer->plan->letters == 0) {
            reportFailure(tr("Not redriven. %1")
                              .arg(LetterWords::ofCode("dead_letters.nothing_selected")));
        } else {
            ask(order, *answer->plan);
        }
    });
}

void LetterActs::ask(RedriveOrder order, const RedrivePlan& plan)
{
    order.expect = plan.letters;
    const int letters = static_cast<int>(plan.letters);
    auto* dialog = new FormDialog(u"redriveLetters"_s, tr("Redrive dead letters"),
        LetterWords::named(plan.preview, plan.letters) + u"\n\n"_s + LetterWords::plan(plan)
            + tr("\n\nEach is handled once more, as it came. One that fails again stays open, and "
                 "so do the later ones of its lane."),
        //: Button
        tr("Redrive %n dead letter(s)", nullptr, letters), &m_over);
    auto* rate = new QSpinBox(dialog);
    rate->setButtonSymbols(QAbstractSpinBox::NoButtons);
    rate->setRange(1, static_cast<int>(dead_letters::fastestRate));
    rate->setValue(static_cast<int>(dead_letters::defaultRate));
    //: After the number: how fast they are redriven
    rate->setSuffix(tr(" a second"));
    auto* reason = dialog->addNeeded(tr("Reason"), "reason", tr("Give a reason first"));
    if (letters > 1) {
        dialog->addField(tr("Pace"), rate, "redriveRate");
    } else {
        rate->hide();
    }
    connect(dialog, &FormDialog::submitted, this, [this, dialog, order, reason, rate] {
        dialog->setBusy(true);
        RedriveOrder wanted = order;
        wanted.reason = toStd(reason->text().trimmed());
        wanted.ratePerSecond = rate->value();
        start(dialog, wanted);
    });
    dialog->open();
    reason->setFocus();
}

void LetterActs::start(const QPointer<FormDialog>& dialog, const RedriveOrder& order)
{
    protocol::DeadLettersRedrive message;
    message.commandId = m_ids.next();
    message.order = order;
    m_context.core.call(
        message, this, [this, dialog](const Result<protocol::RedriveAnswer>& answer) {
            const bool waits = !answer.ok() && answer.error().code == "people.needs_approval";
            if (!answer.ok() && !waits) {
                const auto cause = LetterWords::refusal(answer.error());
                if (dialog) {
                    dialog->showError(cause);
                } else {
                    reportFailure(tr("Not redriven. %1").arg(cause));
                }
                return;
            }
            if (dialog) {
                dialog->close();
            }
            if (waits) {
                m_context.shell.report(
                    { tr("Asked to redrive dead letters; it waits for a second person"), false,
                        { u"settings"_s, u"requests"_s, {} } });
            } else if (answer->run) {
                Q_EMIT runBegan(answer->run->runId);
            }
        });
}

void LetterActs::discard(std::vector<Letter> letters)
{
    if (letters.empty()) {
        return;
    }
    const auto count = static_cast<int>(letters.size());
    auto* dialog = new FormDialog(u"discardLetters"_s, tr("Discard dead letters"),
        LetterWords::named(letters, count)
            + tr("\n\nThey are never handled; what stood behind them follows at once. The records "
                 "stay where they are on the bus. It cannot be taken back."),
        //: Button; for good
        tr("Discard %n dead letter(s)", nullptr, count), &m_over);
    auto* reason = dialog->addNeeded(tr("Reason"), "reason", tr("Give a reason first"));
    connect(dialog, &FormDialog::submitted, this, [this, dialog, letters, reason] {
        dialog->setBusy(true);
        discardNext({ dialog, letters, toStd(reason->text().trimmed()) });
    });
    dialog->open();
    reason->setFocus();
}

void LetterActs::discardNext(Discarding work)
{
    if (work.next == work.letters.size()) {
        finish(work);
        return;
    }
    const protocol::DeadLettersDiscard message { m_ids.next(), work.letters[work.next].id,
        work.reason };
    m_context.core.call(
        message, this, [this, work](const Result<protocol::DeadLetterChanged>& answer) {
            auto next = work;
            const auto& letter = next.letters[next.next];
            ++next.next;
            if (!answer.ok()) {
                next.failures << LetterWords::place(letter) + u": "_s
                        + LetterWords::refusal(answer.error());
            }
            discardNext(std::move(next));
        });
}

void LetterActs::finish(const Discarding& work)
{
    const int failed = static_cast<int>(work.failures.size());
    const int done = static_cast<int>(work.letters.size()) - failed;
    if (done == 0 && work.dialog) {
        work.dialog->showError(work.failures.join(u'\n'));
        return;
    }
    const auto place = work.letters.size() == 1
        ? Place { u"dead-letters"_s, fromStd(work.letters.front().id.toString()), {} }
        : listPlace();
    QString text = tr("Discarded %n dead letter(s)", nullptr, done);
    if (failed > 0) {
        //: %1: "Discarded 2 dead letters"
        text = tr("%1, %n not", nullptr, failed).arg(text);
    }
    m_context.shell.report({ text, failed > 0, place, {}, work.failures.join(u'\n') });
    if (work.dialog) {
        work.dialog->close();
    }
}

} // namespace locus::ui
