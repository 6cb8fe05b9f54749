// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/torture/polled_records.h"

#include "core/base/clock.h"
#include "core/base/payload_codec.h"
#include "core/base/random_source.h"
#include "core/base/text.h"
#include "core/bus/embedded/embedded_bus.h"

#include <nlohmann/json.hpp>

namespace locus::torture {

namespace {

using nlohmann::json;

constexpr std::string_view ourHeaders = "locus-dl-";

Polled polledOf(const std::string& reader, const bus::Record& record, std::int64_t atMs)
{
    Polled polled { reader, record.at.topic, record.at.partition, record.offset, {}, {}, 0, atMs };
    const json value = json::parse(record.value.value_or(Bytes()), nullptr, false);
    if (value.is_object() && record.at.topic != letterTopic) {
        polled.eventId = value.value("id", value.value("eventId", std::string()));
        polled.aggregate = value.value("aggregateid", std::string());
        if (const auto data = value.find("data"); polled.aggregate.empty() && data != value.end()) {
            polled.aggregate = data->value("analysisId", std::string());
        }
        const json version = value.value("streamversion", json());
        polled.version = version.is_number() ? version.get<std::uint64_t>()
            : version.is_string()
            ? static_cast<std::uint64_t>(toInt(version.get<std::string>()).value_or(0))
            : 0;
    }
    if (polled.eventId.empty()) {
        // No event: it is what it is, where it is.
        polled.eventId = record.at.topic + '/' + std::to_string(record.at.partition) + '@'
            + std::to_string(record.offset) + ' ' + record.value.value_or(Bytes()).substr(0, 40);
    }
    return polled;
}

bool sameOctets(const bus::Record& letter, const bus::Record& original)
{
    std::vector<bus::Header> headers = letter.headers;
    std::erase_if(
        headers, [](const bus::Header& header) { return header.first.starts_with(ourHeaders); });
    return letter.key == original.key && letter.value == original.value
        && headers == original.headers;
}

} // namespace

std::string headerOf(const bus::Record& record, std::string_view name)
{
    for (const auto& [key, value] : record.headers) {
        if (key == name && value) {
            return *value;
        }
    }
    return {};
}

Status PolledRecords::take(const std::string& reader, const bus::Record& record)
{
    Polled polled = polledOf(reader, record, m_nowMs());
    if (m_requests.contains(polled.aggregate)
        && record.at.topic == std::string_view(requestTopic)) {
        polled.version = 1;
    }
    if (record.at.topic == requestTopic) {
        m_originals.try_emplace({ record.at.topic, record.at.partition, record.offset }, record);
    } else if (record.at.topic == letterTopic) {
        m_letters.try_emplace(headerOf(record, "locus-dl-id"), record);
    }
    return m_history.add(std::move(polled));
}

Status PolledRecords::judgeLetters()
{
    for (const auto& [id, record] : m_letters) {
        Letter letter { id, headerOf(record, "locus-dl-original-topic"),
            static_cast<std::int32_t>(
                toInt(headerOf(record, "locus-dl-original-partition")).value_or(-1)),
            toInt(headerOf(record, "locus-dl-original-offset")).value_or(-1) };
        const auto original = m_originals.find({ letter.topic, letter.partition, letter.offset });
        letter.hasOctets = original != m_originals.end() && sameOctets(record, original->second);
        letter.hasCause = !headerOf(record, "locus-dl-error-code").empty()
            && !headerOf(record, "locus-dl-error-message").empty();
        LOCUS_TRY(m_history.add(std::move(letter)));
    }
    return {};
}

Status readEmbeddedLog(const std::filesystem::path& coreData, PolledRecords& records)
{
    const SystemClock clock;
    SystemRandom random;
    const PlainCodec codec;
    LOCUS_TRY_VALUE(bus, bus::EmbeddedBus::open({ coreData / "bus.sqlite" }, clock, random, codec));
    LOCUS_TRY_VALUE(topics, bus->topics());
    for (const char* reader : { "first", "second" }) {
        LOCUS_TRY_VALUE(consumer, bus->makeConsumer({}));
        std::vector<bus::Position> from;
        std::int64_t left = 0;
        for (const bus::TopicState& topic : topics) {
            for (const std::int32_t partition : topic.partitions) {
                LOCUS_TRY_VALUE(marks, bus->watermarks({ topic.name, partition }));
                from.push_back({ { topic.name, partition }, marks.first });
                left += marks.end - marks.first;
            }
        }
        LOCUS_TRY(consumer->assign(from));
        while (left > 0) {
            LOCUS_TRY_VALUE(
                polled, consumer->poll(1000, 8UL << 20U, std::chrono::milliseconds(1000)));
            for (const bus::Record& record : polled) {
                LOCUS_TRY(records.take(reader, record));
            }
            left -= static_cast<std::int64_t>(polled.size());
            if (polled.empty()) {
                return fatal("torture.log_short", "the embedded log ends before its watermarks");
            }
        }
    }
    return records.judgeLetters();
}

} // namespace locus::torture
