// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace locus::ui {

QLabel* makeLabel(const QString& text, const char* role, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    if (role != nullptr) {
        label->setProperty("role", QString::fromLatin1(role));
    }
    return label;
}

QFrame* makeCard(QWidget* parent)
{
    auto* card = new QFrame(parent);
    card->setProperty("role", QStringLiteral("card"));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::large, space::medium, space::large, space::large);
    layout->setSpacing(space::small);
    return card;
}

QFrame* makeLine(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setProperty("role", QStringLiteral("line"));
    return line;
}

QToolButton* makeIconButton(const QString& iconName, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setIconSize({ 18, 18 });
    button->setMinimumSize(28, 28);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

QLineEdit* makeSearchField(const QString& name, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setAccessibleName(name);
    field->setPlaceholderText(name);
    field->setClearButtonEnabled(true);
    //: Name of the button in a text field that empties it
    const auto clear = QCoreApplication::translate("locus::ui::SearchField", "Clear");
    for (auto* button : field->findChildren<QToolButton*>()) {
        button->setAccessibleName(clear);
    }
    field->addAction(
        new QAction(icon(QStringLiteral("search")), name, field), QLineEdit::LeadingPosition);
    return field;
}

QToolButton* makeTextButton(const QString& iconName, const QString& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setProperty("role", QStringLiteral("outlined"));
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolButtonStyle(
        iconName.isEmpty() ? Qt::ToolButtonTextOnly : Qt::ToolButtonTextBesideIcon);
    return button;
}

namespace {
constexpr int badgeIcon = 14;
constexpr int badgeHeight = 22;
} // namespace

int badgeWidth(const QFontMetrics& metrics, const QString& word)
{
    return metrics.horizontalAdvance(word) + badgeIcon + 20;
}

void paintBadge(
    QPainter& painter, const QRect& rect, const QString& word, Tone tone, const QString& shape)
{
    const auto width = std::min(badgeWidth(painter.fontMetrics(), word), rect.width());
    const QRect pill(rect.x(), rect.y() + (rect.height() - badgeHeight) / 2, width,
        std::min(badgeHeight, rect.height()));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::color(softOf(tone)));
    painter.drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0);
    const auto color = Theme::color(textOf(tone));
    const QRect picture(
        pill.x() + 7, pill.y() + (pill.height() - badgeIcon) / 2, badgeIcon, badgeIcon);
    paintIcon(painter, picture, shape.isEmpty() ? shapeOf(tone) : shape, color);
    painter.setPen(color);
    const auto text = pill.adjusted(badgeIcon + 11, 0, -6, 0);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(word, Qt::ElideRight, text.width()));
    painter.restore();
}

Badge::Badge(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setState(const QString& word, Tone tone, const QString& shape)
{
    m_word = word;
    m_tone = tone;
    m_shape = shape;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return { badgeWidth(fontMetrics(), m_word) + 2, badgeHeight };
}

void Badge::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintBadge(painter, rect(), m_word, m_tone, m_shape);
}

} // namespace locus::ui
