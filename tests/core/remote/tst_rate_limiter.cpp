// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/rate_limiter.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace std::chrono_literals;
using remote::RateLimiter;

class RateLimiterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsInCalendarSeconds()
    {
        test::FakeClock clock(fromMillis(1'000'000'000'900)); // 100 ms before the next second
        RateLimiter limiter({ 15, 55'000 }, clock);
        for (int i = 0; i < 15; ++i) {
            QCOMPARE(limiter.take().count(), 0);
        }
        QCOMPARE(limiter.take().count(), Duration(100ms).count());
        clock.advance(100ms);
        for (int i = 0; i < 15; ++i) { // a rolling window would still refuse here
            QCOMPARE(limiter.take().count(), 0);
        }
        QVERIFY(limiter.take() > 0ms);
    }

    void countsInCalendarHours()
    {
        test::FakeClock clock(fromMillis(3'600'000LL * 400'000 + 3'599'000));
        RateLimiter limiter({ 100, 20 }, clock);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(limiter.take().count(), 0);
        }
        QCOMPARE(limiter.take().count(), Duration(1s).count());
        clock.advance(1s);
        QCOMPARE(limiter.take().count(), 0);
    }

    void aPauseBeatsTheCount()
    {
        test::FakeClock clock;
        RateLimiter limiter({ 15, 55'000 }, clock);
        limiter.pause(2500ms);
        limiter.pause(1s); // a shorter one does not shorten it
        QCOMPARE(limiter.take().count(), Duration(2500ms).count());
        clock.advance(2500ms);
        QCOMPARE(limiter.take().count(), 0);
    }

    void readsRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("micros");
        QTest::newRow("whole") << QByteArray("3") << qint64(3'000'000);
        QTest::newRow("fraction") << QByteArray(" 0.25 ") << qint64(250'000);
        QTest::newRow("zero") << QByteArray("0") << qint64(0);
        QTest::newRow("negative") << QByteArray("-1") << qint64(-1);
        QTest::newRow("a year") << QByteArray("31536000") << qint64(-1);
        QTest::newRow("text") << QByteArray("soon") << qint64(-1);
        QTest::newRow("nan") << QByteArray("nan") << qint64(-1);
        QTest::newRow("empty") << QByteArray("") << qint64(-1);
    }
    void readsRetryAfter()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, micros);
        const auto found = remote::parseRetryAfter(text.toStdString());
        QCOMPARE(found ? qint64(found->count()) : qint64(-1), micros);
    }
};

LOCUS_TEST(rate_limiter, RateLimiterTest)
#include "tst_rate_limiter.moc"
