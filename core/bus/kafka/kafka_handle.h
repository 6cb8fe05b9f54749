// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/kafka/kafka_settings.h"
#include "core/bus/kafka/waiting.h"
#include "core/cluster/client_statistics.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>

struct rd_kafka_s;
struct rd_kafka_conf_s;
struct rd_kafka_message_s;
struct rd_kafka_metadata;

namespace locus::bus::kafka {

// One librdkafka client and what its callbacks said. Destroying it is bounded in time: a client
// that does not come to an end is left to the process's end (librdkafka 2.0.2 may block for ever).
// Thread contract: any thread; callbacks run in the thread that polls.
class KafkaHandle
{
public:
    enum class Role
    {
        Admin,
        Producer,
        Consumer
    };
    using Setting = std::pair<const char*, std::string>;
    using Metadata = std::shared_ptr<const rd_kafka_metadata>;
    using DeliveryHandler = std::function<void(const rd_kafka_message_s&)>;

    // Errors: invalid "bus.settings".
    static Result<std::unique_ptr<KafkaHandle>> open(const KafkaSettings& settings, Role role,
        std::span<const Setting> more = {}, DeliveryHandler onDelivery = {},
        const Waiting& waiting = {});
    ~KafkaHandle();
    [[nodiscard]] static int clients(); // of this process that have not ended
    KafkaHandle(const KafkaHandle&) = delete;
    KafkaHandle& operator=(const KafkaHandle&) = delete;

    [[nodiscard]] rd_kafka_s* get() const { return m_client.get(); }
    [[nodiscard]] const Waiting& waiting() const { return m_waiting; }
    // Makes a call that blocks and gives back its code: "timed out" when nobody waits for it any
    // longer. `blocking` must own what it uses but the client.
    [[nodiscard]] int call(std::function<int(rd_kafka_s*)> blocking) const;
    // Of all topics, or of the cluster alone; gives back a code.
    int metadata(bool ofTopics, std::chrono::milliseconds timeout, Metadata& into) const;
    // As the last metadata had it; empty: nobody answered.
    [[nodiscard]] std::string clusterId(std::chrono::milliseconds timeout) const;
    // Serves callbacks for up to `timeoutMs`.
    void serve(int timeoutMs) const;

    // The failure of a call on this client, with what is known about the connection's health: a
    // timeout because the sign-in failed says that the sign-in failed.
    [[nodiscard]] Error explain(int code, const std::string& doing) const;
    // Since the last call every broker went out of reach.
    [[nodiscard]] std::optional<Error> takeUnreachable();
    // The client's end: it must be made anew.
    [[nodiscard]] std::optional<Error> fatalError() const;
    // The connection's last trouble that names a cause: name, TLS, sign-in, refusal.
    [[nodiscard]] std::optional<Error> lastTrouble() const;
    // The newest statistics; empty until the first second is over.
    [[nodiscard]] cluster::ClientStatistics statistics() const;

private:
    KafkaHandle(const KafkaSettings& settings, Role role, DeliveryHandler onDelivery,
        const Waiting& waiting);

    void setCallbacks(rd_kafka_conf_s* conf);
    void noteError(int code, const std::string& reason);
    [[nodiscard]] Error troubleOf(int code, const std::string& reason) const;

    const Role m_role;
    const bool m_scramTooOld;
    const DeliveryHandler m_onDelivery;
    const Waiting m_waiting;
    std::shared_ptr<rd_kafka_s> m_client; // shared with calls under way

    mutable std::mutex m_mutex;
    std::optional<Error> m_trouble;
    std::chrono::steady_clock::time_point m_troubleAt {};
    bool m_allDown = false;
    cluster::ClientStatistics m_statistics;
};

} // namespace locus::bus::kafka
