// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/places.h"
#include "core/base/scrub.h"
#include "core/base/stop_notes.h"
#include "core/base/text.h"
#include "core/cli/context.h"
#include "core/cli/session.h"
#include "core/protocol/system_messages.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <ostream>

namespace locus::cli {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t logTail = 256UL * 1024;

struct Part
{
    const char* name;
    const char* holds;
    json content;
};

struct Skipped
{
    std::string name;
    const char* why;
};

struct Bundle
{
    std::vector<Part> parts;
    std::vector<Skipped> skipped;
};

// Names of people and of what opens anything are no part of a configuration that travels.
json withoutSecrets(const json& value)
{
    constexpr std::array persons { "username", "contact" };
    if (value.is_string()) {
        return scrubbed(value.get<std::string>());
    }
    if (!value.is_structured()) {
        return value;
    }
    json out = value.is_array() ? json::array() : json::object();
    for (const auto& [name, member] : value.items()) {
        const bool hidden = value.is_object() && member.is_string()
            && !member.get_ref<const std::string&>().empty()
            && ((namesSecret(name) && !name.ends_with("_file"))
                || std::find(persons.begin(), persons.end(), name) != persons.end());
        json shown = hidden ? json(std::string(scrubMark)) : withoutSecrets(member);
        if (value.is_array()) {
            out.push_back(std::move(shown));
        } else {
            out[name] = std::move(shown);
        }
    }
    return out;
}

// Without who asked for what.
json healthOf(const protocol::HealthReport& report)
{
    json checks = json::array();
    for (const protocol::HealthCheck& check : report.checks) {
        checks.push_back({ { "name", check.name }, { "status", check.status },
            { "detail", scrubbed(check.detail) }, { "figures", check.figures } });
    }
    return { { "status", report.status }, { "serverVersion", report.serverVersion },
        { "bus", report.bus }, { "roles", report.roles },
        { "startedAt", toRfc3339(report.startedAt) }, { "checks", std::move(checks) } };
}

// Lines as the log facade writes them; what does not begin with a time is no line of ours.
json logLines(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    in.seekg(0, std::ios::end);
    const auto size = static_cast<std::size_t>(std::max<std::streamoff>(in.tellg(), 0));
    in.seekg(static_cast<std::streamoff>(size > logTail ? size - logTail : 0));
    json out = json::array();
    for (std::string line; std::getline(in, line);) {
        if (parseRfc3339(line.substr(0, line.find(' '))).ok()) {
            out.push_back(scrubbed(toUtf8(line)));
        }
    }
    return out;
}

void addLog(Bundle& bundle, const json& configuration)
{
    const json::json_pointer at("/log/file");
    const std::string file = configuration.contains(at) && configuration.at(at).is_string()
        ? configuration.at(at).get<std::string>()
        : std::string();
    if (file.empty()) {
        bundle.skipped.push_back(
            { "log", "the core writes to standard error; see its supervisor" });
        return;
    }
    bundle.parts.push_back({ "log", "the end of the core's log", logLines(file) });
}

template <typename Message> bool ask(Session& session, Bundle& bundle, const char* name, auto use)
{
    auto answer = session.call(Message());
    if (!answer.ok()) {
        bundle.skipped.push_back({ name, "the core did not give it; locusctl doctor says why" });
        return false;
    }
    use(*answer);
    return true;
}

void addCore(Bundle& bundle, const Context& context)
{
    auto session = Session::open(context);
    if (!session.ok()) {
        bundle.skipped.push_back(
            { "health, metrics, configuration, log", "no core could be reached" });
        return;
    }
    ask<protocol::SystemHealth>(**session, bundle, "health", [&bundle](const auto& report) {
        bundle.parts.push_back({ "health", "what is well and what is not", healthOf(report) });
    });
    ask<protocol::SystemMetrics>(**session, bundle, "metrics", [&bundle](const auto& metrics) {
        bundle.parts.push_back({ "metrics", "counters and gauges", metrics.text });
    });
    ask<protocol::SystemConfig>(**session, bundle, "configuration", [&bundle](const auto& text) {
        const json configuration = json::parse(text.config, nullptr, false);
        addLog(bundle, configuration);
        bundle.parts.push_back({ "configuration", "without secrets and names of people",
            withoutSecrets(configuration) });
    });
}

// Names and sizes of the files that the program itself makes; none of them is opened.
void addFolder(Bundle& bundle, const fs::path& folder)
{
    constexpr std::array known { "locus.sqlite", "locus.sqlite-wal", "bus.sqlite", "bus.sqlite-wal",
        "keys.sqlite", "audit-witness.jsonl", "service-tokens.json", "token", "site.key",
        "endpoint.json", "stops.log" };
    json files = json::array();
    for (const char* name : known) {
        std::error_code missing;
        const auto size = fs::file_size(folder / name, missing);
        if (!missing) {
            files.push_back({ { "name", name }, { "bytes", size } });
        }
    }
    bundle.parts.push_back({ "files", "names and sizes in the data folder", std::move(files) });
    bundle.parts.push_back(
        { "stops", "how often the core ended by which error", stopCounts(folder) });
}

Bundle gather(const Context& context)
{
    Bundle out;
    out.parts.push_back({ "program", "versions", { { "locusctl", LOCUS_VERSION } } });
    addCore(out, context);
    addFolder(out, context.dataDir.empty() ? seatPlaces().data : context.dataDir);
    for (const char* name : { "store", "bus", "audit trail", "dead letters" }) {
        out.skipped.push_back({ name, "holds patients' data" });
    }
    for (const char* name : { "keys", "tokens", "certificates" }) {
        out.skipped.push_back({ name, "opens things" });
    }
    return out;
}

std::string textOf(const Bundle& bundle)
{
    json manifest { { "madeAt", toRfc3339(SystemClock().now()) }, { "parts", json::array() },
        { "skipped", json::array() } };
    json out = json::object();
    for (const Part& part : bundle.parts) {
        manifest["parts"].push_back({ { "name", part.name }, { "holds", part.holds },
            { "bytes",
                part.content.dump(-1, ' ', false, json::error_handler_t::replace).size() } });
        out[part.name] = part.content;
    }
    for (const Skipped& part : bundle.skipped) {
        manifest["skipped"].push_back({ { "name", part.name }, { "why", part.why } });
    }
    out["manifest"] = std::move(manifest);
    return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Status diagnostics(const Context& context, const std::string& file)
{
    const std::string text = textOf(gather(context));
    if (file.empty()) {
        context.out << text;
        return {};
    }
    LOCUS_TRY(writeFileAtomically(file, text, true));
    context.out << file << ": " << text.size()
                << " octets; --preview shows the same, read it before you send it\n";
    return {};
}

} // namespace

void addDiagnosticsVerb(CLI::App& app, Context& context)
{
    CLI::App* verb = app.add_subcommand("diagnostics",
        "Gather what a maintainer needs, without patients' data and secrets, in one JSON file");
    addConnectionOptions(*verb, context);
    auto file = std::make_shared<std::string>();
    auto shown = std::make_shared<bool>(false);
    auto* output = verb->add_option("--output", *file, "file to write, for its owner alone");
    auto* preview = verb->add_flag("--preview", *shown, "print what the file would hold, and write none");
    preview->excludes(output);
    verb->callback([&context, file, shown, output, preview] {
        if (output->count() + preview->count() == 0) {
            throw CLI::RequiredError("--preview or --output FILE");
        }
        context.task = [file](Context& found) { return diagnostics(found, *file); };
    });
}

} // namespace locus::cli
