// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/bus/bus_contract.h"

#include "core/bus/record_lookup.h"
#include "tests/core/bus/verify_ok.h"

#include <QElapsedTimer>
#include <QTest>
#include <QUuid>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

namespace locus::test {

using namespace std::chrono_literals;

namespace {

constexpr qint64 patienceMs = 30'000;
constexpr std::size_t manyBytes = 64UL * 1024 * 1024;

QString text(const Status& status)
{
    return status.ok()
        ? QStringLiteral("ok")
        : QString::fromStdString(status.error().code + ": " + status.error().message);
}

} // namespace

std::string BusContract::freshTopic(int partitions, std::size_t maxRecordBytes)
{
    TopicSpec spec;
    spec.name = "contract." + QUuid::createUuid().toString(QUuid::Id128).toStdString();
    spec.partitions = partitions;
    spec.maxRecordBytes = maxRecordBytes;
    const Status made = bus().ensureTopics({ &spec, 1 });
    if (!made.ok()) {
        qWarning("%s", qPrintable(text(made)));
    }
    return spec.name;
}

OutRecord BusContract::record(const std::string& topic, const std::string& key, const Bytes& value)
{
    OutRecord out;
    out.topic = topic;
    out.key = key;
    out.value = value;
    return out;
}

std::vector<Delivery> BusContract::append(std::vector<OutRecord> records)
{
    std::vector<Delivery> all;
    auto producer = bus().makeProducer();
    if (!producer.ok()) {
        qWarning("%s", producer.error().message.c_str());
        return all;
    }
    const auto collect = [&](std::chrono::milliseconds wait) {
        for (Delivery& delivery : (*producer)->deliveries(wait)) {
            all.push_back(std::move(delivery));
        }
    };
    for (std::size_t i = 0; i < records.size(); ++i) {
        Status sent = (*producer)->send(records[i], i);
        while (!sent.ok() && sent.error().code == "bus.queue_full") {
            collect(100ms);
            sent = (*producer)->send(records[i], i);
        }
        if (!sent.ok()) {
            qWarning("%s", qPrintable(text(sent)));
        }
    }
    QElapsedTimer timer;
    timer.start();
    while ((*producer)->inFlight() > 0 && timer.elapsed() < patienceMs) {
        collect(1000ms);
    }
    return all;
}

std::int64_t BusContract::endOf(const TopicPartition& at)
{
    const auto marks = bus().watermarks(at);
    if (!marks.ok()) {
        qWarning("%s", marks.error().message.c_str());
    }
    return marks.ok() ? marks->end : -1;
}

std::vector<Record> BusContract::read(std::vector<Position> from, std::size_t count)
{
    std::vector<Record> all;
    auto consumer = bus().makeConsumer({ "contract" });
    if (!consumer.ok()) {
        qWarning("%s", consumer.error().message.c_str());
        return all;
    }
    const Status assigned = (*consumer)->assign(from);
    if (!assigned.ok()) {
        qWarning("%s", qPrintable(text(assigned)));
        return all;
    }
    QElapsedTimer timer;
    timer.start();
    while (all.size() < count && timer.elapsed() < patienceMs) {
        auto some = (*consumer)->poll(1000, manyBytes, 1000ms);
        if (!some.ok()) {
            qWarning("%s", some.error().message.c_str());
            return all;
        }
        std::move(some->begin(), some->end(), std::back_inserter(all));
    }
    return all;
}

void BusContract::aRecordComesBackWhole()
{
    const std::string topic = freshTopic();
    OutRecord out = record(topic, "WF-17", "{\"a\":1}");
    out.timestampMs = 1'772'440'173'123;
    out.headers = { { "ce_id", Bytes("1") }, { "twice", Bytes("first") }, { "empty", Bytes() },
        { "absent", std::nullopt }, { "twice", Bytes("second") } };
    const auto deliveries = append({ out });
    QCOMPARE(deliveries.size(), 1UL);
    VERIFY_OK(deliveries.front().status);
    const auto records = read({ { { topic, 0 }, 0 } }, 1);
    QCOMPARE(records.size(), 1UL);
    const Record& in = records.front();
    QCOMPARE(in.at.topic, topic);
    QCOMPARE(in.at.partition, 0);
    QCOMPARE(in.offset, 0);
    QCOMPARE(in.timestampMs, out.timestampMs);
    QVERIFY(in.key == out.key);
    QVERIFY(in.value == out.value);
    QVERIFY(in.headers == out.headers);
}

void BusContract::aRecordOfEveryOctetComesBackWhole()
{
    const std::string topic = freshTopic();
    Bytes octets;
    for (int i = 0; i < 100'000; ++i) {
        octets.push_back(static_cast<char>(i * 7 + i / 256));
    }
    OutRecord out = record(topic, octets.substr(0, 300), octets);
    out.headers = { { "binary", octets.substr(0, 1000) } };
    QCOMPARE(append({ out }).size(), 1UL);
    const auto records = read({ { { topic, 0 }, 0 } }, 1);
    QCOMPARE(records.size(), 1UL);
    QVERIFY(records.front().key == out.key);
    QVERIFY(records.front().value == out.value);
    QVERIFY(records.front().headers == out.headers);
    QVERIFY(records.front().timestampMs > 0);
}

void BusContract::absentKeyAndValueStayAbsent()
{
    const std::string topic = freshTopic();
    OutRecord nothing;
    nothing.topic = topic;
    OutRecord empty = record(topic, "", "");
    QCOMPARE(append({ nothing, empty }).size(), 2UL);
    const auto records = read({ { { topic, 0 }, 0 } }, 2);
    QCOMPARE(records.size(), 2UL);
    QVERIFY(!records[0].key && !records[0].value && records[0].headers.empty());
    QVERIFY(records[1].key == Bytes() && records[1].value == Bytes());
}

void BusContract::deliveriesNameEveryPlace()
{
    const std::string topic = freshTopic(3);
    std::vector<OutRecord> records;
    for (int i = 0; i < 300; ++i) {
        records.push_back(record(topic, "key-" + std::to_string(i % 17), std::to_string(i)));
    }
    const auto deliveries = append(records);
    QCOMPARE(deliveries.size(), 300UL);
    std::map<std::int32_t, std::int64_t> next;
    std::map<std::int32_t, std::uint64_t> lastToken;
    for (const Delivery& delivery : deliveries) {
        VERIFY_OK(delivery.status);
        QCOMPARE(delivery.at.topic, topic);
        QCOMPARE(delivery.offset, next[delivery.at.partition]++);
        QVERIFY(delivery.offset == 0 || delivery.token > lastToken[delivery.at.partition]);
        lastToken[delivery.at.partition] = delivery.token;
    }
    QCOMPARE(next.size(), 3UL);
}

void BusContract::theKeyDecidesThePartitionAsInJava()
{
    // Places that a Java producer chose on twelve partitions.
    const std::map<std::string, int> java { { "", 9 }, { "a", 4 }, { "ab", 2 }, { "abc", 3 },
        { "abcd", 8 }, { "PAT-0001", 6 }, { "Müller", 1 }, { "検査", 5 }, { "TI-2", 9 } };
    const std::string topic = freshTopic(12);
    std::vector<OutRecord> records;
    for (const auto& [key, partition] : java) {
        records.push_back(record(topic, key, key));
    }
    const auto deliveries = append(records);
    QCOMPARE(deliveries.size(), java.size());
    for (const Delivery& delivery : deliveries) {
        QCOMPARE(delivery.at.partition, java.at(*records[delivery.token].key));
    }
}

void BusContract::aNamedPartitionIsKept()
{
    const std::string topic = freshTopic(4);
    std::vector<OutRecord> records(4, record(topic, "same", "v"));
    for (std::int32_t i = 0; i < 4; ++i) {
        records[static_cast<std::size_t>(i)].partition = 3 - i;
    }
    for (const Delivery& delivery : append(records)) {
        VERIFY_OK(delivery.status);
        QCOMPARE(delivery.at.partition, 3 - static_cast<std::int32_t>(delivery.token));
    }
}

void BusContract::orderPerKeyIsKept()
{
    const std::string topic = freshTopic(5);
    constexpr int count = 5000;
    std::vector<OutRecord> out;
    for (int i = 0; i < count; ++i) {
        out.push_back(record(topic, "key-" + std::to_string(i % 13), std::to_string(i)));
    }
    QCOMPARE(append(out).size(), std::size_t { count });
    std::vector<Position> from;
    for (std::int32_t p = 0; p < 5; ++p) {
        from.push_back({ { topic, p }, 0 });
    }
    const auto in = read(from, count);
    QCOMPARE(in.size(), std::size_t { count });
    std::map<std::string, int> last;
    std::map<std::int32_t, std::int64_t> next;
    for (const Record& one : in) {
        QCOMPARE(one.offset, next[one.at.partition]++);
        const int number = std::stoi(*one.value);
        const auto [place, isFirst] = last.try_emplace(*one.key, -1);
        QVERIFY(number > place->second);
        place->second = number;
    }
}

void BusContract::readingStartsAnywhere()
{
    const std::string topic = freshTopic();
    std::vector<OutRecord> out;
    for (int i = 0; i < 1000; ++i) {
        out.push_back(record(topic, "k", std::to_string(i)));
    }
    QCOMPARE(append(out).size(), 1000UL);
    for (const std::int64_t start : { 0, 1, 499, 998, 999 }) {
        const auto in = read({ { { topic, 0 }, start } }, static_cast<std::size_t>(1000 - start));
        QCOMPARE(in.size(), static_cast<std::size_t>(1000 - start));
        QCOMPARE(in.front().offset, start);
        QCOMPARE(*in.front().value, std::to_string(start));
        QCOMPARE(in.back().offset, 999);
    }
}

void BusContract::aTimestampFindsItsOffset()
{
    const std::string topic = freshTopic();
    constexpr std::int64_t start = 1'772'440'000'000;
    std::vector<OutRecord> out;
    for (int i = 0; i < 500; ++i) {
        out.push_back(record(topic, "k", std::to_string(i)));
        out.back().timestampMs = start + i * 10;
    }
    // In two appends, so that more than one commit holds them.
    QCOMPARE(append({ out.begin(), out.begin() + 200 }).size(), 200UL);
    QCOMPARE(append({ out.begin() + 200, out.end() }).size(), 300UL);
    const auto at = [&](std::int64_t ms) { return bus().offsetAt({ topic, 0 }, ms).valueOr(-1); };
    QCOMPARE(at(start - 1), 0);
    QCOMPARE(at(start), 0);
    QCOMPARE(at(start + 1), 1);
    QCOMPARE(at(start + 1990), 199);
    QCOMPARE(at(start + 1991), 200);
    QCOMPARE(at(start + 4990), 499);
    QCOMPARE(at(start + 4991), 500);
}

void BusContract::watermarksFollowTheAppends()
{
    const std::string topic = freshTopic(2);
    QCOMPARE(endOf({ topic, 1 }), 0);
    OutRecord out = record(topic, "k", "v");
    out.partition = 1;
    QCOMPARE(append({ out, out, out }).size(), 3UL);
    const auto marks = bus().watermarks({ topic, 1 });
    VERIFY_OK(marks);
    QCOMPARE(marks->first, 0);
    QCOMPARE(marks->end, 3);
    QCOMPARE(endOf({ topic, 0 }), 0);
}

void BusContract::anOffsetThatIsNotThereIsNamed()
{
    const std::string topic = freshTopic();
    QCOMPARE(append({ record(topic, "k", "v") }).size(), 1UL);
    auto consumer = bus().makeConsumer({ "contract" });
    VERIFY_OK(consumer);
    const std::vector<Position> beyond { { { topic, 0 }, 1000 } };
    const Status assigned = (*consumer)->assign(beyond);
    QVERIFY(!assigned.ok());
    QCOMPARE(assigned.error().code, std::string("bus.offset_out_of_range"));
    QVERIFY(assigned.error().kind == ErrorKind::Fatal);
    QVERIFY(assigned.error().message.find(topic) != std::string::npos);
    QCOMPARE(assigned.error().fact("end"), std::string_view("1"));
}

void BusContract::aTopicThatIsNotThereIsNamed()
{
    const std::string missing = "contract.missing";
    auto producer = bus().makeProducer();
    VERIFY_OK(producer);
    const Status sent = (*producer)->send(record(missing, "k", "v"), 1);
    QVERIFY(!sent.ok());
    QCOMPARE(sent.error().code, std::string("bus.no_topic"));
    QVERIFY(sent.error().kind == ErrorKind::NotFound);
    auto consumer = bus().makeConsumer({ "contract" });
    VERIFY_OK(consumer);
    const std::vector<Position> nowhere { { { missing, 0 }, 0 } };
    const Status assigned = (*consumer)->assign(nowhere);
    QVERIFY(!assigned.ok());
    QCOMPARE(assigned.error().code, std::string("bus.no_topic"));
    QVERIFY(!bus().watermarks({ missing, 0 }).ok());
    QCOMPARE(bus().watermarks({ missing, 0 }).error().code, std::string("bus.no_topic"));
    QCOMPARE(bus().watermarks({ freshTopic(2), 2 }).error().code, std::string("bus.no_topic"));
}

void BusContract::aPausedPartitionWaits()
{
    const std::string topic = freshTopic(2);
    std::vector<OutRecord> out;
    for (int i = 0; i < 4000; ++i) {
        out.push_back(record(topic, "k", std::to_string(i)));
        out.back().partition = i % 2;
    }
    QCOMPARE(append(out).size(), 4000UL);
    auto consumer = bus().makeConsumer({ "contract" });
    VERIFY_OK(consumer);
    const std::vector<Position> from { { { topic, 0 }, 0 }, { { topic, 1 }, 0 } };
    VERIFY_OK((*consumer)->assign(from));
    const std::vector<TopicPartition> first { { topic, 0 } };
    std::map<std::int32_t, std::int64_t> next;
    bool paused = false;
    QElapsedTimer timer;
    timer.start();
    while (next[0] + next[1] < 4000 && timer.elapsed() < 30'000) {
        auto some = (*consumer)->poll(37, manyBytes, 500ms);
        VERIFY_OK(some);
        for (const Record& one : *some) {
            QVERIFY2(!paused || one.at.partition == 1, "a paused partition delivered");
            QCOMPARE(one.offset, next[one.at.partition]++);
        }
        // Paused and resumed again and again, with records of both in the reader's hands.
        const bool otherIsDone = next[1] == 2000;
        if (!paused && !otherIsDone && !some->empty()) {
            VERIFY_OK((*consumer)->pause(first));
            paused = true;
        } else if (paused && (otherIsDone || next[1] % 3 == 0)) {
            VERIFY_OK((*consumer)->resume(first));
            paused = false;
        }
    }
    QCOMPARE(next[0], 2000);
    QCOMPARE(next[1], 2000);
    QVERIFY(!(*consumer)->resume(first).ok());
}

void BusContract::anAssignmentReplacesTheOneBefore()
{
    const std::string topic = freshTopic(2);
    std::vector<OutRecord> out;
    for (int i = 0; i < 200; ++i) {
        out.push_back(record(topic, "k", std::to_string(i)));
        out.back().partition = i % 2;
    }
    QCOMPARE(append(out).size(), 200UL);
    auto consumer = bus().makeConsumer({ "contract" });
    VERIFY_OK(consumer);
    const std::vector<Position> before { { { topic, 0 }, 0 } };
    VERIFY_OK((*consumer)->assign(before));
    auto some = (*consumer)->poll(10, manyBytes, 10s);
    VERIFY_OK(some);
    QVERIFY(!some->empty());
    const std::vector<Position> after { { { topic, 1 }, 90 } };
    VERIFY_OK((*consumer)->assign(after));
    std::int64_t next = 90;
    while (next < 100) {
        some = (*consumer)->poll(100, manyBytes, 10s);
        VERIFY_OK(some);
        QVERIFY(!some->empty());
        for (const Record& one : *some) {
            QCOMPARE(one.at.partition, 1);
            QCOMPARE(one.offset, next++);
        }
    }
    // Back to what was read already: an assignment is a position, not a continuation.
    VERIFY_OK((*consumer)->assign(before));
    some = (*consumer)->poll(1, manyBytes, 10s);
    VERIFY_OK(some);
    QCOMPARE(some->size(), 1UL);
    QCOMPARE(some->front().offset, 0);
}

void BusContract::wakeEndsAWaitingPoll()
{
    const std::string topic = freshTopic();
    auto consumer = bus().makeConsumer({ "contract" });
    VERIFY_OK(consumer);
    const std::vector<Position> from { { { topic, 0 }, 0 } };
    VERIFY_OK((*consumer)->assign(from));
    std::atomic<bool> stop { false };
    std::thread waker([&] {
        while (!stop) {
            (*consumer)->wake();
            std::this_thread::yield();
        }
    });
    QElapsedTimer timer;
    timer.start();
    const auto some = (*consumer)->poll(10, manyBytes, 60s);
    stop = true;
    waker.join();
    VERIFY_OK(some);
    QVERIFY(some->empty());
    QVERIFY(timer.elapsed() < 30'000);
}

void BusContract::anAppendEndsAWaitingPoll()
{
    const std::string topic = freshTopic();
    auto consumer = bus().makeConsumer({ "contract" });
    VERIFY_OK(consumer);
    const std::vector<Position> from { { { topic, 0 }, 0 } };
    VERIFY_OK((*consumer)->assign(from));
    std::thread appender([&] { append({ record(topic, "k", "news") }); });
    QElapsedTimer timer;
    timer.start();
    const auto some = (*consumer)->poll(10, manyBytes, 60s);
    appender.join();
    VERIFY_OK(some);
    QCOMPARE(some->size(), 1UL);
    QVERIFY(timer.elapsed() < 30'000);
}

void BusContract::pollKeepsItsBounds()
{
    const std::string topic = freshTopic();
    const Bytes kilobyte(1000, 'x');
    QCOMPARE(append(std::vector<OutRecord>(300, record(topic, "k", kilobyte))).size(), 300UL);
    auto consumer = bus().makeConsumer({ "contract" });
    VERIFY_OK(consumer);
    const std::vector<Position> from { { { topic, 0 }, 0 } };
    VERIFY_OK((*consumer)->assign(from));
    std::int64_t next = 0;
    while (next < 150) {
        const auto some = (*consumer)->poll(7, manyBytes, 10s);
        VERIFY_OK(some);
        QVERIFY(!some->empty() && some->size() <= 7);
        for (const Record& one : *some) {
            QCOMPARE(one.offset, next++);
        }
    }
    while (next < 300) {
        const auto some = (*consumer)->poll(1000, 5000, 10s);
        VERIFY_OK(some);
        QVERIFY(!some->empty() && some->size() <= 5);
        for (const Record& one : *some) {
            QCOMPARE(one.offset, next++);
        }
    }
}

void BusContract::aTooLargeRecordIsRefusedAloneAndOthersGoOn()
{
    const std::string topic = freshTopic(1, 10'000);
    auto producer = bus().makeProducer();
    VERIFY_OK(producer);
    VERIFY_OK((*producer)->send(record(topic, "k", "before"), 1));
    const Status large = (*producer)->send(record(topic, "k", Bytes(10'000, 'x')), 2);
    QVERIFY(!large.ok());
    QCOMPARE(large.error().code, std::string("bus.too_large"));
    QVERIFY(large.error().kind == ErrorKind::Refused);
    VERIFY_OK((*producer)->send(record(topic, "k", Bytes(9'999, 'x')), 3));
    const auto in = read({ { { topic, 0 }, 0 } }, 2);
    QCOMPARE(in.size(), 2UL);
    QCOMPARE(in[0].value->size(), 6UL);
    QCOMPARE(in[1].value->size(), 9'999UL);
}

void BusContract::manyProducersLoseNothing()
{
    constexpr int producers = 4;
    constexpr int each = 1500;
    const std::string topic = freshTopic(3);
    std::atomic<int> delivered { 0 };
    std::vector<std::thread> threads;
    for (int p = 0; p < producers; ++p) {
        threads.emplace_back([&, p] {
            std::vector<OutRecord> out;
            for (int i = 0; i < each; ++i) {
                out.push_back(record(topic, "producer-" + std::to_string(p), std::to_string(i)));
            }
            for (const Delivery& delivery : append(out)) {
                delivered += delivery.status.ok() ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    QCOMPARE(delivered.load(), producers * each);
    const auto in =
        read({ { { topic, 0 }, 0 }, { { topic, 1 }, 0 }, { { topic, 2 }, 0 } }, producers * each);
    QCOMPARE(in.size(), std::size_t { producers * each });
    std::map<std::string, int> next;
    for (const Record& one : in) {
        QCOMPARE(std::stoi(*one.value), next[*one.key]++);
    }
}

void BusContract::everyConsumerReadsEverything()
{
    const std::string topic = freshTopic();
    std::vector<OutRecord> out;
    for (int i = 0; i < 100; ++i) {
        out.push_back(record(topic, "k", std::to_string(i)));
    }
    QCOMPARE(append(out).size(), 100UL);
    QCOMPARE(read({ { { topic, 0 }, 0 } }, 100).size(), 100UL);
    QCOMPARE(read({ { { topic, 0 }, 0 } }, 100).size(), 100UL);
    auto consumer = bus().makeConsumer({ "contract" });
    VERIFY_OK(consumer);
    const std::vector<Position> told { { { topic, 0 }, 60 } };
    VERIFY_OK((*consumer)->assign(told));
    (*consumer)->reportPositions(told);
    QCOMPARE(read({ { { topic, 0 }, 0 } }, 100).size(), 100UL);
}

void BusContract::ensureTopicsLeavesWhatIsThere()
{
    const std::string topic = freshTopic(3);
    QCOMPARE(append({ record(topic, "k", "v") }).size(), 1UL);
    const TopicSpec other { topic, 7 };
    VERIFY_OK(bus().ensureTopics({ &other, 1 }));
    const auto all = bus().topics();
    VERIFY_OK(all);
    const auto found = std::find_if(
        all->begin(), all->end(), [&](const TopicState& state) { return state.name == topic; });
    QVERIFY(found != all->end());
    QCOMPARE(found->partitions, (std::vector<std::int32_t> { 0, 1, 2 }));
    QCOMPARE(found->replication, 1);
}

void BusContract::theBusKeepsItsIdentity()
{
    const auto id = bus().clusterId();
    VERIFY_OK(id);
    QVERIFY(!id->empty());
    QCOMPARE(bus().clusterId().value(), *id);
}

void BusContract::aRecordCanBeLookedUp()
{
    const std::string topic = freshTopic(2);
    std::vector<OutRecord> out;
    for (int i = 0; i < 20; ++i) {
        out.push_back(record(topic, "k", std::to_string(i)));
        out.back().partition = i % 2;
        out.back().timestampMs = 1'772'440'000'000 + i;
    }
    QCOMPARE(append(out).size(), 20UL);
    const std::vector<Position> wanted { { { topic, 0 }, 3 }, { { topic, 1 }, 9 },
        { { topic, 1 }, 10 }, { { "contract.missing", 0 }, 0 } };
    const auto found = readRecordsAt(bus(), wanted, 20s);
    VERIFY_OK(found);
    QCOMPARE(found->size(), 4UL);
    QVERIFY((*found)[0] && (*found)[1]);
    QCOMPARE(*(*found)[0]->value, std::string("6"));
    QCOMPARE(*(*found)[1]->value, std::string("19"));
    QVERIFY(!(*found)[2]);
    QVERIFY(!(*found)[3]);
    const Fingerprint print = fingerprintOf(*(*found)[0]);
    QCOMPARE(print.timestampMs, 1'772'440'000'006);
    Record other = *(*found)[0];
    QVERIFY(print == fingerprintOf(other));
    other.value = "7";
    QVERIFY(!(print == fingerprintOf(other)));
}

} // namespace locus::test
