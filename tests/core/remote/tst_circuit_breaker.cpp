// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/circuit_breaker.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using remote::CircuitBreaker;
using remote::CircuitState;
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
        QCOMPARE(QByteArray(remote::toString(now.state).data()), QByteArray("open"));
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

private:
    static constexpr remote::CircuitPolicy kPolicy { 3,
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
