// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/patients_messages.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/patients/patient_codec.h"
#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>

namespace locus::protocol {

using nlohmann::json;

namespace {

constexpr int mostItems = 500;

// Of what a mask left nothing that could be shown, nothing is there.
void dropEmpty(json& object, const char* list, std::initializer_list<const char*> needed)
{
    const auto found = object.find(list);
    if (found == object.end() || !found->is_array()) {
        return;
    }
    json kept = json::array();
    for (json& item : *found) {
        const auto says = [&](const char* member) {
            return item.is_object() && item.contains(member) && !item[member].is_null();
        };
        if (std::any_of(needed.begin(), needed.end(), says)) {
            kept.push_back(std::move(item));
        }
    }
    *found = std::move(kept);
}

Result<patients::Patient> patientFrom(json value)
{
    if (value.is_object()) {
        dropEmpty(value, "name", { "family", "given", "text" });
        dropEmpty(value, "identifier", { "value" });
        dropEmpty(value, "flags", { "text" });
        dropEmpty(value, "link", { "other" });
    }
    return patients::unpackPatient(value.dump());
}

} // namespace

Result<patients::Patient> patientFromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    return patientFrom(object);
}

Bytes PatientsPage::toJson() const
{
    JsonWriter out;
    out.beginObject().key("items").beginArray();
    for (const patients::Patient& patient : page.items) {
        out.raw(patients::packPatient(patient));
    }
    out.endArray().key("total").number(static_cast<std::uint64_t>(page.total));
    out.member("next", page.next).endObject();
    return std::move(out).take();
}

Result<PatientsPage> PatientsPage::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientsPage out;
    out.page.total = static_cast<std::size_t>(in.integer("total", 0, INT64_MAX));
    for (const json& item : in.any("items")) {
        LOCUS_TRY_VALUE(patient, patientFrom(item));
        out.page.items.push_back(std::move(patient));
    }
    out.page.next = in.textOr("next");
    LOCUS_TRY(in.status());
    return out;
}

Bytes PatientsSearch::toJson() const
{
    JsonWriter out;
    out.beginObject().key("text").string(query.text);
    out.key("limit").number(static_cast<std::uint64_t>(query.limit));
    out.member("after", query.after).endObject();
    return std::move(out).take();
}

Result<PatientsSearch> PatientsSearch::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    patients::PatientQuery query { in.text("text"), 50, in.textOr("after") };
    query.limit = static_cast<std::size_t>(in.integerOr("limit", 50, 1, mostItems));
    LOCUS_TRY(in.statusStrict());
    return PatientsSearch { std::move(query) };
}

Bytes PatientsExport::toJson() const
{
    JsonWriter out;
    out.beginObject().key("limit").number(static_cast<std::uint64_t>(limit));
    out.member("after", after).endObject();
    return std::move(out).take();
}

Result<PatientsExport> PatientsExport::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientsExport out { static_cast<std::size_t>(in.integerOr("limit", 200, 1, mostItems)),
        in.textOr("after") };
    LOCUS_TRY(in.statusStrict());
    return out;
}

Bytes patientToJson(const patients::Patient& patient)
{
    return patients::packPatient(patient);
}

Bytes PatientDetail::toJson() const
{
    Bytes out = patients::packPatient(patient);
    out.pop_back();
    out += R"(,"replaces":)" + json(replaces).dump() + '}';
    return out;
}

Result<PatientDetail> PatientDetail::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientDetail out { {}, in.texts("replaces") };
    LOCUS_TRY(in.status());
    LOCUS_TRY_VALUE(patient, patientFrom(object));
    out.patient = std::move(patient);
    return out;
}

Bytes PatientLabels::toJson() const
{
    JsonWriter out;
    out.beginObject().key("items").beginArray();
    for (const Label& label : items) {
        out.beginObject().key("ref").string(label.ref);
        out.key("patient").raw(patients::packPatient(label.patient)).endObject();
    }
    out.endArray().endObject();
    return std::move(out).take();
}

Result<PatientLabels> PatientLabels::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientLabels out;
    for (const json& item : in.any("items")) {
        JsonFields label(item);
        std::string ref = label.text("ref");
        LOCUS_TRY_VALUE(patient, patientFrom(label.any("patient")));
        LOCUS_TRY(label.status());
        out.items.push_back({ std::move(ref), std::move(patient) });
    }
    LOCUS_TRY(in.status());
    return out;
}

Bytes PatientsLabels::toJson() const
{
    return dumpJson({ { "patientIds", patientIds } });
}

Result<PatientsLabels> PatientsLabels::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientsLabels out { in.texts("patientIds") };
    LOCUS_TRY(in.statusStrict());
    if (out.patientIds.size() > most) {
        return invalid("params.range", "\"patientIds\" must hold at most 50 ids")
            .with("field", "patientIds")
            .with("allowed", "0 to 50");
    }
    return out;
}

Bytes PatientTimeline::toJson() const
{
    JsonWriter out;
    out.beginObject().key("items").beginArray();
    for (const patients::TimelineEntry& entry : page.items) {
        out.beginObject().key("position").number(entry.position);
        out.key("time").string(toRfc3339(entry.time)).key("type").string(entry.type);
        out.key("stream").string(entry.stream).member("actor", entry.actor);
        out.member("onBehalfOf", entry.onBehalfOf).member("reason", entry.reason);
        out.member("detail", entry.detail).key("local").boolean(entry.local);
        out.key("forgotten").boolean(entry.forgotten).endObject();
    }
    out.endArray().member("next", page.next == 0 ? std::string() : std::to_string(page.next));
    out.endObject();
    return std::move(out).take();
}

Result<PatientTimeline> PatientTimeline::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientTimeline out;
    for (const json& item : in.any("items")) {
        JsonFields fields(item);
        patients::TimelineEntry entry;
        entry.position = fields.integer("position", 1, INT64_MAX);
        entry.time = fields.instant("time").value_or(Instant());
        entry.type = fields.text("type");
        entry.stream = fields.text("stream");
        entry.actor = fields.textOr("actor");
        entry.onBehalfOf = fields.textOr("onBehalfOf");
        entry.reason = fields.textOr("reason");
        entry.detail = fields.textOr("detail");
        entry.local = fields.booleanOr("local", true);
        entry.forgotten = fields.booleanOr("forgotten", false);
        LOCUS_TRY(fields.status());
        out.page.items.push_back(std::move(entry));
    }
    out.page.next = toInt(in.textOr("next")).value_or(0);
    LOCUS_TRY(in.status());
    return out;
}

Bytes PatientsTimeline::toJson() const
{
    json out = { { "patientId", query.patientId }, { "limit", query.limit } };
    if (query.before > 0) {
        out["after"] = std::to_string(query.before);
    }
    return dumpJson(out);
}

Result<PatientsTimeline> PatientsTimeline::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    patients::TimelineQuery query { in.text("patientId"), 100, 0 };
    query.limit = static_cast<int>(in.integerOr("limit", 100, 1, mostItems));
    const std::string after = in.textOr("after");
    LOCUS_TRY(in.statusStrict());
    if (!after.empty()) {
        query.before = toInt(after).value_or(0);
        if (query.before < 1) {
            return invalid("patients.bad_page_key", "\"after\" is not a key that a page gave")
                .with("field", "after");
        }
    }
    return PatientsTimeline { std::move(query) };
}

Bytes PatientsGet::toJson() const
{
    JsonWriter out;
    out.beginObject().key("patientId").string(patientId).endObject();
    return std::move(out).take();
}

Result<PatientsGet> PatientsGet::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientsGet out { in.text("patientId") };
    LOCUS_TRY(in.statusStrict());
    return out;
}

Bytes PatientChanged::toJson() const
{
    JsonWriter out;
    out.beginObject().key("patientId").string(patientId).key("version").number(version);
    return std::move(out.endObject()).take();
}

Result<PatientChanged> PatientChanged::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientChanged out;
    out.patientId = in.text("patientId");
    out.version = static_cast<std::uint64_t>(in.integer("version", 1, INT64_MAX));
    LOCUS_TRY(in.status());
    return out;
}

Bytes PatientsCommand::toJson() const
{
    json object = json::parse(change, nullptr, false);
    object["commandId"] = commandId.toString();
    if (expectedVersion) {
        object["expectedVersion"] = *expectedVersion;
    }
    return dumpJson(object);
}

Result<PatientsCommand> PatientsCommand::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    PatientsCommand out;
    out.commandId = in.uuid("commandId");
    if (in.has("expectedVersion")) {
        out.expectedVersion =
            static_cast<std::uint64_t>(in.integer("expectedVersion", 0, INT64_MAX));
    }
    LOCUS_TRY(in.status());
    object.erase("commandId");
    object.erase("expectedVersion");
    out.change = object.dump();
    return out;
}

} // namespace locus::protocol
