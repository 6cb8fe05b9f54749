// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace locus::bench {

// Figures of one benchmark over its runs; prints one JSON object: name, what is measured, per
// figure the unit, median, min, max and every run's value.
class Report
{
public:
    Report(std::string name, std::string what);

    void add(const std::string& figure, const std::string& unit, double value);
    void note(const std::string& name, const std::string& text);
    void print() const;

private:
    struct Figure
    {
        std::string unit;
        std::vector<double> values;
    };
    std::string m_name;
    std::string m_what;
    std::map<std::string, Figure> m_figures;
    std::map<std::string, std::string> m_notes;
};

// The value below which `share` (0..1) of the samples lie (nearest rank).
double percentile(std::vector<double> samples, double share);
// CPU seconds (user and system) that a process has used so far.
double cpuSeconds(long long pid);

} // namespace locus::bench
