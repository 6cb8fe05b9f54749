// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace locus::ui {

// What our tables ask a model beyond Qt's own roles.
enum TableRole : int
{
    // Of a header section.
    ColumnIdRole = Qt::UserRole + 100, // QString, stable for ever: layouts are kept by it
    ColumnWidthRole, // int, pixels
    ColumnGrowsRole, // bool: has its part of the room that the others leave
    ColumnHiddenRole, // bool: hidden until asked for
    ColumnSortRole, // bool: model->sort() understands it
                    // Of a cell.
    ToneRole, // int(Tone): shown as a badge with shape and word
    ShapeRole, // QString, icon name that replaces the tone's own
    SkeletonRole, // bool: not yet loaded
    MutedRole, // bool: secondary text
    MonoRole, // bool: letters of one width (sequences, ids)
    ExportRole, // QVariant: the plain value that copies and exports carry; else the display text
};

} // namespace locus::ui
