// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/protocol/system_messages.h"
#include "ui/page/page.h"
#include "ui/page/page_factory.h"
#include "ui/theme/color_id.h"

class QTimer;
class QGridLayout;

namespace locus::ui {

class FactGrid;
class QuestionCard;

// One card a question: what waits, what runs, what failed, what is unsent, is the core well, what
// changed since I was here. Every number opens the list it counts.
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
    QWidget* makeHealth();
    void refresh();
    void count(QuestionCard* card, const char* filter, const QString& what, Tone toneIfAny,
        const QString& wordIfAny);
    void showUnsent();
    void showRecent(const std::vector<analyses::Summary>& items);
    // A part of the core by its name in the report; one that is not known stands as it is.
    static QString partName(const std::string& check);
    // What is worth knowing of a part: in the person's words while it is well, else the core's.
    static QString partNote(
        const protocol::HealthCheck& check, const protocol::HealthReport& report);
    void addRecent(int row, const analyses::Summary& item);
    void showHealth(const Result<protocol::HealthReport>& answer);

    PageContext m_context;
    QuestionCard* m_review;
    QuestionCard* m_running;
    QuestionCard* m_failed;
    QuestionCard* m_unsent;
    QGridLayout* m_recent = nullptr;
    FactGrid* m_health = nullptr;
    QTimer* m_delay;
    QList<QAction*> m_actions;
    Instant m_lastVisit {};
};

PageFactory homePage();

} // namespace locus::ui
