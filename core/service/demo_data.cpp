// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/demo_data.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/places.h"
#include "core/base/uuid.h"
#include "core/pipeline/command.h"

#include <nlohmann/json.hpp>

namespace locus::service {

namespace {

constexpr std::size_t fileCap = 1024UL * 1024;
constexpr const char* submitter = "a.osei"; // the fictional clinician of the sample data

void send(pipeline::CommandPort& commands, const Uuid& id, std::string name, Bytes body)
{
    pipeline::Command command;
    command.id = id;
    command.name = std::move(name);
    command.body = std::move(body);
    command.actor = submitter;
    commands.submit(std::move(command), [](const pipeline::Answer& answer) {
        if (!answer.ok()) {
            log::warn("demo.refused", { { "code", answer.error().code } });
        }
    });
}

} // namespace

Result<std::size_t> submitDemoData(pipeline::CommandPort& commands, UuidSource& ids)
{
    const auto path = resourceFolder() / "demo" / "submissions.json";
    LOCUS_TRY_VALUE(content, readFile(path, fileCap));
    const nlohmann::json document = nlohmann::json::parse(content, nullptr, false);
    if (!document.is_object() || !document.contains("submissions")
        || !document.contains("patients")) {
        return invalid(
            "service.demo_damaged", path.string() + " is not the sample data that shipped");
    }
    for (const nlohmann::json& patient : document.at("patients")) {
        send(commands, ids.next(), "patients.register", patient.dump());
    }
    for (nlohmann::json body : document.at("submissions")) {
        const Uuid id = ids.next();
        body["assembly"] = document.value("assembly", "GRCh38");
        body["commandId"] = id.toString();
        send(commands, id, "analyses.submit", body.dump());
    }
    return document.at("submissions").size();
}

} // namespace locus::service
