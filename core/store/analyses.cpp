// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/analyses.h"

#include "core/base/payload_codec.h"
#include "core/base/text.h"
#include "core/genetics/so_terms.h"
#include "core/store/database.h"
#include "core/store/kept.h"
#include "core/store/octets.h"
#include "core/store/packed.h"

#include <algorithm>
#include <bit>

namespace locus::store {

using analyses::AnalysisId;
using analyses::Summary;

namespace {

constexpr const char* findSql =
    "SELECT id,state,mode,priority,assembly,patient_ref,label,submitted_by,submitted_us,changed_us,"
    "variants,annotated,not_annotated,most_severe,reviewer,failure_code,failure_reason,version,who "
    "FROM analysis WHERE id=?";
constexpr const char* ofPatientSql =
    "SELECT id FROM analysis WHERE patient_ref IN (?,?) AND patient_ref<>''";
constexpr const char* putSql =
    "INSERT INTO analysis(id,state,mode,priority,assembly,patient_ref,label,submitted_by,"
    "submitted_us,changed_us,variants,annotated,not_annotated,severity,most_severe,reviewer,"
    "failure_code,failure_reason,version,who) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
    "ON CONFLICT(id) DO UPDATE SET state=excluded.state, mode=excluded.mode, "
    "priority=excluded.priority, assembly=excluded.assembly, patient_ref=excluded.patient_ref, "
    "label=excluded.label, submitted_by=excluded.submitted_by, "
    "submitted_us=excluded.submitted_us, changed_us=excluded.changed_us, "
    "variants=excluded.variants, annotated=excluded.annotated, "
    "not_annotated=excluded.not_annotated, severity=excluded.severity, "
    "most_severe=excluded.most_severe, reviewer=excluded.reviewer, "
    "failure_code=excluded.failure_code, failure_reason=excluded.failure_reason, "
    "version=excluded.version, who=excluded.who";
constexpr const char* putInputSql = "INSERT OR REPLACE INTO analysis_input VALUES(?,?,?,?)";
constexpr const char* inputSql = "SELECT session,body FROM analysis_input WHERE analysis=?";
constexpr const char* putResultSql = "INSERT OR REPLACE INTO analysis_result VALUES(?,?,?)";
constexpr const char* resultSql =
    "SELECT processing_ms,facts FROM analysis_result WHERE analysis=?";
constexpr const char* sessionSql = "SELECT analysis FROM analysis_input WHERE session=? AND "
                                   "session<>'' AND submitted_by=? ORDER BY analysis DESC LIMIT ?";

// Without a patient it can be forgotten alone.
std::string subjectOf(const Summary& summary)
{
    return summary.patientRef.empty() ? summary.id.toString() : summary.patientRef;
}

// What names the person, in one sealed column; the row is found by a look-up of the reference.
Bytes packWho(const Summary& summary)
{
    Packer out;
    return std::move(out.bytes(summary.patientRef).bytes(summary.label)).take();
}

Status readWho(const Query& query, const PayloadCodec& codec, Summary& out)
{
    if (query.nullAt(whoColumn)) { // of a format that had both in the clear
        out.patientRef = query.textAt(5);
        out.label = query.textAt(6);
        return {};
    }
    LOCUS_TRY_VALUE(packed, openIfKept(codec, query.bytesAt(whoColumn)));
    if (packed) {
        Unpacker in(*packed);
        out.patientRef = in.bytes();
        out.label = in.bytes();
    }
    return {};
}

Bytes packRequest(const analyses::Aggregate& state)
{
    Packer out;
    out.bytes(state.request.format).bytes(state.request.text).bytes(state.request.resourceProfile);
    return std::move(out.number(state.attempt)).take();
}

Bytes packResult(const analyses::Aggregate& state)
{
    Packer out;
    out.number(static_cast<int>(state.result.status)).number(state.result.part);
    out.number(state.result.parts).number(state.retriable ? 1 : 0);
    out.number(static_cast<std::int64_t>(state.partsSeen.size()));
    for (const int part : state.partsSeen) {
        out.number(part);
    }
    out.number(static_cast<std::int64_t>(state.result.engines.size()));
    for (const auto& engine : state.result.engines) {
        out.bytes(engine.engine).bytes(engine.release).bytes(engine.dataRelease);
    }
    out.number(state.result.ml ? 1 : 0);
    if (state.result.ml) {
        out.bytes(state.result.ml->model)
            .bytes(state.result.ml->version)
            .number(std::bit_cast<std::int64_t>(state.result.ml->latencyMs));
    }
    return std::move(out).take();
}

void unpackEngines(Unpacker& in, analyses::ResultHead& result)
{
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        genetics::EngineSource engine;
        engine.engine = in.bytes();
        engine.release = in.bytes();
        engine.dataRelease = in.bytes();
        result.engines.push_back(std::move(engine));
    }
}

void unpackResult(BytesView packed, analyses::Aggregate& state)
{
    Unpacker in(packed);
    state.result.status = static_cast<analyses::ResultStatus>(in.number());
    state.result.part = static_cast<int>(in.number());
    state.result.parts = static_cast<int>(in.number());
    state.retriable = in.number() != 0;
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        state.partsSeen.insert(static_cast<int>(in.number()));
    }
    unpackEngines(in, state.result);
    if (in.number() == 1) {
        analyses::ModelScore model;
        model.model = in.bytes();
        model.version = in.bytes();
        model.latencyMs = std::bit_cast<double>(in.number());
        state.result.ml = std::move(model);
    }
}

} // namespace

Result<bool> namesText(const PayloadCodec& codec, BytesView who, std::string_view text)
{
    LOCUS_TRY_VALUE(packed, openIfKept(codec, who));
    if (!packed) {
        return false;
    }
    Unpacker in(*packed);
    const std::string wanted = toLower(text);
    const bool inReference = toLower(in.bytes()).find(wanted) != std::string::npos;
    return inReference || toLower(in.bytes()).find(wanted) != std::string::npos;
}

Result<Summary> readSummary(const Query& query, const PayloadCodec& codec)
{
    Summary out;
    out.id = AnalysisId(uuidFromOctets(query.bytesAt(0)));
    out.state = static_cast<analyses::State>(query.integerAt(1));
    out.mode = static_cast<analyses::Mode>(query.integerAt(2));
    out.priority = static_cast<int>(query.integerAt(3));
    out.assembly = query.textAt(4);
    LOCUS_TRY(readWho(query, codec, out));
    out.submittedBy = query.textAt(7);
    out.submittedAt = fromMicros(query.integerAt(8));
    out.changedAt = fromMicros(query.integerAt(9));
    out.counts = { query.integerAt(10), query.integerAt(11), query.integerAt(12) };
    out.mostSevere = query.textAt(13);
    out.reviewer = query.textAt(14);
    out.failureCode = query.textAt(15);
    out.failureReason = query.textAt(16);
    out.version = static_cast<std::uint64_t>(query.integerAt(17));
    return out;
}

Result<std::optional<Summary>> Analyses::summary(const AnalysisId& id)
{
    Query query(m_database, findSql);
    LOCUS_TRY_VALUE(row, query.blob(octetsOf(id.uuid())).step());
    if (!row) {
        return std::optional<Summary>();
    }
    LOCUS_TRY_VALUE(found, readSummary(query, m_codec));
    return std::optional(std::move(found));
}

Status Analyses::putSummary(const Summary& s)
{
    std::optional<Bytes> who;
    if (m_codec.seals()) {
        LOCUS_TRY_VALUE(sealed, m_codec.seal(packWho(s), subjectOf(s)));
        who = std::move(sealed);
    }
    const std::string patient = who ? m_codec.lookUp(s.patientRef) : s.patientRef;
    Query query(m_database, putSql);
    query.blob(octetsOf(s.id.uuid()))
        .number(static_cast<int>(s.state))
        .number(static_cast<int>(s.mode))
        .number(s.priority)
        .text(s.assembly)
        .text(patient)
        .text(who ? BytesView("") : BytesView(s.label))
        .text(s.submittedBy)
        .number(toMicros(s.submittedAt))
        .number(toMicros(s.changedAt))
        .number(s.counts.variants)
        .number(s.counts.annotated)
        .number(s.counts.notAnnotated)
        .number(s.mostSevere.empty() ? genetics::unknownConsequenceRank + 1
                                     : genetics::consequenceRank(s.mostSevere))
        .text(s.mostSevere)
        .text(s.reviewer)
        .text(s.failureCode)
        .text(s.failureReason)
        .number(static_cast<std::int64_t>(s.version));
    return (who ? query.blob(*who) : query.null()).run();
}

Status Analyses::putRequest(const analyses::Aggregate& state)
{
    LOCUS_TRY_VALUE(sealed, m_codec.seal(packRequest(state), subjectOf(state.summary)));
    return Query(m_database, putInputSql)
        .blob(octetsOf(state.summary.id.uuid()))
        .text(state.request.sessionId)
        .text(state.summary.submittedBy)
        .blob(sealed)
        .run();
}

Status Analyses::putResult(const analyses::Aggregate& state)
{
    LOCUS_TRY_VALUE(sealed, m_codec.seal(packResult(state), subjectOf(state.summary)));
    return Query(m_database, putResultSql)
        .blob(octetsOf(state.summary.id.uuid()))
        .number(state.result.processingMs)
        .blob(sealed)
        .run();
}

Result<std::optional<analyses::Aggregate>> Analyses::load(const AnalysisId& id)
{
    LOCUS_TRY_VALUE(found, summary(id));
    if (!found) {
        return std::optional<analyses::Aggregate>();
    }
    analyses::Aggregate state;
    state.summary = std::move(*found);
    LOCUS_TRY(readRequest(state));
    LOCUS_TRY(readResult(state));
    return std::optional(std::move(state));
}

Status Analyses::readRequest(analyses::Aggregate& state)
{
    const Summary& summary = state.summary;
    analyses::Request& request = state.request;
    request.id = summary.id;
    request.mode = summary.mode;
    request.priority = summary.priority;
    request.assembly = summary.assembly;
    request.patientRef = summary.patientRef;
    request.label = summary.label;
    request.submittedBy = summary.submittedBy;
    Query query(m_database, inputSql);
    LOCUS_TRY_VALUE(row, query.blob(octetsOf(summary.id.uuid())).step());
    if (!row) {
        return {};
    }
    request.sessionId = query.textAt(0);
    LOCUS_TRY_VALUE(packed, openIfKept(m_codec, query.bytesAt(1)));
    if (!packed) {
        return {};
    }
    Unpacker in(*packed);
    request.format = in.bytes();
    request.text = in.bytes();
    request.resourceProfile = in.bytes();
    state.attempt = static_cast<int>(in.number());
    return {};
}

Status Analyses::readResult(analyses::Aggregate& state)
{
    Query query(m_database, resultSql);
    LOCUS_TRY_VALUE(row, query.blob(octetsOf(state.summary.id.uuid())).step());
    if (!row) {
        return {};
    }
    LOCUS_TRY_VALUE(packed, openIfKept(m_codec, query.bytesAt(1)));
    if (packed) {
        unpackResult(*packed, state);
    }
    state.result.id = state.summary.id;
    state.result.sessionId = state.request.sessionId;
    state.result.processingMs = query.integerAt(0);
    state.result.counts = state.summary.counts;
    state.result.mostSevere = state.summary.mostSevere;
    return {};
}

Result<std::vector<AnalysisId>> Analyses::ofPatient(std::string_view patientRef)
{
    std::vector<AnalysisId> out;
    const std::string lookUp = m_codec.lookUp(patientRef);
    Query query(m_database, ofPatientSql);
    query.text(lookUp).text(patientRef);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.emplace_back(uuidFromOctets(query.bytesAt(0)));
    }
}

Result<std::vector<AnalysisId>> Analyses::ofSession(
    std::string_view user, std::string_view session, int limit)
{
    std::vector<AnalysisId> out;
    Query query(m_database, sessionSql);
    query.text(session).text(user).number(limit);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            break;
        }
        out.emplace_back(uuidFromOctets(query.bytesAt(0)));
    }
    std::reverse(out.begin(), out.end());
    return out;
}

} // namespace locus::store
