// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_settings.h"

#include "core/base/text.h"

#include <librdkafka/rdkafka.h>

#include <array>
#include <utility>

namespace locus::bus {

namespace {

constexpr int scramFixedIn = 0x020601ff;

Error bad(const char* field, const std::string& message)
{
    return invalid("bus.settings", message).with("field", field);
}

bool isHostAndPort(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) {
        return false;
    }
    const auto port = toInt(text.substr(colon + 1));
    return port && *port > 0 && *port < 65536;
}

constexpr std::array<std::pair<Compression, std::string_view>, 5> compressions { {
    { Compression::None, "none" },
    { Compression::Gzip, "gzip" },
    { Compression::Snappy, "snappy" },
    { Compression::Lz4, "lz4" },
    { Compression::Zstd, "zstd" },
} };

} // namespace

std::string_view toString(Compression compression)
{
    return compressions.at(static_cast<std::size_t>(compression)).second;
}

std::optional<Compression> compressionFrom(std::string_view text)
{
    for (const auto& [compression, name] : compressions) {
        if (name == text) {
            return compression;
        }
    }
    return std::nullopt;
}

Status checkSettings(const KafkaSettings& settings)
{
    for (const std::string_view part : split(settings.bootstrap, ',')) {
        if (!isHostAndPort(trimmed(part))) {
            return bad("bootstrap",
                "'" + std::string(part)
                    + "' is not a broker address; write host:port, several separated by commas");
        }
    }
    const bool hasCertificate = !settings.certificateFile.empty();
    if (hasCertificate != !settings.keyFile.empty()) {
        return bad(hasCertificate ? "keyFile" : "certificateFile",
            "a client certificate needs both its chain file and its key file");
    }
    if (!settings.tls && (hasCertificate || !settings.caFile.empty())) {
        return bad("tls", "certificates are given, but TLS is off");
    }
    if (settings.sasl != SaslMechanism::None
        && (settings.user.empty() || settings.password.empty())) {
        return bad("user", "signing in with SASL needs a user and a password");
    }
    return {};
}

std::vector<std::string> settingsWarnings(const KafkaSettings& settings)
{
    if (settings.tls) {
        return {};
    }
    return { settings.sasl == SaslMechanism::None ? "bus.no_encryption" : "bus.sasl_without_tls" };
}

bool isScram(SaslMechanism mechanism)
{
    return mechanism == SaslMechanism::ScramSha256 || mechanism == SaslMechanism::ScramSha512;
}

bool scramWorksWithKafka4()
{
    return rd_kafka_version() >= scramFixedIn;
}

} // namespace locus::bus
