// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"
#include "core/events/wire_encoder.h"
#include "core/metrics/registry.h"
#include "core/pipeline/core_loop.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/failure_class.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/seeded_random.h"

#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>

namespace locus::test {

// Does what the data of an event says: "good", "throw", "bad" (until repaired), "flaky", "begin"
// the stream of its aggregate, "awaits X" the stream Test/X.
class ObedientRole final : public pipeline::Role
{
public:
    std::vector<std::string> taken;
    int failures = 0; // left for "flaky"
    bool repaired = false;

    [[nodiscard]] std::string_view name() const override { return "obedient"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.type == "Test.Asked";
    }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        const Bytes& data = incoming.event.data;
        effects.changed("tests", "put", incoming.event.id);
        if (data == "\"throw\"") {
            throw std::runtime_error("simulated");
        }
        if (data == "\"bad\"" && !repaired) {
            return poison("test.bad", "simulated");
        }
        if (data == "\"flaky\"" && failures-- > 0) {
            return retriable("test.not_now", "simulated");
        }
        if (data.starts_with("\"awaits ")) {
            const std::string stream = "Test/" + data.substr(8, data.size() - 9);
            LOCUS_TRY_VALUE(version, effects.store().events.versionOf(stream));
            if (version == 0) {
                return pipeline::awaiting("test.not_yet_known", "simulated", stream);
            }
        }
        if (data == "\"begin\"") {
            LOCUS_TRY(effects.keepForeign(incoming, 1));
        }
        taken.push_back(incoming.event.id);
        return {};
    }
    [[nodiscard]] bool begins(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.data == "\"begin\"";
    }
    [[nodiscard]] bool handles(std::string_view command) const override
    {
        return command == "test.do";
    }
    pipeline::Answer onCommand(const pipeline::Command&, pipeline::Effects& effects) override
    {
        effects.changed("tests", "put", "command");
        return Bytes("{}");
    }
};

// A loop turned by hand, on a store that can fail.
struct LoopWorld
{
    QTemporaryDir folder;
    FaultVfs vfs;
    FakeClock clock;
    SeededRandom random { 3 };
    UuidSource ids { clock, random };
    PlainCodec codec;
    metrics::Registry metrics;
    std::unique_ptr<store::Store> store;
    ObedientRole role;
    std::vector<pipeline::Change> changes;
    std::unique_ptr<pipeline::CoreLoop> loop;
    std::map<std::int32_t, std::int64_t> offsets;
    std::set<std::pair<bus::TopicPartition, std::int64_t>> suspects;
    pipeline::RecordSource* records = nullptr;

    Status open()
    {
        LOCUS_TRY_VALUE(opened,
            store::Store::open(
                { std::filesystem::path(folder.path().toStdString()) / "s.db", FaultVfs::name() },
                ids, codec));
        store = std::move(opened);
        pipeline::LoopContext context { *store, clock, random, metrics, { &role } };
        context.changed = [this](const std::vector<pipeline::Change>& more) {
            changes.insert(changes.end(), more.begin(), more.end());
        };
        context.suspects = suspects;
        context.records = records;
        loop = std::make_unique<pipeline::CoreLoop>(std::move(context));
        return loop->load();
    }
    void send(const std::string& id, const std::string& aggregate, const std::string& what,
        std::int32_t partition = 0)
    {
        events::Envelope event;
        event.id = id;
        event.source = "/test";
        event.type = "Test.Asked";
        event.time = clock.now();
        event.aggregateType = "Test";
        event.aggregateId = aggregate;
        event.partitionKey = aggregate;
        event.data = '"' + what + '"';
        auto wire = events::encodeStructured(event);
        bus::Record record { { "t", partition }, offsets[partition]++, toMillis(clock.now()),
            wire.key, wire.value, wire.headers };
        std::vector<bus::Record> one;
        one.push_back(std::move(record));
        QVERIFY(loop->queue().pushRecords(one));
    }
    // Sends a command, turns the loop; the answer.
    pipeline::Answer ask(const std::string& name, const Bytes& body, std::optional<Uuid> id = {})
    {
        pipeline::Answer answer = retriable("test.no_answer", "none came");
        loop->submit({ id.value_or(ids.next()), name, body, "ops", {}, {} },
            [&](pipeline::Answer given) { answer = std::move(given); });
        step();
        return answer;
    }
    // Opens the same file again, as after a crash.
    Status restart()
    {
        loop = nullptr;
        store->abandon();
        store = nullptr;
        return open();
    }
    bool step()
    {
        const auto done = loop->step(Duration::zero());
        return done.ok() && *done;
    }
    std::vector<store::DeadLetter> letters()
    {
        return std::move(*store->deadLetters.after(0, 100));
    }
};

} // namespace locus::test
