// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/audit_checks.h"

#include "core/base/clock.h"

#include <algorithm>
#include <chrono>

namespace locus::gateway {

namespace {

constexpr std::int64_t sliceRecords = 20'000; // some tens of milliseconds
constexpr std::size_t mostWaiting = 8;
constexpr std::chrono::minutes forgottenAfter { 1 };

} // namespace

AuditChecks::AuditChecks(ReaderThread& reader, const Clock& clock, UuidSource& ids)
    : m_reader(reader)
    , m_clock(clock)
    , m_ids(ids)
{ }

Result<AuditChecks::CheckPtr> AuditChecks::take(
    const std::string& user, const protocol::AuditVerify& message)
{
    std::erase_if(m_waiting,
        [now = m_clock.monotonic()](const auto& entry) { return entry.second->until <= now; });
    if (!message.check) {
        if (m_waiting.size() >= mostWaiting) {
            return retriable("audit.too_many_checks",
                "so many checks of the trail are under way that another has to wait; try again in "
                "a minute");
        }
        return std::make_shared<Check>(Check { m_ids.next(), user });
    }
    const auto found = m_waiting.find(*message.check);
    if (found == m_waiting.end() || found->second->user != user) {
        return notFound("audit.check_gone", "that check is not under way any more; begin it anew");
    }
    CheckPtr check = std::move(found->second);
    m_waiting.erase(found);
    return check;
}

void AuditChecks::goOn(
    const std::string& user, const protocol::AuditVerify& message, const Reply& reply)
{
    auto check = take(user, message);
    if (!check.ok()) {
        reply(std::move(check).error());
        return;
    }
    (*check)->left = message.limit == 0 ? INT64_MAX : message.limit;
    slice(*check, reply);
}

void AuditChecks::slice(const CheckPtr& check, const Reply& reply)
{
    Status asked = m_reader.ask(
        [check](ReadPorts& ports) -> Result<protocol::AuditVerified> {
            if (!ports.audit) {
                return notFound("gateway.no_audit", "this core keeps no audit trail");
            }
            if (!check->work) {
                LOCUS_TRY_VALUE(begun, ports.audit->check());
                check->work = std::move(begun);
            }
            const std::int64_t records = std::min(check->left, sliceRecords);
            check->left -= records;
            LOCUS_TRY_VALUE(more, check->work->go(static_cast<int>(records)));
            protocol::AuditVerified answer;
            if (more) {
                answer.check = check->id;
                answer.verdict.records = check->work->checked();
                answer.all = check->work->all();
            } else {
                answer.verdict = check->work->verdict();
            }
            return answer;
        },
        [this, check, reply](const Result<protocol::AuditVerified>& answer) {
            if (!answer.ok()) {
                reply(answer.error());
            } else if (answer->check && check->left > 0) {
                slice(check, reply);
            } else {
                if (answer->check) {
                    check->until = m_clock.monotonic() + forgottenAfter;
                    m_waiting.emplace(check->id, check);
                }
                reply(answer->toJson());
            }
        });
    if (!asked.ok()) {
        reply(std::move(asked).error());
    }
}

} // namespace locus::gateway
