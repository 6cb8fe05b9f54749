// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/torture/bus_side.h"

#include "core/base/instant.h"

#include <librdkafka/rdkafka.h>

namespace locus::torture {

namespace {

constexpr std::array topics { requestTopic, resultTopic, letterTopic };
constexpr int brokenPercent = 8;
constexpr int unknownPercent = 5;
constexpr int twicePercent = 10;

rd_kafka_t* makeHandle(rd_kafka_type_t type, rd_kafka_conf_t* conf)
{
    rd_kafka_t* handle = rd_kafka_new(type, conf, nullptr, 0);
    if (handle == nullptr) {
        rd_kafka_conf_destroy(conf);
    }
    return handle;
}

rd_kafka_conf_t* settings(std::initializer_list<std::pair<const char*, std::string>> members)
{
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    for (const auto& [name, value] : members) {
        rd_kafka_conf_set(conf, name, value.c_str(), nullptr, 0);
    }
    rd_kafka_conf_set_log_cb(conf, nullptr);
    return conf;
}

bool assignAll(rd_kafka_t* reader)
{
    const rd_kafka_metadata_t* metadata = nullptr;
    if (rd_kafka_metadata(reader, 1, nullptr, &metadata, 20'000) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return false;
    }
    rd_kafka_topic_partition_list_t* all = rd_kafka_topic_partition_list_new(32);
    for (int i = 0; i < metadata->topic_cnt; ++i) {
        const rd_kafka_metadata_topic& topic = metadata->topics[i];
        for (const char* wanted : topics) {
            if (std::string_view(topic.topic) == wanted) {
                for (int p = 0; p < topic.partition_cnt; ++p) {
                    rd_kafka_topic_partition_list_add(all, wanted, p)->offset =
                        RD_KAFKA_OFFSET_BEGINNING;
                }
            }
        }
    }
    const bool done = all->cnt > 0 && rd_kafka_assign(reader, all) == RD_KAFKA_RESP_ERR_NO_ERROR;
    rd_kafka_topic_partition_list_destroy(all);
    rd_kafka_metadata_destroy(metadata);
    return done;
}

std::optional<Bytes> bytesOf(const void* data, std::size_t size)
{
    return data == nullptr ? std::nullopt
                           : std::optional(Bytes(static_cast<const char*>(data), size));
}

bus::Record recordOf(const rd_kafka_message_t& message)
{
    bus::Record record;
    record.at = { rd_kafka_topic_name(message.rkt), message.partition };
    record.offset = message.offset;
    record.key = bytesOf(message.key, message.key_len);
    record.value = bytesOf(message.payload, message.len);
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        const char* name = nullptr;
        const void* value = nullptr;
        std::size_t size = 0;
        for (std::size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size)
             == RD_KAFKA_RESP_ERR_NO_ERROR;
             ++i) {
            record.headers.emplace_back(name, bytesOf(value, size));
        }
    }
    return record;
}

} // namespace

BusSide::BusSide(History& history, const std::string& bootstrap, std::uint64_t seed,
    std::function<std::int64_t()> nowMs)
    : m_history(history)
    , m_random(seed)
    , m_nowMs(nowMs)
    , m_records(history, std::move(nowMs))
{
    rd_kafka_conf_t* producing = settings({ { "bootstrap.servers", bootstrap },
        { "enable.idempotence", "true" }, { "message.timeout.ms", "60000" },
        { "partitioner", "murmur2_random" }, { "linger.ms", "1" } });
    rd_kafka_conf_set_dr_msg_cb(producing, &BusSide::onDelivery);
    rd_kafka_conf_set_opaque(producing, this);
    m_producer = makeHandle(RD_KAFKA_PRODUCER, producing);
    for (rd_kafka_s*& reader : m_readers) {
        reader = makeHandle(RD_KAFKA_CONSUMER,
            settings({ { "bootstrap.servers", bootstrap }, { "group.id", "torture" },
                { "enable.auto.commit", "false" }, { "auto.offset.reset", "error" },
                { "isolation.level", "read_uncommitted" }, { "fetch.wait.max.ms", "20" } }));
        if (reader == nullptr || !assignAll(reader)) {
            m_failure = fatal("torture.reader", "the topics cannot be read");
        }
    }
    if (m_producer == nullptr) {
        m_failure = fatal("torture.producer", "no producer");
    }
}

BusSide::~BusSide()
{
    for (rd_kafka_s* reader : m_readers) {
        if (reader != nullptr) {
            rd_kafka_consumer_close(reader);
            rd_kafka_destroy(reader);
        }
    }
    if (m_producer != nullptr) {
        rd_kafka_purge(m_producer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        rd_kafka_destroy(m_producer);
    }
}

void BusSide::note(Operation::Phase phase, const std::string& value)
{
    const Status added = m_history.add(Operation { phase, value, m_nowMs() });
    if (!added.ok()) {
        m_failure = added;
    }
}

void BusSide::onDelivery(rd_kafka_s* /*handle*/, const rd_kafka_message_s* message, void* self)
{
    const auto token = reinterpret_cast<std::uintptr_t>(message->_private);
    static_cast<BusSide*>(self)->delivered(token, message->err == RD_KAFKA_RESP_ERR_NO_ERROR,
        rd_kafka_message_status(message) == RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED);
}

void BusSide::delivered(std::uint64_t token, bool written, bool maybeWritten)
{
    const auto at = m_inFlight.find(token);
    if (at == m_inFlight.end()) {
        return;
    }
    if (!at->second.empty()) {
        note(written           ? Operation::Phase::Ok
                : maybeWritten ? Operation::Phase::Unknown
                               : Operation::Phase::Failed,
            at->second);
    }
    m_inFlight.erase(at);
}

void BusSide::produce(
    const std::string& value, const std::string& key, const std::string& body, bool isCloudEvent)
{
    const std::uint64_t token = ++m_tokens;
    m_inFlight.emplace(token, value);
    rd_kafka_headers_t* headers = rd_kafka_headers_new(1);
    if (isCloudEvent) {
        rd_kafka_header_add(headers, "content-type", -1, "application/cloudevents+json", -1);
    }
    std::array<rd_kafka_vu_t, 6> with {};
    with[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    with[0].u.cstr = requestTopic;
    with[1].vtype = RD_KAFKA_VTYPE_KEY;
    with[1].u.mem = { const_cast<char*>(key.data()), key.size() };
    with[2].vtype = RD_KAFKA_VTYPE_VALUE;
    with[2].u.mem = { const_cast<char*>(body.data()), body.size() };
    with[3].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    with[3].u.i = RD_KAFKA_MSG_F_COPY;
    with[4].vtype = RD_KAFKA_VTYPE_HEADERS;
    with[4].u.headers = headers;
    with[5].vtype = RD_KAFKA_VTYPE_OPAQUE;
    with[5].u.ptr = reinterpret_cast<void*>(static_cast<std::uintptr_t>(token));
    rd_kafka_error_t* error = rd_kafka_produceva(m_producer, with.data(), with.size());
    if (error != nullptr) {
        rd_kafka_error_destroy(error);
        rd_kafka_headers_destroy(headers);
        delivered(token, false, false);
    }
}

void BusSide::sendOne()
{
    const std::string id = m_ids.next().toString();
    const std::string now = toRfc3339(m_clock.now());
    const std::string data = R"({"analysisId":")" + id
        + R"(","mode":"normal","assembly":"GRCh38","input":{"format":"hgvs","text":"NM_000518.5:c.20A>T"}})";
    if (m_random.chance(brokenPercent)) {
        // Its dead letter is its effect; a key of its own, so that it holds up nobody.
        const std::string value = "broken-" + id;
        note(Operation::Phase::Invoked, value);
        produce(value, value, R"({"specversion":"1.0","id":")" + id, true);
        return;
    }
    if (m_random.chance(unknownPercent)) {
        produce({}, id,
            R"({"specversion":"1.0","id":")" + id
                + R"(","source":"/elsewhere","type":"Weather.Changed","time":")" + now + R"("})",
            true);
        return;
    }
    m_records.addRequest(id);
    const bool plainJson = m_random.chance(50);
    const std::string body = plainJson
        ? R"({"eventType":"genetic.analysis.request","eventId":")" + m_ids.next().toString()
            + R"(","timestamp":")" + now + R"(","source":"lab","data":)" + data + '}'
        : R"({"specversion":"1.0","id":")" + m_ids.next().toString()
            + R"(","source":"/lab/7","type":"Analysis.Requested","time":")" + now
            + R"(","aggregatetype":"Analysis","aggregateid":")" + id + R"(","data":)" + data + '}';
    note(Operation::Phase::Invoked, id);
    produce(id, id, body, !plainJson);
    if (m_random.chance(twicePercent)) {
        produce({}, id, body, !plainJson);
    }
}

Status BusSide::poll(std::size_t reader, int timeoutMs, int* taken)
{
    rd_kafka_message_t* message = rd_kafka_consumer_poll(m_readers[reader], timeoutMs);
    if (message == nullptr) {
        return {};
    }
    Status status;
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        ++*taken;
        status = m_records.take(reader == 0 ? "first" : "second", recordOf(*message));
    } else if (message->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET) {
        status = fatal("torture.reader", "a reader lost its place");
    }
    rd_kafka_message_destroy(message);
    return status;
}

Status BusSide::turn()
{
    LOCUS_TRY(m_failure);
    rd_kafka_poll(m_producer, 0);
    for (std::size_t reader = 0; reader < m_readers.size(); ++reader) {
        for (int taken = 0, before = -1; taken != before && taken < 200;) {
            before = taken;
            LOCUS_TRY(poll(reader, 0, &taken));
        }
    }
    return {};
}

Status BusSide::readToTheEnd()
{
    constexpr int quietPolls = 20; // of 100 ms: more than a fetch after everything is known
    for (std::size_t reader = 0; reader < m_readers.size(); ++reader) {
        for (int quiet = 0; quiet < quietPolls;) {
            int taken = 0;
            LOCUS_TRY(poll(reader, 100, &taken));
            quiet = taken > 0 ? 0 : quiet + 1;
        }
    }
    return m_records.judgeLetters();
}

} // namespace locus::torture
