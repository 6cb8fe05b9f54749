// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/audit_notes.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/gateway/change_feed.h"
#include "core/people/audited_calls.h"
#include "core/people/break_glass.h"
#include "core/people/permissions.h"
#include "core/protocol/changes_messages.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace locus::gateway {

using nlohmann::json;
using people::AuditKind;
using people::AuditNote;

namespace {

constexpr std::size_t mostRead = 4096; // larger parameters hold a payload; the core loop names it
constexpr std::int64_t strangersAMinute = 120;
constexpr std::size_t mostText = 500; // of a filter or a reason
constexpr std::array entities { std::pair { "analysisId", "Analysis/" },
    std::pair { "deadLetterId", "DeadLetter/" }, std::pair { "runId", "RedriveRun/" },
    std::pair { "orderId", "Order/" }, std::pair { "taskId", "Task/" },
    std::pair { "accountId", "Account/" }, std::pair { "tokenName", "Token/" },
    std::pair { "delegationId", "Delegation/" }, std::pair { "teamId", "Team/" } };
constexpr std::array subjects { "patientRef", "patientId" };
constexpr std::array details { "filter", "query", "format", "streams", "limit", "patientIds",
    "revealId", "minutes" };

std::string textOf(const json& value)
{
    std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    const std::size_t most = value.is_array() ? mostRead : mostText; // ids of those who were read
    if (text.size() > most) {
        text.resize(most);
        text = toUtf8(text);
    }
    return text;
}

std::string memberOf(const json& object, const char* name)
{
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? std::string() : textOf(*found);
}

json parsed(const Bytes& params)
{
    json object = params.size() > mostRead ? json() : json::parse(params, nullptr, false);
    return object.is_object() ? std::move(object) : json::object();
}

// Following analyses shows them to who may list them.
bool followsPatients(const Call& call)
{
    if (call.method != protocol::ChangesSubscribe::method) {
        return false;
    }
    const auto message = protocol::ChangesSubscribe::fromJson(call.params);
    return message.ok()
        && std::any_of(
            message->streams.begin(), message->streams.end(), [&](const std::string& name) {
                const std::string list = ChangeFeed::streamOf(name) + ".list";
                return people::auditedAs(list) && people::checkPermitted(call.principal, list).ok();
            });
}

// Whose data it is stands where it is sealed.
void nameRecord(AuditNote& note, const std::string& record)
{
    constexpr std::string_view patient = "Patient/";
    (record.starts_with(patient) ? note.subject : note.entity) =
        record.starts_with(patient) ? record.substr(patient.size()) : record;
}

// "ETREAT <entry>: <reason>": every record under an emergency access names it.
std::string emergencyPurpose(const people::Principal& who, const std::string& reason)
{
    std::string out = people::emergencyPurpose;
    if (who.overlay) {
        out += " BreakGlass/" + who.overlay->id;
    }
    return reason.empty() ? out : out + ": " + reason;
}

} // namespace

AuditNote noteOf(const Call& call, AuditKind kind)
{
    AuditNote note = noteOfSession(kind, call.principal, call.address, people::auditOk);
    note.action = call.method;
    note.onBehalfOf = call.onBehalfOf;
    const json params = parsed(call.params);
    for (const auto& [member, prefix] : entities) {
        if (const std::string id = memberOf(params, member); !id.empty()) {
            note.entity = prefix + id;
        }
    }
    for (const char* member : subjects) {
        if (const std::string id = memberOf(params, member); !id.empty()) {
            note.subject = id;
        }
    }
    if (const std::string record = memberOf(params, "record"); !record.empty()) {
        nameRecord(note, record);
    }
    note.purpose = memberOf(params, "reason");
    if (call.principal.overlay || call.method == people::beginBreakGlass) {
        note.purpose = emergencyPurpose(call.principal, note.purpose);
    }
    if (!call.subject.empty()) {
        note.subject = call.subject;
    }
    if (kind == AuditKind::Read || kind == AuditKind::Export || kind == AuditKind::Reveal) {
        for (const char* member : details) {
            if (std::string text = memberOf(params, member); !text.empty()) {
                note.detail.emplace_back(member, std::move(text));
            }
        }
    }
    return note;
}

AuditNote noteOfSession(AuditKind kind, const people::Principal& principal,
    const std::string& address, const std::string& outcome)
{
    AuditNote note;
    note.kind = kind;
    note.action = kind == AuditKind::SignOut ? "session.close" : "session.open";
    note.actor = principal.user;
    note.roles = join(principal.roleNames(), ",");
    note.address = address;
    note.outcome = outcome;
    return note;
}

AuditNote noteOfEnded(const Reveals::Reveal& reveal)
{
    AuditNote note = noteOfSession(AuditKind::Reveal, reveal.principal, {}, people::auditOk);
    note.action = "reveal.end";
    note.purpose = reveal.reason;
    nameRecord(note, reveal.record);
    note.detail = { { "reveal", reveal.id }, { "why", "time" } };
    return note;
}

AuditNotes::AuditNotes(pipeline::CommandPort& port, MailboxPtr mailbox, const Clock& clock)
    : m_port(port)
    , m_mailbox(std::move(mailbox))
    , m_clock(clock)
    , m_strangers(strangersAMinute, std::chrono::minutes(1))
{ }

void AuditNotes::noteStranger(const std::string& address, const std::string& outcome) const
{
    if (!m_strangers.take(m_clock.monotonic())) {
        ++m_unrecorded;
        return;
    }
    AuditNote refusal = noteOfSession(AuditKind::SignIn, {}, address, outcome);
    if (m_unrecorded > 0) {
        refusal.detail.emplace_back("unrecordedBefore", std::to_string(m_unrecorded));
        m_unrecorded = 0;
    }
    note(std::move(refusal));
}

void AuditNotes::note(AuditNote note, std::function<void(Status)> then) const
{
    m_port.note(
        std::move(note), [mailbox = m_mailbox, then = std::move(then)](Status noted) mutable {
            mailbox->post([then = std::move(then), noted = std::move(noted)] { then(noted); });
        });
}

void AuditNotes::note(AuditNote note) const
{
    m_port.note(std::move(note), [](const Status&) {});
}

std::optional<AuditNote> AuditNotes::neededBefore(const Call& call)
{
    const auto kind =
        followsPatients(call) ? std::optional(AuditKind::Read) : people::auditedAs(call.method);
    return kind ? std::optional(noteOf(call, *kind)) : std::nullopt;
}

Reply AuditNotes::withRefusals(std::shared_ptr<const Call> call, Reply reply) const
{
    return [this, call = std::move(call), reply = std::move(reply)](Result<Bytes> result) {
        if (!result.ok() && !result.error().isRetriable()) {
            AuditNote refused = noteOf(*call, AuditKind::Refusal);
            refused.outcome = result.error().code;
            note(std::move(refused));
        }
        reply(std::move(result));
    };
}

void AuditNotes::deny(const Call& call, Error error, Reply reply) const
{
    AuditNote denial = noteOf(call, AuditKind::Refusal);
    denial.outcome = error.code;
    note(std::move(denial),
        [reply = std::move(reply), error = std::move(error)](
            const Status& noted) { reply(noted.ok() ? error : noted.error()); });
}

} // namespace locus::gateway
