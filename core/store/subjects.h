// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// Under which subjects the store and its bus keep what is known of a person.
struct Subjects
{
    std::vector<std::string> all; // what follows included
    std::vector<analyses::AnalysisId> analyses;
    std::size_t letters = 0; // dead letters
};

// The references themselves, each of their analyses (events, records, lanes), the names of their
// lanes, and the dead letters of those and of records that have a reference as their key. The same
// for a subject that is no patient: it alone, with the letters of its lane.
Result<Subjects> subjectsOf(
    Database& database, const PayloadCodec& codec, const std::vector<std::string>& references);

} // namespace locus::store
