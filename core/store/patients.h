// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/patients/patient.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace locus {
class PayloadCodec;
}

namespace locus::store {

class Database;

// The state of all patients, each sealed under his id; a row is found by a look-up of the id. Whose
// key was erased is not there any more. Writing needs the writer's connection; reading any.
class Patients
{
public:
    Patients(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    Result<std::optional<patients::Patient>> load(std::string_view id);
    Result<std::optional<patients::Patient>> byNumber(std::int64_t number);
    Status put(const patients::Patient& patient);
    // Leaves an empty row in the place of what was known.
    Status erase(std::string_view id);
    // There was somebody of this id, and nothing of him can be read any more.
    Result<bool> isErased(std::string_view id);

    // Rows in the order of their last change.
    struct Changed
    {
        std::int64_t number = 0; // of the row, for good
        std::int64_t change = 0;
        std::optional<patients::Patient> patient; // none: his key was erased
    };
    Result<std::vector<Changed>> changedAfter(std::int64_t change, int limit);

private:
    Result<std::optional<patients::Patient>> opened(BytesView sealed);

    Database& m_database;
    const PayloadCodec& m_codec;
};

} // namespace locus::store
