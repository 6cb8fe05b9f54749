// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/base64.h"
#include "core/base/text.h"
#include "core/dead_letters/failure_facts.h"
#include "core/dead_letters/failure_headers.h"
#include "core/dead_letters/failure_reader.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <set>

using namespace locus;
using namespace locus::dead_letters;

namespace {

using Headers = std::vector<events::WireHeader>;

Failure read(const Headers& headers, std::string_view topic = "t", std::int64_t timeMs = 0)
{
    return readFailure({ topic, 0, 0, timeMs, {}, {}, headers });
}

Bytes number(std::uint64_t value, int size)
{
    Bytes out;
    for (int i = size - 1; i >= 0; --i) {
        out += static_cast<char>(value >> (8U * static_cast<unsigned>(i)));
    }
    return out;
}

Headers springOrigin(const std::string& topic, std::uint64_t offset)
{
    return { { "kafka_dlt-original-topic", topic },
        { "kafka_dlt-original-partition", number(2, 4) },
        { "kafka_dlt-original-offset", number(offset, 8) },
        { "kafka_dlt-original-timestamp", number(1772439300000, 8) },
        { "kafka_dlt-original-timestamp-type", "CreateTime" },
        { "kafka_dlt-original-consumer-group", "group of " + topic } };
}

void append(Headers& to, const Headers& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

Bytes randomValue(test::SeededRandom& random)
{
    static const std::vector<Bytes> likely { "", "0", "1", "-1", "99999999999999999999", "a.B: c",
        number(3, 4), number(1772439300000, 8), number(1, 1), Bytes(4, '\xFF'), Bytes(9, '\x01'),
        "a.B: c\nCaused by: d.E: f\n\tat g", "Caused by: ", "\xAC\xED",
        Bytes("\xAC\xED\x00\x05\x73\x72", 6), "\xC3\x28", "dlq", "orders-repartition" };
    if (random.chance(80)) {
        return likely[random.below(likely.size())];
    }
    Bytes out(random.below(40), '\0');
    for (char& c : out) {
        c = static_cast<char>(random.below(256));
    }
    return out;
}

Headers randomHeaders(test::SeededRandom& random)
{
    Headers out;
    for (std::uint64_t left = random.below(24); left > 0; --left) {
        const auto known = failureHeaders();
        std::string name(known[random.below(known.size())].name);
        if (random.chance(10)) {
            name = random.chance(50) ? "traceparent" : name + "s";
        }
        out.emplace_back(std::move(name),
            random.chance(10) ? std::optional<Bytes>() : std::optional<Bytes>(randomValue(random)));
        if (random.chance(15)) {
            out.push_back(out.back());
        }
    }
    return out;
}

bool standsIn(const Headers& headers, const std::optional<std::string>& text)
{
    return !text
        || std::any_of(headers.begin(), headers.end(), [&](const events::WireHeader& header) {
               return header.second && toUtf8(*header.second).find(*text) != std::string::npos;
           });
}

bool isFromHeaders(const Headers& headers, const std::optional<Exception>& told)
{
    return !told
        || (standsIn(headers, told->className) && standsIn(headers, told->message)
            && standsIn(headers, told->causeClass) && standsIn(headers, told->causeMessage)
            && standsIn(headers, told->rootCauseClass)
            && standsIn(headers, told->rootCauseMessage));
}

bool has(const Headers& headers, Field field)
{
    return std::any_of(headers.begin(), headers.end(), [&](const events::WireHeader& header) {
        const FailureHeader* const known = findFailureHeader(header.first);
        return known && known->field == field && header.second;
    });
}

// Empty: nothing was made up.
std::string invented(const Headers& headers, const Failure& told)
{
    for (const auto& text : { told.original.topic, told.immediateOriginTopic, told.stage,
             told.executingClass, told.connector, told.consumerGroup, told.handler }) {
        if (!standsIn(headers, text)) {
            return "a text: " + text.value_or("");
        }
    }
    if (!isFromHeaders(headers, told.exception) || !isFromHeaders(headers, told.firstException)) {
        return "an exception";
    }
    const bool counts = has(headers, Field::Attempts) || has(headers, Field::RetryAttempts)
        || has(headers, Field::DelayedCount);
    if (told.attempts && !counts) {
        return "attempts";
    }
    if ((told.original.partition && !has(headers, Field::Partition))
        || (told.original.offset && !has(headers, Field::Offset))) {
        return "a position";
    }
    return told.taskId && !has(headers, Field::TaskId) ? "a task" : "";
}

} // namespace

class FailureReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNameIsThereOnce()
    {
        std::set<std::string_view> names;
        for (const FailureHeader& header : failureHeaders()) {
            QVERIFY2(names.insert(header.name).second, header.name.data());
            QVERIFY(findFailureHeader(header.name) == &header);
        }
        QVERIFY(!findFailureHeader("KAFKA_DLT-ORIGINAL-TOPIC"));
        QVERIFY(!findFailureHeader("kafka_dlt-original-topics"));
        QVERIFY(!findFailureHeader(""));
    }

    void springKeepsEveryHopAndTheLastError()
    {
        Headers headers = springOrigin("orders", 7);
        headers.emplace_back("kafka_dlt-exception-fqcn", "a.Last");
        headers.emplace_back("kafka_dlt-exception-message", std::nullopt);
        append(headers, springOrigin("orders-dlt", 1));
        const Failure told = read(headers, "orders-dlt-dlt");
        QVERIFY(told.original == (Place { "orders", 2, 7, 1772439300000 }));
        QCOMPARE(told.immediateOriginTopic.value_or(""), std::string("orders-dlt"));
        QCOMPARE(told.hops.value_or(0), std::int64_t { 2 });
        QCOMPARE(told.consumerGroup.value_or(""), std::string("group of orders-dlt"));
        QCOMPARE(told.exception->className.value_or(""), std::string("a.Last"));
        QVERIFY(!told.exception->message && !told.exception->stackTrace);
        QVERIFY(!told.attempts && !told.firstException && told.malformed.empty());
    }

    void connectAppendsSoThatTheFirstSetIsTheOriginal()
    {
        Headers headers;
        for (const char* turn : { "one", "two" }) {
            const std::string text = turn;
            append(headers,
                { { "__connect.errors.topic", "topic " + text },
                    { "__connect.errors.partition", "4" }, { "__connect.errors.offset", "9" },
                    { "__connect.errors.connector.name", "sink " + text },
                    { "__connect.errors.task.id", "1" },
                    { "__connect.errors.stage", "KEY_CONVERTER" },
                    { "__connect.errors.exception.class.name", "a." + text } });
        }
        const Failure told = read(headers, "dlq", 1234);
        QVERIFY(told.original == (Place { "topic one", 4, 9, 1234 }));
        QCOMPARE(told.immediateOriginTopic.value_or(""), std::string("topic two"));
        QCOMPARE(told.connector.value_or(""), std::string("sink two"));
        QCOMPARE(told.exception->className.value_or(""), std::string("a.two"));
        QCOMPARE(told.exception->side, std::string("key"));
        QCOMPARE(told.firstException->className.value_or(""), std::string("a.one"));
        QCOMPARE(told.hops.value_or(0), std::int64_t { 2 });
    }

    void smallRyePrependsSoThatTheLastSetIsTheOriginal()
    {
        Headers headers;
        for (const char* turn : { "two", "one" }) {
            const std::string text = turn;
            append(headers,
                { { "dead-letter-exception-class-name", "a." + text },
                    { "dead-letter-reason", "why " + text },
                    { "dead-letter-topic", "topic " + text } });
        }
        headers.insert(headers.begin() + 2, { "dead-letter-cause-class-name", "c.two" });
        const Failure told = read(headers);
        QCOMPARE(told.original.topic.value_or(""), std::string("topic one"));
        QCOMPARE(told.immediateOriginTopic.value_or(""), std::string("topic two"));
        QCOMPARE(told.exception->className.value_or(""), std::string("a.two"));
        QCOMPARE(told.exception->causeClass.value_or(""), std::string("c.two"));
        QCOMPARE(told.firstException->message.value_or(""), std::string("why one"));
        QVERIFY(!told.firstException->causeClass && !told.attempts);
    }

    void anInternalTopicIsNotTheOriginal()
    {
        const Failure told =
            read({ { "__streams.errors.topic", "app-KSTREAM-3-repartition" },
                     { "__streams.errors.partition", "1" }, { "__streams.errors.offset", "5" } },
                "dlq", 77);
        QVERIFY(told.original == (Place { {}, {}, {}, 77 }));
        QVERIFY(told.originAsReported == (Place { "app-KSTREAM-3-repartition", 1, 5, 77 }));
    }

    void shareGroupsCountDeliveries()
    {
        const Failure told = read({ { "__dlq.errors.topic", "orders" },
            { "__dlq.errors.partition", "1" }, { "__dlq.errors.offset", "5" },
            { "__dlq.errors.group", "share" }, { "__dlq.errors.delivery.count", "5" },
            { "__dlq.errors.message", "Offset delivery count exceeded the threshold." } });
        QCOMPARE(toString(told.family), std::string_view("kafka-share-group"));
        QCOMPARE(told.attempts.value_or(0), std::int64_t { 5 });
        QCOMPARE(told.consumerGroup.value_or(""), std::string("share"));
        QVERIFY(!told.exception->className);
        QVERIFY(told.exception->message.has_value());
    }

    void severalFrameworksTellOneStory()
    {
        Headers headers = springOrigin("orders", 7);
        headers.emplace_back("kafka_dlt-exception-fqcn", "a.Spring");
        append(headers,
            { { "__connect.errors.topic", "orders-dlt" },
                { "__connect.errors.exception.class.name", "a.Connect" } });
        Failure told = read(headers, "dlq");
        QCOMPARE(toString(told.family), std::string_view("kafka-connect"));
        QCOMPARE(told.original.topic.value_or(""), std::string("orders"));
        QCOMPARE(told.immediateOriginTopic.value_or(""), std::string("orders-dlt"));
        QCOMPARE(told.exception->className.value_or(""), std::string("a.Connect"));
        QCOMPARE(told.firstException->className.value_or(""), std::string("a.Spring"));
        QCOMPARE(told.hops.value_or(0), std::int64_t { 2 });
        headers.insert(headers.begin(),
            { { "dead-letter-exception-class-name", "a.SmallRye" },
                { "dead-letter-topic", "dlq" } });
        told = read(headers, "dead-letter-topic-x");
        QCOMPARE(toString(told.family), std::string_view("smallrye-reactive-messaging"));
        QCOMPARE(told.original.topic.value_or(""), std::string("orders"));
        QCOMPARE(told.hops.value_or(0), std::int64_t { 3 });
    }

    void aMalformedNumberIsNamedAndHidesNothing()
    {
        Headers headers = springOrigin("orders", 7);
        headers[1].second = number(2, 3);
        headers[2].second = Bytes(8, '\xFF');
        headers.emplace_back("retry_topic-attempts", number(2, 8));
        headers.emplace_back("retry_topic-original-timestamp", Bytes(9, '\x01'));
        headers[3].second = std::nullopt;
        const Failure told = read(headers, "orders-retry-0");
        QCOMPARE(told.original.topic.value_or(""), std::string("orders"));
        QVERIFY(!told.original.partition && !told.original.offset && !told.original.timestampMs);
        QVERIFY(!told.attempts);
        QVERIFY(told.malformed
            == (std::vector<std::string> { "kafka_dlt-original-partition",
                "kafka_dlt-original-offset", "retry_topic-attempts",
                "retry_topic-original-timestamp" }));
    }

    void aSerializedExceptionTellsWhereNoTextDoes()
    {
        const auto stream =
            fromBase64(QByteArrayLiteral("rO0ABXNyAB5qYXZhLmxhbmcuTnVsbFBvaW50ZXJFeGNlcHRpb24=")
                           .toStdString());
        const Failure cut = read({ { "springDeserializerExceptionKey", stream } });
        QCOMPARE(toString(cut.role), std::string_view("dead-letter"));
        QVERIFY(!cut.exception->className);
        QCOMPARE(cut.exception->side, std::string("key"));
    }

    void aTopicsNameTellsADeadLetterTopic()
    {
        for (const char* name : { "dlq.imaging", "orders.DLT", "orders-dlt", "x_dlq", "lab.dead",
                 "dead-letter-topic-x", "deadletters", "deadletter-orders" }) {
            QVERIFY2(isDeadLetterTopic(name), name);
        }
        for (const char* name : { "", "orders", "deadline", "dead.reckoning", "adlq", "errors" }) {
            QVERIFY2(!isDeadLetterTopic(name), name);
        }
    }

    void aHeaderOfOneMegabyteIsRead()
    {
        Bytes trace = "a.B: c\n";
        while (trace.size() < (1U << 20U)) {
            trace += "\tat org.example.X.y(X.java:1)\nCaused by: d.E: f\n";
        }
        trace += "Caused by: d.Root: last";
        const Failure told = read(
            { { "kafka_dlt-exception-fqcn", "a.B" }, { "kafka_dlt-exception-stacktrace", trace },
                { "kafka_dlt-exception-message", Bytes(1U << 20U, 'm') } });
        QCOMPARE(told.exception->rootCauseClass.value_or(""), std::string("d.Root"));
        QCOMPARE(told.exception->message.value_or("").size(), std::size_t { 1U << 20U });
    }

    void nothingIsEverMadeUp()
    {
        test::SeededRandom random(4711);
        events::WireDecoder decoder;
        for (int i = 0; i < 20000; ++i) {
            const Headers headers = randomHeaders(random);
            const Failure told = read(headers, "some.topic");
            const std::string lie = invented(headers, told);
            QVERIFY2(lie.empty(), (std::to_string(i) + ": " + lie).c_str());
            QVERIFY(told == read(headers, "some.topic"));
            if (i % 20 == 0) {
                const events::WireRecord record { "some.topic", 0, 0, 0, {}, {}, headers };
                const Bytes facts = failureFacts(record, told, {}, decoder);
                QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(facts)).isObject());
                QVERIFY(facts.find('\n') == Bytes::npos);
            }
        }
    }

    void headersOfOthersTellNoFailure()
    {
        const Failure told =
            read({ { "traceparent", "00-1" }, { "kafka_deliveryAttempt", number(3, 4) },
                { "x-original", "y" }, { "Dead-Letter-Topic", "z" } });
        QVERIFY(told == Failure {});
    }
};

LOCUS_TEST(failure_reader, FailureReaderTest)
#include "tst_failure_reader.moc"
