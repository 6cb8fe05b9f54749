// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyses/review_pane.h"

#include "core/base/clock.h"
#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "core/protocol/analyses_messages.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/export_strip.h"
#include "ui/page/page_context.h"
#include "ui/page/patient_head.h"
#include "ui/pages/analyses/assign_patient.h"
#include "ui/pages/analyses/variant_detail.h"
#include "ui/pages/analyses/variant_words.h"
#include "ui/pages/analyses/variant_row_delegate.h"
#include "ui/pages/analyses/variants_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"
#include "ui/widgets/state_panel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QResizeEvent>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

// Without what a folder or another system would not take in a name.
QString fileNameOf(QString title)
{
    static const QRegularExpression odd(
        u"[^\\w.-]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    return title.replace(odd, u"_"_s).left(80);
}

} // namespace

ReviewPane::ReviewPane(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new VariantsModel(context.analyses, this))
    , m_table(new DataTable(u"variants"_s, &context.views, this))
    , m_variant(new VariantDetail(context.views, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePanel(this))
    , m_title(makeLabel({}, "heading", this))
    , m_facts(makeLabel({}, "muted", this))
    , m_counts(makeLabel({}, "muted", this))
    , m_badge(new Badge(this))
    , m_patient(new PatientHead(context, PatientHead::Merges::Follow, this))
{
    makeActions();
    m_table->setAccessibleName(tr("Variants of the analysis"));
    m_table->setItemDelegate(new VariantRowDelegate(m_table));
    m_table->setModel(m_model);
    auto* tableCard = makeCard(this);
    tableCard->layout()->setContentsMargins(1, 4, 1, 4);
    tableCard->layout()->addWidget(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    m_splitter->addWidget(tableCard);
    m_splitter->addWidget(m_variant);
    m_splitter->setHandleWidth(space::small);
    m_splitter->setChildrenCollapsible(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::medium);
    layout->addWidget(makeHead());
    layout->addWidget(new ExportStrip(u"exportVariants"_s, m_context,
        { m_table, [this](const QList<int>& columns) { return m_model->exportSource(columns); },
            [this] { return fileNameOf(m_title->text()); } },
        m_export, this));
    layout->addWidget(m_splitter, 1);

    connect(m_model, &VariantsModel::loaded, this, &ReviewPane::showRows);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ReviewPane::onCurrentChanged);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &ReviewPane::wantRows);
    connect(m_table, &DataTable::rowOpened, m_variant, [this] { m_variant->setFocus(); });
    connect(&m_context.core, &client::CoreClient::signedIn, this, [this] {
        if (m_id) {
            loadSummary();
            m_model->refresh();
        }
    });
    connect(&m_context.core, &client::CoreClient::changed, this,
        [this](const QString& stream, const QList<protocol::Change>& changes) {
            for (const auto& change : changes) {
                if (m_id && stream == u"analyses"_s && change.id == m_id->toString()) {
                    loadSummary();
                    m_model->refresh();
                    return;
                }
            }
        });
}

ReviewPane::~ReviewPane() = default;

void ReviewPane::makeActions()
{
    const auto add = [this](const QString& id, const QString& picture, const QString& text,
                         const QKeySequence& key) {
        return m_actions.emplaceBack(makeAction(id, picture, text, this, key));
    };
    m_retry = add(u"analyses.retry"_s, u"refresh"_s, tr("Retry the analysis"), {});
    m_cancel = add(u"analyses.cancel"_s, u"cancel"_s, tr("Cancel the analysis"), {});
    m_assign = add(u"analyses.assignPatient"_s, u"patients"_s, tr("Say whose analysis it is…"),
        QKeySequence(u"Ctrl+Shift+G"_s));
    connect(m_assign, &QAction::triggered, this,
        [this] { assignPatient(m_context, m_detail->summary, *this); });
    auto* link = add(u"analyses.copyLink"_s, u"link"_s, tr("Copy the link of the analysis"),
        QKeySequence(u"Ctrl+Shift+L"_s));
    m_export = add(u"analyses.exportVariants"_s, u"export"_s, tr("Export the variants…"),
        QKeySequence(u"Ctrl+E"_s));
    auto* close =
        add(u"analyses.close"_s, u"close"_s, tr("Close the review"), QKeySequence(Qt::Key_Escape));
    connect(m_retry, &QAction::triggered, this, [this] { run("retry"); });
    connect(m_cancel, &QAction::triggered, this, [this] { run("cancel"); });
    connect(link, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(linkOf({ u"analyses"_s, openId(), {} }).toString());
    });
    connect(close, &QAction::triggered, this, &ReviewPane::closeRequested);
    for (auto* action : m_actions) {
        action->setEnabled(false);
    }
}

QWidget* ReviewPane::makeHead()
{
    auto* head = makeCard(this);
    m_title->setObjectName(u"reviewTitle"_s);
    auto* top = new QHBoxLayout;
    top->setSpacing(space::small);
    top->addWidget(m_title);
    top->addWidget(m_badge);
    top->addStretch();
    for (auto* action : m_actions) {
        auto* button = makeIconButton({}, action->text(), head);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        top->addWidget(button);
    }
    auto* bottom = new QHBoxLayout;
    m_facts->setWordWrap(true);
    bottom->setSpacing(space::large);
    bottom->addWidget(m_facts, 1);
    bottom->addWidget(m_counts, 0, Qt::AlignTop);
    auto* layout = static_cast<QVBoxLayout*>(head->layout());
    layout->setContentsMargins(space::large, space::small, space::large, space::medium);
    layout->setSpacing(space::hair);
    layout->addLayout(top);
    layout->addWidget(m_patient);
    layout->addLayout(bottom);
    return head;
}

QString ReviewPane::openId() const
{
    return m_id ? fromStd(m_id->toString()) : QString();
}

void ReviewPane::open(const QString& id)
{
    const auto parsed = analyses::AnalysisId::parse(toStd(id));
    if (!parsed.ok()) {
        m_state->show(StatePanel::Kind::Failed, tr("This is not the id of an analysis"),
            tr("Links look like locus://analysis/ followed by the id."));
        m_stack->setCurrentWidget(m_state);
        return;
    }
    if (m_id == *parsed) {
        return;
    }
    m_id = *parsed;
    m_detail.reset();
    m_variant->clear();
    m_title->setText(tr("Loading…"));
    m_badge->hide();
    m_facts->clear();
    m_counts->clear();
    m_patient->show({});
    m_stack->setCurrentWidget(m_table);
    loadSummary();
    m_model->open(*m_id);
}

void ReviewPane::close()
{
    m_id.reset();
    m_detail.reset();
    m_model->close();
    for (auto* action : m_actions) {
        action->setEnabled(false);
    }
}

void ReviewPane::loadSummary()
{
    m_context.analyses.get(
        *m_id, this, [this, id = *m_id](Result<protocol::AnalysisDetail> answer) {
            if (m_id != id) {
                return;
            }
            if (!answer.ok()) {
                if (!m_detail) {
                    m_title->setText(tr("Analysis %1").arg(openId().right(8)));
                    m_state->show(StatePanel::Kind::Failed, Words::cause(answer.error()),
                        Words::nextStep(answer.error()));
                    m_stack->setCurrentWidget(m_state);
                }
                return;
            }
            m_detail = std::move(answer->detail);
            showSummary();
        });
}

void ReviewPane::showSummary()
{
    const auto& item = m_detail->summary;
    m_title->setText(Words::nameOf(item));
    const auto state = Words::of(item.state);
    m_badge->setState(state.word, state.tone, state.shape);
    m_badge->show();
    QStringList facts;
    m_patient->show(fromStd(item.patientRef));
    facts
        << fromStd(item.assembly) << Words::of(item.mode)
        << tr("submitted %1 by %2").arg(Words::moment(item.submittedAt), fromStd(item.submittedBy));
    m_facts->setText(facts.join(u"  ·  "_s));
    QStringList counts { tr("%n variant(s)", nullptr, static_cast<int>(item.counts.variants)),
        tr("%n not annotated", nullptr, static_cast<int>(item.counts.notAnnotated)) };
    if (m_detail->processingMs > 0) {
        counts << Words::duration(std::chrono::milliseconds(m_detail->processingMs));
    }
    m_counts->setText(counts.join(u"  ·  "_s));
    for (auto* action : m_actions) {
        action->setEnabled(true);
    }
    using enum analyses::State;
    m_retry->setEnabled(item.state == Failed || item.state == Partial || item.state == Cancelled);
    m_cancel->setEnabled(item.state == Requested || item.state == Running);
    m_retry->setToolTip(m_retry->isEnabled()
            ? m_retry->text()
            : tr("Only a failed, partial or cancelled analysis can be tried again"));
    m_cancel->setToolTip(m_cancel->isEnabled()
            ? m_cancel->text()
            : tr("Only a queued or running analysis can be cancelled"));
    showRows();
}

void ReviewPane::showRows()
{
    if (!m_id) {
        return;
    }
    const bool empty = m_model->rowCount() == 0 && !m_model->isLoading();
    if (m_model->error() && m_model->rowCount() == 0) {
        m_state->show(StatePanel::Kind::Failed, Words::cause(*m_model->error()),
            Words::nextStep(*m_model->error()));
    } else if (m_detail && m_detail->summary.state == analyses::State::Failed) {
        m_state->show(StatePanel::Kind::Failed, tr("The analysis failed"),
            fromStd(m_detail->summary.failureReason), { m_retry });
    } else {
        m_state->show(StatePanel::Kind::Empty, tr("No rows yet"),
            tr("Rows appear here as soon as the annotator has answered."));
    }
    m_stack->setCurrentWidget(empty ? static_cast<QWidget*>(m_state) : m_table);
    if (!empty && !m_table->currentIndex().isValid()) {
        m_table->selectRow(0);
    } else {
        onCurrentChanged();
    }
    wantRows();
}

void ReviewPane::wantRows()
{
    const auto [first, last] = m_table->rowsInSight();
    m_model->want(first, last);
}

void ReviewPane::onCurrentChanged()
{
    if (const auto* row = m_model->rowAt(m_table->currentIndex().row())) {
        m_variant->show(*row);
    } else {
        m_variant->clear();
    }
}

void ReviewPane::focusVariants()
{
    m_table->setFocus();
}

void ReviewPane::run(const char* verb)
{
    const auto name = m_title->text();
    const auto version = m_detail->summary.version;
    const bool retry = std::string_view(verb) == "retry";
    const auto done = [this, name, retry](const Result<protocol::AnalysisChanged>& answer) {
        report(retry ? tr("Retried “%1”").arg(name) : tr("Cancelled “%1”").arg(name),
            answer.ok() ? std::nullopt : std::optional(answer.error()));
    };
    if (retry) {
        m_context.analyses.retry(*m_id, version, this, done);
    } else {
        m_context.analyses.cancel(*m_id, version, "cancelled in the console", this, done);
    }
}

void ReviewPane::report(const QString& done, const std::optional<Error>& error)
{
    Activity activity { done, error.has_value(), { u"analyses"_s, openId(), {} } };
    if (error) {
        //: %1 what was tried, %2 why it failed
        activity.text = tr("%1: not done. %2").arg(done, Words::cause(*error));
        activity.details = Words::nextStep(*error);
    }
    m_context.shell.report(activity);
}

void ReviewPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Side by side where both have room, else one above the other.
    const auto wanted = event->size().width() > 1050 ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != wanted || m_splitter->sizes().value(0) == 0) {
        m_splitter->setOrientation(wanted);
        const auto room = wanted == Qt::Horizontal ? width() : height();
        m_splitter->setSizes({ room * 45 / 100, room * 55 / 100 });
    }
}

} // namespace locus::ui
