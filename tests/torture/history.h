// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace locus::torture {

// One try of a client to get a unique value into the core. Written as Invoked before anything is
// sent and as its outcome afterwards. Unknown: it may have happened or not.
struct Operation
{
    enum class Phase : std::uint8_t
    {
        Invoked,
        Ok,
        Failed, // refused: must never take effect
        Unknown
    };
    Phase phase = Phase::Invoked;
    std::string value;
    std::int64_t atMs = 0; // since the run began
};

// A record as one reader got it, in the order of its reading.
struct Polled
{
    std::string reader;
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::string eventId;
    std::string aggregate;
    std::uint64_t version = 0; // of the aggregate's stream; 0: not an event of a stream
    std::int64_t atMs = 0;
};

// What the core holds at the end, after the quiet time.
struct Held
{
    std::string value;
    std::string aggregate;
    std::uint64_t version = 0; // all events of the aggregate up to this one must have been seen
    int effects = 0; // results; exactly one is right
};

struct Letter
{
    std::string id;
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    bool hasOctets = false; // key, value and headers equal to the record's
    bool hasCause = false;
};

// What was done to the core or its surroundings; for the picture, not for the verdict.
struct Fault
{
    std::string name;
    std::int64_t fromMs = 0;
    std::int64_t toMs = 0;
};

using Entry = std::variant<Operation, Polled, Held, Letter, Fault>;

// The history of a run: JSON Lines, each on the disk before the next step of the run, so that the
// run itself may be killed and judged afterwards.
// Thread contract: one thread.
class History
{
public:
    static Result<History> create(const std::filesystem::path& file);
    static Result<std::vector<Entry>> read(const std::filesystem::path& file);
    History(History&& other) noexcept;
    History& operator=(History&&) = delete;
    ~History();

    Status add(Entry entry);
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }

private:
    explicit History(int descriptor)
        : m_descriptor(descriptor)
    { }

    int m_descriptor;
    std::vector<Entry> m_entries;
};

} // namespace locus::torture
