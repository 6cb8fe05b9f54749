// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/question_card.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QPainter>

namespace locus::ui {

using namespace Qt::StringLiterals;

QuestionCard::QuestionCard(const QString& question, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(question);
    setAccessibleName(question);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumHeight(132);
}

void QuestionCard::setAnswer(
    const QString& figure, const QString& what, const QString& word, Tone tone)
{
    m_figure = figure;
    m_what = what;
    m_word = word;
    m_tone = tone;
    setAccessibleName(
        text() + u": "_s + (figure.isEmpty() ? tr("not known yet") : figure) + u' ' + what);
    update();
}

void QuestionCard::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = underMouse() || hasFocus();
    painter.setPen(QPen(Theme::color(lit ? ColorId::Accent : ColorId::Border), hasFocus() ? 2 : 1));
    painter.setBrush(Theme::color(ColorId::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
    const auto inner = rect().adjusted(18, 14, -18, -14);
    auto font = this->font();
    painter.setPen(Theme::color(ColorId::TextMuted));
    painter.drawText(inner, Qt::AlignTop | Qt::AlignLeft, text());
    font.setPixelSize(34);
    font.setWeight(QFont::Medium);
    painter.setFont(font);
    painter.setPen(Theme::color(ColorId::Text));
    const auto figure = m_figure.isEmpty() ? u"–"_s : m_figure;
    const auto left = painter.fontMetrics().horizontalAdvance(figure) + space::medium;
    painter.drawText(inner.adjusted(0, 22, 0, 0), Qt::AlignTop | Qt::AlignLeft, figure);
    painter.setFont(this->font());
    painter.setPen(Theme::color(ColorId::TextMuted));
    const QRect bottom(inner.x(), inner.bottom() - 22, inner.width(), 22);
    painter.drawText(bottom, Qt::AlignVCenter | Qt::AlignLeft, m_what);
    if (!m_word.isEmpty()) {
        const auto width =
            std::min(badgeWidth(painter.fontMetrics(), m_word), inner.width() - left);
        // Beside the figure: the question above has the whole width in every language.
        paintBadge(
            painter, QRect(inner.right() - width, inner.y() + 33, width, 22), m_word, m_tone);
    }
}

} // namespace locus::ui
