// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// Under which subjects the store and its bus keep what is known of a person: the reference itself,
// each of its analyses (events, records, lanes) and the dead letters of their lanes. The same list
// for a subject that is no patient: it alone, with the letters of its lane.
Result<std::vector<std::string>> subjectsOf(
    Database& database, const PayloadCodec& codec, std::string_view patientRef);

} // namespace locus::store
