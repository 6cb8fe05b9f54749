// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/inbox.h"
#include "ui/page/page.h"
#include "ui/page/page_factory.h"

#include <vector>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace locus::ui {

class DataTable;
class FilterBar;
class LetterActs;
class LetterPane;
class LettersModel;
class LettersSummary;
class RedriveStrip;
class StatePanel;

// The records that could not be handled: which, why, and what to do with them; the redrives that
// are under way. For operators, who never see what a record says.
class DeadLettersPage : public Page
{
    Q_OBJECT

public:
    explicit DeadLettersPage(const PageContext& context, QWidget* parent = nullptr);
    ~DeadLettersPage() override;

    [[nodiscard]] QList<QAction*> pageActions() const override { return m_actions; }
    void go(const Place& place) override;
    [[nodiscard]] Place place() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeActions();
    void makePane();
    QWidget* makeBar();
    QWidget* makeList();
    void connectParts();
    void onFilter(const QString& text);
    void showState();
    void showCounts();
    void showActions();
    // Those selected in the list, else the one that is open beside it, in these states.
    [[nodiscard]] std::vector<dead_letters::Letter> chosen(
        const std::vector<dead_letters::LetterState>& states) const;
    void openLetter(const QString& id);
    void closeLetter();
    void markOpen();
    void copyLink();

    PageContext m_context;
    LettersModel* m_model;
    LetterActs* m_acts;
    DataTable* m_table;
    FilterBar* m_filter = nullptr;
    RedriveStrip* m_runs;
    LetterPane* m_pane = nullptr;
    QLabel* m_count;
    LettersSummary* m_summary;
    QLabel* m_stale;
    QPushButton* m_news;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    QList<QAction*> m_actions;
    QAction* m_redrive = nullptr;
    QAction* m_redriveAll = nullptr;
    QAction* m_discard = nullptr;
    QAction* m_reload = nullptr;
    QAction* m_close = nullptr;
    QAction* m_link = nullptr;
    QAction* m_connect = nullptr;
    QAction* m_showAll = nullptr;
    bool m_started = false;
};

PageFactory deadLettersPage();

} // namespace locus::ui
