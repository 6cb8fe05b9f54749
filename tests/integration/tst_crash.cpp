// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 in the middle of many submissions: after the restart every accepted one has exactly one
// result.
#include "tests/bench/load_client.h"
#include "tests/integration/core_face.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>
#include <QTimer>

using namespace locus::test;

class CrashTest : public QObject
{
    Q_OBJECT

    // The chain has no gap, also for the witness, and each accepted command stands in it once.
    static void checkAudit(const CoreProcess& core, const QStringList& accepted)
    {
        const QStringList where { QStringLiteral("--data-dir"),
            QString::fromStdString(core.dataDir().string()) };
        const Finished verified = runProgram(
            QStringLiteral("locusctl"), QStringList { QStringLiteral("verify-audit") } + where);
        QVERIFY2(verified.exitCode == 0, verified.err.constData());
        const Finished listed = runProgram(QStringLiteral("locusctl"),
            QStringList { QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("--json"),
                QStringLiteral("--action"), QStringLiteral("analyses.submit") }
                + where);
        QHash<QString, int> times;
        for (const QByteArray& line : listed.out.split('\n')) {
            ++times[QJsonDocument::fromJson(line).object()[u"entity"].toString()];
        }
        for (const QString& id : accepted) {
            QCOMPARE(times.value(QStringLiteral("Analysis/") + id), 1);
        }
    }

private Q_SLOTS:
    void f8_aSecondCoreOnTheSameDataRefusesAndNamesTheFirst()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        const Finished second = runProgram(QStringLiteral("locusd"),
            { QStringLiteral("--data-dir"), QString::fromStdString(core.dataDir().string()),
                QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                QStringLiteral("--http-listen"), QStringLiteral("127.0.0.1:0") });
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.err.contains(QByteArray::number(core.pid())), second.err.constData());
        const QByteArray told = httpGet(core, "/metrics"); // the first one goes on and counts it
        QVERIFY2(told.contains("core_stops{reason=\"lock.held\"} 1\n"), told.constData());
    }

    void f1_afterKillsEveryAcceptedSubmissionHasExactlyOneResult()
    {
        constexpr int kills = 4;
        const auto texts = locus::bench::sampleSequences(200);
        QCOMPARE(texts.size(), std::size_t(200));
        CoreProcess core;
        QVERIFY(core.start().ok());
        QStringList accepted;
        for (int kill = 0; kill < kills; ++kill) {
            locus::bench::LoadClient client(core);
            QVERIFY(client.signIn().ok());
            QTimer::singleShot(120 + 90 * kill, &client.client(), [&core] { core.killHard(); });
            QVERIFY(!client.run({ texts, 100'000, 200, 0 }, std::chrono::seconds(30)).ok());
            for (const std::string& id : client.accepted()) {
                accepted.append(QString::fromStdString(id));
            }
            QVERIFY(core.start().ok());
        }
        QVERIFY2(accepted.size() > 100, qPrintable(QString::number(accepted.size())));
        locus::bench::LoadClient client(core);
        QVERIFY(client.signIn().ok());
        locus::bench::LoadClient::Audit audit;
        QTRY_VERIFY_WITH_TIMEOUT(
            (audit = client.audit().valueOr({}), audit.ended > 0 && audit.open == 0), 60'000);
        QCOMPARE(audit.withoutExactlyOneRow, 0);
        QSet<QString> known;
        for (const std::string& id : audit.ids) {
            known.insert(QString::fromStdString(id));
        }
        QCOMPARE(known.size(), static_cast<qsizetype>(audit.ids.size())); // none twice
        for (const QString& id : accepted) {
            QVERIFY2(known.contains(id), qPrintable(id));
        }
        checkAudit(core, accepted);
    }

    void wrongWordsAndWrongFilesAreSaidInOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("mentions");
        QTest::newRow("unknown option")
            << QStringList { QStringLiteral("--bsu"), QStringLiteral("kafka") } << 2
            << QByteArray("bsu");
        QTest::newRow("unknown key") << QStringList { QStringLiteral("--check"),
            QStringLiteral("--set"), QStringLiteral("kafka.bootstap=x:1") }
                                     << 1 << QByteArray("did you mean kafka.bootstrap");
        QTest::newRow("kafka without brokers") << QStringList { QStringLiteral("--check"),
            QStringLiteral("--bus"), QStringLiteral("kafka") }
                                               << 1 << QByteArray("kafka.bootstrap");
        QTest::newRow("roles on the embedded bus") << QStringList { QStringLiteral("--check"),
            QStringLiteral("--roles"), QStringLiteral("gateway") }
                                                   << 1 << QByteArray("need");
        QTest::newRow("secret in the file") << QStringList { QStringLiteral("--check"),
            QStringLiteral("--set"), QStringLiteral("kafka.password=x") }
                                            << 1 << QByteArray("0600");
        QTest::newRow("outside without TLS") << QStringList { QStringLiteral("--check"),
            QStringLiteral("--listen"), QStringLiteral("0.0.0.0:8765") }
                                             << 1 << QByteArray("TLS");
    }

    void wrongWordsAndWrongFilesAreSaidInOneLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, mentions);
        const Finished done = runProgram(QStringLiteral("locusd"), arguments);
        QCOMPARE(done.exitCode, exitCode);
        QVERIFY2(done.err.contains(mentions), done.err.constData());
        QCOMPARE(done.err.count('\n'), 1);
    }

    void theCheckExplainsEveryMember()
    {
        const Finished done = runProgram(QStringLiteral("locusd"), { QStringLiteral("--check") });
        QCOMPARE(done.exitCode, 0);
        QVERIFY(done.out.contains("gateway.listen"));
        QVERIFY(done.out.contains("vep.url"));
    }
};

LOCUS_TEST(crash, CrashTest)
#include "tst_crash.moc"
