// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_report.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <sstream>

#include <unistd.h>

namespace locus::bench {

Report::Report(std::string name, std::string what)
    : m_name(std::move(name))
    , m_what(std::move(what))
{ }

void Report::add(const std::string& figure, const std::string& unit, double value)
{
    m_figures[figure].unit = unit;
    m_figures[figure].values.push_back(value);
}

void Report::note(const std::string& name, const std::string& text)
{
    m_notes[name] = text;
}

void Report::print() const
{
    nlohmann::ordered_json json { { "bench", m_name }, { "what", m_what } };
    for (const auto& [name, figure] : m_figures) {
        const auto [low, high] = std::minmax_element(figure.values.begin(), figure.values.end());
        json["figures"][name] = { { "unit", figure.unit },
            { "median", percentile(figure.values, 0.5) }, { "min", *low }, { "max", *high },
            { "runs", figure.values } };
    }
    for (const auto& [name, text] : m_notes) {
        json["notes"][name] = text;
    }
    std::cout << json.dump() << std::endl;
}

double percentile(std::vector<double> samples, double share)
{
    if (samples.empty()) {
        return 0;
    }
    std::sort(samples.begin(), samples.end());
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(samples.size())));
    return samples[std::clamp<std::size_t>(rank, 1, samples.size()) - 1];
}

double cpuSeconds(long long pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    std::getline(file, line);
    std::istringstream rest(line.substr(line.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) {
        rest >> skipped;
    }
    double user = 0;
    double system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace locus::bench
