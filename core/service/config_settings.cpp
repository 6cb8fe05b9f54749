// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/config_settings.h"

#include "core/service/config.h"

#include <nlohmann/json.hpp>

namespace locus::service {

namespace {

using nlohmann::json;

constexpr std::int64_t mostHours = 366 * 24;

template <typename Get> Setting make(std::string key, std::string meaning, json schema, Get get)
{
    using Value = std::remove_reference_t<decltype(get(std::declval<Config&>()))>;
    Setting setting { std::move(key), std::move(meaning),
        std::make_shared<const json>(std::move(schema)), {}, {} };
    setting.read = [get](Config& config, const json& value) -> Status {
        get(config) = value.get<Value>();
        return {};
    };
    setting.write = [get](const Config& config) {
        Config copy = config;
        return json(get(copy));
    };
    return setting;
}

json text()
{
    return { { "type", "string" } };
}
json choice(std::vector<std::string> all)
{
    return { { "type", "string" }, { "enum", std::move(all) } };
}
json flag()
{
    return { { "type", "boolean" } };
}
json whole(std::int64_t low, std::int64_t high)
{
    return { { "type", "integer" }, { "minimum", low }, { "maximum", high } };
}
json real(double low, double high)
{
    return { { "type", "number" }, { "minimum", low }, { "maximum", high } };
}
json texts()
{
    return { { "type", "array" }, { "items", text() } };
}

void addCoreAndBus(std::vector<Setting>& all)
{
    const json roles = { { "type", "array" },
        { "items", choice({ "gateway", "annotator", "workflow", "sla", "analytics" }) } };
    all.push_back(make(
        "core.tenant", "tenant id of every event", text(),
        [](Config & c) -> auto& { return c.core.tenant; }));
    all.push_back(make(
        "core.environment", "the word on the console's environment strip",
        choice({ "production", "test", "demo" }),
        [](Config & c) -> auto& { return c.core.environment; }));
    all.push_back(make(
        "core.roles", "what this process does; split roles need Kafka", roles,
        [](Config & c) -> auto& { return c.core.roles; }));
    all.push_back(make(
        "core.clock_rate", "how fast the clock runs; above 1 for demo data only", real(1, 10'000),
        [](Config & c) -> auto& { return c.core.clockRate; }));
    all.push_back(make(
        "bus.kind", "where events travel", choice({ "embedded", "kafka" }),
        [](Config & c) -> auto& { return c.bus.kind; }));
    all.push_back(make(
        "bus.topics", "physical name of a logical topic, where it differs",
        json { { "type", "object" }, { "additionalProperties", text() } },
        [](Config & c) -> auto& { return c.bus.topics; }));
    all.push_back(make(
        "bus.max_record_bytes", "largest value of the standard topics",
        whole(64 * 1024, 10 * 1024 * 1024),
        [](Config & c) -> auto& { return c.bus.maxRecordBytes; }));
    all.push_back(make(
        "bus.outbox_limit",
        "events that may wait while the bus is away; behind it commands are refused for the time",
        whole(100, 100'000'000), [](Config & c) -> auto& { return c.bus.outboxLimit; }));
    all.push_back(make(
        "bus.start_from",
        "where reading a topic begins that was never read before: beginning, end, or a time "
        "(RFC 3339); stored positions always win",
        text(), [](Config & c) -> auto& { return c.bus.startFrom; }));
}

void addKafka(std::vector<Setting>& all)
{
    all.push_back(make(
        "kafka.bootstrap", "host:port of one or more brokers, comma separated", text(),
        [](Config & c) -> auto& { return c.kafka.bootstrap; }));
    all.push_back(make(
        "kafka.security", "protocol of the listener",
        choice({ "plaintext", "tls", "sasl_plaintext", "sasl_tls" }),
        [](Config & c) -> auto& { return c.kafka.security; }));
    all.push_back(make(
        "kafka.ca_file", "PEM file of the authority that signed the brokers", text(),
        [](Config & c) -> auto& { return c.kafka.caFile; }));
    all.push_back(make(
        "kafka.certificate_file", "PEM file of the client certificate and its chain", text(),
        [](Config & c) -> auto& { return c.kafka.certificateFile; }));
    all.push_back(make(
        "kafka.key_file", "PEM file of the client key", text(),
        [](Config & c) -> auto& { return c.kafka.keyFile; }));
    all.push_back(make(
        "kafka.key_password_file", "0600 file with the key's password", text(),
        [](Config & c) -> auto& { return c.kafka.keyPasswordFile; }));
    all.push_back(make(
        "kafka.sasl_mechanism", "how the client signs in",
        choice({ "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512" }),
        [](Config & c) -> auto& { return c.kafka.saslMechanism; }));
    all.push_back(make(
        "kafka.username", "name to sign in with", text(),
        [](Config & c) -> auto& { return c.kafka.username; }));
    all.push_back(make(
        "kafka.password_file", "0600 file with the password", text(),
        [](Config & c) -> auto& { return c.kafka.passwordFile; }));
    all.push_back(make(
        "kafka.create_topics", "create missing topics where rights allow", flag(),
        [](Config & c) -> auto& { return c.kafka.createTopics; }));
    all.push_back(make(
        "kafka.compression", "how batches of records are compressed before they leave",
        choice({ "none", "gzip", "snappy", "lz4", "zstd" }),
        [](Config & c) -> auto& { return c.kafka.compression; }));
    all.push_back(make(
        "dead_letters.topics",
        "dead-letter topics of other programs whose records stand in the inbox, to be sent back",
        texts(), [](Config & c) -> auto& { return c.deadLetters.topics; }));
}

void addGateway(std::vector<Setting>& all)
{
    all.push_back(make(
        "gateway.listen", "address of the WebSocket", text(),
        [](Config & c) -> auto& { return c.gateway.listen; }));
    all.push_back(make(
        "gateway.http_listen", "address of health, metrics and POST /rpc", text(),
        [](Config & c) -> auto& { return c.gateway.httpListen; }));
    all.push_back(make(
        "gateway.origins", "Origin headers that are let in", texts(),
        [](Config & c) -> auto& { return c.gateway.origins; }));
    all.push_back(make(
        "gateway.genetics.anonymous", "/genetics without sign-in, on loopback only", flag(),
        [](Config & c) -> auto& { return c.gateway.geneticsAnonymous; }));
    all.push_back(make(
        "gateway.messages_per_second", "per signed-in session", whole(1, 1'000'000),
        [](Config & c) -> auto& { return c.gateway.messagesPerSecond; }));
    all.push_back(make(
        "gateway.anonymous_per_minute", "per address without sign-in", whole(1, 1'000'000),
        [](Config & c) -> auto& { return c.gateway.anonymousPerMinute; }));
    all.push_back(make(
        "gateway.certificate_file", "PEM certificate; needed off loopback", text(),
        [](Config & c) -> auto& { return c.gateway.certificateFile; }));
    all.push_back(make(
        "gateway.key_file", "PEM key; needed off loopback", text(),
        [](Config & c) -> auto& { return c.gateway.keyFile; }));
    all.push_back(make(
        "gateway.client_ca_file",
        "PEM certificates of who signs clients' own; empty: clients need none", text(),
        [](Config & c) -> auto& { return c.gateway.clientCaFile; }));
    all.push_back(make(
        "masking.policy_file",
        "JSON rules of who sees which fields of events and answers, in place of those that ship",
        text(), [](Config & c) -> auto& { return c.masking.policyFile; }));
    all.push_back(make(
        "masking.exports", "patients' data and the audit trail can be exported", flag(),
        [](Config & c) -> auto& { return c.masking.exports; }));
    all.push_back(make(
        "sessions.idle_minutes", "a session of a person ends after so long without a call",
        whole(1, 480), [](Config & c) -> auto& { return c.sessions.idleMinutes; }));
    all.push_back(make(
        "sessions.lifetime_hours", "a session of a person ends after so long in any case",
        whole(1, 168), [](Config & c) -> auto& { return c.sessions.lifetimeHours; }));
    all.push_back(make(
        "sessions.fresh_minutes",
        "so long after the password was given, accounts and second factors may be changed",
        whole(1, 60), [](Config & c) -> auto& { return c.sessions.freshMinutes; }));
    all.push_back(make(
        "oidc.issuer", "identity provider that people may sign in by; https", text(),
        [](Config & c) -> auto& { return c.oidc.issuer; }));
    all.push_back(make(
        "oidc.client_id", "name of this installation there, a public client", text(),
        [](Config & c) -> auto& { return c.oidc.clientId; }));
    all.push_back(make(
        "oidc.user_claim", "claim that is the user name of the account", text(),
        [](Config & c) -> auto& { return c.oidc.userClaim; }));
    all.push_back(make(
        "oidc.groups_claim", "claim that lists groups", text(),
        [](Config & c) -> auto& { return c.oidc.groupsClaim; }));
    all.push_back(make(
        "oidc.roles", "group=role of who is in a group; empty: accounts keep their own", texts(),
        [](Config & c) -> auto& { return c.oidc.roles; }));
    all.push_back(make(
        "oidc.create_accounts", "who has a role by his groups gets an account", flag(),
        [](Config & c) -> auto& { return c.oidc.createAccounts; }));
    all.push_back(make(
        "people.redrive_alone",
        "a redrive of more dead letters, or of all there are, waits for a second person; 100000: "
        "none does",
        whole(0, Config::aloneWithAll), [](Config & c) -> auto& { return c.people.redriveAlone; }));
    all.push_back(make(
        "people.delegation_days", "how long one acts for another where nobody says until when",
        whole(1, 366), [](Config & c) -> auto& { return c.people.delegationDays; }));
    all.push_back(make(
        "people.delegation_longest_days", "the longest that one acts for another", whole(1, 366),
        [](Config & c) -> auto& { return c.people.delegationLongestDays; }));
}

void addAnnotation(std::vector<Setting>& all)
{
    all.push_back(make(
        "reference.bundle", "folder of a reference made by locusctl reference build", text(),
        [](Config & c) -> auto& { return c.reference.bundle; }));
    all.push_back(make(
        "reference.fasta", "FASTA file beside the bundle", text(),
        [](Config & c) -> auto& { return c.reference.fasta; }));
    all.push_back(make(
        "reference.gff", "GFF3 file of that FASTA", text(),
        [](Config & c) -> auto& { return c.reference.gff; }));
    all.push_back(make(
        "reference.assembly", "assembly of that FASTA", text(),
        [](Config & c) -> auto& { return c.reference.assembly; }));
    all.push_back(make(
        "annotator.threads", "jobs that annotate at the same time", whole(1, 64),
        [](Config & c) -> auto& { return c.annotator.threads; }));
    all.push_back(make(
        "annotator.min_identity", "below it a sequence counts as not aligned", real(0.5, 1),
        [](Config & c) -> auto& { return c.annotator.minIdentity; }));
    all.push_back(make(
        "vep.url", "Ensembl REST server for GRCh38; empty: none is asked", text(),
        [](Config & c) -> auto& { return c.vep.url; }));
    all.push_back(make(
        "vep.url_grch37", "Ensembl REST server for GRCh37", text(),
        [](Config & c) -> auto& { return c.vep.urlGrch37; }));
    all.push_back(make(
        "vep.batch", "notations a request", whole(1, 200),
        [](Config & c) -> auto& { return c.vep.batch; }));
    all.push_back(make(
        "vep.timeout_ms", "deadline of one request", whole(100, 600'000),
        [](Config & c) -> auto& { return c.vep.timeoutMs; }));
    all.push_back(make(
        "vep.contact", "contact named in the User-Agent, as Ensembl asks", text(),
        [](Config & c) -> auto& { return c.vep.contact; }));
    all.push_back(make(
        "model.url", "Open Inference Protocol server; empty: no score", text(),
        [](Config & c) -> auto& { return c.model.url; }));
    all.push_back(make(
        "model.name", "model to ask", text(), [](Config & c) -> auto& { return c.model.name; }));
    all.push_back(make(
        "model.version", "its version; empty: the server's choice", text(),
        [](Config & c) -> auto& { return c.model.version; }));
    all.push_back(make(
        "model.token_file", "0600 file with the bearer token", text(),
        [](Config & c) -> auto& { return c.model.tokenFile; }));
    all.push_back(make(
        "model.timeout_ms", "deadline of one request", whole(10, 600'000),
        [](Config & c) -> auto& { return c.model.timeoutMs; }));
    all.push_back(make(
        "sealing.enabled",
        "payloads are sealed on the disk with a key for each person; what was sealed before is "
        "read either way",
        flag(), [](Config & c) -> auto& { return c.sealing.enabled; }));
    all.push_back(make(
        "sealing.master_key",
        "where the first start keeps the key of all keys: in master_key_file, or in the keychain "
        "of the operating system, whose entry the file then names; locusctl sealing move takes it "
        "from the one to the other later",
        choice({ "file", "keychain" }), [](Config & c) -> auto& { return c.sealing.masterKey; }));
    all.push_back(make(
        "sealing.master_key_file",
        "0600 file with the key of all keys or where it is, outside the data folder; made at the "
        "first start; "
        "empty: master.key in the folder of the configuration; a systemd credential "
        "locus-master-key goes before both",
        text(), [](Config & c) -> auto& { return c.sealing.masterKeyFile; }));
    all.push_back(make(
        "sealing.erased_list",
        "file that keeps erased people from coming back with a backup; empty: erased.list in the "
        "folder of the configuration, or beside master_key_file",
        text(), [](Config & c) -> auto& { return c.sealing.erasedList; }));
    all.push_back(make(
        "backup.folder",
        "folder on this machine where system.backup puts each backup as a folder of its own; it "
        "has to be there; empty: refused",
        text(), [](Config & c) -> auto& { return c.backup.folder; }));
    all.push_back(make(
        "backup.every", "hours from one backup to the next; 0: only when somebody asks for one",
        whole(0, mostHours), [](Config & c) -> auto& { return c.backup.every; }));
    all.push_back(make(
        "backup.keep",
        "verified backups that are kept, older ones that this core made in the folder are "
        "removed; 0: all are kept",
        whole(0, 100'000), [](Config & c) -> auto& { return c.backup.keep; }));
    all.push_back(make(
        "audit.witness_file",
        "file to which the signed checkpoints of the audit trail are appended; best on another "
        "machine's disk, where nobody who can write here can change it; empty: "
        "audit-witness.jsonl in the data folder",
        text(), [](Config & c) -> auto& { return c.audit.witnessFile; }));
    all.push_back(make(
        "log.level", "least important line that is written",
        choice({ "debug", "info", "warn", "error" }),
        [](Config & c) -> auto& { return c.log.level; }));
    all.push_back(make(
        "log.file", "log file, rotated at 10 MiB; empty: standard error", text(),
        [](Config & c) -> auto& { return c.log.file; }));
}

} // namespace

const std::vector<Setting>& settings()
{
    static const std::vector<Setting> table = [] {
        std::vector<Setting> all;
        addCoreAndBus(all);
        addKafka(all);
        addGateway(all);
        addAnnotation(all);
        return all;
    }();
    return table;
}

} // namespace locus::service
