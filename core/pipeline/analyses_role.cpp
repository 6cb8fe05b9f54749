// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/analyses_role.h"

#include "core/analyses/analyses_codec.h"
#include "core/analyses/analysis_topics.h"
#include "core/base/json_writer.h"
#include "core/events/json_members.h"
#include "core/pipeline/analysis_report.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/failure_class.h"

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
constexpr const char* assignCommand = "analyses.assignPatient";
constexpr const char* stream = "analyses";

constexpr std::size_t statesKept = 4096;
constexpr int rowsAtOnce = 500;
constexpr std::size_t textKept = 64 * 1024; // larger submissions are read again from the store

bool isAnalysisType(std::string_view type)
{
    return type == requested || type == started || type == completed || type == failed;
}

AnalysisId idOf(const analyses::Aggregate& before, const AnalysisEvent& event)
{
    const auto* request = std::get_if<analyses::Requested>(&event);
    return request == nullptr ? before.summary.id : request->request.id;
}

std::string streamOf(const AnalysisId& id)
{
    return "Analysis/" + id.toString();
}

std::string_view topicOf(const AnalysisEvent& event)
{
    const auto* request = std::get_if<analyses::Requested>(&event);
    return request == nullptr ? analyses::resultTopic
                              : analyses::requestTopic(request->request.mode);
}

Bytes dataOf(const analyses::Aggregate& before, const AnalysisEvent& event, std::string_view source)
{
    if (std::holds_alternative<analyses::Started>(event)) {
        return analyses::encodeStarted(before.summary.id, before.request.sessionId, source);
    }
    if (const auto* request = std::get_if<analyses::Requested>(&event)) {
        return analyses::encodeRequest(request->request);
    }
    if (const auto* assigned = std::get_if<analyses::PatientAssigned>(&event)) {
        return analyses::encodeAssignment(before.summary.id, *assigned);
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

AnalysesRole::AnalysesRole(std::string_view installation, std::string tenantId, Decide decide)
    : m_decide(decide)
    , m_ownPrefix("/locus/" + std::string(installation) + '/')
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

bool AnalysesRole::begins(const Incoming& incoming) const
{
    return incoming.event.type == requested;
}

bool AnalysesRole::owns(const events::Envelope& report) const
{
    return isAnalysisType(report.type);
}

bool AnalysesRole::handles(std::string_view command) const
{
    return command == submitCommand || command == cancelCommand || command == retryCommand
        || command == assignCommand;
}

Result<AnalysesRole::State> AnalysesRole::take(const AnalysisId& id, Effects& effects)
{
    if (auto known = m_states.extract(id); !known.empty()) {
        return std::move(known.mapped());
    }
    LOCUS_TRY_VALUE(loaded, effects.store().analyses.load(id));
    return std::move(loaded).value_or(State());
}

void AnalysesRole::remember(State state)
{
    const bool busy = state.exists()
        && (state.summary.state == analyses::State::Requested
            || state.summary.state == analyses::State::Running);
    if (!busy || state.request.text.size() > textKept) {
        return;
    }
    if (m_states.size() >= statesKept) {
        m_states.clear();
    }
    m_states.insert_or_assign(state.summary.id, std::move(state));
}

Status AnalysesRole::apply(State& state, const std::vector<AnalysisEvent>& events,
    std::span<const genetics::AnnotationRow> rows, const Log& log, Effects& effects)
{
    for (const AnalysisEvent& event : events) {
        LOCUS_TRY(log(state, event, state.summary.version + 1));
        state = analyses::apply(std::move(state), event);
        const bool isPart = std::holds_alternative<analyses::PartCompleted>(event);
        LOCUS_TRY(store(
            state, event, isPart ? rows : std::span<const genetics::AnnotationRow>(), effects));
    }
    return {};
}

// What is kept of an analysis stands under its patient's key: with another patient it is sealed
// anew, so that erasing either erases what is his and no more.
Status AnalysesRole::sealAnew(const State& state, Effects& effects)
{
    store::Store& store = effects.store();
    const AnalysisId id = state.summary.id;
    LOCUS_TRY(store.analyses.putRequest(state));
    LOCUS_TRY(store.analyses.putResult(state));
    for (std::int64_t first = 0;; first += rowsAtOnce) {
        LOCUS_TRY_VALUE(rows, store.analysisRows.page(id, first, rowsAtOnce));
        if (rows.empty()) {
            return {};
        }
        LOCUS_TRY(store.analysisRows.put(id, first, rows, state.summary.patientRef));
    }
}

Status AnalysesRole::store(const State& state, const AnalysisEvent& event,
    std::span<const genetics::AnnotationRow> rows, Effects& effects)
{
    store::Store& store = effects.store();
    const AnalysisId id = state.summary.id;
    LOCUS_TRY(store.analyses.putSummary(state.summary));
    if (std::holds_alternative<analyses::Requested>(event)) {
        LOCUS_TRY(store.analyses.putRequest(state));
        if (state.attempt > 1) {
            LOCUS_TRY(store.analysisRows.removeAll(id));
            LOCUS_TRY(store.analyses.putResult(state));
        }
    } else if (std::holds_alternative<analyses::PatientAssigned>(event)) {
        LOCUS_TRY(sealAnew(state, effects));
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
    return {};
}

Answer AnalysesRole::onCommand(const Command& command, Effects& effects)
{
    if (command.name == assignCommand) {
        return assign(command, effects);
    }
    return command.name == submitCommand ? submit(command, effects) : change(command, effects);
}

Answer AnalysesRole::submit(const Command& command, Effects& effects)
{
    const std::string commandId = command.id.toString();
    LOCUS_TRY_VALUE(request,
        analyses::decodeRequest(command.body, { commandId, effects.now(), {}, {}, command.actor }));
    request.submittedBy = command.actor;
    effects.concerns("Analysis/" + request.id.toString(), request.patientRef);
    LOCUS_TRY_VALUE(known, take(request.id, effects));
    LOCUS_TRY_VALUE(
        events, m_decide(known, analyses::Submit { std::move(request) }, effects.now()));
    return publish(command, std::move(known), events, effects);
}

Answer AnalysesRole::change(const Command& command, Effects& effects)
{
    events::JsonMembers body;
    LOCUS_TRY(body.read(command.body));
    LOCUS_TRY_VALUE(id, AnalysisId::parse(body.text("analysisId")));
    effects.concerns("Analysis/" + id.toString(), {});
    LOCUS_TRY_VALUE(known, take(id, effects));
    effects.concerns("Analysis/" + id.toString(), known.summary.patientRef);
    const std::uint64_t expected = command.expectedVersion.value_or(0);
    const analyses::Input wish = command.name == cancelCommand
        ? analyses::Input(
            analyses::Cancel { command.actor, std::string(body.text("reason")), expected })
        : analyses::Input(analyses::Retry { expected });
    LOCUS_TRY_VALUE(events, m_decide(known, wish, effects.now()));
    return publish(command, std::move(known), events, effects);
}

Answer AnalysesRole::assign(const Command& command, Effects& effects)
{
    events::JsonMembers body;
    LOCUS_TRY(body.read(command.body));
    LOCUS_TRY_VALUE(id, AnalysisId::parse(body.text("analysisId")));
    analyses::AssignPatient wish { std::string(body.text("patientRef")),
        std::string(body.text("reason")), command.expectedVersion.value_or(0) };
    effects.concerns(streamOf(id), wish.patientRef);
    LOCUS_TRY_VALUE(known, take(id, effects));
    if (wish.patientRef.empty()) {
        effects.concerns(streamOf(id), known.summary.patientRef);
    } else {
        LOCUS_TRY_VALUE(patient, effects.store().patients.load(wish.patientRef));
        if (!patient) {
            return notFound("patients.unknown", "there is no patient of this id")
                .with("field", "patientRef");
        }
    }
    LOCUS_TRY_VALUE(events, m_decide(known, wish, effects.now()));
    return publish(command, std::move(known), events, effects);
}

Answer AnalysesRole::publish(
    const Command& command, State state, const std::vector<AnalysisEvent>& events, Effects& effects)
{
    const std::string commandId = command.id.toString();
    std::string topic;
    int step = 0;
    const Log log = [&](const State& before, const AnalysisEvent& event, std::uint64_t version) {
        topic = topicOf(event);
        const Uuid id = deriveUuid(commandId, effects.now(), "event " + std::to_string(++step));
        return effects.append(m_factory.first(id,
                                  { analyses::typeOf(event), idOf(before, event).toString(),
                                      dataOf(before, event, m_factory.source()), effects.now(), {},
                                      version, command.actor, command.onBehalfOf }),
            topic);
    };
    LOCUS_TRY(apply(state, events, {}, log, effects));
    JsonWriter answer;
    answer.beginObject().key("analysisId").string(state.summary.id.toString());
    answer.member("topic", topic).key("version").number(state.summary.version);
    if (state.summary.state == analyses::State::Cancelled) {
        LOCUS_TRY_VALUE(stopped, effects.cancelJobs(streamOf(state.summary.id)));
        answer.key("stoppedJobs").number(std::int64_t { stopped });
    }
    answer.endObject();
    remember(std::move(state));
    return std::move(answer).take();
}

Status AnalysesRole::takeReport(const AnalysisReport& report, const events::Envelope& event,
    const std::function<Status(std::uint64_t version)>& keep, Effects& effects)
{
    LOCUS_TRY_VALUE(known, take(report.id, effects));
    const analyses::Input input = report.head
        ? analyses::Input(analyses::ReportPart { *report.head })
        : report.failure ? analyses::Input(analyses::ReportFailed { *report.failure })
                         : analyses::Input(analyses::ReportStarted {});
    LOCUS_TRY_VALUE(events, m_decide(known, input, effects.now()));
    // The report may be moved from as soon as it is kept.
    const events::Envelope cause = events.size() > 1 ? event : events::Envelope();
    const std::string type = event.type;
    int step = 0;
    const Log log = [&](const State& before, const AnalysisEvent& one, std::uint64_t version) {
        if (analyses::typeOf(one) == type) {
            return keep(version);
        }
        events::NewEvent own { analyses::typeOf(one), idOf(before, one).toString(),
            dataOf(before, one, m_factory.source()), effects.now() };
        own.streamVersion = version;
        return effects.append(
            m_factory.following(cause, "event " + std::to_string(++step), std::move(own)),
            topicOf(one));
    };
    LOCUS_TRY(apply(known, events, report.rows, log, effects));
    remember(std::move(known));
    return {};
}

Status AnalysesRole::onReport(events::Envelope& report, std::string_view logicalTopic,
    const Payload& payload, Effects& effects)
{
    const auto* content = dynamic_cast<const AnalysisReport*>(&payload);
    if (content == nullptr) {
        return fatal("analyses.no_report", "a report of this process came without its values");
    }
    return takeReport(
        *content, report,
        [&](std::uint64_t version) {
            report.streamVersion = version;
            return effects.append(std::move(report), logicalTopic);
        },
        effects);
}

Status AnalysesRole::onForeignRequest(const Incoming& incoming, Effects& effects)
{
    LOCUS_TRY_VALUE(request, analyses::decodeRequest(incoming.event.data, contextOf(incoming)));
    LOCUS_TRY_VALUE(known, take(request.id, effects));
    LOCUS_TRY_VALUE(
        events, m_decide(known, analyses::Submit { std::move(request) }, effects.now()));
    const Log log = [&](const State& before, const AnalysisEvent& event, std::uint64_t version) {
        events::Envelope kept = incoming.event;
        kept.aggregateType = "Analysis";
        kept.aggregateId = idOf(before, event).toString();
        return effects.keepForeign({ kept, incoming.topic, incoming.record }, version);
    };
    LOCUS_TRY(apply(known, events, {}, log, effects));
    remember(std::move(known));
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
    Status taken = takeReport(
        report, event,
        [&](std::uint64_t version) {
            events::Envelope kept = event;
            kept.aggregateType = "Analysis";
            kept.aggregateId = report.id.toString();
            return effects.keepForeign({ kept, incoming.topic, incoming.record }, version);
        },
        effects);
    if (!taken.ok() && taken.error().kind == ErrorKind::NotFound) {
        return awaiting("analyses.not_yet_known", "no request of this analysis has been read yet",
            streamOf(report.id));
    }
    return taken;
}

} // namespace locus::pipeline
