// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/masking/masked_json.h"
#include "core/masking/masking_node.h"
#include "core/masking/masking_policy.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locus::masking {

// What callers of these roles may see of an answer of the core. Thread contract: immutable but for
// reveal(); the policy outlives it.
class AnswerView
{
public:
    // `method`: "patients.get", or "changes.<stream>" for a row as a change brings it.
    AnswerView(
        const MaskingPolicy& policy, std::string_view method, std::span<const people::Role> roles);

    // From here on also these paths are seen; none: all.
    void reveal(const std::vector<std::string>& paths);

    [[nodiscard]] bool showsAll() const { return m_all; }
    // Whether the value at the path is seen as it is, so that it may be searched and sorted by.
    [[nodiscard]] bool shows(std::string_view path) const;

    // The answer with "masked": the paths of what is not in the clear, where there are any. Errors:
    // refused "masking.not_json", "masking.too_deep".
    [[nodiscard]] Result<Bytes> apply(BytesView answer, BytesView siteKey) const;

private:
    std::vector<const Node*> m_roots;
    std::shared_ptr<Node> m_revealed;
    bool m_all = false;
};

// A path as a policy writes it. Errors: invalid "masking.bad_path".
Status checkPath(std::string_view path);

} // namespace locus::masking
