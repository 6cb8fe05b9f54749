// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace locus::ui {

// Paints the cells of our tables: badges (word, shape, colour), grey bars where a row is not loaded
// yet, secondary and fixed-width text. Reads the roles of table_roles.h; keeps nothing.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    // A text that its cell cuts is said whole, unless the model has more to say.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
        const QModelIndex& index) override;

protected:
    // Selection, hover and the line below.
    static void paintGround(QPainter& painter, const QStyleOptionViewItem& option);
};

} // namespace locus::ui
