// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/patients/patient_analyses_model.h"

#include "core/base/clock.h"
#include "core/client/analyses_client.h"
#include "core/protocol/analyses_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_roles.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOfOne = 200;
constexpr std::array facts {
    TableColumn { "state", 148 },
    TableColumn { "label", 160, false, false, false, true },
    TableColumn { "variants", 84, false, false, true },
    TableColumn { "age", 100 },
    TableColumn { "by", 110 },
};
static_assert(facts.size() == PatientAnalysesModel::ColumnCount);

} // namespace

PatientAnalysesModel::PatientAnalysesModel(
    client::AnalysesClient& analyses, const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_analyses(analyses)
    , m_clock(clock)
{ }

int PatientAnalysesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PatientAnalysesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PatientAnalysesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role != Qt::DisplayRole) {
        return columnFact(facts, section, role);
    }
    switch (section) {
    case StateColumn: return tr("State");
    case LabelColumn: return tr("Analysis");
    case VariantsColumn: return tr("Variants");
    case AgeColumn: return tr("Submitted");
    case ByColumn: return tr("By");
    default: return {};
    }
}

QString PatientAnalysesModel::display(const analyses::Summary& item, int column) const
{
    switch (column) {
    case StateColumn: return Words::of(item.state).word;
    case LabelColumn: return Words::nameOf(item);
    case VariantsColumn: return Words::count(item.counts.variants);
    case AgeColumn: return Words::age(item.submittedAt, m_clock.now());
    case ByColumn: return fromStd(item.submittedBy);
    default: return {};
    }
}

QVariant PatientAnalysesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const auto& item = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = index.column();
    const auto state = Words::of(item.state);
    switch (role) {
    case Qt::DisplayRole: return display(item, column);
    case ToneRole:
        return column == StateColumn ? QVariant(static_cast<int>(state.tone)) : QVariant();
    case ShapeRole: return column == StateColumn ? QVariant(state.shape) : QVariant();
    case MutedRole: return column == AgeColumn || column == ByColumn;
    case Qt::TextAlignmentRole: return headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
    case Qt::ToolTipRole:
        return column == AgeColumn ? QVariant(Words::moment(item.submittedAt)) : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s
            + display(item, column));
    default: return {};
    }
}

QString PatientAnalysesModel::idAt(int row) const
{
    return row >= 0 && row < rowCount()
        ? fromStd(m_rows[static_cast<std::size_t>(row)].id.toString())
        : QString();
}

void PatientAnalysesModel::open(const std::vector<std::string>& records)
{
    m_records = records;
    if (records.empty()) {
        take({});
    }
    reload();
}

void PatientAnalysesModel::reload()
{
    ++m_generation;
    m_coming.clear();
    m_error.reset();
    m_open = m_records.size();
    for (const auto& record : m_records) {
        protocol::AnalysesList message;
        message.query.patientRef = record;
        message.query.limit = mostOfOne;
        m_analyses.list(message, this,
            [this, generation = m_generation](Result<protocol::AnalysesPage> answer) {
                if (generation != m_generation) {
                    return;
                }
                if (answer.ok()) {
                    auto& items = answer->page.items;
                    m_coming.insert(m_coming.end(), std::make_move_iterator(items.begin()),
                        std::make_move_iterator(items.end()));
                } else {
                    m_error = answer.error();
                }
                if (--m_open == 0) {
                    take(std::move(m_coming));
                }
            });
    }
}

void PatientAnalysesModel::take(std::vector<analyses::Summary> items)
{
    std::sort(items.begin(), items.end(),
        [](const auto& left, const auto& right) { return left.submittedAt > right.submittedAt; });
    beginResetModel();
    m_rows = std::move(items);
    endResetModel();
    Q_EMIT loaded();
}

} // namespace locus::ui
