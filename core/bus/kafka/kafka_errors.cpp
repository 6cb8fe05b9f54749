// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_errors.h"

#include <librdkafka/rdkafka.h>

namespace locus::bus::kafka {

namespace {

struct Meaning
{
    const char* code;
    ErrorKind kind;
};

Meaning meaningOf(int code)
{
    switch (code) {
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION: return { "bus.no_topic", ErrorKind::NotFound };
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE: return { "bus.too_large", ErrorKind::Refused };
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
        return { "bus.not_permitted", ErrorKind::Refused };
    case RD_KAFKA_RESP_ERR_SECURITY_DISABLED: return { "bus.no_authorizer", ErrorKind::Refused };
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
        return { "bus.offset_out_of_range", ErrorKind::Fatal };
    case RD_KAFKA_RESP_ERR__FATAL:
    case RD_KAFKA_RESP_ERR__FENCED:
    case RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER:
    case RD_KAFKA_RESP_ERR_UNKNOWN_PRODUCER_ID:
    case RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH:
        return { "bus.producer_failed", ErrorKind::Fatal };
    case RD_KAFKA_RESP_ERR__BAD_MSG:
    case RD_KAFKA_RESP_ERR__BAD_COMPRESSION:
    case RD_KAFKA_RESP_ERR_INVALID_MSG: return { "bus.damaged", ErrorKind::Fatal };
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
    case RD_KAFKA_RESP_ERR_POLICY_VIOLATION:
    case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
    case RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR:
    case RD_KAFKA_RESP_ERR_INVALID_CONFIG:
    case RD_KAFKA_RESP_ERR_INVALID_PARTITIONS: return { "bus.rejected", ErrorKind::Refused };
    case RD_KAFKA_RESP_ERR__QUEUE_FULL: return { "bus.queue_full", ErrorKind::Retriable };
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
        return { "bus.sign_in_failed", ErrorKind::Retriable };
    case RD_KAFKA_RESP_ERR__SSL: return { "bus.tls_failed", ErrorKind::Retriable };
    case RD_KAFKA_RESP_ERR__RESOLVE: return { "bus.name_unknown", ErrorKind::Retriable };
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__TIMED_OUT: return { "bus.unreachable", ErrorKind::Retriable };
    default: return { "bus.broker_error", ErrorKind::Retriable };
    }
}

} // namespace

bool isNotPermitted(const Error& error)
{
    return error.code == "bus.not_permitted";
}

Error notPermitted(const std::string& right, const std::string& topic, const Error& cause)
{
    const std::string on = topic.empty() ? "the cluster" : "topic " + topic;
    return refused("bus.not_permitted",
        "Kafka: this user lacks the right " + right + " on " + on
            + "; let the cluster's administrator grant it (" + std::string(cause.fact("kafka"))
            + ")")
        .with("right", right)
        .with("topic", topic);
}

Error kafkaError(int code, const std::string& doing, const std::string& detail)
{
    const Meaning meaning = meaningOf(code);
    const auto known = static_cast<rd_kafka_resp_err_t>(code);
    Error error { meaning.code, meaning.kind,
        "Kafka: " + doing + ": " + (detail.empty() ? rd_kafka_err2str(known) : detail) + " ("
            + rd_kafka_err2name(known) + ")" };
    return std::move(error).with("kafka", rd_kafka_err2name(known));
}

} // namespace locus::bus::kafka
