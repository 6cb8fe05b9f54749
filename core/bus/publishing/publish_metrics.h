// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/metrics/registry.h"

#include <string>

namespace locus::bus {

// What a Publisher counts. Thread contract: safe from any thread.
class PublishMetrics
{
public:
    PublishMetrics(metrics::Registry& into, std::string source);

    // A record that got no acknowledgement, whoever is told.
    void givenUp(const Error& error);
    // A reply that nobody waits for: "late", "foreign".
    void droppedReply(const char* reason);

    metrics::Registry& registry;
    metrics::Counter& published;
    metrics::Counter& failures; // attempts that are made again
    metrics::Histogram& timeMs;
    metrics::Gauge& queued;

private:
    const std::string m_source;
};

} // namespace locus::bus
