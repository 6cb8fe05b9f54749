// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Real processes under faults, each kind of fault once: nothing is lost, double or out of order.
// Long runs: locus_torture.
#include "tests/support/test_registry.h"
#include "tests/torture/ordeal.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locus::torture;

class OrdealTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfFaultOnce_data()
    {
        QTest::addColumn<bool>("kafka");
        QTest::addColumn<int>("faults");
        QTest::newRow("embedded log") << false << 5;
        QTest::newRow("Kafka") << true << 9;
    }

    void everyKindOfFaultOnce()
    {
        QFETCH(bool, kafka);
        QFETCH(int, faults);
        const QTemporaryDir folder;
        OrdealOptions options;
        options.kafka = kafka;
        options.faults = faults;
        options.perSecond = 100;
        options.history = folder.filePath(QStringLiteral("history.jsonl")).toStdString();
        const auto report = runOrdeal(options);
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.c_str());
        for (const Violation& violation : report->verdict.violations) {
            qWarning(
                "%s: %s", std::string(toString(violation.kind)).c_str(), violation.detail.c_str());
        }
        QVERIFY(report->verdict.violations.empty());
        QVERIFY2(report->storeFaults.empty(),
            report->storeFaults.empty() ? "" : report->storeFaults.front().c_str());
        QCOMPARE(report->faults.size(), static_cast<std::size_t>(faults));
        QVERIFY(report->verdict.acknowledged > 100);
        QVERIFY(report->verdict.refused > 0);
        QCOMPARE(report->verdict.letters > 0, kafka);
        qInfo("%d values, %d acknowledged, %d events, %d duplicates on the wire, %d dead letters",
            report->verdict.invoked, report->verdict.acknowledged, report->verdict.events,
            report->verdict.duplicatesOnWire, report->verdict.letters);
    }
};

LOCUS_TEST(ordeal, OrdealTest)
#include "tst_ordeal.moc"
