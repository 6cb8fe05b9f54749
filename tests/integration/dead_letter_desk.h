// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/event_bus.h"
#include "tests/support/core_process.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace locus::test {

// An operator with locusctl before a real core.
class DeadLetterDesk
{
public:
    DeadLetterDesk()
    {
        core.keepPlain(); // tests read and write its event log themselves
        // One person redrives all there is; tst_rights.cpp is about two.
        core.setEnvironment(QStringLiteral("LOCUS_PEOPLE_REDRIVE_ALONE"), QStringLiteral("100000"));
    }

    CoreProcess core;

    Finished ctl(QStringList words)
    {
        words.prepend(QStringLiteral("dead-letters"));
        words += { QStringLiteral("--data-dir"), QString::fromStdString(core.dataDir().string()),
            QStringLiteral("--json") };
        return runProgram(QStringLiteral("locusctl"), words);
    }
    // The words are split at blanks.
    Finished ctl(const char* words)
    {
        return ctl(QString::fromLatin1(words).split(QLatin1Char(' ')));
    }
    static QList<QJsonObject> objects(const QByteArray& lines)
    {
        QList<QJsonObject> all;
        for (const QByteArray& line : lines.split('\n')) {
            if (!line.isEmpty()) {
                all.append(QJsonDocument::fromJson(line).object());
            }
        }
        return all;
    }
    qsizetype count(const char* state)
    {
        return objects(
            ctl({ QStringLiteral("list"), QStringLiteral("--state"), QString::fromLatin1(state),
                    QStringLiteral("--limit"), QStringLiteral("500") })
                .out)
            .size();
    }
    QString firstOpen()
    {
        const auto all = objects(ctl("list --limit 1 --oldest").out);
        return all.isEmpty() ? QString() : all.front().value(QStringLiteral("id")).toString();
    }
    QJsonObject run(const QString& id)
    {
        const auto lines = objects(ctl({ QStringLiteral("run"), id }).out);
        return lines.isEmpty() ? QJsonObject() : lines.front();
    }
    // Of an answer {"run": {"runId": ...}}.
    static QString runIdOf(const Finished& answer)
    {
        const auto lines = objects(answer.out);
        return lines.isEmpty() ? QString()
                               : lines.front()
                                     .value(QStringLiteral("run"))
                                     .toObject()
                                     .value(QStringLiteral("runId"))
                                     .toString();
    }
};

// Records that no decoder takes, with keys, binary and repeated headers and one of a failure.
inline std::vector<bus::OutRecord> brokenRecords(int count, int keys, const std::string& topic)
{
    std::vector<bus::OutRecord> out;
    for (int i = 0; i < count; ++i) {
        bus::OutRecord record;
        record.topic = topic;
        record.timestampMs = 1'770'000'000'000 + i;
        record.key = "key" + std::to_string(i % keys);
        record.value =
            "{\"specversion\":\"1.0\", \"patient\":\"MARKER\" broken " + std::to_string(i);
        record.headers = { { "content-type", Bytes("application/cloudevents+json") },
            { "twice", Bytes("1") }, { "twice", Bytes("\0\xFF", 2) }, { "empty", std::nullopt },
            { "kafka_dlt-exception-message", Bytes("MARKER") } };
        out.push_back(std::move(record));
    }
    return out;
}

inline bool publishAll(bus::EventBus& bus, const std::vector<bus::OutRecord>& records)
{
    auto producer = bus.makeProducer();
    if (!producer.ok()) {
        return false;
    }
    std::uint64_t token = 0;
    for (const bus::OutRecord& record : records) {
        if (!(*producer)->send(record, ++token).ok()) {
            return false;
        }
    }
    std::size_t left = records.size();
    for (int i = 0; left > 0 && i < 300; ++i) {
        for (const bus::Delivery& delivery :
            (*producer)->deliveries(std::chrono::milliseconds(100))) {
            left -= delivery.status.ok() ? 1 : 0;
        }
    }
    return left == 0;
}

inline std::vector<bus::Record> readAll(
    bus::EventBus& bus, const std::string& topic, std::int32_t partition = 0)
{
    std::vector<bus::Record> all;
    const auto marks = bus.watermarks({ topic, partition });
    auto consumer = bus.makeConsumer({});
    const bus::Position start { { topic, partition }, 0 };
    if (!marks.ok() || !consumer.ok() || !(*consumer)->assign({ &start, 1 }).ok()) {
        return all;
    }
    while (static_cast<std::int64_t>(all.size()) < marks->end) {
        auto some = (*consumer)->poll(1000, 64UL << 20U, std::chrono::seconds(30));
        if (!some.ok() || some->empty()) {
            break;
        }
        std::move(some->begin(), some->end(), std::back_inserter(all));
    }
    return all;
}

// What is wrong with the copies of `sent` on a topic; empty: each is there, octet for octet, the
// first copies of a key in their order, none with a header of a failure.
inline std::string faultOf(const std::vector<bus::OutRecord>& sent,
    const std::vector<bus::Record>& copies, const std::string& runId, const Bytes& attempt)
{
    std::map<Bytes, int> order;
    for (std::size_t i = 0; i < sent.size(); ++i) {
        order[*sent[i].value] = static_cast<int>(i);
    }
    std::map<Bytes, int> latest;
    std::vector<bool> seen(sent.size());
    for (const bus::Record& copy : copies) {
        const auto at = order.find(copy.value.value_or(Bytes()));
        if (at == order.end()) {
            return "a value that was never sent";
        }
        const bus::OutRecord& original = sent[static_cast<std::size_t>(at->second)];
        std::vector<bus::Header> headers(original.headers.begin(), original.headers.end() - 1);
        headers.emplace_back("locus-replay-id", runId);
        headers.emplace_back("locus-attempt", attempt);
        if (copy.key != original.key || copy.timestampMs != original.timestampMs
            || copy.headers != headers) {
            return "copy " + std::to_string(at->second) + " is not as the record came";
        }
        if (!seen[static_cast<std::size_t>(at->second)]) {
            const auto [last, fresh] = latest.emplace(*copy.key, at->second);
            if (!fresh && last->second > at->second) {
                return "copy " + std::to_string(at->second) + " came behind a later one";
            }
            last->second = at->second;
        }
        seen[static_cast<std::size_t>(at->second)] = true;
    }
    const auto missing = std::find(seen.begin(), seen.end(), false);
    return missing == seen.end() ? std::string()
                                 : "copy " + std::to_string(missing - seen.begin()) + " is missing";
}

} // namespace locus::test
