// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/partitioner.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <string>

using namespace locus;

class PartitionerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Places that Kafka's own Java producer chose on twelve partitions.
    void agreesWithJava_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("partition");
        const std::vector<std::pair<const char*, int>> chosen { { " leading", 5 }, { "", 9 },
            { "-1", 3 }, { "0", 8 }, { "123456789", 6 }, { "21", 0 }, { "Müller", 1 },
            { "ORD-2026-0001", 3 }, { "ORD-2026-0002", 11 }, { "PAT-0001", 6 }, { "PAT-0002", 10 },
            { "PAT-1042", 3 }, { "Straße", 1 }, { "TI-1", 0 }, { "TI-2", 9 }, { "WF-17", 6 },
            { "Zoë", 10 }, { "Иван", 1 }, { "検査", 5 }, { "測試-1", 11 }, { "🧬", 10 },
            { "a", 4 }, { "ab", 2 }, { "abc", 3 }, { "abcd", 8 }, { "abcde", 1 }, { "abcdef", 0 },
            { "abcdefg", 1 }, { "abcdefgh", 9 }, { "c0ffee00-0000-4000-8000-000000000001", 9 },
            { "f47ac10b-58cc-4372-a567-0e02b2c3d479", 2 }, { "hospital-456:PAT-0001", 6 },
            { "trailing ", 6 }, { "{\"id\":1}", 0 } };
        for (const auto& [key, partition] : chosen) {
            QTest::newRow(*key == '\0' ? "empty" : key) << QByteArray(key) << partition;
        }
    }

    void agreesWithJava()
    {
        QFETCH(const QByteArray, key);
        QFETCH(const int, partition);
        QCOMPARE(bus::partitionOfKey(key.toStdString(), 12), partition);
    }

    // org.apache.kafka.common.utils.UtilsTest.testMurmur2
    void hashesAsKafkaDoes()
    {
        QCOMPARE(bus::murmur2("21"), static_cast<std::uint32_t>(-973932308));
        QCOMPARE(bus::murmur2("foobar"), static_cast<std::uint32_t>(-790332482));
        QCOMPARE(bus::murmur2("a-little-bit-long-string"), static_cast<std::uint32_t>(-985981536));
    }
};

LOCUS_TEST(partitioner, PartitionerTest)
#include "tst_partitioner.moc"
