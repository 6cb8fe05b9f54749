// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/home_page.h"

#include "core/base/clock.h"
#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "core/people/role.h"
#include "ui/models/text.h"
#include "ui/models/words.h"
#include "ui/page/patient_labels.h"
#include "ui/pages/home/health_card.h"
#include "ui/pages/home/operator_cards.h"
#include "ui/pages/home/question_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_action.h"
#include "ui/widgets/view_store.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

HomePage::HomePage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_review(addCard("cardReview", tr("What waits for review?"), u"state:completed,partial"_s))
    , m_running(addCard("cardRunning", tr("What is on its way?"), u"state:requested,running"_s))
    , m_failed(addCard("cardFailed", tr("Is anything broken?"), u"state:failed"_s))
    , m_unsent(addCard("cardUnsent", tr("Is anything unsent?"), {}))
    , m_analyses(new QWidget(this))
    , m_lately(makeRecent())
    , m_operations(new OperatorCards(context, this))
    , m_health(new HealthCard(this))
    , m_backUp(makeAction(u"home.backUp"_s, {}, tr("Back up now"), this))
    , m_trail(new QPushButton(tr("Look at the audit trail"), this))
    , m_delay(new QTimer(this))
{
    setObjectName(u"homePage"_s);
    m_lastVisit = fromMillis(
        static_cast<std::int64_t>(m_context.views.value(u"home"_s, u"lastVisit"_s).toDouble()));
    auto* refreshNow =
        makeAction(u"home.refresh"_s, u"refresh"_s, tr("Look again"), this, QKeySequence::Refresh);
    connect(refreshNow, &QAction::triggered, this, &HomePage::refresh);
    connect(m_backUp, &QAction::triggered, this, &HomePage::backUp);
    m_actions << refreshNow << m_backUp;

    auto* cards = new QHBoxLayout(m_analyses);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(space::medium);
    for (auto* card : { m_review, m_running, m_failed, m_unsent }) {
        cards->addWidget(card);
    }
    auto* lower = new QHBoxLayout;
    lower->setSpacing(space::medium);
    lower->addWidget(m_lately, 3);
    lower->addWidget(m_health, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::large, space::page, space::large);
    layout->setSpacing(space::medium);
    layout->addWidget(makeLabel(tr("Home"), "title", this));
    layout->addWidget(m_analyses);
    layout->addWidget(m_operations);
    layout->addLayout(lower);
    layout->addWidget(m_trail, 0, Qt::AlignLeft);
    layout->addStretch(1);
    m_trail->setObjectName(u"openTrail"_s);
    m_trail->setProperty("role", u"link"_s);
    m_trail->setAccessibleName(m_trail->text());
    connect(m_trail, &QPushButton::clicked, this, [this] {
        m_context.shell.open({ u"audit"_s, {}, {} });
    });

    m_delay->setSingleShot(true);
    m_delay->setInterval(400);
    connect(m_delay, &QTimer::timeout, this, &HomePage::refresh);
    connect(&m_context.core, &client::CoreClient::changed, m_delay, [this] {
        if (isVisible() && !m_delay->isActive()) {
            m_delay->start();
        }
    });
    connect(&PatientLabels::of(m_context.core), &PatientLabels::changed, m_delay, [this] {
        if (isVisible()) {
            m_delay->start();
        }
    });
    connect(&m_context.core, &client::CoreClient::signedIn, this, [this] {
        showRole();
        refresh();
    });
    connect(
        &m_context.analyses, &client::AnalysesClient::outboxChanged, this, &HomePage::showUnsent);
    showRole();
    showUnsent();
}

HomePage::~HomePage()
{
    m_context.views.setValue(
        u"home"_s, u"lastVisit"_s, static_cast<double>(toMillis(m_context.clock.now())));
}

QuestionCard* HomePage::addCard(const char* name, const QString& question, const QString& filter)
{
    auto* card = new QuestionCard(question, this);
    card->setObjectName(QString::fromLatin1(name));
    if (!filter.isEmpty()) {
        connect(card, &QuestionCard::clicked, this, [this, filter] {
            m_context.shell.open({ u"analyses"_s, {}, filter });
        });
    } else {
        connect(card, &QuestionCard::clicked, this, [this] {
            m_context.shell.open({ u"submit"_s, {}, {} });
        });
    }
    return card;
}

QWidget* HomePage::makeRecent()
{
    auto* card = makeCard(this);
    auto* layout = static_cast<QVBoxLayout*>(card->layout());
    layout->addWidget(makeLabel(tr("What changed lately?"), "heading", card));
    m_recent = new QGridLayout;
    m_recent->setHorizontalSpacing(space::medium);
    m_recent->setVerticalSpacing(space::hair);
    m_recent->setColumnStretch(2, 1);
    layout->addLayout(m_recent);
    layout->addStretch();
    return card;
}

void HomePage::go(const Place& /*place*/)
{
    refresh();
    if (auto* first = (m_analyses->isHidden() ? static_cast<QWidget*>(m_operations) : m_analyses)
                          ->findChild<QuestionCard*>()) {
        first->setFocus();
    }
}

// Whom a core refuses an answer is not asked the question.
void HomePage::showRole()
{
    const auto& session = m_context.core.session();
    const auto has = [&session](people::Role role) {
        return session
            && std::find(session->roles.begin(), session->roles.end(), people::toString(role))
            != session->roles.end();
    };
    const bool treats = !session || has(people::Role::Clinician) || has(people::Role::Coordinator);
    const bool runs = has(people::Role::Operator);
    m_analyses->setVisible(treats);
    m_lately->setVisible(treats);
    m_operations->setVisible(runs);
    m_health->setVisible(treats || runs || has(people::Role::Admin));
    m_backUp->setVisible(runs);
    m_trail->setVisible(has(people::Role::Auditor));
}

void HomePage::refresh()
{
    showUnsent();
    if (!m_context.core.isSignedIn()) {
        return;
    }
    if (!m_analyses->isHidden()) {
        refreshAnalyses();
    }
    m_operations->refresh();
    if (!m_health->isHidden()) {
        askHealth();
    }
}

void HomePage::refreshAnalyses()
{
    count(
        m_review, "state:completed,partial", tr("completed or partial"), Tone::Info, tr("to read"));
    count(m_running, "state:requested,running", tr("queued or running"), Tone::Neutral, {});
    count(m_failed, "state:failed", tr("failed analyses"), Tone::Danger, tr("look here"));
    protocol::AnalysesList recent;
    recent.query.sortBy = analyses::SortBy::ChangedAt;
    recent.query.limit = 9;
    m_context.analyses.list(recent, this, [this](const Result<protocol::AnalysesPage>& answer) {
        if (answer.ok()) {
            showRecent(answer->page.items);
        }
    });
}

void HomePage::askHealth()
{
    m_context.core.call<protocol::SystemHealth>(
        {}, this, [this](const Result<protocol::HealthReport>& answer) {
            m_health->setReport(answer);
            if (answer.ok()) {
                m_operations->setHealth(*answer);
            }
        });
}

void HomePage::backUp()
{
    m_context.core.call<protocol::SystemBackup>(
        {}, this, [this](const Result<protocol::BackupStarted>& answer) {
            m_context.shell.report(answer.ok()
                    //: %1 is a folder on the machine of the core
                    ? Activity { tr("Backup began: %1").arg(fromStd(answer->folder)) }
                    : Activity { tr("No backup: %1").arg(Words::cause(answer.error())), true });
            askHealth();
        });
}

void HomePage::count(QuestionCard* card, const char* filter, const QString& what, Tone toneIfAny,
    const QString& wordIfAny)
{
    protocol::AnalysesList message;
    message.filter = filter;
    message.query.limit = 1;
    m_context.analyses.list(message, this,
        [card, what, toneIfAny, wordIfAny](const Result<protocol::AnalysesPage>& answer) {
            if (!answer.ok() || !answer->page.total) {
                card->setAnswer({}, what, {}, Tone::Neutral);
                return;
            }
            const auto total = *answer->page.total;
            const bool any = total > 0 && !wordIfAny.isEmpty();
            card->setAnswer(Words::count(total), what, any ? wordIfAny : tr("nothing"),
                any ? toneIfAny : Tone::Success);
            if (total > 0 && wordIfAny.isEmpty()) {
                card->setAnswer(Words::count(total), what, {}, Tone::Neutral);
            }
        });
}

void HomePage::showUnsent()
{
    const auto unsent = static_cast<std::int64_t>(m_context.analyses.unsent().size());
    m_unsent->setAnswer(Words::count(unsent), tr("kept on this seat"),
        unsent > 0 ? tr("waiting") : tr("all sent"), unsent > 0 ? Tone::Warning : Tone::Success);
}

void HomePage::showRecent(const std::vector<analyses::Summary>& items)
{
    while (auto* item = m_recent->takeAt(0)) {
        if (auto* old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
    if (items.empty()) {
        m_recent->addWidget(makeLabel(tr("Nothing has been submitted yet."), "muted", this), 0, 0);
        auto* first = new QPushButton(tr("Submit sequences or variants"), this);
        first->setObjectName(u"firstSubmission"_s);
        first->setProperty("role", u"link"_s);
        first->setAccessibleName(first->text());
        connect(first, &QPushButton::clicked, this, [this] {
            m_context.shell.open({ u"submit"_s, {}, {} });
        });
        m_recent->addWidget(first, 1, 0, Qt::AlignLeft);
    }
    int row = 0;
    for (const auto& item : items) {
        addRecent(row++, item);
    }
}

void HomePage::addRecent(int row, const analyses::Summary& item)
{
    const auto id = fromStd(item.id.toString());
    const auto name = Words::nameOf(item);
    // However long the name is, the window keeps its width.
    constexpr int widest = 250;
    auto* open = new QPushButton(this);
    open->setText(open->fontMetrics().elidedText(name, Qt::ElideRight, widest));
    open->setToolTip(name);
    open->setObjectName(u"recent"_s);
    open->setProperty("role", u"link"_s);
    open->setAccessibleName(tr("Open %1").arg(name));
    connect(open, &QPushButton::clicked, this, [this, id] {
        m_context.shell.open({ u"analyses"_s, id, {} });
    });
    m_recent->addWidget(open, row, 0, Qt::AlignLeft);
    auto* patient = makeLabel({}, "muted", this);
    const auto called = PatientLabels::of(m_context.core).text(fromStd(item.patientRef));
    patient->setText(patient->fontMetrics().elidedText(called, Qt::ElideRight, widest));
    patient->setToolTip(called);
    m_recent->addWidget(patient, row, 1);
    if (item.changedAt > m_lastVisit && toMillis(m_lastVisit) > 0) {
        //: Mark of what changed since the person was here
        auto* fresh = makeLabel(tr("new"), nullptr, this);
        fresh->setProperty("tone", u"accent"_s);
        m_recent->addWidget(fresh, row, 3);
    }
    auto* badge = new Badge(this);
    const auto state = Words::of(item.state);
    badge->setState(state.word, state.tone, state.shape);
    m_recent->addWidget(badge, row, 4, Qt::AlignLeft);
    auto* age = makeLabel(Words::age(item.changedAt, m_context.clock.now()), "muted", this);
    age->setToolTip(Words::moment(item.changedAt));
    age->setMinimumWidth(76);
    age->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_recent->addWidget(age, row, 5);
}

PageFactory homePage()
{
    return { u"home"_s, u"home"_s, [] { return HomePage::tr("Home"); }, [] { return QString(); },
        {},
        [](const PageContext& context, QWidget* parent) -> Page* {
            return new HomePage(context, parent);
        } };
}

} // namespace locus::ui
