// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/torture/submitter.h"

#include <array>

namespace locus::torture {

namespace {

constexpr std::array variants { "21:g.25585733C>T", "21:g.25592826G>A", "NM_000518.5:c.20A>T",
    "21:25592911-25592911:1/A", "rs334" };
constexpr int refusedPercent = 3;
constexpr int twicePercent = 3;
constexpr int givenUpPercent = 5; // of those whose answer was lost

} // namespace

Submitter::Submitter(History& history, std::filesystem::path coreData, std::uint64_t seed,
    std::function<std::int64_t()> nowMs)
    : m_history(history)
    , m_random(seed)
    , m_nowMs(std::move(nowMs))
    , m_client({ QStringLiteral("torture"), QStringLiteral(LOCUS_VERSION), std::chrono::seconds(5),
                   std::chrono::seconds(1), std::chrono::milliseconds(20),
                   std::chrono::milliseconds(100) },
          m_clock, m_systemRandom)
{
    m_client.setEndpointSource([coreData] { return client::endpointOf(coreData); });
    connect(&m_client, &client::CoreClient::signedIn, this, &Submitter::sendAgain);
    connect(&m_client, &client::CoreClient::changed, this,
        [this](const QString&, const QList<protocol::Change>& changes) { sawChanges(changes); });
    connect(&m_client, &client::CoreClient::gapFound, this, [this] { listFrom({}); });
    m_client.setStreams({ QStringLiteral("analyses") });
    m_client.connectTo(client::endpointOf(coreData).valueOr({}));
    m_pace.setTimerType(Qt::PreciseTimer);
    connect(&m_pace, &QTimer::timeout, this, &Submitter::sendNew);
}

void Submitter::start(double perSecond)
{
    m_pacer = Pacer(perSecond, m_nowMs());
    m_pace.start(5);
}

void Submitter::stopSending()
{
    m_pace.stop();
}

void Submitter::note(Operation::Phase phase, const std::string& value)
{
    const Status added = m_history.add(Operation { phase, value, m_nowMs() });
    if (!added.ok()) {
        m_failure = added;
    }
}

void Submitter::sendNew()
{
    for (int due = m_pacer.due(m_nowMs()); due > 0; --due) {
        Open open;
        open.message.commandId = m_ids.next();
        open.message.text = variants[m_random.below(variants.size())];
        if (m_random.chance(refusedPercent)) {
            open.message.text.clear();
        }
        open.since = m_nowMs();
        const std::string value = open.message.commandId.toString();
        open.message.label = value;
        m_open.emplace(value, std::move(open));
        note(Operation::Phase::Invoked, value);
        send(value);
    }
}

void Submitter::send(const std::string& value)
{
    Open& open = m_open.at(value);
    if (!m_client.isSignedIn() || open.sent) {
        return; // sendAgain() will
    }
    open.sent = true;
    const int copies = m_random.chance(twicePercent) ? 2 : 1;
    for (int i = 0; i < copies; ++i) {
        m_client.call<protocol::AnalysesSubmit>(open.message, this,
            [this, value](Result<protocol::AnalysesSubmitted> answer) { answered(value, answer); });
    }
}

void Submitter::answered(
    const std::string& value, const Result<protocol::AnalysesSubmitted>& answer)
{
    const auto at = m_open.find(value);
    if (at == m_open.end()) {
        return; // the second copy's
    }
    if (answer.ok()) {
        m_worstLatency =
            std::max(m_worstLatency, static_cast<double>(m_nowMs() - at->second.since));
        if (m_early.erase(value) == 0) {
            m_waiting.insert(value);
        }
        note(Operation::Phase::Ok, value);
        m_open.erase(at);
    } else if (answer.error().kind != ErrorKind::Retriable) {
        note(Operation::Phase::Failed, value);
        m_open.erase(at);
    } else if (m_random.chance(givenUpPercent)) {
        note(Operation::Phase::Unknown, value);
        m_open.erase(at);
    } else {
        at->second.sent = false;
        QTimer::singleShot(100, this, &Submitter::sendAgain);
    }
}

void Submitter::sendAgain()
{
    std::vector<std::string> unsent;
    for (const auto& [value, open] : m_open) {
        if (!open.sent) {
            unsent.push_back(value);
        }
    }
    for (const std::string& value : unsent) {
        send(value);
    }
}

void Submitter::sawChanges(const QList<protocol::Change>& changes)
{
    for (const protocol::Change& change : changes) {
        const auto summary = protocol::summaryFromJson(change.item);
        if (summary.ok()) {
            saw(*summary);
        }
    }
}

// A core that was started anew tells changes from then on; what was missed is in the list.
void Submitter::listFrom(const std::string& after)
{
    protocol::AnalysesList list;
    list.query.limit = 500;
    list.query.after = after;
    m_client.call<protocol::AnalysesList>(
        list, this, [this](const Result<protocol::AnalysesPage>& answer) {
            if (!answer.ok()) {
                return; // lost again: the next gap asks again
            }
            for (const analyses::Summary& summary : answer->page.items) {
                saw(summary);
            }
            if (!answer->page.next.empty()) {
                listFrom(answer->page.next);
            }
        });
}

void Submitter::saw(const analyses::Summary& summary)
{
    if (summary.state == analyses::State::Requested || summary.state == analyses::State::Running) {
        return;
    }
    ++m_results;
    if (m_waiting.erase(summary.label) == 0 && m_open.contains(summary.label)) {
        m_early.insert(summary.label);
    }
}

} // namespace locus::torture
