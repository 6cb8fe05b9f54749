// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/command_sender.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/people/audit_wish.h"
#include "core/protocol/audit_messages.h"

namespace locus::gateway {

namespace {

constexpr int slice = 20'000; // records checked at once, some tens of milliseconds

using people::AuditReader;

Error noTrail()
{
    return notFound("gateway.no_audit", "this core keeps no audit trail");
}

// Whose data it was is for auditors; others who may read the trail see who did what.
void maskSubjects(people::AuditPage& page, const people::Principal& principal)
{
    if (principal.has(people::Role::Auditor)) {
        return;
    }
    for (people::AuditRecord& record : page.records) {
        record.note.subject.clear();
        record.note.detail.clear();
    }
}

// Nor may the others find out by asking for a patient.
Status checkSubject(const people::AuditFilter& filter, const people::Principal& principal)
{
    return filter.subject.empty() || principal.has(people::Role::Auditor)
        ? Status()
        : Status(refused("audit.subject_masked",
            "whose data it was is shown to auditors alone; ask without the patient")
                     .with("field", "subject")
                     .with("allowed", "auditor"));
}

// A page that does not fit one frame is read again with half as many.
Result<Bytes> fittingPage(AuditReader& reader, people::AuditQuery query,
    const people::Principal& principal, std::size_t cap)
{
    LOCUS_TRY(checkSubject(query.filter, principal));
    for (;;) {
        LOCUS_TRY_VALUE(page, reader.list(query));
        maskSubjects(page, principal);
        Bytes json = protocol::AuditRecords { std::move(page) }.toJson();
        if (json.size() <= cap || query.limit == 1) {
            return json;
        }
        query.limit /= 2;
    }
}

Result<Bytes> fittingLines(AuditReader& reader, protocol::AuditExport message,
    const std::string& installation, std::size_t cap)
{
    for (;;) {
        LOCUS_TRY_VALUE(page, reader.list(message.query));
        protocol::AuditLines lines;
        lines.next = page.next;
        for (const people::AuditRecord& record : page.records) {
            lines.lines.push_back(people::exportedAudit(record, message.format, installation));
        }
        Bytes json = lines.toJson();
        if (json.size() <= cap || message.query.limit == 1) {
            return json;
        }
        message.query.limit /= 2;
    }
}

// A check goes slice by slice, so that the reads of others run between.
using CheckPtr = std::shared_ptr<std::unique_ptr<people::AuditCheck>>;

void goOn(ReaderThread& reader, const CheckPtr& check, const Reply& reply)
{
    Status asked = reader.ask(
        [check](ReadPorts& ports) -> Result<bool> {
            if (!ports.audit) {
                return noTrail();
            }
            if (!*check) {
                LOCUS_TRY_VALUE(begun, ports.audit->check());
                *check = std::move(begun);
            }
            return (*check)->go(slice);
        },
        [&reader, check, reply](const Result<bool>& more) {
            if (!more.ok()) {
                reply(more.error());
            } else if (*more) {
                goOn(reader, check, reply);
            } else {
                reply(protocol::AuditVerified { (*check)->verdict() }.toJson());
            }
        });
    if (!asked.ok()) {
        reply(std::move(asked).error());
    }
}

} // namespace

void addAuditMethods(
    RpcTable& table, ReaderThread& reader, CommandSender& commands, const GatewayOptions& options)
{
    const std::size_t cap = options.limits.frameBytesOut - frameMargin;
    table.add(protocol::AuditList::method,
        decoding<protocol::AuditList>(
            [&reader, cap](const Call& call, protocol::AuditList message, const Reply& reply) {
                readAndReply(
                    reader,
                    [query = std::move(message.query), who = call.principal, cap](
                        ReadPorts& ports) -> Result<Bytes> {
                        return ports.audit ? fittingPage(*ports.audit, query, who, cap)
                                           : Result<Bytes>(noTrail());
                    },
                    reply);
            }));
    table.add(protocol::AuditExport::method,
        decoding<protocol::AuditExport>(
            [&reader, cap, source = options.installation.toStdString()](
                const Call&, protocol::AuditExport message, const Reply& reply) {
                readAndReply(
                    reader,
                    [message = std::move(message), source, cap](ReadPorts& ports) -> Result<Bytes> {
                        return ports.audit ? fittingLines(*ports.audit, message, source, cap)
                                           : Result<Bytes>(noTrail());
                    },
                    reply);
            }));
    for (const std::string_view method : { people::setAuditRetention, people::changeAuditKey }) {
        table.add(method,
            decoding<protocol::AuditChange>(
                [&commands](
                    const Call& call, const protocol::AuditChange& message, const Reply& reply) {
                    commands.send(
                        { message.commandId, call.method,
                            message.years ? people::encodeRetention(*message.years) : Bytes("{}"),
                            call.principal.user, {}, &call },
                        reply);
                }));
    }
    table.add(protocol::AuditVerify::method,
        decoding<protocol::AuditVerify>(
            [&reader](const Call&, const protocol::AuditVerify&, const Reply& reply) {
                goOn(reader, std::make_shared<std::unique_ptr<people::AuditCheck>>(), reply);
            }));
}

} // namespace locus::gateway
