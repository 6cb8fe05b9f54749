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

} // namespace

Result<std::size_t> submitDemoData(pipeline::CommandPort& commands, UuidSource& ids)
{
    const auto path = resourceFolder() / "demo" / "submissions.json";
    LOCUS_TRY_VALUE(content, readFile(path, fileCap));
    const nlohmann::json document = nlohmann::json::parse(content, nullptr, false);
    if (!document.is_object() || !document.contains("submissions")) {
        return invalid(
            "service.demo_damaged", path.string() + " is not the sample data that shipped");
    }
    std::size_t handedOver = 0;
    for (nlohmann::json body : document.at("submissions")) {
        body["assembly"] = document.value("assembly", "GRCh38");
        pipeline::Command command;
        command.id = ids.next();
        body["commandId"] = command.id.toString();
        command.name = "analyses.submit";
        command.body = body.dump();
        command.actor = submitter;
        commands.submit(std::move(command), [](const pipeline::Answer& answer) {
            if (!answer.ok()) {
                log::warn("demo.refused", { { "code", answer.error().code } });
            }
        });
        ++handedOver;
    }
    return handedOver;
}

} // namespace locus::service
