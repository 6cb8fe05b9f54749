// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/connection_check.h"
#include "core/bus/kafka/kafka_bus.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/tcp_proxy.h"
#include "tests/support/test_registry.h"

#include <algorithm>

using namespace locus;
using namespace locus::bus;
using namespace std::chrono_literals;

using Outcome = CheckStep::Outcome;
Q_DECLARE_METATYPE(locus::bus::KafkaSettings)

class KafkaSecurityTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::KafkaBroker> m_broker;

    [[nodiscard]] KafkaSettings plain() const
    {
        KafkaSettings settings;
        settings.bootstrap = m_broker->bootstrap();
        return settings;
    }
    [[nodiscard]] KafkaSettings tls() const
    {
        KafkaSettings settings;
        settings.bootstrap = m_broker->tlsBootstrap();
        settings.tls = true;
        settings.caFile = m_broker->keys().authority;
        return settings;
    }
    [[nodiscard]] KafkaSettings mutualTls() const
    {
        KafkaSettings settings = tls();
        settings.bootstrap = m_broker->mutualTlsBootstrap();
        settings.certificateFile = m_broker->keys().clientChain;
        settings.keyFile = m_broker->keys().clientKey;
        return settings;
    }
    [[nodiscard]] KafkaSettings sasl(
        SaslMechanism mechanism, const char* user, const char* password) const
    {
        KafkaSettings settings = tls();
        settings.bootstrap = m_broker->saslTlsBootstrap();
        settings.sasl = mechanism;
        settings.user = user;
        settings.password = password;
        return settings;
    }
    [[nodiscard]] KafkaSettings saslWithoutTls() const
    {
        KafkaSettings settings = plain();
        settings.bootstrap = m_broker->saslBootstrap();
        settings.sasl = SaslMechanism::Plain;
        settings.user = "admin";
        settings.password = test::KafkaBroker::adminPassword;
        return settings;
    }

    static const CheckStep& step(const std::vector<CheckStep>& steps, const std::string& name)
    {
        return *std::find_if(
            steps.begin(), steps.end(), [&](const CheckStep& one) { return one.name == name; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto started = test::KafkaBroker::start(test::KafkaBroker::Kind::Secure);
        VERIFY_OK(started);
        m_broker = std::move(started).value();
    }

    void recordsPass_data()
    {
        QTest::addColumn<KafkaSettings>("settings");
        QTest::newRow("TLS") << tls(); // its user is anonymous, who may do everything here
        QTest::newRow("mTLS through an intermediate authority") << mutualTls();
        QTest::newRow("SASL PLAIN") << saslWithoutTls();
        QTest::newRow("SASL PLAIN over TLS")
            << sasl(SaslMechanism::Plain, "admin", test::KafkaBroker::adminPassword);
    }

    void recordsPass()
    {
        QFETCH(const KafkaSettings, settings);
        auto bus = KafkaBus::open(settings);
        VERIFY_OK(bus);
        const TopicSpec spec { "security.passes", 1 };
        VERIFY_OK((*bus)->ensureTopics({ &spec, 1 }));
        auto producer = (*bus)->makeProducer();
        VERIFY_OK(producer);
        OutRecord record;
        record.topic = spec.name;
        record.value = QTest::currentDataTag();
        VERIFY_OK((*producer)->send(record, 1));
        std::vector<Delivery> deliveries;
        while (deliveries.empty()) {
            deliveries = (*producer)->deliveries(10s);
        }
        VERIFY_OK(deliveries.front().status);
        auto consumer = (*bus)->makeConsumer({ "security" });
        VERIFY_OK(consumer);
        const Position from { { spec.name, 0 }, deliveries.front().offset };
        VERIFY_OK((*consumer)->assign({ &from, 1 }));
        const auto polled = (*consumer)->poll(1, 1000, 20s);
        VERIFY_OK(polled);
        QCOMPARE(polled->size(), 1UL);
        QVERIFY(polled->front().value == record.value);
    }

    void refusalsAreNamed_data()
    {
        QTest::addColumn<KafkaSettings>("settings");
        QTest::addColumn<QByteArray>("code");
        KafkaSettings stranger = tls();
        stranger.caFile = m_broker->keys().otherAuthority;
        QTest::newRow("another authority") << stranger << QByteArray("bus.tls_failed");
        KafkaSettings noCertificate = mutualTls();
        noCertificate.certificateFile.clear();
        noCertificate.keyFile.clear();
        QTest::newRow("no client certificate") << noCertificate << QByteArray("bus.tls_failed");
        QTest::newRow("wrong password")
            << sasl(SaslMechanism::Plain, "admin", "wrong") << QByteArray("bus.sign_in_failed");
    }

    void refusalsAreNamed()
    {
        QFETCH(const KafkaSettings, settings);
        QFETCH(const QByteArray, code);
        auto bus = KafkaBus::open(settings, 3s);
        VERIFY_OK(bus);
        const auto id = (*bus)->clusterId();
        QVERIFY(!id.ok());
        QVERIFY2(id.error().code == code.toStdString(), id.error().message.c_str());
    }

    void scramWorksOrSaysWhatItNeeds_data()
    {
        QTest::addColumn<int>("mechanism");
        QTest::newRow("SCRAM-SHA-256") << int(SaslMechanism::ScramSha256);
        QTest::newRow("SCRAM-SHA-512") << int(SaslMechanism::ScramSha512);
    }

    void scramWorksOrSaysWhatItNeeds()
    {
        QFETCH(const int, mechanism);
        auto bus = KafkaBus::open(
            sasl(static_cast<SaslMechanism>(mechanism), "scram", test::KafkaBroker::scramPassword),
            5s);
        VERIFY_OK(bus);
        const auto id = (*bus)->clusterId();
        if (scramWorksWithKafka4()) {
            VERIFY_OK(id);
            return;
        }
        QVERIFY(!id.ok());
        QVERIFY2(id.error().code == "bus.scram_needs_newer_client", id.error().message.c_str());
        QVERIFY(id.error().message.find("2.6.1") != std::string::npos);
    }

    void missingTopicsAndRightsAreNamed()
    {
        auto bus =
            KafkaBus::open(sasl(SaslMechanism::Plain, "reader", test::KafkaBroker::readerPassword));
        VERIFY_OK(bus);
        const std::vector<TopicSpec> specs { { "security.orders", 10, 24h * 7 },
            { "security.tasks", 5, 24h * 30 } };
        const Status made = (*bus)->ensureTopics(specs);
        QVERIFY(!made.ok());
        QCOMPARE(made.error().code, std::string("bus.topics_missing"));
        QVERIFY(made.error().kind == ErrorKind::Refused);
        for (const char* named : { "security.orders (10 partitions, retention 168 h",
                 "security.tasks (5 partitions, retention 720 h", "right Create" }) {
            QVERIFY2(made.error().message.find(named) != std::string::npos,
                made.error().message.c_str());
        }
        auto admin = KafkaBus::open(plain());
        VERIFY_OK(admin);
        const auto topics = (*admin)->topics();
        VERIFY_OK(topics);
        QVERIFY(std::none_of(topics->begin(), topics->end(),
            [](const TopicState& state) { return state.name == "security.orders"; }));
    }

    void warningsAndMistakesNeedNoConnection()
    {
        QVERIFY(settingsWarnings(tls()).empty());
        QCOMPARE(settingsWarnings(saslWithoutTls()).front(), std::string("bus.sasl_without_tls"));
        QCOMPARE(settingsWarnings(plain()).front(), std::string("bus.no_encryption"));
        KafkaSettings half = mutualTls();
        half.keyFile.clear();
        QCOMPARE(checkSettings(half).error().fact("field"), std::string_view("keyFile"));
        KafkaSettings noPort;
        noPort.bootstrap = "broker-1:9092,broker-2";
        QCOMPARE(checkSettings(noPort).error().fact("field"), std::string_view("bootstrap"));
        QVERIFY(checkSettings(noPort).error().message.find("broker-2") != std::string::npos);
        KafkaSettings noUser = tls();
        noUser.sasl = SaslMechanism::Plain;
        QCOMPARE(checkSettings(noUser).error().fact("field"), std::string_view("user"));
        QVERIFY(!KafkaBus::open(noPort).ok());
    }

    void theConnectionCheckNamesTheStep_data()
    {
        QTest::addColumn<KafkaSettings>("settings");
        QTest::addColumn<QByteArray>("failing");
        QTest::addColumn<QByteArray>("code");
        KafkaSettings changed = plain();
        changed.bootstrap = "nowhere";
        QTest::newRow("no port") << changed << QByteArray("settings") << QByteArray("bus.settings");
        changed.bootstrap = "no-such-host.invalid:9092";
        QTest::newRow("no such host")
            << changed << QByteArray("name") << QByteArray("bus.name_unknown");
        changed.bootstrap = "127.0.0.1:1";
        QTest::newRow("nothing there")
            << changed << QByteArray("tcp") << QByteArray("bus.unreachable");
        changed.bootstrap = m_broker->tlsBootstrap();
        QTest::newRow("TLS is off and should be on")
            << changed << QByteArray("tls") << QByteArray("bus.tls_expected");
        changed = tls();
        changed.bootstrap = m_broker->bootstrap();
        QTest::newRow("TLS is on and should be off")
            << changed << QByteArray("tls") << QByteArray("bus.tls_failed");
        changed = tls();
        changed.caFile = m_broker->keys().otherAuthority;
        QTest::newRow("another authority")
            << changed << QByteArray("tls") << QByteArray("bus.tls_failed");
        QTest::newRow("wrong password")
            << sasl(SaslMechanism::Plain, "admin", "wrong") << QByteArray("sign_in")
            << QByteArray("bus.sign_in_failed");
        QTest::newRow("no rights")
            << sasl(SaslMechanism::Plain, "reader", test::KafkaBroker::readerPassword)
            << QByteArray("rights") << QByteArray("bus.topics_missing");
    }

    void theConnectionCheckNamesTheStep()
    {
        QFETCH(const KafkaSettings, settings);
        QFETCH(const QByteArray, failing);
        QFETCH(const QByteArray, code);
        const TopicSpec spec { "security.checked", 1 };
        const auto steps = checkConnection(settings, { &spec, 1 }, 5s);
        QCOMPARE(steps.size(), 7UL);
        bool after = false;
        for (const CheckStep& one : steps) {
            if (one.name == failing.toStdString()) {
                QVERIFY2(one.outcome == Outcome::Failed, one.name.c_str());
                QVERIFY2(one.code == code.toStdString(), (one.code + ": " + one.cause).c_str());
                QVERIFY(!one.cause.empty() && !one.nextStep.empty());
                after = true;
            } else if (after) {
                QVERIFY2(one.outcome == Outcome::NotReached, one.name.c_str());
            } else {
                QVERIFY2(one.outcome != Outcome::Failed && one.outcome != Outcome::NotReached,
                    (one.name + ": " + one.cause).c_str());
            }
        }
        QVERIFY(after);
    }

    void theConnectionCheckPassesAndWritesNothing()
    {
        const TopicSpec spec { "security.checked", 1 };
        const auto first = checkConnection(mutualTls(), { &spec, 1 }, 5s);
        for (const CheckStep& one : first) {
            const bool isTopics = one.name == "topics";
            QVERIFY2(one.outcome == (isTopics ? Outcome::Warning : Outcome::Ok),
                (one.name + ": " + one.cause).c_str());
        }
        QCOMPARE(step(first, "topics").code, std::string("bus.topics_missing"));
        auto bus = KafkaBus::open(plain());
        VERIFY_OK(bus);
        const auto topics = (*bus)->topics();
        VERIFY_OK(topics);
        QVERIFY(std::none_of(topics->begin(), topics->end(),
            [&](const TopicState& state) { return state.name == spec.name; }));

        VERIFY_OK((*bus)->ensureTopics({ &spec, 1 }));
        const auto second = checkConnection(plain(), { &spec, 1 }, 5s);
        QVERIFY(step(second, "settings").outcome == Outcome::Warning);
        QVERIFY(step(second, "tls").outcome == Outcome::NotUsed);
        QVERIFY(step(second, "topics").outcome == Outcome::Ok);
        QVERIFY2(
            step(second, "rights").outcome == Outcome::Ok, step(second, "rights").cause.c_str());
        QCOMPARE((*bus)->watermarks({ spec.name, 0 })->end, 0);
    }
};

LOCUS_TEST(kafka_security, KafkaSecurityTest)
#include "tst_kafka_security.moc"
