// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page_context.h"

#include <QWidget>

class QAction;
class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace locus::ui {

class DataTable;
class FactGrid;
class PatientActs;
class PatientAnalysesModel;
class PatientHead;
class StatePanel;
class TimelineModel;

// One patient beside the list: the banner, what the record holds, its links, its analyses and what
// happened.
class PatientPane : public QWidget
{
    Q_OBJECT

public:
    PatientPane(const PageContext& context, PatientActs& acts, QWidget* parent = nullptr);
    ~PatientPane() override;

    void open(const QString& id);
    void close();
    [[nodiscard]] QString openId() const { return m_id; }
    [[nodiscard]] const QList<QAction*>& paneActions() const { return m_actions; }

Q_SIGNALS:
    void closeRequested();

private:
    void makeActions();
    QWidget* makeRecord();
    QWidget* makeTables();
    void showPatient();
    void showNobody();
    void showFlags();
    void showLinks();
    void showTables();
    void reload();
    QAction* add(const char* id, const QString& picture, const QString& text,
        const QKeySequence& key, void (PatientPane::*run)());
    void change();
    void merge();
    void unmerge();
    void erase();
    void addFlag();
    void copyLink();

    const PageContext& m_context;
    PatientActs& m_acts;
    QString m_id;
    PatientHead* m_head;
    FactGrid* m_facts;
    QVBoxLayout* m_flags = nullptr;
    QVBoxLayout* m_links = nullptr;
    QLabel* m_linksTitle = nullptr;
    PatientAnalysesModel* m_analyses;
    TimelineModel* m_timeline;
    DataTable* m_analysesTable;
    DataTable* m_timelineTable;
    QLabel* m_analysesNote;
    QLabel* m_timelineNote;
    QStackedWidget* m_stack;
    StatePanel* m_state;
    QList<QAction*> m_actions;
    QAction* m_change = nullptr;
    QAction* m_merge = nullptr;
    QAction* m_unmerge = nullptr;
    QAction* m_erase = nullptr;
    QAction* m_addFlag = nullptr;
    QAction* m_reload = nullptr;
};

} // namespace locus::ui
