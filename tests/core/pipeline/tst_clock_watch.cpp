// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A clock that is wrong is named, counted and harms nothing.
#include "core/pipeline/clock_watch.h"
#include "tests/core/pipeline/loop_world.h"
#include "tests/support/test_registry.h"

using namespace locus;
using namespace locus::pipeline;
using namespace locus::test;
using namespace std::chrono_literals;

class ClockWatchTest : public QObject
{
    Q_OBJECT

private:
    static bool says(const metrics::Registry& registry, const char* line)
    {
        return registry.text().find(line) != Bytes::npos;
    }

private Q_SLOTS:
    void f13_aJumpIsNamedForAnHourAndCounted()
    {
        FakeClock clock;
        metrics::Registry metrics;
        ClockWatch watch(clock, metrics);
        for (int i = 0; i < 100; ++i) {
            clock.advance(1min); // a loop that was busy is no jump
            watch.look();
        }
        QVERIFY(watch.finding().state == ClockState::Steady);
        clock.jump(20s); // as time synchronisation may do
        watch.look();
        QVERIFY(watch.finding().state == ClockState::Steady);
        clock.jump(-2h);
        watch.look();
        QVERIFY(watch.finding().state == ClockState::JumpedBack);
        QVERIFY(watch.finding().by == 2h);
        QVERIFY(says(metrics, "clock_jumps_total{direction=\"back\"} 1\n"));
        QVERIFY(says(metrics, "clock_last_jump_seconds -7200\n"));
        clock.jump(24h);
        watch.look();
        watch.look(); // once a jump
        QVERIFY(watch.finding().state == ClockState::JumpedForward);
        QVERIFY(watch.finding().by == 24h);
        QVERIFY(says(metrics, "clock_jumps_total{direction=\"forward\"} 1\n"));
        clock.advance(61min);
        watch.look();
        QVERIFY(watch.finding().state == ClockState::Steady);
    }

    void f13_recordsFromTheFutureAreNamed()
    {
        FakeClock clock;
        metrics::Registry metrics;
        ClockWatch watch(clock, metrics);
        QCOMPARE(watch.futureFrom(), toMillis(clock.now() + ClockWatch::recordTolerance));
        watch.sawAhead("vitals", toMillis(clock.now() + 24h), 3);
        QVERIFY(watch.finding().state == ClockState::RecordsAhead);
        QCOMPARE(watch.finding().topic, std::string("vitals"));
        QVERIFY(watch.finding().by == 24h);
        QVERIFY(says(metrics, "records_time_ahead_total 3\n"));
        QVERIFY(says(metrics, "record_time_ahead_seconds 86400\n"));
        watch.sawAhead("vitals", std::numeric_limits<std::int64_t>::max(), 1); // no clock shows it
        QVERIFY(says(metrics, "records_time_ahead_total 4\n"));
    }

    void f13_theLoopSeesJumpsAndAStartBehindItsOwnPast()
    {
        LoopWorld w;
        ClockWatch watch(w.clock, w.metrics);
        const auto tune = w.tune;
        w.tune = [&](LoopContext& context) {
            tune(context);
            context.clockWatch = &watch;
        };
        QVERIFY(w.open().ok());
        w.clock.advance(2min);
        const events::Envelope first =
            EventBuilder("1").of("Test", "a").at(w.clock.now()).data("\"good\"");
        w.RoleTester::send(first);
        QVERIFY(w.step());
        QVERIFY(watch.finding().state == ClockState::Steady);
        w.clock.jump(-1h);
        w.send("2", "a", "good");
        QVERIFY(w.step());
        QVERIFY(watch.finding().state == ClockState::JumpedBack);
        w.clock.jump(25h);
        w.send("3", "a", "good");
        QVERIFY(w.step());
        QVERIFY(watch.finding().state == ClockState::JumpedForward);
        QCOMPARE(w.role.taken.size(), std::size_t { 3 });
        QVERIFY(w.letters().empty());
        w.clock.advance(2min);
        w.step(); // writes down what the clock shows

        w.loop = nullptr;
        w.store = nullptr;
        w.clock.jump(-48h); // while the core was away
        ClockWatch next(w.clock, w.metrics);
        w.tune = [&](LoopContext& context) {
            tune(context);
            context.clockWatch = &next;
        };
        QVERIFY(w.open().ok());
        QVERIFY(next.finding().state == ClockState::JumpedBack);
        QVERIFY(next.finding().by > 47h);
        w.send("4", "a", "good");
        w.RoleTester::send(first); // a repeat is known by its id, whatever the clock says
        QVERIFY(w.step());
        QCOMPARE(w.role.taken.size(), std::size_t { 4 });
    }
};

LOCUS_TEST(clock_watch, ClockWatchTest)
#include "tst_clock_watch.moc"
