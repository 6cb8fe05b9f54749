// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/registry.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <map>

namespace locus::metrics {

namespace {

void appendEscaped(Bytes& out, std::string_view text, bool inLabel)
{
    for (const char c : text) {
        if (c == '\\') {
            out += "\\\\";
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '"' && inLabel) {
            out += "\\\"";
        } else {
            out += c;
        }
    }
}

std::string numberText(double value)
{
    if (std::isnan(value)) {
        return "NaN";
    }
    if (std::isinf(value)) {
        return value > 0 ? "+Inf" : "-Inf";
    }
    std::array<char, 32> buffer {};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return { buffer.data(), end.ptr };
}

// The inside of the braces; sorted, so that equal labels are one instrument.
std::string labelText(Labels labels)
{
    std::sort(labels.begin(), labels.end());
    std::string out;
    for (const auto& [name, value] : labels) {
        out += (out.empty() ? "" : ",") + name + "=\"";
        appendEscaped(out, value, true);
        out += '"';
    }
    return out;
}

void appendSample(Bytes& out, std::string_view name, std::string_view suffix,
    const std::string& labels, const std::string& value)
{
    out.append(name).append(suffix);
    if (!labels.empty()) {
        out.append("{").append(labels).append("}");
    }
    out.append(" ").append(value).append("\n");
}

} // namespace

struct Registry::Family
{
    std::string name;
    std::string help;
    std::string kind;
    std::map<std::string, std::unique_ptr<Counter>> counters;
    std::map<std::string, std::unique_ptr<Gauge>> gauges;
    std::map<std::string, std::unique_ptr<Histogram>> histograms;

    void appendHistogram(Bytes& out, const std::string& labels, const Histogram& histogram) const
    {
        const std::string before = labels.empty() ? "" : labels + ",";
        const auto& bounds = histogram.bounds();
        for (std::size_t i = 0; i <= bounds.size(); ++i) {
            std::string within = before;
            within.append("le=\"").append(i < bounds.size() ? numberText(bounds[i]) : "+Inf");
            appendSample(
                out, name, "_bucket", within.append("\""), std::to_string(histogram.cumulative(i)));
        }
        appendSample(out, name, "_sum", labels, numberText(histogram.sum()));
        appendSample(
            out, name, "_count", labels, std::to_string(histogram.cumulative(bounds.size())));
    }

    [[nodiscard]] bool known() const
    {
        return gauges.empty() || std::any_of(gauges.begin(), gauges.end(), [](const auto& gauge) {
            return gauge.second->value().has_value();
        });
    }

    void appendTo(Bytes& out) const
    {
        out.append("# HELP ").append(name).append(" ");
        appendEscaped(out, help, false);
        out.append("\n# TYPE ").append(name).append(" ").append(kind).append("\n");
        for (const auto& [labels, counter] : counters) {
            appendSample(out, name, "", labels, std::to_string(counter->value()));
        }
        for (const auto& [labels, gauge] : gauges) {
            if (const auto value = gauge->value()) {
                appendSample(out, name, "", labels, numberText(*value));
            }
        }
        for (const auto& [labels, histogram] : histograms) {
            appendHistogram(out, labels, *histogram);
        }
    }
};

Histogram::Histogram(std::vector<double> bounds)
    : m_bounds(std::move(bounds))
    , m_buckets(m_bounds.size() + 1)
{
    assert(std::is_sorted(m_bounds.begin(), m_bounds.end()));
}

void Histogram::observe(double value)
{
    const auto at = std::lower_bound(m_bounds.begin(), m_bounds.end(), value) - m_bounds.begin();
    m_buckets[static_cast<std::size_t>(at)].fetch_add(1, std::memory_order_relaxed);
    double before = m_sum.load(std::memory_order_relaxed);
    while (!m_sum.compare_exchange_weak(before, before + value, std::memory_order_relaxed)) { }
}

std::uint64_t Histogram::cumulative(std::size_t index) const
{
    std::uint64_t total = 0;
    for (std::size_t i = 0; i <= index; ++i) {
        total += m_buckets[i].load(std::memory_order_relaxed);
    }
    return total;
}

Registry::Registry() = default;
Registry::~Registry() = default;

Registry::Family& Registry::family(
    std::string_view name, std::string_view help, std::string_view kind)
{
    const auto at = std::lower_bound(m_families.begin(), m_families.end(), name,
        [](const auto& family, std::string_view wanted) { return family->name < wanted; });
    if (at != m_families.end() && (*at)->name == name) {
        assert((*at)->kind == kind);
        return **at;
    }
    auto made = std::make_unique<Family>();
    made->name = name;
    made->help = help;
    made->kind = kind;
    return **m_families.insert(at, std::move(made));
}

Counter& Registry::counter(std::string_view name, std::string_view help, const Labels& labels)
{
    const std::lock_guard lock(m_mutex);
    auto& slot = family(name, help, "counter").counters[labelText(labels)];
    if (!slot) {
        slot = std::make_unique<Counter>();
    }
    return *slot;
}

Gauge& Registry::gauge(std::string_view name, std::string_view help, const Labels& labels)
{
    const std::lock_guard lock(m_mutex);
    auto& slot = family(name, help, "gauge").gauges[labelText(labels)];
    if (!slot) {
        slot = std::make_unique<Gauge>();
    }
    return *slot;
}

Histogram& Registry::histogram(
    std::string_view name, std::string_view help, std::vector<double> bounds, const Labels& labels)
{
    const std::lock_guard lock(m_mutex);
    auto& slot = family(name, help, "histogram").histograms[labelText(labels)];
    if (!slot) {
        slot = std::make_unique<Histogram>(std::move(bounds));
    }
    return *slot;
}

Bytes Registry::text() const
{
    const std::lock_guard lock(m_mutex);
    Bytes out;
    for (const auto& family : m_families) {
        if (family->known()) {
            family->appendTo(out);
        }
    }
    return out;
}

std::vector<double> latencyBoundsMs()
{
    return { 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000 };
}

} // namespace locus::metrics
