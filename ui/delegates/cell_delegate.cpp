// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/cell_delegate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/table_roles.h"

#include <QAbstractItemView>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace locus::ui {

namespace {

void paintSkeleton(QPainter& painter, const QRect& rect, int row, int column)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::color(ColorId::NeutralSoft));
    // Uneven lengths look like text; the same cell always gets the same one.
    const int part = 45 + (row * 37 + column * 53) % 40;
    const QRect bar(rect.x(), rect.center().y() - 5, rect.width() * part / 100, 10);
    painter.drawRoundedRect(bar, 5, 5);
}

QFont fontOf(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (!index.data(MonoRole).toBool()) {
        return option.font;
    }
    auto font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(option.font.pixelSize() > 0 ? option.font.pixelSize() - 1 : 12);
    return font;
}

constexpr int sides = TableHeader::leftMargin + TableHeader::rightMargin;

} // namespace

void CellDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option)
{
    const bool firstColumn = option.viewItemPosition == QStyleOptionViewItem::Beginning
        || option.viewItemPosition == QStyleOptionViewItem::OnlyOne;
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter.fillRect(option.rect, Theme::color(ColorId::Selection));
        if (firstColumn) {
            painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                Theme::color(ColorId::Accent));
        }
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(option.rect, Theme::color(ColorId::Hover));
    }
    painter.setPen(Theme::color(ColorId::Border));
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

void CellDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    paintGround(*painter, option);
    const auto rect =
        option.rect.adjusted(TableHeader::leftMargin, 0, -TableHeader::rightMargin, -1);
    painter->setFont(option.font);
    if (index.data(SkeletonRole).toBool()) {
        paintSkeleton(*painter, rect, index.row(), index.column());
        painter->restore();
        return;
    }
    const auto text = index.data(Qt::DisplayRole).toString();
    const auto tone = index.data(ToneRole);
    if (tone.isValid() && !text.isEmpty()) {
        paintBadge(*painter, rect, text, static_cast<Tone>(tone.toInt()),
            index.data(ShapeRole).toString());
        painter->restore();
        return;
    }
    painter->setFont(fontOf(option, index));
    const auto muted = index.data(MutedRole).toBool();
    painter->setPen(Theme::color(muted ? ColorId::TextMuted : ColorId::Text));
    auto alignment = index.data(Qt::TextAlignmentRole).toInt();
    if (alignment == 0) {
        alignment = static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    }
    painter->drawText(rect, alignment | Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto text = index.data(Qt::DisplayRole).toString();
    const QFontMetrics metrics(fontOf(option, index));
    const auto width = index.data(ToneRole).isValid() ? badgeWidth(metrics, text)
                                                      : metrics.horizontalAdvance(text);
    return { width + sides, Theme::rowHeight() };
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
    const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const bool isCut = sizeHint(option, index).width() > option.rect.width();
    const bool hasTip = !index.data(Qt::ToolTipRole).toString().isEmpty();
    if (event->type() != QEvent::ToolTip || hasTip || !isCut) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    QToolTip::showText(event->globalPos(), index.data(Qt::DisplayRole).toString(), view);
    return true;
}

} // namespace locus::ui
