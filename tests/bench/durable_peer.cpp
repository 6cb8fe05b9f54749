// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/durable_peer.h"

#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/raw_kafka.h"

#include <simdjson.h>
#include <sqlite3.h>

#include <array>
#include <cstring>
#include <memory>
#include <unordered_map>
#include <vector>

namespace locus::bench {
namespace {

constexpr const char* schema =
    "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=800; PRAGMA cache_size=-65536;"
    "CREATE TABLE inbox(role INT, key BLOB, seen INT, PRIMARY KEY(role,key)) WITHOUT ROWID;"
    "CREATE TABLE task(number INTEGER PRIMARY KEY, id TEXT UNIQUE, version INT, changed INT);"
    "CREATE TABLE event_log(position INTEGER PRIMARY KEY, id TEXT, type TEXT, stream TEXT,"
    "  version INT, recorded INT, key TEXT, value BLOB);"
    "CREATE TABLE offsets(partition INTEGER PRIMARY KEY, next INT);"
    "CREATE TABLE cursor(one INTEGER PRIMARY KEY, position INT)";

struct Close
{
    void operator()(sqlite3* it) const { sqlite3_close_v2(it); }
    void operator()(sqlite3_stmt* it) const { sqlite3_finalize(it); }
};
template <typename T> using Owned = std::unique_ptr<T, Close>;

struct Task
{
    std::int64_t number = 0;
    std::int64_t version = 0;
};

struct Made
{
    std::string key;
    std::string value;
};

class DurablePeer
{
public:
    Status open(const std::string& bootstrap, const std::string& outTopic, const std::string& file)
    {
        sqlite3* database = nullptr;
        sqlite3_open(file.c_str(), &database);
        m_database.reset(database);
        if (sqlite3_exec(database, schema, nullptr, nullptr, nullptr) != SQLITE_OK) {
            return fatal("bench.peer", sqlite3_errmsg(database));
        }
        m_begin = prepared("BEGIN IMMEDIATE");
        m_commit = prepared("COMMIT");
        m_inbox = prepared("INSERT OR IGNORE INTO inbox VALUES(1,?,?)");
        m_newTask = prepared("INSERT INTO task(id,version,changed) VALUES(?,1,?)");
        m_moveTask = prepared("UPDATE task SET version=?,changed=? WHERE number=? AND version=?");
        m_log = prepared("INSERT INTO event_log(id,type,stream,version,recorded,key,value)"
                         " VALUES(?,'Task.Completed',?,?,?,?,?)");
        m_offset = prepared("INSERT OR REPLACE INTO offsets VALUES(?,?)");
        m_cursor = prepared("INSERT OR REPLACE INTO cursor VALUES(1,?)");
        LOCUS_TRY_VALUE(consumer,
            raw::makeClient(RD_KAFKA_CONSUMER,
                { { "bootstrap.servers", bootstrap }, { "group.id", "bench-durable" },
                    { "enable.auto.commit", "false" }, { "check.crcs", "true" } },
                nullptr));
        m_consumer = std::move(consumer);
        LOCUS_TRY_VALUE(producer,
            raw::makeClient(RD_KAFKA_PRODUCER,
                { { "bootstrap.servers", bootstrap }, { "enable.idempotence", "true" },
                    { "partitioner", "murmur2_random" }, { "linger.ms", "2" } },
                &m_acknowledged));
        m_producer = std::move(producer);
        m_out.reset(rd_kafka_topic_new(m_producer.get(), outTopic.c_str(), nullptr));
        return {};
    }

    Result<DurablePeerRun> run(
        const std::string& topic, std::int32_t partitions, std::uint64_t count)
    {
        raw::Batches batches(m_consumer.get(), topic, partitions);
        DurablePeerRun run;
        double start = 0;
        const double cpu = ownCpuSeconds();
        for (std::uint64_t got = 0; got < count;) {
            LOCUS_TRY_VALUE(messages, batches.next());
            start = start == 0 ? secondsNow() : start;
            LOCUS_TRY(transact(messages));
            got += messages.size();
            LOCUS_TRY(publish());
        }
        rd_kafka_flush(m_producer.get(), raw::patienceMs);
        run.seconds = secondsNow() - start;
        run.cpuSeconds = ownCpuSeconds() - cpu;
        if (m_acknowledged.good != count) {
            return retriable("bench.peer", "not all events were acknowledged");
        }
        return run;
    }

private:
    Owned<sqlite3_stmt> prepared(const char* sql)
    {
        sqlite3_stmt* made = nullptr;
        sqlite3_prepare_v3(m_database.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        return Owned<sqlite3_stmt>(made);
    }
    Status done(const Owned<sqlite3_stmt>& statement)
    {
        const int code = sqlite3_step(statement.get());
        sqlite3_reset(statement.get());
        return code == SQLITE_DONE ? Status()
                                   : Status(fatal("bench.peer", sqlite3_errmsg(m_database.get())));
    }
    static void text(const Owned<sqlite3_stmt>& statement, int at, std::string_view value)
    {
        sqlite3_bind_text(
            statement.get(), at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }

    Status transact(std::span<rd_kafka_message_t* const> messages)
    {
        LOCUS_TRY(done(m_begin));
        std::array<std::int64_t, BenchBus::partitions> next {};
        for (rd_kafka_message_t* message : messages) {
            LOCUS_TRY(apply(*message));
            next.at(static_cast<std::size_t>(message->partition)) = message->offset + 1;
            rd_kafka_message_destroy(message);
        }
        for (std::size_t partition = 0; partition < next.size(); ++partition) {
            sqlite3_bind_int64(m_offset.get(), 1, static_cast<std::int64_t>(partition));
            sqlite3_bind_int64(m_offset.get(), 2, next.at(partition));
            LOCUS_TRY(next.at(partition) == 0 ? Status() : done(m_offset));
        }
        sqlite3_bind_int64(m_cursor.get(), 1, static_cast<std::int64_t>(m_acknowledged.good));
        LOCUS_TRY(done(m_cursor));
        return done(m_commit);
    }

    Status apply(const rd_kafka_message_t& message)
    {
        simdjson::dom::element event;
        std::string_view id;
        std::string_view task;
        if (m_parser.parse(static_cast<const char*>(message.payload), message.len).get(event)
            || event["id"].get(id) || event["aggregateid"].get(task)) {
            return fatal("bench.peer", "a record is no event");
        }
        const std::int64_t now = message.offset;
        text(m_inbox, 1, id);
        sqlite3_bind_int64(m_inbox.get(), 2, now);
        LOCUS_TRY(done(m_inbox));
        Task& row = m_tasks[std::string(task)];
        if (row.number == 0) {
            text(m_newTask, 1, task);
            sqlite3_bind_int64(m_newTask.get(), 2, now);
            LOCUS_TRY(done(m_newTask));
            row.number = sqlite3_last_insert_rowid(m_database.get());
        } else {
            sqlite3_bind_int64(m_moveTask.get(), 1, row.version + 1);
            sqlite3_bind_int64(m_moveTask.get(), 2, now);
            sqlite3_bind_int64(m_moveTask.get(), 3, row.number);
            sqlite3_bind_int64(m_moveTask.get(), 4, row.version);
            LOCUS_TRY(done(m_moveTask));
        }
        ++row.version;
        Made made { std::string(task),
            std::string(static_cast<const char*>(message.payload), message.len) };
        text(m_log, 1, id);
        text(m_log, 2, task);
        sqlite3_bind_int64(m_log.get(), 3, row.version);
        sqlite3_bind_int64(m_log.get(), 4, now);
        text(m_log, 5, task);
        sqlite3_bind_blob(
            m_log.get(), 6, made.value.data(), static_cast<int>(made.value.size()), SQLITE_STATIC);
        LOCUS_TRY(done(m_log));
        m_made.push_back(std::move(made));
        return {};
    }

    Status publish()
    {
        for (const Made& made : m_made) {
            while (rd_kafka_produce(m_out.get(), RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY,
                       const_cast<char*>(made.value.data()), made.value.size(), made.key.data(),
                       made.key.size(), nullptr)
                != 0) {
                if (rd_kafka_last_error() != RD_KAFKA_RESP_ERR__QUEUE_FULL) {
                    return retriable("bench.peer", rd_kafka_err2str(rd_kafka_last_error()));
                }
                rd_kafka_poll(m_producer.get(), 100);
            }
        }
        m_made.clear();
        rd_kafka_poll(m_producer.get(), 0);
        return {};
    }

    Owned<sqlite3> m_database;
    Owned<sqlite3_stmt> m_begin, m_commit, m_inbox, m_newTask, m_moveTask, m_log, m_offset,
        m_cursor;
    raw::Acknowledged m_acknowledged; // outlives the producer
    raw::Owned<rd_kafka_t> m_consumer;
    raw::Owned<rd_kafka_t> m_producer;
    raw::Owned<rd_kafka_topic_t> m_out;
    simdjson::dom::parser m_parser;
    std::unordered_map<std::string, Task> m_tasks;
    std::vector<Made> m_made;
};

} // namespace

Result<DurablePeerRun> peerDurable(const std::string& bootstrap, const std::string& topic,
    const std::string& outTopic, std::int32_t partitions, std::uint64_t count,
    const std::string& file)
{
    DurablePeer peer;
    LOCUS_TRY(peer.open(bootstrap, outTopic, file));
    return peer.run(topic, partitions, count);
}

} // namespace locus::bench
