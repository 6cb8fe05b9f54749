// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dead_letters/dead_letters_page.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "ui/delegates/cell_delegate.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/dead_letters/letter_acts.h"
#include "ui/pages/dead_letters/letter_pane.h"
#include "ui/pages/dead_letters/letter_words.h"
#include "ui/pages/dead_letters/letters_filter.h"
#include "ui/pages/dead_letters/letters_model.h"
#include "ui/pages/dead_letters/letters_summary.h"
#include "ui/pages/dead_letters/redrive_strip.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"
#include "ui/widgets/state_panel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;
using dead_letters::Letter;
using dead_letters::LetterState;

namespace {

// What waits for a person is what the page is for.
const QString& openFilter()
{
    static const auto filter = u"state:open"_s;
    return filter;
}

const QString& everyFilter()
{
    static const auto filter = u"state:all"_s;
    return filter;
}

} // namespace

DeadLettersPage::DeadLettersPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_model(new LettersModel(context.core, context.clock, this))
    , m_acts(new LetterActs(m_context, *this))
    , m_table(new DataTable(u"deadLetters"_s, &context.views, this))
    , m_runs(new RedriveStrip(m_context, this))
    , m_count(makeLabel({}, "muted", this))
    , m_summary(new LettersSummary(m_context, this))
    , m_stale(makeLabel({}, nullptr, this))
    , m_news(new QPushButton(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(u"deadLettersPage"_s);
    makeActions();
    makePane();
    m_splitter->setHandleWidth(space::medium);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_pane);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_pane->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::large, space::page, space::large);
    layout->setSpacing(space::small);
    layout->addWidget(makeBar());
    layout->addWidget(m_summary);
    layout->addWidget(m_filter);
    layout->addWidget(m_stale);
    layout->addWidget(m_runs);
    layout->addWidget(m_news);
    layout->addWidget(m_splitter, 1);
    connectParts();
    m_filter->setText(openFilter());
    showState();
}

DeadLettersPage::~DeadLettersPage() = default;

void DeadLettersPage::makeActions()
{
    const auto add = [this](const QString& id, const QString& picture, const QString& text,
                         const QKeySequence& key) {
        return m_actions.emplaceBack(makeAction(id, picture, text, this, key));
    };
    auto* focus = add(
        u"deadLetters.filter"_s, u"filter"_s, tr("Filter the dead letters"), QKeySequence::Find);
    connect(focus, &QAction::triggered, this, [this] { m_filter->focusField(); });
    m_reload = add(
        u"deadLetters.refresh"_s, u"refresh"_s, tr("Read the list again"), QKeySequence::Refresh);
    connect(m_reload, &QAction::triggered, this, [this] {
        m_model->reload();
        m_runs->refresh();
    });
    m_redrive =
        add(u"deadLetters.redrive"_s, u"undo"_s, tr("Redrive…"), QKeySequence(u"Ctrl+Shift+R"_s));
    connect(m_redrive, &QAction::triggered, this,
        [this] { m_acts->redrive(chosen({ LetterState::Open })); });
    m_redriveAll =
        add(u"deadLetters.redriveAll"_s, u"undo"_s, tr("Redrive all that match…"), QKeySequence());
    connect(
        m_redriveAll, &QAction::triggered, this, [this] { m_acts->redriveAll(m_model->filter()); });
    m_discard =
        add(u"deadLetters.discard"_s, u"trash"_s, tr("Discard…"), QKeySequence(u"Ctrl+Shift+D"_s));
    connect(m_discard, &QAction::triggered, this, [this] {
        m_acts->discard(chosen({ LetterState::Open, LetterState::Waiting }));
    });
    m_link = add(u"deadLetters.copyLink"_s, u"link"_s, tr("Copy a link to the dead letter"), {});
    connect(m_link, &QAction::triggered, this, &DeadLettersPage::copyLink);
    m_close = add(u"deadLetters.close"_s, u"close"_s, tr("Close the dead letter"),
        QKeySequence(Qt::Key_Escape));
    m_close->setEnabled(false);
    connect(m_close, &QAction::triggered, this, [this] {
        closeLetter();
        Q_EMIT moved(place());
    });
    m_connect = makeAction(u"deadLetters.toConnection"_s, {}, tr("Connection…"), this);
    connect(
        m_connect, &QAction::triggered, this, [this] { m_context.shell.showConnectionDialog(); });
    m_showAll = makeAction(u"deadLetters.showAll"_s, {}, tr("Show all dead letters"), this);
    connect(m_showAll, &QAction::triggered, this, [this] {
        m_filter->setText(everyFilter());
        onFilter(everyFilter());
        Q_EMIT moved(place());
    });
}

void DeadLettersPage::makePane()
{
    m_pane = new LetterPane(m_context, m_close, this);
    m_filter = new FilterBar(u"deadLetters"_s,
        {
            //: Built-in view of the dead letters: they wait for a person
            { tr("Open"), openFilter() },
            //: Built-in view of the dead letters: the core tries them again by itself
            { tr("Waiting"), u"state:waiting"_s },
            //: Built-in view of the dead letters: handled again
            { tr("Redriven"), u"state:redriven"_s },
            //: Built-in view of the dead letters
            { tr("Discarded"), u"state:discarded"_s },
            //: Built-in view of the dead letters
            { tr("All"), everyFilter() },
        },
        m_context.views, this);
    m_filter->setPlaceholder(
        tr("state:open  topic:genetic-data-raw  code:json.malformed  from:2026-11-01  first"));
    m_stale->setProperty("tone", u"warning"_s);
    m_stale->setObjectName(u"lettersStale"_s);
    m_stale->hide();
    m_news->setObjectName(u"showNewLetters"_s);
    m_news->setProperty("role", u"primary"_s);
    m_news->hide();
}

QWidget* DeadLettersPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::small);
    line->addWidget(makeLabel(tr("Dead letters"), "title", bar));
    m_count->setObjectName(u"lettersCount"_s);
    line->addWidget(m_count, 1);
    for (auto* action : { m_redrive, m_redriveAll, m_discard }) {
        auto* button = makeTextButton({}, action->text(), bar);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setDefaultAction(action);
        const auto name = [button, action] { button->setAccessibleName(action->text()); };
        name();
        connect(action, &QAction::changed, button, name);
        line->addWidget(button);
    }
    auto* copy = makeIconButton(u"copy"_s, tr("Copy the selected rows"), bar);
    copy->setObjectName(u"copyLetters"_s);
    copy->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(copy);
    menu->addActions(m_table->copyActions());
    menu->addSeparator();
    menu->addAction(m_link);
    copy->setMenu(menu);
    line->addWidget(copy);
    auto* columns = makeIconButton(u"columns"_s, tr("Choose columns"), bar);
    columns->setObjectName(u"letterColumns"_s);
    columns->setPopupMode(QToolButton::InstantPopup);
    columns->setMenu(m_table->columnsMenu());
    line->addWidget(columns);
    auto* refresh = makeIconButton(u"refresh"_s, m_reload->text(), bar);
    refresh->setObjectName(u"refreshLetters"_s);
    connect(refresh, &QToolButton::clicked, m_reload, &QAction::trigger);
    line->addWidget(refresh);
    return bar;
}

QWidget* DeadLettersPage::makeList()
{
    m_table->setAccessibleName(tr("Dead letters"));
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setModel(m_model);
    auto* card = makeCard(this);
    card->layout()->setContentsMargins(1, 4, 1, 4);
    card->layout()->addWidget(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    return card;
}

void DeadLettersPage::connectParts()
{
    connect(m_filter, &FilterBar::filterChanged, this, [this](const QString& text) {
        onFilter(text);
        Q_EMIT moved(place());
    });
    connect(m_filter, &FilterBar::listWanted, m_table, [this] { m_table->setFocus(); });
    connect(m_model, &LettersModel::phaseChanged, this, &DeadLettersPage::showState);
    connect(m_model, &LettersModel::waitingChanged, this, &DeadLettersPage::showCounts);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &DeadLettersPage::showActions);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &DeadLettersPage::showActions);
    connect(m_table, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        if (const auto* letter = m_model->rowAt(index.row())) {
            openLetter(fromStd(letter->id.toString()));
            Q_EMIT moved(place());
        }
    });
    connect(m_news, &QPushButton::clicked, this, [this] {
        m_model->reload();
        m_table->scrollToTop();
    });
    connect(m_pane, &LetterPane::read, this, &DeadLettersPage::showActions);
    connect(m_pane, &LetterPane::letterWanted, this, [this](const QString& id) {
        openLetter(id);
        Q_EMIT moved(place());
    });
    connect(m_acts, &LetterActs::runBegan, m_runs, &RedriveStrip::follow);
    connect(&m_context.core, &client::CoreClient::stateChanged, this, &DeadLettersPage::showState);
}

void DeadLettersPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (!m_started) {
        m_started = true;
        onFilter(m_filter->text());
        m_runs->refresh();
    }
}

void DeadLettersPage::onFilter(const QString& text)
{
    auto filter = lettersFilterFrom(text);
    if (!filter.ok()) {
        m_filter->setError(Words::unknownFilter(filter.error()));
        return;
    }
    m_filter->setError({});
    m_model->setFilter(*filter);
}

void DeadLettersPage::showState()
{
    using Phase = LettersModel::Phase;
    const bool signedIn = m_context.core.isSignedIn();
    const auto phase = m_model->phase();
    if (phase == Phase::Failed && signedIn) {
        const auto& error = *m_model->error();
        const auto known = LetterWords::ofCode(error.code);
        m_state->show(
            error.kind == ErrorKind::Refused ? StatePanel::Kind::Denied : StatePanel::Kind::Failed,
            known.isEmpty() ? Words::cause(error) : known, Words::nextStep(error), { m_reload });
        m_stack->setCurrentWidget(m_state);
    } else if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
    } else if (!signedIn) {
        m_state->show(StatePanel::Kind::Offline, tr("Not connected to a core"),
            tr("The dead letters are in the core."), { m_connect });
        m_stack->setCurrentWidget(m_state);
    } else if (phase == Phase::Ready && m_filter->text() == openFilter()) {
        m_state->show(StatePanel::Kind::Empty, tr("No dead letter waits"),
            tr("A record that cannot be handled comes here, with the later ones of its lane behind "
               "it, until somebody redrives or discards it."),
            { m_showAll });
        m_stack->setCurrentWidget(m_state);
    } else if (phase == Phase::Ready) {
        m_state->show(StatePanel::Kind::Empty, tr("Nothing matches the filter"),
            tr("The filter is: %1").arg(m_filter->text()), { m_showAll });
        m_stack->setCurrentWidget(m_state);
    } else {
        m_state->show(StatePanel::Kind::Loading, tr("Reading the dead letters"), {});
        m_stack->setCurrentWidget(m_state);
    }
    if (phase == Phase::Ready && signedIn) {
        m_summary->refresh();
    }
    showCounts();
    markOpen();
    showActions();
}

void DeadLettersPage::showCounts()
{
    const auto rows = m_model->rowCount();
    const auto total = m_model->total();
    m_count->setText(
        rows > 0 && total ? Words::count(*total) : Words::rowsRead(rows, m_model->isWhole()));
    const auto waiting = m_model->waiting();
    m_news->setVisible(waiting > 0);
    m_news->setText(tr("%n new — show", nullptr, waiting));
    m_news->setAccessibleName(m_news->text());
    m_stale->setVisible(rows > 0 && !m_context.core.isSignedIn());
    m_stale->setText(tr("Not connected. This is what was known %1.")
                         .arg(Words::age(m_model->loadedAt(), m_context.clock.now())));
}

std::vector<Letter> DeadLettersPage::chosen(const std::vector<LetterState>& states) const
{
    std::vector<Letter> out;
    const auto take = [&](const Letter* letter) {
        if (letter && std::find(states.begin(), states.end(), letter->state) != states.end()) {
            out.push_back(*letter);
        }
    };
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const auto& index : rows) {
        take(m_model->rowAt(index.row()));
    }
    if (rows.isEmpty()) {
        take(m_pane->letter());
    }
    return out;
}

void DeadLettersPage::showActions()
{
    const bool signedIn = m_context.core.isSignedIn();
    const auto open = static_cast<int>(chosen({ LetterState::Open }).size());
    const auto held = static_cast<int>(chosen({ LetterState::Open, LetterState::Waiting }).size());
    const auto set = [signedIn](
                         QAction* action, const QString& text, int count, const QString& why) {
        action->setText(text);
        action->setEnabled(signedIn && count > 0);
        action->setToolTip(count > 0 ? text : why);
    };
    set(m_redrive, open > 1 ? tr("Redrive %n…", nullptr, open) : tr("Redrive…"), open,
        tr("Choose dead letters that are open"));
    set(m_discard, held > 1 ? tr("Discard %n…", nullptr, held) : tr("Discard…"), held,
        tr("Choose dead letters that are open or waiting"));
    const auto& states = m_model->filter().states;
    const bool couldMatch = states.empty()
        || std::find(states.begin(), states.end(), LetterState::Open) != states.end();
    m_redriveAll->setEnabled(signedIn && m_model->rowCount() > 0 && couldMatch);
    m_link->setEnabled(!m_pane->openId().isEmpty());
}

void DeadLettersPage::openLetter(const QString& id)
{
    m_pane->open(id);
    m_pane->show();
    m_table->narrowTo({ u"state"_s, u"place"_s, u"why"_s });
    m_close->setEnabled(true);
    markOpen();
    showActions();
}

// The list shows which one is open, also where a link opened it; a selection of several is the
// person's and stays.
void DeadLettersPage::markOpen()
{
    const auto row = m_pane->openId().isEmpty() ? -1 : m_model->rowOf(m_pane->openId());
    const auto selected = m_table->selectionModel()->selectedRows();
    if (row < 0 || selected.size() > 1
        || (selected.size() == 1 && selected.constFirst().row() == row)) {
        return;
    }
    m_table->selectRow(row);
}

void DeadLettersPage::closeLetter()
{
    m_pane->close();
    m_pane->hide();
    m_table->narrowTo({});
    m_close->setEnabled(false);
    m_table->setFocus();
    showActions();
}

void DeadLettersPage::copyLink()
{
    QGuiApplication::clipboard()->setText(linkOf(place()).toString());
}

void DeadLettersPage::go(const Place& place)
{
    const auto wanted = place.filter.isEmpty() ? openFilter() : place.filter;
    if (m_filter->text() != wanted && (place.item.isEmpty() || !place.filter.isEmpty())) {
        m_filter->setText(wanted);
        onFilter(wanted);
    }
    if (!place.item.isEmpty()) {
        openLetter(place.item);
    } else if (!m_pane->openId().isEmpty()) {
        closeLetter();
    }
}

Place DeadLettersPage::place() const
{
    return { u"dead-letters"_s, m_pane->openId(), m_filter->text() };
}

PageFactory deadLettersPage()
{
    return { u"dead-letters"_s, u"inbox"_s, [] { return DeadLettersPage::tr("Dead letters"); },
        [] {
            //: Heading in the navigation: pages of those who run the machines
            return DeadLettersPage::tr("Operations");
        },
        { u"operator"_s },
        [](const PageContext& context, QWidget* parent) -> Page* {
            return new DeadLettersPage(context, parent);
        },
        u"operations"_s };
}

} // namespace locus::ui
