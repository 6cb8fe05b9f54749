// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/kafka/kafka_settings.h"

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace locus::cli {

// How a verb that talks to Kafka itself reaches it. The password comes from a file or from
// LOCUS_KAFKA_PASSWORD, never from the command line.
struct KafkaOptions
{
    bus::KafkaSettings settings;
    std::string mechanism;
    std::filesystem::path passwordFile;
};
// `options` outlives the parsing.
void addKafkaOptions(CLI::App& verb, KafkaOptions& options);
// Errors: those of readFile(), invalid "bus.settings", "usage".
Result<bus::KafkaSettings> kafkaSettings(const KafkaOptions& options);

} // namespace locus::cli
