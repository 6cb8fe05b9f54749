// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/emergency_section.h"

#include "core/protocol/rights_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"

#include <QAction>
#include <QInputDialog>

#include <algorithm>
#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;
using people::BreakGlass;

namespace {

constexpr std::array columns {
    TableColumn { .id = "user", .width = 120, .sorts = true },
    TableColumn { .id = "reason", .width = 200, .sorts = true, .grows = true },
    TableColumn { .id = "about", .width = 120, .sorts = true },
    TableColumn { .id = "begun", .width = 150 },
    TableColumn { .id = "state", .width = 130, .sorts = true },
};

} // namespace

EmergencySection::EmergencySection(const PageContext& context, QWidget* parent)
    : RecordSection(context,
        { u"emergency"_s, tr("Emergency access"),
            tr("Whoever opened emergency access saw more than his roles show. Each one is looked "
               "into by somebody else, who writes down what he found; the audit trail has every "
               "call that was made under it."),
            tr("There was no emergency access"), { u"auditor"_s, u"admin"_s } },
        columns,
        { tr("User"), tr("Reason"),
            //: Column: which patient it was about
            tr("Patient"),
            //: Column: when it began
            tr("Begun"), tr("State") },
        parent)
    , m_ids(context.clock, m_random)
{
    m_review = addAct(u"reviewEmergency"_s, u"check"_s, tr("Write the finding…"));
    connect(m_review, &QAction::triggered, this, &EmergencySection::review);
    m_end = addAct(u"endEmergencyOf"_s, u"cancel"_s, tr("End it now"));
    connect(m_end, &QAction::triggered, this, [this] {
        protocol::BreakGlassEnd message;
        message.commandId = m_ids.next();
        message.breakGlassId = entry()->id;
        perform(message, tr("Ended the emergency access of %1").arg(chosenRecord()->name));
    });
    onChosen(nullptr);
}

void EmergencySection::read()
{
    m_coming.clear();
    readFrom({});
}

void EmergencySection::readFrom(const std::string& after)
{
    protocol::BreakGlassList message;
    message.openOnly = false;
    message.after = after;
    context().core.call<protocol::BreakGlassList>(
        message, this, [this](const Result<protocol::BreakGlassPage>& answer) {
            if (!answer.ok()) {
                fail(answer.error());
                return;
            }
            m_coming.insert(m_coming.end(), answer->items.begin(), answer->items.end());
            if (!answer->next.empty()) {
                readFrom(answer->next);
                return;
            }
            m_entries = std::exchange(m_coming, {});
            std::vector<Record> records;
            for (const BreakGlass& entry : m_entries) {
                records.push_back(recordOf(entry));
            }
            showRecords(std::move(records));
        });
}

Record EmergencySection::recordOf(const BreakGlass& entry) const
{
    //: State of an emergency access
    const RecordCell state = entry.isOpen() ? RecordCell { tr("open"), Tone::Danger }
        //: State of an emergency access: nobody looked into it yet
        : !entry.reviewedAt ? RecordCell { tr("to be reviewed"), Tone::Warning }
                            //: State of an emergency access
                            : RecordCell { tr("reviewed"), Tone::Success };
    const QString about = entry.forAll ? tr("all patients")
        : entry.patient.empty()        ? tr("masked")
                                       : fromStd(entry.patient);
    Record record { fromStd(entry.id.toString()), fromStd(entry.user),
        { { fromStd(entry.user) }, { fromStd(entry.reason) }, { about },
            { Words::moment(entry.begun), {}, true }, state },
        { { tr("State"), state.text, state.tone }, { tr("Reason"), fromStd(entry.reason) },
            { tr("Patient"), about }, { tr("Begun"), Words::moment(entry.begun) },
            { tr("At the latest until"), Words::moment(entry.until) } } };
    if (entry.ended) {
        record.facts.push_back({ tr("Ended"), Words::moment(*entry.ended) });
    }
    if (entry.reviewedAt) {
        record.facts.push_back(
            { tr("Reviewed by"), fromStd(entry.reviewer), {}, Words::moment(*entry.reviewedAt) });
        record.facts.push_back({ tr("Finding"), fromStd(entry.finding) });
    }
    return record;
}

const BreakGlass* EmergencySection::entry() const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [id = chosenId()](const BreakGlass& one) { return fromStd(one.id.toString()) == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

void EmergencySection::onChosen(const Record* record)
{
    const BreakGlass* chosen = record ? entry() : nullptr;
    const auto& session = context().core.session();
    const bool own = chosen && session && session->user == chosen->user;
    m_review->setEnabled(chosen && !chosen->isOpen() && !chosen->reviewedAt && !own);
    m_end->setEnabled(chosen && chosen->isOpen());
}

void EmergencySection::review()
{
    const auto id = entry()->id;
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(u"findingDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Finding"));
    dialog->setLabelText(tr("What you found about this emergency access; it closes the entry:"));
    dialog->setOkButtonText(tr("Close the entry"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this,
        [this, id, name = chosenRecord()->name](const QString& finding) {
            protocol::BreakGlassReview message;
            message.commandId = m_ids.next();
            message.breakGlassId = id;
            message.finding = toStd(finding);
            perform(message, tr("Reviewed the emergency access of %1").arg(name));
        });
    dialog->open();
}

} // namespace locus::ui
