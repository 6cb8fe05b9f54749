// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/access_rules.h"

#include "core/bus/kafka/admin_call.h"
#include "core/bus/kafka/kafka_errors.h"

#include <librdkafka/rdkafka.h>

#include <array>
#include <string_view>
#include <utility>

namespace locus::bus::kafka {

namespace {

template <auto destroy> struct Destroy
{
    template <typename Handle> void operator()(Handle* handle) const { destroy(handle); }
};
using Binding = std::unique_ptr<rd_kafka_AclBinding_t, Destroy<rd_kafka_AclBinding_destroy>>;

constexpr std::size_t errorSize = 512;

using Word = std::pair<const char*, int>;

// Kafka's words as its own tools write them, and librdkafka's numbers.
constexpr std::array<Word, 11> operations { { { "All", RD_KAFKA_ACL_OPERATION_ALL },
    { "Read", RD_KAFKA_ACL_OPERATION_READ }, { "Write", RD_KAFKA_ACL_OPERATION_WRITE },
    { "Create", RD_KAFKA_ACL_OPERATION_CREATE }, { "Delete", RD_KAFKA_ACL_OPERATION_DELETE },
    { "Alter", RD_KAFKA_ACL_OPERATION_ALTER }, { "Describe", RD_KAFKA_ACL_OPERATION_DESCRIBE },
    { "ClusterAction", RD_KAFKA_ACL_OPERATION_CLUSTER_ACTION },
    { "DescribeConfigs", RD_KAFKA_ACL_OPERATION_DESCRIBE_CONFIGS },
    { "AlterConfigs", RD_KAFKA_ACL_OPERATION_ALTER_CONFIGS },
    { "IdempotentWrite", RD_KAFKA_ACL_OPERATION_IDEMPOTENT_WRITE } } };

constexpr std::array<Word, 3> resources { { { "Topic", RD_KAFKA_RESOURCE_TOPIC },
    { "Group", RD_KAFKA_RESOURCE_GROUP }, { "Cluster", RD_KAFKA_RESOURCE_BROKER } } };

template <std::size_t count>
const Word* byName(const std::array<Word, count>& words, std::string_view name)
{
    for (const Word& word : words) {
        if (name == word.first) {
            return &word;
        }
    }
    return nullptr;
}

template <std::size_t count> const char* byNumber(const std::array<Word, count>& words, int number)
{
    for (const Word& word : words) {
        if (number == word.second) {
            return word.first;
        }
    }
    return ""; // a word of a newer Kafka: equal to none of a file
}

Error named(const char* right, const Error& error)
{
    return isNotPermitted(error) ? notPermitted(right, "", error) : error;
}

cluster::AccessRule ruleOf(const rd_kafka_AclBinding_t* binding)
{
    cluster::AccessRule rule;
    rule.principal = rd_kafka_AclBinding_principal(binding);
    rule.resource = byNumber(resources, rd_kafka_AclBinding_restype(binding));
    rule.name = rd_kafka_AclBinding_name(binding);
    rule.isPrefix =
        rd_kafka_AclBinding_resource_pattern_type(binding) == RD_KAFKA_RESOURCE_PATTERN_PREFIXED;
    rule.operation = byNumber(operations, rd_kafka_AclBinding_operation(binding));
    rule.permission =
        rd_kafka_AclBinding_permission_type(binding) == RD_KAFKA_ACL_PERMISSION_TYPE_DENY ? "Deny"
                                                                                          : "Allow";
    rule.host = rd_kafka_AclBinding_host(binding);
    return rule;
}

} // namespace

Result<std::set<cluster::AccessRule>> readAccessRules(
    const KafkaHandle& handle, std::chrono::milliseconds timeout)
{
    std::array<char, errorSize> reason {};
    const Binding any(rd_kafka_AclBindingFilter_new(RD_KAFKA_RESOURCE_ANY, nullptr,
        RD_KAFKA_RESOURCE_PATTERN_ANY, nullptr, nullptr, RD_KAFKA_ACL_OPERATION_ANY,
        RD_KAFKA_ACL_PERMISSION_TYPE_ANY, reason.data(), reason.size()));
    if (!any) {
        return invalid("bus.access_rule", std::string("Kafka: ") + reason.data());
    }
    const std::string doing = "asking for the access rules";
    const auto event = adminCall(handle, RD_KAFKA_ADMIN_OP_DESCRIBEACLS, doing, timeout,
        [&](rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
            rd_kafka_DescribeAcls(handle.get(), any.get(), options, queue);
        });
    if (!event.ok()) {
        return named("Describe", event.error());
    }
    std::size_t count = 0;
    const auto** bindings =
        rd_kafka_DescribeAcls_result_acls(rd_kafka_event_DescribeAcls_result(event->get()), &count);
    std::set<cluster::AccessRule> rules;
    for (std::size_t i = 0; i < count; ++i) {
        rules.insert(ruleOf(bindings[i]));
    }
    return rules;
}

Status createAccessRule(
    const KafkaHandle& handle, const cluster::AccessRule& rule, std::chrono::milliseconds timeout)
{
    const Word* resource = byName(resources, rule.resource);
    const Word* operation = byName(operations, rule.operation);
    if (resource == nullptr || operation == nullptr) {
        return refused("bus.access_rule",
            "this client library cannot set rules about " + rule.resource + "; kafka-acls.sh can");
    }
    std::array<char, errorSize> reason {};
    const Binding binding(rd_kafka_AclBinding_new(
        static_cast<rd_kafka_ResourceType_t>(resource->second), rule.name.c_str(),
        rule.isPrefix ? RD_KAFKA_RESOURCE_PATTERN_PREFIXED : RD_KAFKA_RESOURCE_PATTERN_LITERAL,
        rule.principal.c_str(), rule.host.c_str(),
        static_cast<rd_kafka_AclOperation_t>(operation->second),
        rule.permission == "Deny" ? RD_KAFKA_ACL_PERMISSION_TYPE_DENY
                                  : RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW,
        reason.data(), reason.size()));
    if (!binding) {
        return invalid("bus.access_rule", std::string("Kafka: ") + reason.data());
    }
    rd_kafka_AclBinding_t* raw = binding.get();
    const std::string doing = "setting an access rule";
    LOCUS_TRY_VALUE(event,
        adminCall(handle, RD_KAFKA_ADMIN_OP_CREATEACLS, doing, timeout,
            [&](rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                rd_kafka_CreateAcls(handle.get(), &raw, 1, options, queue);
            }));
    std::size_t count = 0;
    const auto** results =
        rd_kafka_CreateAcls_result_acls(rd_kafka_event_CreateAcls_result(event.get()), &count);
    const rd_kafka_error_t* failed = count == 0 ? nullptr : rd_kafka_acl_result_error(results[0]);
    if (failed == nullptr) {
        return {};
    }
    return named(
        "Alter", kafkaError(rd_kafka_error_code(failed), doing, rd_kafka_error_string(failed)));
}

} // namespace locus::bus::kafka
