// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/masking/masking_policy.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace locus::masking {

struct Masked
{
    Mode mode = Mode::Replace;
    std::size_t kept = 0; // characters
};

struct Node
{
    std::map<std::string, Node, std::less<>> members;
    std::unique_ptr<Node> anyMember; // `*`
    std::unique_ptr<Node> eachItem; // `[*]`
    bool shown = false; // and all below
    std::optional<Masked> masked;

    // The node at the end of the path, made on the way. Errors: invalid "masking.bad_path".
    Result<Node*> make(std::string_view path);
};

} // namespace locus::masking
