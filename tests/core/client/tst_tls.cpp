// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/core_client.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/support/kafka_broker_keys.h"
#include "tests/support/test_registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using client::CoreClient;
using State = CoreClient::State;

// The client before a real gateway that serves TLS, with an authority of the test's own.
class TlsTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    SystemRandom m_random;
    QTemporaryDir m_folder;
    KafkaBrokerKeys m_keys;

    client::ClientOptions options() const
    {
        client::ClientOptions quick;
        quick.name = u"test"_s;
        quick.version = u"1"_s;
        quick.firstRetry = std::chrono::milliseconds(10);
        quick.longestRetry = std::chrono::milliseconds(40);
        return quick;
    }

    // The certificate is for 127.0.0.1 and localhost alone.
    void secure(FakeCore& core, const QString& host = u"127.0.0.1"_s) const
    {
        core.stop();
        core.options.host = host;
        core.options.port = 0;
        core.options.certificateFile = QString::fromStdString(m_keys.brokerStore);
        core.options.keyFile = core.options.certificateFile;
        core.start();
    }

    static QString tokenOf(FakeCore& core)
    {
        return QString::fromStdString(core.token("a", { people::Role::Clinician }));
    }

    static client::Endpoint endpointOf(
        FakeCore& core, const QString& token, const std::string& authority)
    {
        return { QUrl(core.gateway->rpcUrl()), token, {}, 0, QString::fromStdString(authority) };
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto keys = makeKafkaBrokerKeys(m_folder.path());
        QVERIFY2(keys.ok(), keys.ok() ? "" : keys.error().message.c_str());
        m_keys = std::move(*keys);
    }

    void aTrustedCoreIsEntered()
    {
        FakeCore core;
        secure(core);
        const auto endpoint = endpointOf(core, tokenOf(core), m_keys.authority);
        QCOMPARE(endpoint.rpc.scheme(), u"wss"_s);
        CoreClient client(options(), m_clock, m_random);
        client.connectTo(endpoint);
        QTRY_COMPARE(client.state(), State::SignedIn);
        QVERIFY(!client.lastError());
    }

    void whoeverIsNotTrustedNeverSeesTheToken_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("stranger");
        QTest::addColumn<QString>("code");
        QTest::newRow("other authority") << u"127.0.0.1"_s << true << u"client.tls_untrusted"_s;
        QTest::newRow("other name") << u"127.0.0.2"_s << false << u"client.tls_wrong_name"_s;
    }

    void whoeverIsNotTrustedNeverSeesTheToken()
    {
        QFETCH(const QString, host);
        QFETCH(const bool, stranger);
        QFETCH(const QString, code);
        FakeCore core;
        secure(core, host);
        const QString token = tokenOf(core);
        CoreClient client(options(), m_clock, m_random);
        QSignalSpy signedIn(&client, &CoreClient::signedIn);
        client.connectTo(
            endpointOf(core, token, stranger ? m_keys.otherAuthority : m_keys.authority));
        QTRY_COMPARE(client.state(), State::Reconnecting);
        QVERIFY(client.lastError());
        QCOMPARE(QString::fromStdString(client.lastError()->code), code);
        const auto sentence = QString::fromStdString(client.lastError()->message);
        QVERIFY2(sentence.contains(host), qPrintable(sentence));
        QCOMPARE(signedIn.size(), 0);
        // As soon as it is the right one, the same connection goes on.
        secure(core);
        client.connectTo(endpointOf(core, token, m_keys.authority));
        QTRY_COMPARE(client.state(), State::SignedIn);
    }

    void withoutAFileTheSystemsAuthoritiesCount()
    {
        FakeCore core;
        secure(core);
        CoreClient client(options(), m_clock, m_random);
        client.connectTo(endpointOf(core, tokenOf(core), {}));
        QTRY_COMPARE(client.state(), State::Reconnecting);
        QCOMPARE(client.lastError()->code, std::string("client.tls_untrusted"));
    }

    void aFileThatHoldsNoAuthorityIsSaid()
    {
        FakeCore core;
        secure(core);
        CoreClient client(options(), m_clock, m_random);
        client.connectTo(endpointOf(core, tokenOf(core), m_keys.clientKey));
        QCOMPARE(client.state(), State::Disconnected);
        QCOMPARE(client.lastError()->code, std::string("client.tls_ca_unreadable"));
    }
};

LOCUS_TEST(tls, TlsTest)
#include "tst_tls.moc"
