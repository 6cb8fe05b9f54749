// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/column_layout.h"

#include "ui/widgets/table_roles.h"

#include <QAbstractItemModel>
#include <QHeaderView>
#include <QJsonObject>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QString columnId(const QHeaderView& header, int logical)
{
    return header.model()->headerData(logical, Qt::Horizontal, ColumnIdRole).toString();
}

} // namespace

int ColumnLayout::logicalOf(const QHeaderView& header, const QString& id)
{
    for (int i = 0; i < header.count(); ++i) {
        if (columnId(header, i) == id) {
            return i;
        }
    }
    return -1;
}

QJsonArray ColumnLayout::toJson() const
{
    QJsonArray json;
    for (const auto& column : columns) {
        json.append(QJsonObject { { u"id"_s, column.id }, { u"width"_s, column.width },
            { u"visible"_s, column.visible } });
    }
    return json;
}

ColumnLayout ColumnLayout::fromJson(const QJsonArray& json)
{
    ColumnLayout layout;
    for (const auto& entry : json) {
        const auto object = entry.toObject();
        const auto id = object.value(u"id"_s).toString();
        if (!id.isEmpty()) {
            layout.columns.push_back(
                { id, object.value(u"width"_s).toInt(), object.value(u"visible"_s).toBool(true) });
        }
    }
    return layout;
}

ColumnLayout ColumnLayout::of(const QHeaderView& header)
{
    ColumnLayout layout;
    for (int visual = 0; visual < header.count(); ++visual) {
        const auto logical = header.logicalIndex(visual);
        const auto hidden = header.isSectionHidden(logical);
        auto width = header.sectionSize(logical);
        if (hidden) {
            width = header.model()->headerData(logical, Qt::Horizontal, ColumnWidthRole).toInt();
        }
        layout.columns.push_back({ columnId(header, logical), width, !hidden });
    }
    return layout;
}

void ColumnLayout::applyTo(QHeaderView& header) const
{
    int visual = 0;
    bool anyVisible = false;
    for (const auto& column : columns) {
        const auto logical = logicalOf(header, column.id);
        if (logical < 0) {
            continue;
        }
        header.moveSection(header.visualIndex(logical), visual++);
        header.setSectionHidden(logical, !column.visible);
        if (column.visible && column.width >= header.minimumSectionSize()) {
            header.resizeSection(logical, column.width);
        }
        anyVisible = anyVisible || column.visible;
    }
    if (!anyVisible && header.count() > 0) {
        header.setSectionHidden(header.logicalIndex(0), false);
    }
}

} // namespace locus::ui
