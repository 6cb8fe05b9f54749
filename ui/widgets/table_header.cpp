// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_header.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/page_action.h"
#include "ui/widgets/table_roles.h"

#include <QAction>
#include <QPainter>
#include <QStyleOptionHeader>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int arrowSize = 11;
constexpr int arrowGap = 4;

} // namespace

TableHeader::TableHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsMovable(true);
    setStretchLastSection(true);
    setHighlightSections(false);
    setMinimumSectionSize(36);
    setSectionsClickable(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QHeaderView::sectionClicked, this, &TableHeader::sortBy);
}

QVariant TableHeader::fact(int section, int role) const
{
    return model()->headerData(section, Qt::Horizontal, role);
}

void TableHeader::sortBy(int section)
{
    if (!fact(section, ColumnSortRole).toBool()) {
        return;
    }
    const bool same = isSortIndicatorShown() && sortIndicatorSection() == section;
    const auto order = same && sortIndicatorOrder() == Qt::DescendingOrder ? Qt::AscendingOrder
                                                                           : Qt::DescendingOrder;
    setSortIndicatorShown(true);
    setSortIndicator(section, order);
    model()->sort(section, order);
}

QList<QAction*> TableHeader::makeSortActions(const QString& prefix)
{
    QList<QAction*> actions;
    for (int section = 0; section < count(); ++section) {
        if (fact(section, ColumnSortRole).toBool()) {
            //: %1 is the name of a column; again: the other way round
            const auto text = tr("Sort by “%1”").arg(fact(section, Qt::DisplayRole).toString());
            auto* action =
                makeAction(prefix + fact(section, ColumnIdRole).toString(), {}, text, this);
            connect(action, &QAction::triggered, this, [this, section] { sortBy(section); });
            actions << action;
        }
    }
    return actions;
}

void TableHeader::mousePressEvent(QMouseEvent* event)
{
    m_before = ColumnLayout::of(*this);
    QHeaderView::mousePressEvent(event);
}

void TableHeader::mouseReleaseEvent(QMouseEvent* event)
{
    QHeaderView::mouseReleaseEvent(event);
    if (!(ColumnLayout::of(*this) == m_before)) {
        Q_EMIT arranged();
    }
}

void TableHeader::mouseDoubleClickEvent(QMouseEvent* event)
{
    QHeaderView::mouseDoubleClickEvent(event);
    Q_EMIT arranged();
}

QFont TableHeader::wordsFont() const
{
    auto words = font();
    words.setPixelSize(12);
    words.setWeight(QFont::Medium);
    return words;
}

// The style draws the ground alone.
void TableHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    option->text.clear();
    option->sortIndicator = QStyleOptionHeader::None;
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->save(); // the style leaves a clip behind
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    const bool right = (fact(section, Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    auto words = rect.adjusted(leftMargin, 0, -rightMargin, 0);
    painter->save();
    painter->setFont(wordsFont());
    const auto color = Theme::color(sorted ? ColorId::Text : ColorId::TextMuted);
    const auto room = words.width() - (sorted ? arrowSize + arrowGap : 0);
    const auto text = painter->fontMetrics().elidedText(
        fact(section, Qt::DisplayRole).toString(), Qt::ElideRight, room);
    painter->setPen(color);
    const auto side = (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    painter->drawText(words, static_cast<int>(side), text);
    if (sorted) {
        const auto width = painter->fontMetrics().horizontalAdvance(text) + arrowGap;
        const auto x = right ? words.right() - width - arrowSize : words.left() + width;
        paintIcon(*painter, { x, rect.center().y() - arrowSize / 2, arrowSize, arrowSize },
            sortIndicatorOrder() == Qt::DescendingOrder ? u"chevron-down"_s : u"chevron-up"_s,
            color);
    }
    painter->restore();
}

QSize TableHeader::sectionSizeFromContents(int section) const
{
    const QFontMetrics metrics(wordsFont());
    const auto width = metrics.horizontalAdvance(fact(section, Qt::DisplayRole).toString());
    return { leftMargin + width + arrowGap + arrowSize + rightMargin, metrics.height() + 14 };
}

} // namespace locus::ui
