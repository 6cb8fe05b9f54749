// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locus::metrics {

using Labels = std::vector<std::pair<std::string, std::string>>;

// Only grows. Thread contract of all three instruments: safe from any thread, no lock is taken.
class Counter
{
public:
    void add(std::uint64_t by = 1) { m_value.fetch_add(by, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value { 0 };
};

class Gauge
{
public:
    void set(double value) { m_value.store(value, std::memory_order_relaxed); }
    void clear() { set(unknown); } // absent from the text, as before the first set()
    // Nothing: unknown.
    [[nodiscard]] std::optional<double> value() const
    {
        const double value = m_value.load(std::memory_order_relaxed);
        return value == value ? std::optional(value) : std::nullopt;
    }

private:
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    std::atomic<double> m_value { unknown };
};

// Counts observations by upper bound, as Prometheus does: a value equal to a bound is below it.
class Histogram
{
public:
    explicit Histogram(std::vector<double> bounds); // REQUIRES: ascending
    void observe(double value);

    [[nodiscard]] const std::vector<double>& bounds() const { return m_bounds; }
    // Observations at or below the bound of this index; index bounds().size() is all of them.
    [[nodiscard]] std::uint64_t cumulative(std::size_t index) const;
    [[nodiscard]] double sum() const { return m_sum.load(std::memory_order_relaxed); }

private:
    const std::vector<double> m_bounds;
    std::vector<std::atomic<std::uint64_t>> m_buckets; // one more than bounds
    std::atomic<double> m_sum { 0 };
};

// All instruments of a process by name and labels. Asking again for the same name and labels gives
// the same instrument; it lives as long as the registry. Ask once at start, keep the reference.
// Thread contract: safe from any thread. REQUIRES: one name, one kind of instrument.
class Registry
{
public:
    Registry();
    ~Registry();
    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;

    Counter& counter(std::string_view name, std::string_view help, const Labels& labels = {});
    Gauge& gauge(std::string_view name, std::string_view help, const Labels& labels = {});
    Histogram& histogram(std::string_view name, std::string_view help, std::vector<double> bounds,
        const Labels& labels = {});

    // Prometheus text exposition, format 0.0.4, families by name.
    [[nodiscard]] Bytes text() const;

private:
    struct Family;
    Family& family(std::string_view name, std::string_view help, std::string_view kind);

    mutable std::mutex m_mutex;
    std::vector<std::unique_ptr<Family>> m_families; // sorted by name
};

// Upper bounds in milliseconds for work that should take between 0.1 ms and 5 s.
std::vector<double> latencyBoundsMs();

} // namespace locus::metrics
