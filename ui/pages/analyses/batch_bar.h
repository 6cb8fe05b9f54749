// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/analyses/batch_model.h"

#include <QFrame>

class QAction;
class QLabel;

namespace locus::ui {

class AnalysesModel;
class DataTable;
struct PageContext;

// What can be done with all selected analyses at once, each button with its count, and the list of
// results, which stays until it is dismissed. Hidden while there is neither.
class BatchBar : public QFrame
{
    Q_OBJECT

public:
    BatchBar(const PageContext& context, AnalysesModel& model, DataTable& table,
        QWidget* parent = nullptr);

    [[nodiscard]] const QList<QAction*>& batchActions() const { return m_actions; }

private:
    struct Selected
    {
        std::vector<const analyses::Summary*> loaded;
        int unread = 0;
    };

    QAction* addAction(const QString& id, const QString& picture, void (BatchBar::*run)());
    QWidget* makeChoices();
    QWidget* makeResults();
    [[nodiscard]] Selected selected() const;
    void showSelection();
    void showResults();
    void start(BatchModel::Verb verb);
    void retry() { start(BatchModel::Verb::Retry); }
    void cancel() { start(BatchModel::Verb::Cancel); }
    void copyLinks();
    void report();

    const PageContext& m_context;
    AnalysesModel& m_rows;
    DataTable& m_table;
    BatchModel* m_batch;
    QWidget* m_choices = nullptr;
    QLabel* m_count = nullptr;
    QWidget* m_results = nullptr;
    QLabel* m_headline = nullptr;
    QList<QAction*> m_actions;
    QAction* m_retry;
    QAction* m_cancel;
    QAction* m_links;
    bool m_dismissed = true;
};

} // namespace locus::ui
