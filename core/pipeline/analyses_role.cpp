// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/analyses_role.h"

#include "core/analyses/analyses_codec.h"
#include "core/analyses/analysis_topics.h"
#include "core/base/json_writer.h"
#include "core/events/json_members.h"
#include "core/pipeline/analysis_report.h"
#include "core/pipeline/effects.h"

#include <algorithm>
#include <array>

namespace locus::pipeline {

using analyses::AnalysisEvent;
using analyses::AnalysisId;

namespace {

constexpr const char* requested = "Analysis.Requested";
constexpr const char* started = "Analysis.Started";
constexpr const char* completed = "Analysis.Completed";
constexpr const char* failed = "Analysis.Failed";
constexpr const char* submitCommand = "analyses.submit";
constexpr const char* cancelCommand = "analyses.cancel";
constexpr const char* retryCommand = "analyses.retry";
constexpr const char* stream = "analyses";

constexpr std::size_t statesKept = 4096;
constexpr std::size_t textKept = 64 * 1024; // larger submissions are read again from the store
// A result may overtake its request on another topic; after this it belongs to nobody here.
constexpr auto requestMayLag = std::chrono::minutes(10);

bool isAnalysisType(std::string_view type)
{
    return type == requested || type == started || type == completed || type == failed;
}

std::string_view topicOf(const analyses::Aggregate& state, const AnalysisEvent& event)
{
    return std::holds_alternative<analyses::Requested>(event)
        ? analyses::requestTopic(state.summary.mode)
        : analyses::resultTopic;
}

Bytes dataOf(const AnalysisEvent& event)
{
    if (const auto* request = std::get_if<analyses::Requested>(&event)) {
        return analyses::encodeRequest(request->request);
    }
    const auto* failure = std::get_if<analyses::Failed>(&event);
    return failure == nullptr ? Bytes("{}") : analyses::encodeFailure(failure->failure);
}

analyses::RequestContext contextOf(const Incoming& incoming)
{
    const events::Envelope& event = incoming.event;
    return { event.id, event.time, incoming.topic, event.aggregateId, event.actor };
}

} // namespace

AnalysesRole::AnalysesRole(std::string_view installation, std::string tenantId)
    : m_ownPrefix("/locus/" + std::string(installation) + '/')
    , m_factory(installation, "analyses", std::move(tenantId))
{ }

void AnalysesRole::forget()
{
    m_states.clear();
}

bool AnalysesRole::wants(const Incoming& incoming) const
{
    return isAnalysisType(incoming.event.type) && !incoming.event.source.starts_with(m_ownPrefix);
}

bool AnalysesRole::owns(const events::Envelope& report) const
{
    return isAnalysisType(report.type);
}

bool AnalysesRole::handles(std::string_view command) const
{
    return command == submitCommand || command == cancelCommand || command == retryCommand;
}

Result<AnalysesRole::State*> AnalysesRole::state(const AnalysisId& id, Effects& effects)
{
    if (const auto known = m_states.find(id); known != m_states.end()) {
        return &known->second;
    }
    if (m_states.size() >= statesKept) {
        m_states.clear();
    }
    LOCUS_TRY_VALUE(loaded, effects.store().analyses.load(id));
    return &m_states.emplace(id, std::move(loaded).value_or(State())).first->second;
}

Status AnalysesRole::apply(State& state, const AnalysisEvent& event,
    std::span<const genetics::AnnotationRow> rows, Effects& effects)
{
    store::Store& store = effects.store();
    state = analyses::apply(std::move(state), event);
    const AnalysisId id = state.summary.id;
    LOCUS_TRY(store.analyses.putSummary(state.summary));
    if (std::holds_alternative<analyses::Requested>(event)) {
        LOCUS_TRY(store.analyses.putRequest(state));
        if (state.attempt > 1) {
            LOCUS_TRY(store.analysisRows.removeAll(id));
            LOCUS_TRY(store.analyses.putResult(state));
        }
    } else if (!std::holds_alternative<analyses::Started>(event)) {
        LOCUS_TRY(store.analyses.putResult(state));
    }
    if (!rows.empty()) {
        std::int64_t first = 0;
        if (state.partsSeen.size() > 1) {
            LOCUS_TRY_VALUE(count, store.analysisRows.count(id));
            first = count;
        }
        LOCUS_TRY(store.analysisRows.put(id, first, rows, state.summary.patientRef));
    }
    effects.changed(stream, "put", id.toString());
    const bool busy = state.summary.state == analyses::State::Requested
        || state.summary.state == analyses::State::Running;
    if (!busy || state.request.text.size() > textKept) {
        m_states.erase(id);
    }
    return {};
}

Answer AnalysesRole::onCommand(const Command& command, Effects& effects)
{
    return command.name == submitCommand ? submit(command, effects) : change(command, effects);
}

Answer AnalysesRole::submit(const Command& command, Effects& effects)
{
    const std::string commandId = command.id.toString();
    LOCUS_TRY_VALUE(request,
        analyses::decodeRequest(command.body, { commandId, effects.now(), {}, {}, command.actor }));
    request.submittedBy = command.actor;
    LOCUS_TRY_VALUE(known, state(request.id, effects));
    LOCUS_TRY_VALUE(
        events, analyses::decide(*known, analyses::Submit { std::move(request) }, effects.now()));
    return publish(command, *known, events, effects);
}

Answer AnalysesRole::change(const Command& command, Effects& effects)
{
    events::JsonMembers body;
    LOCUS_TRY(body.read(command.body));
    LOCUS_TRY_VALUE(id, AnalysisId::parse(body.text("analysisId")));
    LOCUS_TRY_VALUE(known, state(id, effects));
    const std::uint64_t expected = command.expectedVersion.value_or(0);
    const analyses::Input wish = command.name == cancelCommand
        ? analyses::Input(
            analyses::Cancel { command.actor, std::string(body.text("reason")), expected })
        : analyses::Input(analyses::Retry { expected });
    LOCUS_TRY_VALUE(events, analyses::decide(*known, wish, effects.now()));
    return publish(command, *known, events, effects);
}

Answer AnalysesRole::publish(const Command& command, State& state,
    const std::vector<AnalysisEvent>& events, Effects& effects)
{
    const std::string commandId = command.id.toString();
    std::string topic;
    AnalysisId id = state.summary.id;
    std::uint64_t version = state.summary.version;
    int step = 0;
    for (const AnalysisEvent& event : events) {
        if (const auto* request = std::get_if<analyses::Requested>(&event)) {
            id = request->request.id;
        }
        events::NewEvent out { analyses::typeOf(event), id.toString(), dataOf(event), effects.now(),
            {}, ++version, command.actor, command.onBehalfOf };
        // Before apply(), which may drop a finished state.
        const auto* request = std::get_if<analyses::Requested>(&event);
        topic = request != nullptr ? std::string(analyses::requestTopic(request->request.mode))
                                   : std::string(topicOf(state, event));
        const Uuid eventId =
            deriveUuid(commandId, effects.now(), "event " + std::to_string(++step));
        LOCUS_TRY(effects.append(m_factory.first(eventId, std::move(out)), topic));
        LOCUS_TRY(apply(state, event, {}, effects));
    }
    JsonWriter answer;
    answer.beginObject().key("analysisId").string(id.toString());
    answer.member("topic", topic).key("version").number(version).endObject();
    return std::move(answer).take();
}

Result<std::uint64_t> AnalysesRole::take(
    const AnalysisReport& report, std::string_view type, Effects& effects)
{
    LOCUS_TRY_VALUE(known, state(report.id, effects));
    const analyses::Input input = report.head
        ? analyses::Input(analyses::ReportPart { *report.head })
        : report.failure ? analyses::Input(analyses::ReportFailed { *report.failure })
                         : analyses::Input(analyses::ReportStarted {});
    LOCUS_TRY_VALUE(events, analyses::decide(*known, input, effects.now()));
    std::uint64_t version = 0;
    for (const AnalysisEvent& event : events) {
        if (analyses::typeOf(event) != type) {
            return fatal("analyses.wrong_event", "a report was decided into another event");
        }
        version = known->summary.version + 1;
        LOCUS_TRY(apply(*known, event, report.rows, effects));
    }
    return version;
}

Result<std::uint64_t> AnalysesRole::onReport(const Incoming& report, Effects& effects)
{
    const auto* content = dynamic_cast<const AnalysisReport*>(report.payload);
    if (content == nullptr) {
        return fatal("analyses.no_report", "a report of this process came without its values");
    }
    return take(*content, report.event.type, effects);
}

Status AnalysesRole::onForeignRequest(const Incoming& incoming, Effects& effects)
{
    LOCUS_TRY_VALUE(request, analyses::decodeRequest(incoming.event.data, contextOf(incoming)));
    LOCUS_TRY_VALUE(known, state(request.id, effects));
    LOCUS_TRY_VALUE(
        events, analyses::decide(*known, analyses::Submit { std::move(request) }, effects.now()));
    for (const AnalysisEvent& event : events) {
        events::Envelope kept = incoming.event;
        kept.aggregateType = "Analysis";
        kept.aggregateId = std::get<analyses::Requested>(event).request.id.toString();
        const Incoming ours { kept, incoming.topic, incoming.record, nullptr };
        LOCUS_TRY(effects.keepForeign(ours, known->summary.version + 1));
        LOCUS_TRY(apply(*known, event, {}, effects));
    }
    return {};
}

Status AnalysesRole::onEvent(const Incoming& incoming, Effects& effects)
{
    const events::Envelope& event = incoming.event;
    if (event.type == requested) {
        return onForeignRequest(incoming, effects);
    }
    AnalysisReport report;
    analyses::ResultPart part;
    if (event.type == completed) {
        LOCUS_TRY_VALUE(read, analyses::decodeResult(event.data));
        part = std::move(read);
        report.id = part.head.id;
        report.head = part.head;
        report.rows = part.rows;
    } else if (event.type == failed) {
        LOCUS_TRY_VALUE(failure, analyses::decodeFailure(event.data));
        report.id = failure.id;
        report.failure = std::move(failure);
    } else {
        LOCUS_TRY_VALUE(id, analyses::decodeAnalysisId(event.data));
        report.id = id;
    }
    auto version = take(report, event.type, effects);
    if (!version.ok()) {
        const bool mayCome = version.error().kind == ErrorKind::NotFound
            && effects.now() - event.time < requestMayLag;
        return mayCome ? retriable("analyses.not_yet_known", "the request has not been read yet")
                       : version.error();
    }
    if (*version == 0) {
        return {};
    }
    events::Envelope kept = event;
    kept.aggregateType = "Analysis";
    kept.aggregateId = report.id.toString();
    return effects.keepForeign({ kept, incoming.topic, incoming.record, nullptr }, *version);
}

} // namespace locus::pipeline
