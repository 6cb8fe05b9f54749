// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/question_card.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int narrowestHistory = 24;
}

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
    setAccessibleName(text() + u": "_s + (figure.isEmpty() ? tr("not known yet") : figure) + u' '
        + what + (word.isEmpty() ? QString() : u", "_s + word));
    update();
}

void QuestionCard::setHistory(std::vector<double> history)
{
    m_history = std::move(history);
    update();
}

void QuestionCard::setOpens(bool opens)
{
    m_opens = opens;
    setCursor(opens ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void QuestionCard::paintHistory(QPainter& painter, const QRect& where) const
{
    const double most = *std::max_element(m_history.begin(), m_history.end());
    QPolygonF line;
    for (std::size_t i = 0; i < m_history.size(); ++i) {
        const double along = static_cast<double>(i) / static_cast<double>(m_history.size() - 1);
        const double up = most > 0 ? m_history[i] / most : 0;
        line << QPointF(where.left() + along * where.width(), where.bottom() - up * where.height());
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::color(ColorId::Accent), 1.5));
    painter.drawPolyline(line);
}

void QuestionCard::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = (m_opens && underMouse()) || hasFocus();
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
    const QRect beside =
        bottom.adjusted(painter.fontMetrics().horizontalAdvance(m_what) + space::medium, 3, 0, -3);
    if (m_history.size() > 1 && beside.width() >= narrowestHistory) {
        paintHistory(painter, beside);
        painter.setPen(Theme::color(ColorId::TextMuted));
    }
    if (!m_word.isEmpty()) {
        const auto width =
            std::min(badgeWidth(painter.fontMetrics(), m_word), inner.width() - left);
        // Beside the figure: the question above has the whole width in every language.
        paintBadge(
            painter, QRect(inner.right() - width, inner.y() + 33, width, 22), m_word, m_tone);
    }
}

} // namespace locus::ui
