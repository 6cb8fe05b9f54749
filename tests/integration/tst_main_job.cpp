// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The clinician's job with the real programs: submit, annotate, read.
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace locus::test;

class MainJobTest : public QObject
{
    Q_OBJECT

private:
    CoreProcess m_core;

    [[nodiscard]] QString folder() const
    {
        return QString::fromStdString(m_core.dataDir().string());
    }

    QList<QJsonObject> submit(const QStringList& notations, const QByteArray& input = {})
    {
        const Finished done = runProgram(QStringLiteral("locusctl"),
            QStringList { QStringLiteral("submit"), QStringLiteral("--data-dir"), folder(),
                QStringLiteral("--wait"), QStringLiteral("--json") }
                + notations,
            input);
        if (done.exitCode != 0) {
            qWarning("%s", done.err.constData());
        }
        QList<QJsonObject> rows;
        for (const QByteArray& line : done.out.split('\n')) {
            if (!line.isEmpty()) {
                rows.append(QJsonDocument::fromJson(line).object());
            }
        }
        return rows;
    }

    static QJsonObject firstTranscript(const QJsonObject& row)
    {
        return row.value(QStringLiteral("annotation"))
            .toObject()
            .value(QStringLiteral("transcripts"))
            .toArray()
            .at(0)
            .toObject();
    }
    static QString reasonCode(const QJsonObject& row)
    {
        return row.value(QStringLiteral("notAnnotated"))
            .toObject()
            .value(QStringLiteral("code"))
            .toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto started = m_core.start();
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
    }

    void sickleCell()
    {
        const auto rows = submit({ QStringLiteral("NM_000518.5:c.20A>T") });
        QCOMPARE(rows.size(), 1);
        const QJsonObject transcript = firstTranscript(rows.constFirst());
        QCOMPARE(transcript.value(QStringLiteral("geneSymbol")).toString(), QStringLiteral("HBB"));
        QVERIFY(transcript.value(QStringLiteral("hgvsp"))
                    .toString()
                    .contains(QLatin1String("Glu7Val")));
        QCOMPARE(transcript.value(QStringLiteral("consequenceTerms")).toArray().at(0).toString(),
            QStringLiteral("missense_variant"));
        QVERIFY(!rows.constFirst()
                     .value(QStringLiteral("source"))
                     .toObject()
                     .value(QStringLiteral("engine"))
                     .toString()
                     .isEmpty());
        QVERIFY(!rows.constFirst().value(QStringLiteral("retrieved")).toString().isEmpty());
    }

    void everyKindOfInputGetsItsRow_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("code"); // empty: annotated
        QTest::newRow("HGVS g.") << QStringLiteral("NC_000021.9:g.25585733C>T") << QString();
        QTest::newRow("HGVS c.") << QStringLiteral("ENST00000307301:c.*18G>A") << QString();
        QTest::newRow("SPDI") << QStringLiteral("NC_000021.9:25585732:C:T") << QString();
        QTest::newRow("region") << QStringLiteral("21:25585733-25585733:1/T") << QString();
        QTest::newRow("Ensembl default")
            << QStringLiteral("21 25585733 25585733 C/T 1") << QString();
        QTest::newRow("VCF line") << QStringLiteral("21\t25585733\t.\tC\tT") << QString();
        QTest::newRow("rsID without a service")
            << QStringLiteral("rs699") << QStringLiteral("no_service");
        QTest::newRow("outside the reference")
            << QStringLiteral("17:g.43045712T>C") << QStringLiteral("outside_local_reference");
        QTest::newRow("wrong REF")
            << QStringLiteral("21:g.25585733A>T") << QStringLiteral("ref_mismatch");
        QTest::newRow("protein") << QStringLiteral(
            "MVHLTPEEKSAVTALWGKVNVDEVGGEALGRLLVVYPWTQRFFESFGDLST")
                                 << QStringLiteral("rejected");
    }

    void everyKindOfInputGetsItsRow()
    {
        QFETCH(QString, input);
        QFETCH(QString, code);
        const auto rows = submit({ input });
        QCOMPARE(rows.size(), 1);
        const QJsonObject row = rows.constFirst();
        QCOMPARE(row.value(QStringLiteral("input")).toString(), input);
        if (code.isEmpty()) {
            QVERIFY2(row.contains(QStringLiteral("annotation")),
                QJsonDocument(row).toJson().constData());
            return;
        }
        QVERIFY2(!row.contains(QStringLiteral("annotation"))
                || row.value(QStringLiteral("annotation")).isNull(),
            QJsonDocument(row).toJson().constData());
        QVERIFY2(!reasonCode(row).isEmpty(), QJsonDocument(row).toJson().constData());
        QVERIFY(!row.value(QStringLiteral("notAnnotated"))
                     .toObject()
                     .value(QStringLiteral("reason"))
                     .toString()
                     .isEmpty());
    }

    void aPersonMayOverrideWhatALineIs()
    {
        const auto asTold = submit({ QStringLiteral("--format"), QStringLiteral("spdi"),
            QStringLiteral("21:g.25585733C>T") });
        QCOMPARE(asTold.size(), 1);
        QVERIFY2(
            !reasonCode(asTold.constFirst()).isEmpty(), "an SPDI was asked for, and this is none");
    }

    void tenThousandRecordsInOneSubmission()
    {
        QByteArray records("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 0; i < 10'000; ++i) {
            records += "21\t" + QByteArray::number(25'585'000 + i) + "\t.\tA\tC\t.\t.\t.\n";
        }
        const auto rows = submit({ QStringLiteral("-") }, records);
        QCOMPARE(rows.size(), 10'000);
        for (int i = 0; i < rows.size(); ++i) {
            const bool annotated = rows.at(i).contains(QStringLiteral("annotation"));
            QVERIFY(annotated
                != !reasonCode(rows.at(i)).isEmpty()); // one of the two, never both or none
            QCOMPARE(rows.at(i).value(QStringLiteral("line")).toInt(), i + 3);
        }
    }

    void aWrongLineHarmsNoNeighbour()
    {
        const auto rows = submit({ QStringLiteral("-") },
            "NM_000518.5:c.20A>T\nnonsense!\n21:g.25585733A>T\n21:g.25585733C>T\n\xFF\xFE "
            "c.1A>T\n");
        QCOMPARE(rows.size(), 5);
        QVERIFY(rows.at(0).value(QStringLiteral("annotation")).isObject());
        QVERIFY(!reasonCode(rows.at(1)).isEmpty());
        QVERIFY(!reasonCode(rows.at(2)).isEmpty());
        QVERIFY(rows.at(3).value(QStringLiteral("annotation")).isObject());
        QVERIFY(!reasonCode(rows.at(4)).isEmpty());
    }

    void aListOfAnalysesTellsTheStory()
    {
        const Finished done = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("analyses"), QStringLiteral("list"), QStringLiteral("--json"),
                QStringLiteral("--data-dir"), folder() });
        QCOMPARE(done.exitCode, 0);
        QVERIFY(done.out.count('\n') >= 3);
        QVERIFY(done.out.contains("\"state\":\"completed\"")
            || done.out.contains("\"state\":\"partial\""));
    }

    void healthAndMetricsAnswer()
    {
        const Finished done = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("doctor"), QStringLiteral("--data-dir"), folder() });
        QVERIFY2(done.exitCode == 0, QByteArray(done.out + done.err).constData());
    }

    void itStopsCleanly()
    {
        const auto took = m_core.stop(std::chrono::seconds(60));
        QVERIFY2(took.ok(), took.ok() ? "" : took.error().message.c_str());
        QVERIFY2(m_core.exitCode() == 0, m_core.errorOutput().constData());
    }

    void withoutACoreTheExitCodeSaysSo()
    {
        const Finished done = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("analyses"), QStringLiteral("list"), QStringLiteral("--data-dir"),
                folder() });
        QCOMPARE(done.exitCode, 3);
        QCOMPARE(done.err.count('\n'), 1);
        QVERIFY(done.out.isEmpty());
    }
};

LOCUS_TEST(main_job, MainJobTest)
#include "tst_main_job.moc"
