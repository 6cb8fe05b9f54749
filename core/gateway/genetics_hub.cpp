// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/genetics_hub.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/gateway/change_feed.h"
#include "core/gateway/command_sender.h"
#include "core/gateway/genetics_request.h"

namespace locus::gateway {

using analyses::AnalysisId;
using analyses::State;

namespace {

constexpr int mostRecalled = 200;
constexpr std::size_t mostSessions = 10'000;
constexpr int rowsAtOnce = 500;
constexpr auto sessionMemory = std::chrono::hours(24);

bool isFinished(State state)
{
    return state != State::Requested && state != State::Running;
}

Result<GeneticsOutcome> readOutcome(analyses::AnalysesReader& reader, const AnalysisId& id)
{
    LOCUS_TRY_VALUE(detail, reader.get(id));
    GeneticsOutcome outcome { std::move(detail), {} };
    for (std::int64_t first = 0;;) {
        LOCUS_TRY_VALUE(page, reader.rows(id, first, rowsAtOnce));
        first += static_cast<std::int64_t>(page.rows.size());
        for (auto& row : page.rows) {
            outcome.rows.push_back(std::move(row));
        }
        if (page.rows.empty() || first >= page.total) {
            return outcome;
        }
    }
}

Error failureOf(const analyses::Summary& summary)
{
    if (summary.state == State::Cancelled) {
        return refused("analyses.cancelled", "the analysis was cancelled");
    }
    return Error { summary.failureCode.empty() ? "analyses.failed" : summary.failureCode,
        ErrorKind::Refused,
        summary.failureReason.empty() ? "the analysis failed" : summary.failureReason, {} };
}

protocol::AnalysesSubmit messageOf(
    const GeneticsRequest& request, const std::string& sessionId, const Uuid& commandId)
{
    protocol::AnalysesSubmit message;
    message.commandId = commandId;
    message.text = request.text;
    message.mode = request.mode;
    message.priority = request.priority;
    message.assembly = request.assembly;
    message.patientRef = request.patientRef;
    message.label = request.label;
    message.sessionId = sessionId;
    message.resourceProfile = request.resourceProfile;
    return message;
}

} // namespace

struct GeneticsHub::Finding
{
    analyses::Summary summary;
    QStringList frames; // of a finished one; empty if it failed
};

GeneticsHub::GeneticsHub(const Services& services)
    : m_services(services)
{
    m_services.feed.subscribe(*this, { "analyses" }, std::nullopt);
}

GeneticsHub::~GeneticsHub()
{
    m_services.feed.unsubscribe(*this);
}

void GeneticsHub::forgetOld()
{
    const Duration before = m_services.clock.monotonic() - sessionMemory;
    const bool crowded = m_sessions.size() > mostSessions;
    std::erase_if(m_sessions, [this, before, crowded](const auto& entry) {
        const Session& session = entry.second;
        const bool old =
            !session.listener && (session.lastSeen < before || (crowded && session.open.empty()));
        if (old) {
            for (const AnalysisId& id : session.open) {
                m_tracked.erase(id);
            }
        }
        return old;
    });
}

void GeneticsHub::attach(const GeneticsKey& key, GeneticsListener& listener)
{
    forgetOld();
    Session& session = m_sessions[key];
    session.listener = &listener;
    session.lastSeen = m_services.clock.monotonic();
    recall(key);
}

void GeneticsHub::detach(const GeneticsKey& key, const GeneticsListener& listener)
{
    const auto found = m_sessions.find(key);
    if (found != m_sessions.end() && found->second.listener == &listener) {
        found->second.listener = nullptr;
        found->second.lastSeen = m_services.clock.monotonic();
    }
}

// What the store knows of the session, joined with what memory does.
void GeneticsHub::recall(const GeneticsKey& key)
{
    const auto known = m_sessions[key].open;
    const Status asked = m_services.reader.ask(
        [key](ReadPorts& ports) -> Result<std::vector<AnalysisId>> {
            return ports.sessions ? ports.sessions->analysesOf(key.first, key.second, mostRecalled)
                                  : Result<std::vector<AnalysisId>>(std::vector<AnalysisId>());
        },
        [this, key, known](const Result<std::vector<AnalysisId>>& stored) {
            std::set<AnalysisId> all = known;
            if (stored.ok()) {
                all.insert(stored->begin(), stored->end());
            }
            for (const AnalysisId& id : all) {
                if (!m_sessions[key].delivered.contains(id)) {
                    track(key, id);
                    look(key, id);
                }
            }
        });
    if (!asked.ok() && m_sessions[key].listener) {
        m_sessions[key].listener->onError(asked.error(), {}, {});
    }
}

void GeneticsHub::track(const GeneticsKey& key, const AnalysisId& id)
{
    m_sessions[key].open.insert(id);
    m_tracked.insert_or_assign(id, key);
}

void GeneticsHub::submit(const GeneticsKey& key, const GeneticsRequest& request)
{
    const auto message = messageOf(request, key.second, m_services.ids.next());
    m_services.commands.send({ message.commandId, std::string(protocol::AnalysesSubmit::method),
                                 message.toJson(), key.first, {} },
        [this, key, request](const Result<Bytes>& bytes) {
            const auto answer = bytes.ok() ? protocol::AnalysesSubmitted::fromJson(*bytes)
                                           : Result<protocol::AnalysesSubmitted>(bytes.error());
            if (answer.ok()) {
                track(key, answer->analysisId);
            }
            GeneticsListener* listener = m_sessions[key].listener;
            if (!listener) {
                return;
            }
            if (!answer.ok()) {
                listener->onError(answer.error(), request.requestId, {});
                return;
            }
            listener->onQueued(request, *answer);
            look(key, answer->analysisId); // it may have finished before this answer came
        });
}

void GeneticsHub::onChange(const ChangeFrame& change)
{
    const auto id = AnalysisId::parse(change.id);
    if (!id.ok()) {
        return;
    }
    if (const auto found = m_tracked.find(*id); found != m_tracked.end()) {
        look(GeneticsKey(found->second), *id);
    }
}

void GeneticsHub::onGap(std::uint64_t, std::uint64_t)
{
    const auto tracked = m_tracked;
    for (const auto& [id, key] : tracked) {
        look(key, id);
    }
}

void GeneticsHub::look(const GeneticsKey& key, const AnalysisId& id)
{
    const auto found = m_sessions.find(key);
    if (found == m_sessions.end() || !found->second.listener) {
        return;
    }
    const GeneticsWords* words = &found->second.listener->words();
    const auto read = [id, words](ReadPorts& ports) -> Result<Finding> {
        LOCUS_TRY_VALUE(summary, ports.analyses->summary(id));
        Finding finding { std::move(summary), {} };
        const State state = finding.summary.state;
        if (state == State::Completed || state == State::Partial) {
            LOCUS_TRY_VALUE(outcome, readOutcome(*ports.analyses, id));
            finding.frames = words->result(outcome);
        }
        return finding;
    };
    const Status asked = m_services.reader.ask(read, [this, key](const Result<Finding>& finding) {
        if (finding.ok()) {
            tell(key, *finding);
        }
    });
    if (!asked.ok()) {
        log::warn("gateway.genetics_behind", { { "code", asked.error().code } });
    }
}

void GeneticsHub::tell(const GeneticsKey& key, const Finding& finding)
{
    const auto found = m_sessions.find(key);
    const AnalysisId& id = finding.summary.id;
    if (found == m_sessions.end() || !found->second.listener
        || found->second.delivered.contains(id)) {
        return;
    }
    GeneticsListener& listener = *found->second.listener;
    if (!isFinished(finding.summary.state)) {
        listener.onProgress(finding.summary);
        return;
    }
    found->second.open.erase(id);
    found->second.delivered.insert(id);
    m_tracked.erase(id);
    if (finding.frames.isEmpty()) {
        listener.onError(failureOf(finding.summary), {}, id.toString());
    } else {
        listener.onResult(finding.frames);
    }
}

} // namespace locus::gateway
