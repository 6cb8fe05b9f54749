// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/color_id.h"

#include <QAbstractButton>

#include <vector>

class QPainter;

namespace locus::ui {

// One question with its answer: a number, what it counts, and a word of how bad it is; perhaps how
// it went. The whole card is a button that opens the page behind the number.
class QuestionCard : public QAbstractButton
{
    Q_OBJECT

public:
    // `question`: "What waits for me?"
    explicit QuestionCard(const QString& question, QWidget* parent = nullptr);

    // `figure` empty: not known yet, shown as "–", never as 0.
    void setAnswer(const QString& figure, const QString& what, const QString& word, Tone tone);
    // Oldest first, drawn from zero up beside what the figure counts.
    void setHistory(std::vector<double> history);
    // False: there is no page behind the number, and the card does not look as if.
    void setOpens(bool opens);
    [[nodiscard]] QString figure() const { return m_figure; }
    [[nodiscard]] QString word() const { return m_word; }
    [[nodiscard]] QSize sizeHint() const override { return { 250, 132 }; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintHistory(QPainter& painter, const QRect& where) const;

    std::vector<double> m_history;
    bool m_opens = true;
    QString m_figure;
    QString m_what;
    QString m_word;
    Tone m_tone = Tone::Neutral;
};

} // namespace locus::ui
