// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/protocol/system_messages.h"
#include "ui/page/page.h"
#include "ui/page/page_factory.h"
#include "ui/theme/color_id.h"

class QPushButton;
class QTimer;
class QGridLayout;

namespace locus::ui {

class HealthCard;
class OperatorCards;
class QuestionCard;

// One card a question of those that the person's roles have: what waits, what runs, what failed,
// what is unsent, what changed since I was here; for operators what flows, lags, fails and is cut
// off; is the core well. A number opens the list it counts.
class HomePage : public Page
{
    Q_OBJECT

public:
    explicit HomePage(const PageContext& context, QWidget* parent = nullptr);
    ~HomePage() override;

    [[nodiscard]] QList<QAction*> pageActions() const override { return m_actions; }
    void go(const Place& place) override;
    [[nodiscard]] Place place() const override { return { QStringLiteral("home"), {}, {} }; }

private:
    QuestionCard* addCard(const char* name, const QString& question, const QString& filter);
    QWidget* makeRecent();
    void refresh();
    void count(QuestionCard* card, const char* filter, const QString& what, Tone toneIfAny,
        const QString& wordIfAny);
    void showUnsent();
    void showRecent(const std::vector<analyses::Summary>& items);
    void addRecent(int row, const analyses::Summary& item);
    void showRole();
    void refreshAnalyses();
    void askHealth();
    void backUp();

    PageContext m_context;
    QuestionCard* m_review;
    QuestionCard* m_running;
    QuestionCard* m_failed;
    QuestionCard* m_unsent;
    QGridLayout* m_recent = nullptr;
    QWidget* m_analyses; // the cards of those who work on them
    QWidget* m_lately;
    OperatorCards* m_operations;
    HealthCard* m_health;
    QAction* m_backUp;
    QPushButton* m_trail; // where an auditor's work is
    QTimer* m_delay;
    QList<QAction*> m_actions;
    Instant m_lastVisit {};
};

PageFactory homePage();

} // namespace locus::ui
