// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_text.h"

#include "ui/widgets/table_roles.h"

#include <QAbstractItemModel>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QVariant valueOf(const QAbstractItemModel& model, int row, int column)
{
    const auto index = model.index(row, column);
    const auto plain = index.data(ExportRole);
    return plain.isValid() ? plain : index.data(Qt::DisplayRole);
}

QString asCell(QString text, TableFormat format)
{
    text.remove(u'\r');
    if (format == TableFormat::Markdown) {
        return text.replace(u'|', u"\\|"_s).replace(u'\n', u' ');
    }
    const bool formula = !text.isEmpty() && u"=+@"_s.contains(text.front());
    if (formula) {
        text.prepend(u'\'');
    }
    if (format == TableFormat::Tsv) {
        return text.replace(u'\t', u' ').replace(u'\n', u' ');
    }
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n')) {
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    }
    return text;
}

} // namespace

TableText::TableText(QList<Column> columns, TableFormat format)
    : m_columns(std::move(columns))
    , m_format(format)
{ }

QString TableText::line(QStringList cells) const
{
    for (auto& cell : cells) {
        cell = asCell(cell, m_format);
    }
    if (m_format == TableFormat::Markdown) {
        return u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
    }
    return cells.join(m_format == TableFormat::Csv ? u',' : u'\t') + u'\n';
}

QString TableText::head() const
{
    if (m_format == TableFormat::Json || m_format == TableFormat::JsonLines) {
        return {};
    }
    QStringList titles;
    for (const auto& column : m_columns) {
        titles << column.title;
    }
    const auto rule = QStringList(m_columns.size(), u"---"_s);
    return m_format == TableFormat::Markdown ? line(titles) + line(rule) : line(titles);
}

QString TableText::row(const QVariantList& values) const
{
    if (m_format == TableFormat::Json || m_format == TableFormat::JsonLines) {
        return QString::fromUtf8(QJsonDocument(object(values)).toJson(QJsonDocument::Compact))
            + u'\n';
    }
    QStringList cells;
    for (const auto& value : values) {
        cells << value.toString();
    }
    return line(std::move(cells));
}

QJsonObject TableText::object(const QVariantList& values) const
{
    QJsonObject object;
    for (qsizetype i = 0; i < std::min(values.size(), m_columns.size()); ++i) {
        object.insert(m_columns[i].id, QJsonValue::fromVariant(values[i]));
    }
    return object;
}

QList<TableText::Column> textColumns(const QAbstractItemModel& model, const QList<int>& columns)
{
    QList<TableText::Column> out;
    for (const auto column : columns) {
        out.push_back({ model.headerData(column, Qt::Horizontal, ColumnIdRole).toString(),
            model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() });
    }
    return out;
}

QString copyTable(const QAbstractItemModel& model, const QList<int>& rows,
    const QList<int>& columns, TableFormat format)
{
    const TableText text(textColumns(model, columns), format);
    QJsonArray array;
    QString lines = text.head();
    for (const auto row : rows) {
        QVariantList values;
        for (const auto column : columns) {
            values << valueOf(model, row, column);
        }
        if (format == TableFormat::Json) {
            array.append(text.object(values));
        } else {
            lines += text.row(values);
        }
    }
    return format == TableFormat::Json ? QString::fromUtf8(QJsonDocument(array).toJson()) : lines;
}

} // namespace locus::ui
