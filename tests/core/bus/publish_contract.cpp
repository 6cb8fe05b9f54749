// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/bus/publish_contract.h"

#include "core/base/checksum.h"
#include "core/bus/body_reader.h"
#include "core/events/event_factory.h"
#include "core/events/wire_decoder.h"
#include "tests/core/bus/verify_ok.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>
#include <QUuid>

#include <atomic>
#include <set>
#include <thread>

namespace locus::test {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;
constexpr std::size_t manyBytes = 64UL * 1024 * 1024;

OutRecord octets(const std::string& topic, const std::string& key, Bytes value)
{
    OutRecord record;
    record.topic = topic;
    record.key = key;
    record.value = std::move(value);
    return record;
}

// A payload whose every part differs, so that a chunk out of place shows.
Bytes largeData(std::size_t bytes)
{
    Bytes data = R"({"note":")";
    for (int i = 0; data.size() < bytes; ++i) {
        data += std::to_string(i) + ' ';
    }
    return data + "\"}";
}

std::string codeOf(const PublishOutcome& outcome)
{
    return outcome.ok() ? "ok" : outcome.error().code;
}

#define COMPARE_CODE(outcome, expected)                                                            \
    QCOMPARE(QString::fromStdString(codeOf(outcome)), QStringLiteral(expected))

} // namespace

events::Envelope orderEvent(const std::string& orderId, Bytes data, std::uint64_t number)
{
    static SystemClock clock;
    static SystemRandom random;
    static UuidSource ids(clock, random);
    static const events::EventFactory factory("test", "orders", "hospital-1");
    events::NewEvent event { "Order.Created", orderId, std::move(data), clock.now() };
    event.streamVersion = number;
    return factory.first(ids.next(), std::move(event));
}

std::vector<Record> readTopic(EventBus& bus, const std::string& topic)
{
    std::vector<Record> all;
    std::vector<Position> from;
    std::map<std::int32_t, std::int64_t> ends;
    auto topics = bus.topics();
    for (const TopicState& state : topics.ok() ? *topics : std::vector<TopicState>()) {
        for (const std::int32_t partition : state.partitions) {
            const auto marks = bus.watermarks({ state.name, partition });
            if (state.name == topic && marks.ok() && marks->end > marks->first) {
                from.push_back({ { topic, partition }, marks->first });
                ends[partition] = marks->end;
            }
        }
    }
    auto consumer = bus.makeConsumer({});
    if (!consumer.ok() || !(*consumer)->assign(from).ok()) {
        return all;
    }
    QElapsedTimer timer;
    timer.start();
    while (!ends.empty() && timer.elapsed() < 60'000) {
        auto some = (*consumer)->poll(5000, manyBytes, 1000ms);
        for (Record& record : some.ok() ? *some : std::vector<Record>()) {
            if (record.offset + 1 >= ends[record.at.partition]) {
                ends.erase(record.at.partition);
            }
            all.push_back(std::move(record));
        }
    }
    return all;
}

std::map<std::string, std::vector<std::string>> valuesByKey(const std::vector<Record>& records)
{
    std::map<std::string, std::vector<std::string>> values;
    std::map<std::string, std::set<std::string>> seen;
    for (const Record& record : records) {
        const std::string key = record.key.value_or("");
        if (seen[key].insert(record.value.value_or("")).second) {
            values[key].push_back(record.value.value_or(""));
        }
    }
    return values;
}

std::string headerOf(const Record& record, const std::string& name)
{
    for (const auto& [key, value] : record.headers) {
        if (key == name) {
            return value.value_or("");
        }
    }
    return {};
}

std::string PublishContract::freshTopic(int partitions, std::size_t maxRecordBytes)
{
    TopicSpec spec;
    spec.name = "publish." + QUuid::createUuid().toString(QUuid::Id128).toStdString();
    spec.partitions = partitions;
    spec.maxRecordBytes = maxRecordBytes;
    const Status made = bus().ensureTopics({ &spec, 1 });
    if (!made.ok()) {
        qWarning("%s", made.error().message.c_str());
    }
    return spec.name;
}

bool PublishContract::metricsSay(const std::string& line) const
{
    const Bytes text = m_metrics.text();
    const bool said = ('\n' + text).find('\n' + line + '\n') != std::string::npos;
    if (!said) {
        qWarning("not in the metrics: %s\n%s", line.c_str(), text.c_str());
    }
    return said;
}

void PublishContract::everyModeWritesAndTellsWhere()
{
    const std::string topic = freshTopic();
    PublishOptions options;
    options.name = "modes";
    Publisher publisher(parts(), options);

    const auto waited = publisher.publish(octets(topic, "k", "0"));
    VERIFY_OK(waited);
    QCOMPARE(waited->at.topic, topic);
    QCOMPARE(waited->offset, 0);
    QVERIFY(!waited->byReference);

    std::promise<PublishOutcome> called;
    publisher.publish(octets(topic, "k", "1"),
        [&called](const PublishOutcome& outcome) { called.set_value(outcome); });
    const PublishOutcome told = called.get_future().get();
    VERIFY_OK(told);
    QCOMPARE(told->offset, 1);

    const PublishOutcome later = publisher.publishLater(octets(topic, "k", "2")).get();
    VERIFY_OK(later);
    QCOMPARE(later->offset, 2);

    publisher.post(octets(topic, "k", "3"));
    QVERIFY(publisher.flush(patience));
    const auto values = valuesByKey(readTopic(bus(), topic));
    QVERIFY(values.at("k") == (std::vector<std::string> { "0", "1", "2", "3" }));

    publisher.post(octets("no such topic", "k", "4"));
    QVERIFY(metricsSay("event_published_total{source=\"modes\"} 4"));
    QVERIFY(metricsSay("event_publish_errors_total{code=\"publish.topic\",source=\"modes\"} 1"));
    QTRY_VERIFY(metricsSay("circuit_breaker_state{target=\"topic:" + topic + "\"} 0"));
}

void PublishContract::anEventComesBackAsItWas()
{
    const std::string topic = freshTopic();
    Publisher publisher(parts());
    const events::Envelope sent = orderEvent("ORD-1", R"({"orderId":"ORD-1","n":1.50})");
    Message message(topic, sent);
    message.record.headers = { { "extra", Bytes("kept") } };
    VERIFY_OK(publisher.publish(std::move(message)));
    const auto records = readTopic(bus(), topic);
    QCOMPARE(records.size(), 1UL);
    const Record& record = records.front();
    QCOMPARE(*record.key, std::string("ORD-1"));
    QCOMPARE(headerOf(record, "ce_id"), sent.id);
    QCOMPARE(headerOf(record, "ce_type"), sent.type);
    QCOMPARE(headerOf(record, "extra"), std::string("kept"));
    events::WireDecoder decoder;
    events::WireRecord view { topic, 0, 0, record.timestampMs, std::nullopt, *record.value,
        record.headers };
    const auto decoded = decoder.decode(view);
    VERIFY_OK(decoded);
    QVERIFY(decoded->format == events::WireFormat::W1);
    QCOMPARE(decoded->envelope->data, sent.data);
    QCOMPARE(decoded->envelope->id, sent.id);
}

void PublishContract::anEventThatBreaksTheContractNeverLeaves_data()
{
    QTest::addColumn<QString>("field");
    for (const char* field : { "id", "source", "type", "subject", "partitionkey", "aggregateid",
             "time", "dataschema", "aggregatetype", "data", "schema" }) {
        QTest::newRow(field) << QString::fromLatin1(field);
    }
}

void PublishContract::anEventThatBreaksTheContractNeverLeaves()
{
    QFETCH(QString, field);
    static const std::map<QString, void (*)(events::Envelope&)> breaks {
        { QStringLiteral("id"), [](events::Envelope& e) { e.id = "17"; } },
        { QStringLiteral("source"), [](events::Envelope& e) { e.source.clear(); } },
        { QStringLiteral("type"), [](events::Envelope& e) { e.type = "ORDER_CREATED"; } },
        { QStringLiteral("subject"), [](events::Envelope& e) { e.subject.clear(); } },
        { QStringLiteral("partitionkey"), [](events::Envelope& e) { e.partitionKey.clear(); } },
        { QStringLiteral("aggregateid"), [](events::Envelope& e) { e.aggregateId = "\xff"; } },
        { QStringLiteral("time"), [](events::Envelope& e) { e.time = {}; } },
        { QStringLiteral("dataschema"), [](events::Envelope& e) { e.dataSchema.clear(); } },
        { QStringLiteral("aggregatetype"), [](events::Envelope& e) { e.aggregateType = "Cat"; } },
        { QStringLiteral("data"), [](events::Envelope& e) { e.data = "[1]"; } },
        { QStringLiteral("schema"), [](events::Envelope& e) { e.data = "{\"wrong\":1}"; } },
    };
    const std::string topic = freshTopic();
    PublishOptions options;
    options.dataCheck = [](const events::Envelope& event) {
        return event.data.find("wrong") == std::string::npos
            ? Status()
            : invalid("publish.event", "violates its schema").with("field", "schema");
    };
    Publisher publisher(parts(), options);
    events::Envelope event = orderEvent("ORD-1", "{}");
    breaks.at(field)(event);
    const auto outcome = publisher.publish({ topic, event });
    COMPARE_CODE(outcome, "publish.event");
    QCOMPARE(QString::fromStdString(std::string(outcome.error().fact("field"))), field);
    QVERIFY(readTopic(bus(), topic).empty());
}

void PublishContract::anUnknownTypePassesBy()
{
    const std::string topic = freshTopic();
    Publisher publisher(parts());
    events::Envelope event = orderEvent("ORD-1", "{}");
    event.type = "Ward.Repainted";
    VERIFY_OK(publisher.publish({ topic, event }));
    QCOMPARE(headerOf(readTopic(bus(), topic).at(0), "ce_type"), event.type);
}

void PublishContract::whatCannotBePublishedSaysWhy()
{
    const std::string topic = freshTopic();
    PublishOptions options;
    options.keyRequired = true;
    Publisher publisher(parts(), options);
    OutRecord record = octets(topic, "k", "v");
    record.key.reset();
    COMPARE_CODE(publisher.publish(record), "publish.key");
    COMPARE_CODE(publisher.publish(octets("a/b", "k", "v")), "publish.topic");
    COMPARE_CODE(publisher.publish(octets("publish.nowhere", "k", "v")), "bus.no_topic");
    OutRecord wrongKey = octets(topic, "other", "");
    Message both(topic, orderEvent("ORD-1", "{}"));
    both.record.key = "other";
    COMPARE_CODE(publisher.publish(std::move(both)), "publish.key");
    VERIFY_OK(publisher.publish(octets(topic, "k", "after all")));
}

void PublishContract::aBatchOfTenThousandHasAResultEach()
{
    constexpr int count = 10'000;
    const std::string topic = freshTopic(4);
    PublishOptions options;
    options.queueRecords = 1'500; // the batch waits for room
    Publisher publisher(parts(), options);
    std::vector<Message> batch;
    batch.reserve(count);
    for (int i = 0; i < count; ++i) {
        batch.emplace_back(octets(topic, "key-" + std::to_string(i % 97), std::to_string(i)));
    }
    const BatchResult result = publisher.publishBatch(std::move(batch));
    VERIFY_OK(result.status());
    QCOMPARE(result.outcomes.size(), std::size_t { count });
    const auto records = readTopic(bus(), topic);
    std::map<std::pair<std::int32_t, std::int64_t>, std::string> at;
    for (const Record& record : records) {
        at[{ record.at.partition, record.offset }] = *record.value;
    }
    QCOMPARE(at.size(), std::size_t { count });
    for (int i = 0; i < count; ++i) {
        const Published& where = *result.outcomes[static_cast<std::size_t>(i)];
        QCOMPARE((at[{ where.at.partition, where.offset }]), std::to_string(i));
    }
    for (const auto& [key, values] : valuesByKey(records)) {
        for (std::size_t i = 1; i < values.size(); ++i) {
            QVERIFY(std::stoi(values[i - 1]) < std::stoi(values[i]));
        }
    }
}

void PublishContract::aBatchNamesWhatFailed()
{
    const std::string topic = freshTopic();
    PublishOptions options;
    options.maxBodyBytes = 0;
    Publisher publisher(parts(), options);
    std::vector<Message> batch;
    batch.emplace_back(octets(topic, "k", "0"));
    batch.emplace_back(octets("publish.nowhere", "k", "1"));
    batch.emplace_back(octets(topic, "k", Bytes(2UL << 20U, 'x')));
    batch.emplace_back(octets(topic, "k", "3"));
    const BatchResult result = publisher.publishBatch(std::move(batch));
    VERIFY_OK(result.outcomes[0]);
    COMPARE_CODE(result.outcomes[1], "bus.no_topic");
    COMPARE_CODE(result.outcomes[2], "publish.too_large");
    VERIFY_OK(result.outcomes[3]);
    QCOMPARE(result.failures(), 2UL);
    const Status status = result.status();
    QCOMPARE(status.error().code, std::string("bus.no_topic"));
    QVERIFY(
        status.error().message.starts_with("2 of 4 records were not published; the first is 2: "));
    QCOMPARE(readTopic(bus(), topic).size(), 2UL);
}

void PublishContract::orderPerKeyHoldsForManyThreads()
{
    constexpr int threads = 4;
    constexpr int each = 2'000;
    const std::string topic = freshTopic(3);
    PublishOptions options;
    options.linger = 2ms;
    options.batchRecords = 200;
    Publisher publisher(parts(), options);
    std::atomic<int> good { 0 };
    std::vector<std::thread> all;
    all.reserve(threads);
    for (int t = 0; t < threads; ++t) {
        all.emplace_back([&, t] {
            for (int i = 0; i < each; ++i) {
                publisher.publish(octets(topic, "thread-" + std::to_string(t), std::to_string(i)),
                    [&good](const PublishOutcome& outcome) { good += outcome.ok() ? 1 : 0; });
            }
        });
    }
    for (std::thread& thread : all) {
        thread.join();
    }
    QVERIFY(publisher.flush(patience));
    QCOMPARE(good.load(), threads * each);
    const auto values = valuesByKey(readTopic(bus(), topic));
    QCOMPARE(values.size(), std::size_t { threads });
    for (const auto& [key, numbers] : values) {
        QCOMPARE(numbers.size(), std::size_t { each });
        for (int i = 0; i < each; ++i) {
            QCOMPARE(numbers[static_cast<std::size_t>(i)], std::to_string(i));
        }
    }
}

void PublishContract::aFullQueueRefusesAndSaysSo()
{
    const std::string topic = freshTopic();
    PublishOptions options;
    options.queueRecords = 10;
    options.linger = 1h; // nothing leaves by itself
    options.batchRecords = 1000;
    Publisher publisher(parts(), options);
    for (int i = 0; i < 10; ++i) {
        publisher.post(octets(topic, "k", std::to_string(i)));
    }
    const auto refused = publisher.publishLater(octets(topic, "k", "10")).get();
    COMPARE_CODE(refused, "publish.overloaded");
    QVERIFY(refused.error().isRetriable());
    QCOMPARE(publisher.pending(), 10UL);
    QVERIFY(publisher.flush(patience));
    QCOMPARE(publisher.pending(), 0UL);
    VERIFY_OK(publisher.publish(octets(topic, "k", "10")));
    QCOMPARE(readTopic(bus(), topic).size(), 11UL);
}

void PublishContract::aCallbackMayPublishButNotWait()
{
    const std::string topic = freshTopic();
    Publisher publisher(parts());
    std::promise<std::string> waited;
    std::promise<PublishOutcome> second;
    publisher.publish(octets(topic, "k", "0"), [&](const PublishOutcome&) {
        waited.set_value(codeOf(publisher.publish(octets(topic, "k", "never"))));
        publisher.publish(octets(topic, "k", "1"),
            [&second](const PublishOutcome& outcome) { second.set_value(outcome); });
    });
    QCOMPARE(waited.get_future().get(), std::string("publish.would_wait"));
    VERIFY_OK(second.get_future().get());
    QCOMPARE(readTopic(bus(), topic).size(), 2UL);
}

void PublishContract::aClosedPublisherRefuses()
{
    const std::string topic = freshTopic();
    Publisher publisher(parts());
    auto before = publisher.publishLater(octets(topic, "k", "0"));
    publisher.close(patience);
    VERIFY_OK(before.get());
    COMPARE_CODE(publisher.publish(octets(topic, "k", "1")), "publish.closed");
    QCOMPARE(readTopic(bus(), topic).size(), 1UL);
}

void PublishContract::aRequestGetsItsOwnReply()
{
    constexpr int requests = 20;
    const std::string questions = freshTopic();
    const std::string answers = freshTopic(3);
    Publisher publisher(parts());
    std::thread responder([&] {
        Publisher replies(parts());
        auto consumer = bus().makeConsumer({});
        const Position start { { questions, 0 }, 0 };
        if (!consumer.ok() || !(*consumer)->assign({ &start, 1 }).ok()) {
            return;
        }
        for (int answered = 0; answered < requests;) {
            auto records = (*consumer)->poll(100, manyBytes, 1000ms);
            for (const Record& record : records.ok() ? *records : std::vector<Record>()) {
                OutRecord reply = octets(
                    headerOf(record, replyTopicHeader), *record.value, "re: " + *record.value);
                reply.headers = { { correlationHeader, headerOf(record, correlationHeader) } };
                replies.post(reply);
                ++answered;
            }
        }
        replies.close(patience);
    });
    std::vector<std::thread> askers;
    askers.reserve(4);
    std::atomic<int> right { 0 };
    for (int t = 0; t < 4; ++t) {
        askers.emplace_back([&, t] {
            for (int i = 0; i < requests / 4; ++i) {
                const std::string question = std::to_string(t) + '/' + std::to_string(i);
                const auto reply =
                    publisher.request(octets(questions, "q", question), { answers, patience });
                right += reply.ok() && *reply->value == "re: " + question ? 1 : 0;
            }
        });
    }
    for (std::thread& asker : askers) {
        asker.join();
    }
    responder.join();
    QCOMPARE(right.load(), requests);
}

void PublishContract::lateAndForeignRepliesAreCounted()
{
    const std::string questions = freshTopic();
    const std::string answers = freshTopic();
    PublishOptions options;
    options.name = "asker";
    Publisher publisher(parts(), options);
    const auto none = publisher.request(octets(questions, "q", "?"), { answers, 300ms });
    QVERIFY(!none.ok());
    QCOMPARE(none.error().code, std::string("publish.no_reply"));
    QVERIFY(none.error().isRetriable());
    const Record asked = readTopic(bus(), questions).at(0);
    OutRecord late = octets(answers, "q", "too late");
    late.headers = { { correlationHeader, headerOf(asked, correlationHeader) } };
    OutRecord foreign = octets(answers, "q", "for somebody else");
    foreign.headers = { { correlationHeader, Bytes("17") } };
    VERIFY_OK(publisher.publishBatch({ late, foreign }).status());
    QTRY_VERIFY(metricsSay("event_replies_dropped_total{reason=\"late\",source=\"asker\"} 1")
        && metricsSay("event_replies_dropped_total{reason=\"foreign\",source=\"asker\"} 1"));
    const auto nowhere = publisher.request(octets(questions, "q", "?"), { "no.answers", 300ms });
    QCOMPARE(nowhere.error().code, std::string("bus.no_topic"));
}

void PublishContract::aLargeEventGoesByReference()
{
    const std::string topic = freshTopic();
    Publisher publisher(parts());
    const events::Envelope sent = orderEvent("ORD-1", largeData(3UL << 20U));
    const auto outcome = publisher.publish({ topic, sent });
    VERIFY_OK(outcome);
    QVERIFY(outcome->byReference);
    const auto records = readTopic(bus(), topic);
    QCOMPARE(records.size(), 1UL);
    const Record& reference = records.front();
    QVERIFY(reference.value->size() < 2000);
    QCOMPARE(*reference.key, std::string("ORD-1"));
    QCOMPARE(headerOf(reference, "ce_id"), sent.id);
    QVERIFY(reference.value->find("\"dataref\":\"locus-body:") != std::string::npos);
    QVERIFY(reference.value->find("\"data\":") == std::string::npos);

    BodyReader reader(bus());
    const auto whole = reader.whole(reference, 30s);
    VERIFY_OK(whole);
    QCOMPARE(headerOf(*whole, datarefHeader), std::string());
    events::WireDecoder decoder({ 64UL << 20U });
    events::WireRecord view { topic, 0, 0, 0, std::nullopt, *whole->value, whole->headers };
    const auto decoded = decoder.decode(view);
    VERIFY_OK(decoded);
    QVERIFY(decoded->envelope->data == sent.data);
    QCOMPARE(decoded->envelope->id, sent.id);
    QVERIFY(decoded->envelope->extensions.empty());
    QCOMPARE(readTopic(bus(), bodiesTopicOf(topic)).size(), chunkCount(sent.data.size()));
}

void PublishContract::largeOctetsGoByReference()
{
    const std::string topic = freshTopic(1, 100'000);
    Publisher publisher(parts());
    OutRecord sent = octets(topic, "k", Bytes(1'500'000, '\0'));
    for (std::size_t i = 0; i < sent.value->size(); ++i) {
        (*sent.value)[i] = static_cast<char>(i * 7919 >> 8U);
    }
    sent.headers = { { "a", Bytes("1") }, { "b", std::nullopt } };
    VERIFY_OK(publisher.publish(sent));
    const Record reference = readTopic(bus(), topic).at(0);
    QVERIFY(reference.value && reference.value->empty()); // not a tombstone
    const auto whole = BodyReader(bus()).whole(reference, 30s);
    VERIFY_OK(whole);
    QVERIFY(whole->value == sent.value);
    QVERIFY(whole->headers == sent.headers);
    QVERIFY(whole->key == sent.key);
}

void PublishContract::aLargeRecordKeepsItsPlaceAmongItsKeys()
{
    const std::string topic = freshTopic(1, 20'000);
    Publisher publisher(parts());
    std::vector<Message> batch;
    for (int i = 0; i < 40; ++i) {
        const Bytes value = std::to_string(i) + ':';
        batch.emplace_back(octets(topic, "k", i % 5 == 3 ? value + Bytes(700'000, 'x') : value));
    }
    VERIFY_OK(publisher.publishBatch(std::move(batch)).status());
    const auto records = readTopic(bus(), topic);
    QCOMPARE(records.size(), 40UL);
    BodyReader reader(bus());
    for (int i = 0; i < 40; ++i) {
        const auto whole = reader.whole(records[static_cast<std::size_t>(i)], 30s);
        VERIFY_OK(whole);
        QCOMPARE(std::stoi(*whole->value), i);
        QCOMPARE(whole->value->size() > 700'000, i % 5 == 3);
    }
}

void PublishContract::aMissingOrDamagedBodyIsNamed()
{
    const std::string topic = freshTopic();
    Publisher publisher(parts());
    VERIFY_OK(publisher.publish(octets(topic, "k", Bytes(2'000'000, 'a'))));
    const auto good = bodyReferenceOf(readTopic(bus(), topic).at(0));
    VERIFY_OK(good);
    QVERIFY(good->has_value());
    BodyReader reader(bus());
    VERIFY_OK(reader.read(**good, 30s));

    const auto codeFor = [&](const BodyReference& reference) {
        const auto body = reader.read(reference, 30s);
        return body.ok() ? std::string("ok") : body.error().code;
    };
    BodyReference gone = **good;
    gone.topic = "publish.gone.bodies";
    QCOMPARE(codeFor(gone), std::string("bus.body_expired"));
    BodyReference beyond = **good;
    beyond.last += 10;
    QCOMPARE(codeFor(beyond), std::string("bus.body_not_there_yet"));

    // The same body again, with one chunk that differs and one that is missing.
    const ClaimedBody body { Bytes(2'000'000, 'b'), sha256Hex(Bytes(2'000'000, 'b')) };
    for (const bool missing : { false, true }) {
        BodyReference reference = **good;
        reference.sha256 = body.sha256;
        std::vector<Message> chunks;
        for (std::size_t i = 0; i < chunkCount(body.octets.size()); ++i) {
            OutRecord chunk = bodyChunk(topic, body, i);
            if (i == 2) {
                if (missing) {
                    chunk.headers.front().second = "another body";
                } else {
                    chunk.value->at(77) = 'x';
                }
            }
            chunks.emplace_back(std::move(chunk));
        }
        const auto written = publisher.publishBatch(std::move(chunks));
        VERIFY_OK(written.status());
        reference.partition = written.outcomes.front()->at.partition;
        reference.first = written.outcomes.front()->offset;
        reference.last = written.outcomes.back()->offset;
        const auto read = reader.read(reference, 30s);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, std::string("bus.body_damaged"));
        QVERIFY2(read.error().message.find(missing ? "chunk 2 of 4 is missing" : "chunk 2 differs")
                != std::string::npos,
            read.error().message.c_str());
    }
}

void PublishContract::aBodyAboveTheBoundIsRefused()
{
    const std::string topic = freshTopic();
    PublishOptions options;
    options.maxBodyBytes = 2'000'000;
    Publisher publisher(parts(), options);
    VERIFY_OK(publisher.publish(octets(topic, "k", Bytes(2'000'000, 'a'))));
    const auto refused = publisher.publish(octets(topic, "k", Bytes(2'000'001, 'a')));
    COMPARE_CODE(refused, "publish.too_large");
    QCOMPARE(refused.error().fact("allowed"), std::string_view("2000000"));
    const auto reference = bodyReferenceOf(readTopic(bus(), topic).at(0));
    const auto unread = BodyReader(bus(), 1'000'000).read(**reference, 30s);
    QCOMPARE(unread.error().code, std::string("bus.body_too_large"));
}

} // namespace locus::test
