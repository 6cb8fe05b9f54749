// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/kafka_options.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <CLI/CLI.hpp>

#include <cstdlib>

namespace locus::cli {

namespace {
constexpr std::size_t passwordCap = 64UL * 1024;
}

void addKafkaOptions(CLI::App& verb, KafkaOptions& options)
{
    bus::KafkaSettings& to = options.settings;
    verb.add_option("--bootstrap", to.bootstrap, "Brokers, separated by commas")
        ->type_name("H:P,...")
        ->required();
    verb.add_flag("--tls", to.tls, "Encrypt; implied by --ca-file and --certificate-file");
    verb.add_option("--ca-file", to.caFile, "Authorities that are trusted (PEM)")
        ->type_name("FILE");
    auto* certificate = verb.add_option("--certificate-file", to.certificateFile,
                                "This client's certificate chain, leaf first (PEM)")
                            ->type_name("FILE");
    auto* key = verb.add_option("--key-file", to.keyFile, "Its key (PEM)")->type_name("FILE");
    certificate->needs(key);
    key->needs(certificate);
    auto* mechanism = verb.add_option("--sasl", options.mechanism, "Sign in with user and password")
                          ->check(CLI::IsMember({ "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512" }));
    auto* user = verb.add_option("--user", to.user, "User to sign in as")->type_name("NAME");
    verb.add_option("--password-file", options.passwordFile,
            "0600 file with the password; else LOCUS_KAFKA_PASSWORD")
        ->type_name("FILE")
        ->needs(user);
    mechanism->needs(user);
    user->needs(mechanism);
}

Result<bus::KafkaSettings> kafkaSettings(const KafkaOptions& options)
{
    bus::KafkaSettings settings = options.settings;
    settings.clientId = "locusctl";
    settings.tls = settings.tls || !settings.caFile.empty() || !settings.certificateFile.empty();
    if (!options.mechanism.empty()) {
        settings.sasl = options.mechanism == "SCRAM-SHA-256" ? bus::SaslMechanism::ScramSha256
            : options.mechanism == "SCRAM-SHA-512"           ? bus::SaslMechanism::ScramSha512
                                                             : bus::SaslMechanism::Plain;
        const char* given = std::getenv("LOCUS_KAFKA_PASSWORD");
        settings.password = given == nullptr ? "" : given;
        if (!options.passwordFile.empty()) {
            LOCUS_TRY_VALUE(content, readFile(options.passwordFile, passwordCap));
            settings.password = std::string(trimmed(content));
        }
    }
    LOCUS_TRY(bus::checkSettings(settings));
    return settings;
}

} // namespace locus::cli
