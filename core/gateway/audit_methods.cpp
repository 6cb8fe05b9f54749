// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/audit_checks.h"
#include "core/gateway/command_sender.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/people/audit_wish.h"
#include "core/protocol/audit_messages.h"

namespace locus::gateway {

namespace {

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

} // namespace

void addAuditMethods(RpcTable& table, ReaderThread& reader, CommandSender& commands,
    AuditChecks& checks, const GatewayOptions& options)
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
            [&checks](const Call& call, const protocol::AuditVerify& message, const Reply& reply) {
                checks.goOn(call.principal.user, message, reply);
            }));
}

} // namespace locus::gateway
