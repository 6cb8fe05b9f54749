// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/bus/embedded/embedded_bus.h"
#include "tests/support/fake_clock.h"

#include <QString>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace locus::test {

inline const std::string topicName = "log.events";

inline bus::TopicSpec spec()
{
    return { topicName, 1, std::chrono::hours(24) };
}

inline bus::OutRecord numbered(int number)
{
    bus::OutRecord record;
    record.topic = topicName;
    record.key = "k";
    record.value = "record " + std::to_string(number);
    return record;
}

// The newest bus of a file, with everything it needs.
struct Seat
{
    explicit Seat(const QString& path, std::string vfs = {})
        : options { path.toStdString(), std::chrono::hours(1), std::move(vfs) }
    { }

    Status open()
    {
        log.reset();
        LOCUS_TRY_VALUE(opened, bus::EmbeddedBus::open(options, clock, random, codec));
        log = std::move(opened);
        const bus::TopicSpec wanted = spec();
        return log->ensureTopics({ &wanted, 1 });
    }

    std::vector<bus::Delivery> append(int from, int count)
    {
        std::vector<bus::Delivery> all;
        auto producer = log->makeProducer().value();
        for (int i = from; i < from + count; ++i) {
            if (!producer->send(numbered(i), static_cast<std::uint64_t>(i)).ok()) {
                break;
            }
        }
        while (producer->inFlight() > 0) {
            for (bus::Delivery& delivery : producer->deliveries(std::chrono::seconds(5))) {
                all.push_back(std::move(delivery));
            }
        }
        return all;
    }

    Result<std::vector<bus::Record>> readAll()
    {
        const bus::TopicPartition at { topicName, 0 };
        LOCUS_TRY_VALUE(marks, log->watermarks(at));
        LOCUS_TRY_VALUE(consumer, log->makeConsumer({ "test" }));
        const bus::Position from { at, marks.first };
        LOCUS_TRY(consumer->assign({ &from, 1 }));
        std::vector<bus::Record> all;
        while (static_cast<std::int64_t>(all.size()) < marks.end - marks.first) {
            LOCUS_TRY_VALUE(some, consumer->poll(500, 1UL << 24, std::chrono::seconds(5)));
            if (some.empty()) {
                return retriable("test.short", "records are missing");
            }
            std::move(some.begin(), some.end(), std::back_inserter(all));
        }
        return all;
    }

    bus::EmbeddedOptions options;
    FakeClock clock;
    SystemRandom random;
    PlainCodec codec;
    std::unique_ptr<bus::EmbeddedBus> log;
};

} // namespace locus::test
