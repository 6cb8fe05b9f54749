// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout_publishers.h"

#include "core/events/wire_encoder.h"
#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/fanout_task.h"
#include "tests/bench/sample_events.h"

#include <thread>

#include <sys/resource.h>

namespace locus::bench {

namespace {

constexpr std::uint64_t seed = 1111;
constexpr double patience = 60; // seconds
constexpr double collectEvery = 0.1; // seconds

double threadCpuSeconds()
{
    rusage usage {};
    getrusage(RUSAGE_THREAD, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

} // namespace

FanoutPublishers::FanoutPublishers(BenchBus& bench, Options options)
    : m_bench(bench)
    , m_options(std::move(options))
    , m_random(seed)
    , m_ids(bench.clock(), bench.random())
    , m_factory("bench-publishers", "workflow", "tenant-1")
    , m_versions(fanoutTasks)
{ }

Result<std::unique_ptr<FanoutPublishers>> FanoutPublishers::open(
    BenchBus& bench, const Options& options)
{
    std::unique_ptr<FanoutPublishers> made(new FanoutPublishers(bench, options));
    for (int i = 0; i < options.publishers; ++i) {
        LOCUS_TRY_VALUE(producer, bench.bus().makeProducer());
        made->m_producers.push_back(std::move(producer));
    }
    return made;
}

bus::OutRecord FanoutPublishers::next(std::uint64_t task)
{
    const std::string id = fanoutTaskId(task);
    const std::uint64_t version = m_versions[task] + 1;
    events::NewEvent event { "Task.Started", id,
        R"({"taskId":")" + id + R"(","patientId":"fictional-)" + std::to_string(task)
            + R"(","status":"STARTED","attempt":)" + std::to_string(version) + R"(,"note":")",
        m_bench.clock().now() };
    event.data.append(SampleEvents::valueOctets - 450, 'n').append("\"}");
    event.streamVersion = version;
    event.actor = "bench";
    const events::Envelope envelope = m_factory.first(m_ids.next(), std::move(event));
    events::EncodedRecord encoded = events::encodeStructured(envelope);
    return { m_options.topic, std::nullopt, toMillis(envelope.time), std::move(encoded.key),
        std::move(encoded.value), std::move(encoded.headers) };
}

Status FanoutPublishers::post()
{
    const std::uint64_t task = m_random.next() % fanoutTasks;
    bus::BusProducer& producer = *m_producers[task % m_producers.size()];
    LOCUS_TRY(producer.send(next(task), ++m_posted));
    ++m_versions[task];
    return {};
}

Status FanoutPublishers::collect(std::chrono::milliseconds timeout)
{
    for (const auto& producer : m_producers) {
        if (producer->inFlight() == 0) {
            continue;
        }
        for (const bus::Delivery& delivery : producer->deliveries(timeout)) {
            LOCUS_TRY(delivery.status);
            ++m_acknowledged;
        }
    }
    return {};
}

Status FanoutPublishers::run()
{
    const double cpu = threadCpuSeconds();
    const auto all = static_cast<std::uint64_t>(m_options.perSecond * m_options.seconds);
    const double begin = secondsNow();
    double collected = begin;
    while (m_posted < all) {
        const double now = secondsNow();
        while (
            m_posted < all && static_cast<double>(m_posted) < (now - begin) * m_options.perSecond) {
            LOCUS_TRY(post());
        }
        if (now - collected > collectEvery) {
            collected = now;
            LOCUS_TRY(collect({}));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    m_secondsPosting = secondsNow() - begin;
    const double until = secondsNow() + patience;
    while (m_acknowledged < all) {
        if (secondsNow() > until) {
            return retriable("bench.not_delivered", "records were not acknowledged in time");
        }
        LOCUS_TRY(collect(std::chrono::milliseconds(10)));
    }
    m_cpuSeconds = threadCpuSeconds() - cpu;
    return {};
}

} // namespace locus::bench
