// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/records_model.h"

#include "ui/widgets/table_roles.h"

#include <algorithm>

namespace locus::ui {

RecordsModel::RecordsModel(
    std::span<const TableColumn> columns, QStringList titles, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(columns)
    , m_titles(std::move(titles))
{
    Q_ASSERT(static_cast<std::size_t>(m_titles.size()) == m_columns.size());
}

int RecordsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int RecordsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RecordsModel::data(const QModelIndex& index, int role) const
{
    const Record* record = index.isValid() ? at(index.row()) : nullptr;
    const auto column = static_cast<std::size_t>(index.column());
    if (!record || column >= record->cells.size()) {
        return {};
    }
    const RecordCell& cell = record->cells[column];
    switch (role) {
    case Qt::DisplayRole: return cell.text;
    case ToneRole: return cell.tone ? QVariant(static_cast<int>(*cell.tone)) : QVariant();
    case MutedRole: return cell.muted;
    default: return {};
    }
}

QVariant RecordsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    return role == Qt::DisplayRole ? QVariant(m_titles.value(section))
                                   : columnFact(m_columns, section, role);
}

void RecordsModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = std::max(column, 0);
    m_order = order;
    beginResetModel();
    arrange();
    endResetModel();
}

void RecordsModel::setRecords(std::vector<Record> records)
{
    beginResetModel();
    m_records = std::move(records);
    arrange();
    endResetModel();
}

void RecordsModel::setFilter(const QString& words)
{
    beginResetModel();
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    arrange();
    endResetModel();
}

const Record* RecordsModel::at(int row) const
{
    const auto place = static_cast<std::size_t>(row);
    return row >= 0 && place < m_shown.size() ? &m_records[m_shown[place]] : nullptr;
}

int RecordsModel::rowOf(const QString& id) const
{
    const auto found = std::find_if(m_shown.begin(), m_shown.end(),
        [&](std::size_t place) { return m_records[place].id == id; });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

void RecordsModel::arrange()
{
    m_shown.clear();
    for (std::size_t place = 0; place < m_records.size(); ++place) {
        const Record& record = m_records[place];
        const bool fits = std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
            return std::any_of(record.cells.begin(), record.cells.end(),
                [&](const auto& cell) { return cell.text.contains(word, Qt::CaseInsensitive); });
        });
        if (fits) {
            m_shown.push_back(place);
        }
    }
    const auto column = static_cast<std::size_t>(m_sortColumn);
    std::stable_sort(m_shown.begin(), m_shown.end(), [&](std::size_t a, std::size_t b) {
        const int order =
            m_records[a].cells[column].text.localeAwareCompare(m_records[b].cells[column].text);
        return m_order == Qt::AscendingOrder ? order < 0 : order > 0;
    });
}

} // namespace locus::ui
