// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_table.h"

#include "ui/theme/theme.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/view_store.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QList<int> visibleColumns(const QHeaderView& header)
{
    QList<int> columns;
    for (int visual = 0; visual < header.count(); ++visual) {
        const auto logical = header.logicalIndex(visual);
        if (!header.isSectionHidden(logical)) {
            columns << logical;
        }
    }
    return columns;
}

} // namespace

DataTable::DataTable(const QString& id, ViewStore* views, QWidget* parent)
    : QTableView(parent)
    , m_id(id)
    , m_views(views)
    , m_columns(new QMenu(this))
{
    setObjectName(id);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(false);
    setMouseTracking(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(20);
    verticalHeader()->setDefaultSectionSize(Theme::rowHeight());

    auto* header = new TableHeader(this);
    setHorizontalHeader(header);
    connect(header, &QHeaderView::customContextMenuRequested, this,
        [this](const QPoint& at) { m_columns->popup(horizontalHeader()->mapToGlobal(at)); });
    connect(header, &TableHeader::arranged, this, &DataTable::keepLayout);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (m_plainClick) {
            Q_EMIT rowOpened(index);
        }
    });

    m_columns->setObjectName(id + u"Columns"_s);
    connect(m_columns, &QMenu::aboutToShow, this, &DataTable::fillColumnsMenu);
    makeCopyActions();
}

void DataTable::makeCopyActions()
{
    const struct
    {
        QString name;
        TableFormat format;
        QKeySequence key;
    } entries[] = {
        //: Context menu of a table: copies the selected rows as tab-separated text
        { tr("Copy as TSV"), TableFormat::Tsv, QKeySequence::Copy },
        { tr("Copy as CSV"), TableFormat::Csv, {} },
        { tr("Copy as JSON"), TableFormat::Json, {} },
        { tr("Copy as Markdown"), TableFormat::Markdown, QKeySequence(u"Ctrl+Shift+C"_s) },
    };
    for (const auto& entry : entries) {
        auto* action = new QAction(entry.name, this);
        action->setObjectName(m_id + u"Copy"_s + QString::number(m_copies.size()));
        action->setShortcut(entry.key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this,
            [this, format = entry.format] { copySelection(format); });
        addAction(action);
        m_copies << action;
    }
}

void DataTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    if (model == nullptr) {
        return;
    }
    defaultLayout();
    if (m_views != nullptr) {
        const auto kept = m_views->value(u"columns"_s, m_id).toArray();
        m_arranged = !kept.isEmpty();
        if (m_arranged) {
            applyLayout(ColumnLayout::fromJson(kept));
        }
    }
}

void DataTable::defaultLayout()
{
    ColumnLayout layout;
    for (int i = 0; i < model()->columnCount(); ++i) {
        const auto of = [this, i](
                            int role) { return model()->headerData(i, Qt::Horizontal, role); };
        const auto width = of(ColumnWidthRole).toInt();
        layout.columns.push_back({ of(ColumnIdRole).toString(), width > 0 ? width : 120,
            !of(ColumnHiddenRole).toBool() });
    }
    applyLayout(layout);
}

ColumnLayout DataTable::layoutOfColumns() const
{
    return ColumnLayout::of(*horizontalHeader());
}

void DataTable::applyLayout(const ColumnLayout& layout)
{
    layout.applyTo(*horizontalHeader());
}

// As long as nobody arranged the columns, those that grow share what room there is.
void DataTable::fillRoom()
{
    if (m_arranged || m_wide || model() == nullptr) {
        return;
    }
    const auto of = [this](int section, int role) {
        return model()->headerData(section, Qt::Horizontal, role);
    };
    int room = viewport()->width();
    QList<int> growing;
    for (const auto section : visibleColumns(*horizontalHeader())) {
        room -= of(section, ColumnWidthRole).toInt();
        if (of(section, ColumnGrowsRole).toBool()) {
            growing << section;
        }
    }
    for (const auto section : growing) {
        const auto part = static_cast<int>(std::max(0, room) / growing.size());
        horizontalHeader()->resizeSection(section, of(section, ColumnWidthRole).toInt() + part);
    }
}

void DataTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fillRoom();
}

void DataTable::narrowTo(const QStringList& columnIds)
{
    if (columnIds.isEmpty()) {
        if (m_wide) {
            applyLayout(*std::exchange(m_wide, std::nullopt));
            fillRoom();
        }
        return;
    }
    if (!m_wide) {
        m_wide = layoutOfColumns();
    }
    auto layout = *m_wide;
    for (auto& column : layout.columns) {
        column.visible = columnIds.contains(column.id);
    }
    std::stable_sort(
        layout.columns.begin(), layout.columns.end(), [&](const auto& a, const auto& b) {
            return columnIds.indexOf(a.id) < columnIds.indexOf(b.id);
        });
    // The last one takes what room there is.
    layout.columns.back().width = horizontalHeader()->minimumSectionSize();
    applyLayout(layout);
}

void DataTable::keepLayout()
{
    m_arranged = true;
    if (!m_wide && m_views != nullptr && model() != nullptr) {
        m_views->setValue(u"columns"_s, m_id, layoutOfColumns().toJson());
    }
}

void DataTable::fillColumnsMenu()
{
    m_columns->clear();
    auto* header = horizontalHeader();
    for (int i = 0; i < header->count(); ++i) {
        auto* action = m_columns->addAction(
            model()->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(i));
        // The last visible column stays: a table without columns could not be brought back.
        action->setEnabled(
            header->isSectionHidden(i) || header->hiddenSectionCount() < header->count() - 1);
        connect(action, &QAction::toggled, this, [this, i](bool on) {
            horizontalHeader()->setSectionHidden(i, !on);
            if (on
                && horizontalHeader()->sectionSize(i) < horizontalHeader()->minimumSectionSize()) {
                horizontalHeader()->resizeSection(i, 120);
            }
            keepLayout();
        });
    }
    m_columns->addSeparator();
    connect(m_columns->addAction(tr("Default columns")), &QAction::triggered, this, [this] {
        defaultLayout();
        if (m_views != nullptr) {
            m_views->setValue(u"columns"_s, m_id, {});
        }
        m_arranged = false;
        fillRoom();
    });
}

QList<QAction*> DataTable::makeSortActions(const QString& prefix)
{
    return static_cast<TableHeader*>(horizontalHeader())->makeSortActions(prefix);
}

QList<int> DataTable::shownColumns() const
{
    if (!m_wide) {
        return visibleColumns(*horizontalHeader());
    }
    QList<int> columns;
    for (const auto& column : m_wide->columns) {
        const auto logical = ColumnLayout::logicalOf(*horizontalHeader(), column.id);
        if (column.visible && logical >= 0) {
            columns << logical;
        }
    }
    return columns;
}

std::pair<int, int> DataTable::rowsInSight() const
{
    const auto height = viewport()->height();
    const auto first = std::max(rowAt(0), 0);
    const auto last = rowAt(height - 1);
    return { first, last < 0 ? first + height / Theme::rowHeight() : last };
}

int DataTable::copySelection(TableFormat format)
{
    if (model() == nullptr || selectionModel() == nullptr) {
        return 0;
    }
    QList<int> rows;
    for (const auto& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (!model()->index(row, 0).data(SkeletonRole).toBool()) {
                rows << row;
            }
        }
    }
    std::sort(rows.begin(), rows.end());
    const auto columns = visibleColumns(*horizontalHeader());
    if (!rows.isEmpty()) {
        QGuiApplication::clipboard()->setText(copyTable(*model(), rows, columns, format));
    }
    Q_EMIT copied(static_cast<int>(rows.size()));
    return static_cast<int>(rows.size());
}

void DataTable::keyPressEvent(QKeyEvent* event)
{
    // Without a current row the first key would only choose one.
    if (!currentIndex().isValid() && model() != nullptr && model()->rowCount() > 0) {
        selectionModel()->setCurrentIndex(model()->index(0, 0), QItemSelectionModel::NoUpdate);
    }
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (plain && (event->key() == Qt::Key_J || event->key() == Qt::Key_K)) {
        QKeyEvent step(
            event->type(), event->key() == Qt::Key_J ? Qt::Key_Down : Qt::Key_Up, Qt::NoModifier);
        QTableView::keyPressEvent(&step);
        event->setAccepted(step.isAccepted());
        return;
    }
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && currentIndex().isValid()) {
        Q_EMIT rowOpened(currentIndex());
        return;
    }
    // Ctrl+Home and Ctrl+End are first and last row everywhere else; Home and End too.
    if (plain && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)) {
        QKeyEvent edge(event->type(), event->key(), Qt::ControlModifier);
        QTableView::keyPressEvent(&edge);
        return;
    }
    // No type-ahead search: it would walk every row of a large table.
    if (event->text().isEmpty() || !plain || event->text().front() == u' ') {
        QTableView::keyPressEvent(event);
    } else {
        event->ignore();
    }
}

void DataTable::mouseReleaseEvent(QMouseEvent* event)
{
    m_plainClick = event->modifiers() == Qt::NoModifier;
    QTableView::mouseReleaseEvent(event);
}

void DataTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        verticalHeader()->setDefaultSectionSize(Theme::rowHeight());
    }
    QTableView::changeEvent(event);
}

} // namespace locus::ui
