// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Values that are too large for their topic, on the embedded bus; tst_kafka_reading has the same on
// a broker.
#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/bus/embedded/embedded_bus.h"
#include "tests/core/pipeline/body_world.h"
#include "tests/support/fast_folder.h"
#include "tests/support/test_registry.h"

using namespace locus;

class BodiesTest : public QObject
{
    Q_OBJECT

private:
    const QTemporaryDir m_folder { test::fastFolder() };
    const SystemClock m_clock;
    SystemRandom m_random;
    const PlainCodec m_codec;
    std::unique_ptr<bus::EmbeddedBus> m_bus;

private Q_SLOTS:
    void initTestCase()
    {
        auto opened = bus::EmbeddedBus::open(
            { std::filesystem::path(m_folder.path().toStdString()) / "bus.db" }, m_clock, m_random,
            m_codec);
        QVERIFY(opened.ok());
        m_bus = std::move(*opened);
    }
    void largeValuesGoByReference() { test::verifyLargeValuesGoByReference(*m_bus, "large"); }
    void anUnreadableBodyIsNamedAndHeldBack()
    {
        test::verifyUnreadableBodies(*m_bus, "unreadable");
    }

    void onlyTheLastBodiesAreKept()
    {
        test::BodyWorld w(*m_bus, "kept");
        w.open();
        w.ensure("kept.bodies");
        bus::OutRecord chunk;
        std::vector<bus::Record> records;
        pipeline::Bodies bodies(*m_bus, 1);
        for (const char* id : { "1", "2" }) {
            records.push_back(w.referenceTo(id, "a", chunk, "kept"));
            w.write(chunk);
            bodies.fetch(records.back());
        }
        for (const bus::Record& record : records) {
            const auto whole = bodies.whole(record);
            QVERIFY(whole.ok());
            QVERIFY(whole->value->find(test::Talker::text("small")) != std::string::npos);
            QVERIFY(!pipeline::isReference(*whole));
        }
    }
};

LOCUS_TEST(bodies, BodiesTest)
#include "tst_bodies.moc"
