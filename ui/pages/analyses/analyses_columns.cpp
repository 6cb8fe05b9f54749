// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells and headers of the list of analyses say.
#include "ui/pages/analyses/analyses_model.h"

#include "core/base/clock.h"
#include "core/client/analyses_client.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/pages/analyses/variant_words.h"
#include "ui/widgets/patient_label.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_roles.h"

#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array facts {
    TableColumn { "state", 148, false, true, false },
    TableColumn { "label", 168, false, false, false, true },
    TableColumn { "patient", 220, false, false, false, true },
    TableColumn { "variants", 84, false, true, true },
    TableColumn { "mostSevere", 172, false, true, false },
    TableColumn { "notAnnotated", 112, false, true, true },
    TableColumn { "priority", 96, false, false, false },
    TableColumn { "mode", 100, true, false, false },
    TableColumn { "age", 90, false, true, false },
    TableColumn { "submitter", 64, false, false, false },
    TableColumn { "reviewer", 120, true, false, false },
    TableColumn { "id", 280, true, false, false },
};
static_assert(facts.size() == AnalysesModel::ColumnCount);

} // namespace

QVariant AnalysesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::ToolTipRole && section == MostSevereColumn) {
        return tr("The worst consequence of all rows, each on the transcript displayed for it: "
                  "MANE Select where that is known");
    }
    if (role != Qt::DisplayRole) {
        return columnFact(facts, section, role);
    }
    switch (section) {
    case StateColumn: return tr("State");
    case LabelColumn: return tr("Analysis");
    case PatientColumn: return tr("Patient");
    case VariantsColumn: return tr("Variants");
    //: Column: the worst consequence on the displayed transcripts
    case MostSevereColumn: return tr("Most severe (displayed)");
    case NotAnnotatedColumn: return tr("Not annotated");
    case PriorityColumn: return tr("Priority");
    case ModeColumn: return tr("Mode");
    case AgeColumn: return tr("Submitted");
    case SubmitterColumn: return tr("By");
    case ReviewerColumn: return tr("Reviewer");
    case IdColumn: return tr("Id");
    default: return {};
    }
}

QVariant AnalysesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto* item = summaryAt(index.row());
    if (item == nullptr) {
        if (role == Qt::AccessibleTextRole && index.column() == 0) {
            return tr("not loaded yet");
        }
        return role == SkeletonRole ? QVariant(true) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole: return display(*item, index.column());
    case ToneRole: return tone(*item, index.column());
    case ShapeRole:
        return index.column() == StateColumn ? QVariant(Words::of(item->state).shape) : QVariant();
    case MutedRole:
        return index.column() == AgeColumn || index.column() == SubmitterColumn
            || index.column() == ModeColumn;
    case MonoRole: return index.column() == IdColumn;
    case ExportRole: return plain(*item, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    case Qt::ToolTipRole:
        if (index.column() == AgeColumn) {
            return Words::moment(item->submittedAt);
        }
        return index.column() == StateColumn && !item->failureReason.empty()
            ? QVariant(fromStd(item->failureReason))
            : QVariant();
    case Qt::AccessibleTextRole:
        if (index.column() == PatientColumn) {
            const auto* patient = m_labels.find(fromStd(item->patientRef));
            if (patient != nullptr) {
                return PatientWords::spoken(*patient);
            }
        }
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString()
            + u": "_s + display(*item, index.column()).toString());
    default: return {};
    }
}

QVariant AnalysesModel::display(const analyses::Summary& item, int column) const
{
    switch (column) {
    case StateColumn: return Words::of(item.state).word;
    case LabelColumn: return Words::nameOf(item);
    case PatientColumn: return m_labels.text(fromStd(item.patientRef));
    case VariantsColumn: return Words::count(item.counts.variants);
    case MostSevereColumn: return VariantWords::term(item.mostSevere);
    case NotAnnotatedColumn: return Words::count(item.counts.notAnnotated);
    case PriorityColumn: return Words::priority(item.priority);
    case ModeColumn: return Words::of(item.mode);
    case AgeColumn: return Words::age(item.submittedAt, m_clock.now());
    case SubmitterColumn: return fromStd(item.submittedBy);
    case ReviewerColumn: return fromStd(item.reviewer);
    case IdColumn: return fromStd(item.id.toString());
    default: return {};
    }
}

QVariant AnalysesModel::tone(const analyses::Summary& item, int column) const
{
    switch (column) {
    case StateColumn: return static_cast<int>(Words::of(item.state).tone);
    case MostSevereColumn:
        return item.mostSevere.empty()
            ? QVariant()
            : QVariant(static_cast<int>(VariantWords::toneOfTerm(item.mostSevere)));
    default: return {};
    }
}

QVariant AnalysesModel::plain(const analyses::Summary& item, int column) const
{
    switch (column) {
    case VariantsColumn: return static_cast<qlonglong>(item.counts.variants);
    case NotAnnotatedColumn: return static_cast<qlonglong>(item.counts.notAnnotated);
    case PriorityColumn: return item.priority;
    case MostSevereColumn: return fromStd(item.mostSevere);
    case AgeColumn: return fromStd(toRfc3339(item.submittedAt));
    case PatientColumn: return fromStd(item.patientRef);
    default: return {};
    }
}

ExportSource AnalysesModel::exportSource(const QList<int>& columns) const
{
    protocol::AnalysesList message;
    message.filter = toStd(m_filter);
    message.query.sortBy = m_sortBy;
    message.query.descending = m_descending;
    message.query.limit = largePage;
    return [this, columns, message](const std::string& after, QObject* context, auto done) {
        auto next = message;
        next.query.after = after;
        m_analyses.list(next, context, [this, columns, done](Result<protocol::AnalysesPage> page) {
            if (!page.ok()) {
                done(std::move(page).error());
                return;
            }
            ExportPage out { {}, page->page.next, page->page.total };
            for (const auto& item : page->page.items) {
                QVariantList values;
                for (const auto column : columns) {
                    const auto value = plain(item, column);
                    values << (value.isValid() ? value : display(item, column));
                }
                out.rows << values;
            }
            done(std::move(out));
        });
    };
}

} // namespace locus::ui
