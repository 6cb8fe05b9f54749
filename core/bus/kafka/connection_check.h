// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/kafka_settings.h"

#include <chrono>
#include <span>
#include <string>
#include <vector>

namespace locus::bus {

// One step on the way to a cluster, as a connection dialog shows it.
struct CheckStep
{
    enum class Outcome
    {
        Ok,
        Warning, // works, and yet deserves a word
        Failed,
        NotUsed, // these settings have no such step
        NotReached // an earlier step failed
    };

    std::string name; // "settings", "name", "tcp", "tls", "sign_in", "topics", "rights"
    Outcome outcome = Outcome::NotReached;
    std::string code {}; // stable, for the console's own words; empty when Ok
    std::string cause {}; // English, for logs and command lines
    std::string nextStep {};
};

// Walks the whole way to a cluster, step by step, and writes nothing there: no record, no topic.
// Always gives all seven steps. Blocks for at most about three times `timeout`.
std::vector<CheckStep> checkConnection(const KafkaSettings& settings,
    std::span<const TopicSpec> topics,
    std::chrono::milliseconds timeout = std::chrono::seconds(10));

} // namespace locus::bus
