// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a producer does when things are not as they were: new certificates, a cluster that was out
// of reach, records that nobody acknowledges.
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/bus/kafka/copies_in_sync.h"
#include "core/bus/kafka/kafka_errors.h"
#include "core/bus/kafka/kafka_producer.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>

namespace locus::bus::kafka {

namespace {
constexpr std::chrono::seconds stallAfter { 3 };
constexpr std::chrono::milliseconds identityPatience { 2'000 };
constexpr std::chrono::milliseconds lookPatience { 1'000 };
constexpr const char* writing = "writing";

std::string onTopic(const std::string& topic)
{
    return std::string(writing) + " " + topic;
}
} // namespace

void KafkaProducer::renewIfIdle()
{
    if (m_inFlight > 0 || !m_credentials.changed()) {
        return;
    }
    m_credentials.accept();
    auto fresh = openClient();
    if (!fresh.ok()) { // half of the files are new: the next change is tried again
        log::warn("bus.credentials_unusable", { { "error", fresh.error().message } });
        return;
    }
    m_targets.clear(); // they belong to the old client
    m_handle = std::move(fresh).value();
    log::info("bus.producer_renewed");
}

void KafkaProducer::giveUp(const Error& why)
{
    m_givenUp = why;
    rd_kafka_purge(m_handle->get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
}

void KafkaProducer::abandon()
{
    if (!m_givenUp) {
        giveUp(retriable("bus.abandoned", "Kafka: the sender waited no longer"));
    }
}

void KafkaProducer::noteHealth()
{
    if (auto unreachable = m_handle->takeUnreachable()) {
        m_suspect = true;
        if (m_inFlight > 0) {
            m_directory.watch().report(writing, *unreachable);
        }
    }
    if (m_inFlight == 0 || m_givenUp) {
        return;
    }
    // Not every loss of all brokers is told: a stall is as suspicious.
    m_suspect = m_suspect || std::chrono::steady_clock::now() - m_progressAt >= stallAfter;
    if (const auto fatalError = m_handle->fatalError()) {
        giveUp(*fatalError);
    } else if (m_suspect && m_credentials.changed()) {
        giveUp(fatal("bus.credentials_replaced",
            "Kafka: the connection's certificates were replaced: the producer must be made anew"));
    } else {
        lookAtStall();
    }
}

void KafkaProducer::lookAtStall()
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_progressAt < stallAfter || now - m_lookAt < stallAfter) {
        return;
    }
    m_lookAt = now;
    std::vector<std::string> topics;
    for (const auto& [name, target] : m_targets) {
        topics.push_back(name);
    }
    const auto waited = std::chrono::duration_cast<std::chrono::seconds>(now - m_progressAt);
    if (!m_inquirer) {
        auto opened =
            KafkaHandle::open(m_settings, KafkaHandle::Role::Admin, {}, {}, m_directory.waiting());
        if (!opened.ok()) {
            m_directory.watch().report(writing, opened.error());
            return;
        }
        m_inquirer = std::move(opened).value();
    }
    m_directory.watch().report(
        writing, whyNothingIsAcknowledged(*m_inquirer, topics, waited, lookPatience));
}

std::vector<Delivery> KafkaProducer::verified(std::vector<Delivery> ready)
{
    if (ready.empty()) {
        return ready;
    }
    const bool anyWritten = std::any_of(
        ready.begin(), ready.end(), [](const Delivery& delivery) { return delivery.status.ok(); });
    if (m_suspect && anyWritten) {
        const Status same = m_directory.watch().checkIdentity(*m_handle, identityPatience);
        if (!same.ok() && same.error().kind != ErrorKind::Fatal) {
            m_ready = std::move(ready); // not before the cluster has shown to be the same
            return {};
        }
        if (!same.ok()) {
            m_directory.watch().report(writing, same.error());
            for (Delivery& delivery : ready) {
                delivery.status = same.error();
            }
            return ready;
        }
        m_suspect = false;
    }
    m_progressAt = std::chrono::steady_clock::now();
    m_inquirer.reset();
    for (const Delivery& delivery : ready) {
        if (delivery.status.ok()) {
            m_directory.watch().clear(writing);
            m_directory.watch().clear(onTopic(delivery.at.topic));
        } else if (delivery.status.error().code == "bus.not_permitted") {
            m_directory.watch().report(onTopic(delivery.at.topic), delivery.status.error());
        }
    }
    return ready;
}

} // namespace locus::bus::kafka
