// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string_view>

namespace locus::sqlite {

// How errors speak of a file. Both live as long as the program.
struct Subject
{
    std::string_view area; // first word of the code: "store"
    std::string_view name; // in the sentence: "the store"
};

// What an (extended) SQLite result means. Retriable "<area>.disk_full", "<area>.busy",
// "<area>.io_failed"; fatal "<area>.damaged", "<area>.statement".
Error sqliteError(
    int code, std::string_view detail, std::string_view doing, const Subject& subject);

} // namespace locus::sqlite
