// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_model.h"

#include "core/base/clock.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/pages/audit/audit_words.h"
#include "ui/widgets/table_roles.h"

#include <algorithm>
#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRecords = 200;
constexpr std::array facts {
    TableColumn { "time", 205 },
    TableColumn { "person", 120 },
    TableColumn { "kind", 130 },
    TableColumn { "action", 170, false, false, false, true },
    TableColumn { "about", 150, false, false, false, true },
    TableColumn { "patient", 150, false, false, false, true },
    TableColumn { "outcome", 140 },
    TableColumn { "number", 84, false, false, true },
};
static_assert(facts.size() == AuditModel::ColumnCount);

} // namespace

AuditModel::AuditModel(client::CoreClient& core, const Clock& clock, QObject* parent)
    : PagedModel(core, facts, parent)
    , m_labels(PatientLabels::of(core))
    , m_clock(clock)
{
    connect(&m_labels, &PatientLabels::changed, this, [this] { columnChanged(PatientColumn); });
}

int AuditModel::rowOf(std::int64_t number) const
{
    return findRow([number](const people::AuditRecord& one) { return one.number == number; });
}

QString AuditModel::title(int column) const
{
    switch (column) {
    case TimeColumn: return tr("When");
    case PersonColumn: return tr("Who");
    //: Column: kind of an audit record
    case KindColumn: return tr("Kind");
    //: Column: the method that was called
    case ActionColumn: return tr("What");
    case AboutColumn: return tr("About");
    case PatientColumn: return tr("Patient");
    case OutcomeColumn: return tr("Outcome");
    case NumberColumn: return tr("No.");
    default: return {};
    }
}

QString AuditModel::patientOf(const people::AuditRecord& record) const
{
    if (record.forgotten) {
        return tr("erased");
    }
    return m_labels.text(fromStd(record.note.subject));
}

QString AuditModel::display(int row, int column) const
{
    const auto& record = *rowAt(row);
    const auto& note = record.note;
    switch (column) {
    case TimeColumn: return Words::moment(record.time);
    case PersonColumn:
        //: In place of a person who did something: nobody was signed in
        return note.actor.empty() ? tr("nobody") : fromStd(note.actor);
    case KindColumn: return AuditWords::kind(note.kind);
    case ActionColumn: return fromStd(note.action);
    case AboutColumn: return fromStd(note.entity);
    case PatientColumn: return patientOf(record);
    case OutcomeColumn: return AuditWords::outcome(note.outcome);
    case NumberColumn: return Words::count(record.number);
    default: return {};
    }
}

QVariant AuditModel::fact(int row, int column, int role) const
{
    const auto& record = *rowAt(row);
    switch (role) {
    case ToneRole:
        return column == KindColumn ? QVariant(static_cast<int>(AuditWords::toneOf(record.note)))
                                    : QVariant();
    case MutedRole: return column == TimeColumn || column == NumberColumn;
    case ExportRole:
        return column == TimeColumn  ? QVariant(fromStd(toRfc3339(record.time)))
            : column == NumberColumn ? QVariant(static_cast<qlonglong>(record.number))
                                     : QVariant();
    case Qt::ToolTipRole:
        return record.clock != people::AuditClock::Steady && column == TimeColumn
            ? QVariant(tr("Clock: %1").arg(AuditWords::clock(record.clock)))
            : QVariant();
    default: return {};
    }
}

void AuditModel::setFilter(const people::AuditFilter& filter)
{
    m_filter = filter;
    reload();
}

protocol::AuditList AuditModel::question(const std::int64_t& before) const
{
    return { { m_filter, before, pageRecords } };
}

void AuditModel::onPage(const people::AuditPage& page)
{
    m_checkpoint = std::max(m_checkpoint, page.checkpoint);
    m_loadedAt = m_clock.now();
}

} // namespace locus::ui
