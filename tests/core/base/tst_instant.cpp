// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/instant.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;

class InstantTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("micros"); // -1: refused
        QTest::newRow("utc") << "2026-03-02T08:29:33Z" << qint64(1'772'440'173'000'000);
        QTest::newRow("lower case") << "2026-03-02t08:29:33z" << qint64(1'772'440'173'000'000);
        QTest::newRow("space") << "2026-03-02 08:29:33Z" << qint64(1'772'440'173'000'000);
        QTest::newRow("offset") << "2026-03-02T09:29:33+01:00" << qint64(1'772'440'173'000'000);
        QTest::newRow("negative offset")
            << "2026-03-02T02:59:33-05:30" << qint64(1'772'440'173'000'000);
        QTest::newRow("fraction") << "2026-03-02T08:29:33.5Z" << qint64(1'772'440'173'500'000);
        QTest::newRow("nanoseconds are cut")
            << "2026-03-02T08:29:33.123456789Z" << qint64(1'772'440'173'123'456);
        QTest::newRow("leap day") << "2028-02-29T00:00:00Z" << qint64(1'835'395'200'000'000);
        QTest::newRow("leap second") << "2016-12-31T23:59:60Z" << qint64(1'483'228'800'000'000);
        QTest::newRow("no leap day") << "2027-02-29T00:00:00Z" << qint64(-1);
        QTest::newRow("no zone") << "2026-03-02T08:29:33" << qint64(-1);
        QTest::newRow("hour 24") << "2026-03-02T24:00:00Z" << qint64(-1);
        QTest::newRow("rest") << "2026-03-02T08:29:33Zx" << qint64(-1);
        QTest::newRow("empty fraction") << "2026-03-02T08:29:33.Z" << qint64(-1);
        QTest::newRow("empty") << "" << qint64(-1);
    }

    void reads()
    {
        QFETCH(QString, text);
        QFETCH(qint64, micros);
        const auto instant = parseRfc3339(text.toStdString());
        QCOMPARE(instant.ok(), micros >= 0);
        if (instant.ok()) {
            QCOMPARE(toMicros(*instant), micros);
        }
    }

    void whatIsWrittenReadsBack()
    {
        test::SeededRandom random(3);
        for (int i = 0; i < 10'000; ++i) {
            const Instant instant =
                fromMicros(static_cast<std::int64_t>(random.below(4'102'444'800'000'000)));
            QCOMPARE(toMicros(parseRfc3339(toRfc3339(instant)).value()), toMicros(instant));
        }
        QCOMPARE(toRfc3339(fromMillis(1'772'440'173'000)), std::string("2026-03-02T08:29:33.000Z"));
    }
};

LOCUS_TEST(instant, InstantTest)
#include "tst_instant.moc"
