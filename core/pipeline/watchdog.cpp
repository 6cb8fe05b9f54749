// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/watchdog.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/text.h"

#include <map>

namespace locus::pipeline {

namespace {
constexpr std::size_t notesCap = 64 * 1024;
constexpr auto lookEvery = std::chrono::milliseconds(500);
} // namespace

Watchdog::Watchdog(const Clock& clock, const InFlight& inFlight, std::filesystem::path notes)
    : m_clock(clock)
    , m_inFlight(inFlight)
    , m_notes(std::move(notes))
{ }

Watchdog::~Watchdog()
{
    stop();
}

Watchdog::Suspects Watchdog::suspects(const std::filesystem::path& notes)
{
    Suspects out;
    const Bytes text = readFile(notes, notesCap).valueOr(Bytes());
    std::map<std::string, int> seen;
    for (const std::string_view line : split(text, '\n')) {
        const auto parts = split(line, ' ');
        const auto partition = parts.size() == 3 ? toInt(parts[1]) : std::nullopt;
        const auto offset = parts.size() == 3 ? toInt(parts[2]) : std::nullopt;
        if (partition && offset && ++seen[std::string(line)] >= 2) {
            out.insert(
                { { std::string(parts[0]), static_cast<std::int32_t>(*partition) }, *offset });
        }
    }
    return out;
}

bool Watchdog::look(Duration limit) const
{
    const Duration since = m_inFlight.since();
    if (since == Duration::zero() || m_clock.monotonic() - since < limit) {
        return false;
    }
    const std::string what = m_inFlight.describe();
    Bytes notes = readFile(m_notes, notesCap).valueOr(Bytes());
    notes += what + '\n';
    const Status written = writeFileAtomically(m_notes, notes, true);
    log::error("pipeline.hangs",
        { { "input", what.empty() ? "not a record" : what },
            { "noted", written.ok() ? "yes" : written.error().code } });
    return true;
}

void Watchdog::start(Duration limit, End end)
{
    m_thread = std::thread([this, limit, end = std::move(end)] {
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, lookEvery, [this] { return m_stopping; })) {
            if (look(limit)) {
                log::flush();
                end();
                return;
            }
        }
    });
}

void Watchdog::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_wake.notify_all();
    }
    if (m_thread.joinable()) {
        m_thread.join();
        std::error_code ignored;
        std::filesystem::remove(m_notes, ignored);
    }
}

} // namespace locus::pipeline
