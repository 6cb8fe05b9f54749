// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/masking_node.h"

#include "core/base/text.h"

namespace locus::masking {

namespace {

constexpr std::string_view eachSuffix = "[*]";

Node& made(std::unique_ptr<Node>& node)
{
    if (!node) {
        node = std::make_unique<Node>();
    }
    return *node;
}

} // namespace

Result<Node*> Node::make(std::string_view path)
{
    Node* at = this;
    for (std::string_view step : split(path, '.')) {
        std::size_t lists = 0;
        for (; step.ends_with(eachSuffix); step.remove_suffix(eachSuffix.size())) {
            ++lists;
        }
        const bool isOdd = step.find_first_of("[]") != std::string_view::npos
            || (step.find('*') != std::string_view::npos && step != "*");
        if (isOdd || (step.empty() && (lists == 0 || at != this))) {
            return invalid("masking.bad_path", "'" + std::string(path) + "' is not a path")
                .with("allowed", "names between dots, * for any name, [*] behind a list");
        }
        if (!step.empty()) {
            at = step == "*" ? &made(at->anyMember) : &at->members[std::string(step)];
        }
        for (; lists > 0; --lists) {
            at = &made(at->eachItem);
        }
    }
    return at;
}

} // namespace locus::masking
