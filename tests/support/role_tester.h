// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"
#include "core/metrics/registry.h"
#include "core/pipeline/core_loop.h"
#include "core/store/store.h"
#include "tests/support/event_builder.h"
#include "tests/support/fake_clock.h"
#include "tests/support/recording_publisher.h"
#include "tests/support/seeded_random.h"

#include <QTemporaryDir>

#include <map>

namespace locus::test {

// A role in the real loop on a real store, turned by hand, with time and bus owned by the test
// (README.md has an example). Thread contract: one thread.
class RoleTester
{
public:
    explicit RoleTester(pipeline::Role& role, std::string vfs = {});
    RoleTester(const RoleTester&) = delete;
    RoleTester& operator=(const RoleTester&) = delete;
    ~RoleTester();

    Status open();
    [[nodiscard]] const PayloadCodec& used() const { return sealing ? *sealing : codec; }
    // Opens the same file again, as after kill -9.
    Status restart();

    // Puts the event on the bus; the next turn takes it.
    void send(const events::Envelope& event, std::int32_t partition = 0);
    void push(bus::Record record) const;
    // One turn of the loop. True: something was applied.
    bool step() const;
    // Sends, and turns until nothing is left to do.
    void give(const events::Envelope& event);
    void giveAll(const std::vector<events::Envelope>& events);
    // Lets time go by; what is due then happens.
    void advance(Duration by);
    // Sends a command, turns the loop; the answer.
    pipeline::Answer ask(const std::string& name, const Bytes& body, std::optional<Uuid> id = {});

    // The data of the events published so far, in order; empty: of all topics. Throws if a role
    // appended what cannot be read.
    std::vector<Bytes> published(const std::string& topic = {});
    [[nodiscard]] std::vector<store::DeadLetter> letters() const;

    FakeClock clock;
    SeededRandom random { 3 };
    UuidSource ids { clock, random };
    PlainCodec codec;
    const PayloadCodec* sealing = nullptr; // in place of the plain one; before open()
    metrics::Registry metrics;
    RecordingPublisher publisher;
    std::vector<pipeline::Change> changes;
    std::function<void(pipeline::LoopContext&)> tune; // before open()
    std::map<std::int32_t, std::int64_t> offsets; // next one, by partition
    std::unique_ptr<store::Store> store;
    std::unique_ptr<pipeline::CoreLoop> loop;

private:
    class Relay;

    pipeline::Role& m_role;
    const std::string m_vfs;
    QTemporaryDir m_folder;
    std::unique_ptr<Relay> m_relay;
};

} // namespace locus::test
