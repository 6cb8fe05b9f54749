// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/cluster_watch.h"

#include "core/base/log.h"
#include "core/bus/kafka/kafka_handle.h"
#include "core/metrics/registry.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>

namespace locus::bus::kafka {

namespace {
constexpr std::chrono::seconds graverStands { 10 };

// What waits for a person before what may pass, a cause before "unreachable".
int gravity(const Error& error)
{
    return error.isRetriable() ? (error.code == "bus.unreachable" ? 0 : 1) : 2;
}

metrics::Counter& jumps(metrics::Registry& registry, const char* outcome)
{
    return registry.counter("bus_offset_jumps_total",
        "Gaps between offsets that were read once more, by what was found there",
        { { "outcome", outcome } });
}
} // namespace

Status ClusterWatch::checkIdentity(const KafkaHandle& handle, std::chrono::milliseconds timeout)
{
    // Every answer about metadata brings the id along; without a fresh one the old would be told.
    KafkaHandle::Metadata metadata;
    const int code = handle.metadata(false, timeout, metadata);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return handle.explain(code, "asking for the cluster's id");
    }
    const std::string id = handle.clusterId(timeout);
    if (id.empty()) {
        return handle.explain(RD_KAFKA_RESP_ERR__TIMED_OUT, "asking for the cluster's id");
    }
    const std::lock_guard lock(m_mutex);
    if (m_clusterId.empty()) {
        m_clusterId = id;
    }
    if (m_clusterId == id) {
        return {};
    }
    return fatal("bus.other_cluster",
        "Kafka: behind the configured address answers cluster " + id + ", but this is no longer "
            + m_clusterId
            + ", whose offsets are stored; nothing is read from it, and nothing written to it "
              "counts. Point the configuration at the old cluster")
        .with("known", m_clusterId)
        .with("found", id);
}

void ClusterWatch::report(const std::string& what, const Error& trouble)
{
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    const auto at = m_troubles.find(what);
    if (at != m_troubles.end() && gravity(trouble) < gravity(at->second.error)
        && now - at->second.saidAt < graverStands) {
        return;
    }
    if (at == m_troubles.end() || at->second.error.code != trouble.code) {
        log::warn("bus.trouble_begins",
            { { "what", what }, { "code", trouble.code }, { "error", trouble.message } });
    }
    m_troubles.insert_or_assign(what, Trouble { trouble, now });
}

void ClusterWatch::clear(const std::string& what)
{
    const std::lock_guard lock(m_mutex);
    if (m_troubles.erase(what) > 0) {
        log::info("bus.trouble_over", { { "what", what } });
    }
}

void ClusterWatch::countInto(metrics::Registry& registry)
{
    const std::lock_guard lock(m_mutex);
    m_registry = &registry;
    for (const char* outcome : { "right", "repaired" }) {
        jumps(registry, outcome); // there from the start, as zero
    }
}

void ClusterWatch::countJump(const char* outcome)
{
    const std::lock_guard lock(m_mutex);
    if (m_registry != nullptr) {
        jumps(*m_registry, outcome).add();
    }
}

std::optional<Error> ClusterWatch::trouble() const
{
    const std::lock_guard lock(m_mutex);
    const auto gravest =
        std::max_element(m_troubles.begin(), m_troubles.end(), [](const auto& a, const auto& b) {
            return gravity(a.second.error) < gravity(b.second.error);
        });
    return gravest == m_troubles.end() ? std::nullopt : std::optional(gravest->second.error);
}

} // namespace locus::bus::kafka
