// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/pages/home/flow_figures.h"

#include <QTest>

using namespace locus;
using namespace std::chrono_literals;
using protocol::MetricSample;
using ui::FlowFigures;

class FlowFiguresTest : public QObject
{
    Q_OBJECT

    static std::vector<MetricSample> counted(double consumed, double parked)
    {
        return { { "event_consumed_total", {}, consumed },
            { "dead_letters_parked_total", { { "code", "json.malformed" } }, parked },
            { "kafka_consumer_lag", { { "topic", "a" } }, 4 },
            { "kafka_consumer_lag", { { "topic", "b" } }, 3 },
            { "circuit_breaker_state", { { "target", "x" } }, 2 },
            { "circuit_breaker_state", { { "target", "y" } }, 1 },
            { "circuit_breaker_state", { { "target", "z" } }, 0 } };
    }

private Q_SLOTS:
    void whatIsNotKnownIsAbsent()
    {
        FlowFigures figures;
        QVERIFY(!figures.perSecond() && !figures.lag() && !figures.errorShare());
        figures.take(1s, {});
        QVERIFY(!figures.perSecond() && !figures.lag() && !figures.errorShare());
    }

    void figuresAreOfTheLooks()
    {
        FlowFigures figures;
        figures.take(1s, counted(100, 1));
        QVERIFY(!figures.perSecond());
        figures.take(6s, counted(150, 2));
        QCOMPARE(*figures.perSecond(), 10.0);
        QCOMPARE(*figures.lag(), 7.0);
        QCOMPARE(*figures.errorShare(), 0.02);
        QCOMPARE(figures.parked(), 2.0);
        QCOMPARE(figures.openCircuits(), 1);
        QCOMPARE(figures.halfOpenCircuits(), 1);
        QCOMPARE(figures.circuits(), std::size_t { 3 });
        QCOMPARE(figures.paceHistory(), std::vector<double> { 10 });
        QCOMPARE(figures.lagHistory(), (std::vector<double> { 7, 7 }));
    }

    void onlyTheLastMinutesCount()
    {
        FlowFigures figures;
        for (int look = 0; look <= 100; ++look) {
            figures.take(look * 5s, counted(look * 10.0, look == 0 ? 0 : 1));
        }
        QCOMPARE(*figures.errorShare(), 0.0); // what was parked is long ago
        QCOMPARE(figures.paceHistory().size(), std::size_t { 60 });
    }

    void aCoreThatBeganAnewIsCountedAnew()
    {
        FlowFigures figures;
        figures.take(1s, counted(100, 9));
        figures.take(6s, counted(200, 9));
        figures.take(11s, counted(5, 0));
        QVERIFY(!figures.perSecond());
        figures.take(16s, counted(10, 0));
        QCOMPARE(*figures.perSecond(), 1.0);
        figures.forget();
        QVERIFY(!figures.lag());
    }
};

LOCUS_TEST(flow_figures, FlowFiguresTest)
#include "tst_flow_figures.moc"
