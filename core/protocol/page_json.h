// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace locus::protocol {

// The frame of every list's answer: {"items", "next", "total"}.
nlohmann::json pageObject(nlohmann::json items, const std::string& next, std::int64_t total);

// Reads one, item by item; the first error of `item` ends it.
struct PageHead
{
    std::string next; // empty: none
    std::int64_t total = 0;
};
Result<PageHead> readPage(
    const nlohmann::json& object, const std::function<Status(const nlohmann::json&)>& item);

} // namespace locus::protocol
