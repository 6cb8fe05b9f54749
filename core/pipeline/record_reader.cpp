// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/record_reader.h"

#include "core/base/log.h"
#include "core/pipeline/bodies.h"
#include "core/pipeline/clock_watch.h"
#include "core/pipeline/positions.h"

#include <algorithm>
#include <iterator>

namespace locus::pipeline {

namespace {
constexpr std::size_t pollRecords = 2000;
constexpr std::size_t pollBytes = 4UL * 1024 * 1024;
constexpr std::size_t decodedBytes = 64UL * 1024;
constexpr auto pollTime = std::chrono::milliseconds(500);
constexpr auto comparePatience = std::chrono::seconds(2);
// A poll waits itself where a cluster is away; this keeps what fails at once from spinning.
constexpr Backoff unreachable { std::chrono::milliseconds(50), std::chrono::milliseconds(250) };

// Of a person whose key was erased only the place and the time are left.
bool isForgotten(const bus::Record& record)
{
    return !record.key && !record.value && record.headers.empty();
}

Error recreated(const bus::TopicPartition& at)
{
    return fatal("pipeline.topic_recreated",
        "partition " + std::to_string(at.partition) + " of topic " + at.topic
            + " does not hold what was read from it before: it was made anew, or this is another "
              "cluster")
        .with("topic", at.topic);
}
} // namespace

RecordReader::RecordReader(bus::EventBus& bus, InputQueue& queue, RandomSource& random)
    : m_bus(bus)
    , m_queue(queue)
    , m_random(random)
{ }

RecordReader::~RecordReader()
{
    stop();
}

Status RecordReader::start(const ReaderOptions& options, Stop stop)
{
    LOCUS_TRY_VALUE(consumer, m_bus.makeConsumer({ options.group, 0 }));
    m_consumer = std::move(consumer);
    m_bodies = options.bodies;
    m_clockWatch = options.clockWatch;
    m_decoder.emplace(options.names);
    m_compareEvery = options.compareEvery;
    m_compareAt = std::chrono::steady_clock::now() + m_compareEvery;
    LOCUS_TRY(assign(options));
    m_stop = std::move(stop);
    m_thread = std::thread([this] { run(); });
    return {};
}

Status RecordReader::assign(const ReaderOptions& options)
{
    std::map<bus::TopicPartition, store::StoredOffset> stored;
    for (const store::StoredOffset& offset : options.offsets) {
        stored.emplace(bus::TopicPartition { offset.topic, offset.partition }, offset);
    }
    LOCUS_TRY_VALUE(topics, m_bus.topics());
    std::vector<bus::Position> positions;
    for (const bus::TopicState& topic : topics) {
        if (std::find(options.topics.begin(), options.topics.end(), topic.name)
            == options.topics.end()) {
            continue;
        }
        for (const std::int32_t partition : topic.partitions) {
            const bus::TopicPartition at { topic.name, partition };
            LOCUS_TRY_VALUE(marks, m_bus.watermarks(at));
            const auto known = stored.find(at);
            if (known == stored.end()) {
                positions.push_back({ at, marks.first });
                continue;
            }
            const std::int64_t next = known->second.next;
            if (next > marks.end) {
                return recreated(at);
            }
            const bool lastIsThere = next > marks.first
                && known->second.lastTimestampMs != store::StoredOffset::nothingRead;
            positions.push_back({ at, lastIsThere ? next - 1 : next });
            if (lastIsThere) {
                m_unchecked.emplace(at, known->second);
            }
        }
    }
    return m_consumer->assign(positions);
}

void RecordReader::requestStop()
{
    m_stopping = true;
    if (m_consumer) {
        m_consumer->wake();
    }
}

void RecordReader::stop()
{
    requestStop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
    if (m_consumer) {
        doWishes(); // the last positions
        m_consumer.reset();
    }
}

void RecordReader::run()
{
    int failures = 0;
    std::string code; // of the last
    while (!m_stopping) {
        const Status done = turn();
        if (done.ok()) {
            failures = 0;
            continue;
        }
        if (!done.error().isRetriable()) {
            m_stop(done.error());
            return;
        }
        if (failures == 0 || code != done.error().code) { // again and again the same is one trouble
            code = done.error().code;
            log::warn("pipeline.read_failed", { { "code", code } });
        }
        m_compareAt = {};
        std::this_thread::sleep_for(unreachable.delay(++failures, m_random));
    }
}

Status RecordReader::turn()
{
    doWishes();
    LOCUS_TRY_VALUE(records, m_consumer->poll(pollRecords, pollBytes, pollTime));
    if (!m_unchecked.empty()) {
        LOCUS_TRY(checkFirst(records));
    }
    if (std::chrono::steady_clock::now() >= m_compareAt) {
        LOCUS_TRY(compareLast()); // before what came now is believed
    }
    rememberLast(records);
    noteTimesAhead(records);
    if (!records.empty()) {
        std::vector<OwnedInput> inputs;
        inputs.reserve(records.size());
        for (bus::Record& record : records) {
            inputs.push_back(std::make_unique<Input>(RecordInput { std::move(record) }));
            prepare(std::get<RecordInput>(*inputs.back()));
        }
        static_cast<void>(m_queue.pushRecords(std::move(inputs))); // closed: the core is stopping
    }
    return {};
}

// What the loop need not do itself. A large value waits for its turn: it would be held twice.
void RecordReader::prepare(RecordInput& input)
{
    if (isReference(input.record)) {
        if (m_bodies != nullptr) {
            m_bodies->fetch(input.record);
        }
    } else if (!input.record.value || input.record.value->size() <= decodedBytes) {
        input.decoded = m_decoder->decode(input.record);
    }
}

Status RecordReader::checkFirst(std::vector<bus::Record>& records)
{
    for (const bus::Record& record : records) {
        const auto at = m_unchecked.find(record.at);
        if (at == m_unchecked.end()) {
            continue;
        }
        const store::StoredOffset& last = at->second;
        const bool isSame = isForgotten(record) || fingerprint(record) == last.lastHash;
        if (record.offset == last.next - 1
            && (!isSame || record.timestampMs != last.lastTimestampMs)) {
            return recreated(record.at);
        }
        m_unchecked.erase(at);
    }
    return {};
}

Status RecordReader::compareLast()
{
    m_compareAt = std::chrono::steady_clock::now() + m_compareEvery;
    std::vector<bus::Position> places;
    for (const auto& [at, last] : m_last) {
        places.push_back({ at, last.offset });
    }
    const auto records = bus::readRecordsAt(m_bus, places, comparePatience);
    if (!records.ok()) { // whoever reads on finds out more
        log::warn("pipeline.not_compared", { { "code", records.error().code } });
        return {};
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        const bus::TopicPartition& at = places[i].at;
        const std::optional<bus::Record>& record = (*records)[i];
        if (record && bus::fingerprintOf(*record) != m_last[at].fingerprint) {
            return recreated(at);
        }
        const auto marks = m_bus.watermarks(at);
        if (!record && marks.ok() && marks->end <= places[i].next) {
            return recreated(at);
        }
    }
    return {};
}

void RecordReader::noteTimesAhead(const std::vector<bus::Record>& records)
{
    if (m_clockWatch == nullptr || records.empty()) {
        return;
    }
    const std::int64_t future = m_clockWatch->futureFrom();
    const bus::Record* farthest = nullptr;
    std::uint64_t count = 0;
    for (const bus::Record& record : records) {
        if (record.timestampMs > future) {
            ++count;
            farthest = farthest == nullptr || record.timestampMs > farthest->timestampMs ? &record
                                                                                         : farthest;
        }
    }
    if (farthest != nullptr) {
        m_clockWatch->sawAhead(farthest->at.topic, farthest->timestampMs, count);
    }
}

void RecordReader::rememberLast(const std::vector<bus::Record>& records)
{
    const bus::Record* later = nullptr;
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        if (later != nullptr && later->at == record->at) {
            continue; // records of a partition come in runs
        }
        later = &*record;
        Last& last = m_last[record->at];
        if (record->offset > last.offset || last.fingerprint == bus::Fingerprint()) {
            last = { record->offset, bus::fingerprintOf(*record) };
        }
    }
}

void RecordReader::doWishes()
{
    std::vector<bus::TopicPartition> pause;
    std::vector<bus::TopicPartition> resume;
    std::vector<bus::Position> positions;
    {
        const std::lock_guard lock(m_mutex);
        std::set_difference(m_wanted.begin(), m_wanted.end(), m_paused.begin(), m_paused.end(),
            std::back_inserter(pause));
        std::set_difference(m_paused.begin(), m_paused.end(), m_wanted.begin(), m_wanted.end(),
            std::back_inserter(resume));
        m_paused = m_wanted;
        for (const auto& [at, next] : m_report) {
            positions.push_back({ at, next });
        }
        m_report.clear();
    }
    for (const Status& done : { pause.empty() ? Status() : m_consumer->pause(pause),
             resume.empty() ? Status() : m_consumer->resume(resume) }) {
        if (!done.ok()) {
            log::warn("pipeline.pause_failed", { { "code", done.error().code } });
        }
    }
    if (!positions.empty()) {
        m_consumer->reportPositions(positions);
    }
}

void RecordReader::pause(const bus::TopicPartition& at)
{
    const std::lock_guard lock(m_mutex);
    m_wanted.insert(at);
}

void RecordReader::resume(const bus::TopicPartition& at)
{
    const std::lock_guard lock(m_mutex);
    m_wanted.erase(at);
}

void RecordReader::report(std::vector<bus::Position> positions)
{
    const std::lock_guard lock(m_mutex);
    for (const bus::Position& position : positions) {
        m_report[position.at] = position.next;
    }
}

} // namespace locus::pipeline
