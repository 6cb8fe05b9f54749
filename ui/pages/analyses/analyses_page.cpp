// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/analyses_page.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "core/protocol/filter_text.h"
#include "ui/delegates/cell_delegate.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/core_launcher.h"
#include "ui/page/export_strip.h"
#include "ui/pages/analyses/analyses_model.h"
#include "ui/pages/analyses/batch_bar.h"
#include "ui/pages/analyses/review_pane.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"
#include "ui/widgets/state_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

AnalysesPage::AnalysesPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_model(new AnalysesModel(context.core, context.analyses, context.clock, this))
    , m_table(new DataTable(u"analyses"_s, &context.views, this))
    , m_review(new ReviewPane(m_context, this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_count(makeLabel({}, "muted", this))
    , m_stale(makeLabel({}, nullptr, this))
    , m_news(new QPushButton(this))
    , m_slow(new QTimer(this))
    , m_ages(new QTimer(this))
{
    setObjectName(u"analysesPage"_s);
    makeActions();
    m_splitter->setHandleWidth(space::medium);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_review);
    m_splitter->setStretchFactor(1, 1);
    m_review->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::page, space::large, space::page, space::large);
    layout->addWidget(m_splitter);

    connect(m_model, &AnalysesModel::phaseChanged, this, &AnalysesPage::showPhase);
    connect(m_model, &AnalysesModel::waitingChanged, this, &AnalysesPage::showCounts);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &AnalysesPage::showCounts);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &AnalysesPage::showCounts);
    connect(m_table, &DataTable::rowOpened, this, &AnalysesPage::openRow);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &AnalysesPage::wantRows);
    connect(m_review, &ReviewPane::closeRequested, this, [this] {
        closeReview();
        Q_EMIT moved(place());
    });
    connect(&m_context.core, &client::CoreClient::stateChanged, this, &AnalysesPage::showPhase);
    // A short wait shows nothing at all; a longer one says that it loads.
    m_slow->setSingleShot(true);
    m_slow->setInterval(300);
    connect(m_slow, &QTimer::timeout, this, [this] {
        if (m_model->phase() == AnalysesModel::Phase::Loading && m_model->rowCount() == 0) {
            m_state->show(StatePanel::Kind::Loading, tr("Loading analyses"), {});
            m_stack->setCurrentWidget(m_state);
        }
    });
    m_ages->setInterval(std::chrono::seconds(10));
    connect(m_ages, &QTimer::timeout, this, [this] {
        m_table->viewport()->update();
        showCounts();
    });
    m_ages->start();
    showPhase();
}

AnalysesPage::~AnalysesPage() = default;

void AnalysesPage::makeActions()
{
    const auto add = [this](const QString& id, const QString& picture, const QString& text,
                         const QKeySequence& key) {
        return m_actions.emplaceBack(makeAction(id, picture, text, this, key));
    };
    auto* focus = add(u"analyses.filter"_s, u"filter"_s, tr("Filter the list"), QKeySequence::Find);
    connect(focus, &QAction::triggered, this, [this] { m_filter->focusField(); });
    m_reload =
        add(u"analyses.refresh"_s, u"refresh"_s, tr("Read the list again"), QKeySequence::Refresh);
    connect(m_reload, &QAction::triggered, m_model, &AnalysesModel::reload);
    m_live = add(u"analyses.live"_s, u"pause"_s, tr("Live updates"), QKeySequence(u"Ctrl+L"_s));
    m_live->setCheckable(true);
    m_live->setChecked(true);
    connect(m_live, &QAction::toggled, this, &AnalysesPage::setLive);
    m_clearFilter = add(u"analyses.clearFilter"_s, u"close"_s, tr("Show all analyses"), {});
    connect(m_clearFilter, &QAction::triggered, this, [this] {
        m_filter->setText({});
        onFilter({});
    });
    m_export = add(
        u"analyses.export"_s, u"export"_s, tr("Export all rows…"), QKeySequence(u"Ctrl+Shift+E"_s));
    m_actions << m_review->paneActions();
    m_submit = makeAction(u"analyses.toSubmit"_s, {}, tr("Submit variants"), this);
    connect(m_submit, &QAction::triggered, this, [this] {
        m_context.shell.open({ u"submit"_s, {}, {} });
    });
    m_demo = makeAction(u"analyses.toDemo"_s, {}, tr("Try with sample data"), this);
    connect(m_demo, &QAction::triggered, this, [this] { m_context.launcher.startDemo(); });
    m_connect = makeAction(u"analyses.toConnection"_s, {}, tr("Connection…"), this);
    connect(
        m_connect, &QAction::triggered, this, [this] { m_context.shell.showConnectionDialog(); });
}

QWidget* AnalysesPage::makeList()
{
    auto* list = new QWidget(this);
    list->setMinimumWidth(300);
    m_filter = new FilterBar(u"analyses"_s,
        {
            //: Built-in view of the list of analyses
            { tr("All"), {} },
            { tr("Mine"), u"mine"_s },
            { tr("To review"), u"state:completed,partial"_s },
            { tr("Running"), u"state:requested,running"_s },
            { tr("Failed"), u"state:failed"_s },
        },
        m_context.views, list);
    m_filter->setPlaceholder(tr("state:failed  mode:big-data  patient:P-17  mine  or any word"));
    connect(m_filter, &FilterBar::filterChanged, this, [this](const QString& text) {
        onFilter(text);
        Q_EMIT moved(place());
    });

    connect(m_filter, &FilterBar::listWanted, m_table, [this] { m_table->setFocus(); });

    m_table->setAccessibleName(tr("Analyses"));
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setModel(m_model);
    m_actions << m_table->makeSortActions(u"analyses.sort."_s);
    auto* card = makeCard(list);
    card->layout()->setContentsMargins(1, 4, 1, 4);
    card->layout()->addWidget(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);

    m_news->setObjectName(u"showNew"_s);
    m_news->setProperty("role", u"primary"_s);
    m_news->hide();
    connect(m_news, &QPushButton::clicked, this, [this] {
        m_live->setChecked(true);
        m_model->showWaiting();
        m_table->scrollToTop();
    });
    m_stale->setProperty("tone", u"warning"_s);
    m_stale->setObjectName(u"staleNote"_s);
    m_stale->hide();

    auto* layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(makeToolbar(list));
    layout->addWidget(m_filter);
    layout->addWidget(m_stale);
    layout->addWidget(m_news);
    auto* batch = new BatchBar(m_context, *m_model, *m_table, list);
    m_actions << batch->batchActions();
    layout->addWidget(batch);
    layout->addWidget(new ExportStrip(u"exportAnalyses"_s, m_context,
        { m_table, [this](const QList<int>& columns) { return m_model->exportSource(columns); },
            [] { return tr("analyses"); } },
        m_export, list));
    layout->addWidget(card, 1);
    return list;
}

QWidget* AnalysesPage::makeToolbar(QWidget* parent)
{
    auto* bar = new QWidget(parent);
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::hair);
    line->addWidget(makeLabel(tr("Analyses"), "title", bar));
    line->addSpacing(space::small);
    m_count->setObjectName(u"analysesCount"_s);
    line->addWidget(m_count, 1);
    m_liveButton = makeIconButton({}, m_live->text(), bar);
    m_liveButton->setObjectName(u"liveButton"_s);
    m_liveButton->setDefaultAction(m_live);
    m_liveButton->setAccessibleName(m_live->text());
    line->addWidget(m_liveButton);
    auto* copy = makeIconButton(u"copy"_s, tr("Copy the selected rows, export all"), bar);
    copy->setObjectName(u"copyRows"_s);
    copy->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(copy);
    menu->addActions(m_table->copyActions());
    menu->addSeparator();
    menu->addAction(m_export);
    copy->setMenu(menu);
    line->addWidget(copy);
    auto* columns = makeIconButton(u"columns"_s, tr("Choose columns"), bar);
    columns->setObjectName(u"chooseColumns"_s);
    columns->setPopupMode(QToolButton::InstantPopup);
    columns->setMenu(m_table->columnsMenu());
    line->addWidget(columns);
    auto* refresh = makeIconButton(u"refresh"_s, m_reload->text(), bar);
    refresh->setObjectName(u"refreshList"_s);
    connect(refresh, &QToolButton::clicked, m_reload, &QAction::trigger);
    line->addWidget(refresh);
    return bar;
}

void AnalysesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (!m_started) {
        m_started = true;
        m_model->reload();
    }
}

void AnalysesPage::onFilter(const QString& text)
{
    const auto& session = m_context.core.session();
    const auto checked = protocol::applyAnalysesFilter(toStd(text), session ? session->user : "");
    if (!checked.ok()) {
        m_filter->setError(Words::unknownFilter(checked.error()));
        return;
    }
    m_filter->setError({});
    if (text != m_model->filter()) {
        m_model->setFilter(text);
    }
}

void AnalysesPage::setLive(bool live)
{
    m_live->setIcon(
        icon(live ? u"pause"_s : u"play"_s, live ? ColorId::TextMuted : ColorId::Warning));
    m_live->setToolTip(live ? tr("Pause live updates") : tr("Paused: resume live updates"));
    m_model->setLive(live);
    showCounts();
}

void AnalysesPage::showPhase()
{
    const bool signedIn = m_context.core.isSignedIn();
    const bool rows = m_model->rowCount() > 0;
    if (m_model->phase() == AnalysesModel::Phase::Loading && signedIn) {
        m_slow->start();
    } else if (rows) {
        m_stack->setCurrentWidget(m_table);
    } else if (!signedIn) {
        m_state->show(StatePanel::Kind::Offline, tr("Not connected to a core"),
            tr("The list appears as soon as there is a connection. What you submit meanwhile is "
               "kept "
               "on this seat and sent later."),
            { m_connect });
        m_stack->setCurrentWidget(m_state);
    } else if (m_model->phase() == AnalysesModel::Phase::Failed && m_model->error()) {
        const bool denied = m_model->error()->kind == ErrorKind::Refused;
        m_state->show(denied ? StatePanel::Kind::Denied : StatePanel::Kind::Failed,
            Words::cause(*m_model->error()), Words::nextStep(*m_model->error()), { m_reload });
        m_stack->setCurrentWidget(m_state);
    } else if (m_model->phase() == AnalysesModel::Phase::Ready) {
        showEmpty();
    }
    showCounts();
    wantRows();
    markOpen();
}

void AnalysesPage::showEmpty()
{
    // Not offered to somebody who looks at the samples already.
    m_demo->setEnabled(m_context.launcher.demo().phase != CoreLauncher::Phase::Running);
    if (m_model->filter().isEmpty()) {
        m_state->show(StatePanel::Kind::Empty, tr("No analyses yet"),
            tr("An analysis is one submission of sequences or variants with everything that is "
               "known "
               "about them."),
            m_demo->isEnabled() ? QList<QAction*> { m_submit, m_demo }
                                : QList<QAction*> { m_submit });
    } else {
        m_state->show(StatePanel::Kind::Empty, tr("Nothing matches the filter"),
            tr("The filter is: %1").arg(m_model->filter()), { m_clearFilter });
    }
    m_stack->setCurrentWidget(m_state);
}

void AnalysesPage::showCounts()
{
    const auto rows = m_model->rowCount();
    m_count->setText(m_model->phase() == AnalysesModel::Phase::Idle ? QString()
            : m_model->totalIsExact()                               ? Words::count(rows)
                                      : tr("more than %1").arg(Words::count(rows - 1)));
    const auto waiting = m_model->waiting();
    m_news->setVisible(waiting > 0);
    m_news->setText(m_live->isChecked() ? tr("%n new — show", nullptr, waiting)
                                        : tr("Paused · %n new — show", nullptr, waiting));
    m_news->setAccessibleName(m_news->text());
    const bool old = rows > 0
        && (!m_context.core.isSignedIn() || m_model->phase() == AnalysesModel::Phase::Failed);
    m_stale->setVisible(old);
    if (old) {
        m_stale->setText(tr("Not connected. This is what was known %1.")
                             .arg(Words::age(m_model->loadedAt(), m_context.clock.now())));
    }
}

void AnalysesPage::wantRows()
{
    const auto [first, last] = m_table->rowsInSight();
    m_model->setAtTop(m_table->verticalScrollBar()->value() == 0);
    m_model->want(first, last);
}

void AnalysesPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    QTimer::singleShot(0, this, &AnalysesPage::wantRows);
}

void AnalysesPage::openRow(const QModelIndex& index)
{
    if (const auto* item = m_model->summaryAt(index.row())) {
        openReview(fromStd(item->id.toString()));
        Q_EMIT moved(place());
    }
}

void AnalysesPage::openReview(const QString& id)
{
    const bool first = m_review->isHidden();
    m_review->open(id);
    if (first) {
        m_table->narrowTo({ u"state"_s, u"label"_s });
        m_review->show();
        m_splitter->setSizes({ 384, std::max(width() - 424, 500) });
    }
    markOpen();
    m_review->focusVariants();
}

// The list shows which one is open, also where a link or another page opened it; a selection of
// several is the person's and stays.
void AnalysesPage::markOpen()
{
    const auto row = m_review->isHidden() ? -1 : m_model->rowOf(m_review->openId());
    const auto selected = m_table->selectionModel()->selectedRows();
    if (row < 0 || selected.size() > 1
        || (selected.size() == 1 && selected.constFirst().row() == row)) {
        return;
    }
    m_table->selectRow(row);
}

void AnalysesPage::closeReview()
{
    if (m_review->isHidden()) {
        return;
    }
    m_review->close();
    m_review->hide();
    m_table->narrowTo({});
    m_table->setFocus();
}

void AnalysesPage::go(const Place& place)
{
    if (m_filter->text() != place.filter && (place.item.isEmpty() || !place.filter.isEmpty())) {
        m_filter->setText(place.filter);
        onFilter(place.filter);
    }
    if (place.item.isEmpty()) {
        closeReview();
    } else {
        openReview(place.item);
    }
}

Place AnalysesPage::place() const
{
    return { u"analyses"_s, m_review->openId(), m_filter->text() };
}

PageFactory analysesPage()
{
    return { u"analyses"_s, u"analyses"_s, [] { return AnalysesPage::tr("Analyses"); },
        [] {
            //: Heading in the navigation
            return AnalysesPage::tr("Clinic");
        },
        { u"clinician"_s, u"coordinator"_s },
        [](const PageContext& context, QWidget* parent) -> Page* {
            return new AnalysesPage(context, parent);
        },
        u"clinic"_s };
}

} // namespace locus::ui
