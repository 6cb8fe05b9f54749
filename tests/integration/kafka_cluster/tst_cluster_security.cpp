// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Keys that are replaced while everything runs (fault F23), and rights that are not granted.
#include "core/bus/kafka/kafka_bus.h"
#include "core/bus/kafka/kafka_cluster_admin.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/integration/kafka_cluster/traffic.h"
#include "tests/support/core_process.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>

#include <memory>

using namespace locus;
using namespace locus::bus;
using namespace std::chrono_literals;

namespace {
constexpr int patienceMs = 60'000;
}

class ClusterSecurityTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::KafkaBroker> m_broker;
    QTemporaryDir m_client;

    [[nodiscard]] std::string clientFile(const char* name) const
    {
        return m_client.filePath(QLatin1String(name)).toStdString();
    }

    // As an administrator does: a new file under the old name.
    void giveKeysToClient()
    {
        const auto& keys = m_broker->keys();
        for (const auto& [from, name] :
            { std::pair(keys.authority, "ca.pem"), std::pair(keys.clientChain, "client.pem"),
                std::pair(keys.clientKey, "client.key") }) {
            const QString to = QString::fromStdString(clientFile(name));
            QFile::remove(to);
            QVERIFY(QFile::copy(QString::fromStdString(from), to));
        }
    }

    [[nodiscard]] KafkaSettings mutualTls() const
    {
        KafkaSettings settings;
        settings.bootstrap = m_broker->mutualTlsBootstrap();
        settings.tls = true;
        settings.caFile = clientFile("ca.pem");
        settings.certificateFile = clientFile("client.pem");
        settings.keyFile = clientFile("client.key");
        return settings;
    }

    [[nodiscard]] KafkaSettings reader() const
    {
        KafkaSettings settings;
        settings.bootstrap = m_broker->saslTlsBootstrap();
        settings.tls = true;
        settings.caFile = m_broker->keys().authority;
        settings.sasl = SaslMechanism::Plain;
        settings.user = "reader";
        settings.password = test::KafkaBroker::readerPassword;
        return settings;
    }

    void grant(const std::string& topic, const char* operation)
    {
        KafkaSettings admin;
        admin.bootstrap = m_broker->bootstrap();
        auto opened = KafkaClusterAdmin::open(admin);
        VERIFY_OK(opened);
        cluster::PlanStep step;
        step.kind = cluster::PlanStep::Kind::CreateRule;
        step.rule = { "User:reader", "Topic", topic, false, operation };
        VERIFY_OK((*opened)->perform(step));
    }

    void makeTopic(const std::string& topic)
    {
        KafkaSettings admin;
        admin.bootstrap = m_broker->bootstrap();
        auto bus = KafkaBus::open(admin);
        VERIFY_OK(bus);
        const TopicSpec spec { topic, 1 };
        VERIFY_OK((*bus)->ensureTopics({ &spec, 1 }));
    }

    // The first failed delivery of a record to the topic.
    static Error refusalOf(BusProducer& producer, const std::string& topic)
    {
        OutRecord record;
        record.topic = topic;
        record.value = "x";
        if (const Status sent = producer.send(std::move(record), 1); !sent.ok()) {
            return sent.error();
        }
        while (producer.inFlight() > 0) {
            for (const Delivery& delivery : producer.deliveries(1s)) {
                return delivery.status.ok() ? invalid("test.accepted", "was accepted")
                                            : delivery.status.error();
            }
        }
        return invalid("test.accepted", "nothing came back");
    }

    QStringList coreOverTls(const QString& more = {})
    {
        QFile config(m_client.filePath(QStringLiteral("locusd.json")));
        const bool isOpen = config.open(QIODevice::WriteOnly | QIODevice::Truncate);
        Q_ASSERT(isOpen);
        config.write(QStringLiteral(R"({"bus":{"kind":"kafka"},"kafka":{"bootstrap":"%1",)"
                                    R"("security":"tls","ca_file":"%2","certificate_file":"%3",)"
                                    R"("key_file":"%4"%5}})")
                         .arg(QString::fromStdString(m_broker->mutualTlsBootstrap()),
                             QString::fromStdString(clientFile("ca.pem")),
                             QString::fromStdString(clientFile("client.pem")),
                             QString::fromStdString(clientFile("client.key")), more)
                         .toUtf8());
        return { QStringLiteral("--config"), config.fileName() };
    }

    static test::Finished ctl(const test::CoreProcess& core, QStringList words)
    {
        words += { QStringLiteral("--data-dir"), QString::fromStdString(core.dataDir().string()) };
        return test::runProgram(QStringLiteral("locusctl"), words);
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto started = test::KafkaBroker::start(test::KafkaBroker::Kind::Secure);
        VERIFY_OK(started);
        m_broker = std::move(started).value();
    }

    // First: later tests let a core make them.
    void aCoreRefusesToStartWithoutItsTopics()
    {
        giveKeysToClient();
        test::CoreProcess core;
        const Status started =
            core.start(coreOverTls(QStringLiteral(R"(,"create_topics":false)")), 60s);
        QVERIFY(!started.ok());
        for (const char* said : { "genetic-data-raw, ", "lacks the right Describe" }) {
            QVERIFY2(started.error().message.find(said) != std::string::npos,
                started.error().message.c_str());
        }
    }

    void f23_newKeysAreTakenWithoutARestart_data()
    {
        QTest::addColumn<bool>("brokersFirst");
        QTest::newRow("brokers first") << true;
        QTest::newRow("clients first") << false;
    }

    void f23_newKeysAreTakenWithoutARestart()
    {
        QFETCH(const bool, brokersFirst);
        giveKeysToClient();
        test::Traffic traffic(mutualTls(), brokersFirst ? "keys.one" : "keys.two", 2);
        VERIFY_OK(traffic.start());
        QTRY_VERIFY_WITH_TIMEOUT(traffic.read() > 100, patienceMs);
        VERIFY_OK(m_broker->replaceKeys()); // also another authority
        if (!brokersFirst) {
            giveKeysToClient(); // which the broker does not know yet: the old connection goes on
            const int then = traffic.read();
            QTRY_VERIFY_WITH_TIMEOUT(traffic.read() > then + 300, patienceMs);
        }
        VERIFY_OK(m_broker->restart());
        if (brokersFirst) {
            QTRY_COMPARE_WITH_TIMEOUT(traffic.trouble(), std::string("bus.tls_failed"), patienceMs);
            giveKeysToClient();
        }
        const int then = traffic.acknowledged();
        QTRY_VERIFY_WITH_TIMEOUT(traffic.acknowledged() > then + 100, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(traffic.trouble(), std::string(), patienceMs);
        const test::Traffic::Seen seen = traffic.stop();
        qInfo("%d sent, %d read, %d repeated", seen.sent, seen.read, seen.repeated);
        QVERIFY2(seen.fatal.empty(), seen.fatal.c_str());
        QCOMPARE(seen.read, seen.sent);
        QVERIFY(seen.inOrder);
    }

    void f23_aCoreTakesNewKeysWithoutARestart()
    {
        giveKeysToClient();
        test::CoreProcess core;
        VERIFY_OK(core.start(coreOverTls(), 60s));
        const QStringList submit { QStringLiteral("submit"), QStringLiteral("--wait"),
            QStringLiteral("21:g.25585733C>T") };
        QCOMPARE(ctl(core, submit).exitCode, 0);
        VERIFY_OK(m_broker->replaceKeys());
        VERIFY_OK(m_broker->restart());
        QByteArray doctor;
        const auto says = [&](const char* text) {
            doctor = ctl(core, { QStringLiteral("doctor") }).out;
            return doctor.contains(text);
        };
        QTRY_VERIFY2_WITH_TIMEOUT(
            says("bus: degraded: bus.tls_failed"), doctor.constData(), patienceMs);
        giveKeysToClient();
        const qint64 pid = core.pid();
        const test::Finished done = ctl(core, submit);
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QTRY_VERIFY2_WITH_TIMEOUT(says("bus: up: kafka"), doctor.constData(), patienceMs);
        QCOMPARE(core.pid(), pid);
    }

    void aMissingRightIsNamedWithItsTopic()
    {
        for (const char* topic : { "rights.shown", "rights.open" }) {
            makeTopic(topic);
            grant(topic, "Describe");
        }
        auto bus = KafkaBus::open(reader());
        VERIFY_OK(bus);

        auto lone = (*bus)->makeProducer(); // may write nowhere: gets no producer id
        VERIFY_OK(lone);
        const Error nowhere = refusalOf(**lone, "rights.shown");
        QVERIFY2(nowhere.code == "bus.not_permitted", nowhere.message.c_str());
        QVERIFY2(
            nowhere.message.find("the right Write") != std::string::npos, nowhere.message.c_str());

        grant("rights.open", "Write");
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        const Error write = refusalOf(**producer, "rights.shown");
        QVERIFY2(write.code == "bus.not_permitted", write.message.c_str());
        QCOMPARE(write.fact("right"), std::string_view("Write"));
        QCOMPARE(write.fact("topic"), std::string_view("rights.shown"));
        QVERIFY(write.isRetriable()); // waits with its sender until the right is granted
        QVERIFY2(
            write.message.find("lacks the right Write on topic rights.shown") != std::string::npos,
            write.message.c_str());
        const auto trouble = (*bus)->trouble();
        QVERIFY(trouble && trouble->code == "bus.not_permitted");

        auto consumer = (*bus)->makeConsumer({});
        VERIFY_OK(consumer);
        const Position from { { "rights.shown", 0 }, 0 };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        const auto polled = (*consumer)->poll(1, 1000, 20s);
        QVERIFY(!polled.ok());
        QCOMPARE(polled.error().code, std::string("bus.not_permitted"));
        QCOMPARE(polled.error().fact("right"), std::string_view("Read"));
        QCOMPARE(polled.error().fact("topic"), std::string_view("rights.shown"));

        const TopicSpec missing { "rights.new", 1 };
        const Status made = (*bus)->ensureTopics({ &missing, 1 });
        QVERIFY(!made.ok());
        QCOMPARE(made.error().code, std::string("bus.topics_missing"));
        QCOMPARE(made.error().fact("right"), std::string_view("Create"));
        QCOMPARE(made.error().fact("topic"), std::string_view("rights.new"));

        grant("rights.shown", "Write");
        const auto isAccepted = [&] {
            auto again = (*bus)->makeProducer();
            return again.ok() && refusalOf(**again, "rights.shown").code == "test.accepted";
        };
        QTRY_VERIFY_WITH_TIMEOUT(isAccepted(), patienceMs);
        QVERIFY(!(*bus)->trouble());
    }
};

LOCUS_TEST(cluster_security, ClusterSecurityTest)
#include "tst_cluster_security.moc"
