// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/registry.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <thread>

using namespace locus;

class RegistryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatPrometheusReads()
    {
        metrics::Registry registry;
        registry.counter("event_published_total", "Events on the bus", { { "topic", "a\"b\\c" } })
            .add(3);
        registry.gauge("consumer_lag_messages", "Records not yet read").set(1.5);
        auto& times = registry.histogram("event_processing_time_ms", "Time", { 1, 10 });
        times.observe(1);
        times.observe(2);
        times.observe(99);
        QCOMPARE(QByteArray::fromStdString(registry.text()),
            QByteArray("# HELP consumer_lag_messages Records not yet read\n"
                       "# TYPE consumer_lag_messages gauge\n"
                       "consumer_lag_messages 1.5\n"
                       "# HELP event_processing_time_ms Time\n"
                       "# TYPE event_processing_time_ms histogram\n"
                       "event_processing_time_ms_bucket{le=\"1\"} 1\n"
                       "event_processing_time_ms_bucket{le=\"10\"} 2\n"
                       "event_processing_time_ms_bucket{le=\"+Inf\"} 3\n"
                       "event_processing_time_ms_sum 102\n"
                       "event_processing_time_ms_count 3\n"
                       "# HELP event_published_total Events on the bus\n"
                       "# TYPE event_published_total counter\n"
                       "event_published_total{topic=\"a\\\"b\\\\c\"} 3\n"));
    }

    void theSameLabelsInAnyOrderAreOneInstrument()
    {
        metrics::Registry registry;
        auto& one = registry.counter("x_total", "x", { { "a", "1" }, { "b", "2" } });
        auto& two = registry.counter("x_total", "x", { { "b", "2" }, { "a", "1" } });
        QCOMPARE(&one, &two);
        QVERIFY(&one != &registry.counter("x_total", "x", { { "a", "1" } }));
    }

    void losesNoCountBetweenThreads()
    {
        metrics::Registry registry;
        auto& counter = registry.counter("x_total", "x");
        auto& histogram = registry.histogram("h", "h", metrics::latencyBoundsMs());
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 10'000; ++i) {
                    counter.add();
                    histogram.observe(1);
                }
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        QCOMPARE(counter.value(), std::uint64_t { 40'000 });
        QCOMPARE(histogram.cumulative(histogram.bounds().size()), std::uint64_t { 40'000 });
        QCOMPARE(histogram.sum(), 40'000.0);
    }
};

LOCUS_TEST(registry, RegistryTest)
#include "tst_registry.moc"
