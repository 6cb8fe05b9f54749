// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page.h"
#include "ui/page/page_factory.h"

class QLabel;
class QSplitter;
class QStackedWidget;

namespace locus::ui {

class AuditModel;
class DataTable;
class FactGrid;
class FilterBar;
class StatePanel;

// Who saw and did what, newest first; the details of one record beside the list; the check of the
// chain, and the export for other repositories.
class AuditPage : public Page
{
    Q_OBJECT

public:
    explicit AuditPage(const PageContext& context, QWidget* parent = nullptr);
    ~AuditPage() override;

    [[nodiscard]] QList<QAction*> pageActions() const override { return m_actions; }
    void go(const Place& place) override;
    [[nodiscard]] Place place() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeActions();
    QWidget* makeBar();
    QWidget* makeDetail();
    void onFilter(const QString& text);
    void showState();
    void showRecord();
    void openRecord(qint64 number);
    void closeRecord();

    PageContext m_context;
    AuditModel* m_model;
    DataTable* m_table;
    FilterBar* m_filter = nullptr;
    FactGrid* m_facts;
    QLabel* m_count;
    QLabel* m_stale;
    QWidget* m_detail = nullptr;
    QLabel* m_title = nullptr;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    QList<QAction*> m_actions;
    QAction* m_verify = nullptr;
    QAction* m_export = nullptr;
    QAction* m_reload = nullptr;
    QAction* m_close = nullptr;
    QAction* m_connect = nullptr;
    qint64 m_open = 0;
    bool m_started = false;
};

PageFactory auditPage();

} // namespace locus::ui
