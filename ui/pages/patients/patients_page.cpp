// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/patients/patients_page.h"

#include "core/client/core_client.h"
#include "ui/delegates/cell_delegate.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/pages/patients/patient_dialogs.h"
#include "ui/pages/patients/patient_pane.h"
#include "ui/pages/patients/patients_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"
#include "ui/widgets/state_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

PatientsPage::PatientsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_model(new PatientsModel(context.core, context.clock, this))
    , m_acts(new PatientActs(m_context, *this))
    , m_pane(new PatientPane(m_context, *m_acts, this))
    , m_table(new DataTable(u"patients"_s, &context.views, this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_delay(new QTimer(this))
    , m_slow(new QTimer(this))
{
    setObjectName(u"patientsPage"_s);
    makeActions();
    m_splitter->setHandleWidth(space::medium);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_pane);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_pane->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::page, space::large, space::page, space::large);
    layout->addWidget(m_splitter);

    m_delay->setSingleShot(true);
    m_delay->setInterval(150);
    connect(
        m_delay, &QTimer::timeout, this, [this] { m_model->search(m_field->text().trimmed()); });
    m_slow->setSingleShot(true);
    m_slow->setInterval(300);
    connect(m_slow, &QTimer::timeout, this, [this] {
        if (m_model->phase() == PatientsModel::Phase::Loading && m_model->rowCount() == 0) {
            m_state->show(StatePanel::Kind::Loading, tr("Searching"), {});
            m_stack->setCurrentWidget(m_state);
        }
    });
    connect(m_model, &PatientsModel::phaseChanged, this, &PatientsPage::showState);
    connect(m_model, &PatientsModel::waitingChanged, this, &PatientsPage::showCount);
    connect(m_table, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        if (const auto* patient = m_model->rowAt(index.row())) {
            openPatient(fromStd(patient->id));
            Q_EMIT moved(place());
        }
    });
    connect(m_pane, &PatientPane::closeRequested, this, [this] {
        closePatient();
        Q_EMIT moved(place());
    });
    connect(m_acts, &PatientActs::done, this, [this](const QString& id) {
        openPatient(id);
        Q_EMIT moved(place());
    });
    connect(&m_context.core, &client::CoreClient::stateChanged, this, &PatientsPage::showState);
    showState();
}

PatientsPage::~PatientsPage() = default;

void PatientsPage::makeActions()
{
    const auto add = [this](const QString& id, const QString& picture, const QString& text,
                         const QKeySequence& key) {
        return m_actions.emplaceBack(makeAction(id, picture, text, this, key));
    };
    auto* find = add(u"patients.search"_s, u"search"_s, tr("Find a patient"), QKeySequence::Find);
    connect(find, &QAction::triggered, this, [this] {
        m_field->setFocus();
        m_field->selectAll();
    });
    m_register =
        add(u"patients.register"_s, u"patients"_s, tr("Register a patient…"), QKeySequence::New);
    connect(m_register, &QAction::triggered, m_acts, &PatientActs::enter);
    m_actions << m_pane->paneActions();
    m_again = makeAction(u"patients.again"_s, {}, tr("Search again"), this);
    connect(m_again, &QAction::triggered, m_model, &PatientsModel::again);
    m_connect = makeAction(u"patients.toConnection"_s, {}, tr("Connection…"), this);
    connect(
        m_connect, &QAction::triggered, this, [this] { m_context.shell.showConnectionDialog(); });
}

QWidget* PatientsPage::makeList()
{
    auto* list = new QWidget(this);
    list->setMinimumWidth(300);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(space::small);
    bar->addWidget(makeLabel(tr("Patients"), "title", list));
    m_count = makeLabel({}, "muted", list);
    m_count->setObjectName(u"patientsCount"_s);
    bar->addWidget(m_count, 1);
    auto* add = makeTextButton({}, m_register->text(), list);
    add->setObjectName(u"registerButton"_s);
    add->setDefaultAction(m_register);
    add->setAccessibleName(m_register->text());
    bar->addWidget(add);
    m_field = makeSearchField(tr("Find a patient"), list);
    m_field->setObjectName(u"patientsSearch"_s);
    m_field->setPlaceholderText(tr("any part of a name, a number, or a date of birth"));
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, m_delay, qOverload<>(&QTimer::start));
    m_table->setAccessibleName(tr("Patients found"));
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setModel(m_model);
    auto* card = makeCard(list);
    card->layout()->setContentsMargins(1, 4, 1, 4);
    card->layout()->addWidget(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    m_news = new QPushButton(list);
    m_news->setObjectName(u"searchAgain"_s);
    m_news->setProperty("role", u"primary"_s);
    m_news->hide();
    connect(m_news, &QPushButton::clicked, m_model, &PatientsModel::again);
    auto* layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addLayout(bar);
    layout->addWidget(m_field);
    layout->addWidget(m_news);
    layout->addWidget(card, 1);
    return list;
}

bool PatientsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down && m_model->rowCount() > 0) {
        m_table->setFocus();
        if (!m_table->currentIndex().isValid()) {
            m_table->selectRow(0);
        }
        return true;
    }
    return Page::eventFilter(watched, event);
}

void PatientsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (m_pane->openId().isEmpty()) {
        m_field->setFocus();
    }
}

void PatientsPage::showState()
{
    using Phase = PatientsModel::Phase;
    const auto phase = m_model->phase();
    if (phase == Phase::Loading && m_context.core.isSignedIn()) {
        m_slow->start();
    } else if (phase == Phase::Failed && m_context.core.isSignedIn()) {
        const auto& error = *m_model->error();
        m_state->show(
            error.kind == ErrorKind::Refused ? StatePanel::Kind::Denied : StatePanel::Kind::Failed,
            Words::cause(error), Words::nextStep(error), { m_again });
        m_stack->setCurrentWidget(m_state);
    } else if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
    } else if (!m_context.core.isSignedIn()) {
        m_state->show(StatePanel::Kind::Offline, tr("Not connected to a core"),
            tr("The directory of patients is in the core: nobody can be found without it."),
            { m_connect });
        m_stack->setCurrentWidget(m_state);
    } else if (phase == Phase::Idle) {
        m_state->show(StatePanel::Kind::Empty, tr("Whom do you look for?"),
            tr("Type any part of a name, in any order, with or without accents; a number; or a "
               "date of birth. That you looked is recorded."),
            { m_register });
        m_stack->setCurrentWidget(m_state);
    } else if (phase == Phase::Ready) {
        m_state->show(StatePanel::Kind::Empty, tr("Nobody is found"),
            tr("Look for less of the name, or for the number. A patient who is new here can be "
               "registered."),
            { m_register });
        m_stack->setCurrentWidget(m_state);
    }
    showCount();
}

void PatientsPage::showCount()
{
    const bool found = m_model->phase() == PatientsModel::Phase::Ready;
    m_count->setText(found ? Words::count(static_cast<std::int64_t>(m_model->total())) : QString());
    const auto waiting = m_model->waiting();
    m_news->setVisible(waiting > 0 && found);
    m_news->setText(tr("%n patient(s) changed — search again", nullptr, waiting));
    m_news->setAccessibleName(m_news->text());
}

void PatientsPage::openPatient(const QString& id)
{
    m_pane->open(id);
    m_pane->show();
    m_table->narrowTo({ u"patient"_s });
    const auto row = m_model->rowOf(id);
    if (row >= 0) {
        m_table->selectRow(row);
    }
}

void PatientsPage::closePatient()
{
    m_pane->close();
    m_pane->hide();
    m_table->narrowTo({});
    m_field->setFocus();
}

void PatientsPage::go(const Place& place)
{
    if (place.item.isEmpty()) {
        closePatient();
    } else {
        openPatient(place.item);
    }
}

Place PatientsPage::place() const
{
    return { u"patients"_s, m_pane->openId(), {} };
}

PageFactory patientsPage()
{
    return { u"patients"_s, u"patients"_s, [] { return PatientsPage::tr("Patients"); },
        [] {
            //: Heading in the navigation
            return PatientsPage::tr("Clinic");
        },
        { u"clinician"_s, u"coordinator"_s },
        [](const PageContext& context, QWidget* parent) -> Page* {
            return new PatientsPage(context, parent);
        },
        u"clinic"_s };
}

} // namespace locus::ui
