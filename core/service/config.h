// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace locus::service {

// Everything a person can set, with its default. One JSON file, every member optional;
// LOCUS_<SECTION>_<KEY> overrides the file, the command line overrides both. Secrets never stand in
// the file: *_file members name a file of mode 0600.
struct Config
{
    struct
    {
        std::string tenant = "default";
        std::string environment =
            "production"; // production | test | demo: shown on the console's strip
        std::vector<std::string> roles { "gateway", "annotator", "workflow", "sla", "analytics" };
        double clockRate = 1; // above 1 only where environment is demo
    } core;
    struct
    {
        std::string kind = "embedded"; // embedded | kafka
        std::map<std::string, std::string> topics; // logical name -> physical name
        std::int64_t maxRecordBytes = 1024 * 1024; // of the standard topics; up to 10 MiB
        std::int64_t outboxLimit = 1'000'000; // events that may wait while the bus is away
        std::string startFrom = "beginning"; // beginning | end | RFC 3339: of topics never read
    } bus;
    struct
    {
        std::string bootstrap;
        std::string security = "plaintext"; // plaintext | tls | sasl_plaintext | sasl_tls
        std::string caFile;
        std::string certificateFile; // with its chain, for mutual TLS
        std::string keyFile;
        std::string keyPasswordFile;
        std::string saslMechanism = "PLAIN"; // PLAIN | SCRAM-SHA-256 | SCRAM-SHA-512
        std::string username;
        std::string passwordFile;
        bool createTopics = true;
        std::string compression = "none"; // none | gzip | snappy | lz4 | zstd
    } kafka;
    struct
    {
        std::vector<std::string> topics; // physical names; of other programs
    } deadLetters;
    struct
    {
        std::string listen = "127.0.0.1:8765";
        std::string httpListen = "127.0.0.1:8766";
        std::vector<std::string> origins; // Origin headers that browsers may send; empty: none
        bool geneticsAnonymous = false; // on loopback only
        std::int64_t messagesPerSecond = 5000; // per signed-in session
        std::int64_t anonymousPerMinute = 100;
        std::string certificateFile; // TLS; required off loopback
        std::string keyFile;
        std::string
            clientCaFile; // clients have to show a certificate of these; empty: none is asked
    } gateway;
    struct
    {
        std::string policyFile; // empty: the one that ships
        bool exports = true; // of patients' data and of the audit trail
    } masking;
    struct
    {
        std::int64_t idleMinutes = 15; // of who signed in with a password
        std::int64_t lifetimeHours = 12;
        std::int64_t freshMinutes = 5; // then what is sensitive asks for the password again
    } sessions;
    struct
    {
        std::int64_t redriveAlone = 100; // dead letters; a redrive of more needs a second person
        std::int64_t delegationDays = 7; // where nobody says until when
        std::int64_t delegationLongestDays = 30;
    } people;
    struct
    {
        std::string issuer; // empty: people sign in with passwords alone
        std::string clientId;
        std::string userClaim = "preferred_username";
        std::string groupsClaim = "groups";
        std::vector<std::string> roles; // "group=role"; empty: accounts keep their own
        bool createAccounts = false;
    } oidc;
    static constexpr std::int64_t aloneWithAll = 100'000; // no redrive needs one
    struct
    {
        std::string bundle; // empty: the one that ships
        std::string fasta;
        std::string gff;
        std::string assembly = "GRCh38";
    } reference;
    struct
    {
        std::int64_t threads = 1;
        double minIdentity = 0.95;
    } annotator;
    struct
    {
        std::string url; // GRCh38 server, empty: no service is asked
        std::string urlGrch37;
        std::int64_t batch = 50; // 1..200
        std::int64_t timeoutMs = 30'000;
        std::string contact; // stands in the User-Agent
    } vep;
    struct
    {
        std::string url; // empty: no model, rows say "no score"
        std::string name;
        std::string version;
        std::string tokenFile;
        std::int64_t timeoutMs = 2'000;
    } model;
    struct
    {
        bool enabled = true; // what was sealed before is read either way
        std::string masterKey = "file"; // or "keychain": where the first start keeps a new one
        std::string masterKeyFile; // empty: master.key in the folder of the configuration
        std::string erasedList; // empty: erased.list beside the master key
    } sealing;
    struct
    {
        std::string folder; // where system.backup writes; empty: it is refused
        std::int64_t every = 0; // hours; 0: only when somebody asks
        std::int64_t keep = 0; // verified ones; 0: all
    } backup;
    struct
    {
        std::string witnessFile; // empty: audit-witness.jsonl in the data folder
    } audit;
    struct
    {
        std::string level = "info"; // debug | info | warn | error
        std::string file; // empty: standard error
    } log;
};

struct ConfigSources
{
    std::filesystem::path file; // empty: defaults
    std::map<std::string, std::string> environment; // the LOCUS_* variables
    std::vector<std::pair<std::string, std::string>>
        overrides; // dotted key -> text, from the command line
};

// Errors: invalid "config.unknown_key" (names the nearest known key), "config.bad_value" (field,
// allowed), "config.secret_in_file", "config.not_json"; all with the file and the key.
Result<Config> loadConfig(const ConfigSources& sources);

// Rules between members: TLS off loopback, a bootstrap for Kafka, roles split over processes need
// Kafka, ...
Status checkConfig(const Config& config);

// The published JSON Schema (Draft 7), made from the same table that reads the file.
std::string configSchema();

// The configuration as its file would hold it; secrets never stand in it.
std::string configJson(const Config& config);

// One line a member: dotted key, value, what it means; secrets' files by name only.
std::vector<std::string> explainConfig(const Config& config);

} // namespace locus::service
