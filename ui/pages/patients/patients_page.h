// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page.h"
#include "ui/page/page_factory.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace locus::ui {

class DataTable;
class PatientActs;
class PatientPane;
class PatientsModel;
class StatePanel;

// The directory of patients: a search while one types, and the chosen one beside it. What was typed
// is kept nowhere.
class PatientsPage : public Page
{
    Q_OBJECT

public:
    explicit PatientsPage(const PageContext& context, QWidget* parent = nullptr);
    ~PatientsPage() override;

    [[nodiscard]] QList<QAction*> pageActions() const override { return m_actions; }
    void go(const Place& place) override;
    [[nodiscard]] Place place() const override;

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeActions();
    QWidget* makeList();
    void showState();
    void showCount();
    void openPatient(const QString& id);
    void closePatient();

    PageContext m_context;
    PatientsModel* m_model;
    PatientActs* m_acts;
    PatientPane* m_pane;
    DataTable* m_table;
    QLineEdit* m_field = nullptr;
    QLabel* m_count = nullptr;
    QPushButton* m_news = nullptr;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    QTimer* m_delay;
    QTimer* m_slow;
    QList<QAction*> m_actions;
    QAction* m_register = nullptr;
    QAction* m_again = nullptr;
    QAction* m_connect = nullptr;
};

PageFactory patientsPage();

} // namespace locus::ui
