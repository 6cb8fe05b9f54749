// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/command_sender.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/patients/patient_codec.h"
#include "core/patients/patient_commands.h"
#include "core/patients/patient_rules.h"
#include "core/protocol/patients_messages.h"

#include <algorithm>

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

using Read = Result<patients::PatientPage> (PatientsReader::*)(const patients::PatientQuery&);

// A page that does not fit one frame is read again with half as many.
Result<Bytes> fittingPage(
    PatientsReader& reader, Read read, patients::PatientQuery query, std::size_t cap)
{
    for (;; query.limit /= 2) {
        LOCUS_TRY_VALUE(page, (reader.*read)(query));
        Bytes json = protocol::PatientsPage { std::move(page) }.toJson();
        if (json.size() <= cap || query.limit == 1) {
            return json;
        }
    }
}

// What somebody finds whose emergency access is for this one.
Result<Bytes> pageOfOne(PatientsReader& reader, const std::string& reference)
{
    protocol::PatientsPage out;
    if (auto found = reader.get(reference); found.ok()) {
        out.page.items.push_back(std::move(*found));
    } else if (found.error().kind != ErrorKind::NotFound) {
        return std::move(found).error();
    }
    out.page.total = out.page.items.size();
    return out.toJson();
}

Result<Bytes> fittingTimeline(
    PatientsReader& reader, patients::TimelineQuery query, std::size_t cap)
{
    for (;; query.limit /= 2) {
        LOCUS_TRY_VALUE(page, reader.timeline(query));
        Bytes json = protocol::PatientTimeline { std::move(page) }.toJson();
        if (json.size() <= cap || query.limit == 1) {
            return json;
        }
    }
}

// What stands on a label and nothing else.
patients::Patient labelled(patients::Patient patient)
{
    patient.names.resize(std::min<std::size_t>(patient.names.size(), 1));
    patient.identifiers.resize(std::min<std::size_t>(patient.identifiers.size(), 1));
    patient.flags.clear();
    patient.mergedInto.clear();
    return patient;
}

Result<Bytes> labelsOf(PatientsReader& reader, const std::vector<std::string>& references)
{
    protocol::PatientLabels out;
    for (const std::string& ref : references) {
        Status failed;
        patients::Patient found;
        const std::string id = patients::standsFor(
            ref, [&](const std::string& at) -> const auto& {
                auto record = reader.get(at);
                if (!record.ok() && record.error().kind != ErrorKind::NotFound) {
                    failed = record.error();
                }
                found = record.ok() ? std::move(*record) : patients::Patient();
                return found;
            });
        LOCUS_TRY(failed);
        if (found.id != id) { // a circle ended at its start
            auto start = reader.get(id);
            found = start.ok() ? std::move(*start) : patients::Patient();
        }
        if (found.isThere()) {
            out.items.push_back({ ref, labelled(std::move(found)) });
        }
    }
    return out.toJson();
}

// Whose data the erasure takes, by what the directory knows now; the loop looks at it again.
Result<std::vector<std::string>> referencesOf(ReadPorts& ports, const std::string& patientId)
{
    auto found = ports.patients ? ports.patients->references(patientId)
                                : Result<std::vector<std::string>>(std::vector<std::string>());
    const bool unknown = !found.ok() && found.error().kind == ErrorKind::NotFound;
    return unknown ? std::vector<std::string>() : std::move(found);
}

void erase(ReaderThread& reader, CommandSender& commands, const Call& call,
    const protocol::PatientsCommand& message, const Reply& reply)
{
    auto erasure = patients::decodeErasure(message.change);
    if (!erasure.ok()) {
        reply(std::move(erasure).error());
        return;
    }
    const std::string id = erasure->patientId;
    const Status queued = reader.ask([id](ReadPorts& ports) { return referencesOf(ports, id); },
        [&commands, call, message, asked = *erasure, reply](
            const Result<std::vector<std::string>>& references) {
            if (!references.ok()) {
                reply(references.error());
                return;
            }
            patients::Erasure wish = asked;
            wish.references = *references;
            commands.send({ message.commandId, call.method, patients::encodeErasure(wish),
                              call.principal.user, message.expectedVersion, &call },
                reply);
        });
    if (!queued.ok()) {
        reply(queued.error());
    }
}

} // namespace

void addPatientsMethods(
    RpcTable& table, ReaderThread& reader, CommandSender& commands, const GatewayOptions& options)
{
    const std::size_t cap = options.limits.frameBytesOut - frameMargin;
    const auto reading = [&](auto read) {
        return [&reader, read](const Call&, auto message, const Reply& reply) {
            readAndReply(reader,
                withPatients([message = std::move(message), read](
                                 PatientsReader& patients) { return read(patients, message); }),
                reply);
        };
    };
    table.add(protocol::PatientsSearch::method,
        decoding<protocol::PatientsSearch>([&reader, cap](const Call& call,
                                               const protocol::PatientsSearch& message,
                                               const Reply& reply) {
            readAndReply(reader,
                withPatients([query = message.query, only = call.subject, cap](
                                 PatientsReader& patients) {
                    return only.empty() ? fittingPage(patients, &PatientsReader::search, query, cap)
                                        : pageOfOne(patients, only);
                }),
                reply);
        }));
    table.add(protocol::PatientsExport::method,
        decoding<protocol::PatientsExport>(
            reading([cap](PatientsReader& patients, const protocol::PatientsExport& message) {
                return fittingPage(
                    patients, &PatientsReader::all, { {}, message.limit, message.after }, cap);
            })));
    table.add(protocol::PatientsGet::method,
        decoding<protocol::PatientsGet>(reading(
            [](PatientsReader& patients, const protocol::PatientsGet& message) -> Result<Bytes> {
                LOCUS_TRY_VALUE(found, patients.record(message.patientId));
                return protocol::PatientDetail { std::move(found.patient),
                    std::move(found.replaces) }
                    .toJson();
            })));
    table.add(protocol::PatientsLabels::method,
        decoding<protocol::PatientsLabels>(
            reading([](PatientsReader& patients, const protocol::PatientsLabels& message) {
                return labelsOf(patients, message.patientIds);
            })));
    table.add(protocol::PatientsTimeline::method,
        decoding<protocol::PatientsTimeline>(
            reading([cap](PatientsReader& patients, const protocol::PatientsTimeline& message) {
                return fittingTimeline(patients, message.query, cap);
            })));
    table.add(patients::eraseCommand,
        decoding<protocol::PatientsCommand>(
            [&reader, &commands](const Call& call, const protocol::PatientsCommand& message,
                const Reply& reply) { erase(reader, commands, call, message, reply); }));
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
