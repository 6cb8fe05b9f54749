// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/config.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/pipeline/start_positions.h"
#include "core/service/config_settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace locus::service {

namespace {

using nlohmann::json;

constexpr std::size_t largestConfigFile = 1024UL * 1024;

Error badValue(const Setting& setting, const std::string& allowed)
{
    return invalid("config.bad_value", setting.key + ": " + allowed)
        .with("field", setting.key)
        .with("allowed", allowed);
}

// Text that an environment variable or a command line gives, as the JSON that the file would hold.
Result<json> fromText(const Setting& setting, const std::string& text)
{
    const std::string type = setting.schema->at("type").get<std::string>();
    if (type == "string") {
        return json(text);
    }
    if (type == "array") {
        json list = json::array();
        for (const std::string_view part : split(text, ',')) {
            if (!trimmed(part).empty()) {
                list.push_back(std::string(trimmed(part)));
            }
        }
        return list;
    }
    json value = json::parse(text, nullptr, false);
    if (value.is_discarded()) {
        return badValue(setting, "\"" + text + "\" is not a JSON " + type);
    }
    return value;
}

std::string allowedText(const json& schema)
{
    if (schema.contains("enum")) {
        return "one of " + schema.at("enum").dump();
    }
    std::string text = "a " + schema.at("type").get<std::string>();
    if (schema.contains("minimum")) {
        text += " from " + schema.at("minimum").dump() + " to " + schema.at("maximum").dump();
    }
    return text;
}

bool fits(const json& schema, const json& value)
{
    const std::string type = schema.at("type").get<std::string>();
    const bool typed = (type == "string" && value.is_string())
        || (type == "boolean" && value.is_boolean())
        || (type == "integer" && value.is_number_integer())
        || (type == "number" && value.is_number()) || (type == "array" && value.is_array())
        || (type == "object" && value.is_object());
    if (!typed) {
        return false;
    }
    if (schema.contains("enum")) {
        const json& all = schema.at("enum");
        return std::find(all.begin(), all.end(), value) != all.end();
    }
    if (schema.contains("minimum")) {
        return value.get<double>() >= schema.at("minimum").get<double>()
            && value.get<double>() <= schema.at("maximum").get<double>();
    }
    if (type == "array" || type == "object") {
        const json item =
            schema.value(type == "array" ? "items" : "additionalProperties", json::object());
        return std::all_of(
            value.begin(), value.end(), [&item](const json& each) { return fits(item, each); });
    }
    return true;
}

const Setting* findSetting(const std::string& key)
{
    const auto found = std::find_if(settings().begin(), settings().end(),
        [&key](const Setting& setting) { return setting.key == key; });
    return found == settings().end() ? nullptr : &*found;
}

bool isSection(const std::string& key)
{
    return std::any_of(settings().begin(), settings().end(), [&key](const Setting& setting) {
        return setting.key.compare(0, key.size() + 1, key + ".") == 0;
    });
}

Error unknownKey(const std::string& key, const std::string& where)
{
    static const std::set<std::string> secrets { "password", "key_password", "token", "secret" };
    const std::string last = key.substr(key.find_last_of('.') + 1);
    if (secrets.contains(last)) {
        return refused("config.secret_in_file",
            where + ": " + key + ": secrets come from a 0600 file (" + key
                + "_file) or the environment, never from here")
            .with("field", key);
    }
    std::vector<std::string> known;
    for (const Setting& setting : settings()) {
        known.push_back(setting.key);
    }
    const std::string nearest = nearestName(key, known);
    const std::string hint = nearest.empty() ? std::string() : "; did you mean " + nearest + "?";
    return invalid("config.unknown_key", where + ": unknown key " + key + hint)
        .with("field", key)
        .with("allowed", nearest);
}

Status setValue(Config& config, const Setting& setting, const json& value)
{
    if (!fits(*setting.schema, value)) {
        return badValue(setting, allowedText(*setting.schema));
    }
    return setting.read(config, value);
}

Status readMembers(
    Config& config, const json& object, const std::string& prefix, const std::string& where)
{
    for (const auto& [name, value] : object.items()) {
        const std::string key = prefix + name;
        if (const Setting* setting = findSetting(key)) {
            LOCUS_TRY(setValue(config, *setting, value));
        } else if (isSection(key) && value.is_object()) {
            LOCUS_TRY(readMembers(config, value, key + ".", where));
        } else if (key != "$schema") {
            return unknownKey(key, where);
        }
    }
    return {};
}

Status readConfigFile(Config& config, const std::filesystem::path& path)
{
    LOCUS_TRY_VALUE(content, readFile(path, largestConfigFile));
    const json document = json::parse(content, nullptr, false, true);
    if (!document.is_object()) {
        return invalid("config.not_json", path.string() + " is not a JSON object");
    }
    return readMembers(config, document, "", path.string());
}

std::string environmentName(const std::string& key)
{
    std::string name = "LOCUS_" + toUpper(key);
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

bool isLoopback(const std::string& address)
{
    return address.rfind("127.", 0) == 0 || address.rfind("localhost:", 0) == 0
        || address.rfind("[::1]:", 0) == 0;
}

} // namespace

Result<Config> loadConfig(const ConfigSources& sources)
{
    Config config;
    if (!sources.file.empty()) {
        LOCUS_TRY(readConfigFile(config, sources.file));
    }
    for (const Setting& setting : settings()) {
        const auto found = sources.environment.find(environmentName(setting.key));
        if (found != sources.environment.end()) {
            LOCUS_TRY_VALUE(value, fromText(setting, found->second));
            LOCUS_TRY(setValue(config, setting, value));
        }
    }
    for (const auto& [key, given] : sources.overrides) {
        const Setting* setting = findSetting(key);
        if (!setting) {
            return unknownKey(key, "command line");
        }
        LOCUS_TRY_VALUE(value, fromText(*setting, given));
        LOCUS_TRY(setValue(config, *setting, value));
    }
    LOCUS_TRY(checkConfig(config));
    return config;
}

Status checkConfig(const Config& config)
{
    const auto broken = [](const char* field, const std::string& rule) {
        return invalid("config.bad_value", std::string(field) + ": " + rule)
            .with("field", field)
            .with("allowed", rule);
    };
    if (config.core.roles.empty()) {
        return broken("core.roles", "name at least one role");
    }
    if (config.core.clockRate > 1 && config.core.environment != "demo") {
        return broken("core.clock_rate", "only demo data may run faster than real time");
    }
    if (config.backup.every > 0 && config.backup.folder.empty()) {
        return broken("backup.folder", "name the folder that backup.every is to save to");
    }
    if (config.bus.kind == "kafka" && config.kafka.bootstrap.empty()) {
        return broken("kafka.bootstrap", "the Kafka bus needs at least one host:port");
    }
    if (const auto from = pipeline::parseStartFrom(config.bus.startFrom); !from.ok()) {
        return broken("bus.start_from", from.error().message);
    }
    static constexpr std::size_t allRoles = 5;
    if (config.bus.kind == "embedded" && config.core.roles.size() != allRoles) {
        return broken("core.roles",
            "roles split over processes need bus.kind kafka; the embedded bus belongs to one "
            "process with all roles");
    }
    if (config.kafka.certificateFile.empty() != config.kafka.keyFile.empty()) {
        return broken("kafka.key_file", "a client certificate and its key belong together");
    }
    for (const std::string& address : { config.gateway.listen, config.gateway.httpListen }) {
        const auto colon = address.rfind(':');
        const auto port =
            colon == std::string::npos ? std::nullopt : toInt(address.substr(colon + 1));
        if (!port || *port < 0 || *port > 65535) {
            return broken(
                "gateway.listen", "host:port, for example 127.0.0.1:8765, not \"" + address + "\"");
        }
        if (!isLoopback(address)
            && (config.gateway.certificateFile.empty() || config.gateway.keyFile.empty())) {
            return broken("gateway.certificate_file",
                address + " can be reached from outside, so it needs TLS");
        }
        if (!isLoopback(address) && config.gateway.geneticsAnonymous) {
            return broken(
                "gateway.genetics.anonymous", "only on a loopback address, not on " + address);
        }
    }
    return {};
}

std::string configSchema()
{
    json schema = { { "$schema", "http://json-schema.org/draft-07/schema#" },
        { "$id", "urn:locus:schema:locusd-config:1.0" }, { "title", "locusd.json" },
        { "type", "object" }, { "additionalProperties", false }, { "properties", json::object() } };
    schema["properties"]["$schema"] = { { "type", "string" } };
    for (const Setting& setting : settings()) {
        json* level = &schema;
        const auto names = split(setting.key, '.');
        for (std::size_t i = 0; i + 1 < names.size(); ++i) {
            level = &(*level)["properties"][std::string(names[i])];
            (*level)["type"] = "object";
            (*level)["additionalProperties"] = false;
        }
        json member = *setting.schema;
        member["description"] = setting.meaning;
        member["default"] = setting.write(Config());
        (*level)["properties"][std::string(names.back())] = member;
    }
    return schema.dump(2) + "\n";
}

std::string configJson(const Config& config)
{
    json document = json::object();
    for (const Setting& setting : settings()) {
        json* level = &document;
        for (const std::string_view name : split(setting.key, '.')) {
            level = &(*level)[std::string(name)];
        }
        *level = setting.write(config);
    }
    return document.dump();
}

std::vector<std::string> explainConfig(const Config& config)
{
    std::vector<std::string> lines;
    for (const Setting& setting : settings()) {
        lines.push_back(
            setting.key + " = " + setting.write(config).dump() + "    " + setting.meaning);
    }
    return lines;
}

} // namespace locus::service
