// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A core with a VEP server: asked first, remembered, and done without when it is down.
#include "tests/integration/core_face.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"
#include "tests/support/vep_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace locus::test;

class AnnotationServicesTest : public QObject
{
    Q_OBJECT

private:
    VepServer m_vep;
    CoreProcess m_core;

    QList<QJsonObject> submit(const QStringList& notations)
    {
        const Finished done = runProgram(QStringLiteral("locusctl"),
            QStringList { QStringLiteral("submit"), QStringLiteral("--wait"),
                QStringLiteral("--json"), QStringLiteral("--data-dir"),
                QString::fromStdString(m_core.dataDir().string()) }
                + notations);
        QList<QJsonObject> rows;
        for (const QByteArray& line : done.out.split('\n')) {
            if (!line.isEmpty()) {
                rows.append(QJsonDocument::fromJson(line).object());
            }
        }
        return rows;
    }
    static QString engine(const QJsonObject& row)
    {
        return row.value(QStringLiteral("source"))
            .toObject()
            .value(QStringLiteral("engine"))
            .toString();
    }
    static QString code(const QJsonObject& row)
    {
        return row.value(QStringLiteral("notAnnotated"))
            .toObject()
            .value(QStringLiteral("code"))
            .toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_vep.knowsMissense("rs699");
        m_vep.refuses("rs1", "No variant found with ID 'rs1'");
        const auto started = m_core.start({ QStringLiteral("--set"),
            QStringLiteral("vep.url=") + QString::fromStdString(m_vep.url()),
            QStringLiteral("--set"), QStringLiteral("vep.timeout_ms=2000") });
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
    }

    void theServiceAnswersWhatItKnowsAndSaysNoToTheRest()
    {
        const auto rows = submit({ QStringLiteral("rs699"), QStringLiteral("rs1") });
        QCOMPARE(rows.size(), 2);
        QCOMPARE(engine(rows.at(0)), QStringLiteral("ensembl-vep-rest"));
        QCOMPARE(code(rows.at(1)), QStringLiteral("rejected_by_vep"));
    }

    void aCoveredVariantThatTheServiceDropsComesFromTheLocalEngine()
    {
        const auto rows = submit({ QStringLiteral("21:g.25592826G>A") });
        QCOMPARE(rows.size(), 1);
        QVERIFY2(rows.at(0).contains(QStringLiteral("annotation")),
            QJsonDocument(rows.at(0)).toJson().constData());
        QCOMPARE(engine(rows.at(0)), QStringLiteral("locus-local"));
    }

    void whenItIsDownWhatIsLocalIsDoneAndTheRestSaysWhen()
    {
        for (int i = 0; i < 20; ++i) {
            m_vep.next({ .status = 503, .body = "down" });
        }
        const auto rows =
            submit({ QStringLiteral("21:g.25585733C>T"), QStringLiteral("rs699000") });
        QCOMPARE(rows.size(), 2);
        QCOMPARE(engine(rows.at(0)), QStringLiteral("locus-local"));
        QVERIFY2(code(rows.at(1)) == QLatin1String("service_down")
                || code(rows.at(1)) == QLatin1String("timeout"),
            QJsonDocument(rows.at(1)).toJson().constData());
    }

    void healthAndMetricsTellEachCircuit()
    {
        for (int i = 0; i < 40; ++i) {
            m_vep.next({ .status = 503, .body = "down" });
        }
        const auto vep = [this](const char* member) {
            return healthCheck(m_core, QStringLiteral("vep-rest")).value(QLatin1String(member));
        };
        const auto isOpen = [&] {
            submit({ QStringLiteral("rs699000") });
            return vep("detail").toString().contains(QStringLiteral("circuit open, asked again"));
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOpen(), 60'000);
        QCOMPARE(vep("status").toString(), QStringLiteral("degraded"));
        QCOMPARE(vep("figures").toObject().value(QStringLiteral("circuit")).toInt(), 2);
        const QJsonObject jobs = healthCheck(m_core, QStringLiteral("annotator"));
        QCOMPARE(jobs.value(QStringLiteral("detail")).toString(),
            QStringLiteral("annotator, circuit closed"));
        QCOMPARE(jobs.value(QStringLiteral("status")).toString(), QStringLiteral("up"));
        const QByteArray told = httpGet(m_core, "/metrics");
        QVERIFY2(told.contains("circuit_breaker_state{target=\"jobs:annotator\"} 0\n"),
            told.constData());
        QVERIFY2(told.contains("\"} 2\n"), told.constData());
        const Finished metrics = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("doctor"), QStringLiteral("--data-dir"),
                QString::fromStdString(m_core.dataDir().string()) });
        QVERIFY2(metrics.out.contains("vep-rest"), metrics.out.constData());
    }
};

LOCUS_TEST(annotation_services, AnnotationServicesTest)
#include "tst_annotation_services.moc"
