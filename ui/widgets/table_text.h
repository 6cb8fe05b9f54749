// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QVariantList>

#include <cstdint>

class QAbstractItemModel;

namespace locus::ui {

enum class TableFormat : std::uint8_t
{
    Tsv,
    Csv,
    Json, // one array
    JsonLines, // one object a line
    Markdown
};

// How rows of a table become text, for copies and exports alike. A cell that a spreadsheet would
// take for a formula is quoted as text. Any thread.
class TableText
{
public:
    struct Column
    {
        QString id; // member name in JSON
        QString title;
    };

    TableText(QList<Column> columns, TableFormat format);

    // The lines before the first row; none for JSON.
    [[nodiscard]] QString head() const;
    // One value a column.
    [[nodiscard]] QString row(const QVariantList& values) const;
    [[nodiscard]] QJsonObject object(const QVariantList& values) const;

private:
    [[nodiscard]] QString line(QStringList cells) const;

    QList<Column> m_columns;
    TableFormat m_format;
};

// These columns of a model by their ids and headers.
QList<TableText::Column> textColumns(const QAbstractItemModel& model, const QList<int>& columns);

// Rows and columns of a table as text. Values are what is shown (ExportRole where the model has
// it), so a masked cell stays masked.
QString copyTable(const QAbstractItemModel& model, const QList<int>& rows,
    const QList<int>& columns, TableFormat format);

} // namespace locus::ui
