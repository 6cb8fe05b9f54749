// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Redrives of many letters in the real loop: what is selected, in which order they go, what a
// failure holds back, and what is still known after a kill.
#include "core/base/base64.h"
#include "core/dead_letters/redrive_order.h"
#include "core/pipeline/dead_letter_commands.h"
#include "core/store/store_inbox_reader.h"
#include "tests/core/pipeline/loop_world.h"
#include "tests/support/test_registry.h"

using namespace locus;
using namespace locus::test;
using dead_letters::ItemState;
using dead_letters::LetterState;
using dead_letters::RedriveOrder;
using dead_letters::RedriveStep;
using dead_letters::RunState;
using Outcome = RedriveStep::Outcome;

class RedriveRunsTest : public QObject
{
    Q_OBJECT

private:
    using Names = std::vector<std::string>;
    std::unique_ptr<LoopWorld> m_world;

    std::unique_ptr<store::StoreInboxReader> reader()
    {
        return std::move(*store::StoreInboxReader::open(m_world->store->file(), m_world->codec));
    }
    // "1" is good, "2" bad with "3" and "4" behind it, "5" of lane b bad.
    std::vector<store::DeadLetter> park()
    {
        LoopWorld& w = *m_world;
        const std::pair<const char*, const char*> lanes[] { { "1", "a" }, { "2", "a" },
            { "3", "a" }, { "4", "a" }, { "5", "b" } };
        for (const auto& [id, lane] : lanes) {
            const std::string name = id;
            w.send(name, lane, name == "2" || name == "5" ? "bad" : "good");
        }
        w.step();
        return w.letters();
    }
    pipeline::Answer ask(std::string_view command, const Bytes& body)
    {
        return m_world->ask(std::string(command), body);
    }
    Uuid startRun(const RedriveOrder& order)
    {
        const Uuid command = m_world->ids.next();
        const auto answer =
            m_world->ask(std::string(pipeline::startRunCommand), order.toJson(), command);
        if (!answer.ok()) {
            qWarning("%s", answer.error().message.c_str());
        }
        return deriveUuid(command, "redrive");
    }
    pipeline::Answer step(
        const Uuid& run, const Uuid& letter, Outcome outcome, const std::string& result = {})
    {
        auto answer = ask(
            pipeline::redriveStepCommand, RedriveStep { run, letter, outcome, result }.toJson());
        m_world->step(); // the lane that was freed
        return answer;
    }
    // "redriven 2, ..." in their order.
    Names fates(const Uuid& run)
    {
        Names out;
        const auto detail = reader()->run(run, 0, 100);
        for (const auto& item : detail->items) {
            out.push_back(
                std::string(toString(item.state)) + (item.result.empty() ? "" : " " + item.result));
        }
        return out;
    }
    RunState stateOf(const Uuid& run) { return m_world->store->redrives.get(run)->state; }
    Bytes about(const Uuid& id, const char* more = "")
    {
        return "{\"deadLetterId\":\"" + id.toString() + "\"" + more + "}";
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<LoopWorld>();
        m_world->tune = [](pipeline::LoopContext& context) {
            context.topicsRead = { "t" };
            context.deadLetterTopics = { "billing.dlt" };
        };
        QVERIFY(m_world->open().ok());
    }
    void cleanup() { m_world = nullptr; }

    void ordersAndStepsSurviveTheirJson()
    {
        RedriveOrder order;
        order.selection.ids = { m_world->ids.next(), m_world->ids.next() };
        order.selection.filter.topic = "t \"quoted\"";
        order.selection.filter.since = fromMicros(1'700'000'000'123'456);
        order.selection.filter.firstOnly = true;
        order.topic = "repair";
        order.reason = "é";
        order.ratePerSecond = 7;
        order.expect = 2;
        const auto back = RedriveOrder::fromJson(order.toJson());
        QVERIFY(back.ok());
        QVERIFY(back->selection.ids == order.selection.ids);
        QCOMPARE(back->selection.filter.topic, order.selection.filter.topic);
        QVERIFY(back->selection.filter.since == order.selection.filter.since);
        QVERIFY(back->selection.filter.firstOnly && !back->selection.filter.until);
        QCOMPARE(back->topic, order.topic);
        QCOMPARE(back->reason, order.reason);
        QCOMPARE(back->ratePerSecond, order.ratePerSecond);
        QVERIFY(back->expect == order.expect);
        const RedriveStep sent { m_world->ids.next(), m_world->ids.next(), Outcome::Sent, "t/0/1" };
        const auto step = RedriveStep::fromJson(sent.toJson());
        QVERIFY(step.ok() && step->run == sent.run && step->letter == sent.letter);
        QVERIFY(step->outcome == Outcome::Sent && step->result == "t/0/1");
    }

    void aDryRunTellsWhatWouldGoAndWhatNot()
    {
        const auto letters = park();
        const auto inbox = reader();
        const auto all = inbox->plan({}, "", 2);
        QVERIFY(all.ok());
        QCOMPARE(all->letters, 4);
        QCOMPARE(all->behindOthers + all->followers + all->notOpen, 0);
        QCOMPARE(all->preview.size(), std::size_t { 2 });
        QVERIFY(all->preview[0].id == letters[0].id);
        const auto head = inbox->plan({ { letters[0].id }, {} }, "repair", 5);
        QCOMPARE(head->letters, 1);
        QCOMPARE(head->followers, 2);
        QCOMPARE(head->targets.size(), std::size_t { 1 });
        QCOMPARE(head->targets[0].topic, std::string("repair"));
        const auto late = inbox->plan({ { letters[1].id, m_world->ids.next() }, {} }, "", 5);
        QCOMPARE(late->letters, 1);
        QCOMPARE(late->notOpen, 1);
        QCOMPARE(late->behindOthers, 1);
        QVERIFY(late->firstOther == letters[0].id);
        dead_letters::Selection firsts;
        firsts.filter.firstOnly = true;
        QCOMPARE(inbox->plan(firsts, "", 5)->letters, 2);
    }

    void aDryRunSaysWhichTargetIsNotThere()
    {
        const auto letters = park();
        bool isReachable = true;
        const auto inbox = *store::StoreInboxReader::open(
            m_world->store->file(), m_world->codec, [&]() -> Result<std::set<std::string>> {
                if (!isReachable) {
                    return retriable("bus.unreachable", "simulated");
                }
                return std::set<std::string> { "repair" };
            });
        QVERIFY(inbox->plan({}, "repair", 0)->targets[0].exists == true);
        QVERIFY(inbox->plan({}, "repiar", 0)->targets[0].exists == false);
        QVERIFY(!inbox->plan({}, "", 0)->targets[0].exists); // here, in its lane
        isReachable = false;
        const auto blind = inbox->plan({}, "repair", 0);
        QVERIFY(blind.ok()); // the rest is known all the same
        QCOMPARE(blind->letters, 4);
        QVERIFY(!blind->targets[0].exists);
    }

    void causesAreGroupedAndPagesHoldEachOnce()
    {
        const auto letters = park();
        const auto inbox = reader();
        const auto stats = inbox->stats({});
        QCOMPARE(stats->byState[0], 4);
        QCOMPARE(stats->causes.size(), std::size_t { 2 });
        for (const auto& group : stats->causes) {
            QCOMPARE(group.letters, 2);
            QCOMPARE(group.cause.key.size(), std::size_t { 16 });
            const bool isBad = group.cause.errorClass == "test.bad";
            QCOMPARE(group.first, isBad ? 2 : 0);
            QCOMPARE(group.cause.handler == "obedient", isBad);
            dead_letters::LetterQuery query;
            query.filter.cause = group.cause.key;
            QCOMPARE(inbox->list(query)->items.size(), std::size_t { 2 });
        }
        dead_letters::LetterQuery query;
        query.limit = 3;
        query.descending = false;
        const auto first = inbox->list(query);
        QCOMPARE(first->items.size(), std::size_t { 3 });
        QVERIFY(first->total == 4);
        query.after = first->next;
        const auto second = inbox->list(query);
        QCOMPARE(second->items.size(), std::size_t { 1 });
        QVERIFY(second->items[0].id == letters[3].id && second->next.empty());
        query.after = "x";
        QCOMPARE(inbox->list(query).error().code, std::string("dead_letters.bad_page_key"));
    }

    void aRunAppliesEachInItsLaneAndEnds()
    {
        LoopWorld& w = *m_world;
        const auto letters = park();
        w.role.repaired = true;
        RedriveOrder order;
        order.expect = 4;
        const Uuid run = startRun(order);
        QCOMPARE(fates(run), Names(4, "pending"));
        QVERIFY(step(run, letters[0].id, Outcome::Apply).ok());
        QCOMPARE(w.role.taken, (Names { "1", "2", "3", "4" })); // the lane goes on by itself
        QVERIFY(w.restart().ok());
        for (const auto& letter : letters) {
            QVERIFY(step(run, letter.id, Outcome::Apply).ok());
        }
        QCOMPARE(w.role.taken, (Names { "1", "2", "3", "4", "5" }));
        QCOMPARE(fates(run), Names(4, "redriven"));
        QVERIFY(stateOf(run) == RunState::Done);
        // The same step again changes nothing.
        QVERIFY(step(run, letters[0].id, Outcome::Apply).ok());
        QCOMPARE(w.role.taken.size(), std::size_t { 5 });
        QCOMPARE(w.store->redrives.get(run)->redriven, 4);
    }

    void aFailureHoldsBackItsLaneAlone()
    {
        LoopWorld& w = *m_world;
        const auto letters = park();
        const Uuid run = startRun({});
        QVERIFY(step(run, letters[0].id, Outcome::Apply).ok());
        QCOMPARE(fates(run),
            (Names { "failed test.bad", "skipped dead_letters.earlier_failed",
                "skipped dead_letters.earlier_failed", "pending" }));
        w.role.repaired = true;
        QVERIFY(step(run, letters[3].id, Outcome::Apply).ok());
        QCOMPARE(w.role.taken, (Names { "1", "5" }));
        QVERIFY(stateOf(run) == RunState::Done);
        QCOMPARE(w.store->deadLetters.get(letters[0].id)->attempts, 2);
    }

    // A lane that is sent elsewhere is not applied here meanwhile, and new records wait for it.
    void copiesOfALaneGoInOrderAndOnlyWhatWasAcknowledgedIsMarked()
    {
        LoopWorld& w = *m_world;
        const auto letters = park();
        w.role.repaired = true;
        RedriveOrder order;
        order.topic = "repair";
        const Uuid run = startRun(order);
        QVERIFY(step(run, letters[0].id, Outcome::Sent, "repair/0/0").ok());
        w.send("6", "a", "good");
        w.step();
        QVERIFY(w.restart().ok());
        w.offsets[0] = 6;
        w.clock.advance(std::chrono::minutes(2));
        w.step();
        QCOMPARE(w.role.taken, (Names { "1" }));
        QCOMPARE(*w.store->deadLetters.count(store::DeadLetter::State::Redriven), 1);
        QVERIFY(step(run, letters[1].id, Outcome::Sent, "repair/0/1").ok());
        QCOMPARE(w.role.taken, (Names { "1" }));
        QVERIFY(step(run, letters[2].id, Outcome::Sent, "repair/0/2").ok());
        w.step();
        QCOMPARE(w.role.taken, (Names { "1", "6" })); // the lane is free
        QVERIFY(step(run, letters[3].id, Outcome::NotSent, "bus.too_large").ok());
        QCOMPARE(fates(run),
            (Names { "redriven repair/0/0", "redriven repair/0/1", "redriven repair/0/2",
                "failed bus.too_large" }));
        QVERIFY(stateOf(run) == RunState::Done);
        const auto note = w.store->deadLetters.history(letters[1].id)->back();
        QCOMPARE(note.action, std::string("redriven"));
        QCOMPARE(note.reason, std::string("repair/0/1"));
        QCOMPARE(note.actor, std::string("ops"));
    }

    void pausedItAppliesNothingAndCancelledItLeavesTheRest()
    {
        LoopWorld& w = *m_world;
        const auto letters = park();
        w.role.repaired = true;
        const Uuid run = startRun({});
        const Bytes named = "{\"runId\":\"" + run.toString() + "\"}";
        QVERIFY(ask(pipeline::pauseRunCommand, named).ok());
        QVERIFY(step(run, letters[3].id, Outcome::Apply).ok());
        QCOMPARE(w.role.taken, (Names { "1" }));
        QVERIFY(w.restart().ok());
        QVERIFY(stateOf(run) == RunState::Paused);
        QVERIFY(ask(pipeline::resumeRunCommand, named).ok());
        QVERIFY(step(run, letters[3].id, Outcome::Apply).ok());
        QCOMPARE(w.role.taken, (Names { "1", "5" }));
        QVERIFY(ask(pipeline::cancelRunCommand, named).ok());
        QCOMPARE(fates(run),
            (Names { "skipped dead_letters.run_cancelled", "skipped dead_letters.run_cancelled",
                "skipped dead_letters.run_cancelled", "redriven" }));
        QVERIFY(stateOf(run) == RunState::Cancelled);
        const auto again = ask(pipeline::resumeRunCommand, named);
        QCOMPARE(again.error().code, std::string("dead_letters.run_over"));
        // They can be chosen anew; a copy that was on its way when it was cancelled still counts.
        QVERIFY(step(run, letters[0].id, Outcome::Sent, "repair/0/9").ok());
        QVERIFY(
            w.store->deadLetters.get(letters[0].id)->state == store::DeadLetter::State::Redriven);
        QCOMPARE(reader()->plan({}, "", 1)->letters, 0); // the rest of the lane followed
    }

    void whatCannotBeDoneIsRefusedBeforeAnythingIsStored()
    {
        LoopWorld& w = *m_world;
        const auto none = ask(pipeline::startRunCommand, RedriveOrder().toJson());
        QCOMPARE(none.error().code, std::string("dead_letters.nothing_selected"));
        const auto letters = park();
        RedriveOrder order;
        order.expect = 3;
        const auto changed = ask(pipeline::startRunCommand, order.toJson());
        QCOMPARE(changed.error().code, std::string("dead_letters.count_changed"));
        QCOMPARE(std::string(changed.error().fact("letters")), std::string("4"));
        order = {};
        order.topic = "t";
        QCOMPARE(ask(pipeline::startRunCommand, order.toJson()).error().code,
            std::string("dead_letters.own_topic"));
        QVERIFY(reader()->runs(10, "")->items.empty());
        const Uuid run = startRun({});
        const auto second = ask(pipeline::startRunCommand, RedriveOrder().toJson());
        QCOMPARE(second.error().code, std::string("dead_letters.nothing_selected"));
        for (const auto command : { pipeline::redriveCommand, pipeline::discardCommand }) {
            const auto held = ask(command, about(letters[0].id, ",\"reason\":\"x\""));
            QCOMPARE(held.error().code, std::string("dead_letters.in_run"));
            QCOMPARE(std::string(held.error().fact("run")), run.toString());
        }
        const auto unknown =
            ask(pipeline::pauseRunCommand, "{\"runId\":\"" + w.ids.next().toString() + "\"}");
        QCOMPARE(unknown.error().code, std::string("dead_letters.unknown_run"));
    }

    void anotherValueIsAppliedAndTheOneThatCameIsKept()
    {
        LoopWorld& w = *m_world;
        const auto letters = park();
        const Bytes original = *letters[0].value;
        Bytes better = original;
        better.replace(better.find("\"bad\""), 5, "\"good\"");
        const auto edited = [&](const Uuid& id, const Bytes& value, const char* reason) {
            return ask(pipeline::editCommand,
                about(id,
                    (",\"valueBase64\":\"" + toBase64(value) + "\",\"reason\":\"" + reason + "\"")
                        .c_str()));
        };
        QCOMPARE(
            edited(letters[0].id, better, "").error().code, std::string("dead_letters.no_reason"));
        QCOMPARE(edited(letters[1].id, better, "typo").error().code,
            std::string("dead_letters.not_first"));
        QVERIFY(!*w.store->deadLetters.lastEdit(letters[1].id));
        QVERIFY(edited(letters[3].id, original, "still wrong").ok());
        QVERIFY(w.store->deadLetters.get(letters[3].id)->state == store::DeadLetter::State::Open);
        const auto answer = edited(letters[0].id, better, "typo");
        QVERIFY(answer.ok() && answer->find("redriven") != std::string::npos);
        w.step();
        QCOMPARE(w.role.taken, (Names { "1", "2", "3", "4" }));
        const auto content = reader()->content(letters[0].id);
        QVERIFY(content->value == original && content->edited == better);
        const auto detail = reader()->get(letters[0].id);
        QCOMPARE(detail->history.size(), std::size_t { 3 });
        QCOMPARE(detail->history[1].action, std::string("edited"));
        QCOMPARE(detail->history[1].reason, std::string("typo"));
        QCOMPARE(detail->history[1].actor, std::string("ops"));
    }

    // They stand in the inbox as they came, go back where they failed, and block nothing here.
    void deadLettersOfOtherProgramsAreSentBack()
    {
        LoopWorld& w = *m_world;
        const auto spring = [&](std::int64_t offset, const char* topic) {
            bus::Record record { { "billing.dlt", 0 }, offset, 1'770'000'000'000, "k", "MARKER",
                { { "kafka_dlt-exception-message", Bytes("MARKER") } } };
            if (topic != nullptr) {
                record.headers.push_back({ "kafka_dlt-original-topic", Bytes(topic) });
                record.headers.push_back(
                    { "kafka_dlt-original-partition", Bytes("\0\0\0\x02", 4) });
                record.headers.push_back({ "kafka_dlt-exception-cause-fqcn", Bytes("a.Broken") });
            }
            w.push(record);
        };
        spring(0, "billing");
        spring(1, "billing");
        spring(2, nullptr);
        w.step();
        const auto inbox = reader();
        dead_letters::LetterQuery query;
        query.descending = false;
        const auto page = inbox->list(query);
        QCOMPARE(page->items.size(), std::size_t { 3 });
        QCOMPARE(page->items[0].origin, std::string("spring-kafka"));
        QCOMPARE(page->items[0].sourceTopic, std::string("billing"));
        QCOMPARE(page->items[0].errorCode, std::string("a.Broken"));
        QVERIFY(page->items[0].errorMessage.empty());
        QCOMPARE(page->items[0].cause, page->items[1].cause);
        QVERIFY(w.letters().empty()); // not published as ours
        const auto plan = inbox->plan({}, "", 5);
        QCOMPARE(plan->letters, 3);
        QCOMPARE(plan->withoutSource, 1);
        QCOMPARE(plan->targets.size(), std::size_t { 1 });
        QCOMPARE(plan->targets[0].letters, 2);
        QCOMPARE(inbox->plan({}, "repair", 5)->targets[0].letters, 3);

        const Uuid first = page->items[0].id;
        const auto answer = ask(pipeline::redriveCommand, about(first));
        QVERIFY(answer.ok() && answer->find("\"runId\"") != std::string::npos);
        QCOMPARE(ask(pipeline::redriveCommand, about(first)).error().code,
            std::string("dead_letters.in_run"));
        const Uuid run = inbox->runs(1, "")->items[0].id;
        // Nobody applies it here.
        QVERIFY(step(run, first, Outcome::Apply).ok());
        QCOMPARE(fates(run), (Names { "pending" }));
        QVERIFY(step(run, first, Outcome::Sent, "billing/2/7").ok());
        QVERIFY(stateOf(run) == RunState::Done);
        QVERIFY(w.store->deadLetters.get(first)->state == store::DeadLetter::State::Redriven);
        const Uuid second = page->items[1].id;
        QVERIFY(ask(
            pipeline::editCommand, about(second, ",\"valueBase64\":\"eA==\",\"reason\":\"typo\""))
                    .ok());
        QVERIFY(**w.store->deadLetters.lastEdit(second) == "x");
        QVERIFY(ask(pipeline::discardCommand, about(page->items[2].id, ",\"reason\":\"not ours\""))
                    .ok());
        QCOMPARE(*w.store->deadLetters.count(store::DeadLetter::State::Discarded), 1);
    }

    void seeingThePayloadNeedsAReasonAndIsNoted()
    {
        const auto letters = park();
        QCOMPARE(ask(pipeline::revealCommand, about(letters[0].id)).error().code,
            std::string("dead_letters.no_reason"));
        QVERIFY(ask(pipeline::revealCommand, about(letters[0].id, ",\"reason\":\"look\"")).ok());
        QCOMPARE(reader()->get(letters[0].id)->history.back().action, std::string("revealed"));
    }
};

LOCUS_TEST(redrive_runs, RedriveRunsTest)
#include "tst_redrive_runs.moc"
