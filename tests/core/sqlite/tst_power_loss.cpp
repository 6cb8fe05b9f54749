// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The model of a power loss itself: a recording whose images are known.
#include "tests/support/disk_recording.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <set>

using namespace locus::test;

class PowerLossTest : public QObject
{
    Q_OBJECT

private:
    static DiskChange write(std::string file, std::int64_t at, std::string octets)
    {
        return { DiskChange::Kind::Write, std::move(file), at, std::move(octets) };
    }
    static DiskChange other(DiskChange::Kind kind, std::string file, std::int64_t at = 0)
    {
        return { kind, std::move(file), at };
    }

    // All contents that file `a` was seen with; "-": it was not there.
    static std::set<std::string> contentsOfA(const DiskRecording& recording)
    {
        std::set<std::string> all;
        for (std::uint64_t seed = 1; seed < 20; ++seed) {
            forEveryPowerLoss(recording, seed, [&](const PowerLoss& loss) {
                const auto found = loss.disk.find("a");
                all.insert(found == loss.disk.end() ? std::string("-") : found->second);
                return true;
            });
        }
        return all;
    }

private Q_SLOTS:
    void whatIsNotSyncedMayBeLostInAnyOrder()
    {
        const auto contents = contentsOfA({ write("a", 0, "1"), write("a", 1, "2") });
        const std::string hole("\0"
                               "2",
            2);
        for (const std::string& expected :
            { std::string("-"), std::string("1"), std::string("12"), hole }) {
            QVERIFY2(contents.count(expected) == 1, expected.c_str());
        }
    }

    void whatIsSyncedStays()
    {
        int late = 0;
        const DiskRecording recording { write("a", 0, "1"), write("b", 0, "x"),
            other(DiskChange::Kind::Sync, "a"), write("a", 1, "2") };
        forEveryPowerLoss(recording, 1, [&](const PowerLoss& loss) {
            if (loss.at > 2) {
                ++late;
                const auto found = loss.disk.find("a");
                [&] {
                    QVERIFY(found != loss.disk.end());
                    QCOMPARE(found->second.front(), '1');
                }();
            }
            return true;
        });
        QVERIFY(late > 3);
    }

    void aSyncOfAnotherFileSavesNothing()
    {
        const auto contents = contentsOfA(
            { write("a", 0, "1"), other(DiskChange::Kind::Sync, "b"), write("b", 0, "x") });
        QVERIFY(contents.count("-") == 1);
    }

    void aWriteTearsAtASector()
    {
        const auto contents = contentsOfA({ write("a", 0, std::string(2048, 'w')) });
        std::set<std::size_t> lengths;
        for (const std::string& content : contents) {
            lengths.insert(content.size());
        }
        QVERIFY(lengths.count(512) + lengths.count(1024) + lengths.count(1536) > 0);
    }

    void truncationsAndDeletionsCount()
    {
        const auto contents = contentsOfA({ write("a", 0, "12"), other(DiskChange::Kind::Sync, "a"),
            other(DiskChange::Kind::Truncate, "a", 1), other(DiskChange::Kind::Delete, "a") });
        // Empty: the write was torn before its first octet.
        QVERIFY(contents == (std::set<std::string> { "-", "", "1", "12" }));
        QCOMPARE(forEveryPowerLoss({}, 1, [](const PowerLoss&) { return true; }), 1);
    }

    void aJudgeMayStop()
    {
        QCOMPARE(forEveryPowerLoss({ write("a", 0, "1"), write("a", 1, "2") }, 1,
                     [](const PowerLoss&) { return false; }),
            1);
    }
};

LOCUS_TEST(power_loss, PowerLossTest)
#include "tst_power_loss.moc"
