// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A directory of a million patients: how long it takes to know them, and to find some of them by
// what people type.
#include "core/patients/patient_index.h"
#include "tests/bench/bench_report.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>

using namespace locus::patients;
using locus::bench::percentile;

namespace {

constexpr PatientIndex::Number people = 1'000'000;
constexpr int runs = 5;
constexpr int searches = 200;
constexpr std::size_t shown = 50;
constexpr std::size_t families = 60'000;
constexpr std::size_t givenNames = 8'000;

double millisSince(std::chrono::steady_clock::time_point from)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from)
        .count();
}

// Made of syllables, so that parts of names meet as they do in life.
std::string word(std::size_t number)
{
    static constexpr std::array<const char*, 24> syllables { "an", "ber", "chi", "do", "el", "fa",
        "gra", "han", "is", "jo", "ka", "le", "mar", "no", "os", "pet", "qui", "ro", "sen", "ta",
        "ul", "vi", "we", "zo" };
    std::string out;
    do {
        out += syllables.at(number % syllables.size());
        number /= syllables.size();
    } while (number > 0);
    return out;
}

Patient personOf(PatientIndex::Number number, std::mt19937& random)
{
    Patient out;
    out.version = 1;
    // Few names are frequent, most are rare.
    const auto skewed = [&](std::size_t most) {
        const double share = static_cast<double>(random()) / static_cast<double>(random.max());
        return static_cast<std::size_t>(share * share * static_cast<double>(most - 1));
    };
    out.names = { { word(skewed(families) + 30), { word(skewed(givenNames) + 7) }, "official" } };
    out.birthDate = PartialDate { 1930 + static_cast<int>(random() % 90),
        1 + static_cast<int>(random() % 12), 1 + static_cast<int>(random() % 28) };
    out.identifiers = { { "urn:mrn", std::to_string(100'000'000 + number * 7ULL), "" } };
    return out;
}

// What people type: a name, two parts of names, a name and a date, digits of a number.
std::string typed(const Patient& of, int kind)
{
    const std::string& family = of.names[0].family;
    const std::string& given = of.names[0].given[0];
    switch (kind % 4) {
    case 0: return family;
    case 1: return given.substr(0, 3) + ' ' + family.substr(family.size() / 3);
    case 2: return family.substr(0, 4) + ' ' + toString(*of.birthDate);
    default: return of.identifiers[0].value.substr(2, 6);
    }
}

double residentMiB()
{
    std::ifstream status("/proc/self/statm");
    double pages = 0;
    status >> pages >> pages;
    return pages * 4096 / (1024.0 * 1024.0);
}

} // namespace

int main()
{
    locus::bench::Report report("patients", "1,000,000 patients in memory, found as people type");
    std::mt19937 random(1);
    const double before = residentMiB();
    PatientIndex index;
    std::vector<Patient> some;
    const auto start = std::chrono::steady_clock::now();
    for (PatientIndex::Number number = 0; number < people; ++number) {
        Patient person = personOf(number, random);
        index.put(number, person);
        if (number % (people / searches) == 0) {
            some.push_back(std::move(person));
        }
    }
    report.add("knowing one", "us", millisSince(start) * 1e3 / people);
    report.add("memory", "MiB", residentMiB() - before);
    for (int run = 0; run < runs; ++run) {
        std::vector<double> millis;
        for (std::size_t i = 0; i < some.size(); ++i) {
            const auto from = std::chrono::steady_clock::now();
            const auto found = index.find(typed(some[i], static_cast<int>(i)), shown);
            millis.push_back(millisSince(from));
            if (found.total == 0) {
                std::fputs("bench_patients: somebody who is there was not found\n", stderr);
                return 1;
            }
        }
        report.add("search p50", "ms", percentile(millis, 0.5));
        report.add("search p99", "ms", percentile(millis, 0.99));
        report.add("search, slowest", "ms", percentile(millis, 1));
    }
    report.print();
    return 0;
}
