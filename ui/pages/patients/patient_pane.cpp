// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/patients/patient_pane.h"

#include "core/client/core_client.h"
#include "ui/delegates/cell_delegate.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_head.h"
#include "ui/page/patient_labels.h"
#include "ui/pages/patients/patient_analyses_model.h"
#include "ui/pages/patients/patient_dialogs.h"
#include "ui/pages/patients/timeline_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"
#include "ui/widgets/patient_label.h"
#include "ui/widgets/state_panel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

void empty(QLayout* layout)
{
    while (auto* item = layout->takeAt(0)) {
        if (auto* old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
}

} // namespace

PatientPane::PatientPane(const PageContext& context, PatientActs& acts, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_acts(acts)
    , m_head(new PatientHead(context, PatientHead::Merges::ShowAsIs, this))
    , m_facts(new FactGrid(this))
    , m_analyses(new PatientAnalysesModel(context.analyses, context.clock, this))
    , m_timeline(new TimelineModel(context.core, context.clock, this))
    , m_analysesTable(new DataTable(u"patientAnalyses"_s, &context.views, this))
    , m_timelineTable(new DataTable(u"patientTimeline"_s, &context.views, this))
    , m_analysesNote(makeLabel({}, "muted", this))
    , m_timelineNote(makeLabel({}, "muted", this))
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePanel(this))
{
    setObjectName(u"patientPane"_s);
    makeActions();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::hair);
    for (auto* action : { m_change, m_addFlag, m_merge, m_unmerge }) {
        auto* button = makeTextButton({}, action->text(), this);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        buttons->addWidget(button);
        connect(action, &QAction::changed, button,
            [button, action] { button->setVisible(action->isVisible()); });
    }
    buttons->addStretch();
    auto* close = makeIconButton({}, m_actions.constLast()->text(), this);
    close->setObjectName(u"closePatient"_s);
    close->setDefaultAction(m_actions.constLast());
    close->setAccessibleName(m_actions.constLast()->text());
    buttons->addWidget(close);
    auto* body = new QWidget(m_stack);
    auto* inner = new QVBoxLayout(body);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(space::medium);
    inner->addWidget(makeRecord());
    inner->addWidget(makeTables(), 1);
    m_stack->addWidget(body);
    m_stack->addWidget(m_state);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addLayout(buttons);
    layout->addWidget(m_head);
    layout->addWidget(m_stack, 1);

    connect(m_head, &PatientHead::changed, this, &PatientPane::showPatient);
    connect(m_analyses, &PatientAnalysesModel::loaded, this, &PatientPane::showTables);
    connect(m_timeline, &TimelineModel::phaseChanged, this, &PatientPane::showTables);
    connect(
        &PatientLabels::of(context.core), &PatientLabels::changed, this, &PatientPane::showLinks);
    connect(&m_context.core, &client::CoreClient::changed, this,
        [this](const QString& stream, const QList<protocol::Change>& changes) {
            if (m_id.isEmpty() || stream != u"analyses"_s) {
                return;
            }
            for (const auto& change : changes) {
                const auto id = fromStd(change.id);
                bool mine = change.item.find('"' + toStd(m_id) + '"') != Bytes::npos;
                for (int row = 0; row < m_analyses->rowCount() && !mine; ++row) {
                    mine = m_analyses->idAt(row) == id;
                }
                if (mine) {
                    m_analyses->reload();
                    m_timeline->reload();
                    return;
                }
            }
        });
}

PatientPane::~PatientPane() = default;

QAction* PatientPane::add(const char* id, const QString& picture, const QString& text,
    const QKeySequence& key, void (PatientPane::*run)())
{
    auto* action =
        m_actions.emplaceBack(makeAction(QString::fromLatin1(id), picture, text, this, key));
    connect(action, &QAction::triggered, this, run);
    return action;
}

void PatientPane::makeActions()
{
    m_change = add("patients.change", {}, tr("Change the record…"), QKeySequence(Qt::Key_F2),
        &PatientPane::change);
    m_addFlag = add("patients.addFlag", {}, tr("Add a flag…"), QKeySequence(u"Ctrl+Shift+F"_s),
        &PatientPane::addFlag);
    m_merge = add("patients.merge", {}, tr("Merge into another record…"), QKeySequence(u"Ctrl+M"_s),
        &PatientPane::merge);
    m_unmerge = add("patients.unmerge", {}, tr("Take the merge back…"),
        QKeySequence(u"Ctrl+Shift+M"_s), &PatientPane::unmerge);
    add("patients.copyLink", u"link"_s, tr("Copy the link of the patient"), {},
        &PatientPane::copyLink);
    m_reload = add("patients.reload", u"refresh"_s, tr("Read the patient again"),
        QKeySequence::Refresh, &PatientPane::reload);
    m_erase = add("patients.erase", u"trash"_s, tr("Erase the person…"), {}, &PatientPane::erase);
    add("patients.close", u"close"_s, tr("Close the patient"), QKeySequence(Qt::Key_Escape),
        &PatientPane::closeRequested);
    for (auto* action : m_actions) {
        action->setEnabled(false);
    }
}

QWidget* PatientPane::makeRecord()
{
    auto* card = makeCard(this);
    auto* left = new QVBoxLayout;
    left->addWidget(makeLabel(tr("Record"), "section", card));
    m_facts->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    left->addWidget(m_facts);
    left->addStretch();
    auto* right = new QVBoxLayout;
    right->setSpacing(space::hair);
    right->addWidget(makeLabel(tr("Flags"), "section", card));
    m_flags = new QVBoxLayout;
    right->addLayout(m_flags);
    m_linksTitle = makeLabel(tr("Linked records"), "section", card);
    right->addWidget(m_linksTitle);
    m_links = new QVBoxLayout;
    right->addLayout(m_links);
    right->addStretch();
    auto* line = new QHBoxLayout;
    line->setSpacing(space::page);
    line->addLayout(left, 1);
    line->addLayout(right, 1);
    static_cast<QVBoxLayout*>(card->layout())->addLayout(line);
    return card;
}

QWidget* PatientPane::makeTables()
{
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(space::small);
    splitter->setChildrenCollapsible(false);
    const auto put = [&](const QString& title, DataTable* table, QAbstractItemModel* model,
                         QLabel* note) {
        auto* card = makeCard(splitter);
        card->layout()->setContentsMargins(1, space::small, 1, 4);
        auto* head = new QHBoxLayout;
        head->setContentsMargins(space::large, 0, space::large, 0);
        head->addWidget(makeLabel(title, "section", card));
        head->addWidget(note, 1);
        static_cast<QVBoxLayout*>(card->layout())->addLayout(head);
        table->setAccessibleName(title);
        table->setItemDelegate(new CellDelegate(table));
        table->setModel(model);
        card->layout()->addWidget(table);
        card->setMinimumHeight(120);
        splitter->addWidget(card);
    };
    m_analysesNote->setWordWrap(true);
    m_timelineNote->setWordWrap(true);
    put(tr("Analyses of the patient"), m_analysesTable, m_analyses, m_analysesNote);
    put(tr("Time line"), m_timelineTable, m_timeline, m_timelineNote);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    connect(m_analysesTable, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        m_context.shell.open({ u"analyses"_s, m_analyses->idAt(index.row()), {} });
    });
    connect(m_timelineTable, &DataTable::rowOpened, this, [this](const QModelIndex& index) {
        const auto stream = m_timeline->streamAt(index.row());
        if (stream.startsWith(u"Analysis/"_s)) {
            m_context.shell.open({ u"analyses"_s, stream.mid(9), {} });
        } else if (stream.startsWith(u"Patient/"_s) && stream.mid(8) != m_id) {
            m_context.shell.open({ u"patients"_s, stream.mid(8), {} });
        }
    });
    return splitter;
}

void PatientPane::open(const QString& id)
{
    if (id == m_id) {
        return;
    }
    m_id = id;
    m_stack->setCurrentIndex(0);
    m_facts->setFacts({});
    empty(m_flags);
    empty(m_links);
    m_analyses->open({});
    m_timeline->open(id);
    m_head->show(id);
    m_actions.constLast()->setEnabled(true);
    m_reload->setEnabled(true);
}

void PatientPane::close()
{
    m_id.clear();
    m_head->show({});
    m_timeline->open({});
    m_analyses->open({});
    for (auto* action : m_actions) {
        action->setEnabled(false);
    }
}

void PatientPane::reload()
{
    m_head->reload();
    m_timeline->reload();
}

void PatientPane::showPatient()
{
    const auto& known = m_head->patient();
    for (auto* action : { m_change, m_addFlag, m_merge, m_unmerge, m_erase }) {
        action->setEnabled(known.has_value());
    }
    m_actions.at(4)->setEnabled(!m_id.isEmpty());
    if (!known) {
        showNobody();
        return;
    }
    m_stack->setCurrentIndex(0);
    const auto& patient = known->patient;
    const bool merged = !patient.mergedInto.empty();
    m_merge->setVisible(!merged);
    m_unmerge->setVisible(merged);
    std::vector<FactGrid::Fact> facts;
    for (const auto& name : patient.names) {
        facts.push_back({ name.use == "maiden" ? tr("Maiden name") : tr("Name"),
            PatientWords::name(name), {}, fromStd(name.use) });
    }
    for (const auto& identifier : patient.identifiers) {
        facts.push_back(
            { tr("Number"), fromStd(identifier.value), {}, fromStd(identifier.system) });
    }
    facts.push_back({ tr("Id"), fromStd(patient.id) });
    m_facts->setFacts(facts);
    showFlags();
    showLinks();
    auto records = known->replaces;
    records.push_back(patient.id);
    m_analyses->open(records);
    m_timeline->reload();
}

// Of who was erased the time line still says what happened, and nothing else is left.
void PatientPane::showNobody()
{
    if (!m_head->error()) {
        return;
    }
    const auto& error = *m_head->error();
    if (error.code == "patients.erased") {
        m_facts->setFacts({ { tr("Id"), m_id } });
        empty(m_flags);
        empty(m_links);
        m_linksTitle->hide();
        m_analyses->open({});
        m_timeline->reload();
        m_stack->setCurrentIndex(0);
        return;
    }
    const auto kind = error.kind == ErrorKind::Refused ? StatePanel::Kind::Denied
        : m_context.core.isSignedIn()                  ? StatePanel::Kind::Failed
                                                       : StatePanel::Kind::Offline;
    m_state->show(kind, Words::cause(error), Words::nextStep(error), { m_reload });
    m_stack->setCurrentWidget(m_state);
}

void PatientPane::showFlags()
{
    empty(m_flags);
    const auto& patient = m_head->patient()->patient;
    for (const auto& flag : patient.flags) {
        auto* row = new QWidget(this);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(space::small);
        auto* text = makeLabel(fromStd(flag.text), nullptr, row);
        text->setWordWrap(true);
        line->addWidget(text, 1);
        auto* remove =
            makeIconButton(u"trash"_s, tr("Remove the flag “%1”").arg(fromStd(flag.text)), row);
        remove->setObjectName(u"removeFlag"_s);
        connect(remove, &QToolButton::clicked, this,
            [this, flag] { m_acts.removeFlag(m_head->patient()->patient, flag); });
        line->addWidget(remove);
        m_flags->addWidget(row);
    }
    if (patient.flags.empty()) {
        m_flags->addWidget(makeLabel(tr("None"), "muted", this));
    }
}

void PatientPane::showLinks()
{
    empty(m_links);
    if (!m_head->patient()) {
        return;
    }
    const auto& [patient, replaces] = *m_head->patient();
    for (const auto& id : replaces) {
        const auto ref = fromStd(id);
        auto* button = new QPushButton(
            //: %1: id of a patient's record
            tr("Stands for the record %1").arg(ref), this);
        button->setObjectName(u"replacedRecord"_s);
        button->setAccessibleName(button->text());
        connect(button, &QPushButton::clicked, this, [this, ref] {
            m_context.shell.open({ u"patients"_s, ref, {} });
        });
        m_links->addWidget(button, 0, Qt::AlignLeft);
    }
    if (!patient.mergedInto.empty()) {
        const auto into = fromStd(patient.mergedInto);
        auto* label = makeLabel(
            tr("Merged into %1").arg(PatientLabels::of(m_context.core).text(into)), nullptr, this);
        label->setWordWrap(true);
        m_links->addWidget(label);
    }
    m_linksTitle->setVisible(m_links->count() > 0);
}

void PatientPane::showTables()
{
    const auto note = [](const std::optional<Error>& error, int rows, const QString& none) {
        return error ? Words::cause(*error) : rows == 0 ? none : QString();
    };
    m_analysesNote->setText(note(m_analyses->error(), m_analyses->rowCount(),
        tr("None refers to this patient yet. Open an analysis to give it to him, or submit one.")));
    if (m_timeline->phase() != TimelineModel::Phase::Loading) {
        m_timelineNote->setText(
            note(m_timeline->error(), m_timeline->rowCount(), tr("Nothing has happened yet.")));
        m_head->setAlsoMasked(m_timeline->isMasked());
    }
}

void PatientPane::change()
{
    m_acts.change(m_head->patient()->patient);
}

void PatientPane::merge()
{
    m_acts.merge(m_head->patient()->patient);
}

void PatientPane::unmerge()
{
    m_acts.unmerge(m_head->patient()->patient);
}

void PatientPane::erase()
{
    m_acts.erase(m_head->patient()->patient);
}

void PatientPane::addFlag()
{
    m_acts.addFlag(m_head->patient()->patient);
}

void PatientPane::copyLink()
{
    QGuiApplication::clipboard()->setText(linkOf({ u"patients"_s, m_id, {} }).toString());
}

} // namespace locus::ui
