// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::bus {

enum class SaslMechanism
{
    None,
    Plain,
    ScramSha256,
    ScramSha512
};

// What producers do to batches before they leave; readers take every kind. "zstd" needs brokers from
// 2.1 on.
enum class Compression
{
    None,
    Gzip,
    Snappy,
    Lz4,
    Zstd
};
std::string_view toString(Compression compression); // "none" "gzip" "snappy" "lz4" "zstd"
std::optional<Compression> compressionFrom(std::string_view text);

// How to reach a Kafka cluster. Secrets are filled in by the caller from the keychain, a 0600 file
// or the environment; nothing here is ever logged.
struct KafkaSettings
{
    std::string bootstrap; // host:port,host:port
    bool tls = false;
    std::string caFile {}; // PEM; empty: the system's authorities
    std::string certificateFile {}; // PEM, the client's chain, leaf first (mTLS)
    std::string keyFile {}; // PEM
    std::string keyPassword {};
    SaslMechanism sasl = SaslMechanism::None;
    std::string user {};
    std::string password {};
    std::string clientId { "locus" };
    Compression compression = Compression::None;
};

// Checks what can be known without a connection. Errors: invalid "bus.settings" with the field.
Status checkSettings(const KafkaSettings& settings);

// Settings that work and yet deserve a word, as stable codes: "bus.sasl_without_tls" (the password
// crosses the network readable), "bus.no_encryption".
std::vector<std::string> settingsWarnings(const KafkaSettings& settings);

bool isScram(SaslMechanism mechanism);
// librdkafka before 2.6.1 repeats its nonce: Kafka 4 refuses that, 3.9 tolerated it.
bool scramWorksWithKafka4();

} // namespace locus::bus
