// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/column_layout.h"
#include "ui/widgets/table_text.h"

#include <QTableView>

#include <optional>
#include <utility>

class QMenu;

namespace locus::ui {

class ViewStore;

// The dense table of every page: whole rows, fixed height, columns kept by id, j/k beside the
// arrows, copies in four formats. Sorting asks the model, which asks the core; nothing here walks
// all rows.
class DataTable : public QTableView
{
    Q_OBJECT

public:
    // `id` names the kept column layout; `views` may be null and must outlive this.
    DataTable(const QString& id, ViewStore* views, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    // One entry a column, ticked while it shows, and "default layout".
    [[nodiscard]] QMenu* columnsMenu() { return m_columns; }
    [[nodiscard]] ColumnLayout layoutOfColumns() const;
    void applyLayout(const ColumnLayout& layout);
    // Shows only these columns, the last as wide as there is room, until called with an empty
    // list; the kept layout stays.
    void narrowTo(const QStringList& columnIds);

    // Logical numbers of the shown columns from left to right; while narrowed, of the wide table.
    [[nodiscard]] QList<int> shownColumns() const;
    // First and last row in sight; where the rows do not fill the table, as many as could.
    [[nodiscard]] std::pair<int, int> rowsInSight() const;
    // The selected rows that are loaded, in the shown columns; returns how many rows.
    int copySelection(TableFormat format);
    // The four copy actions, for a menu.
    [[nodiscard]] const QList<QAction*>& copyActions() const { return m_copies; }
    // As TableHeader::makeSortActions(), for the model that was set.
    [[nodiscard]] QList<QAction*> makeSortActions(const QString& prefix);

Q_SIGNALS:
    // Enter or a plain click on the row; Ctrl and Shift only select.
    void rowOpened(const QModelIndex& index);
    void copied(int rows);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void defaultLayout();
    void fillRoom();
    void keepLayout();
    void fillColumnsMenu();
    void makeCopyActions();

    QString m_id;
    ViewStore* m_views;
    QMenu* m_columns;
    QList<QAction*> m_copies;
    bool m_arranged = false; // by the person; kept
    bool m_plainClick = true;
    std::optional<ColumnLayout> m_wide; // the layout while narrowed
};

} // namespace locus::ui
