// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/integrity_watch.h"

#include "core/backup/damage.h"
#include "core/backup/manifest.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/bus/embedded/log_copy.h"
#include "core/sqlite/sliced_check.h"
#include "core/store/store.h"

#include <future>
#include <utility>

namespace locus::backup {

namespace {

using namespace std::chrono_literals;

constexpr auto glance = 50ms; // how soon a stop or a slice that takes too long is seen

} // namespace

IntegrityWatch::IntegrityWatch(
    std::filesystem::path dataDir, const Clock& clock, const PayloadCodec& codec, IntegrityTiming timing)
    : m_dataDir(std::move(dataDir))
    , m_clock(clock)
    , m_codec(codec)
    , m_timing(timing)
{
    for (const char* name : { storeFile, busFile }) {
        std::error_code ignored;
        if (std::filesystem::exists(m_dataDir / name, ignored)) {
            m_files.push_back({ name, Integrity::State::Unknown, {}, {}, false });
        }
    }
    m_thread = std::thread([this] { run(); });
}

IntegrityWatch::~IntegrityWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

std::vector<Integrity> IntegrityWatch::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_files;
}

bool IntegrityWatch::waitFor(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, time, [this] { return m_stopping; });
}

void IntegrityWatch::run()
{
    for (auto pause = m_timing.first; waitFor(pause); pause = m_timing.every) {
        for (std::size_t i = 0; i < m_files.size() && waitFor(0ms); ++i) {
            check(i);
        }
    }
}

void IntegrityWatch::check(std::size_t index)
{
    Integrity found = state()[index];
    found.isBeingChecked = true;
    note(index, found);
    found.isBeingChecked = false;
    const std::filesystem::path file = m_dataDir / found.file;
    auto opened = found.file == storeFile ? store::checkInSlices(file, m_codec)
                                          : bus::embedded::checkLogInSlices(file);
    const auto leftOut = opened.ok() ? readAll(**opened) : opened.error();
    if (!waitFor(0ms)) {
        return; // what was known stays
    }
    found.checkedAt = m_clock.now();
    if (leftOut.ok()) {
        found.state = Integrity::State::Whole;
        found.detail = leftOut->empty()
            ? std::string()
            : "not read, because it took too long: " + join(*leftOut, ", ");
    } else if (leftOut.error().isRetriable()) {
        found.state = Integrity::State::Unreadable;
        found.detail = leftOut.error().message;
        log::warn("integrity.not_checked", { { "file", found.file }, { "why", found.detail } });
    } else {
        found.state = Integrity::State::Damaged;
        found.detail = withRestore(leftOut.error(), m_dataDir).message;
        log::error("integrity.damaged", { { "file", found.file }, { "why", found.detail } });
    }
    note(index, std::move(found));
}

Result<std::vector<std::string>> IntegrityWatch::readAll(sqlite::SlicedCheck& check)
{
    for (;;) {
        const Duration began = m_clock.monotonic();
        LOCUS_TRY_VALUE(more, step(check));
        const auto took = std::chrono::ceil<std::chrono::milliseconds>(m_clock.monotonic() - began);
        if (!more || !waitFor(took)) {
            return check.leftOut();
        }
    }
}

// SQLite looks for a stop inside a long read only when it is told to from another thread.
Result<bool> IntegrityWatch::step(sqlite::SlicedCheck& check)
{
    auto done = std::async(std::launch::async, [&check] { return check.step(); });
    for (auto waited = 0ms; done.wait_for(glance) != std::future_status::ready; waited += glance) {
        if (waited >= m_timing.longestSlice || !waitFor(0ms)) {
            check.interrupt();
        }
    }
    return done.get();
}

void IntegrityWatch::note(std::size_t index, Integrity found)
{
    const std::lock_guard lock(m_mutex);
    m_files[index] = std::move(found);
}

} // namespace locus::backup
