// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/record_section.h"

#include "ui/delegates/cell_delegate.h"
#include "ui/models/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"
#include "ui/widgets/state_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

RecordSection::RecordSection(const PageContext& context, Texts texts,
    std::span<const TableColumn> columns, QStringList titles, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_ids(context.clock, m_random)
    , m_texts(std::move(texts))
    , m_model(new RecordsModel(columns, std::move(titles), this))
    , m_table(new DataTable(u"settings."_s + m_texts.id, &context.views, this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_notice(makeLabel({}, nullptr, this))
    , m_filter(makeSearchField(tr("Filter: %1").arg(m_texts.title), this))
    , m_buttons(new QHBoxLayout)
    , m_details(makeCard(this))
    , m_name(makeLabel({}, "heading", m_details))
    , m_facts(new FactGrid(m_details))
    , m_slow(new QTimer(this))
    , m_again(makeAction(
          u"settings.refresh."_s + m_texts.id, u"refresh"_s, tr("Read the list again"), this))
    , m_connect(makeAction(u"settings.toConnection."_s + m_texts.id, {}, tr("Connection…"), this))
{
    setObjectName(m_texts.id + u"Section"_s);
    makeList();
    m_slow->setSingleShot(true);
    m_slow->setInterval(300);
    connect(m_slow, &QTimer::timeout, this, [this] {
        m_state->show(StatePanel::Kind::Loading, tr("Loading"), {});
        m_stack->setCurrentWidget(m_state);
    });
    connect(m_again, &QAction::triggered, this, &RecordSection::reload);
    connect(
        m_connect, &QAction::triggered, this, [this] { m_context.shell.showConnectionDialog(); });
    const auto reloadShown = [this] {
        if (isVisible()) {
            reload();
        }
    };
    connect(&m_context.core, &client::CoreClient::stateChanged, this, reloadShown);
    connect(&m_context.core, &client::CoreClient::gapFound, this, reloadShown);
    connect(&m_context.core, &client::CoreClient::changed, this,
        [this, reloadShown](const QString& changed) {
            if (changed == stream()) {
                reloadShown();
            }
        });
    connect(m_filter, &QLineEdit::textChanged, m_model, &RecordsModel::setFilter);
    connect(m_table, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        if (const Record* record = m_model->at(index.row())) {
            m_wanted = record->id;
            showChosen();
            Q_EMIT chosen(m_wanted);
        }
    });
}

void RecordSection::makeList()
{
    auto* explanation = makeLabel(m_texts.explanation, "muted", this);
    explanation->setWordWrap(true);
    m_filter->setObjectName(m_texts.id + u"Filter"_s);
    m_filter->setMinimumWidth(180);
    m_filter->setMaximumWidth(280);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::small);
    line->addWidget(m_filter);
    line->addStretch();
    line->addLayout(m_buttons);
    m_buttons->setSpacing(space::small);

    m_table->setObjectName(m_texts.id + u"Table"_s);
    m_table->setAccessibleName(m_texts.title);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setModel(m_model);
    auto* card = makeCard(this);
    card->layout()->setContentsMargins(1, 4, 1, 4);
    card->layout()->addWidget(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);

    m_name->setObjectName(m_texts.id + u"Name"_s);
    m_name->setWordWrap(true);
    m_details->layout()->addWidget(m_name);
    m_details->layout()->addWidget(m_facts);
    static_cast<QVBoxLayout*>(m_details->layout())->addStretch();
    m_details->setObjectName(m_texts.id + u"Details"_s);
    m_details->setMinimumWidth(260); // its facts stay readable however short they are
    m_details->hide();
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setHandleWidth(space::medium);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(card);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(makeLabel(m_texts.title, "title", this));
    layout->addWidget(explanation);
    m_notice->setObjectName(m_texts.id + u"Notice"_s);
    m_notice->setWordWrap(true);
    m_notice->hide();
    layout->addLayout(line);
    layout->addWidget(m_notice);
    layout->addWidget(splitter, 1);
}

QAction* RecordSection::addAct(
    const QString& id, const QString& picture, const QString& text, Where where)
{
    auto* action = makeAction(u"settings."_s + id, picture, text, this);
    m_actions << action;
    if (where == Where::Menu) {
        addToMenu(action);
        return action;
    }
    auto* button = makeTextButton(picture, text, this);
    button->setObjectName(id);
    button->setDefaultAction(action);
    button->setAccessibleName(text);
    connect(action, &QAction::changed, button,
        [action, button] { button->setAccessibleName(action->text()); });
    m_buttons->addWidget(button);
    return action;
}

void RecordSection::addToMenu(QAction* action)
{
    if (!m_more) {
        //: Opens a menu of what else can be done
        m_more = makeTextButton(u"menu"_s, tr("More"), this);
        m_more->setObjectName(m_texts.id + u"More"_s);
        m_more->setAccessibleName(m_more->text());
        m_more->setPopupMode(QToolButton::InstantPopup);
        m_more->setMenu(new QMenu(m_more));
        m_buttons->addWidget(m_more);
    }
    m_more->menu()->addAction(action);
}

bool RecordSection::isFor(const std::vector<std::string>& roles) const
{
    return m_texts.roles.isEmpty()
        || std::any_of(roles.begin(), roles.end(), [this](const std::string& role) {
               return m_texts.roles.contains(QString::fromStdString(role));
           });
}

void RecordSection::reload()
{
    if (!m_context.core.isSignedIn()) {
        showOffline();
        return;
    }
    if (!m_known) {
        m_slow->start();
    }
    read();
}

void RecordSection::showOffline()
{
    m_slow->stop();
    if (m_known) {
        return; // what was known stays; the strip says that the core is away
    }
    m_state->show(StatePanel::Kind::Offline, tr("Not connected to a core"),
        tr("This is kept by the core and appears as soon as there is a connection."),
        { m_connect });
    m_stack->setCurrentWidget(m_state);
    onChosen(nullptr);
}

void RecordSection::showRecords(std::vector<Record> records)
{
    m_slow->stop();
    m_known = true;
    m_model->setRecords(std::move(records));
    if (m_model->total() == 0) {
        m_state->show(StatePanel::Kind::Empty, m_texts.empty, m_texts.explanation);
        m_stack->setCurrentWidget(m_state);
    } else {
        m_stack->setCurrentWidget(m_table);
    }
    showChosen();
}

void RecordSection::fail(const Error& error)
{
    m_slow->stop();
    const bool denied = error.kind == ErrorKind::Refused;
    m_state->show(denied ? StatePanel::Kind::Denied : StatePanel::Kind::Failed, Words::cause(error),
        Words::nextStep(error), { m_again });
    m_stack->setCurrentWidget(m_state);
    m_known = false;
    m_model->setRecords({});
    showChosen();
}

QString RecordSection::chosenId() const
{
    const Record* record = chosenRecord();
    return record ? record->id : QString();
}

void RecordSection::choose(const QString& id)
{
    m_wanted = id;
    showChosen();
}

const Record* RecordSection::chosenRecord() const
{
    return m_wanted.isEmpty() ? nullptr : m_model->at(m_model->rowOf(m_wanted));
}

void RecordSection::showChosen()
{
    const Record* record = chosenRecord();
    m_details->setVisible(record != nullptr);
    if (record) {
        m_name->setText(record->name);
        m_facts->setFacts(record->facts);
        m_table->selectRow(m_model->rowOf(record->id));
    }
    onChosen(record);
}

void RecordSection::report(const QString& did, const Status& outcome)
{
    Activity line { did };
    if (!outcome.ok()) {
        line.failed = true;
        line.details = Words::whole(outcome.error());
        line.text = tr("Not done: %1. %2").arg(did, line.details);
    }
    m_context.shell.report(line);
    m_notice->setProperty("tone", outcome.ok() ? u"success"_s : u"danger"_s);
    m_notice->style()->polish(m_notice);
    m_notice->setText(line.text);
    m_notice->show();
    reload();
}

void RecordSection::report(const QString& did, const Status& outcome, FormDialog* dialog)
{
    if (dialog && !outcome.ok()) {
        dialog->showError(Words::whole(outcome.error()));
        return;
    }
    if (dialog) {
        dialog->accept();
    }
    report(did, outcome);
}

} // namespace locus::ui
