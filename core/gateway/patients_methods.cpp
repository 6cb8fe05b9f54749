// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/command_sender.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/patients/patient_commands.h"
#include "core/protocol/patients_messages.h"

namespace locus::gateway {

namespace {

using patients::PatientsReader;

template <typename Read> auto withPatients(Read read)
{
    return [read = std::move(read)](ReadPorts& ports) -> Result<Bytes> {
        if (!ports.patients) {
            return notFound("gateway.no_patients", "this core keeps no directory of patients");
        }
        return read(*ports.patients);
    };
}

Result<Bytes> fittingPage(
    PatientsReader& reader, const std::string& typed, std::size_t limit, std::size_t cap)
{
    for (;; limit /= 2) {
        LOCUS_TRY_VALUE(page, reader.search(typed, limit));
        Bytes json = protocol::PatientsPage { std::move(page) }.toJson();
        if (json.size() <= cap || limit == 1) {
            return json;
        }
    }
}

} // namespace

void addPatientsMethods(
    RpcTable& table, ReaderThread& reader, CommandSender& commands, const GatewayOptions& options)
{
    const std::size_t cap = options.limits.frameBytesOut - frameMargin;
    table.add(protocol::PatientsSearch::method,
        decoding<protocol::PatientsSearch>(
            [&reader, cap](const Call&, protocol::PatientsSearch message, const Reply& reply) {
                readAndReply(reader,
                    withPatients([message = std::move(message), cap](PatientsReader& patients) {
                        return fittingPage(
                            patients, message.text, static_cast<std::size_t>(message.limit), cap);
                    }),
                    reply);
            }));
    table.add(protocol::PatientsGet::method,
        decoding<protocol::PatientsGet>(
            [&reader](const Call&, protocol::PatientsGet message, const Reply& reply) {
                readAndReply(reader,
                    withPatients([id = std::move(message.patientId)](
                                     PatientsReader& patients) -> Result<Bytes> {
                        LOCUS_TRY_VALUE(patient, patients.get(id));
                        return protocol::PatientDetail { std::move(patient) }.toJson();
                    }),
                    reply);
            }));
    for (const patients::PatientCommand& command : patients::patientCommands) {
        table.add(command.name,
            decoding<protocol::PatientsCommand>(
                [&commands](
                    const Call& call, protocol::PatientsCommand message, const Reply& reply) {
                    commands.send({ message.commandId, call.method, std::move(message.change),
                                      call.principal.user, message.expectedVersion, &call },
                        reply);
                }));
    }
}

} // namespace locus::gateway
