// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bus/event_bus.h"
#include "core/bus/kafka/kafka_settings.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace locus {
class Clock;
class PayloadCodec;
class RandomSource;
} // namespace locus

namespace locus::service {

struct Config;

// How the configuration reaches Kafka, secrets read from their files. Errors: those of readFile().
Result<bus::KafkaSettings> kafkaSettings(const Config& config);

struct BusParts
{
    const Clock& clock;
    RandomSource& random;
    const PayloadCodec& codec;
};
// The bus that the configuration names; the embedded log lies in the data folder. `parts` outlive
// it.
Result<std::unique_ptr<bus::EventBus>> makeBus(
    const Config& config, const std::filesystem::path& dataDir, const BusParts& parts);

// Physical names by logical name, where they differ.
std::map<std::string, std::string, std::less<>> physicalNames(const Config& config);
// Topics of the core itself with their dead-letter topics: those that it reads, and all that it
// needs.
std::vector<bus::TopicSpec> readTopics(const Config& config);
std::vector<bus::TopicSpec> neededTopics(const Config& config);

} // namespace locus::service
