// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/publisher.h"
#include "core/metrics/registry.h"
#include "tests/core/bus/scripted_bus.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <atomic>
#include <set>

using namespace locus;
using namespace locus::bus;
using namespace std::chrono_literals;
using test::Fate;

namespace {

OutRecord record(const std::string& topic, std::string value, const std::string& key = "k")
{
    OutRecord out;
    out.topic = topic;
    out.key = key;
    out.value = std::move(value);
    return out;
}

bool isReady(std::future<PublishOutcome>& outcome)
{
    return outcome.wait_for(0s) == std::future_status::ready;
}

} // namespace

// When a Publisher tries again, gives up, rests and goes on: on a bus that follows a script and a
// clock that the test owns.
class PublishRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesGrowToTheirCapAndEndAtTheDeadline()
    {
        test::FakeClock clock;
        std::vector<Duration> tried; // on the publisher's thread until it is closed
        test::ScriptedBus bus([&](const OutRecord&) {
            tried.push_back(clock.monotonic());
            return Fate::NotWritten;
        });
        PublishOptions options = quick();
        options.circuit.failuresToOpen = 1000;
        Publisher publisher({ bus, clock, m_random, m_metrics }, options);
        const Duration start = clock.monotonic();
        auto outcome = publisher.publishLater(record("t", "0"));
        advance(publisher, clock, outcome);
        const PublishOutcome told = outcome.get();
        QCOMPARE(told.error().code, std::string("publish.not_written"));
        QCOMPARE(told.error().fact("written"), std::string_view("no"));
        QVERIFY(told.error().message.find("not now") != std::string::npos);
        QVERIFY(clock.monotonic() - start >= options.deadline);
        QVERIFY(clock.monotonic() - start <= options.deadline + 3 * step);
        publisher.close({});
        QVERIFY(tried.size() >= 8);
        for (std::size_t i = 1; i < tried.size(); ++i) {
            const Duration whole = std::min<Duration>(
                options.retry.cap, options.retry.first * (1LL << std::min<int>(20, int(i) - 1)));
            const Duration gap = tried[i] - tried[i - 1];
            QVERIFY2(gap >= whole / 2 && gap <= whole + 3 * step,
                qPrintable(QStringLiteral("gap %1 of %2 us").arg(i).arg(gap.count())));
        }
    }

    void theBreakerRestsTheTopicProbesAndCloses()
    {
        test::FakeClock clock;
        std::atomic<bool> well { false };
        test::ScriptedBus bus([&](const OutRecord& sent) {
            return well || sent.topic == "other" ? Fate::Written : Fate::NotWritten;
        });
        PublishOptions options = quick();
        options.deadline = 2s;
        options.circuit.pause = { 30s, 60s };
        Publisher publisher({ bus, clock, m_random, m_metrics }, options);
        auto first = publisher.publishLater(record("t", "0"));
        advance(publisher, clock, first);
        QVERIFY(!first.get().ok());
        QVERIFY(stateOf(publisher, "topic:t") == CircuitState::Open);
        const int before = bus.attempts();
        auto refusal = publisher.publishLater(record("t", "1"));
        QVERIFY(isReady(refusal)); // at once
        const PublishOutcome refused = refusal.get();
        QCOMPARE(refused.error().code, std::string("publish.circuit_open"));
        QVERIFY(refused.error().isRetriable());
        QVERIFY(!refused.error().fact("retryAt").empty());
        QCOMPARE(bus.attempts(), before);
        VERIFY_OK(publisher.publish(record("other", "2"))); // has its own

        clock.advance(options.circuit.pause.cap);
        auto probe = publisher.publishLater(record("t", "3"));
        QVERIFY(stateOf(publisher, "topic:t") == CircuitState::HalfOpen
            || stateOf(publisher, "topic:t") == CircuitState::Open); // it failed already
        auto second = publisher.publishLater(record("t", "4"));
        QCOMPARE(second.get().error().code, std::string("publish.circuit_open"));
        well = true;
        advance(publisher, clock, probe);
        VERIFY_OK(probe.get());
        QTRY_VERIFY(stateOf(publisher, "topic:t") == CircuitState::Closed);
        VERIFY_OK(publisher.publish(record("t", "5")));
        QVERIFY(bus.values("t") == (std::vector<std::string> { "3", "5" }));
    }

    void whatMayBeWrittenIsToldApartFromWhatIsNot_data()
    {
        QTest::addColumn<int>("fate");
        QTest::addColumn<QString>("code");
        QTest::newRow("kept in the client")
            << int(Fate::Silent) << QStringLiteral("publish.not_written");
        QTest::newRow("on its way to the broker")
            << int(Fate::SilentButWritten) << QStringLiteral("publish.possibly_written");
        QTest::newRow("failed, and nobody knows")
            << int(Fate::PossiblyWritten) << QStringLiteral("publish.possibly_written");
    }
    void whatMayBeWrittenIsToldApartFromWhatIsNot()
    {
        QFETCH(int, fate);
        QFETCH(QString, code);
        test::FakeClock clock;
        test::ScriptedBus bus([fate](const OutRecord&) { return static_cast<Fate>(fate); });
        Publisher publisher({ bus, clock, m_random, m_metrics }, quick());
        auto outcome = publisher.publishLater(record("t", "0"));
        advance(publisher, clock, outcome);
        QCOMPARE(QString::fromStdString(outcome.get().error().code), code);
    }

    void aFatalProducerIsMadeAnewAndTheRestFollowsInOrder()
    {
        test::FakeClock clock;
        std::atomic<int> fatals { 3 };
        test::ScriptedBus bus([&](const OutRecord& sent) {
            return std::stoi(*sent.value) % 40 == 17 && fatals-- > 0 ? Fate::Fatal : Fate::Written;
        });
        Publisher publisher({ bus, clock, m_random, m_metrics }, quick());
        std::vector<std::string> expected;
        for (int i = 0; i < 200; ++i) {
            expected.push_back(std::to_string(i));
            publisher.post(record("t", expected.back()));
        }
        auto last = publisher.publishLater(record("t", "200"));
        expected.emplace_back("200");
        advance(publisher, clock, last);
        VERIFY_OK(last.get());
        QVERIFY(bus.values("t") == expected);
        QCOMPARE(bus.producers(), 4);
    }

    void aTopicThatFailsHoldsNoOtherUp()
    {
        test::FakeClock clock;
        test::ScriptedBus bus([](const OutRecord& sent) {
            return sent.topic == "bad" ? Fate::NotWritten : Fate::Written;
        });
        Publisher publisher({ bus, clock, m_random, m_metrics }, quick());
        auto waiting = publisher.publishLater(record("bad", "0"));
        for (int i = 0; i < 50; ++i) { // the clock stands: the pause of "bad" does not end
            VERIFY_OK(publisher.publish(record("good", std::to_string(i))));
        }
        QVERIFY(!isReady(waiting));
        advance(publisher, clock, waiting);
        QCOMPARE(waiting.get().error().code, std::string("publish.not_written"));
    }

    // Whatever the bus does, as long as it heals before the deadline: everything is acknowledged
    // and there, and each key's records are in order of their first appearance.
    void nothingIsLostOrOutOfOrderWhateverFails()
    {
        for (std::uint64_t seed = 1; seed <= 15; ++seed) {
            test::FakeClock clock;
            test::SeededRandom random(seed);
            std::atomic<int> faults { 60 };
            test::ScriptedBus bus([&](const OutRecord&) {
                if (faults <= 0 || !random.chance(15)) {
                    return Fate::Written;
                }
                --faults;
                const std::uint64_t which = random.below(10);
                return which < 6 ? Fate::NotWritten
                    : which < 9  ? Fate::PossiblyWritten
                                 : Fate::Fatal;
            });
            PublishOptions options = quick();
            options.deadline = 1h;
            options.circuit.failuresToOpen = 1000;
            options.inFlight = 1 + random.below(64);
            Publisher publisher({ bus, clock, random, m_metrics }, options);
            constexpr int count = 300;
            std::atomic<int> good { 0 };
            for (int i = 0; i < count; ++i) {
                const std::string key = std::to_string(i % 7);
                publisher.publish(
                    record("t" + std::to_string(i % 2), key + ':' + std::to_string(i), key),
                    [&good](const PublishOutcome& outcome) { good += outcome.ok() ? 1 : 0; });
            }
            while (!publisher.flush(1ms)) {
                clock.advance(options.retry.cap);
            }
            QVERIFY2(good == count, qPrintable(QStringLiteral("seed %1").arg(seed)));
            std::set<std::string> seen;
            std::map<std::string, int> last;
            for (const char* topic : { "t0", "t1" }) {
                for (const std::string& value : bus.values(topic)) {
                    if (!seen.insert(value).second) {
                        continue;
                    }
                    const auto colon = value.find(':');
                    const std::string lane = topic + value.substr(0, colon);
                    const int number = std::stoi(value.substr(colon + 1));
                    QVERIFY2(!last.contains(lane) || last[lane] < number,
                        qPrintable(QStringLiteral("seed %1: %2 out of order")
                                       .arg(seed)
                                       .arg(QString::fromStdString(value))));
                    last[lane] = number;
                }
            }
            QCOMPARE(seen.size(), std::size_t { count });
        }
    }

private:
    static constexpr Duration step = 10ms;

    static PublishOptions quick()
    {
        PublishOptions options;
        options.deadline = 4s;
        options.retry = { 50ms, 400ms };
        options.circuit = { 3, { 500ms, 4s } };
        return options;
    }
    static CircuitState stateOf(const Publisher& publisher, const std::string& target)
    {
        for (const CircuitBreaker::Snapshot& circuit : publisher.circuits()) {
            if (circuit.target == target) {
                return circuit.state;
            }
        }
        return CircuitState::HalfOpen;
    }
    // Moves the clock until the outcome is there, slowly enough for the publisher's thread to see
    // every step.
    static void advance(
        Publisher& publisher, test::FakeClock& clock, std::future<PublishOutcome>& outcome)
    {
        for (int i = 0; i < 5000 && !isReady(outcome); ++i) {
            clock.advance(step);
            (void)publisher.flush(12ms);
        }
        QVERIFY(isReady(outcome));
    }

    test::SeededRandom m_random { 11 };
    metrics::Registry m_metrics;
};

LOCUS_TEST(publish_rules, PublishRulesTest)
#include "tst_publish_rules.moc"
