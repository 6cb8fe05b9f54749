// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/redrive_runner.h"

#include "core/base/log.h"
#include "core/bus/claim_check.h"
#include "core/dead_letters/failure_headers.h"
#include "core/metrics/registry.h"
#include "core/pipeline/dead_letter_commands.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace locus::pipeline {

using namespace std::chrono_literals;

namespace {

constexpr auto idleWait = 5s;
constexpr auto troubleWait = 1s;
constexpr auto pollTime = 100ms;
constexpr auto finishTime = 1s; // for what is under way when it is stopped
constexpr int largestBatch = 64;
constexpr int lookAhead = 512; // letters that are looked at for others of different lanes

constexpr const char* replayHeader = "locus-replay-id";
constexpr const char* attemptHeader = "locus-attempt";

// A batch a tenth of a second, so that a pause is felt soon.
int batchOf(std::int64_t ratePerSecond)
{
    return static_cast<int>(std::clamp<std::int64_t>(ratePerSecond / 10, 1, largestBatch));
}

// The record as it came: its headers in order, without those that tell of failures, or each round
// would make it longer.
bus::OutRecord rawCopy(store::DeadLetter row, std::optional<Bytes> edited, const Uuid& run)
{
    bus::OutRecord out;
    out.timestampMs = row.timestampMs;
    out.subject = row.lane.empty() ? row.id.toString() : row.lane;
    out.key = std::move(row.key);
    bus::Record record;
    record.value = std::move(row.value);
    record.headers = std::move(row.headers);
    if (edited) {
        bus::replaceValue(record, *std::move(edited));
    }
    out.value = std::move(record.value);
    for (auto& header : record.headers) {
        const std::string& name = header.first;
        if (dead_letters::findFailureHeader(name) == nullptr && name != replayHeader
            && name != attemptHeader) {
            out.headers.push_back(std::move(header));
        }
    }
    out.headers.emplace_back(replayHeader, run.toString());
    out.headers.emplace_back(attemptHeader, std::to_string(row.attempts + 1));
    return out;
}

// Nothing but a person can help.
bool isLost(const Error& error)
{
    return error.code == "bus.body_not_there_yet"
        || (!error.isRetriable() && error.kind != ErrorKind::Fatal);
}

// Answers of the loop to one batch; lives until the last one came, whoever waits.
struct Answers
{
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t left = 0;
    std::vector<std::size_t> again; // numbers of the steps to report once more
    Status failed;

    void take(std::size_t number, const Answer& answer)
    {
        const std::lock_guard lock(mutex);
        --left;
        if (!answer.ok() && answer.error().isRetriable()) {
            again.push_back(number);
        } else if (!answer.ok()) {
            failed = answer.error();
        }
        changed.notify_one();
    }
};

} // namespace

struct RedriveRunner::Reading
{
    Reading(store::Database opened, const PayloadCodec& codec)
        : database(std::move(opened))
        , letters(database, codec)
        , runs(database)
    { }
    store::Database database;
    store::DeadLetters letters;
    store::RedriveRuns runs;
};

RedriveRunner::RedriveRunner(const RedriveParts& parts)
    : m_parts(parts)
    , m_open(parts.metrics.gauge("redrive_runs_open", "Redrives of many that run or are paused"))
    , m_bodies(parts.bus, parts.names, [this] { return isStopping(); })
{ }

RedriveRunner::~RedriveRunner()
{
    stop();
}

Status RedriveRunner::start()
{
    LOCUS_TRY_VALUE(database, store::Database::open(m_parts.storeFile, store::Access::Reader));
    m_reading = std::make_unique<Reading>(std::move(database), m_parts.codec);
    m_thread = std::thread([this] { run(); });
    return {};
}

void RedriveRunner::wake()
{
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_wake.notify_one();
}

void RedriveRunner::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_finishBy = std::chrono::steady_clock::now() + finishTime;
        m_wake.notify_one();
    }
    if (m_thread.joinable()) {
        m_thread.join();
    }
    m_producer.reset();
}

bool RedriveRunner::isStopping()
{
    const std::lock_guard lock(m_mutex);
    return m_stopping;
}

// What was sent is marked before it ends, or the next core would send it again.
bool RedriveRunner::mustLeave()
{
    const std::lock_guard lock(m_mutex);
    return m_stopping && std::chrono::steady_clock::now() >= m_finishBy;
}

void RedriveRunner::run()
{
    while (!isStopping()) {
        Time next = std::chrono::steady_clock::now() + idleWait;
        if (const Status done = turn(); !done.ok()) {
            log::warn("redrive.waits",
                { { "code", done.error().code }, { "error", done.error().message } });
            m_producer.reset();
            next = std::chrono::steady_clock::now() + troubleWait;
        } else {
            for (const auto& [id, due] : m_due) {
                next = std::min(next, due);
            }
        }
        std::unique_lock lock(m_mutex);
        m_wake.wait_until(lock, next, [this] { return m_woken || m_stopping; });
        m_woken = false;
    }
}

Status RedriveRunner::turn()
{
    LOCUS_TRY_VALUE(runs, m_reading->runs.inState(dead_letters::RunState::Running));
    LOCUS_TRY_VALUE(paused, m_reading->runs.inState(dead_letters::RunState::Paused));
    m_open.set(static_cast<double>(runs.size() + paused.size()));
    std::map<Uuid, Time> due;
    for (const Run& one : runs) {
        const auto now = std::chrono::steady_clock::now();
        const auto known = m_due.find(one.id);
        if (known != m_due.end() && known->second > now) {
            due.insert(*known);
            continue;
        }
        if (isStopping()) {
            break;
        }
        const int letters = batchOf(one.ratePerSecond);
        LOCUS_TRY(work(one, letters));
        due[one.id] = now + std::chrono::microseconds(1'000'000LL * letters / one.ratePerSecond);
    }
    m_due = std::move(due);
    return {};
}

Result<std::vector<store::PendingItem>> RedriveRunner::nextOf(const Run& run, int letters)
{
    std::vector<store::PendingItem> out;
    std::set<std::string> lanes;
    LOCUS_TRY_VALUE(pending, m_reading->runs.pending(run.id, lookAhead));
    for (store::PendingItem& item : pending) {
        if (static_cast<int>(out.size()) == letters) {
            break;
        }
        if (item.lane.empty() || lanes.insert(item.lane).second) {
            out.push_back(std::move(item));
        }
    }
    return out;
}

Status RedriveRunner::work(const Run& run, int letters)
{
    LOCUS_TRY_VALUE(items, nextOf(run, letters));
    std::vector<Step> steps;
    std::vector<store::PendingItem> toSend;
    for (store::PendingItem& item : items) {
        if (run.topic.empty() && item.isOurs) {
            steps.push_back({ run.id, item.letter, Step::Outcome::Apply, {} });
        } else {
            toSend.push_back(std::move(item));
        }
    }
    if (!toSend.empty()) {
        LOCUS_TRY_VALUE(sent, send(run, toSend));
        std::move(sent.begin(), sent.end(), std::back_inserter(steps));
        pass(m_parts.killPoint, "redrive_sent");
    }
    LOCUS_TRY(report(run, std::move(steps)));
    pass(m_parts.killPoint, "redrive_marked");
    return {};
}

Result<std::optional<bus::OutRecord>> RedriveRunner::copyOf(
    const Run& run, const store::PendingItem& item, Step& step)
{
    LOCUS_TRY_VALUE(row, m_reading->letters.get(item.letter));
    if (row.state != store::DeadLetter::State::Open) {
        return std::optional<bus::OutRecord>(); // somebody decided: the loop knows what
    }
    if (!row.lane.empty()) {
        LOCUS_TRY_VALUE(lane, m_reading->letters.ofLane(row.lane, 1));
        if (!lane.empty() && lane.front().id != row.id) {
            step.outcome = Step::Outcome::NotSent;
            step.result = "dead_letters.not_first";
            return std::optional<bus::OutRecord>();
        }
    }
    LOCUS_TRY_VALUE(edited, m_reading->letters.lastEdit(row.id));
    const std::string source = row.sourceTopic;
    const std::int32_t partition = row.sourcePartition;
    bus::OutRecord out = rawCopy(std::move(row), std::move(edited), run.id);
    out.topic = run.topic.empty() ? source : run.topic;
    if (out.topic.empty()) {
        step.outcome = Step::Outcome::NotSent;
        step.result = "dead_letters.no_source";
        return std::optional<bus::OutRecord>();
    }
    if (run.topic.empty() && m_partitions.contains({ source, partition })) {
        out.partition = partition; // as it stood; else by its key
    }
    auto copy = m_bodies.settle(std::move(out));
    if (copy.ok()) {
        return std::optional(*std::move(copy));
    }
    if (!isLost(copy.error())) {
        return std::move(copy).error();
    }
    step.outcome = Step::Outcome::NotSent;
    step.result = copy.error().code;
    return std::optional<bus::OutRecord>();
}

Result<std::vector<RedriveRunner::Step>> RedriveRunner::send(
    const Run& run, const std::vector<store::PendingItem>& items)
{
    if (!m_producer) {
        LOCUS_TRY_VALUE(made, m_parts.bus.makeProducer());
        m_producer = std::move(made);
    }
    if (run.topic.empty()) {
        LOCUS_TRY(learnPartitions());
    }
    std::vector<Step> done;
    std::map<std::uint64_t, Step> open;
    Status trouble;
    for (const store::PendingItem& item : items) {
        Step step { run.id, item.letter, Step::Outcome::Apply, {} };
        auto copy = copyOf(run, item, step);
        if (!copy.ok()) {
            trouble = std::move(copy).error();
            break; // what was sent is reported first; its turn comes again
        }
        if (!*copy) {
            done.push_back(std::move(step));
            continue;
        }
        const Status handed = m_producer->send(std::move(**copy), ++m_tokens);
        if (handed.ok()) {
            open.emplace(m_tokens, std::move(step));
        } else if (handed.error().isRetriable()) {
            break; // its turn comes again
        } else {
            step.outcome = Step::Outcome::NotSent;
            step.result = handed.error().code;
            done.push_back(std::move(step));
        }
    }
    LOCUS_TRY(collect(open, done));
    if (done.empty()) {
        LOCUS_TRY(trouble);
    }
    return done;
}

Status RedriveRunner::learnPartitions()
{
    LOCUS_TRY_VALUE(topics, m_parts.bus.topics());
    m_partitions.clear();
    for (const bus::TopicState& topic : topics) {
        for (const std::int32_t partition : topic.partitions) {
            m_partitions.insert({ topic.name, partition });
        }
    }
    return {};
}

// What has no delivery, or one that may come again, stays pending.
Status RedriveRunner::collect(std::map<std::uint64_t, Step>& open, std::vector<Step>& done)
{
    while (!open.empty() && !mustLeave()) {
        for (bus::Delivery& delivery : m_producer->deliveries(pollTime)) {
            const auto at = open.find(delivery.token);
            if (at == open.end()) {
                continue;
            }
            Step step = std::move(at->second);
            open.erase(at);
            if (delivery.status.ok()) {
                step.outcome = Step::Outcome::Sent;
                step.result = delivery.at.topic + '/' + std::to_string(delivery.at.partition) + '/'
                    + std::to_string(delivery.offset);
            } else if (delivery.status.error().kind == ErrorKind::Fatal) {
                return std::move(delivery.status).error();
            } else if (delivery.status.error().isRetriable()) {
                continue;
            } else {
                step.outcome = Step::Outcome::NotSent;
                step.result = delivery.status.error().code;
            }
            done.push_back(std::move(step));
        }
    }
    return {};
}

// Until the loop has taken them: a copy whose mark was refused (disk full) must not be sent again.
Status RedriveRunner::report(const Run& run, std::vector<Step> steps)
{
    do {
        LOCUS_TRY_VALUE(again, reportOnce(run, steps));
        steps = std::move(again);
        std::unique_lock lock(m_mutex);
        if (!steps.empty() && m_stopping) {
            m_wake.wait_for(lock, pollTime);
        } else if (!steps.empty()) {
            m_wake.wait_for(lock, troubleWait, [this] { return m_stopping; });
        }
    } while (!steps.empty() && !mustLeave());
    return {};
}

Result<std::vector<RedriveRunner::Step>> RedriveRunner::reportOnce(
    const Run& run, const std::vector<Step>& steps)
{
    auto answers = std::make_shared<Answers>();
    answers->left = steps.size();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        m_parts.commands.submit({ m_parts.ids.next(), std::string(redriveStepCommand),
                                    steps[i].toJson(), run.owner, {}, {} },
            [answers, i](const Answer& answer) { answers->take(i, answer); });
    }
    std::vector<Step> again;
    std::unique_lock lock(answers->mutex);
    while (answers->left > 0) {
        answers->changed.wait_for(lock, pollTime);
        if (mustLeave()) {
            return again;
        }
    }
    LOCUS_TRY(std::exchange(answers->failed, {}));
    for (const std::size_t number : answers->again) {
        again.push_back(steps[number]);
    }
    return again;
}

} // namespace locus::pipeline
