// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page.h"
#include "ui/page/page_factory.h"

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace locus::ui {

class AnalysesModel;
class DataTable;
class FilterBar;
class ReviewPane;
class StatePanel;

// The list of analyses and, beside it, the review of the chosen one.
class AnalysesPage : public Page
{
    Q_OBJECT

public:
    explicit AnalysesPage(const PageContext& context, QWidget* parent = nullptr);
    ~AnalysesPage() override;

    [[nodiscard]] QList<QAction*> pageActions() const override { return m_actions; }
    void go(const Place& place) override;
    [[nodiscard]] Place place() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void makeActions();
    QWidget* makeList();
    QWidget* makeToolbar(QWidget* parent);
    void showPhase();
    void showEmpty();
    void showCounts();
    void wantRows();
    void openRow(const QModelIndex& index);
    void openReview(const QString& id);
    void closeReview();
    void markOpen();
    void onFilter(const QString& text);
    void setLive(bool live);

    PageContext m_context;
    AnalysesModel* m_model;
    DataTable* m_table;
    ReviewPane* m_review;
    FilterBar* m_filter = nullptr;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    QLabel* m_count;
    QLabel* m_stale;
    QPushButton* m_news;
    QToolButton* m_liveButton = nullptr;
    QTimer* m_slow;
    QTimer* m_ages;
    QList<QAction*> m_actions;
    QAction* m_live = nullptr;
    QAction* m_export = nullptr;
    QAction* m_submit = nullptr;
    QAction* m_demo = nullptr;
    QAction* m_clearFilter = nullptr;
    QAction* m_reload = nullptr;
    QAction* m_connect = nullptr;
    bool m_started = false;
};

PageFactory analysesPage();

} // namespace locus::ui
