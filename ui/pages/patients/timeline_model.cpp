// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/patients/timeline_model.h"

#include "core/base/clock.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/widgets/table_roles.h"

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageItems = 100;
constexpr std::array facts {
    TableColumn { "when", 110 },
    TableColumn { "what", 190 },
    TableColumn { "detail", 150, false, false, false, true },
    TableColumn { "by", 110 },
    TableColumn { "reason", 150, false, false, false, true },
    TableColumn { "stream", 280, true },
};
static_assert(facts.size() == TimelineModel::ColumnCount);

struct Known
{
    const char* type;
    const char* words;
};
constexpr std::array known {
    Known { "Patient.Created", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Registered") },
    Known { "Patient.Updated", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Record changed") },
    Known { "Patient.IdentifierAdded",
        QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Identifier added") },
    Known { "Patient.IdentifierRemoved",
        QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Identifier removed") },
    Known { "Patient.Merged", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Record merged") },
    Known { "Patient.Unmerged", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Merge taken back") },
    Known { "Patient.Deactivated",
        QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Record made inactive") },
    Known { "Patient.Reactivated",
        QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Record made active") },
    Known {
        "Patient.DeathRecorded", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Death recorded") },
    Known { "Patient.Anonymized", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Person erased") },
    Known { "PatientFlag.Raised", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Flag added") },
    Known { "PatientFlag.Cleared", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Flag removed") },
    Known {
        "Analysis.Requested", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Analysis submitted") },
    Known { "Analysis.Started", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Analysis started") },
    Known {
        "Analysis.Completed", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Analysis completed") },
    Known { "Analysis.Failed", QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Analysis failed") },
    Known { "Analysis.PatientAssigned",
        QT_TRANSLATE_NOOP("locus::ui::TimelineModel", "Analysis given to a patient") },
};

// Whether the detail is a patient's reference.
bool namesPatient(const std::string& type)
{
    return type == "Patient.Merged" || type == "Patient.Unmerged"
        || type == "Analysis.PatientAssigned";
}

QString wordsOf(const std::string& type)
{
    for (const auto& one : known) {
        if (type == one.type) {
            return TimelineModel::tr(one.words);
        }
    }
    return fromStd(type);
}

} // namespace

TimelineModel::TimelineModel(client::CoreClient& core, const Clock& clock, QObject* parent)
    : PagedModel(core, facts, parent)
    , m_labels(PatientLabels::of(core))
    , m_clock(clock)
{
    connect(&m_labels, &PatientLabels::changed, this, [this] { columnChanged(DetailColumn); });
}

QString TimelineModel::title(int column) const
{
    switch (column) {
    case WhenColumn: return tr("When");
    case WhatColumn: return tr("What happened");
    case DetailColumn: return tr("Detail");
    case ByColumn: return tr("By");
    case ReasonColumn: return tr("Reason");
    case StreamColumn: return tr("Record");
    default: return {};
    }
}

QString TimelineModel::display(int row, int column) const
{
    const auto& entry = *rowAt(row);
    switch (column) {
    case WhenColumn: return Words::age(entry.time, m_clock.now());
    case WhatColumn: return wordsOf(entry.type);
    case DetailColumn:
        if (entry.forgotten) {
            return tr("erased");
        }
        return namesPatient(entry.type) ? m_labels.text(fromStd(entry.detail))
                                        : fromStd(entry.detail);
    case ByColumn:
        //: In place of a person: another system reported it
        return entry.actor.empty() && !entry.local ? tr("another system") : fromStd(entry.actor);
    case ReasonColumn: return fromStd(entry.reason);
    case StreamColumn: return fromStd(entry.stream);
    default: return {};
    }
}

QVariant TimelineModel::fact(int row, int column, int role) const
{
    const auto& entry = *rowAt(row);
    switch (role) {
    case ExportRole:
        return column == WhenColumn ? QVariant(fromStd(toRfc3339(entry.time))) : QVariant();
    case MutedRole: return column == WhenColumn || column == ByColumn;
    case MonoRole: return column == StreamColumn;
    case Qt::ToolTipRole:
        return column == WhenColumn ? Words::moment(entry.time)
            : column == WhatColumn  ? fromStd(entry.type)
                                    : QVariant();
    default: return {};
    }
}

QString TimelineModel::streamAt(int row) const
{
    const auto* entry = rowAt(row);
    return entry ? fromStd(entry->stream) : QString();
}

void TimelineModel::open(const QString& patientId)
{
    m_patient = toStd(patientId);
    clear();
    reload();
}

void TimelineModel::reload()
{
    if (!m_patient.empty()) {
        start();
    }
}

protocol::PatientsTimeline TimelineModel::question(const std::int64_t& before) const
{
    return { { m_patient, pageItems, before } };
}

} // namespace locus::ui
