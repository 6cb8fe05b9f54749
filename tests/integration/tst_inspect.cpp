// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What locusctl says of dead letters that other frameworks wrote, to a script and to a person.
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace locus::test;

namespace {

Finished inspect(const QString& file, const QStringList& more = {})
{
    return runProgram(QStringLiteral("locusctl"),
        QStringList { QStringLiteral("dead-letters"), QStringLiteral("inspect"),
            QStringLiteral("--records"), file }
            + more);
}

QString captured(const char* name)
{
    return QStringLiteral(LOCUS_TEST_DATA "/kafka/") + QLatin1String(name);
}

} // namespace

class InspectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The verdicts themselves: tests/core/dead_letters/tst_captured_records.cpp.
    void aScriptGetsOneObjectARecordInTheFilesOrder()
    {
        const QString file = captured("smallrye.jsonl");
        const Finished done = inspect(file, { QStringLiteral("--json") });
        QCOMPARE(done.exitCode, 0);
        QVERIFY2(done.err.isEmpty(), done.err.constData());
        QFile source(file);
        QVERIFY(source.open(QIODevice::ReadOnly));
        const auto lines = source.readAll().trimmed().split('\n');
        const auto told = done.out.trimmed().split('\n');
        QCOMPARE(told.size(), lines.size());
        for (qsizetype i = 0; i < told.size(); ++i) {
            const QJsonObject from = QJsonDocument::fromJson(lines[i]).object();
            const QJsonObject said = QJsonDocument::fromJson(told[i]).object();
            for (const char* member : { "topic", "partition", "offset" }) {
                QVERIFY2(from[QLatin1String(member)] == said[QLatin1String(member)],
                    told[i].constData());
            }
            const QJsonObject expected = from[u"expect"].toObject();
            if (expected.contains(u"original")) {
                QCOMPARE(said[u"original"].toObject(), expected[u"original"].toObject());
            }
        }
    }

    void aPersonIsToldWhatWhereHowOftenAndWhatNotToSendAgain()
    {
        const Finished done = inspect(captured("spring-kafka.jsonl"));
        QCOMPARE(done.exitCode, 0);
        for (const char* said : { "29 records, 18 of them failed, 10 causes\n",
                 "be81049733240793  4 x java.util.concurrent.TimeoutException: # ms\n",
                 "records of lab.results that lab-svc could not handle, after 1 to 4 attempts.\n",
                 "  First 2026-11-21T01:00:00.147Z, last 2026-11-21T01:00:02.229Z, for example "
                 "lab.results.dead/0/1.\n",
                 "  At 2026-11-21T01:00:02.982Z: genetic.requests-dlt/0/0.\n"
                 "  Not as it was sent: 1 of 1 in the value (without source, timestamp); send the "
                 "original again, not the dead letter.\n" }) {
            QVERIFY2(done.out.contains(said), done.out.constData());
        }
        const Finished none = inspect(captured("clients.jsonl"));
        QCOMPARE(none.out, QByteArray("90 records, none of them a dead letter or a retry\n"));
    }

    void whatIsNoRecordIsNamedByItsLine()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("mixed.jsonl"));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        QVERIFY(out.write("nonsense\n\n"
                          "{\"topic\":\"t\",\"partition\":0,\"offset\":0,\"timestamp\":1,"
                          "\"key_b64\":null,\"value_b64\":null,\"headers\":[]}\n")
            > 0);
        out.close();
        const Finished mixed = inspect(file);
        QCOMPARE(mixed.exitCode, 1);
        QCOMPARE(mixed.out, QByteArray("1 record, none of them a dead letter or a retry\n"));
        QVERIFY2(mixed.err.contains("mixed.jsonl line 1: "), mixed.err.constData());
        QVERIFY2(mixed.err.contains("1 line is not a captured record, as named above; the others "
                                    "were read"),
            mixed.err.constData());
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        out.close();
        const Finished empty = inspect(file);
        QCOMPARE(empty.exitCode, 0);
        QCOMPARE(empty.out, QByteArray("0 records, none of them a dead letter or a retry\n"));
    }
};

LOCUS_TEST(inspect, InspectTest)
#include "tst_inspect.moc"
