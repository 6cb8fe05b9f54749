// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/emergency_section.h"

#include "ui/models/text.h"
#include "ui/models/words.h"

#include <QAction>
#include <QLineEdit>

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;
using people::BreakGlass;

namespace {

constexpr std::array columns {
    TableColumn { .id = "user", .width = 104, .sorts = true },
    TableColumn { .id = "reason", .width = 130, .sorts = true, .grows = true },
    TableColumn { .id = "about", .width = 104, .sorts = true },
    TableColumn { .id = "begun", .width = 180 },
    TableColumn { .id = "state", .width = 140, .sorts = true },
};

} // namespace

EmergencySection::EmergencySection(const PageContext& context, QWidget* parent)
    : EntrySection(context,
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
{
    m_review = addAct(u"reviewEmergency"_s, u"check"_s, tr("Write the finding…"));
    connect(m_review, &QAction::triggered, this, &EmergencySection::review);
    m_end = addAct(u"endEmergencyOf"_s, u"cancel"_s, tr("End it now"));
    connect(m_end, &QAction::triggered, this, [this] {
        protocol::BreakGlassEnd message;
        message.breakGlassId = entry()->id;
        perform(message, tr("Ended the emergency access of %1").arg(chosenRecord()->name));
    });
    onChosen(nullptr);
}

protocol::BreakGlassList EmergencySection::question() const
{
    protocol::BreakGlassList all;
    all.openOnly = false;
    return all;
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
    auto* dialog = new FormDialog(u"findingDialog"_s, tr("Finding"),
        tr("What you found about this emergency access; it closes the entry."),
        tr("Close the entry"), this);
    auto* finding =
        dialog->addNeeded(tr("Finding"), "finding", tr("Write what you found before you close it"));
    connect(dialog, &FormDialog::submitted, this,
        [this, dialog, finding, id = entry()->id, name = chosenRecord()->name] {
            protocol::BreakGlassReview message;
            message.breakGlassId = id;
            message.finding = toStd(finding->text().trimmed());
            perform(message, tr("Reviewed the emergency access of %1").arg(name), dialog);
        });
    dialog->open();
}

} // namespace locus::ui
