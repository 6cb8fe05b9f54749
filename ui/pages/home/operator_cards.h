// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/protocol/system_messages.h"
#include "ui/page/page_context.h"
#include "ui/pages/home/flow_figures.h"

#include <QTimer>
#include <QWidget>

namespace locus::ui {

class QuestionCard;

// An operator's questions: how much flows, does anything lag, how much fails, what waits for a
// person, is anything cut off; each with its limit and, where it goes up and down, its last
// minutes. Looks every five seconds while it shows.
class OperatorCards : public QWidget
{
    Q_OBJECT

public:
    explicit OperatorCards(const PageContext& context, QWidget* parent = nullptr);

    void refresh();
    // The event bus is one of the things that can be cut off.
    void setHealth(const protocol::HealthReport& report);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QuestionCard* addCard(const char* name, const QString& question);
    void show(const Result<protocol::MetricsText>& answer);
    void showFlow();
    void showCutOff();
    void countLetters();

    PageContext m_context;
    FlowFigures m_figures;
    QuestionCard* m_pace;
    QuestionCard* m_lag;
    QuestionCard* m_errors;
    QuestionCard* m_letters;
    QuestionCard* m_cutOff;
    QTimer m_look;
    bool m_busIsAway = false;
    double m_parkedCounted = -1; // when the letters were counted last
    int m_looksSinceCounted = 0;
};

} // namespace locus::ui
