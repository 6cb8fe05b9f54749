// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/circuit_breakers.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using Permission = CircuitBreaker::Permission;

class CircuitBreakerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAfterFailuresInARowOnly()
    {
        CircuitBreaker breaker("vep", kPolicy, m_clock, m_random);
        breaker.failed();
        breaker.failed();
        breaker.succeeded();
        breaker.failed();
        breaker.failed();
        QCOMPARE(breaker.ask(), Permission::Call);
        QCOMPARE(breaker.snapshot().failures, 2);
        breaker.failed();
        QCOMPARE(breaker.ask(), Permission::No);
        const auto now = breaker.snapshot();
        QVERIFY(now.state == CircuitState::Open);
        QCOMPARE(QByteArray(locus::toString(now.state).data()), QByteArray("open"));
        QVERIFY(now.retryAt > m_clock.now());
        QVERIFY(now.retryAt <= m_clock.now() + kPolicy.pause.first);
    }

    void letsOneProbeThroughAndClosesOnItsSuccess()
    {
        CircuitBreaker breaker("vep", kPolicy, m_clock, m_random);
        open(breaker);
        m_clock.advance(kPolicy.pause.first);
        QCOMPARE(breaker.ask(), Permission::Probe);
        QCOMPARE(breaker.ask(), Permission::No);
        QVERIFY(breaker.snapshot().state == CircuitState::HalfOpen);
        breaker.succeeded();
        QCOMPARE(breaker.ask(), Permission::Call);
    }

    void aFailedProbeDoublesThePause()
    {
        CircuitBreaker breaker("vep", kPolicy, m_clock, m_random);
        open(breaker);
        m_clock.advance(kPolicy.pause.first);
        QCOMPARE(breaker.ask(), Permission::Probe);
        breaker.failed();
        const auto retryAt = breaker.snapshot().retryAt;
        QVERIFY(retryAt >= m_clock.now() + kPolicy.pause.first);
        QVERIFY(retryAt <= m_clock.now() + 2 * kPolicy.pause.first);
    }

    void aProbeGivenUpIsFreeForTheNext()
    {
        CircuitBreaker breaker("vep", kPolicy, m_clock, m_random);
        open(breaker);
        m_clock.advance(kPolicy.pause.first);
        QCOMPARE(breaker.ask(), Permission::Probe);
        breaker.givenUp();
        QCOMPARE(breaker.ask(), Permission::Probe);
    }

    void aLateFailureDoesNotProlongThePause()
    {
        CircuitBreaker breaker("vep", kPolicy, m_clock, m_random);
        open(breaker);
        const auto before = breaker.snapshot().retryAt;
        breaker.failed();
        QCOMPARE(breaker.snapshot().retryAt == before, true);
    }

    void restIsWhatIsLeftOfThePause()
    {
        CircuitBreaker breaker("vep", kPolicy, m_clock, m_random);
        QCOMPARE(breaker.rest().count(), 0);
        open(breaker);
        const Duration rest = breaker.rest();
        QVERIFY(rest >= kPolicy.pause.first / 2 && rest <= kPolicy.pause.first);
        m_clock.advance(rest - Duration(1));
        QCOMPARE(breaker.ask(), Permission::No);
        m_clock.advance(Duration(1));
        QCOMPARE(breaker.rest().count(), 0);
        QCOMPARE(breaker.ask(), Permission::Probe);
    }

    // Whatever happens in whatever order: never two probes at once, no call while it is open, open
    // only after enough failures, every pause within its bounds.
    void keepsItsPromisesInAnyOrder()
    {
        for (std::uint64_t seed = 1; seed <= 300; ++seed) {
            test::SeededRandom random(seed);
            CircuitBreaker breaker("any", kPolicy, m_clock, random);
            bool probing = false;
            int inARow = 0;
            for (int step = 0; step < 200; ++step) {
                const auto before = breaker.snapshot();
                switch (random.below(5)) {
                case 0: {
                    const auto permission = breaker.ask();
                    QVERIFY2(!(probing && permission != Permission::No), qPrintable(line(seed)));
                    QVERIFY2(before.state != CircuitState::Closed || permission == Permission::Call,
                        qPrintable(line(seed)));
                    probing = probing || permission == Permission::Probe;
                    break;
                }
                case 1:
                    breaker.succeeded();
                    probing = false;
                    inARow = 0;
                    break;
                case 2:
                    breaker.failed();
                    ++inARow;
                    probing = false;
                    break;
                case 3:
                    breaker.givenUp();
                    probing = false;
                    break;
                default:
                    m_clock.advance(Duration(static_cast<std::int64_t>(
                        random.below(static_cast<std::uint64_t>(kPolicy.pause.cap.count())))));
                }
                const bool open = breaker.snapshot().state == CircuitState::Open;
                QVERIFY2(!open || inARow >= kPolicy.failuresToOpen, qPrintable(line(seed)));
                QVERIFY2(breaker.rest() <= kPolicy.pause.cap, qPrintable(line(seed)));
            }
        }
    }

    void everyTargetHasItsOwn()
    {
        CircuitBreakers breakers(kPolicy, m_clock, m_random);
        open(breakers.of("a"));
        QCOMPARE(breakers.of("a").ask(), Permission::No);
        QCOMPARE(breakers.of("b").ask(), Permission::Call);
        const auto all = breakers.snapshots();
        QCOMPARE(all.size(), 2UL);
        QCOMPARE(QString::fromStdString(all.front().target), QStringLiteral("a"));
        QVERIFY(all.front().state == CircuitState::Open);
    }

private:
    static QString line(std::uint64_t seed) { return QStringLiteral("seed %1").arg(seed); }

    static constexpr CircuitPolicy kPolicy { 3,
        { std::chrono::seconds(10), std::chrono::minutes(5) } };

    static void open(CircuitBreaker& breaker)
    {
        for (int i = 0; i < kPolicy.failuresToOpen; ++i) {
            breaker.failed();
        }
    }

    test::FakeClock m_clock;
    test::SeededRandom m_random { 3 };
};

LOCUS_TEST(circuit_breaker, CircuitBreakerTest)
#include "tst_circuit_breaker.moc"
