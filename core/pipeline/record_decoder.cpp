// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/record_decoder.h"

#include "core/pipeline/topic_names.h"

namespace locus::pipeline {

namespace {

events::DecoderSettings decoderSettings(const TopicNames& topics)
{
    events::DecoderSettings settings;
    settings.maxValueBytes = 10UL * 1024 * 1024;
    for (std::string& topic : settings.geneticTopics) {
        topic = topics.physical(topic);
    }
    return settings;
}

events::WireRecord wireRecord(const bus::Record& record)
{
    const auto view = [](const std::optional<Bytes>& value) {
        return value ? std::optional<BytesView>(*value) : std::nullopt;
    };
    return { record.at.topic, record.at.partition, record.offset, record.timestampMs,
        view(record.key), view(record.value), record.headers };
}

} // namespace

RecordDecoder::RecordDecoder(const TopicNames& topics)
    : m_decoder(decoderSettings(topics))
{ }

std::unique_ptr<Result<events::Decoded>> RecordDecoder::decode(const bus::Record& record)
{
    auto out = std::make_unique<Result<events::Decoded>>(events::Decoded());
    if (Status done = m_decoder.decode(wireRecord(record), **out); !done.ok()) {
        *out = std::move(done).error();
    }
    return out;
}

} // namespace locus::pipeline
