// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What goes on, and what is left out, once a person was erased.
#include "core/bus/embedded/embedded_bus.h"
#include "core/pipeline/outbox_source.h"
#include "core/store/store.h"
#include "tests/core/sealing/ring_fixture.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace locus;
using namespace locus::test;

class ForgettingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordOfTheBusKeepsItsPlaceWithoutContent()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        const sealing::SealingCodec codec(**ring);
        auto log = bus::EmbeddedBus::open(
            { fixture.at("data/bus.sqlite") }, fixture.clock, fixture.random, codec);
        const std::vector<bus::TopicSpec> topics { { "t", 1 } };
        QVERIFY((*log)->ensureTopics(topics).ok());
        auto producer = (*log)->makeProducer();
        for (const char* key : { "fictional-1", "fictional-2" }) {
            bus::OutRecord record;
            record.topic = "t";
            record.key = key;
            record.value = "value";
            QVERIFY((*producer)->send(record, 1).ok());
        }
        bus::OutRecord about; // a chunk of a body: its key says nothing of whose it is
        about.topic = "t";
        about.key = "sha256";
        about.subject = "fictional-1";
        about.value = "body";
        QVERIFY((*producer)->send(about, 1).ok());
        std::size_t delivered = 0;
        QTRY_VERIFY_WITH_TIMEOUT(
            (delivered += (*producer)->deliveries(std::chrono::milliseconds(100)).size()) == 3,
            30'000);
        QCOMPARE(*eraseOf(**ring, { "fictional-1" }), 1);
        auto consumer = (*log)->makeConsumer({});
        const std::vector<bus::Position> from { { { "t", 0 }, 0 } };
        QVERIFY((*consumer)->assign(from).ok());
        std::vector<bus::Record> records;
        while (records.size() < 3) {
            auto some = (*consumer)->poll(10, 1'000'000, std::chrono::seconds(30));
            QVERIFY(some.ok() && !some->empty());
            std::move(some->begin(), some->end(), std::back_inserter(records));
        }
        for (const std::size_t gone : { 0U, 2U }) {
            QVERIFY(!records[gone].key && !records[gone].value);
            QCOMPARE(records[gone].offset, static_cast<std::int64_t>(gone));
        }
        QCOMPARE(records[1].value.value_or(""), Bytes("value"));
    }

    void anEventThatHasNotLeftIsNotPublished()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        const sealing::SealingCodec codec(**ring);
        auto store = store::Store::open({ fixture.at("data/store.db") }, fixture.ids, codec);
        for (int i = 0; i < 5; ++i) {
            store::LoggedEvent event;
            event.id = std::to_string(i);
            event.stream = "Analysis/" + event.id;
            event.streamVersion = 1;
            event.value = "value";
            QVERIFY((*store)->events.append(event, i < 3 ? "fictional-1" : "fictional-2").ok());
        }
        QCOMPARE(*eraseOf(**ring, { "fictional-1" }), 1);
        pipeline::EventOutbox outbox((*store)->events);
        const auto rows = outbox.after(0, 2); // both of the first two are gone
        QVERIFY(rows.ok());
        QCOMPARE(rows->size(), std::size_t { 1 });
        QCOMPARE(rows->front().position, std::int64_t { 4 });
        QCOMPARE(outbox.after(4, 2)->front().position, std::int64_t { 5 });
        QVERIFY(outbox.after(5, 2)->empty());
    }
};

LOCUS_TEST(forgetting, ForgettingTest)
#include "tst_forgetting.moc"
