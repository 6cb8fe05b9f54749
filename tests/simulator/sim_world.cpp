// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulator/sim_world.h"

#include "core/events/wire_encoder.h"
#include "core/pipeline/dead_letter_commands.h"
#include "core/store/unit_of_work.h"

#include <algorithm>
#include <set>

#include <sqlite3.h>

namespace locus::test {

namespace {

constexpr int aggregates = 4;
constexpr int newcomers = 3; // entities that others wait for
constexpr int eventsASeed = 40;
constexpr int commandsASeed = 6;
constexpr int checkpointPages = 16; // so that faults often meet one
constexpr std::size_t keptInMemory = 6; // events for the relay: it also falls behind

// Ends the core as kill -9 does: unwinds past every handler of errors.
struct Crash
{ };

} // namespace

// Hands records to the loop partition by partition in any order, as far as the loop wants them.
class SimWorld::Feed final : public pipeline::RecordSource
{
public:
    std::map<bus::TopicPartition, std::int64_t> next;
    std::set<bus::TopicPartition> paused;

    void pause(const bus::TopicPartition& at) override { paused.insert(at); }
    void resume(const bus::TopicPartition& at) override { paused.erase(at); }
    void report(std::vector<bus::Position> /*positions*/) override { }
};

class SimWorld::Jobs final : public pipeline::JobPort
{
public:
    std::map<Uuid, store::Job> held;

    bool offer(store::Job job) override
    {
        const Uuid id = job.id;
        held.try_emplace(id, std::move(job));
        return true;
    }
    void cancel(const Uuid& id) override { held.erase(id); }
    [[nodiscard]] std::size_t room() const override { return 100'000; }
    [[nodiscard]] pipeline::RetryPolicy policyOf(std::string_view /*kind*/) const override
    {
        return { 50, { std::chrono::milliseconds(50), std::chrono::milliseconds(200) } };
    }
};

// One life of the core, from start to crash.
struct SimWorld::Core
{
    std::unique_ptr<store::Store> store;
    std::optional<store::Database> reading;
    std::optional<store::EventLog> log;
    std::optional<store::DeadLetters> letters;
    std::optional<pipeline::EventOutbox> eventOutbox;
    std::optional<pipeline::DeadLetterOutbox> letterOutbox;
    std::optional<pipeline::OutboxRelay> eventRelay;
    std::optional<pipeline::OutboxRelay> letterRelay;
    Feed feed;
    Jobs jobs;
    std::optional<TallyRole> role;
    std::optional<pipeline::CoreLoop> loop;
};

SimWorld::SimWorld(std::uint64_t seed, Defect defect, std::filesystem::path folder, FaultVfs& vfs)
    : m_defect(defect)
    , m_file(folder / "store.db")
    , m_vfs(vfs)
    , m_random(seed)
    , m_bus(m_random, partitions)
{
    recordDisk();
    makeWorkload();
}

SimWorld::~SimWorld()
{
    static_cast<void>(m_vfs.stopRecording());
    m_vfs.heal();
}

void SimWorld::appendForeign(
    const std::string& id, const std::string& aggregate, const std::string& number)
{
    events::Envelope event;
    event.id = id;
    event.source = "/elsewhere/generator";
    event.type = TallyRole::type;
    event.time = m_clock.now();
    event.aggregateType = "Sim";
    event.aggregateId = aggregate;
    event.partitionKey = aggregate;
    event.data = "{\"n\":\"" + number + "\"}";
    auto encoded = events::encodeStructured(event);
    m_bus.append({ inTopic, {}, toMillis(m_clock.now()), std::move(encoded.key),
        std::move(encoded.value), std::move(encoded.headers) });
}

void SimWorld::makeWorkload()
{
    struct Made
    {
        std::string id;
        std::string aggregate;
        std::string number;
    };
    std::vector<Made> made;
    for (int i = 1; i <= eventsASeed; ++i) {
        m_clock.advance(std::chrono::milliseconds(1));
        if (m_random.chance(5)) {
            m_bus.append({ inTopic, {}, toMillis(m_clock.now()),
                "agg" + std::to_string(m_random.below(aggregates)),
                "{\"specversion\":\"1.0\",\"id\":" + std::to_string(i),
                { { "content-type", "application/cloudevents+json" } } });
            continue;
        }
        if (!made.empty() && m_random.chance(15)) {
            const Made& again = made[m_random.below(made.size())];
            appendForeign(again.id, again.aggregate, again.number);
            continue;
        }
        if (m_random.chance(30)) {
            const std::string newcomer = "new" + std::to_string(m_random.below(newcomers));
            const std::string serial = std::to_string(i);
            const std::string lane =
                m_random.chance(60) ? "agg" + std::to_string(m_random.below(aggregates)) : newcomer;
            const bool begins = m_random.chance(30);
            made.push_back({ m_ids.next().toString(), begins ? newcomer : lane,
                begins ? "n" + serial : "w" + serial + '@' + newcomer });
            appendForeign(made.back().id, made.back().aggregate, made.back().number);
            continue;
        }
        static const char* const kinds[] { "", "", "", "j", "j", "t", "r" };
        const std::string kind = m_random.chance(2) ? "b" : kinds[m_random.below(7)];
        made.push_back({ m_ids.next().toString(),
            "agg" + std::to_string(m_random.below(aggregates)), kind + std::to_string(i) });
        appendForeign(made.back().id, made.back().aggregate, made.back().number);
    }
    for (int i = 1; i <= commandsASeed; ++i) {
        const std::string body = (m_random.chance(20) ? "x" : "c") + std::to_string(i);
        const Uuid id = m_ids.next();
        m_commands.emplace(body, id);
        m_unsent.emplace_back(body, id);
    }
}

Status SimWorld::boot()
{
    m_core = std::make_unique<Core>();
    Core& c = *m_core;
    const pipeline::KillPoint killPoint = [this](std::string_view where) {
        if (m_defect == Defect::ProducedFirst && where == "before_commit") {
            static_cast<void>(m_core->eventRelay->step(std::chrono::milliseconds(0)));
        }
        if (where == "before_commit") {
            m_beforeCommit = m_vfs.recorded();
        }
        if (m_untilCrash && --*m_untilCrash <= 0) {
            m_untilCrash.reset();
            m_committed = where == "after_commit";
            throw Crash();
        }
    };
    LOCUS_TRY_VALUE(
        store, store::Store::open({ m_file, FaultVfs::name(), killPoint }, m_ids, m_codec));
    c.store = std::move(store);
    c.store->database().checkpointEvery(checkpointPages);
    LOCUS_TRY_VALUE(reading, store::Database::open(m_file, store::Access::Reader));
    c.reading.emplace(std::move(reading));
    c.log.emplace(m_defect == Defect::ProducedFirst ? c.store->database() : *c.reading, m_codec);
    c.letters.emplace(*c.reading, m_codec);
    c.eventOutbox.emplace(*c.log, keptInMemory);
    c.letterOutbox.emplace(*c.letters, m_topics);
    pipeline::RelayContext relay { m_bus, m_clock, m_random, m_metrics, killPoint };
    relay.window = 5;
    LOCUS_TRY_VALUE(eventCursor, c.store->events.cursor("events"));
    LOCUS_TRY_VALUE(letterCursor, c.store->events.cursor("dead_letters"));
    c.eventRelay.emplace(relay, *c.eventOutbox, eventCursor);
    c.letterRelay.emplace(relay, *c.letterOutbox, letterCursor);
    c.role.emplace(m_failures, m_repaired);
    pipeline::LoopContext context { *c.store, m_clock, m_random, m_metrics, { &*c.role } };
    context.jobs = &c.jobs;
    context.records = &c.feed;
    context.killPoint = killPoint;
    context.bounds.inputs = 1 + m_random.below(8);
    context.awaitBackoff = { std::chrono::milliseconds(100), std::chrono::seconds(1) };
    context.awaitAttempts = 10;
    const bool early = m_defect == Defect::CursorEarly;
    context.outboxes.push_back({ "events",
        [this, early] {
            return early ? m_core->store->events.lastPosition().valueOr(0)
                         : m_core->eventRelay->acknowledged();
        },
        [] {} });
    context.outboxes.push_back(
        { "dead_letters", [this] { return m_core->letterRelay->acknowledged(); }, [] {} });
    if (m_defect != Defect::ProducedFirst) { // which needs a relay that reads rows
        context.eventOutbox = &*c.eventOutbox;
    }
    c.loop.emplace(std::move(context));
    LOCUS_TRY(c.loop->load());
    LOCUS_TRY_VALUE(offsets, c.store->offsets.all());
    for (const auto& offset : offsets) {
        c.feed.next[{ offset.topic, offset.partition }] = offset.next;
    }
    return {};
}

void SimWorld::crash()
{
    m_vfs.heal();
    if (m_core && m_core->store) {
        m_core->store->abandon();
    }
    m_core = nullptr;
    ++m_crashes;
    if (m_random.chance(40)) {
        losePower();
    } else {
        m_schedule += '!';
    }
    // Whoever sent a command and got no answer sends it again.
    m_unsent.clear();
    for (const auto& [body, id] : m_commands) {
        if (id) {
            m_unsent.emplace_back(body, *id);
        }
    }
}

// What was written and not synced is there, or not, or in part. Nobody knows yet of a transaction
// that is just committed: the power may as well have gone within its commit or its checkpoint.
void SimWorld::losePower()
{
    m_schedule += '#';
    ++m_powerLosses;
    DiskRecording changes = m_vfs.stopRecording();
    if (m_committed) {
        changes.resize(m_beforeCommit + m_random.below(changes.size() - m_beforeCommit + 1));
    }
    writeImage(onePowerLoss(std::move(m_disk), changes, m_random.next()), m_file.parent_path());
    recordDisk();
}

void SimWorld::recordDisk()
{
    m_disk = readImage(m_file.parent_path());
    m_vfs.record();
    m_vfs.lieAboutSyncs(m_defect == Defect::SyncLies);
}

void SimWorld::feed()
{
    const bus::TopicPartition at { inTopic, static_cast<std::int32_t>(m_random.below(partitions)) };
    if (m_core->feed.paused.contains(at)) {
        return;
    }
    const auto& log = m_bus.log(at);
    std::int64_t& next = m_core->feed.next[at];
    std::vector<pipeline::OwnedInput> some;
    for (auto count = 1 + m_random.below(4);
         count > 0 && next < static_cast<std::int64_t>(log.size()); --count) {
        some.push_back(std::make_unique<pipeline::Input>(
            pipeline::RecordInput { log[static_cast<std::size_t>(next++)] }));
    }
    if (m_defect == Defect::OffsetFirst && !some.empty()) {
        static_cast<void>(m_core->store->offsets.put({ at.topic, at.partition, next, 0, 0 }));
    }
    m_core->loop->queue().pushRecords(std::move(some));
}

void SimWorld::sendCommand()
{
    if (m_unsent.empty()) {
        return;
    }
    const auto [body, id] = m_unsent.back();
    m_unsent.pop_back();
    m_core->loop->submit({ id, TallyRole::commandName, body, "tester", {}, {} },
        [this, body, id](const pipeline::Answer& answer) {
            if (!answer.ok() && answer.error().isRetriable()) {
                m_unsent.emplace_back(body, id);
            } else {
                m_commands[body].reset();
            }
        });
    if (m_random.chance(20)) {
        m_unsent.emplace_back(body, id); // sent twice
    }
}

void SimWorld::operate()
{
    const auto open = std::find_if(
        m_orders.begin(), m_orders.end(), [](const auto& order) { return !order.second.answered; });
    if (open != m_orders.end()) {
        submitOrder(open->first);
        return;
    }
    auto letters = m_core->store->deadLetters.after(0, 1000);
    if (letters.ok() && !letters->empty()) {
        const auto& letter = (*letters)[m_random.below(letters->size())];
        order(
            std::string(m_random.chance(20) ? pipeline::discardCommand : pipeline::redriveCommand),
            letter);
    }
}

void SimWorld::order(const std::string& name, const store::DeadLetter& letter)
{
    const Uuid id = m_ids.next();
    m_orders[id] = { name, { letter.topic, letter.partition }, letter.offset,
        "{\"deadLetterId\":\"" + letter.id.toString() + "\",\"reason\":\"simulated\"}" };
    submitOrder(id);
}

void SimWorld::submitOrder(const Uuid& id)
{
    const Order& order = m_orders[id];
    m_core->loop->submit({ id, order.name, order.body, "operator", {}, {} },
        [this, id](const pipeline::Answer& answer) {
            Order& answered = m_orders[id];
            answered.answered = answer.ok() || !answer.error().isRetriable();
            if (answer.ok() && answered.name == pipeline::discardCommand) {
                m_discarded.insert({ answered.at, answered.offset });
            }
        });
}

void SimWorld::runAJob()
{
    auto& held = m_core->jobs.held;
    if (held.empty()) {
        return;
    }
    auto node = held.extract(
        std::next(held.begin(), static_cast<std::ptrdiff_t>(m_random.below(held.size()))));
    Status status;
    if (!m_quiet && m_random.chance(20)) {
        status = retriable("sim.job_failed", "simulated");
    }
    m_core->loop->queue().push({ { std::move(node.mapped()), std::move(status), nullptr } });
}

void SimWorld::plant()
{
    if (m_defect == Defect::InboxSkipped) {
        static_cast<void>(m_core->store->database().run("DELETE FROM inbox"));
    } else if (m_defect == Defect::LaneReversed) {
        static_cast<void>(m_core->store->database().run(
            "UPDATE dead_letter SET number=-number WHERE state=3 AND number>0"));
    } else if (m_defect == Defect::TimerLost && !m_quiet) {
        static_cast<void>(m_core->store->database().run("DELETE FROM timer WHERE role='lanes'"));
    }
}

Status SimWorld::turn()
{
    m_clock.advance(std::chrono::milliseconds(m_random.below(120)));
    const std::uint64_t kind = m_random.below(7);
    m_schedule += "FCJORLL"[kind];
    switch (kind) {
    case 0: feed(); return {};
    case 1: sendCommand(); return {};
    case 2: runAJob(); return {};
    case 3: operate(); return {};
    case 4: {
        LOCUS_TRY(m_core->eventRelay->step(std::chrono::milliseconds(0)));
        LOCUS_TRY(m_core->letterRelay->step(std::chrono::milliseconds(0)));
        return {};
    }
    default: break;
    }
    if (!m_quiet && m_random.chance(4)) {
        ++m_storeFaults;
        m_schedule += '$';
        const int code = m_random.chance(50) ? SQLITE_FULL : SQLITE_IOERR_WRITE;
        m_vfs.failOnce(1 + static_cast<int>(m_random.below(6)), code);
    }
    plant();
    LOCUS_TRY(m_core->loop->step(Duration::zero()));
    return {};
}

std::string SimWorld::watchOffsets()
{
    auto offsets = m_core->store->offsets.all();
    if (!offsets.ok()) {
        return {};
    }
    for (const auto& offset : *offsets) {
        std::int64_t& last = m_stored[{ offset.topic, offset.partition }];
        if (offset.next < last) {
            return "I7: an offset went back";
        }
        last = offset.next;
    }
    return {};
}

std::string SimWorld::run()
{
    constexpr int noisyTurns = 250;
    constexpr int quietTurns = 650;
    for (int i = 0; i < noisyTurns + quietTurns; ++i) {
        if (i == noisyTurns) {
            m_quiet = true;
            m_repaired = true;
            m_untilCrash.reset();
            m_vfs.heal();
            m_bus.setFaulty(false);
        } else if (!m_quiet && !m_untilCrash && m_random.chance(4)) {
            m_untilCrash = 1 + static_cast<int>(m_random.below(40));
        }
        try {
            m_schedule += m_core ? "" : "B";
            const Status done = m_core ? turn() : boot();
            if (!done.ok()) {
                return "the core stopped: " + done.error().code + " " + done.error().message;
            }
            if (std::string broken = watchOffsets(); !broken.empty()) {
                return broken;
            }
        } catch (const Crash&) {
            crash();
        }
    }
    std::string broken = workOff();
    return broken.empty() ? check() : broken;
}

// A person who knows that everything is repaired: redrives the first of each lane, and discards
// what waits for an entity that will never be.
std::string SimWorld::workOff()
{
    constexpr int rounds = 1000;
    store::DeadLetters& table = m_core->store->deadLetters;
    for (int i = 0; i < rounds; ++i) {
        m_clock.advance(std::chrono::seconds(1));
        runAJob();
        const auto step = m_core->loop->step(Duration::zero());
        const auto events = m_core->eventRelay->step(std::chrono::milliseconds(0));
        const auto letters = m_core->letterRelay->step(std::chrono::milliseconds(0));
        if (!step.ok() || !events.ok() || !letters.ok()) {
            return "the core stopped";
        }
        const bool published =
            m_core->eventRelay->idle() && m_core->letterRelay->idle() && !*events && !*letters;
        const auto heads = table.laneHeads();
        if (heads->empty() && m_core->jobs.held.empty() && published && !*step) {
            return {};
        }
        if (*step) {
            continue; // what was ordered is still being done
        }
        for (const store::LaneHead& head : *heads) {
            const auto letter = table.get(head.id);
            if (head.moving) {
                continue;
            }
            const bool never = !letter->awaits.empty()
                && m_core->store->events.versionOf(letter->awaits).valueOr(0) == 0;
            order(
                std::string(never ? pipeline::discardCommand : pipeline::redriveCommand), *letter);
        }
    }
    return "I1: a lane is never released";
}

std::string SimWorld::check()
{
    for (const auto& [id, order] : m_orders) {
        if (!order.answered && order.name == pipeline::discardCommand) {
            return "I1: a discard was never answered";
        }
    }
    for (const auto& [body, id] : m_commands) {
        if (id) {
            return "I1: command " + body + " was never answered";
        }
    }
    store::Store& store = *m_core->store;
    if (const Status flushed = m_core->loop->flush(); !flushed.ok()) {
        return "the core cannot be flushed: " + flushed.error().message;
    }
    for (std::string broken :
        { checkState(store), checkOutbox(store), checkLetters(store), checkAudit(store) }) {
        if (!broken.empty()) {
            return broken;
        }
    }
    m_core = nullptr;
    const Status whole = store::checkIntegrity(m_file, m_codec);
    return whole.ok() ? std::string() : "I6: " + whole.error().message;
}

} // namespace locus::test
