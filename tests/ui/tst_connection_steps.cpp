// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/core_client.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/connection_driver.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using secrets::SecretPlace;

// The step-by-step test of the dialog, from the real window to a real broker and to a real gateway
// that serves TLS.
class ConnectionStepsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<KafkaBroker> m_broker;

    static void describe(ConnectionDriver& dialog, const std::string& servers, const QString& way,
        const std::string& authority)
    {
        dialog.choose(u"New Kafka cluster (inspection)…"_s);
        dialog.type("kafkaServers", QString::fromStdString(servers));
        dialog.select("kafkaSecurity", way);
        if (!authority.empty()) {
            dialog.type("kafkaAuthorities", QString::fromStdString(authority));
        }
    }

    static void signInAs(ConnectionDriver& dialog, const QString& user, const char* password)
    {
        dialog.type("kafkaUser", user);
        qputenv("LOCUS_TEST_KAFKA_PASSWORD", password);
        dialog.keepIn("kafkaPassword", SecretPlace::Kind::Environment);
        dialog.type("kafkaPassword", u"LOCUS_TEST_KAFKA_PASSWORD"_s);
    }

    static void secure(FakeCore& core, const KafkaBrokerKeys& keys, const QString& host)
    {
        core.stop();
        core.options.host = host;
        core.options.port = 0;
        core.options.certificateFile = QString::fromStdString(keys.brokerStore);
        core.options.keyFile = core.options.certificateFile;
        core.start();
    }

    static void describeCore(ConnectionDriver& dialog, FakeCore& core, const std::string& authority)
    {
        dialog.choose(u"New connection…"_s);
        dialog.type("profileAddress", core.gateway->rpcUrl());
        dialog.type("profileToken",
            QString::fromStdString(core.token("a.osei", { people::Role::Clinician })));
        dialog.type("profileAuthorities", QString::fromStdString(authority));
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme().setChoice(ui::Theme::Choice::Light);
        auto broker = KafkaBroker::start(KafkaBroker::Kind::Secure);
        QVERIFY2(broker.ok(), broker.ok() ? "" : broker.error().message.c_str());
        m_broker = std::move(*broker);
    }

    void eachWrongSettingEndsAtItsStepWithCauseAndNextStep_data()
    {
        QTest::addColumn<std::string>("servers");
        QTest::addColumn<QString>("way");
        QTest::addColumn<std::string>("authority");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<QString>("step");
        const auto& keys = m_broker->keys();
        QTest::newRow("authority of somebody else")
            << m_broker->tlsBootstrap() << u"tls"_s << keys.otherAuthority << QString()
            << QByteArray() << u"TLS"_s;
        QTest::newRow("TLS where none is spoken")
            << m_broker->bootstrap() << u"tls"_s << keys.authority << QString() << QByteArray()
            << u"TLS"_s;
        QTest::newRow("wrong password")
            << m_broker->saslTlsBootstrap() << u"sasl_tls"_s << keys.authority << u"admin"_s
            << QByteArray("mistyped-7f3a") << u"Sign-in"_s;
        QTest::newRow("wrong password without TLS")
            << m_broker->saslBootstrap() << u"sasl_plaintext"_s << std::string() << u"admin"_s
            << QByteArray("mistyped-7f3a") << u"Sign-in"_s;
        QTest::newRow("no right to any topic")
            << m_broker->saslTlsBootstrap() << u"sasl_tls"_s << keys.authority << u"reader"_s
            << QByteArray(KafkaBroker::readerPassword) << u"Rights"_s;
        QTest::newRow("nobody listens") << std::string("127.0.0.1:1") << u"plaintext"_s
                                        << std::string() << QString() << QByteArray() << u"TCP"_s;
        QTest::newRow("unknown name")
            << std::string("no-such-broker.invalid:9092") << u"plaintext"_s << std::string()
            << QString() << QByteArray() << u"Name"_s;
    }

    void eachWrongSettingEndsAtItsStepWithCauseAndNextStep()
    {
        QFETCH(const std::string, servers);
        QFETCH(const QString, way);
        QFETCH(const std::string, authority);
        QFETCH(const QString, user);
        QFETCH(const QByteArray, password);
        QFETCH(const QString, step);
        Console console;
        ConnectionDriver dialog(console);
        describe(dialog, servers, way, authority);
        if (!user.isEmpty()) {
            signInAs(dialog, user, password.constData());
        }
        QVERIFY(!dialog.test());
        const auto last = dialog.lastStep();
        QVERIFY2(last.startsWith(u"failed | "_s + step + u" | "_s), qPrintable(last));
        const auto told = last.section(u" | "_s, 2).split(u"\n→ "_s);
        QVERIFY2(told.size() == 2 && told[0].size() > 10 && told[1].size() > 10, qPrintable(last));
        QVERIFY2(
            password.isEmpty() || !last.contains(QString::fromUtf8(password)), qPrintable(last));
    }

    void theWayThroughIsShownToItsEnd_data()
    {
        QTest::addColumn<std::string>("servers");
        QTest::addColumn<QString>("way");
        QTest::addColumn<bool>("signsIn");
        QTest::newRow("plain") << m_broker->bootstrap() << u"plaintext"_s << false;
        QTest::newRow("TLS") << m_broker->tlsBootstrap() << u"tls"_s << false;
        QTest::newRow("TLS and sign-in") << m_broker->saslTlsBootstrap() << u"sasl_tls"_s << true;
    }

    // The broker has none of our topics yet: the last step reached names them, all before passed.
    void theWayThroughIsShownToItsEnd()
    {
        QFETCH(const std::string, servers);
        QFETCH(const QString, way);
        QFETCH(const bool, signsIn);
        Console console;
        ConnectionDriver dialog(console);
        const bool tls = way != u"plaintext"_s;
        describe(dialog, servers, way, tls ? m_broker->keys().authority : std::string());
        if (signsIn) {
            signInAs(dialog, u"admin"_s, KafkaBroker::adminPassword);
        }
        dialog.test();
        const auto words = dialog.words();
        QVERIFY2(words.size() == 7, qPrintable(words.join(u' ')));
        for (const int step : { 0, 1, 2 }) {
            QCOMPARE(words[step], u"passed"_s);
        }
        QCOMPARE(words[3], tls ? u"passed"_s : u"not used"_s);
        QCOMPARE(words[4], signsIn ? u"passed"_s : u"not used"_s);
        QVERIFY2(
            dialog.lastStep().contains(u"genetic"_s) || dialog.lastStep().startsWith(u"passed"_s),
            qPrintable(dialog.lastStep()));
    }

    void aCoreBehindTlsIsEnteredWithItsAuthority()
    {
        FakeCore core;
        secure(core, m_broker->keys(), u"127.0.0.1"_s);
        Console console;
        ConnectionDriver dialog(console);
        describeCore(dialog, core, m_broker->keys().authority);
        QVERIFY2(dialog.test() || dialog.lastStep().contains(u"Topics"_s),
            qPrintable(dialog.lastStep()));
        QCOMPARE(dialog.words().value(3), u"passed"_s); // TLS
        QCOMPARE(dialog.words().value(4), u"passed"_s); // sign-in and version
    }

    void aCoreThatIsNotTrustedIsSaid_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("stranger");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("authority")
            << u"127.0.0.1"_s << true << u"signed by no authority that is trusted here"_s;
        QTest::newRow("name") << u"127.0.0.2"_s << false << u"is not for 127.0.0.2"_s;
    }

    void aCoreThatIsNotTrustedIsSaid()
    {
        QFETCH(const QString, host);
        QFETCH(const bool, stranger);
        QFETCH(const QString, sentence);
        const auto& keys = m_broker->keys();
        FakeCore core;
        secure(core, keys, host);
        Console console;
        ConnectionDriver dialog(console);
        describeCore(dialog, core, stranger ? keys.otherAuthority : keys.authority);
        QVERIFY(!dialog.test());
        const auto last = dialog.lastStep();
        QVERIFY2(last.startsWith(u"failed | TLS | "_s), qPrintable(last));
        QVERIFY2(last.contains(sentence) && last.contains(u"→"_s), qPrintable(last));
    }

    void aPlainCoreIsNoSecureOne()
    {
        FakeCore core;
        Console console;
        ConnectionDriver dialog(console);
        describeCore(dialog, core, m_broker->keys().authority);
        dialog.type("profileAddress", core.gateway->rpcUrl().replace(u"ws:"_s, u"wss:"_s));
        QVERIFY(!dialog.test());
        QVERIFY2(dialog.lastStep().startsWith(u"failed | TLS | "_s), qPrintable(dialog.lastStep()));
    }
};

LOCUS_TEST(connection_steps, ConnectionStepsTest)
#include "tst_connection_steps.moc"
