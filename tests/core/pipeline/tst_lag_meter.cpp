// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/lag_meter.h"
#include "core/pipeline/topic_names.h"

#include "core/metrics/registry.h"
#include "tests/support/fake_bus.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <atomic>

using namespace locus;
using namespace locus::test;

namespace {

// Two topics of two partitions that hold records 10 to 99 each.
class LaggingBus final : public FakeBus
{
public:
    std::atomic<bool> away { false }; // the second partition of "b"

    Result<std::vector<bus::TopicState>> topics() override
    {
        return std::vector<bus::TopicState> { { "a", { 0, 1 } }, { "b", { 0, 1 } },
            { "not ours", { 0 } } };
    }
    Result<bus::Watermarks> watermarks(const bus::TopicPartition& at) override
    {
        if (away && at.topic == "b" && at.partition == 1) {
            return retriable("bus.unreachable", "simulated");
        }
        return bus::Watermarks { 10, 100 };
    }
};

} // namespace

class LagMeterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsUnknownIsAbsent()
    {
        LaggingBus bus;
        bus.away = true;
        metrics::Registry metrics;
        const pipeline::TopicNames names(
            std::map<std::string, std::string, std::less<>> { { "genetic-data-raw", "b" } });
        pipeline::LagMeter meter(bus, metrics, names);
        const auto shows = [&](const char* line) {
            return metrics.text().find(line) != std::string::npos;
        };
        QVERIFY(meter.start({ "a", "b" }, { { "a", 0, 90, 0, 0 }, { "a", 1, 5, 0, 0 } }).ok());
        meter.stop();
        meter.measure(); // stopped: nothing is known any more
        QVERIFY(!shows("lag"));
        pipeline::LagMeter again(bus, metrics, names);
        QVERIFY(again.start({ "a", "b" }, { { "a", 0, 90, 0, 0 }, { "a", 1, 5, 0, 0 } }).ok());
        // 10 of the first partition; of the second what is still there.
        QTRY_VERIFY(shows("kafka_consumer_lag{group=\"locus-core\",topic=\"a\"} 100\n"));
        QVERIFY(shows("consumer_lag_messages{group=\"locus-core\",topic=\"a\"} 100\n"));
        QVERIFY(!shows("topic=\"b\""));
        QVERIFY(!shows("not ours"));
        bus.away = false;
        const bus::Position reached { { "b", 1 }, 100 };
        again.handled(std::span(&reached, 1));
        again.measure();
        QVERIFY(shows("kafka_consumer_lag{group=\"vep-service-group\",topic=\"b\"} 90\n"));
        bus.away = true;
        again.measure();
        QVERIFY(!shows("topic=\"b\""));
    }
};

LOCUS_TEST(lag_meter, LagMeterTest)
#include "tst_lag_meter.moc"
