// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/bus/event_bus.h"
#include "core/pipeline/record_reader.h"
#include "core/pipeline/start_positions.h"
#include "core/store/store.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>
#include <QTest>

namespace locus::test {

// A bus and a store that knows no offset: where does reading begin?
class StartWorld
{
public:
    explicit StartWorld(bus::EventBus& bus)
        : m_bus(bus)
    { }

    // Three records, an hour between them, the last one an hour old.
    void fill(const std::string& topic)
    {
        const bus::TopicSpec spec { topic };
        QVERIFY(m_bus.ensureTopics({ &spec, 1 }).ok());
        for (int hour = 3; hour >= 1; --hour) {
            append(topic, std::chrono::hours(-hour));
        }
    }
    void append(const std::string& topic, Duration age)
    {
        auto producer = m_bus.makeProducer();
        QVERIFY(producer.ok());
        bus::OutRecord record;
        record.topic = topic;
        record.timestampMs = toMillis(system.now() + age);
        record.value = "r" + std::to_string(++m_count);
        QVERIFY((*producer)->send(std::move(record), 0).ok());
        bool kept = false;
        QTRY_VERIFY_WITH_TIMEOUT(
            kept = kept || !(*producer)->deliveries(std::chrono::milliseconds(100)).empty(),
            20'000);
    }
    Status store(const std::string& topic, const std::string& from)
    {
        LOCUS_TRY_VALUE(parsed, pipeline::parseStartFrom(from));
        return pipeline::storeStartPositions(m_bus, { topic }, parsed, opened->offsets);
    }
    // What a core reads that starts now.
    std::string read(const std::string& topic, std::size_t count)
    {
        pipeline::InputQueue queue(100);
        pipeline::RecordReader reader(m_bus, queue, m_random);
        const Status started = reader.start({ { topic }, "locus-core", *opened->offsets.all() },
            [](const Error& error) { qWarning("%s", error.message.c_str()); });
        if (!started.ok()) {
            return started.error().code;
        }
        std::string out;
        for (std::size_t i = 0; i < count; ++i) {
            const auto inputs = queue.take({ 1, 1000 }, std::chrono::seconds(20));
            for (const auto& input : inputs) {
                out += *std::get<pipeline::RecordInput>(*input).record.value + ' ';
            }
        }
        return out;
    }

    SystemClock system;

private:
    static std::unique_ptr<locus::store::Store> openIn(
        const QTemporaryDir& folder, UuidSource& ids, const PayloadCodec& codec)
    {
        auto made = locus::store::Store::open(
            { std::filesystem::path(folder.path().toStdString()) / "s.db" }, ids, codec);
        return made.ok() ? std::move(*made) : nullptr;
    }

    bus::EventBus& m_bus;
    SystemRandom m_random;
    UuidSource m_ids { system, m_random };
    PlainCodec m_codec;
    QTemporaryDir m_folder;
    int m_count = 0;

public:
    std::unique_ptr<locus::store::Store> opened = openIn(m_folder, m_ids, m_codec);
};

// The same on every bus; `prefix` names topics of its own.
inline void verifyStartPositions(bus::EventBus& bus, const std::string& prefix)
{
    StartWorld w(bus);
    w.fill(prefix + "-beginning");
    QVERIFY(w.store(prefix + "-beginning", "beginning").ok());
    QCOMPARE(w.read(prefix + "-beginning", 3), std::string("r1 r2 r3 "));

    const std::string end = prefix + "-end";
    w.fill(end);
    QVERIFY(w.store(end, "end").ok());
    w.append(end, Duration::zero()); // arrives before the core reads
    QCOMPARE(w.read(end, 1), std::string("r7 "));
    QVERIFY(w.store(end, "end").ok()); // the stored offset wins
    QCOMPARE(w.read(end, 1), std::string("r7 "));
    QVERIFY(w.store(end, "beginning").ok());
    QCOMPARE(w.read(end, 1), std::string("r7 "));

    const std::string time = prefix + "-time";
    w.fill(time);
    QVERIFY(w.store(time, toRfc3339(w.system.now() - std::chrono::minutes(150))).ok());
    QCOMPARE(w.read(time, 2), std::string("r9 r10 "));

    const std::string future = prefix + "-future";
    w.fill(future);
    QVERIFY(w.store(future, toRfc3339(w.system.now() + std::chrono::hours(1))).ok());
    w.append(future, Duration::zero());
    QCOMPARE(w.read(future, 1), std::string("r14 "));
}

} // namespace locus::test
