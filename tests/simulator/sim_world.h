// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"
#include "core/base/uuid.h"
#include "core/metrics/registry.h"
#include "core/pipeline/core_loop.h"
#include "core/pipeline/outbox_relay.h"
#include "core/pipeline/topic_names.h"
#include "core/store/store.h"
#include "tests/support/fault_vfs.h"
#include "tests/simulator/sim_bus.h"
#include "tests/simulator/tally_role.h"
#include "tests/support/fake_clock.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace locus::test {

// Mistakes put in on purpose: the checker must find each of them.
enum class Defect
{
    None,
    InboxSkipped,
    CursorEarly, // relay cursor moved before the acknowledgement
    ProducedFirst, // events produced before the commit
    OffsetFirst, // offset stored before the effect
    LaneReversed, // what waits is released in the wrong order
    TimerLost, // the timer of a lane forgotten
    SyncLies // the disk says that it has synced and has not
};

// A core on one thread with a seeded clock, bus, workload and faults: crashes at named points,
// failing disks, duplicates, late and lost acknowledgements. The same seed is the same run.
class SimWorld
{
public:
    SimWorld(std::uint64_t seed, Defect defect, std::filesystem::path folder, FaultVfs& vfs);
    ~SimWorld();

    // Runs the workload with faults, then a quiet time. The first broken invariant in words; empty:
    // all hold.
    std::string run();
    [[nodiscard]] int crashes() const { return m_crashes; }
    [[nodiscard]] int duplicatesOnWire() const { return m_wireDuplicates; }
    [[nodiscard]] int redriven() const { return static_cast<int>(m_orders.size()); }
    [[nodiscard]] int waited() const { return m_waited; }
    [[nodiscard]] int storeFaults() const { return m_storeFaults; }
    [[nodiscard]] int powerLosses() const { return m_powerLosses; }
    // What happened, a letter a turn: F records arrive, C command, J job, O operator, R relay,
    // L loop, B boot; ! crash, # crash with a loss of power, $ a failing disk.
    [[nodiscard]] const std::string& schedule() const { return m_schedule; }

private:
    static constexpr const char* inTopic = "sim-in";
    static constexpr std::int32_t partitions = 3;

    class Feed;
    class Jobs;
    struct Core;

    void makeWorkload();
    void appendForeign(
        const std::string& id, const std::string& aggregate, const std::string& number);
    Status boot();
    void crash();
    void losePower();
    void recordDisk();
    Status turn(); // one thing happens
    void feed();
    void sendCommand();
    // A person redrives or discards what is held back.
    void operate();
    void order(const std::string& name, const store::DeadLetter& letter);
    void submitOrder(const Uuid& id);
    std::string workOff(); // until nothing is held back any more
    void runAJob();
    void plant();
    std::string watchOffsets();
    std::string check();
    std::string checkState(store::Store& store);
    std::string checkOutbox(store::Store& store);
    std::string checkLetters(store::Store& store);
    std::string checkAudit(store::Store& store);
    // What a plain reading of the topic gives, without what was discarded.
    struct Expected
    {
        std::map<std::string, std::vector<std::string>> lanes;
        std::vector<std::string> jobs;
        std::vector<std::string> timers;
    };
    Expected expected();

    const Defect m_defect;
    const std::filesystem::path m_file;
    FaultVfs& m_vfs;
    SeededRandom m_random;
    FakeClock m_clock;
    UuidSource m_ids { m_clock, m_random };
    PlainCodec m_codec;
    metrics::Registry m_metrics;
    const pipeline::TopicNames m_topics;
    SimBus m_bus;
    std::unique_ptr<Core> m_core;
    bool m_quiet = false;
    std::optional<int> m_untilCrash;
    int m_crashes = 0;
    int m_storeFaults = 0;
    int m_powerLosses = 0;
    std::string m_schedule;
    DiskImage m_disk; // when its recording began
    std::size_t m_beforeCommit = 0; // of the recording
    bool m_committed = false; // and nobody has heard of it
    int m_waited = 0;
    int m_wireDuplicates = 0;

    struct Order
    {
        std::string name;
        bus::TopicPartition at;
        std::int64_t offset = 0;
        Bytes body;
        bool answered = false;
    };
    std::map<Uuid, Order> m_orders; // by command id
    std::set<std::pair<bus::TopicPartition, std::int64_t>> m_discarded;
    bool m_repaired = false;
    std::map<std::string, int> m_failures;
    std::map<std::string, std::optional<Uuid>> m_commands; // body: id until it is answered
    std::vector<std::pair<std::string, Uuid>> m_unsent;
    std::map<bus::TopicPartition, std::int64_t> m_stored; // offsets as last seen
};

} // namespace locus::test
