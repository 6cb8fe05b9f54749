// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/checksum.h"
#include "core/bus/claim_check.h"
#include "core/pipeline/bodies.h"
#include "core/pipeline/dead_letter_commands.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/outbox_relay.h"
#include "core/pipeline/record_reader.h"
#include "tests/support/role_tester.h"

#include <QTest>

namespace locus::test {

// Says and hears texts of any size.
class Talker final : public pipeline::Role
{
public:
    std::vector<std::string> heard; // "<id> <data>"
    std::vector<std::size_t> valueBytes;

    [[nodiscard]] std::string_view name() const override { return "talker"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.type == "Test.Asked";
    }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects&) override
    {
        heard.push_back(incoming.event.id + ' ' + incoming.event.data);
        valueBytes.push_back(incoming.record->value.value_or(Bytes()).size());
        return {};
    }
    [[nodiscard]] bool handles(std::string_view command) const override { return command == "say"; }
    pipeline::Answer onCommand(
        const pipeline::Command& command, pipeline::Effects& effects) override
    {
        const Bytes& id = command.body;
        LOCUS_TRY(effects.append(EventBuilder(id).of("Test", "k").data(text(id)), topic));
        return Bytes("{}");
    }
    std::string topic;

    // Ids that begin with L have much to say.
    static Bytes text(const std::string& id)
    {
        return '"' + Bytes(id.starts_with('L') ? 1'300'000 : 10, id.back()) + '"';
    }
};

// A core that says and one that hears, and a bus between them whose topic takes 64 KiB.
class BodyWorld
{
public:
    BodyWorld(bus::EventBus& bus, std::string topic)
        : m_bus(bus)
        , m_topic(std::move(topic))
        , bodies(bus)
    {
        m_talker.topic = m_topic;
        hearer.tune = [this](pipeline::LoopContext& context) { context.bodies = &bodies; };
    }

    void open()
    {
        bus::TopicSpec spec { m_topic };
        spec.maxRecordBytes = 64UL * 1024;
        QVERIFY(m_bus.ensureTopics({ &spec, 1 }).ok());
        QVERIFY(m_sayer.open().ok());
        QVERIFY(hearer.open().ok());
    }
    void say(std::initializer_list<const char*> ids)
    {
        for (const char* id : ids) {
            QVERIFY(m_sayer.ask("say", id).ok());
            ++m_said;
        }
    }
    // Publishes what was said; `killPoint` may end it in the middle.
    void publish(pipeline::KillPoint killPoint = {})
    {
        pipeline::EventOutbox outbox(m_sayer.store->events);
        pipeline::RelayContext context { m_bus, m_sayer.clock, m_sayer.random, m_sayer.metrics,
            std::move(killPoint) };
        context.refused = [this](const pipeline::RefusedRow&) { ++refused; };
        pipeline::OutboxRelay relay(std::move(context), outbox, 0);
        const auto isOut = [&] {
            m_sayer.clock.advance(std::chrono::seconds(1));
            return relay.step(std::chrono::milliseconds(50)).ok() && relay.acknowledged() == m_said;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOut(), 60'000);
    }
    // Reads the topic from its beginning until the role has heard so much.
    void hear(std::size_t count)
    {
        pipeline::RecordReader reader(m_bus, hearer.loop->queue(), hearer.random);
        pipeline::ReaderOptions options { { m_topic }, {} };
        options.bodies = &bodies;
        QVERIFY(
            reader.start(options, [](const Error& error) { qWarning("%s", error.message.c_str()); })
                .ok());
        const auto isHeard = [&] {
            hearer.step();
            return listener.heard.size() >= count;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isHeard(), 60'000);
        reader.stop();
        while (hearer.step()) { }
    }

    // A body of one chunk that stands at the end of the companion topic, or will.
    bus::Record referenceTo(const std::string& id, const std::string& key, bus::OutRecord& chunk,
        const std::string& topic)
    {
        const auto wire =
            events::encodeStructured(EventBuilder(id).of("Test", key).data(Talker::text("small")));
        bus::OutRecord record;
        record.topic = topic;
        record.key = wire.key;
        record.value = wire.value;
        record.headers = wire.headers;
        const bus::ClaimedBody body = bus::claimBody(record);
        chunk = bus::bodyChunk(topic, body, 0);
        const auto marks = m_bus.watermarks({ chunk.topic, 0 });
        const std::int64_t place = marks.ok() ? marks->end : 0;
        const bus::BodyReference reference { chunk.topic, 0, place, place, 1, body.octets.size(),
            body.sha256 };
        record = bus::referenceRecord(std::move(record), body, reference);
        return { { "t", 0 }, hearer.offsets[0]++, 0, record.key, record.value, record.headers };
    }
    void write(bus::OutRecord record)
    {
        auto producer = m_bus.makeProducer();
        QVERIFY(producer.ok());
        QVERIFY((*producer)->send(std::move(record), 0).ok());
        std::vector<bus::Delivery> done;
        const auto isWritten = [&] {
            for (bus::Delivery& one : (*producer)->deliveries(std::chrono::milliseconds(100))) {
                done.push_back(std::move(one));
            }
            return !done.empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWritten(), 20'000);
        QVERIFY(done.front().status.ok());
    }
    void ensure(const std::string& topic)
    {
        const bus::TopicSpec spec { topic };
        QVERIFY(m_bus.ensureTopics({ &spec, 1 }).ok());
    }
    [[nodiscard]] std::int64_t records(const std::string& topic)
    {
        const auto marks = m_bus.watermarks({ topic, 0 });
        return marks.ok() ? marks->end : -1;
    }

    int refused = 0;
    Talker listener;

private:
    bus::EventBus& m_bus;
    const std::string m_topic;
    Talker m_talker;
    RoleTester m_sayer { m_talker };
    std::int64_t m_said = 0;

public:
    pipeline::Bodies bodies;
    RoleTester hearer { listener };
};

// What one core says another hears whole, in order and once, also after a crash in the middle.
inline void verifyLargeValuesGoByReference(bus::EventBus& bus, const std::string& topic)
{
    struct Crash
    { };
    BodyWorld w(bus, topic);
    w.open();
    w.say({ "1", "L2", "3", "L4", "5" });
    int reports = 0;
    QVERIFY_THROWS_EXCEPTION(Crash, w.publish([&](std::string_view where) {
        if (where == "before_report" && ++reports == 2) {
            throw Crash(); // something of a body is written, its reference is not
        }
    }));
    w.publish();
    QCOMPARE(w.refused, 0);
    w.hear(5);
    std::vector<std::string> expected;
    for (const char* id : { "1", "L2", "3", "L4", "5" }) {
        expected.push_back(id + (' ' + Talker::text(id)));
    }
    QVERIFY(w.listener.heard == expected);
    QVERIFY(w.listener.valueBytes[1] > 1'300'000); // roles see the record as it was
    QVERIFY(w.hearer.letters().empty());
    QVERIFY(w.records(topic + ".bodies") >= 6);
}

inline void verifyUnreadableBodies(bus::EventBus& bus, const std::string& topic)
{
    BodyWorld w(bus, topic);
    w.open();
    w.ensure(topic + ".bodies");
    bus::OutRecord chunk;
    // Not there yet: its partition waits, and nothing passes it.
    w.hearer.push(w.referenceTo("late", "a", chunk, topic));
    w.hearer.send(EventBuilder("behind").of("Test", "a").data("\"x\""));
    w.hearer.step();
    QVERIFY(w.listener.heard.empty());
    w.write(chunk);
    w.hearer.advance(std::chrono::minutes(1));
    QCOMPARE(w.listener.heard,
        (std::vector<std::string> { "late " + Talker::text("small"), "behind \"x\"" }));
    QVERIFY(w.hearer.letters().empty());

    // Damaged: parked with its lane, the others go on.
    w.hearer.push(w.referenceTo("damaged", "b", chunk, topic));
    chunk.value->at(3) = '?';
    w.write(chunk);
    w.hearer.send(EventBuilder("lane").of("Test", "b").data("\"x\""));
    w.hearer.send(EventBuilder("other").of("Test", "c").data("\"x\""));
    while (w.hearer.step()) { }
    QCOMPARE(w.listener.heard.back(), std::string("other \"x\""));
    auto letters = w.hearer.letters();
    QCOMPARE(letters.size(), std::size_t { 2 });
    QCOMPARE(letters[0].errorCode, std::string("bus.body_damaged"));
    QCOMPARE(letters[0].errorClass, std::string("poison"));
    QCOMPARE(letters[0].lane, std::string("b"));
    QVERIFY(letters[1].behind == letters[0].id);

    // Gone: parked; it is read again when a person redrives it.
    const std::string gone = topic + "-gone";
    w.hearer.push(w.referenceTo("gone", "d", chunk, gone));
    while (w.hearer.step()) { }
    letters = w.hearer.letters();
    QCOMPARE(letters.size(), std::size_t { 3 });
    QCOMPARE(letters[2].errorCode, std::string("bus.body_expired"));
    w.ensure(gone + ".bodies");
    w.write(chunk);
    const auto answer = w.hearer.ask(std::string(pipeline::redriveCommand),
        R"({"deadLetterId":")" + letters[2].id.toString() + "\"}");
    QVERIFY(answer.ok());
    QCOMPARE(w.listener.heard.back(), "gone " + Talker::text("small"));

    // Never comes: after all tries it is parked, and says so.
    w.hearer.push(w.referenceTo("never", "e", chunk, topic));
    for (int i = 0; i < 12; ++i) {
        w.hearer.advance(std::chrono::minutes(1));
    }
    letters = w.hearer.letters();
    QCOMPARE(letters.back().errorCode, std::string("bus.body_not_there_yet"));
    QCOMPARE(letters.back().errorClass, std::string("retriable"));
}

} // namespace locus::test
