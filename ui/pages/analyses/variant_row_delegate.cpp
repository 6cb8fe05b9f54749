// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/variant_row_delegate.h"

#include "ui/models/reason_words.h"
#include "ui/models/text.h"
#include "ui/pages/analyses/variants_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/table_header.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace locus::ui {

VariantRowDelegate::VariantRowDelegate(QTableView* table)
    : CellDelegate(table)
    , m_table(table)
{ }

// From the first column after the line number over what the table shows of a row at once.
QRect VariantRowDelegate::sentenceRect(const QStyleOptionViewItem& option) const
{
    const auto* header = m_table->horizontalHeader();
    const bool hasLine = !header->isSectionHidden(VariantsModel::LineColumn)
        && header->visualIndex(VariantsModel::LineColumn) == 0;
    const int from = hasLine ? header->sectionSize(VariantsModel::LineColumn) : 0;
    const int width = std::min(header->length(), m_table->viewport()->width()) - from;
    return { from - header->offset(), option.rect.y(), width, option.rect.height() };
}

void VariantRowDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const VariantsModel*>(index.model());
    const auto* row = model != nullptr ? model->rowAt(index.row()) : nullptr;
    if (row == nullptr || !row->notAnnotated || index.column() == VariantsModel::LineColumn) {
        CellDelegate::paint(painter, option, index);
        return;
    }
    // Every cell paints its part of the sentence, so that moved and hidden columns need no care.
    painter->save();
    painter->setClipRect(option.rect);
    paintGround(*painter, option);
    auto rest =
        sentenceRect(option).adjusted(TableHeader::leftMargin, 0, -TableHeader::rightMargin, -1);
    painter->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto mono = painter->font();
    mono.setPixelSize(option.font.pixelSize() > 0 ? option.font.pixelSize() - 1 : 12);
    painter->setFont(mono);
    painter->setPen(Theme::color(ColorId::Text));
    const auto sent = painter->fontMetrics().elidedText(
        fromStd(row->input).simplified().left(200), Qt::ElideMiddle, rest.width() * 2 / 5);
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, sent);
    rest.setLeft(rest.left() + painter->fontMetrics().horizontalAdvance(sent) + space::medium);

    painter->setFont(option.font);
    const auto why = model->index(index.row(), VariantsModel::ConsequenceColumn)
                         .data(Qt::DisplayRole)
                         .toString();
    paintBadge(*painter, rest, why, Tone::Info);
    rest.setLeft(rest.left() + badgeWidth(painter->fontMetrics(), why) + space::small);
    painter->setPen(Theme::color(ColorId::TextMuted));
    if (rest.width() > 0) {
        painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(
                ReasonWords::of(*row->notAnnotated).simplified(), Qt::ElideRight, rest.width()));
    }
    painter->restore();
}

} // namespace locus::ui
