// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_codec.h"

#include "core/base/json_writer.h"
#include "core/events/json_reading.h"

#include <nlohmann/json.hpp>

namespace locus::patients {

using events::Reading;
using nlohmann::json;

namespace {

constexpr std::string_view malformed = "patients.malformed";
constexpr std::string_view reference = "Patient/";

void writeTexts(JsonWriter& out, std::string_view name, const std::vector<std::string>& texts)
{
    if (texts.empty()) {
        return;
    }
    out.key(name).beginArray();
    for (const std::string& text : texts) {
        out.string(text);
    }
    out.endArray();
}

void writeNames(JsonWriter& out, const std::vector<Name>& names)
{
    out.key("name").beginArray();
    for (const Name& name : names) {
        out.beginObject().member("use", name.use).member("family", name.family);
        writeTexts(out, "given", name.given);
        out.endObject();
    }
    out.endArray();
}

void writeIdentifier(JsonWriter& out, const Identifier& identifier)
{
    out.beginObject()
        .member("use", identifier.use)
        .member("system", identifier.system)
        .member("value", identifier.value)
        .endObject();
}

void writeDate(JsonWriter& out, std::string_view name, const std::optional<PartialDate>& date)
{
    if (date) {
        out.key(name).string(toString(*date));
    }
}

void writeFlag(JsonWriter& out, const Flag& flag)
{
    out.beginObject()
        .member("id", flag.id)
        .member("code", flag.code)
        .member("text", flag.text)
        .member("severity", flag.severity)
        .endObject();
}

void writeDeceased(JsonWriter& out, const Patient& patient)
{
    if (patient.deceasedOn) {
        writeDate(out, "deceasedDateTime", patient.deceasedOn);
    } else if (patient.deceased) {
        out.key("deceasedBoolean").boolean(true);
    }
}

void writeMembers(JsonWriter& out, const Patient& patient)
{
    out.key("resourceType").string("Patient").member("id", patient.id);
    out.key("active").boolean(patient.active);
    if (!patient.identifiers.empty()) {
        out.key("identifier").beginArray();
        for (const Identifier& identifier : patient.identifiers) {
            writeIdentifier(out, identifier);
        }
        out.endArray();
    }
    if (!patient.names.empty()) {
        writeNames(out, patient.names);
    }
    out.key("gender").string(toString(patient.gender));
    writeDate(out, "birthDate", patient.birthDate);
    writeDeceased(out, patient);
    if (!patient.mergedInto.empty()) {
        out.key("link").beginArray().beginObject();
        out.key("other").beginObject().key("reference");
        out.string(std::string(reference) + patient.mergedInto).endObject();
        out.key("type").string("replaced-by").endObject().endArray();
    }
}

// Calls read(Reading) for each object of a list.
template <typename Read> void eachOf(Reading& in, const char* name, const Read& read)
{
    const json* const list = in.list(name);
    if (list == nullptr) {
        return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        Reading item((*list)[i], in, name, i);
        read(item);
        if (const Status status = item.status(); !status.ok()) {
            in.take(item);
            return;
        }
    }
}

std::optional<PartialDate> readDate(Reading& in, const char* name)
{
    const std::string text = in.text(name);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto date = dateFrom(std::string_view(text).substr(0, text.find('T')));
    if (!date) {
        in.fail(name, "a date: 1971, 1971-03 or 1971-03-05", "a text that is no date");
    }
    return date;
}

std::vector<Name> readNames(Reading& in)
{
    std::vector<Name> out;
    eachOf(in, "name", [&](Reading& item) {
        Name name { item.text("family"), item.texts("given"), item.text("use") };
        if (name.family.empty() && name.given.empty()) {
            name.family = item.text("text");
        }
        if (name.family.empty() && name.given.empty()) {
            item.fail("family", "a family name, a given name or a text");
        }
        out.push_back(std::move(name));
    });
    return out;
}

Identifier readIdentifier(Reading& in)
{
    return { in.text("system"), in.mandatoryText("value"), in.text("use") };
}

Flag readFlag(Reading& in)
{
    return { in.mandatoryText("id"), in.text("code"), in.mandatoryText("text"),
        in.text("severity") };
}

Gender readGender(Reading& in)
{
    const std::string text = in.text("gender");
    const auto gender = text.empty() ? Gender::Unknown : genderFrom(text);
    if (!gender) {
        in.fail("gender", "female, male, other or unknown", "another text");
    }
    return gender.value_or(Gender::Unknown);
}

std::string replacedBy(Reading& in)
{
    std::string out;
    eachOf(in, "link", [&](Reading& link) {
        const json* const other = link.find("other");
        if (link.text("type") != "replaced-by" || other == nullptr) {
            return;
        }
        Reading to(*other, link, "other");
        const std::string text = to.mandatoryText("reference");
        const auto at = text.rfind(reference);
        out = at == std::string::npos ? text : text.substr(at + reference.size());
    });
    return out;
}

Patient readPatient(Reading& in)
{
    Patient out;
    out.id = in.text("id");
    out.names = readNames(in);
    eachOf(
        in, "identifier", [&](Reading& item) { out.identifiers.push_back(readIdentifier(item)); });
    out.birthDate = readDate(in, "birthDate");
    out.gender = readGender(in);
    out.active = in.find("active") == nullptr || in.flag("active");
    out.deceasedOn = readDate(in, "deceasedDateTime");
    out.deceased = out.deceasedOn.has_value() || in.flag("deceasedBoolean");
    out.mergedInto = replacedBy(in);
    return out;
}

// What of a patient an event states.
Changed readChanged(Reading& in)
{
    Changed out;
    if (in.find("name") != nullptr) {
        out.names = readNames(in);
    }
    out.birthDate = readDate(in, "birthDate");
    if (in.find("gender") != nullptr) {
        out.gender = readGender(in);
    }
    return out;
}

template <typename Read> auto inside(Reading& in, const char* name, const Read& read)
{
    static const json nothing = json::object();
    const json* const value = in.find(name);
    Reading object(value == nullptr ? nothing : *value, in, name);
    auto out = read(object);
    in.take(object);
    return out;
}

std::optional<PatientEvent> readEvent(std::string_view type, Reading& in)
{
    const auto reason = [&] { return in.text("reason"); };
    if (type == "Patient.Created") {
        return Registered { readPatient(in) };
    }
    if (type == "Patient.Updated") {
        return readChanged(in);
    }
    if (type == "Patient.IdentifierAdded") {
        return IdentifierAdded { inside(in, "identifier", readIdentifier) };
    }
    if (type == "Patient.IdentifierRemoved") {
        return IdentifierRemoved { inside(in, "identifier", readIdentifier), reason() };
    }
    if (type == "Patient.Merged") {
        return Merged { in.mandatoryText("into"), reason() };
    }
    if (type == "Patient.Unmerged") {
        return Unmerged { in.text("from"), reason() };
    }
    if (type == "Patient.Deactivated") {
        return Deactivated { reason() };
    }
    if (type == "Patient.Reactivated") {
        return Reactivated {};
    }
    if (type == "Patient.DeathRecorded") {
        return DeathRecorded { readDate(in, "deceasedDateTime") };
    }
    if (type == "PatientFlag.Raised" || type == "PatientFlag.Updated") {
        return FlagRaised { inside(in, "flag", readFlag) };
    }
    if (type == "PatientFlag.Cleared") {
        return FlagCleared { in.mandatoryText("flagId"), reason() };
    }
    return type == "Patient.Anonymized" ? std::optional<PatientEvent>(Anonymized {}) : std::nullopt;
}

struct WriteEvent
{
    JsonWriter& out;

    void operator()(const Registered& event) const { writeMembers(out, event.patient); }
    void operator()(const Changed& event) const
    {
        if (event.names) {
            writeNames(out, *event.names);
        }
        writeDate(out, "birthDate", event.birthDate);
        if (event.gender) {
            out.key("gender").string(toString(*event.gender));
        }
    }
    void operator()(const IdentifierAdded& event) const
    {
        out.key("identifier");
        writeIdentifier(out, event.identifier);
    }
    void operator()(const IdentifierRemoved& event) const
    {
        out.key("identifier");
        writeIdentifier(out, event.identifier);
        out.member("reason", event.reason);
    }
    void operator()(const Merged& event) const
    {
        out.member("into", event.into).member("reason", event.reason);
    }
    void operator()(const Unmerged& event) const
    {
        out.member("from", event.from).member("reason", event.reason);
    }
    void operator()(const Deactivated& event) const { out.member("reason", event.reason); }
    void operator()(const Reactivated&) const { }
    void operator()(const DeathRecorded& event) const
    {
        writeDate(out, "deceasedDateTime", event.date);
    }
    void operator()(const FlagRaised& event) const
    {
        out.key("flag");
        writeFlag(out, event.flag);
    }
    void operator()(const FlagCleared& event) const
    {
        out.member("flagId", event.id).member("reason", event.reason);
    }
    void operator()(const Anonymized&) const { }
};

} // namespace

Bytes toFhir(const Patient& patient)
{
    JsonWriter out;
    out.beginObject();
    writeMembers(out, patient);
    out.endObject();
    return std::move(out).take();
}

Result<Patient> fromFhir(BytesView text)
{
    const json object = json::parse(text, nullptr, false);
    Reading in(object, malformed);
    Patient out = readPatient(in);
    if (in.text("resourceType") != "Patient") {
        in.fail("resourceType", "Patient", "another resource");
    }
    LOCUS_TRY(in.status());
    return out;
}

Result<std::optional<PatientChange>> decodeChange(
    std::string_view type, BytesView data, const std::string& newId)
{
    const json object = json::parse(data, nullptr, false);
    Reading in(object, malformed);
    LOCUS_TRY(in.status());
    const json* const resource = in.find("patient");
    std::optional<Reading> members;
    if (resource != nullptr) {
        members.emplace(*resource, in, "patient");
    }
    auto event = readEvent(type, members ? *members : in);
    if (members) {
        in.take(*members);
    }
    std::string id = in.text("patientId");
    if (id.empty()) {
        id = members ? members->text("id") : in.text("id");
    }
    if (id.empty() && event && std::holds_alternative<Registered>(*event)) {
        id = newId;
    }
    if (id.empty() && event) {
        in.fail("patientId", "a text that is not empty");
    }
    LOCUS_TRY(in.status());
    if (!event) {
        return std::optional<PatientChange>();
    }
    if (auto* const begun = std::get_if<Registered>(&*event)) {
        begun->patient.id = id;
    }
    return std::optional(PatientChange { std::move(id), std::move(*event) });
}

Bytes encodeChange(const PatientChange& change)
{
    JsonWriter out;
    out.beginObject().key("patientId").string(change.patientId);
    std::visit(WriteEvent { out }, change.event);
    out.endObject();
    return std::move(out).take();
}

Bytes encodeErasure(const Erasure& erasure)
{
    JsonWriter out;
    out.beginObject().key("patientId").string(erasure.patientId);
    out.key("reason").string(erasure.reason);
    writeTexts(out, "references", erasure.references);
    out.endObject();
    return std::move(out).take();
}

Result<Erasure> decodeErasure(BytesView data)
{
    const json object = json::parse(data, nullptr, false);
    Reading in(object, malformed);
    Erasure out { in.mandatoryText("patientId"), in.text("reason"), in.texts("references") };
    LOCUS_TRY(in.status());
    return out;
}

Bytes packPatient(const Patient& patient)
{
    JsonWriter out;
    out.beginObject();
    writeMembers(out, patient);
    out.key("version").number(patient.version);
    out.key("flags").beginArray();
    for (const Flag& flag : patient.flags) {
        writeFlag(out, flag);
    }
    out.endArray().endObject();
    return std::move(out).take();
}

Result<Patient> unpackPatient(BytesView packed)
{
    const json object = json::parse(packed, nullptr, false);
    Reading in(object, malformed);
    Patient out = readPatient(in);
    out.version = static_cast<std::uint64_t>(in.integer("version", 0, 0));
    eachOf(in, "flags", [&](Reading& item) { out.flags.push_back(readFlag(item)); });
    LOCUS_TRY(in.status());
    return out;
}

} // namespace locus::patients
