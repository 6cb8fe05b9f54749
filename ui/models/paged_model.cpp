// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/paged_model.h"

namespace locus::ui {

using namespace Qt::StringLiterals;

PagedTable::PagedTable(
    client::CoreClient& core, std::span<const TableColumn> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_core(core)
    , m_columns(columns)
{ }

int PagedTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant PagedTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    return role == Qt::DisplayRole ? QVariant(title(section))
                                   : columnFact(m_columns, section, role);
}

QVariant PagedTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return display(index.row(), column);
    case Qt::TextAlignmentRole: return columnFact(m_columns, column, role);
    case Qt::AccessibleTextRole:
        if (auto spoken = fact(index.row(), column, role); spoken.isValid()) {
            return spoken;
        }
        return QString(title(column) + u": "_s + display(index.row(), column));
    default: return fact(index.row(), column, role);
    }
}

void PagedTable::setPhase(Phase phase, std::optional<Error> error)
{
    m_phase = phase;
    m_error = std::move(error);
    Q_EMIT phaseChanged();
}

void PagedTable::columnChanged(int column)
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
    }
}

} // namespace locus::ui
