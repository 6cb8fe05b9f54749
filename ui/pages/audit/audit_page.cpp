// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_page.h"

#include "core/base/clock.h"
#include "core/client/core_client.h"
#include "ui/delegates/cell_delegate.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/pages/audit/audit_changes.h"
#include "ui/pages/audit/audit_export_strip.h"
#include "ui/pages/audit/audit_filter.h"
#include "ui/pages/audit/audit_model.h"
#include "ui/pages/audit/audit_words.h"
#include "ui/pages/audit/verify_strip.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"
#include "ui/widgets/state_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

// So that a long number of digits breaks where it has to.
QString inGroups(QString digits)
{
    constexpr int group = 16;
    for (auto at = digits.size() - digits.size() % group; at > 0; at -= group) {
        if (at < digits.size()) {
            digits.insert(at, u' ');
        }
    }
    return digits;
}

} // namespace

AuditPage::AuditPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_model(new AuditModel(context.core, context.clock, this))
    , m_table(new DataTable(u"audit"_s, &context.views, this))
    , m_facts(new FactGrid(this))
    , m_count(makeLabel({}, "muted", this))
    , m_stale(makeLabel({}, nullptr, this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(u"auditPage"_s);
    makeActions();
    m_filter = new FilterBar(u"audit"_s,
        {
            //: Built-in view of the audit trail
            { tr("All"), {} },
            { tr("Refusals"), u"kind:refusal"_s },
            { tr("Sign-ins"), u"kind:signIn"_s },
            { tr("Unmasked"), u"kind:reveal"_s },
            { tr("Exports"), u"kind:export"_s },
            { tr("Settings"), u"kind:configuration"_s },
        },
        m_context.views, this);
    m_filter->setPlaceholder(
        tr("person:osei  patient:…  action:patients.get  outcome:ok  from:2026-11-01  until:…"));
    connect(m_filter, &FilterBar::filterChanged, this, [this](const QString& text) {
        onFilter(text);
        Q_EMIT moved(place());
    });
    connect(m_filter, &FilterBar::listWanted, m_table, [this] { m_table->setFocus(); });
    m_stale->setProperty("tone", u"warning"_s);
    m_stale->hide();
    m_table->setAccessibleName(tr("Audit records"));
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setModel(m_model);
    auto* card = makeCard(this);
    card->layout()->setContentsMargins(1, 4, 1, 4);
    card->layout()->addWidget(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    m_splitter->setHandleWidth(space::medium);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(card);
    m_splitter->addWidget(makeDetail());
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_detail->hide();
    auto* verdict = new VerifyStrip(m_context, m_verify, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::large, space::page, space::large);
    layout->setSpacing(space::small);
    layout->addWidget(makeBar());
    layout->addWidget(m_filter);
    layout->addWidget(m_stale);
    layout->addWidget(verdict);
    layout->addWidget(new AuditExportStrip(
        m_context, m_export, [this] { return m_model->filter(); }, this));
    layout->addWidget(m_splitter, 1);

    connect(m_model, &AuditModel::phaseChanged, this, &AuditPage::showState);
    connect(m_table, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        if (const auto* record = m_model->rowAt(index.row())) {
            openRecord(record->number);
            Q_EMIT moved(place());
        }
    });
    connect(verdict, &VerifyStrip::recordWanted, this, &AuditPage::openRecord);
    connect(
        &PatientLabels::of(m_context.core), &PatientLabels::changed, this, &AuditPage::showRecord);
    connect(&m_context.core, &client::CoreClient::stateChanged, this, &AuditPage::showState);
    connect(&m_context.core, &client::CoreClient::signedIn, this, [this] {
        if (m_started) {
            m_model->reload();
        }
    });
    showState();
}

AuditPage::~AuditPage() = default;

void AuditPage::makeActions()
{
    const auto add = [this](const QString& id, const QString& picture, const QString& text,
                         const QKeySequence& key) {
        return m_actions.emplaceBack(makeAction(id, picture, text, this, key));
    };
    auto* focus = add(u"audit.filter"_s, u"filter"_s, tr("Filter the trail"), QKeySequence::Find);
    connect(focus, &QAction::triggered, this, [this] { m_filter->focusField(); });
    m_reload =
        add(u"audit.refresh"_s, u"refresh"_s, tr("Read the trail again"), QKeySequence::Refresh);
    connect(m_reload, &QAction::triggered, m_model, &AuditModel::reload);
    m_verify =
        add(u"audit.verify"_s, u"audit"_s, tr("Verify the trail"), QKeySequence(u"Ctrl+Shift+V"_s));
    m_export = add(
        u"audit.export"_s, u"export"_s, tr("Export the trail…"), QKeySequence(u"Ctrl+Shift+E"_s));
    auto* changes = new AuditChanges(m_context, *this);
    connect(add(u"audit.setRetention"_s, {}, tr("Keep records for another time…"), {}),
        &QAction::triggered, changes, &AuditChanges::setRetention);
    connect(add(u"audit.changeKey"_s, {}, tr("Change the signing key…"), {}), &QAction::triggered,
        changes, &AuditChanges::changeKey);
    m_close =
        add(u"audit.close"_s, u"close"_s, tr("Close the record"), QKeySequence(Qt::Key_Escape));
    m_close->setEnabled(false);
    connect(m_close, &QAction::triggered, this, [this] {
        closeRecord();
        Q_EMIT moved(place());
    });
    m_connect = makeAction(u"audit.toConnection"_s, {}, tr("Connection…"), this);
    connect(
        m_connect, &QAction::triggered, this, [this] { m_context.shell.showConnectionDialog(); });
}

QWidget* AuditPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::small);
    line->addWidget(makeLabel(tr("Audit trail"), "title", bar));
    m_count->setObjectName(u"auditCount"_s);
    line->addWidget(m_count, 1);
    for (auto* action : { m_verify, m_export }) {
        auto* button = makeTextButton({}, action->text(), bar);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        line->addWidget(button);
    }
    auto* refresh = makeIconButton(u"refresh"_s, m_reload->text(), bar);
    refresh->setObjectName(u"refreshAudit"_s);
    connect(refresh, &QToolButton::clicked, m_reload, &QAction::trigger);
    line->addWidget(refresh);
    return bar;
}

QWidget* AuditPage::makeDetail()
{
    m_detail = makeCard(this);
    m_detail->setMinimumWidth(300);
    auto* head = new QHBoxLayout;
    m_title = makeLabel({}, "heading", m_detail);
    m_title->setObjectName(u"auditTitle"_s);
    head->addWidget(m_title, 1);
    auto* close = makeIconButton({}, m_close->text(), m_detail);
    close->setObjectName(u"closeAudit"_s);
    close->setDefaultAction(m_close);
    close->setAccessibleName(m_close->text());
    head->addWidget(close);
    auto* body = new QWidget(m_detail);
    body->setObjectName(u"scrollBody"_s);
    auto* inner = new QVBoxLayout(body);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->addWidget(m_facts);
    inner->addStretch();
    auto* scroll = new QScrollArea(m_detail);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    auto* layout = static_cast<QVBoxLayout*>(m_detail->layout());
    layout->addLayout(head);
    layout->addWidget(scroll, 1);
    return m_detail;
}

void AuditPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (!m_started) {
        m_started = true;
        m_model->reload();
    }
}

void AuditPage::onFilter(const QString& text)
{
    const auto filter = auditFilterFrom(text);
    if (!filter.ok()) {
        m_filter->setError(Words::unknownFilter(filter.error()));
        return;
    }
    m_filter->setError({});
    m_model->setFilter(*filter);
}

void AuditPage::showState()
{
    using Phase = AuditModel::Phase;
    const bool signedIn = m_context.core.isSignedIn();
    const auto rows = m_model->rowCount();
    if (m_model->phase() == Phase::Failed && signedIn) {
        const auto& error = *m_model->error();
        const bool denied = error.kind == ErrorKind::Refused;
        m_state->show(denied ? StatePanel::Kind::Denied : StatePanel::Kind::Failed,
            Words::cause(error),
            denied ? tr("The trail is for auditors and administrators; an administrator grants "
                        "the role.")
                   : Words::nextStep(error),
            { m_reload });
        m_stack->setCurrentWidget(m_state);
    } else if (rows > 0) {
        m_stack->setCurrentWidget(m_table);
    } else if (!signedIn) {
        m_state->show(StatePanel::Kind::Offline, tr("Not connected to a core"),
            tr("The audit trail is in the core."), { m_connect });
        m_stack->setCurrentWidget(m_state);
    } else if (m_model->phase() == Phase::Ready) {
        m_state->show(StatePanel::Kind::Empty, tr("No record matches the filter"),
            tr("Everything that people do and see is recorded; look at another time or person."));
        m_stack->setCurrentWidget(m_state);
    } else {
        m_state->show(StatePanel::Kind::Loading, tr("Reading the audit trail"), {});
        m_stack->setCurrentWidget(m_state);
    }
    m_count->setText(Words::rowsRead(rows, m_model->isWhole()));
    for (auto* action : { m_verify, m_export }) {
        action->setEnabled(signedIn);
    }
    m_stale->setVisible(rows > 0 && !signedIn);
    m_stale->setText(tr("Not connected. This is what was known %1.")
                         .arg(Words::age(m_model->loadedAt(), m_context.clock.now())));
    showRecord();
}

void AuditPage::showRecord()
{
    const auto* record = m_model->rowAt(m_model->rowOf(m_open));
    if (m_open == 0) {
        return;
    }
    //: %1: number of an audit record
    m_title->setText(tr("Record %1").arg(Words::count(m_open)));
    if (record == nullptr) {
        m_facts->setFacts({ { tr("Not in the list"),
            tr("The record is not among those that were read: scroll on, or change the "
               "filter.") } });
        return;
    }
    const auto& note = record->note;
    std::vector<FactGrid::Fact> facts;
    const auto put = [&facts](
                         const QString& name, const QString& value, std::optional<Tone> tone = {}) {
        if (!value.isEmpty()) {
            facts.push_back({ name, value, tone });
        }
    };
    put(tr("When"), Words::moment(record->time));
    put(tr("Clock"), AuditWords::clock(record->clock),
        record->clock == people::AuditClock::Steady ? std::nullopt : std::optional(Tone::Warning));
    put(tr("Who"), note.actor.empty() ? tr("nobody") : fromStd(note.actor));
    put(tr("On behalf of"), fromStd(note.onBehalfOf));
    put(tr("Roles"), fromStd(note.roles).replace(u',', u", "_s));
    put(tr("Address"), fromStd(note.address));
    put(tr("Kind"), AuditWords::kind(note.kind), AuditWords::toneOf(note));
    put(tr("What"), fromStd(note.action));
    put(tr("About"), fromStd(note.entity));
    const auto patient = m_model->patientOf(*record);
    const auto& session = m_context.core.session();
    const bool mayKnow = session
        && std::find(session->roles.begin(), session->roles.end(), "auditor")
            != session->roles.end();
    put(tr("Patient"),
        patient.isEmpty() && !mayKnow ? tr("masked: shown to auditors alone") : patient);
    put(tr("Reason"), fromStd(note.purpose));
    for (const auto& [name, value] : note.detail) {
        put(fromStd(name), fromStd(value));
    }
    put(tr("Outcome"), AuditWords::outcome(note.outcome),
        note.outcome == people::auditOk ? Tone::Success : Tone::Warning);
    put(tr("Hash"), inGroups(fromStd(record->hash)));
    put(tr("Checkpoint"),
        m_model->checkpoint() >= record->number
            ? tr("signed for, by the checkpoint at record %1 or an earlier one")
                  .arg(Words::count(m_model->checkpoint()))
            : tr("not signed for yet: the next checkpoint does"));
    m_facts->setFacts(facts);
}

void AuditPage::openRecord(qint64 number)
{
    m_open = number;
    m_detail->show();
    m_table->narrowTo({ u"time"_s, u"person"_s, u"kind"_s, u"action"_s });
    m_close->setEnabled(true);
    const auto row = m_model->rowOf(number);
    if (row >= 0) {
        m_table->selectRow(row);
    }
    showRecord();
}

void AuditPage::closeRecord()
{
    m_open = 0;
    m_detail->hide();
    m_table->narrowTo({});
    m_close->setEnabled(false);
    m_table->setFocus();
}

void AuditPage::go(const Place& place)
{
    if (m_filter->text() != place.filter && (place.item.isEmpty() || !place.filter.isEmpty())) {
        m_filter->setText(place.filter);
        onFilter(place.filter);
    }
    const auto number = place.item.toLongLong();
    if (number > 0) {
        openRecord(number);
    } else if (m_open != 0) {
        closeRecord();
    }
}

Place AuditPage::place() const
{
    return { u"audit"_s, m_open == 0 ? QString() : QString::number(m_open), m_filter->text() };
}

PageFactory auditPage()
{
    return { u"audit"_s, u"audit"_s, [] { return AuditPage::tr("Audit"); },
        [] {
            //: Heading in the navigation: pages about people and rights
            return AuditPage::tr("Administration");
        },
        { u"auditor"_s, u"admin"_s },
        [](const PageContext& context, QWidget* parent) -> Page* {
            return new AuditPage(context, parent);
        },
        u"administration"_s };
}

} // namespace locus::ui
