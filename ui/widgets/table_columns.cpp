// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_columns.h"

#include "ui/widgets/table_roles.h"

#include <QString>

namespace locus::ui {

QVariant columnFact(std::span<const TableColumn> columns, int section, int role)
{
    if (section < 0 || section >= static_cast<int>(columns.size())) {
        return {};
    }
    const auto& column = columns[static_cast<std::size_t>(section)];
    switch (role) {
    case ColumnIdRole: return QString::fromLatin1(column.id);
    case ColumnWidthRole: return column.width;
    case ColumnGrowsRole: return column.grows;
    case ColumnHiddenRole: return column.hidden;
    case ColumnSortRole: return column.sorts;
    case Qt::TextAlignmentRole:
        return static_cast<int>(
            (column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

} // namespace locus::ui
