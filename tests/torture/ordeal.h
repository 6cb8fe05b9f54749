// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/torture/checker.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace locus::torture {

struct OrdealOptions
{
    std::uint64_t seed = 1; // chooses values, faults and their times
    bool kafka = false; // else the embedded log
    int faults = 6;
    double perSecond = 150; // values by the gateway; on Kafka half as many again by the bus
    std::filesystem::path history; // JSON Lines; written anew
};

struct Sample
{
    std::int64_t atMs = 0;
    double latencyMs = 0; // worst acknowledgement of the last tenth of a second
    int waiting = 0; // values sent and without a result: the lag a clinician feels
};

struct OrdealReport
{
    Verdict verdict;
    std::vector<std::string> storeFaults; // what the store's own check says at the end
    std::map<std::string, std::vector<std::int64_t>> recoveryMs; // by fault: its end to a result
    std::vector<Fault> faults;
    std::vector<Sample> samples;
    std::int64_t quietMs = 0; // until everything was done, after the last fault
    std::int64_t residentKiB = 0; // highest
};

// One run against real processes: values go in by the gateway (and by the broker), faults come,
// then a quiet time, then everything is counted. Errors: the run itself could not be done; a
// violation is no error but in the verdict.
Result<OrdealReport> runOrdeal(const OrdealOptions& options);

} // namespace locus::torture
