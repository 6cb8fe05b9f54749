// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QString>

#include <vector>

class QHeaderView;

namespace locus::ui {

// Order, width and visibility of columns by their ids, so that a layout outlives new columns and
// new versions of Qt.
struct ColumnLayout
{
    struct Column
    {
        QString id;
        int width = 0;
        bool visible = true;
        bool operator==(const Column&) const = default;
    };
    std::vector<Column> columns;

    [[nodiscard]] QJsonArray toJson() const;
    // Entries that are no columns are left out.
    static ColumnLayout fromJson(const QJsonArray& json);

    static ColumnLayout of(const QHeaderView& header);
    // Number of the column with this id in the header's model; -1: none.
    static int logicalOf(const QHeaderView& header, const QString& id);
    // Columns that the layout does not know keep their place and width at the end; ids that are
    // gone are ignored. A layout that hides everything shows the first column.
    void applyTo(QHeaderView& header) const;
    bool operator==(const ColumnLayout&) const = default;
};

} // namespace locus::ui
