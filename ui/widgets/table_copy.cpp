// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_copy.h"

#include "ui/widgets/table_roles.h"

#include <QAbstractItemModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QVariant valueOf(const QAbstractItemModel& model, int row, int column)
{
    const auto index = model.index(row, column);
    const auto plain = index.data(ExportRole);
    return plain.isValid() ? plain : index.data(Qt::DisplayRole);
}

QString headerOf(const QAbstractItemModel& model, int column)
{
    return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
}

QString asCell(const QString& value, CopyFormat format)
{
    auto text = value;
    if (format == CopyFormat::Markdown) {
        return text.replace(u'|', u"\\|"_s).replace(u'\n', u' ');
    }
    const bool formula = !text.isEmpty() && u"=+@"_s.contains(text.front());
    if (formula) {
        text.prepend(u'\'');
    }
    if (format == CopyFormat::Tsv) {
        return text.replace(u'\t', u' ').replace(u'\n', u' ');
    }
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n')) {
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    }
    return text;
}

QString asJson(const QAbstractItemModel& model, const QList<int>& rows, const QList<int>& columns)
{
    QJsonArray array;
    for (const auto row : rows) {
        QJsonObject object;
        for (const auto column : columns) {
            object.insert(model.headerData(column, Qt::Horizontal, ColumnIdRole).toString(),
                QJsonValue::fromVariant(valueOf(model, row, column)));
        }
        array.append(object);
    }
    return QString::fromUtf8(QJsonDocument(array).toJson());
}

} // namespace

QString copyTable(const QAbstractItemModel& model, const QList<int>& rows,
    const QList<int>& columns, CopyFormat format)
{
    if (format == CopyFormat::Json) {
        return asJson(model, rows, columns);
    }
    const bool markdown = format == CopyFormat::Markdown;
    const QString between = markdown ? u" | "_s : format == CopyFormat::Csv ? u","_s : u"\t"_s;
    const auto line = [&](const QStringList& cells) -> QString {
        const auto joined = cells.join(between);
        return markdown ? QString(u"| "_s + joined + u" |\n"_s) : QString(joined + u"\n"_s);
    };
    QStringList cells;
    for (const auto column : columns) {
        cells << asCell(headerOf(model, column), format);
    }
    QString text = line(cells);
    if (markdown) {
        text += line(QStringList(columns.size(), u"---"_s));
    }
    for (const auto row : rows) {
        cells.clear();
        for (const auto column : columns) {
            cells << asCell(valueOf(model, row, column).toString(), format);
        }
        text += line(cells);
    }
    return text;
}

} // namespace locus::ui
