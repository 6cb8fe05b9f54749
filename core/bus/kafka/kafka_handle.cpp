// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/kafka_handle.h"

#include "core/base/log.h"
#include "core/bus/kafka/kafka_errors.h"
#include "core/cluster/client_statistics_codec.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

namespace locus::bus::kafka {

namespace {

constexpr std::chrono::milliseconds destroyPatience { 5'000 };
constexpr std::chrono::milliseconds shortestDestroyPatience { 100 }; // enough where all is well
// librdkafka repeats a standing trouble every 30 s; older ones are over.
constexpr std::chrono::seconds troubleMemory { 60 };

std::atomic<int> living { 0 };

const char* mechanismName(SaslMechanism mechanism)
{
    switch (mechanism) {
    case SaslMechanism::Plain: return "PLAIN";
    case SaslMechanism::ScramSha256: return "SCRAM-SHA-256";
    case SaslMechanism::ScramSha512: return "SCRAM-SHA-512";
    case SaslMechanism::None: break;
    }
    return "";
}

void addSecurity(const KafkaSettings& settings, std::vector<KafkaHandle::Setting>& all)
{
    const bool sasl = settings.sasl != SaslMechanism::None;
    all.emplace_back("security.protocol",
        settings.tls ? (sasl ? "sasl_ssl" : "ssl") : (sasl ? "sasl_plaintext" : "plaintext"));
    const auto addIf = [&](const char* name, const std::string& value) {
        if (!value.empty()) {
            all.emplace_back(name, value);
        }
    };
    addIf("ssl.ca.location", settings.caFile);
    addIf("ssl.certificate.location", settings.certificateFile); // the one way that sends a chain
    addIf("ssl.key.location", settings.keyFile);
    addIf("ssl.key.password", settings.keyPassword);
    if (sasl) {
        all.emplace_back("sasl.mechanism", mechanismName(settings.sasl));
        all.emplace_back("sasl.username", settings.user);
        all.emplace_back("sasl.password", settings.password);
    }
}

void addCommon(const KafkaSettings& settings, std::vector<KafkaHandle::Setting>& all)
{
    all.emplace_back("bootstrap.servers", settings.bootstrap);
    all.emplace_back("client.id", settings.clientId);
    all.emplace_back("socket.nagle.disable", "true");
    all.emplace_back("socket.keepalive.enable", "true");
    all.emplace_back("socket.connection.setup.timeout.ms", "10000");
    all.emplace_back("reconnect.backoff.ms", "100");
    all.emplace_back("reconnect.backoff.max.ms", "1000");
    all.emplace_back("log.connection.close", "false");
}

struct ConfDestroy
{
    void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
};

void onLog(const rd_kafka_t*, int level, const char* facility, const char* text)
{
    // librdkafka's lines name brokers, never payloads; below "warning" they are for its authors.
    if (level <= 4) {
        log::debug("kafka.client", { { "facility", facility }, { "text", text } });
    }
}

} // namespace

KafkaHandle::KafkaHandle(
    const KafkaSettings& settings, Role role, DeliveryHandler onDelivery, const Waiting& waiting)
    : m_role(role)
    , m_scramTooOld(isScram(settings.sasl) && !scramWorksWithKafka4())
    , m_onDelivery(std::move(onDelivery))
    , m_waiting(waiting)
{ }

Result<std::unique_ptr<KafkaHandle>> KafkaHandle::open(const KafkaSettings& settings, Role role,
    std::span<const Setting> more, DeliveryHandler onDelivery, const Waiting& waiting)
{
    LOCUS_TRY(checkSettings(settings));
    std::unique_ptr<KafkaHandle> handle(
        new KafkaHandle(settings, role, std::move(onDelivery), waiting));
    std::vector<Setting> all;
    addCommon(settings, all);
    addSecurity(settings, all);
    if (role == Role::Consumer) { // others are not polled all the time: unread ones would pile up
        all.emplace_back("statistics.interval.ms", "1000");
    }
    all.insert(all.end(), more.begin(), more.end());
    std::unique_ptr<rd_kafka_conf_t, ConfDestroy> conf(rd_kafka_conf_new());
    std::array<char, 512> reason {};
    for (const auto& [name, value] : all) {
        if (rd_kafka_conf_set(conf.get(), name, value.c_str(), reason.data(), reason.size())
            != RD_KAFKA_CONF_OK) {
            return invalid("bus.settings", std::string("Kafka: ") + reason.data())
                .with("field", name);
        }
    }
    handle->setCallbacks(conf.get());
    const auto type = role == Role::Consumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER;
    rd_kafka_t* client = rd_kafka_new(type, conf.get(), reason.data(), reason.size());
    if (client == nullptr) {
        return invalid("bus.settings", std::string("Kafka: ") + reason.data());
    }
    ++living;
    handle->m_client.reset(client, [](rd_kafka_t* old) {
        rd_kafka_destroy_flags(old, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
        --living;
    });
    (void)conf.release(); // the client owns it now
    if (role == Role::Consumer) {
        rd_kafka_poll_set_consumer(client);
    }
    return handle;
}

void KafkaHandle::setCallbacks(rd_kafka_conf_s* conf)
{
    rd_kafka_conf_set_opaque(conf, this);
    rd_kafka_conf_set_log_cb(conf, onLog);
    rd_kafka_conf_set_error_cb(conf, [](rd_kafka_t*, int code, const char* reason, void* self) {
        static_cast<KafkaHandle*>(self)->noteError(code, reason);
    });
    rd_kafka_conf_set_stats_cb(conf, [](rd_kafka_t*, char* json, std::size_t size, void* self) {
        auto* handle = static_cast<KafkaHandle*>(self);
        auto read = cluster::readClientStatistics({ json, size });
        if (read.ok()) {
            const std::lock_guard lock(handle->m_mutex);
            handle->m_statistics = std::move(read).value();
        }
        return 0; // librdkafka frees the text
    });
    if (m_role == Role::Producer) {
        rd_kafka_conf_set_dr_msg_cb(
            conf, [](rd_kafka_t*, const rd_kafka_message_t* message, void* self) {
                static_cast<KafkaHandle*>(self)->m_onDelivery(*message);
            });
    }
}

KafkaHandle::~KafkaHandle()
{
    if (m_client == nullptr) {
        return;
    }
    auto ended = std::make_shared<std::promise<void>>(); // outlives whichever side ends first
    auto end = ended->get_future();
    std::thread([client = std::move(m_client), ended]() mutable {
        client.reset();
        ended->set_value();
    }).detach();
    const auto patience = std::max(m_waiting.left(destroyPatience), shortestDestroyPatience);
    if (end.wait_for(patience) != std::future_status::ready && !m_waiting.isEnding()) {
        log::warn("bus.client_did_not_end");
    }
}

int KafkaHandle::clients()
{
    return living;
}

void KafkaHandle::serve(int timeoutMs) const
{
    rd_kafka_poll(get(), timeoutMs);
}

int KafkaHandle::call(std::function<int(rd_kafka_s*)> blocking) const
{
    const auto code = std::make_shared<int>(RD_KAFKA_RESP_ERR__TIMED_OUT);
    const bool done = m_waiting.await([client = m_client, code, blocking = std::move(blocking)] {
        *code = blocking(client.get());
    });
    return done ? *code : RD_KAFKA_RESP_ERR__TIMED_OUT;
}

int KafkaHandle::metadata(bool ofTopics, std::chrono::milliseconds timeout, Metadata& into) const
{
    const auto answer = std::make_shared<Metadata>();
    const int code = call([answer, ofTopics, timeout](rd_kafka_t* client) {
        const rd_kafka_metadata_t* raw = nullptr;
        const auto failed = rd_kafka_metadata(
            client, ofTopics ? 1 : 0, nullptr, &raw, static_cast<int>(timeout.count()));
        answer->reset(raw, [](const rd_kafka_metadata_t* old) {
            if (old != nullptr) {
                rd_kafka_metadata_destroy(old);
            }
        });
        return static_cast<int>(failed);
    });
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
        into = std::move(*answer);
    }
    return code;
}

std::string KafkaHandle::clusterId(std::chrono::milliseconds timeout) const
{
    const auto id = std::make_shared<std::string>();
    const int code = call([id, timeout](rd_kafka_t* client) {
        if (char* raw = rd_kafka_clusterid(client, static_cast<int>(timeout.count()))) {
            *id = raw;
            rd_kafka_mem_free(client, raw);
        }
        return static_cast<int>(RD_KAFKA_RESP_ERR_NO_ERROR);
    });
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? std::move(*id) : std::string();
}

Error KafkaHandle::troubleOf(int code, const std::string& reason) const
{
    if (code == RD_KAFKA_RESP_ERR__AUTHENTICATION && m_scramTooOld) {
        return retriable("bus.scram_needs_newer_client",
            std::string("Kafka: signing in with SCRAM needs librdkafka 2.6.1 or newer against "
                        "Kafka 4; this is ")
                + rd_kafka_version_str()
                + ". Use a client certificate (mTLS) or SASL PLAIN over TLS, or brokers up to 3.9. "
                  "The broker said: "
                + reason);
    }
    // An alert of the other side reaches librdkafka as a lost connection.
    const bool alert = reason.find("SSL routines") != std::string::npos;
    return kafkaError(alert ? RD_KAFKA_RESP_ERR__SSL : code, "connecting", reason);
}

void KafkaHandle::noteError(int code, const std::string& reason)
{
    const std::lock_guard lock(m_mutex);
    switch (code) {
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN: m_allDown = true; break;
    case RD_KAFKA_RESP_ERR__FATAL: break; // fatalError() asks for it
    default:
        log::warn("bus.trouble", { { "reason", reason } });
        m_trouble = troubleOf(code, reason);
        m_troubleAt = std::chrono::steady_clock::now();
    }
}

Error KafkaHandle::explain(int code, const std::string& doing) const
{
    Error error = kafkaError(code, doing);
    if (m_role != Role::Consumer) { // a consumer's records come through the same queue
        rd_kafka_poll(get(), 0);
    }
    const std::lock_guard lock(m_mutex);
    const bool recent = std::chrono::steady_clock::now() - m_troubleAt < troubleMemory;
    if (error.code != "bus.unreachable" || !m_trouble || !recent) {
        return error;
    }
    Error cause = *m_trouble;
    cause.message = error.message + "; " + cause.message;
    return cause;
}

std::optional<Error> KafkaHandle::takeUnreachable()
{
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_allDown, false)) {
        return std::nullopt;
    }
    Error error = retriable("bus.unreachable", "Kafka: no broker can be reached");
    if (m_trouble) {
        error.message += "; " + m_trouble->message;
        error.context.emplace_back("cause", m_trouble->code);
    }
    return error;
}

std::optional<Error> KafkaHandle::fatalError() const
{
    std::array<char, 512> reason {};
    const auto code = rd_kafka_fatal_error(get(), reason.data(), reason.size());
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
        return std::nullopt;
    }
    const Error cause = kafkaError(code, "writing");
    if (isNotPermitted(cause)) { // no producer id: the user may write nowhere
        Error error = notPermitted("Write", "", cause);
        error.kind = ErrorKind::Fatal;
        return error;
    }
    return fatal("bus.producer_failed",
        std::string("Kafka: the producer must be made anew: ") + reason.data());
}

std::optional<Error> KafkaHandle::lastTrouble() const
{
    const std::lock_guard lock(m_mutex);
    return m_trouble;
}

cluster::ClientStatistics KafkaHandle::statistics() const
{
    const std::lock_guard lock(m_mutex);
    return m_statistics;
}

} // namespace locus::bus::kafka
