// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/audit_messages.h"

#include "core/base/text.h"
#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

#include <array>

namespace locus::protocol {

using nlohmann::json;
using people::AuditFormat;
using people::AuditRecord;

namespace {

constexpr int mostRecords = 500;
constexpr std::array formats { std::pair { "fhirR4", AuditFormat::FhirR4 },
    std::pair { "fhirR5", AuditFormat::FhirR5 }, std::pair { "dicom", AuditFormat::Dicom } };
constexpr std::array faults { people::AuditFault::Changed, people::AuditFault::Missing,
    people::AuditFault::Reordered, people::AuditFault::CutTail, people::AuditFault::BadSignature,
    people::AuditFault::KeyChanged };
constexpr std::array clocks { people::AuditClock::Steady, people::AuditClock::SteppedBack,
    people::AuditClock::Jumped };

Error notOneOf(const char* field, const std::string& allowed)
{
    return invalid("params.range", std::string(field) + " has to be one of: " + allowed)
        .with("field", field)
        .with("allowed", allowed);
}

void putIf(json& out, const char* name, const std::string& value)
{
    if (!value.empty()) {
        out[name] = value;
    }
}

json filterJson(const people::AuditFilter& filter)
{
    json out = json::object();
    if (filter.from) {
        out["from"] = toRfc3339(*filter.from);
    }
    if (filter.until) {
        out["until"] = toRfc3339(*filter.until);
    }
    if (filter.kind) {
        out["kind"] = std::string(toString(*filter.kind));
    }
    putIf(out, "action", filter.action);
    putIf(out, "actor", filter.actor);
    putIf(out, "entity", filter.entity);
    putIf(out, "outcome", filter.outcome);
    putIf(out, "subject", filter.subject);
    return out;
}

json queryJson(const people::AuditQuery& query)
{
    json out { { "filter", filterJson(query.filter) }, { "limit", query.limit } };
    if (query.before > 0) {
        out["after"] = std::to_string(query.before);
    }
    return out;
}

Result<people::AuditFilter> filterFrom(const json& value)
{
    people::AuditFilter out;
    if (value.is_null()) {
        return out;
    }
    JsonFields in(value);
    out.from = in.instant("from");
    out.until = in.instant("until");
    const std::string kind = in.textOr("kind");
    out.action = in.textOr("action");
    out.actor = in.textOr("actor");
    out.entity = in.textOr("entity");
    out.outcome = in.textOr("outcome");
    out.subject = in.textOr("subject");
    LOCUS_TRY(in.statusStrict());
    out.kind = people::auditKindFrom(kind);
    if (!kind.empty() && !out.kind) {
        return notOneOf("kind",
            "command, refusal, signIn, signOut, read, export, reveal, configuration, system");
    }
    return out;
}

// Reads what both requests share; the caller asks `in` for the rest.
Result<people::AuditQuery> queryFrom(JsonFields& in)
{
    people::AuditQuery out;
    out.limit = static_cast<int>(in.integerOr("limit", out.limit, 1, mostRecords));
    const std::string after = in.textOr("after");
    LOCUS_TRY_VALUE(filter, filterFrom(in.any("filter")));
    out.filter = std::move(filter);
    if (!after.empty()) {
        const auto number = toInt(after);
        if (!number || *number < 1) {
            return invalid("params.range", "after has to be the \"next\" of the page before")
                .with("field", "after");
        }
        out.before = *number;
    }
    return out;
}

json nextJson(std::int64_t next)
{
    return next == 0 ? json() : json(std::to_string(next));
}

json recordJson(const AuditRecord& record)
{
    const people::AuditNote& note = record.note;
    json out { { "number", record.number }, { "time", toRfc3339(record.time) },
        { "clock", std::string(toString(record.clock)) },
        { "kind", std::string(toString(note.kind)) }, { "action", note.action },
        { "actor", note.actor }, { "outcome", note.outcome } };
    putIf(out, "onBehalfOf", note.onBehalfOf);
    putIf(out, "roles", note.roles);
    putIf(out, "address", note.address);
    putIf(out, "purpose", note.purpose);
    putIf(out, "entity", note.entity);
    putIf(out, "subject", note.subject);
    putIf(out, "hash", record.hash);
    for (const auto& [name, value] : note.detail) {
        out["detail"][name] = value;
    }
    if (record.forgotten) {
        out["forgotten"] = true;
    }
    return out;
}

Result<AuditRecord> recordFrom(const json& value)
{
    JsonFields in(value);
    AuditRecord out;
    out.number = in.integer("number", 1, INT64_MAX);
    out.time = in.instant("time").value_or(Instant());
    const std::string clock = in.textOr("clock");
    for (const people::AuditClock one : clocks) {
        if (toString(one) == clock) {
            out.clock = one;
        }
    }
    out.note.kind = people::auditKindFrom(in.text("kind")).value_or(people::AuditKind::System);
    out.note.action = in.textOr("action");
    out.note.actor = in.textOr("actor");
    out.note.outcome = in.textOr("outcome");
    out.note.onBehalfOf = in.textOr("onBehalfOf");
    out.note.roles = in.textOr("roles");
    out.note.address = in.textOr("address");
    out.note.purpose = in.textOr("purpose");
    out.note.entity = in.textOr("entity");
    out.note.subject = in.textOr("subject");
    out.forgotten = in.booleanOr("forgotten", false);
    out.hash = in.textOr("hash");
    const json& detail = in.any("detail");
    LOCUS_TRY(in.status());
    if (detail.is_object()) {
        for (const auto& [name, text] : detail.items()) {
            if (text.is_string()) {
                out.note.detail.emplace_back(name, text.get<std::string>());
            }
        }
    }
    return out;
}

Result<std::int64_t> nextFrom(JsonFields& in)
{
    const std::string next = in.textOr("next");
    LOCUS_TRY(in.status());
    return next.empty() ? std::int64_t { 0 } : toInt(next).value_or(0);
}

} // namespace

Bytes auditRecordToJson(const AuditRecord& record)
{
    return dumpJson(recordJson(record));
}

Bytes AuditRecords::toJson() const
{
    json items = json::array();
    for (const AuditRecord& record : page.records) {
        items.push_back(recordJson(record));
    }
    return dumpJson({ { "items", std::move(items) }, { "next", nextJson(page.next) },
        { "total", nullptr }, { "checkpoint", page.checkpoint } });
}

Result<AuditRecords> AuditRecords::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AuditRecords out;
    out.page.checkpoint = in.integerOr("checkpoint", 0);
    LOCUS_TRY_VALUE(next, nextFrom(in));
    out.page.next = next;
    const json& items = in.any("items");
    if (items.is_array()) {
        for (const json& value : items) {
            LOCUS_TRY_VALUE(record, recordFrom(value));
            out.page.records.push_back(std::move(record));
        }
    }
    return out;
}

Bytes AuditList::toJson() const
{
    return dumpJson(queryJson(query));
}

Result<AuditList> AuditList::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    LOCUS_TRY_VALUE(query, queryFrom(in));
    LOCUS_TRY(in.statusStrict());
    return AuditList { std::move(query) };
}

Bytes AuditVerified::toJson() const
{
    if (check) {
        return dumpJson(
            { { "check", check->toString() }, { "checked", verdict.records }, { "all", all } });
    }
    json findings = json::array();
    for (const people::AuditFinding& one : verdict.findings) {
        findings.push_back({ { "fault", std::string(toString(one.fault)) }, { "from", one.from },
            { "to", one.to }, { "sentence", one.sentence } });
    }
    return dumpJson({ { "ok", verdict.ok() }, { "records", verdict.records },
        { "first", verdict.first }, { "last", verdict.last },
        { "checkpoints", verdict.checkpoints }, { "witnessed", verdict.witnessed },
        { "faults", verdict.faults }, { "findings", std::move(findings) } });
}

Result<AuditVerified> AuditVerified::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AuditVerified out;
    if (in.has("check")) {
        out.check = in.uuid("check");
        out.verdict.records = in.integer("checked", 0, INT64_MAX);
        out.all = in.integer("all", 0, INT64_MAX);
        LOCUS_TRY(in.status());
        return out;
    }
    out.verdict.records = in.integer("records", 0, INT64_MAX);
    out.verdict.first = in.integerOr("first", 0);
    out.verdict.last = in.integerOr("last", 0);
    out.verdict.checkpoints = in.integerOr("checkpoints", 0);
    out.verdict.witnessed = in.integerOr("witnessed", 0);
    out.verdict.faults = in.integer("faults", 0, INT64_MAX);
    const json& findings = in.any("findings");
    LOCUS_TRY(in.status());
    for (const json& value : findings.is_array() ? findings : json::array()) {
        JsonFields one(value);
        people::AuditFinding finding;
        const std::string fault = one.text("fault");
        for (const people::AuditFault known : faults) {
            if (toString(known) == fault) {
                finding.fault = known;
            }
        }
        finding.from = one.integerOr("from", 0);
        finding.to = one.integerOr("to", 0);
        finding.sentence = one.textOr("sentence");
        LOCUS_TRY(one.status());
        out.verdict.findings.push_back(std::move(finding));
    }
    return out;
}

Bytes AuditVerify::toJson() const
{
    json out = json::object();
    if (check) {
        out["check"] = check->toString();
    }
    if (limit > 0) {
        out["limit"] = limit;
    }
    return dumpJson(out);
}

Result<AuditVerify> AuditVerify::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AuditVerify out;
    if (in.has("check")) {
        out.check = in.uuid("check");
    }
    out.limit = in.integerOr("limit", 0, 0, INT64_MAX);
    LOCUS_TRY(in.statusStrict());
    return out;
}

Bytes AuditLines::toJson() const
{
    return dumpJson({ { "items", lines }, { "next", nextJson(next) }, { "total", nullptr } });
}

Result<AuditLines> AuditLines::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AuditLines out;
    out.lines = in.texts("items");
    LOCUS_TRY_VALUE(next, nextFrom(in));
    out.next = next;
    return out;
}

Bytes AuditExport::toJson() const
{
    json out = queryJson(query);
    for (const auto& [name, one] : formats) {
        if (one == format) {
            out["format"] = name;
        }
    }
    return dumpJson(out);
}

Result<AuditExport> AuditExport::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const std::string name = in.text("format");
    LOCUS_TRY_VALUE(query, queryFrom(in));
    LOCUS_TRY(in.statusStrict());
    const auto format = people::auditFormatFrom(name);
    if (!format) {
        return notOneOf("format", "fhirR4, fhirR5, dicom");
    }
    return AuditExport { *format, std::move(query) };
}

Bytes AuditChange::toJson() const
{
    json out { { "commandId", commandId.toString() }, { "reason", reason } };
    if (years) {
        out["years"] = *years;
    }
    return dumpJson(out);
}

Result<AuditChange> AuditChange::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    AuditChange message;
    message.commandId = in.uuid("commandId");
    message.reason = in.text("reason");
    if (in.has("years")) {
        message.years = in.integer("years", INT64_MIN, INT64_MAX); // the core says what is allowed
    }
    LOCUS_TRY(in.statusStrict());
    return message;
}

} // namespace locus::protocol
