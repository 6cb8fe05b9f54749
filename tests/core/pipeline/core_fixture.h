// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/payload_codec.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/metrics/registry.h"
#include "core/pipeline/analyses_role.h"
#include "core/pipeline/annotate_job.h"
#include "core/pipeline/annotator_role.h"
#include "core/pipeline/pipeline.h"
#include "core/store/store.h"
#include "core/store/store_analyses_reader.h"

#include <QTemporaryDir>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace locus::test {

// Rows that say what a test asked for; no engine is involved.
inline genetics::AnnotationOutcome annotated(const analyses::Request& request, int rows = 1)
{
    genetics::AnnotationOutcome out;
    for (int i = 0; i < rows; ++i) {
        genetics::AnnotationRow row;
        row.input = request.text;
        row.line = i + 1;
        row.variant = genetics::Variant { "GRCh38", "21", 25585733 + i, "C", "T" };
        row.annotation = genetics::Annotation { "missense_variant", {}, {}, {} };
        row.annotation->transcripts.emplace_back();
        row.annotation->transcripts.front().transcriptId = "ENST00000307301.11";
        row.annotation->transcripts.front().consequenceTerms = { "missense_variant" };
        row.source = { "locus-local", "1", "test" };
        row.retrieved = fromMillis(1'772'440'173'000);
        out.rows.push_back(std::move(row));
    }
    out.engines = { { "locus-local", "1", "test" } };
    out.processingMs = 3;
    return out;
}

// Real time, and a wall clock that a test may step as NTP or a person does.
class SteppedClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return m_real.now() + Duration(m_step.load()); }
    [[nodiscard]] Duration monotonic() const override { return m_real.monotonic(); }
    void jump(Duration by) { m_step += by.count(); }

private:
    SystemClock m_real;
    std::atomic<Duration::rep> m_step { 0 };
};

// A core in one process on a folder of its own: store, embedded bus, roles, threads.
class CoreFixture
{
public:
    explicit CoreFixture(std::filesystem::path where)
        : folder(std::move(where))
    { }
    ~CoreFixture() { stop(); }

    Status start(pipeline::Annotate annotate, int jobThreads = 1)
    {
        LOCUS_TRY_VALUE(
            openedBus, bus::EmbeddedBus::open({ folder / "bus.db" }, clock, random, codec));
        bus = std::move(openedBus);
        LOCUS_TRY(bus->ensureTopics(pipeline::geneticTopics({})));
        LOCUS_TRY_VALUE(openedStore, store::Store::open({ folder / "store.db" }, ids, codec));
        store = std::move(openedStore);
        pipeline::PipelineOptions options;
        options.dataDir = folder;
        for (const auto& topic : pipeline::geneticTopics({})) {
            if (!topic.name.ends_with(".dlq")) {
                options.topics.push_back(topic.name);
            }
        }
        options.jobThreads = jobThreads;
        pipeline = std::make_unique<pipeline::Pipeline>(
            pipeline::PipelineParts { *store, *bus, clock, random, metrics, codec }, options);
        pipeline->addRole(
            std::make_unique<pipeline::AnalysesRole>(store->installationId(), "clinic", decide));
        pipeline->addRole(
            std::make_unique<pipeline::AnnotatorRole>(store->installationId(), "clinic"));
        pipeline->addJobHandler(
            "annotate", std::make_shared<pipeline::AnnotateJob>(std::move(annotate)));
        return pipeline->start(
            [this](const std::vector<pipeline::Change>& changes) {
                const std::lock_guard lock(m_mutex);
                m_changes.insert(m_changes.end(), changes.begin(), changes.end());
            },
            [this](const Error& error) {
                const std::lock_guard lock(m_mutex);
                m_failure = error.code;
            });
    }
    void stop()
    {
        pipeline.reset();
        store.reset();
        bus.reset();
    }
    std::vector<pipeline::Change> changes()
    {
        const std::lock_guard lock(m_mutex);
        return m_changes;
    }
    std::string failure()
    {
        const std::lock_guard lock(m_mutex);
        return m_failure;
    }
    // Waits for the answer.
    pipeline::Answer ask(std::string name, Bytes body, Uuid id)
    {
        std::mutex mutex;
        std::condition_variable answered;
        std::optional<pipeline::Answer> answer;
        pipeline->submit({ id, std::move(name), std::move(body), "dr.adams", {}, {} },
            [&](pipeline::Answer given) {
                const std::lock_guard lock(mutex);
                answer = std::move(given);
                answered.notify_one();
            });
        std::unique_lock lock(mutex);
        answered.wait(lock, [&] { return answer.has_value(); });
        return std::move(*answer);
    }
    Result<std::unique_ptr<store::StoreAnalysesReader>> reader()
    {
        return store::StoreAnalysesReader::open(folder / "store.db", codec);
    }

    pipeline::AnalysesRole::Decide decide = &analyses::decide; // before start()

    const std::filesystem::path folder;
    SteppedClock clock;
    SystemRandom random;
    UuidSource ids { clock, random };
    PlainCodec codec;
    metrics::Registry metrics;
    std::unique_ptr<bus::EmbeddedBus> bus;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<pipeline::Pipeline> pipeline;

private:
    std::mutex m_mutex;
    std::vector<pipeline::Change> m_changes;
    std::string m_failure;
};

} // namespace locus::test
