// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/audit_export.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/people/break_glass.h"

namespace locus::people {

namespace {

constexpr std::string_view dcm = "http://dicom.nema.org/resources/ontology/DCM";
constexpr std::string_view outcomeSystem =
    "http://terminology.hl7.org/CodeSystem/audit-event-outcome";
constexpr std::string_view objectRole = "http://terminology.hl7.org/CodeSystem/object-role";
constexpr std::string_view actionSystem = "urn:locus:action";
constexpr std::string_view actReason = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
constexpr std::pair<std::string_view, std::string_view> emergency { emergencyPurpose,
    "Emergency Treatment" };

struct Code
{
    std::string_view code;
    std::string_view name;
};

// How the trail's kinds stand in DICOM PS3.16 CID 400 and 401.
struct Meaning
{
    Code event;
    Code type {}; // none: the action alone says it
    char action = 'E';
};

Meaning meaningOf(const AuditNote& note)
{
    if (note.outcome == auditOk && note.action == beginBreakGlass) {
        return { { "110113", "Security Alert" }, { "110127", "Emergency Override Started" } };
    }
    if (note.outcome == auditOk
        && (note.action == endBreakGlass || note.action == closeBreakGlass)) {
        return { { "110113", "Security Alert" }, { "110138", "Emergency Override Stopped" } };
    }
    switch (note.kind) {
    case AuditKind::SignIn: return { { "110114", "User Authentication" }, { "110122", "Login" } };
    case AuditKind::SignOut: return { { "110114", "User Authentication" }, { "110123", "Logout" } };
    case AuditKind::Read:
    case AuditKind::Reveal: return { { "110110", "Patient Record" }, {}, 'R' };
    case AuditKind::Export: return { { "110106", "Export" }, {}, 'R' };
    case AuditKind::Configuration:
        return { { "110113", "Security Alert" }, { "110129", "Security Configuration" }, 'U' };
    case AuditKind::Refusal:
        return { { "110113", "Security Alert" }, { "110132", "Use of Restricted Function" } };
    case AuditKind::System: return { { "110100", "Application Activity" } };
    case AuditKind::Command: break;
    }
    return { { "110110", "Patient Record" }, {}, 'U' };
}

std::string_view outcomeOf(const AuditNote& note)
{
    return note.outcome == auditOk ? "0" : "4";
}

bool isEmergency(const AuditNote& note)
{
    return note.purpose.starts_with(emergency.first);
}

std::string_view userOf(const AuditNote& note)
{
    return note.actor.empty() ? std::string_view("unknown") : std::string_view(note.actor);
}

void coding(JsonWriter& out, std::string_view system, Code code)
{
    out.beginObject().member("system", system).member("code", code.code);
    out.member("display", code.name).endObject();
}

void codeable(JsonWriter& out, std::string_view system, Code code)
{
    out.beginObject().key("coding").beginArray();
    coding(out, system, code);
    out.endArray().endObject();
}

void identified(JsonWriter& out, std::string_view value)
{
    out.beginObject().key("identifier").beginObject().member("value", value).endObject();
    out.endObject();
}

// R4 names kinds by Coding, R5 by CodeableConcept.
void writeKind(JsonWriter& out, const AuditNote& note, const Meaning& meaning, bool isR5)
{
    const Code action { note.action, {} };
    if (isR5) {
        out.key("category").beginArray();
        codeable(out, dcm, meaning.event);
        if (!meaning.type.code.empty()) {
            codeable(out, dcm, meaning.type);
        }
        out.endArray().key("code");
        codeable(out, actionSystem, action);
        return;
    }
    out.key("type");
    coding(out, dcm, meaning.event);
    out.key("subtype").beginArray();
    if (!meaning.type.code.empty()) {
        coding(out, dcm, meaning.type);
    }
    coding(out, actionSystem, action);
    out.endArray();
}

void writeOutcome(JsonWriter& out, const AuditNote& note, bool isR5)
{
    const bool isGood = note.outcome == auditOk;
    if (!isR5) {
        out.key("outcome").string(outcomeOf(note));
        out.member("outcomeDesc", isGood ? std::string_view() : std::string_view(note.outcome));
        return;
    }
    out.key("outcome").beginObject().key("code");
    coding(out, outcomeSystem,
        { outcomeOf(note), isGood ? std::string_view("Success") : "Minor failure" });
    if (!isGood) {
        out.key("detail").beginArray().beginObject().member("text", note.outcome);
        out.endObject().endArray();
    }
    out.endObject();
}

void writeAgent(
    JsonWriter& out, const AuditNote& note, std::string_view user, bool requestor, bool isR5)
{
    out.beginObject();
    if (requestor && !note.roles.empty()) {
        out.key("role").beginArray();
        for (const std::string_view role : split(note.roles, ',')) {
            out.beginObject().member("text", role).endObject();
        }
        out.endArray();
    }
    out.key("who");
    identified(out, user);
    out.key("requestor").boolean(requestor);
    if (requestor && !note.address.empty()) {
        if (isR5) {
            out.member("networkString", note.address);
        } else {
            out.key("network").beginObject().member("address", note.address);
            out.member("type", "2").endObject(); // an IP address
        }
    }
    out.endObject();
}

void writeEntity(JsonWriter& out, std::string_view what, Code role, bool isR5,
    const std::vector<std::pair<std::string, std::string>>& details)
{
    out.beginObject().key("what");
    identified(out, what);
    out.key("role");
    isR5 ? codeable(out, objectRole, role) : coding(out, objectRole, role);
    if (!details.empty()) {
        out.key("detail").beginArray();
        for (const auto& [name, value] : details) {
            out.beginObject().key("type");
            if (isR5) {
                out.beginObject().member("text", name).endObject();
            } else {
                out.string(name);
            }
            out.key("valueString").string(value).endObject();
        }
        out.endArray();
    }
    out.endObject();
}

void writeEntities(JsonWriter& out, const AuditNote& note, bool isR5)
{
    if (note.subject.empty() && note.entity.empty() && note.detail.empty()) {
        return;
    }
    out.key("entity").beginArray();
    if (!note.subject.empty()) {
        writeEntity(out, note.subject, { "1", "Patient" }, isR5, {});
    }
    if (!note.entity.empty() || !note.detail.empty()) {
        writeEntity(out, note.entity.empty() ? std::string_view(note.action) : note.entity,
            note.entity.empty() ? Code { "24", "Query" } : Code { "4", "Domain Resource" }, isR5,
            note.detail);
    }
    out.endArray();
}

Bytes fhir(const AuditRecord& record, std::string_view installation, bool isR5)
{
    const AuditNote& note = record.note;
    const Meaning meaning = meaningOf(note);
    JsonWriter out;
    out.beginObject().member("resourceType", "AuditEvent");
    out.key("id").string(std::to_string(record.number));
    writeKind(out, note, meaning, isR5);
    out.key("action").string({ &meaning.action, 1 });
    out.key("recorded").string(toRfc3339(record.time));
    writeOutcome(out, note, isR5);
    if (!note.purpose.empty()) {
        out.key(isR5 ? "authorization" : "purposeOfEvent").beginArray().beginObject();
        if (isEmergency(note)) {
            out.key("coding").beginArray();
            coding(out, actReason, { emergency.first, emergency.second });
            out.endArray();
        }
        out.member("text", note.purpose).endObject().endArray();
    }
    out.key("agent").beginArray();
    writeAgent(out, note, userOf(note), true, isR5);
    if (!note.onBehalfOf.empty()) {
        writeAgent(out, note, note.onBehalfOf, false, isR5);
    }
    out.endArray();
    out.key("source").beginObject().key("observer");
    identified(out, installation);
    out.endObject();
    writeEntities(out, note, isR5);
    out.endObject();
    return std::move(out).take();
}

// What XML 1.0 cannot hold becomes a space.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : toUtf8(text)) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

std::string quoted(std::string_view text)
{
    return '"' + escaped(text) + '"';
}

std::string codeElement(std::string_view element, std::string_view system, Code code)
{
    return "<" + std::string(element) + " csd-code=" + quoted(code.code)
        + " codeSystemName=" + quoted(system) + " originalText=" + quoted(code.name) + "/>";
}

std::string participant(const AuditNote& note, std::string_view user, bool requestor)
{
    std::string out = "<ActiveParticipant UserID=" + quoted(user)
        + " UserIsRequestor=" + quoted(requestor ? "true" : "false");
    if (requestor && !note.address.empty()) {
        out += " NetworkAccessPointTypeCode=\"2\" NetworkAccessPointID=" + quoted(note.address);
    }
    out += '>';
    if (requestor && !note.roles.empty()) {
        for (const std::string_view role : split(note.roles, ',')) {
            out += codeElement("RoleIDCode", "Locus", { role, role });
        }
    }
    return out + "</ActiveParticipant>";
}

std::string object(std::string_view id, std::string_view type, std::string_view role, Code idType)
{
    return "<ParticipantObjectIdentification ParticipantObjectID=" + quoted(id)
        + " ParticipantObjectTypeCode=" + quoted(type) + " ParticipantObjectTypeCodeRole="
        + quoted(role) + ">" + codeElement("ParticipantObjectIDTypeCode", "RFC-3881", idType)
        + "</ParticipantObjectIdentification>";
}

Bytes dicom(const AuditRecord& record, std::string_view installation)
{
    const AuditNote& note = record.note;
    const Meaning meaning = meaningOf(note);
    std::string out = "<AuditMessage><EventIdentification EventActionCode="
        + quoted({ &meaning.action, 1 }) + " EventDateTime=" + quoted(toRfc3339(record.time))
        + " EventOutcomeIndicator=" + quoted(outcomeOf(note)) + ">"
        + codeElement("EventID", "DCM", meaning.event);
    if (!meaning.type.code.empty()) {
        out += codeElement("EventTypeCode", "DCM", meaning.type);
    }
    out += codeElement("EventTypeCode", "Locus", { note.action, note.action });
    if (!note.purpose.empty()) {
        out += isEmergency(note)
            ? codeElement("PurposeOfUse", "ActReason", { emergency.first, note.purpose })
            : codeElement("PurposeOfUse", "Locus", { "reason", note.purpose });
    }
    if (note.outcome != auditOk) {
        out += "<EventOutcomeDescription>" + escaped(note.outcome) + "</EventOutcomeDescription>";
    }
    out += "</EventIdentification>" + participant(note, userOf(note), true);
    if (!note.onBehalfOf.empty()) {
        out += participant(note, note.onBehalfOf, false);
    }
    out += "<AuditSourceIdentification AuditSourceID=" + quoted(installation) + "/>";
    if (!note.subject.empty()) {
        out += object(note.subject, "1", "1", { "2", "Patient Number" });
    }
    if (!note.entity.empty()) {
        out += object(note.entity, "2", "4", { "12", "URI" });
    }
    return out + "</AuditMessage>";
}

} // namespace

std::optional<AuditFormat> auditFormatFrom(std::string_view text)
{
    if (text == "fhirR4") {
        return AuditFormat::FhirR4;
    }
    if (text == "fhirR5") {
        return AuditFormat::FhirR5;
    }
    return text == "dicom" ? std::optional(AuditFormat::Dicom) : std::nullopt;
}

Bytes exportedAudit(const AuditRecord& record, AuditFormat format, std::string_view installation)
{
    return format == AuditFormat::Dicom ? dicom(record, installation)
                                        : fhir(record, installation, format == AuditFormat::FhirR5);
}

} // namespace locus::people
