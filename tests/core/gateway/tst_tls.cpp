// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates that are changed while everybody works (fault F23), and those of clients.
#include "core/people/audit_record.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/certificate_files.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTest>

using namespace locus;
using namespace locus::test;
using people::Role;

namespace {

void serveWith(FakeCore& core, const CertificateFiles& keys, const char* clientCa = nullptr)
{
    core.stop();
    core.options.certificateFile = keys.file("served", ".pem");
    core.options.keyFile = keys.file("served", ".key");
    if (clientCa != nullptr) {
        core.options.clientCaFile = keys.file(clientCa, ".pem");
    }
    core.start();
}

QString wss(const FakeCore& core)
{
    return core.gateway->rpcUrl();
}

QSslConfiguration trusting(const CertificateFiles& keys, const char* client = nullptr)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (client != nullptr) {
        QFile key(keys.file(client, ".key"));
        if (key.open(QIODevice::ReadOnly)) {
            tls.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        }
        tls.setLocalCertificateChain(QSslCertificate::fromPath(keys.file(client, ".pem")));
    }
    return tls;
}

// Whom a new connection is shown.
QString shownTo(TestSocket& client)
{
    return client.socket.sslConfiguration()
        .peerCertificate()
        .subjectInfo(QSslCertificate::CommonName)
        .value(0);
}

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // F23
    void aChangedCertificateIsTakenWithoutARestart()
    {
        const CertificateFiles keys;
        QVERIFY(keys.make("one") && keys.make("two"));
        QVERIFY(keys.put("one", ".pem", "served") && keys.put("one", ".key", "served"));
        FakeCore core;
        serveWith(core, keys);
        const std::string token = core.token("a", { Role::Clinician });
        TestSocket first;
        first.socket.setSslConfiguration(trusting(keys));
        QVERIFY(first.openSession(wss(core), token));
        QCOMPARE(shownTo(first), QStringLiteral("one"));
        QVERIFY(!core.gateway->tlsTrouble());

        QVERIFY(keys.put("two", ".pem", "served") && keys.put("two", ".key", "served"));
        TestSocket second;
        second.socket.setSslConfiguration(trusting(keys));
        QVERIFY(second.openSession(wss(core), token));
        QCOMPARE(shownTo(second), QStringLiteral("two"));
        QVERIFY(first.call("system.health").contains("result")); // goes on
    }

    void aBadPairKeepsTheOldOneAndSaysSo_data()
    {
        QTest::addColumn<bool>("ofAnother");
        QTest::newRow("key of another") << true;
        QTest::newRow("no PEM") << false;
    }
    void aBadPairKeepsTheOldOneAndSaysSo()
    {
        QFETCH(bool, ofAnother);
        const CertificateFiles keys;
        QVERIFY(keys.make("one") && keys.make("two"));
        QVERIFY(keys.put("one", ".pem", "served") && keys.put("one", ".key", "served"));
        FakeCore core;
        serveWith(core, keys);
        QVERIFY(ofAnother ? keys.put("two", ".key", "served")
                          : QFile::remove(keys.file("served", ".key")));
        TestSocket client;
        client.socket.setSslConfiguration(trusting(keys));
        QVERIFY(client.openSession(wss(core), core.token("a", { Role::Clinician })));
        QCOMPARE(shownTo(client), QStringLiteral("one"));
        const auto trouble = core.gateway->tlsTrouble();
        QVERIFY(trouble.has_value());
        QCOMPARE(trouble->code, "gateway.bad_certificate");

        QFile::remove(keys.file("served", ".key"));
        QVERIFY(keys.put("one", ".key", "served"));
        QVERIFY(!core.gateway->tlsTrouble());
    }

    void aCertificateThatEndsSoonIsSaid()
    {
        const CertificateFiles keys;
        QVERIFY(keys.make("served", "3"));
        FakeCore core;
        serveWith(core, keys);
        const auto trouble = core.gateway->tlsTrouble();
        QVERIFY(trouble && trouble->message.find("ends on") != std::string::npos);
    }

    void clientsShowACertificateWhereOneIsAsked()
    {
        const CertificateFiles keys;
        QVERIFY(keys.make("served") && keys.make("ward") && keys.make("stranger"));
        FakeCore core;
        serveWith(core, keys, "ward"); // signed by itself: its own authority
        const std::string token = core.token("a", { Role::Clinician });
        TestSocket ward;
        ward.socket.setSslConfiguration(trusting(keys, "ward"));
        QVERIFY(ward.openSession(wss(core), token));
        const auto& note = core.loop.notes().back();
        QCOMPARE(note.action, "session.open");
        QCOMPARE(note.actor, "a"); // who it is says the token alone
        QVERIFY(!note.detail.empty());
        QCOMPARE(note.detail.front().first, "certificate");
        QVERIFY(note.detail.front().second.starts_with("ward"));
        QVERIFY(note.detail.front().second.find("ward.local") != std::string::npos);

        for (const char* who : { "stranger", static_cast<const char*>(nullptr) }) {
            TestSocket other;
            other.socket.setSslConfiguration(trusting(keys, who));
            QVERIFY(!other.openSession(wss(core), token));
        }
    }
};

LOCUS_TEST(tls, TlsTest)
#include "tst_tls.moc"
