// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/bus_factory.h"

#include "core/base/data_files.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/bus/kafka/kafka_bus.h"
#include "core/pipeline/pipeline.h"
#include "core/service/config.h"

#include <cstdlib>

namespace locus::service {

namespace {

constexpr std::size_t secretCap = 64UL * 1024;

// From its 0600 file, else from the environment, else none.
Result<std::string> secret(const std::string& file, const char* variable)
{
    if (!file.empty()) {
        LOCUS_TRY_VALUE(content, readFile(file, secretCap));
        return std::string(trimmed(content));
    }
    const char* value = std::getenv(variable);
    return std::string(value ? value : "");
}

bus::SaslMechanism mechanismOf(const std::string& name)
{
    if (name == "SCRAM-SHA-256") {
        return bus::SaslMechanism::ScramSha256;
    }
    return name == "SCRAM-SHA-512" ? bus::SaslMechanism::ScramSha512 : bus::SaslMechanism::Plain;
}

} // namespace

Result<bus::KafkaSettings> kafkaSettings(const Config& config)
{
    bus::KafkaSettings settings;
    settings.bootstrap = config.kafka.bootstrap;
    settings.tls = config.kafka.security == "tls" || config.kafka.security == "sasl_tls";
    settings.caFile = config.kafka.caFile;
    settings.certificateFile = config.kafka.certificateFile;
    settings.keyFile = config.kafka.keyFile;
    LOCUS_TRY_VALUE(keyPassword, secret(config.kafka.keyPasswordFile, "LOCUS_KAFKA_KEY_PASSWORD"));
    settings.keyPassword = std::move(keyPassword);
    if (config.kafka.security == "sasl_plaintext" || config.kafka.security == "sasl_tls") {
        settings.sasl = mechanismOf(config.kafka.saslMechanism);
        settings.user = config.kafka.username;
        LOCUS_TRY_VALUE(password, secret(config.kafka.passwordFile, "LOCUS_KAFKA_PASSWORD"));
        settings.password = std::move(password);
    }
    settings.compression =
        bus::compressionFrom(config.kafka.compression).value_or(bus::Compression::None);
    LOCUS_TRY(bus::checkSettings(settings));
    return settings;
}

Result<std::unique_ptr<bus::EventBus>> makeBus(
    const Config& config, const std::filesystem::path& dataDir, const BusParts& parts)
{
    if (config.bus.kind == "kafka") {
        LOCUS_TRY_VALUE(settings, kafkaSettings(config));
        LOCUS_TRY_VALUE(kafka, bus::KafkaBus::open(settings));
        return std::unique_ptr<bus::EventBus>(std::move(kafka));
    }
    LOCUS_TRY_VALUE(embedded,
        bus::EmbeddedBus::open({ dataDir / busFile }, parts.clock, parts.random, parts.codec));
    return std::unique_ptr<bus::EventBus>(std::move(embedded));
}

std::map<std::string, std::string, std::less<>> physicalNames(const Config& config)
{
    return { config.bus.topics.begin(), config.bus.topics.end() };
}

std::vector<bus::TopicSpec> readTopics(const Config& config)
{
    const pipeline::TopicNames names(physicalNames(config));
    std::vector<bus::TopicSpec> out = pipeline::geneticTopics(names);
    for (bus::TopicSpec& spec : pipeline::patientTopics(names)) {
        out.push_back(std::move(spec));
    }
    return out;
}

std::vector<bus::TopicSpec> neededTopics(const Config& config)
{
    std::vector<bus::TopicSpec> out = readTopics(config);
    for (bus::TopicSpec& spec :
        pipeline::identityTopics(pipeline::TopicNames(physicalNames(config)))) {
        out.push_back(std::move(spec));
    }
    for (bus::TopicSpec& spec :
        pipeline::auditTopics(pipeline::TopicNames(physicalNames(config)))) {
        out.push_back(std::move(spec));
    }
    return out;
}

} // namespace locus::service
