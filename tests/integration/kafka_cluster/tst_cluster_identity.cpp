// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a cluster holds is no longer what was read from it (fault F9): topics made anew, records
// past their retention, another cluster at the same address. Nobody may go on as if nothing had
// happened.
#include "core/bus/kafka/kafka_bus.h"
#include "tests/core/bus/kafka_hands.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/integration/core_face.h"
#include "tests/integration/kafka_cluster/traffic.h"
#include "tests/support/core_process.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/kafka_view.h"
#include "tests/support/tcp_proxy.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QSet>
#include <QUuid>

#include <memory>

using namespace locus;
using namespace locus::bus;
using namespace std::chrono_literals;

namespace {
constexpr int patienceMs = 60'000;
constexpr std::size_t manyBytes = 16UL * 1024 * 1024;
constexpr const char* requests = "genetic-data-raw";
} // namespace

class ClusterIdentityTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::KafkaBroker> m_broker;

    // As QTRY_VERIFY, for a condition that takes its time itself.
    template <typename Condition> static bool comesTrue(const Condition& condition)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < patienceMs) {
            if (condition()) {
                return true;
            }
        }
        return false;
    }

    static KafkaSettings settingsFor(const std::string& bootstrap)
    {
        KafkaSettings settings;
        settings.bootstrap = bootstrap;
        return settings;
    }

    // So many records, in a topic that may be there already.
    void fill(const std::string& topic, std::int32_t partition, std::int64_t count,
        const std::string& text, std::int32_t partitions = 1)
    {
        auto bus = KafkaBus::open(settingsFor(m_broker->bootstrap()));
        VERIFY_OK(bus);
        const TopicSpec spec { topic, partitions };
        VERIFY_OK((*bus)->ensureTopics({ &spec, 1 }));
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        for (std::int64_t i = 0; i < count; ++i) {
            OutRecord record;
            record.topic = topic;
            record.partition = partition;
            record.value = text + std::to_string(i);
            VERIFY_OK((*producer)->send(std::move(record), static_cast<std::uint64_t>(i)));
        }
        while ((*producer)->inFlight() > 0) {
            for (const Delivery& delivery : (*producer)->deliveries(1s)) {
                VERIFY_OK(delivery.status);
            }
        }
    }

    void removeTopic(const std::string& topic)
    {
        test::KafkaHands hands(m_broker->bootstrap());
        QVERIFY(hands.deleteTopic(topic));
        const auto isGone = [&] {
            const auto view = test::viewOf(m_broker->bootstrap());
            return view.ok() && !view->partitions.contains({ topic, 0 });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isGone(), patienceMs);
    }

    // A core that has done its first analysis, and stopped.
    std::unique_ptr<test::CoreProcess> coreThatHasWorked()
    {
        auto core = std::make_unique<test::CoreProcess>();
        const Status started = core->start(onKafka(), 60s);
        const test::Finished done = test::runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("submit"), QStringLiteral("--wait"),
                QStringLiteral("21:g.25585733C>T"), QStringLiteral("--data-dir"),
                QString::fromStdString(core->dataDir().string()) });
        if (!started.ok() || done.exitCode != 0 || !core->stop().ok()) {
            qWarning("%s", done.err.constData());
            return nullptr;
        }
        return core;
    }

    QStringList onKafka() const
    {
        return { QStringLiteral("--bus"), QStringLiteral("kafka"), QStringLiteral("--bootstrap"),
            QString::fromStdString(m_broker->bootstrap()) };
    }

    void verifyStops(test::CoreProcess& core, const char* said)
    {
        const Status started = core.start(onKafka(), 60s);
        std::string told = started.ok() ? "" : started.error().message;
        if (started.ok()) { // what only its reader can see stops it a moment later
            QTRY_COMPARE_WITH_TIMEOUT(core.pid(), qint64 { 0 }, patienceMs);
            told = core.errorOutput().toStdString();
        }
        QVERIFY2(told.find(said) != std::string::npos, told.c_str());
    }

    // Whoever asks for the core hears why it stopped; what he is told to do is done as it stands.
    void verifyGoesOnAsAdvised(test::CoreProcess& core, const char* reason)
    {
        const QStringList here { QStringLiteral("--data-dir"),
            QString::fromStdString(core.dataDir().string()) };
        const test::Finished doctor = test::runProgram(
            QStringLiteral("locusctl"), QStringList(QStringLiteral("doctor")) + here);
        const QByteArray advice = QByteArray("locusd --read-anew ") + requests;
        QVERIFY2(doctor.exitCode == 1 && doctor.out.contains(reason) && doctor.out.contains(advice),
            doctor.out.constData());
        VERIFY_OK(core.start(onKafka()
                + QStringList { QStringLiteral("--read-anew"), QString::fromLatin1(requests) },
            60s));
        const test::Finished done = test::runProgram(QStringLiteral("locusctl"),
            QStringList { QStringLiteral("submit"), QStringLiteral("--wait"),
                QStringLiteral("21:g.25585734C>T") }
                + here);
        QVERIFY2(done.exitCode == 0, done.err.constData());
        const test::Finished kept = test::runProgram(QStringLiteral("locusctl"),
            QStringList {
                QStringLiteral("analyses"), QStringLiteral("list"), QStringLiteral("--json") }
                + here);
        QSet<QString> ids; // the one of before, and this one, each once
        for (const QByteArray& line : kept.out.trimmed().split('\n')) {
            const QString id = QJsonDocument::fromJson(line).object()[u"id"].toString();
            QVERIFY2(!id.isEmpty() && !ids.contains(id), line.constData());
            ids.insert(id);
        }
        QVERIFY(ids.size() >= 2);
        const QByteArray metric = QByteArray("core_stops{reason=\"") + reason + "\"} 1\n";
        const QByteArray told = test::httpGet(core, "/metrics");
        QVERIFY2(told.contains(metric), told.constData());
    }

    // How many records each partition holds.
    std::vector<std::int64_t> ends(const std::string& topic)
    {
        auto bus = KafkaBus::open(settingsFor(m_broker->bootstrap()));
        std::vector<std::int64_t> all;
        for (std::int32_t p = 0; bus.ok() && p < 12; ++p) {
            const auto marks = (*bus)->watermarks({ topic, p });
            all.push_back(marks.ok() ? marks->end : -1);
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto started = test::KafkaBroker::start();
        VERIFY_OK(started);
        m_broker = std::move(started).value();
    }

    void f9_whatChangedWhileOutOfReachIsNoticed_data()
    {
        QTest::addColumn<int>("recordsThen"); // -1: the topic stays, its records go
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("topic made anew with as many records")
            << 10 << QByteArray("bus.topic_recreated") << QByteArray("was deleted and made anew");
        QTest::newRow("topic made anew with more records")
            << 20 << QByteArray("bus.topic_recreated") << QByteArray("was deleted and made anew");
        QTest::newRow("topic made anew with fewer records")
            << 3 << QByteArray("bus.offset_out_of_range")
            << QByteArray("is not there; it holds offsets 0 to 3");
        QTest::newRow("retention took what was not read")
            << -1 << QByteArray("bus.offset_out_of_range") << QByteArray("offset 10 of ");
    }

    void f9_whatChangedWhileOutOfReachIsNoticed()
    {
        QFETCH(const int, recordsThen);
        QFETCH(const QByteArray, code);
        QFETCH(const QByteArray, said);
        const std::string topic =
            "identity." + QUuid::createUuid().toString(QUuid::Id128).toStdString();
        fill(topic, 0, 10, "before ");
        test::TcpProxy proxy(m_broker->proxiedPort(), m_broker->proxyPort());
        auto bus = KafkaBus::open(settingsFor(proxy.address()));
        VERIFY_OK(bus);
        auto consumer = (*bus)->makeConsumer({ "identity" });
        VERIFY_OK(consumer);
        const Position from { { topic, 0 }, 0 };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        std::size_t read = 0;
        while (read < 10) {
            const auto some = (*consumer)->poll(100, manyBytes, 10s);
            VERIFY_OK(some);
            read += some->size();
        }
        proxy.cut();
        auto polled = (*consumer)->poll(100, manyBytes, 200ms);
        const auto isLost = [&] {
            polled = (*consumer)->poll(100, manyBytes, 200ms);
            return !polled.ok();
        };
        QVERIFY(comesTrue(isLost));
        QCOMPARE(polled.error().code, std::string("bus.unreachable"));
        if (recordsThen < 0) {
            fill(topic, 0, 5, "later ");
            test::KafkaHands hands(m_broker->bootstrap());
            QVERIFY(hands.deleteRecordsBefore({ topic, 0 }, 14));
        } else {
            removeTopic(topic);
            fill(topic, 0, recordsThen, "after ");
        }
        proxy.mend();
        const auto isNamed = [&] {
            polled = (*consumer)->poll(100, manyBytes, 1s);
            return !polled.ok() && !polled.error().isRetriable();
        };
        QVERIFY(comesTrue([&] { return isNamed(); }));
        QVERIFY2(polled.error().code == code.toStdString(), polled.error().message.c_str());
        QVERIFY(polled.error().kind == ErrorKind::Fatal);
        QVERIFY(!(*consumer)->poll(100, manyBytes, 1s).ok()); // and nothing comes after it
        QVERIFY2(polled.error().message.find(said.toStdString()) != std::string::npos,
            polled.error().message.c_str());
    }

    void f9_whatStayedIsReadOnAfterAnAbsence()
    {
        const std::string topic = "identity.same";
        fill(topic, 0, 10, "before ");
        test::TcpProxy proxy(m_broker->proxiedPort(), m_broker->proxyPort());
        auto bus = KafkaBus::open(settingsFor(proxy.address()));
        VERIFY_OK(bus);
        auto consumer = (*bus)->makeConsumer({ "identity" });
        VERIFY_OK(consumer);
        const Position from { { topic, 0 }, 0 };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        std::int64_t next = 0;
        const auto readTo = [&](std::int64_t end) {
            const auto some = (*consumer)->poll(100, manyBytes, 1s);
            for (const Record& record : some.ok() ? *some : std::vector<Record>()) {
                next = record.offset == next ? next + 1 : -1000;
            }
            return next == end;
        };
        QVERIFY(comesTrue([&] { return readTo(10); }));
        const TopicPartition at { topic, 0 };
        VERIFY_OK((*consumer)->pause({ &at, 1 }));
        proxy.cut();
        QVERIFY(comesTrue([&] { return !(*consumer)->poll(100, manyBytes, 200ms).ok(); }));
        fill(topic, 0, 5, "later ");
        proxy.mend();
        const auto isBack = [&] {
            const auto some = (*consumer)->poll(100, manyBytes, 1s);
            return some.ok() && some->empty(); // still paused
        };
        QVERIFY(comesTrue([&] { return isBack(); }));
        VERIFY_OK((*consumer)->resume({ &at, 1 }));
        QVERIFY(comesTrue([&] { return readTo(15); }));
    }

    void f9_aCoreNoticesATopicMadeAnewWithAsManyRecords()
    {
        auto core = coreThatHasWorked();
        QVERIFY(core);
        const auto before = ends(requests);
        removeTopic(requests);
        for (std::int32_t p = 0; p < 12; ++p) {
            fill(requests, p, before.at(static_cast<std::size_t>(p)), "other ", 12);
        }
        QVERIFY(ends(requests) == before);
        verifyStops(*core, "does not hold what was read from it before");
        verifyGoesOnAsAdvised(*core, "pipeline.topic_recreated");
    }

    void f9_aCoreNoticesThatRetentionPassedItsOffset()
    {
        auto core = coreThatHasWorked();
        QVERIFY(core);
        const auto before = ends(requests);
        test::KafkaHands hands(m_broker->bootstrap());
        for (std::int32_t p = 0; p < 12; ++p) {
            fill(requests, p, 3, "late ", 12);
            QVERIFY(hands.deleteRecordsBefore(
                { requests, p }, before.at(static_cast<std::size_t>(p)) + 2));
        }
        verifyStops(*core, "is not there; it holds offsets");
        verifyGoesOnAsAdvised(*core, "bus.offset_out_of_range");
    }

    // Last: the broker is another one afterwards.
    void f9_anotherClusterAtTheSameAddressIsNoticed()
    {
        auto core = coreThatHasWorked();
        QVERIFY(core);
        test::Traffic traffic(settingsFor(m_broker->bootstrap()), "identity.moved", 2);
        VERIFY_OK(traffic.start());
        QTRY_VERIFY_WITH_TIMEOUT(traffic.read() > 100, patienceMs);
        VERIFY_OK(m_broker->becomeAnotherCluster());
        const int acknowledged = traffic.acknowledged();
        fill("identity.moved", 0, 1, "foreign ", 2);
        QTRY_VERIFY_WITH_TIMEOUT(traffic.fatal().starts_with("bus.other_cluster"), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(traffic.trouble(), std::string("bus.other_cluster"), patienceMs);
        QCOMPARE(traffic.acknowledged(), acknowledged); // what another cluster takes does not count
        verifyStops(*core, "the store belongs to cluster");
        verifyStops(*core, "give this cluster a data folder of its own");
    }
};

LOCUS_TEST(cluster_identity, ClusterIdentityTest)
#include "tst_cluster_identity.moc"
