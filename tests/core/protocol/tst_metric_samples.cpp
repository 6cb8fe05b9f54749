// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/registry.h"
#include "core/protocol/metric_samples.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using protocol::MetricSample;
using protocol::metricSamples;

class MetricSamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatACoreWritesIsRead()
    {
        metrics::Registry registry;
        registry.counter("event_consumed_total", "help with # and {braces}").add(7);
        registry
            .gauge("kafka_consumer_lag", "lag", { { "group", "a,b" }, { "topic", "c\"}\\d\ne" } })
            .set(1.5);
        registry.histogram("event_processing_time_ms", "time", { 1, 10 }).observe(3);
        const auto samples = metricSamples(registry.text());
        const auto find = [&](std::string_view name) {
            for (const MetricSample& sample : samples) {
                if (sample.name == name) {
                    return sample;
                }
            }
            return MetricSample {};
        };
        QCOMPARE(find("event_consumed_total").value, 7.0);
        QVERIFY(find("event_consumed_total").labels.empty());
        const MetricSample lag = find("kafka_consumer_lag");
        QCOMPARE(lag.value, 1.5);
        QCOMPARE(lag.labels.at("group"), std::string("a,b"));
        QCOMPARE(lag.labels.at("topic"), std::string("c\"}\\d\ne"));
        QCOMPARE(find("event_processing_time_ms_sum").value, 3.0);
        QCOMPARE(samples.size(), std::size_t { 7 }); // three of them buckets
    }

    void whatIsNoSampleIsPassedOver()
    {
        for (const char* text : { "", "\n\n", "# HELP a b\n", "a", "a{", "a{b", "a{b=\"c",
                 "a{b=\"c\"}", "a{b=\"c\"}1", " 1", "a x", "a{b=\"c\\" }) {
            QVERIFY2(metricSamples(text).empty(), text);
        }
        QCOMPARE(metricSamples("a\nb 2\nc x").size(), std::size_t { 1 });
    }
};

LOCUS_TEST(metric_samples, MetricSamplesTest)
#include "tst_metric_samples.moc"
