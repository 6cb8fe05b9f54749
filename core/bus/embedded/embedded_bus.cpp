// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/embedded_bus.h"

#include "core/bus/embedded/embedded_consumer.h"
#include "core/bus/embedded/embedded_producer.h"
#include "core/bus/embedded/log_file.h"
#include "core/bus/embedded/log_reader.h"
#include "core/bus/embedded/log_writer.h"

#include <mutex>

namespace locus::bus {

struct EmbeddedBus::Parts
{
    EmbeddedOptions options;
    const Clock& clock;
    const PayloadCodec& codec;
    embedded::LogState state {};
    std::unique_ptr<embedded::LogFile> file {};
    std::mutex readerMutex {};
    std::unique_ptr<embedded::LogReader> reader {};
    std::unique_ptr<embedded::LogWriter> writer {};
};

EmbeddedBus::EmbeddedBus(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{ }

EmbeddedBus::~EmbeddedBus()
{
    // The writing connection closes last: it alone may checkpoint.
    m_parts->writer.reset();
    m_parts->reader.reset();
}

Result<std::unique_ptr<EmbeddedBus>> EmbeddedBus::open(const EmbeddedOptions& options,
    const Clock& clock, RandomSource& random, const PayloadCodec& codec)
{
    std::unique_ptr<Parts> parts(new Parts { options, clock, codec });
    const embedded::LogFile::Options fileOptions { options.file, options.vfs };
    LOCUS_TRY_VALUE(file, embedded::LogFile::open(fileOptions, parts->state, clock, random));
    parts->file = std::move(file);
    parts->file->beforeCommit([&codec] { return codec.settle(); });
    LOCUS_TRY_VALUE(reader, embedded::LogReader::open(options.file, options.vfs, codec));
    parts->reader = std::move(reader);
    parts->writer = std::make_unique<embedded::LogWriter>(
        *parts->file, parts->state, clock, options.retentionEvery);
    return std::unique_ptr<EmbeddedBus>(new EmbeddedBus(std::move(parts)));
}

Result<std::string> EmbeddedBus::clusterId()
{
    return m_parts->file->id();
}

Result<std::vector<TopicState>> EmbeddedBus::topics()
{
    return m_parts->state.topics();
}

Status EmbeddedBus::ensureTopics(std::span<const TopicSpec> specs)
{
    for (const TopicSpec& spec : specs) {
        if (spec.name.empty() || spec.partitions < 1 || spec.maxRecordBytes == 0) {
            return invalid("bus.topic_spec",
                "topic '" + spec.name
                    + "' needs a name, at least one partition and room for records");
        }
    }
    return m_parts->writer->createTopics(specs);
}

Result<Watermarks> EmbeddedBus::watermarks(const TopicPartition& at)
{
    LOCUS_TRY_VALUE(partition, m_parts->state.partition(at));
    return Watermarks { partition->first, partition->end };
}

Result<std::int64_t> EmbeddedBus::offsetAt(const TopicPartition& at, std::int64_t timestampMs)
{
    LOCUS_TRY_VALUE(partition, m_parts->state.partition(at));
    const std::lock_guard lock(m_parts->readerMutex);
    return m_parts->reader->offsetAt(*partition, timestampMs);
}

std::size_t EmbeddedBus::largestRecord(const std::string& topic)
{
    const embedded::TopicEntry* const known = m_parts->state.topic(topic);
    return known == nullptr ? 0 : known->maxRecordBytes;
}

Result<std::unique_ptr<BusProducer>> EmbeddedBus::makeProducer()
{
    return std::unique_ptr<BusProducer>(std::make_unique<embedded::EmbeddedProducer>(
        m_parts->state, *m_parts->writer, m_parts->clock, m_parts->codec));
}

Result<std::unique_ptr<BusConsumer>> EmbeddedBus::makeConsumer(const ConsumerOptions& options)
{
    LOCUS_TRY_VALUE(reader,
        embedded::LogReader::open(m_parts->options.file, m_parts->options.vfs, m_parts->codec));
    return std::unique_ptr<BusConsumer>(std::make_unique<embedded::EmbeddedConsumer>(
        m_parts->state, std::move(reader), options.group));
}

Status EmbeddedBus::enforceRetention()
{
    return m_parts->writer->enforceRetention();
}

std::map<std::string, std::vector<Position>> EmbeddedBus::reportedPositions() const
{
    return m_parts->state.reported();
}

} // namespace locus::bus
