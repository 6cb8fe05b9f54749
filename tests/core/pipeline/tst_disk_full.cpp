// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The loop on a disk that fills up while it works.
#include "tests/core/pipeline/loop_world.h"
#include "tests/support/test_registry.h"

using namespace locus;
using namespace locus::test;

class DiskFullTest : public QObject
{
    Q_OBJECT

private:
    static bool alarms(LoopWorld& world)
    {
        return world.metrics.text().find("pipeline_read_only 1\n") != Bytes::npos;
    }

private Q_SLOTS:
    // Room for some records, then none, then room again: the alarm comes with the failing commit,
    // nothing is consumed meanwhile, reading goes on, and each record takes effect once.
    void theLoopTurnsReadOnlyAlarmsAndHeals()
    {
        LoopWorld w;
        QVERIFY(w.open().ok());
        w.vfs.leaveRoom(150'000);
        int sent = 0;
        const auto sendAndStep = [&] {
            const std::string id = std::to_string(++sent);
            w.send(id, "a" + id, "good");
            return w.step();
        };
        while (sendAndStep()) {
            QVERIFY(!alarms(w));
            QVERIFY(sent < 10'000);
        }
        QVERIFY(sent > 3);
        const auto before = w.clock.monotonic();
        QVERIFY(w.loop->isReadOnly());
        QVERIFY(alarms(w));
        QVERIFY(w.clock.monotonic() == before); // at once, not with a later look
        const auto applied = w.changes.size();
        QCOMPARE(applied, static_cast<std::size_t>(sent) - 1);

        for (int minute = 0; minute < 5; ++minute) {
            w.clock.advance(std::chrono::minutes(1));
            QVERIFY(!sendAndStep());
            QVERIFY(w.loop->isReadOnly());
            const pipeline::Answer refused = w.ask("test.do", "{}");
            QVERIFY(!refused.ok());
            QCOMPARE(refused.error().code, std::string("store.disk_full"));
            QCOMPARE(w.changes.size(), applied);
            QCOMPARE(w.store->offsets.all()->front().next, static_cast<std::int64_t>(applied));
        }

        w.vfs.heal();
        w.clock.advance(std::chrono::minutes(1));
        QVERIFY(w.step());
        QVERIFY(!w.loop->isReadOnly());
        QVERIFY(!alarms(w));
        QCOMPARE(w.changes.size(), static_cast<std::size_t>(sent));
        QCOMPARE(w.store->offsets.all()->front().next, static_cast<std::int64_t>(sent));
        QVERIFY(w.letters().empty());
        QVERIFY(w.ask("test.do", "{}").ok());

        const auto file = w.store->file();
        w.loop = nullptr;
        w.store = nullptr;
        const Status whole = store::checkIntegrity(file, w.codec);
        QVERIFY2(whole.ok(), whole.ok() ? "" : whole.error().message.c_str());
    }
};

LOCUS_TEST(disk_full, DiskFullTest)
#include "tst_disk_full.moc"
