// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/topic_configs.h"

#include "core/bus/kafka/admin_call.h"
#include "core/bus/kafka/kafka_errors.h"

#include <librdkafka/rdkafka.h>

#include <memory>

namespace locus::bus::kafka {

namespace {

struct ResourceDestroy
{
    void operator()(rd_kafka_ConfigResource_t* one) const { rd_kafka_ConfigResource_destroy(one); }
};
using Resource = std::unique_ptr<rd_kafka_ConfigResource_t, ResourceDestroy>;

ConfigValues valuesOf(const rd_kafka_ConfigResource_t* resource)
{
    std::size_t count = 0;
    const auto** entries = rd_kafka_ConfigResource_configs(resource, &count);
    ConfigValues values;
    for (std::size_t i = 0; i < count; ++i) {
        const char* value = rd_kafka_ConfigEntry_value(entries[i]);
        values[rd_kafka_ConfigEntry_name(entries[i])] = { value == nullptr ? "" : value,
            rd_kafka_ConfigEntry_source(entries[i])
                == RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG };
    }
    return values;
}

} // namespace

Result<std::map<std::string, ConfigValues>> describeTopics(const KafkaHandle& handle,
    const std::vector<std::string>& topics, std::chrono::milliseconds timeout)
{
    std::vector<Resource> resources;
    std::vector<rd_kafka_ConfigResource_t*> raw;
    for (const std::string& topic : topics) {
        resources.emplace_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
        raw.push_back(resources.back().get());
    }
    LOCUS_TRY_VALUE(event,
        adminCall(handle, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, "asking for configurations", timeout,
            [&](rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                rd_kafka_DescribeConfigs(handle.get(), raw.data(), raw.size(), options, queue);
            }));
    std::size_t count = 0;
    const auto** results = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(event.get()), &count);
    std::map<std::string, ConfigValues> all;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = rd_kafka_ConfigResource_name(results[i]);
        const auto code = rd_kafka_ConfigResource_error(results[i]);
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            const char* said = rd_kafka_ConfigResource_error_string(results[i]);
            const Error error = kafkaError(
                code, "asking for the configuration of topic " + name, said == nullptr ? "" : said);
            return isNotPermitted(error) ? notPermitted("DescribeConfigs", name, error) : error;
        }
        all[name] = valuesOf(results[i]);
    }
    return all;
}

} // namespace locus::bus::kafka
