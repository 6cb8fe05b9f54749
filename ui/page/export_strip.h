// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page_context.h"
#include "ui/widgets/table_export.h"

#include <QFrame>

class QAction;
class QLabel;
class QProgressBar;

namespace locus::ui {

class DataTable;

// Exports all rows of one table: asks for a file, shows how far it is while it runs, can be
// cancelled, and reports the result to the activity list. Hidden while nothing runs.
class ExportStrip : public QFrame
{
    Q_OBJECT

public:
    struct Table
    {
        DataTable* view = nullptr;
        // The rows as listed now, as plain values of these columns of the view's model.
        std::function<ExportSource(const QList<int>& columns)> rows;
        std::function<QString()> fileName; // without folder and ending
    };

    // The object name gives its parts theirs. `action` starts it; all must outlive this.
    ExportStrip(const QString& name, const PageContext& context, Table table, QAction* action,
        QWidget* parent = nullptr);

    void exportTo(const QString& path, TableFormat format);
    [[nodiscard]] bool isRunning() const { return m_export != nullptr; }

private:
    void ask();
    void run(const QString& path, const TableText& text, const ExportSource& source);
    void showProgress();
    // What came of it; `again` repeats the same export.
    void report(TableExport::Outcome outcome, const std::function<void()>& again);

    const PageContext& m_context;
    Table m_table;
    QAction* m_action;
    QLabel* m_text;
    QProgressBar* m_progress;
    TableExport* m_export = nullptr;
};

} // namespace locus::ui
