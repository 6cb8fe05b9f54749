// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_design_codec.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace locus::cluster {

namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

constexpr std::int64_t msPerHour = 3'600'000;
constexpr std::int64_t mostPartitions = 10'000;
constexpr std::int64_t largestMessage = 128LL * 1024 * 1024;
constexpr std::size_t longestTopicName = 249;
constexpr int deepest = 8;

const Words& operations()
{
    static const Words all { "All", "Alter", "AlterConfigs", "ClusterAction", "Create", "Delete",
        "Describe", "DescribeConfigs", "IdempotentWrite", "Read", "Write" };
    return all;
}

const Words& limitNames()
{
    static const Words all { "producer_byte_rate", "consumer_byte_rate", "request_percentage",
        "controller_mutation_rate" };
    return all;
}

// A value of the file and the place where it stands, so that every mistake says where it is.
class Place
{
public:
    Place(const Json& value, std::string where)
        : m_value(value)
        , m_where(std::move(where))
    { }

    [[nodiscard]] const Json& json() const { return m_value; }
    [[nodiscard]] const std::string& where() const { return m_where; }
    [[nodiscard]] bool has(const char* key) const { return m_value.contains(key); }
    [[nodiscard]] Place at(const char* key) const
    {
        return { m_value.at(key), m_where + "/" + key };
    }
    [[nodiscard]] Place at(std::size_t index) const
    {
        return { m_value.at(index), m_where + "/" + std::to_string(index) };
    }

    [[nodiscard]] Error wrong(const std::string& message) const
    {
        return invalid("cluster.file", (m_where.empty() ? "the file" : m_where) + ": " + message)
            .with("where", m_where);
    }

    [[nodiscard]] Error unknown(
        const std::string& what, const std::string& word, const Words& known) const
    {
        const std::string nearest = nearestName(word, known);
        return wrong("unknown " + what + " " + word
            + (nearest.empty() ? "; there are " + join(known, ", ")
                               : "; did you mean " + nearest + "?"))
            .with("nearest", nearest);
    }

    [[nodiscard]] Status checkObject(const Words& known, const Words& needed) const
    {
        if (!m_value.is_object()) {
            return wrong("must be an object");
        }
        for (const auto& item : m_value.items()) {
            if (std::find(known.begin(), known.end(), item.key()) == known.end()) {
                return unknown("key", item.key(), known);
            }
        }
        for (const std::string& key : needed) {
            if (!m_value.contains(key)) {
                return wrong("needs " + key);
            }
        }
        return {};
    }

    [[nodiscard]] Status checkArray() const
    {
        return m_value.is_array() ? Status() : wrong("must be a list");
    }

    [[nodiscard]] Result<std::string> text() const
    {
        if (!m_value.is_string() || m_value.get_ref<const std::string&>().empty()) {
            return wrong("must be a text that is not empty");
        }
        return m_value.get<std::string>();
    }

    [[nodiscard]] Result<std::string> oneOf(const char* what, const Words& known) const
    {
        LOCUS_TRY_VALUE(word, text());
        if (std::find(known.begin(), known.end(), word) == known.end()) {
            return unknown(what, word, known);
        }
        return word;
    }

    [[nodiscard]] Result<std::int64_t> whole(std::int64_t least, std::int64_t most) const
    {
        if (!m_value.is_number_integer() || m_value.get<std::int64_t>() < least
            || m_value.get<std::int64_t>() > most) {
            return wrong("must be a whole number from " + std::to_string(least) + " to "
                + std::to_string(most));
        }
        return m_value.get<std::int64_t>();
    }

private:
    const Json& m_value;
    std::string m_where;
};

Result<std::string> topicName(const Place& place)
{
    LOCUS_TRY_VALUE(name, place.text());
    const bool isLegal = name.size() <= longestTopicName && name != "." && name != ".."
        && std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return c < 0x80 && (std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-');
           });
    if (!isLegal) {
        return place.wrong("\"" + name
            + "\" is no topic name: at most 249 letters, digits, dots, underscores and hyphens");
    }
    return name;
}

Status readNumber(const Place& topic, const char* key, const char* config, std::int64_t factor,
    std::int64_t most, TopicConfigs& into)
{
    if (topic.has(key)) {
        LOCUS_TRY_VALUE(number, topic.at(key).whole(1, most));
        into[config] = std::to_string(number * factor);
    }
    return {};
}

Status readConfigs(const Place& topic, TopicDesign& design)
{
    constexpr std::int64_t mostHours = std::numeric_limits<std::int64_t>::max() / msPerHour;
    TopicConfigs& configs = design.configs;
    LOCUS_TRY(readNumber(topic, "retention_hours", "retention.ms", msPerHour, mostHours, configs));
    LOCUS_TRY(
        readNumber(topic, "max_message_bytes", "max.message.bytes", 1, largestMessage, configs));
    LOCUS_TRY(readNumber(topic, "min_insync_replicas", "min.insync.replicas", 1,
        std::numeric_limits<std::int16_t>::max(), configs));
    const auto inSync = configs.find("min.insync.replicas");
    if (inSync != configs.end() && toInt(inSync->second).value_or(0) > design.replication) {
        return topic.at("min_insync_replicas")
            .wrong("asks for " + inSync->second + " copies in sync of a topic with "
                + std::to_string(design.replication)
                + ": nothing could ever be written; at most the replication is possible");
    }
    if (topic.has("cleanup_policy")) {
        LOCUS_TRY_VALUE(policy,
            topic.at("cleanup_policy").oneOf("policy", { "delete", "compact", "compact,delete" }));
        configs["cleanup.policy"] = policy;
    }
    configs["unclean.leader.election.enable"] = "false"; // else what was acknowledged can be lost
    return {};
}

Result<TopicDesign> readTopic(const Place& place)
{
    LOCUS_TRY(place.checkObject(designKeys("topics"), { "name", "partitions", "replication" }));
    TopicDesign design;
    LOCUS_TRY_VALUE(name, topicName(place.at("name")));
    design.name = std::move(name);
    LOCUS_TRY_VALUE(count, place.at("partitions").whole(1, mostPartitions));
    design.partitions = static_cast<std::int32_t>(count);
    LOCUS_TRY_VALUE(
        copies, place.at("replication").whole(1, std::numeric_limits<std::int16_t>::max()));
    design.replication = static_cast<int>(copies);
    LOCUS_TRY(readConfigs(place, design));
    return design;
}

Status readResource(const Place& place, AccessRule& rule)
{
    const std::map<std::string, std::pair<std::string, bool>> kinds {
        { "topic", { "Topic", false } },
        { "topic_prefix", { "Topic", true } },
        { "group", { "Group", false } },
        { "group_prefix", { "Group", true } },
    };
    int found = 0;
    for (const auto& [key, kind] : kinds) {
        if (place.has(key.c_str())) {
            ++found;
            LOCUS_TRY_VALUE(name, place.at(key.c_str()).text());
            rule.resource = kind.first;
            rule.isPrefix = kind.second;
            rule.name = std::move(name);
        }
    }
    if (place.has("cluster")) {
        ++found;
        rule.resource = "Cluster";
        rule.name = "kafka-cluster";
        if (place.json().at("cluster") != true) {
            return place.at("cluster").wrong("must be true");
        }
    }
    if (found != 1) {
        return place.wrong(
            "needs exactly one of topic, topic_prefix, group, group_prefix, cluster");
    }
    return {};
}

Status readRules(const Place& place, std::vector<AccessRule>& into)
{
    LOCUS_TRY(place.checkObject(designKeys("rules"), { "principal", "operations" }));
    AccessRule rule;
    LOCUS_TRY_VALUE(principal, place.at("principal").text());
    if (!principal.starts_with("User:")) {
        return place.at("principal")
            .wrong("must begin with \"User:\", as in User:CN=locus for a certificate's name");
    }
    rule.principal = std::move(principal);
    LOCUS_TRY(readResource(place, rule));
    if (place.has("permission")) {
        LOCUS_TRY_VALUE(
            permission, place.at("permission").oneOf("permission", { "Allow", "Deny" }));
        rule.permission = std::move(permission);
    }
    if (place.has("host")) {
        LOCUS_TRY_VALUE(host, place.at("host").text());
        rule.host = std::move(host);
    }
    const Place words = place.at("operations");
    LOCUS_TRY(words.checkArray());
    for (std::size_t i = 0; i < words.json().size(); ++i) {
        LOCUS_TRY_VALUE(operation, words.at(i).oneOf("operation", operations()));
        rule.operation = std::move(operation);
        into.push_back(rule);
    }
    return {};
}

Result<QuotaDesign> readQuota(const Place& place)
{
    LOCUS_TRY(place.checkObject(designKeys("quotas"), {}));
    QuotaDesign quota;
    for (const auto& [key, name] :
        { std::pair("user", &quota.user), std::pair("client_id", &quota.clientId) }) {
        if (place.has(key)) {
            LOCUS_TRY_VALUE(text, place.at(key).text());
            *name = std::move(text);
        }
    }
    for (const std::string& name : limitNames()) {
        if (place.has(name.c_str())) {
            const Json& value = place.json().at(name);
            if (!value.is_number() || value.get<double>() <= 0) {
                return place.at(name.c_str()).wrong("must be a number above 0");
            }
            quota.limits[name] = value.get<double>();
        }
    }
    if ((quota.user.empty() && quota.clientId.empty()) || quota.limits.empty()) {
        return place.wrong(
            "needs a user or a client_id, and at least one of " + join(limitNames(), ", "));
    }
    return quota;
}

template <typename Read> Status readEach(const Place& whole, const char* key, const Read& read)
{
    if (!whole.has(key)) {
        return {};
    }
    const Place list = whole.at(key);
    LOCUS_TRY(list.checkArray());
    for (std::size_t i = 0; i < list.json().size(); ++i) {
        LOCUS_TRY(read(list.at(i)));
    }
    return {};
}

Result<Json> parse(BytesView text)
{
    bool isTooDeep = false;
    const auto guard = [&](int depth, Json::parse_event_t, Json&) {
        isTooDeep = isTooDeep || depth > deepest;
        return depth <= deepest;
    };
    try {
        Json json = Json::parse(text, guard);
        if (isTooDeep) {
            return invalid("cluster.file", "the file is nested deeper than anything it may hold");
        }
        return json;
    } catch (const Json::parse_error& error) {
        return invalid("cluster.file", std::string("the file is not JSON: ") + error.what());
    }
}

Json base(const char* what, const std::string& subject, const std::string& sentence)
{
    return { { "what", what }, { "subject", subject }, { "sentence", sentence } };
}

Bytes stepJson(const PlanStep& step)
{
    const bool isRule = step.kind == PlanStep::Kind::CreateRule;
    Json json = base("step", isRule ? step.rule.principal : step.topic.name, step.sentence);
    json["kind"] = std::string(toString(step.kind));
    if (!step.consequence.empty()) {
        json["consequence"] = step.consequence;
    }
    if (isRule) {
        json["rule"] = { { "principal", step.rule.principal }, { "resource", step.rule.resource },
            { "name", step.rule.name }, { "prefix", step.rule.isPrefix },
            { "operation", step.rule.operation }, { "permission", step.rule.permission },
            { "host", step.rule.host } };
        return json.dump();
    }
    if (step.kind != PlanStep::Kind::SetConfigs) {
        json["partitions"] = step.topic.partitions;
    }
    if (step.kind == PlanStep::Kind::CreateTopic) {
        json["replication"] = step.topic.replication;
    }
    if (!step.topic.configs.empty()) {
        json["configs"] = step.topic.configs;
    }
    return json.dump();
}

} // namespace

std::vector<std::string> designKeys(std::string_view object)
{
    if (object == "topics") {
        return { "name", "partitions", "replication", "retention_hours", "max_message_bytes",
            "min_insync_replicas", "cleanup_policy" };
    }
    if (object == "rules") {
        return { "principal", "topic", "topic_prefix", "group", "group_prefix", "cluster",
            "operations", "permission", "host" };
    }
    if (object == "quotas") {
        Words keys { "user", "client_id" };
        keys.insert(keys.end(), limitNames().begin(), limitNames().end());
        return keys;
    }
    return { "$schema", "topics", "rules", "quotas" };
}

Result<ClusterDesign> readClusterDesign(BytesView json)
{
    LOCUS_TRY_VALUE(document, parse(json));
    const Place whole(document, "");
    LOCUS_TRY(whole.checkObject(designKeys(""), { "topics" }));
    ClusterDesign design;
    std::set<std::string> names;
    LOCUS_TRY(readEach(whole, "topics", [&](const Place& place) -> Status {
        LOCUS_TRY_VALUE(topic, readTopic(place));
        if (!names.insert(topic.name).second) {
            return place.wrong("topic " + topic.name + " stands in the file twice");
        }
        design.topics.push_back(std::move(topic));
        return {};
    }));
    LOCUS_TRY(readEach(whole, "rules",
        [&](const Place& place) -> Status { return readRules(place, design.rules); }));
    std::sort(design.rules.begin(), design.rules.end());
    design.rules.erase(std::unique(design.rules.begin(), design.rules.end()), design.rules.end());
    LOCUS_TRY(readEach(whole, "quotas", [&](const Place& place) -> Status {
        LOCUS_TRY_VALUE(quota, readQuota(place));
        design.quotas.push_back(std::move(quota));
        return {};
    }));
    return design;
}

std::vector<Bytes> planJson(const ClusterPlan& plan)
{
    std::vector<Bytes> lines;
    for (const PlanNote& note : plan.notes) {
        Json json = base("note", note.subject, note.sentence);
        json["code"] = note.code;
        lines.push_back(json.dump());
    }
    for (const PlanStep& step : plan.steps) {
        lines.push_back(stepJson(step));
    }
    for (const PlanCommand& command : plan.commands) {
        Json json = base("command", command.subject, command.sentence);
        json["command"] = command.command;
        json["canBeSeen"] = command.canBeSeen;
        if (!command.file.empty()) {
            json["file"] = Json::parse(command.file);
        }
        lines.push_back(json.dump());
    }
    return lines;
}

} // namespace locus::cluster
