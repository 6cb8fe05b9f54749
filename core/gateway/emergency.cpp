// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/emergency.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/uuid.h"
#include "core/gateway/command_sender.h"
#include "core/gateway/reader_thread.h"
#include "core/people/account_wish.h"
#include "core/people/permissions.h"
#include "core/protocol/patients_messages.h"

#include <nlohmann/json.hpp>

namespace locus::gateway {

using people::BreakGlassEnd;
using people::RightsKind;

namespace {

constexpr std::size_t mostRead = 64UL * 1024;

nlohmann::json parsed(const Bytes& params)
{
    nlohmann::json object = params.empty() || params.size() > mostRead
        ? nlohmann::json()
        : nlohmann::json::parse(params, nullptr, false);
    return object.is_object() ? std::move(object) : nlohmann::json::object();
}

std::string textOf(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The one patient whom parameters name, also as the filter of a list; empty: none.
std::string whoseBy(const nlohmann::json& params)
{
    for (const char* member : { "patientRef", "patientId" }) {
        if (std::string whose = textOf(params, member); !whose.empty()) {
            return whose;
        }
    }
    const auto where = params.find("where");
    return where != params.end() && where->is_object() ? textOf(*where, "patientRef")
                                                       : std::string();
}

const char* causeOf(SessionBook::End why)
{
    switch (why) {
    case SessionBook::End::SignedOut: return "signed out";
    case SessionBook::End::TimeOver: return "time over";
    case SessionBook::End::Elsewhere: return "ended elsewhere";
    case SessionBook::End::AccountDisabled: return "account disabled";
    case SessionBook::End::RolesChanged: return "roles changed";
    case SessionBook::End::PasswordChanged: return "password changed";
    }
    return "";
}

void logFailure(const char* what, const Result<Bytes>& answer)
{
    if (!answer.ok()) {
        log::warn(what, { { "code", answer.error().code } });
    }
}

} // namespace

Emergency::Emergency(const Services& services)
    : m_services(services)
{ }

bool Emergency::asksWhose(const Call& call)
{
    const people::Principal& who = call.principal;
    return who.overlay && call.subject.empty() && !who.overlay->patient.empty()
        && !people::checkPermitted(who, call.method).ok()
        && people::checkPermitted({ people::Role::Clinician }, who.user, call.method).ok();
}

void Emergency::findWhose(Call call, std::function<void(Call)> then) const
{
    const nlohmann::json params = parsed(call.params);
    std::string whose = whoseBy(params);
    // A search for the reference itself is about him alone, and answered so.
    if (call.method == protocol::PatientsSearch::method
        && textOf(params, "text") == call.principal.overlay->patient) {
        whose = call.principal.overlay->patient;
    }
    if (!whose.empty()) {
        call.subject = std::move(whose);
        then(std::move(call));
        return;
    }
    const auto id = analyses::AnalysisId::parse(textOf(params, "analysisId"));
    if (!id.ok()) {
        then(std::move(call));
        return;
    }
    const Status asked =
        m_services.reader.ask([id = *id](ReadPorts& ports) { return ports.analyses->summary(id); },
            [call, then](const Result<analyses::Summary>& found) {
                Call known = call;
                known.subject = found.ok() ? found->patientRef : std::string();
                then(std::move(known));
            });
    if (!asked.ok()) {
        then(std::move(call));
    }
}

Status Emergency::check(const Call& call) const
{
    const people::Principal& who = call.principal;
    Status own = people::checkPermitted(who, call.method);
    if (own.ok() || !who.overlay) {
        return own;
    }
    const Instant now = m_services.clock.now();
    if (people::checkPermitted(people::seesAs(who, call.subject, now), who.user, call.method)
            .ok()) {
        return {};
    }
    const bool forAnother = now < who.overlay->until
        && people::checkPermitted({ people::Role::Clinician }, who.user, call.method).ok();
    return forAnother ? refused("people.glass_other",
               "the emergency access of this session is for one patient; " + call.method
                   + " here is about another one, or about several")
                            .with("field", call.method)
                      : std::move(own);
}

void Emergency::close(
    const people::BreakGlassId& id, BreakGlassEnd cause, const std::string& user) const
{
    people::BreakGlassWish wish;
    wish.id = id;
    wish.cause = cause;
    m_services.commands.send({ m_services.ids.next(), std::string(people::closeBreakGlass),
                                 people::encodeBreakGlassWish(wish), user, {}, nullptr },
        [](const Result<Bytes>& answer) { logFailure("gateway.break_glass_not_closed", answer); });
}

void Emergency::sessionEnded(const SessionBook::Session& session, SessionBook::End why) const
{
    people::AccountWish wish;
    wish.id = session.account;
    wish.cause = causeOf(why);
    m_services.commands.send({ m_services.ids.next(), std::string(people::noteSignOut),
                                 people::encodeWish(wish), session.principal.user, {}, nullptr },
        [](const Result<Bytes>& answer) { logFailure("gateway.sign_out_not_noted", answer); });
    if (session.principal.overlay) {
        if (const auto id = people::BreakGlassId::parse(session.principal.overlay->id); id.ok()) {
            close(*id, BreakGlassEnd::SessionOver, session.principal.user);
        }
    }
}

void Emergency::follow(const pipeline::Change& change) const
{
    const auto id = Uuid::parse(change.id);
    if (change.stream != "people.breakGlass" || !id.ok()) {
        return;
    }
    const Status asked = m_services.reader.ask(
        [id = *id](ReadPorts& ports) -> Result<people::RightsRow> {
            return ports.rights
                ? ports.rights->get(RightsKind::BreakGlass, id)
                : Result<people::RightsRow>(notFound("gateway.no_accounts", "no accounts"));
        },
        [this, id = change.id](const Result<people::RightsRow>& row) {
            if (!row.ok() || row->state != people::RightsState::Live) {
                m_services.sessions.closeOverlay(id);
            }
        });
    if (!asked.ok()) {
        m_services.sessions.closeOverlay(change.id); // whether it still holds is not known
    }
}

void Emergency::closeWhatIsLeft() const
{
    using Rows = Result<std::vector<people::RightsRow>>;
    const Status asked = m_services.reader.ask(
        [](ReadPorts& ports) -> Rows {
            if (!ports.rights) {
                return std::vector<people::RightsRow>();
            }
            return ports.rights->live(RightsKind::BreakGlass);
        },
        [this](Rows rows) {
            for (const people::RightsRow& row : std::move(rows).valueOr({})) {
                const auto entry = people::breakGlassFrom(row);
                close(people::BreakGlassId(row.id), BreakGlassEnd::CoreStopped,
                    entry.ok() ? entry->user : std::string());
            }
        });
    if (!asked.ok()) {
        log::warn("gateway.break_glass_not_read", { { "code", asked.error().code } });
    }
}

} // namespace locus::gateway
