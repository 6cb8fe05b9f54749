// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/background_watch.h"

#include "core/client/analyses_client.h"
#include "core/client/core_client.h"
#include "core/protocol/system_messages.h"
#include "ui/models/text.h"
#include "ui/page/core_launcher.h"
#include "ui/widgets/view_store.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto patience = std::chrono::milliseconds(1500); // nobody waits longer for a window to go
constexpr qint64 unknown = -1;

} // namespace

BackgroundWatch::BackgroundWatch(client::CoreClient& core, client::AnalysesClient& analyses,
    CoreLauncher& launcher, ViewStore& views, QWidget& window)
    : QObject(&window)
    , m_core(core)
    , m_analyses(analyses)
    , m_launcher(launcher)
    , m_views(views)
    , m_window(window)
{ }

void BackgroundWatch::setOnSeat(bool onSeat)
{
    m_onSeat = onSeat;
    m_startedAt.clear();
    Q_EMIT watchedChanged(false);
}

void BackgroundWatch::setHealth(const protocol::HealthReport& report)
{
    m_startedAt = report.demo ? QString() : fromStd(toRfc3339(report.startedAt));
    Q_EMIT watchedChanged(isWatched());
}

bool BackgroundWatch::isWatched() const
{
    return !m_startedAt.isEmpty()
        && m_views.value(u"window"_s, u"leftRunning"_s).toString() == m_startedAt;
}

bool BackgroundWatch::isOwn() const
{
    const bool started = m_onSeat && m_launcher.local().startedHere;
    return m_core.isSignedIn() && !m_startedAt.isEmpty() && (started || isWatched());
}

bool BackgroundWatch::mayClose()
{
    if (m_decided || !isOwn()) {
        return true;
    }
    if (m_question != nullptr) {
        m_question->raise();
        m_question->activateWindow();
    } else if (!m_asking) {
        askCore();
    }
    return false;
}

void BackgroundWatch::askCore()
{
    m_asking = true;
    const auto answered = [this](qint64 pending) {
        if (std::exchange(m_asking, false)) {
            decide(pending);
        }
    };
    QTimer::singleShot(patience, this, [answered] { answered(unknown); });
    protocol::AnalysesList work;
    work.query.states = { analyses::State::Requested, analyses::State::Running };
    m_analyses.list(work, this, [answered](const Result<protocol::AnalysesPage>& answer) {
        if (!answer.ok()) {
            answered(unknown);
        } else {
            const auto& page = answer->page;
            answered(page.total.value_or(static_cast<std::int64_t>(page.items.size())));
        }
    });
}

void BackgroundWatch::decide(qint64 pending)
{
    const auto unsent = static_cast<qsizetype>(m_analyses.unsent().size());
    const auto kept = m_views.value(u"window"_s, u"onClose"_s).toString();
    if (pending == 0 && unsent == 0) {
        leave(false);
    } else if (!kept.isEmpty()) {
        leave(kept != u"stop"_s);
    } else {
        ask(pending, unsent);
    }
}

void BackgroundWatch::ask(qint64 pending, qsizetype unsent)
{
    QStringList lines;
    if (pending == unknown) {
        lines << tr("The core did not say in time what it is doing.");
    } else if (pending > 0) {
        lines << tr("%n analysis(es) are still in work.", nullptr, static_cast<int>(pending));
    }
    if (unsent > 0) {
        lines << tr("%n submission(s) are not sent yet; they go out when Locus is opened again.",
            nullptr, static_cast<int>(unsent));
    }
    lines << tr("A core that stops loses nothing: it goes on where it was when Locus is opened "
                "again.");
    m_question = new QMessageBox(QMessageBox::NoIcon, tr("Close Locus"),
        tr("Go on in the background?"), QMessageBox::NoButton, &m_window);
    m_question->setObjectName(u"closeQuestion"_s);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setInformativeText(lines.join(u"\n\n"_s));
    const auto add = [this](const QString& text, const char* name, QMessageBox::ButtonRole role) {
        auto* button = m_question->addButton(text, role);
        button->setObjectName(QString::fromLatin1(name));
        button->setAccessibleName(text);
        return button;
    };
    auto* keep = add(tr("Keep watching"), "closeKeep", QMessageBox::AcceptRole);
    auto* stop = add(tr("Stop the core"), "closeStop", QMessageBox::DestructiveRole);
    auto* cancel = add(tr("Cancel"), "closeCancel", QMessageBox::RejectRole);
    m_question->setDefaultButton(keep);
    m_question->setEscapeButton(cancel);
    auto* remember = new QCheckBox(tr("Do not ask again"), m_question);
    remember->setObjectName(u"closeRemember"_s);
    m_question->setCheckBox(remember);
    connect(m_question, &QMessageBox::buttonClicked, this,
        [this, keep, stop, remember](const QAbstractButton* pressed) {
            if (pressed != keep && pressed != stop) {
                return;
            }
            if (remember->isChecked()) {
                m_views.setValue(
                    u"window"_s, u"onClose"_s, pressed == keep ? u"keep"_s : u"stop"_s);
            }
            leave(pressed == keep);
        });
    m_question->open();
}

void BackgroundWatch::leave(bool keep)
{
    m_decided = true;
    m_launcher.keepInBackground(keep);
    m_views.setValue(u"window"_s, u"leftRunning"_s, keep ? QJsonValue(m_startedAt) : QJsonValue());
    Q_EMIT mayCloseNow();
}

bool BackgroundWatch::isAnswerKept() const
{
    return !m_views.value(u"window"_s, u"onClose"_s).isUndefined();
}

void BackgroundWatch::askAgain()
{
    m_views.setValue(u"window"_s, u"onClose"_s, {});
}

} // namespace locus::ui
