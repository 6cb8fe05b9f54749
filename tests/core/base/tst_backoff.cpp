// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/backoff.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;

class BackoffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDelayLiesBetweenHalfAndTheWhole()
    {
        test::SeededRandom random(7);
        const Backoff backoff { std::chrono::milliseconds(100), std::chrono::seconds(30) };
        for (int attempt = 1; attempt <= 100; ++attempt) {
            const Duration whole =
                std::min<Duration>(backoff.cap, backoff.first * (1LL << std::min(attempt - 1, 20)));
            const Duration delay = backoff.delay(attempt, random);
            QVERIFY(delay >= whole / 2);
            QVERIFY(delay <= whole);
        }
    }

    void twoSeatsDoNotWaitInStep()
    {
        test::SeededRandom one(1);
        test::SeededRandom two(2);
        QVERIFY(Backoff().delay(8, one) != Backoff().delay(8, two));
    }
};

LOCUS_TEST(backoff, BackoffTest)
#include "tst_backoff.moc"
