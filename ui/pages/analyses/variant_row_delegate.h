// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/cell_delegate.h"

class QTableView;

namespace locus::ui {

// Cells of the variants of an analysis. A row without annotation is one sentence over all columns
// but the line number: what was sent, the short reason, the reason in full.
class VariantRowDelegate : public CellDelegate
{
    Q_OBJECT

public:
    explicit VariantRowDelegate(QTableView* table);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    [[nodiscard]] QRect sentenceRect(const QStyleOptionViewItem& option) const;

    QTableView* m_table;
};

} // namespace locus::ui
