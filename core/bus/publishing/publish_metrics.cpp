// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/publishing/publish_metrics.h"

namespace locus::bus {

PublishMetrics::PublishMetrics(metrics::Registry& into, std::string source)
    : registry(into)
    , published(into.counter(
          "event_published_total", "Records acknowledged by the bus", { { "source", source } }))
    , failures(into.counter("event_publish_failures_total",
          "Deliveries that failed and were tried again", { { "source", source } }))
    , timeMs(into.histogram("event_publish_time_ms", "From hand-over to acknowledgement",
          metrics::latencyBoundsMs(), { { "source", source } }))
    , queued(into.gauge("publish_queue_records", "Records accepted and not yet answered",
          { { "source", source } }))
    , m_source(std::move(source))
{ }

void PublishMetrics::givenUp(const Error& error)
{
    registry
        .counter("event_publish_errors_total", "Records that were not published",
            { { "source", m_source }, { "code", error.code } })
        .add();
}

void PublishMetrics::droppedReply(const char* reason)
{
    registry
        .counter("event_replies_dropped_total", "Replies that nobody waited for",
            { { "source", m_source }, { "reason", reason } })
        .add();
}

} // namespace locus::bus
