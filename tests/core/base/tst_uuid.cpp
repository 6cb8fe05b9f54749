// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/uuid.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <set>

using namespace locus;

class UuidTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textRoundTrip()
    {
        test::SeededRandom random(11);
        test::FakeClock clock;
        UuidSource source(clock, random);
        for (int i = 0; i < 1000; ++i) {
            const Uuid uuid = source.next();
            QCOMPARE(Uuid::parse(uuid.toString()).value(), uuid);
        }
        QVERIFY(!Uuid::parse("01963c1e-0000-7000-8000-00000000000").ok());
        QVERIFY(!Uuid::parse("01963c1e_0000-7000-8000-000000000000").ok());
        QVERIFY(!Uuid::parse("01963c1e-0000-7000-8000-00000000000g").ok());
    }

    // RFC 9562, section 5.7.
    void versionSevenCarriesTimeVersionAndVariant()
    {
        test::SeededRandom random(12);
        test::FakeClock clock;
        UuidSource source(clock, random);
        const Uuid uuid = source.next();
        QCOMPARE(uuid.version(), 7);
        QCOMPARE(uuid.octets()[8] >> 6, 2);
        QCOMPARE(toMillis(uuid.time()), toMillis(clock.now()));
    }

    void idsIncreaseEvenWhenTheWallClockStepsBack()
    {
        test::SeededRandom random(13);
        test::FakeClock clock;
        UuidSource source(clock, random);
        Uuid last = source.next();
        for (int i = 0; i < 200'000; ++i) {
            if (i % 1000 == 500) {
                clock.jump(std::chrono::hours(i % 2000 == 500 ? -1 : 1));
            }
            const Uuid next = source.next();
            QVERIFY(last < next);
            last = next;
        }
    }

    void aDerivedIdIsTheSameEachTimeAndSortsByItsCause()
    {
        const Uuid cause = Uuid::parse("019cad60-5a88-7abc-8def-0123456789ab").value();
        const Uuid derived = deriveUuid(cause, "completed/1");
        QCOMPARE(deriveUuid(cause, "completed/1"), derived);
        QVERIFY(deriveUuid(cause, "completed/2") != derived);
        QCOMPARE(derived.version(), 8);
        QCOMPARE(derived.time(), cause.time());
        QCOMPARE(deriveUuid(cause.toString(), cause.time(), "completed/1"), derived);
    }
};

LOCUS_TEST(uuid, UuidTest)
#include "tst_uuid.moc"
