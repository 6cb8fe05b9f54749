// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/color_id.h"

#include <QFrame>
#include <QLabel>

class QBoxLayout;
class QLineEdit;
class QToolButton;

namespace locus::ui {

// A label whose look the style sheet decides: "title", "heading", "section", "muted", "figure" or
// nothing.
QLabel* makeLabel(const QString& text, const char* role, QWidget* parent);
// A rounded surface with a vertical layout and the usual margins.
QFrame* makeCard(QWidget* parent);
QFrame* makeLine(QWidget* parent);
// A button that is only an icon: its name is what a screen reader says and what the tip shows.
QToolButton* makeIconButton(const QString& iconName, const QString& name, QWidget* parent);
// A line edit with a magnifier and a clear button, both named.
QLineEdit* makeSearchField(const QString& name, QWidget* parent);
QToolButton* makeTextButton(const QString& iconName, const QString& text, QWidget* parent);

// A word with a shape on a soft ground: a state that reads without colour.
class Badge : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(QWidget* parent = nullptr);
    void setState(const QString& word, Tone tone, const QString& shape = {});
    [[nodiscard]] QString word() const { return m_word; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_word;
    QString m_shape;
    Tone m_tone = Tone::Neutral;
};

// Paints what Badge shows; used by it and by table cells. Returns the width it needs.
int badgeWidth(const QFontMetrics& metrics, const QString& word);
void paintBadge(QPainter& painter, const QRect& rect, const QString& word, Tone tone,
    const QString& shape = {});

} // namespace locus::ui
