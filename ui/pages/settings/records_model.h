// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/color_id.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/table_columns.h"

#include <QAbstractTableModel>

#include <optional>
#include <span>
#include <vector>

namespace locus::ui {

struct RecordCell
{
    QString text;
    std::optional<Tone> tone {}; // stands in a badge
    bool muted = false;
};

// One row of a section of the settings, and what its details show.
struct Record
{
    QString id; // of the account, token, team, …
    QString name; // as a sentence calls it
    std::vector<RecordCell> cells;
    std::vector<FactGrid::Fact> facts;
};

// Short lists that are read whole: people, tokens, sessions. Filtered and sorted here.
class RecordsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    // `columns` must outlive this; `titles` has as many entries.
    RecordsModel(std::span<const TableColumn> columns, QStringList titles, QObject* parent);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    void setRecords(std::vector<Record> records);
    // Shows what holds all of these words, in any cell.
    void setFilter(const QString& words);
    [[nodiscard]] const Record* at(int row) const;
    [[nodiscard]] int rowOf(const QString& id) const; // -1: not shown
    [[nodiscard]] std::size_t total() const { return m_records.size(); }

private:
    void arrange();

    std::span<const TableColumn> m_columns;
    QStringList m_titles;
    std::vector<Record> m_records;
    std::vector<std::size_t> m_shown; // indices of m_records
    QStringList m_words;
    int m_sortColumn = 0;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace locus::ui
