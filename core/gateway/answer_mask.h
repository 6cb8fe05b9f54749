// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/gateway/reveals.h"
#include "core/masking/answer_view.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::gateway {

struct Call;
struct ChangeFrame;

// The one place that decides what leaves the core for a caller: each answer and each change goes
// through it, by the policy of masking and by what the caller's session has revealed. A method that
// no rule names answers with nothing. Thread contract: the gateway's thread.
class AnswerMask
{
public:
    // `siteKey`: 32 octets, for hashes.
    AnswerMask(std::shared_ptr<const masking::MaskingPolicy> policy, Bytes siteKey,
        const Reveals& reveals, const Clock& clock);

    // Before the handler: what is masked is not searched, filtered or sorted by, and no mask is
    // written back. Errors: refused "masking.not_searchable", "masking.mask_written".
    [[nodiscard]] Status check(const Call& call) const;
    // The open reveal that the call reads under; none: nothing is revealed.
    [[nodiscard]] const Reveals::Reveal* revealFor(const Call& call) const;

    // On the way out. An answer that cannot be masked is withheld, with the reason.
    [[nodiscard]] Result<Bytes> answer(const Call& call, Result<Bytes> result) const;
    // A row as this follower may see it; nothing: as it is.
    [[nodiscard]] std::optional<Bytes> row(
        const people::Principal& principal, const ChangeFrame& change) const;

    [[nodiscard]] BytesView siteKey() const { return m_siteKey; }

private:
    // By name, for each set of roles: made once.
    using Views = std::array<std::map<std::string, masking::AnswerView, std::less<>>, 32>;
    [[nodiscard]] const masking::AnswerView& view(Views& views, std::string_view prefix,
        std::string_view name, const std::vector<people::Role>& roles) const;
    [[nodiscard]] masking::AnswerView revealedView(
        const Call& call, const Reveals::Reveal& reveal) const;
    [[nodiscard]] const masking::AnswerView& viewFor(const Call& call) const;

    std::shared_ptr<const masking::MaskingPolicy> m_policy;
    const Bytes m_siteKey;
    const Reveals& m_reveals;
    const Clock& m_clock;
    mutable Views m_answers;
    mutable Views m_rows;
};

} // namespace locus::gateway
