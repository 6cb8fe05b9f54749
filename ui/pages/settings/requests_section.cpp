// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/requests_section.h"

#include "core/base/clock.h"
#include "ui/models/text.h"
#include "ui/models/words.h"

#include <QAction>
#include <QLineEdit>

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;
using people::Approval;
using people::ApprovalState;

namespace {

constexpr std::array columns {
    TableColumn { .id = "what", .width = 170, .sorts = true },
    TableColumn { .id = "effect", .width = 200, .sorts = true, .grows = true },
    TableColumn { .id = "asker", .width = 110, .sorts = true },
    TableColumn { .id = "asked", .width = 96 },
    TableColumn { .id = "state", .width = 120, .sorts = true },
};

} // namespace

RequestsSection::RequestsSection(const PageContext& context, QWidget* parent)
    : EntrySection(context,
        { u"requests"_s, tr("Requests"),
            tr("What takes two people waits here for the second one, a day at most. It is done "
               "once, "
               "when somebody else who may do it himself approves it; nobody decides his own."),
            tr("Nothing waits for a second person"), {} },
        columns,
        { //: Column: what is asked for
            tr("What"),
            //: Column: what it will do
            tr("Effect"),
            //: Column: who asked for it
            tr("Asked by"),
            //: Column: when it was asked for
            tr("Asked"), tr("State") },
        parent)
{
    m_approve = addAct(u"approveRequest"_s, u"check"_s, tr("Approve"));
    connect(m_approve, &QAction::triggered, this, [this] {
        protocol::ApprovalsApprove message;
        message.approvalId = entry()->id;
        decide(tr("Approved: %1").arg(chosenRecord()->name), message);
    });
    m_reject = addAct(u"rejectRequest"_s, u"cancel"_s, tr("Reject…"));
    connect(m_reject, &QAction::triggered, this, &RequestsSection::reject);
    m_withdraw = addAct(u"withdrawRequest"_s, u"undo"_s, tr("Withdraw"));
    connect(m_withdraw, &QAction::triggered, this, [this] {
        protocol::ApprovalsWithdraw message;
        message.approvalId = entry()->id;
        decide(tr("Withdrawn: %1").arg(chosenRecord()->name), message);
    });
    onChosen(nullptr);
}

protocol::ApprovalsList RequestsSection::question() const
{
    protocol::ApprovalsList all;
    all.openOnly = false;
    return all;
}

Record RequestsSection::recordOf(const Approval& approval) const
{
    const auto stateOf = [](ApprovalState state) -> RecordCell {
        switch (state) {
        //: State of a request for a second person
        case ApprovalState::Waiting: return { tr("waits"), Tone::Warning };
        //: State of a request: approved and done
        case ApprovalState::CarriedOut: return { tr("carried out"), Tone::Success };
        //: State of a request: approved, but it could not be done any more
        case ApprovalState::Failed: return { tr("failed"), Tone::Danger };
        //: State of a request
        case ApprovalState::Rejected: return { tr("rejected"), Tone::Neutral };
        //: State of a request: by who asked
        case ApprovalState::Withdrawn: return { tr("withdrawn"), Tone::Neutral };
        //: State of a request: nobody decided in time
        case ApprovalState::Expired: return { tr("expired"), Tone::Neutral };
        }
        return {};
    };
    const QString method = fromStd(approval.method);
    const QString effect = fromStd(approval.effect);
    const RecordCell state = stateOf(approval.state);
    Record record { fromStd(approval.id.toString()), effect.isEmpty() ? method : effect,
        { { method }, { effect }, { fromStd(approval.asker) },
            { Words::age(approval.asked, context().clock.now()), {}, true }, state },
        { { tr("Asks for"), method }, { tr("State"), state.text, state.tone },
            { tr("Asked by"), fromStd(approval.asker), {}, fromStd(approval.askerRoles) },
            { tr("Reason"), approval.reason.empty() ? u"–"_s : fromStd(approval.reason) },
            { tr("Asked"), Words::moment(approval.asked) },
            { tr("Waits until"), Words::moment(approval.expires) } } };
    if (!approval.onBehalfOf.empty()) {
        record.facts.push_back({ tr("On behalf of"), fromStd(approval.onBehalfOf) });
    }
    if (!approval.entity.empty()) {
        record.facts.push_back({ tr("About"), fromStd(approval.entity) });
    }
    if (approval.decidedAt) {
        record.facts.push_back({ tr("Decided by"), fromStd(approval.decidedBy), {},
            Words::moment(*approval.decidedAt) });
    }
    if (!approval.decision.empty()) {
        record.facts.push_back({ tr("Why"), fromStd(approval.decision) });
    }
    if (approval.state == ApprovalState::Failed) {
        record.facts.push_back({ tr("Outcome"), fromStd(approval.outcome), Tone::Danger });
    }
    return record;
}

void RequestsSection::onChosen(const Record* record)
{
    const Approval* chosen = record ? entry() : nullptr;
    const auto& session = context().core.session();
    const bool waits = chosen && chosen->state == ApprovalState::Waiting;
    const bool own = chosen && session && session->user == chosen->asker;
    m_approve->setEnabled(waits && !own);
    m_reject->setEnabled(waits && !own);
    m_withdraw->setEnabled(waits && own);
    m_approve->setText(
        waits && !own ? tr("Approve: %1").arg(record->name.left(60)) : tr("Approve"));
}

template <typename Message>
void RequestsSection::decide(const QString& did, Message message, FormDialog* dialog)
{
    message.commandId = ids().next();
    context().core.call(message, this,
        [this, did, dialog = QPointer(dialog)](const Result<protocol::ApprovalDecided>& answer) {
            const bool failed = answer.ok() && answer->state == ApprovalState::Failed;
            report(did,
                !answer.ok() ? Status(answer.error())
                    : failed ? Status(refused(answer->outcome, answer->message))
                             : Status(),
                dialog);
        });
}

void RequestsSection::reject()
{
    auto* dialog = new FormDialog(u"rejectDialog"_s, tr("Reject a request"),
        tr("Say why it is not to be done; who asked reads it."), tr("Reject it"), this);
    auto* reason = dialog->addNeeded(tr("Reason"), "reason", tr("Give a reason first"));
    connect(dialog, &FormDialog::submitted, this,
        [this, dialog, reason, id = entry()->id, name = chosenRecord()->name] {
            protocol::ApprovalsReject message;
            message.approvalId = id;
            message.reason = toStd(reason->text().trimmed());
            decide(tr("Rejected: %1").arg(name), message, dialog);
        });
    dialog->open();
}

} // namespace locus::ui
