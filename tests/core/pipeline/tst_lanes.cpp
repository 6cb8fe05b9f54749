// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Records that are held back: those that wait for an entity, and dead letters that a person
// redrives or discards. Every step is repeated by a core that was killed.
#include "core/pipeline/dead_letter_commands.h"
#include "tests/core/pipeline/loop_world.h"
#include "tests/support/test_registry.h"

#include <sqlite3.h>

using namespace locus;
using namespace locus::test;
using State = store::DeadLetter::State;

class LanesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<LoopWorld> m_world;

    using Names = std::vector<std::string>;

    std::int64_t waiting() { return *m_world->store->deadLetters.count(State::Waiting); }
    std::int64_t parked() { return *m_world->store->deadLetters.count(State::Open); }
    Bytes about(const Uuid& id, const std::string& reason = {})
    {
        return "{\"deadLetterId\":\"" + id.toString() + "\",\"reason\":\"" + reason + "\"}";
    }
    pipeline::Answer redrive(const Uuid& id)
    {
        return m_world->ask(std::string(pipeline::redriveCommand), about(id));
    }
    pipeline::Answer discard(const Uuid& id, const std::string& reason)
    {
        return m_world->ask(std::string(pipeline::discardCommand), about(id, reason));
    }
    static bool says(const pipeline::Answer& answer, const std::string& text)
    {
        return answer.ok() && answer->find(text) != std::string::npos;
    }
    void turns(int count, Duration between = std::chrono::seconds(61))
    {
        for (int i = 0; i < count; ++i) {
            m_world->clock.advance(between);
            m_world->step();
        }
    }
    // "1" is good, "2" bad, "3" and "4" are parked behind it.
    std::vector<store::DeadLetter> parkedLane()
    {
        LoopWorld& w = *m_world;
        w.send("1", "a", "good");
        w.send("2", "a", "bad");
        w.send("3", "a", "good");
        w.send("4", "a", "good");
        w.step();
        return w.letters();
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<LoopWorld>();
        QVERIFY(m_world->open().ok());
    }
    void cleanup() { m_world = nullptr; }

    void aRecordAboutAnUnknownEntityHoldsItsLaneAlone()
    {
        LoopWorld& w = *m_world;
        w.send("1", "a", "awaits x");
        w.send("2", "a", "good");
        w.send("3", "b", "good"); // the same partition
        w.step();
        QCOMPARE(w.role.taken, (Names { "3" }));
        QVERIFY(w.letters().empty());
        QCOMPARE(waiting(), 2);
        QCOMPARE(w.store->offsets.all()->front().next, 3);
        QVERIFY(w.restart().ok());
        w.send("4", "a", "good");
        w.step();
        QCOMPARE(w.role.taken, (Names { "3" }));
        w.send("5", "x", "begin", 1);
        w.step();
        w.step(); // at once: the clock stood still
        QCOMPARE(w.role.taken, (Names { "3", "5", "1", "2", "4" }));
        QCOMPARE(waiting(), 0);
        w.send("6", "a", "good");
        w.step();
        QCOMPARE(w.role.taken.back(), std::string("6"));
        QVERIFY(w.letters().empty());
        QVERIFY(!w.store->timers.next()->has_value());
    }

    void whatMakesTheEntityKnownPassesItsOwnLane()
    {
        LoopWorld& w = *m_world;
        w.send("1", "x", "awaits x");
        w.send("2", "x", "good");
        w.step();
        w.send("3", "x", "begin");
        w.step();
        w.step();
        QCOMPARE(w.role.taken, (Names { "3", "1", "2" }));
        QCOMPARE(waiting(), 0);
    }

    void theTimerTriesAgainAndGivesUpWithAReason()
    {
        LoopWorld& w = *m_world;
        w.send("1", "a", "awaits x");
        w.send("2", "a", "good");
        w.step();
        turns(10);
        QCOMPARE(parked(), 0);
        QCOMPARE(w.store->deadLetters.ofLane("a", 1)->front().attempts, 11);
        QVERIFY(w.restart().ok());
        turns(10);
        QCOMPARE(waiting(), 0);
        const auto letters = w.letters();
        QCOMPARE(letters.size(), std::size_t { 2 });
        QCOMPARE(letters[0].errorCode, std::string("test.not_yet_known"));
        QCOMPARE(letters[0].errorClass, std::string("retriable"));
        QCOMPARE(letters[0].attempts, 16);
        QVERIFY(letters[1].behind == letters[0].id);
        QVERIFY(w.role.taken.empty());
        // The entity comes after all; then a person lets the lane go on.
        w.send("3", "x", "begin");
        w.step();
        QCOMPARE(w.role.taken, (Names { "3" }));
        QVERIFY(says(redrive(letters[0].id), "\"state\":\"redriven\""));
        w.step();
        QCOMPARE(w.role.taken, (Names { "3", "1", "2" }));
    }

    void aRecordThatTurnsOutBadParksThoseThatWaitBehindIt()
    {
        LoopWorld& w = *m_world;
        w.send("1", "a", "awaits x");
        w.send("2", "a", "bad");
        w.send("3", "a", "good");
        w.step();
        w.send("4", "x", "begin");
        w.step();
        w.step();
        QCOMPARE(w.role.taken, (Names { "4", "1" }));
        const auto letters = w.letters();
        QCOMPARE(letters.size(), std::size_t { 2 });
        QCOMPARE(letters[0].errorCode, std::string("test.bad"));
        QVERIFY(letters[1].behind == letters[0].id);
    }

    void aFullDiskForgetsNothingOfALane()
    {
        LoopWorld& w = *m_world;
        w.vfs.failFrom(1, SQLITE_FULL);
        w.send("1", "a", "awaits x");
        w.step();
        QVERIFY(w.loop->isReadOnly());
        w.vfs.heal();
        w.clock.advance(std::chrono::seconds(10));
        w.step();
        QCOMPARE(waiting(), 1);
        w.vfs.failFrom(1, SQLITE_FULL);
        w.send("2", "x", "begin");
        w.step();
        w.vfs.heal();
        turns(3, std::chrono::seconds(10));
        QCOMPARE(waiting(), 0);
        QCOMPARE(w.role.taken.back(), std::string("1"));
    }

    void aRedriveThatWorksReleasesTheLaneInOrder()
    {
        LoopWorld& w = *m_world;
        const auto letters = parkedLane();
        w.role.repaired = true;
        const Uuid command = w.ids.next();
        const auto answer =
            w.ask(std::string(pipeline::redriveCommand), about(letters[0].id), command);
        QVERIFY(says(answer, "\"state\":\"redriven\""));
        QVERIFY(says(answer, "\"next\":\"" + letters[1].id.toString()));
        QCOMPARE(w.role.taken, (Names { "1", "2" }));
        w.send("5", "a", "good"); // lines up
        QVERIFY(w.restart().ok());
        w.offsets[0] = 4;
        w.send("5", "a", "good");
        w.step();
        w.step();
        QCOMPARE(w.role.taken, (Names { "1", "2", "3", "4", "5" }));
        QCOMPARE(parked() + waiting(), 0);
        // The same command again, the same answer, no second effect.
        QCOMPARE(
            *w.ask(std::string(pipeline::redriveCommand), about(letters[0].id), command), *answer);
        QCOMPARE(w.role.taken.size(), std::size_t { 5 });
        const auto row = w.store->deadLetters.get(letters[0].id);
        QVERIFY(row->state == State::Redriven && row->value == letters[0].value);
        const auto history = w.store->deadLetters.history(letters[0].id);
        QCOMPARE(history->size(), std::size_t { 2 });
        QCOMPARE((*history)[0].action, std::string("parked"));
        QCOMPARE((*history)[1].action, std::string("redriven"));
        QCOMPARE((*history)[1].actor, std::string("ops"));
        QCOMPARE(redrive(letters[0].id).error().code, std::string("dead_letters.closed"));
    }

    void aRedriveThatFailsLeavesTheLaneParked()
    {
        LoopWorld& w = *m_world;
        const auto letters = parkedLane();
        const auto answer = redrive(letters[0].id);
        QVERIFY(says(answer, "\"state\":\"open\""));
        QVERIFY(says(answer, "\"attempts\":2"));
        QVERIFY(says(answer, "\"errorCode\":\"test.bad\""));
        w.step();
        QCOMPARE(w.role.taken, (Names { "1" }));
        QCOMPARE(w.letters()[0].attempts, 2);
        QCOMPARE(parked(), 3);
        const auto refused = redrive(letters[1].id);
        QCOMPARE(refused.error().code, std::string("dead_letters.not_first"));
        QCOMPARE(std::string(refused.error().fact("first")), letters[0].id.toString());
        QCOMPARE(redrive(w.ids.next()).error().code, std::string("dead_letters.unknown"));
        QCOMPARE(
            w.store->deadLetters.history(letters[0].id)->back().reason, std::string("test.bad"));
    }

    void aReleaseStopsAtTheNextBadOne()
    {
        LoopWorld& w = *m_world;
        w.send("1", "a", "flaky");
        w.role.failures = 1000;
        w.send("2", "a", "bad");
        w.send("3", "a", "good");
        turns(12);
        const auto letters = w.letters();
        QCOMPARE(letters.size(), std::size_t { 3 });
        w.role.failures = 0;
        QVERIFY(says(redrive(letters[0].id), "redriven"));
        w.step();
        QCOMPARE(w.role.taken, (Names { "1" }));
        QCOMPARE(w.letters()[1].errorCode, std::string("test.bad"));
        QVERIFY(!w.letters()[1].behind);
        w.role.repaired = true;
        QVERIFY(says(redrive(letters[1].id), "redriven"));
        w.step();
        QCOMPARE(w.role.taken, (Names { "1", "2", "3" }));
    }

    void aDiscardReleasesTheRestAndKeepsTheRecord()
    {
        LoopWorld& w = *m_world;
        const auto letters = parkedLane();
        const auto without = discard(letters[0].id, "");
        QCOMPARE(without.error().code, std::string("dead_letters.no_reason"));
        QVERIFY(says(discard(letters[0].id, "sent twice"), "\"state\":\"discarded\""));
        w.step();
        QCOMPARE(w.role.taken, (Names { "1", "3", "4" }));
        const auto row = w.store->deadLetters.get(letters[0].id);
        QVERIFY(row->state == State::Discarded && row->value == letters[0].value);
        QCOMPARE(
            w.store->deadLetters.history(letters[0].id)->back().reason, std::string("sent twice"));
    }

    void aLongLaneIsReleasedInSlices()
    {
        LoopWorld& w = *m_world;
        w.send("0", "a", "bad");
        for (int i = 1; i <= 150; ++i) {
            w.send(std::to_string(i), "a", "good");
        }
        w.step();
        QCOMPARE(parked(), 151);
        QVERIFY(says(discard(w.letters()[0].id, "bad"), "discarded"));
        w.step();
        QCOMPARE(w.role.taken.size(), std::size_t { 64 });
        w.send("151", "a", "good");
        QVERIFY(w.restart().ok());
        w.offsets[0] = 151;
        w.send("151", "a", "good");
        for (int i = 0; i < 4; ++i) {
            w.step();
        }
        QCOMPARE(w.role.taken.size(), std::size_t { 151 });
        for (std::size_t i = 0; i < 151; ++i) {
            QCOMPARE(w.role.taken[i], std::to_string(i + 1));
        }
    }

    void aLetterWithoutALaneIsRedrivenAlone()
    {
        LoopWorld& w = *m_world;
        w.push({ { "t", 0 }, w.offsets[0]++, 5, std::nullopt, "{\"specversion\":\"1.0\"",
            { { "content-type", "application/cloudevents+json" } } });
        w.step();
        QCOMPARE(parked(), 1);
        QVERIFY(says(redrive(w.letters()[0].id), "\"attempts\":2"));
        QVERIFY(says(discard(w.letters()[0].id, "no event"), "discarded"));
        QCOMPARE(parked(), 0);
    }
};

LOCUS_TEST(lanes, LanesTest)
#include "tst_lanes.moc"
