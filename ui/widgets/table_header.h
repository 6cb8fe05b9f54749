// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/column_layout.h"

#include <QHeaderView>

class QAction;

namespace locus::ui {

// The head of a table: each name stands exactly over its column's cells, numbers at the right; the
// arrow of the sorted column stands beside its name and shifts nothing. Sorting asks the model.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    // What a cell keeps free at its sides, in pixels; delegates keep the same.
    static constexpr int leftMargin = 10;
    static constexpr int rightMargin = 8;

    explicit TableHeader(QWidget* parent = nullptr);

    // As a click on this column's name: largest first, then turned around at each call. A column
    // that does not sort is left alone.
    void sortBy(int section);
    // One for each column that sorts, named `prefix` and the column's id, so that sorting needs no
    // mouse; they belong to this. Ask after the model was set.
    [[nodiscard]] QList<QAction*> makeSortActions(const QString& prefix);

Q_SIGNALS:
    // The person moved a column or gave it another width.
    void arranged();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int section) const override;

private:
    [[nodiscard]] QFont wordsFont() const;
    [[nodiscard]] QVariant fact(int section, int role) const;

    ColumnLayout m_before; // when the button went down
};

} // namespace locus::ui
