// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/masking/masking_policy.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locus::masking {

inline constexpr std::string_view maskText = "\u2022\u2022\u2022"; // three bullets

// A record as somebody may see it.
struct MaskedRecord
{
    std::optional<Bytes> key;
    std::vector<std::pair<std::string, std::optional<Bytes>>> headers; // in order, repeats kept
    std::optional<Bytes> value;
    std::size_t masked = 0; // fields, headers and key
    std::string hidden; // why the whole value is hidden; empty: it is not
};

// A record as it is. `eventType` empty: not an event, which no rule names but `*`.
struct ClearRecord
{
    std::string_view eventType;
    std::optional<BytesView> key;
    std::span<const std::pair<std::string, std::optional<Bytes>>> headers;
    std::optional<BytesView> value;
};

// One caller's eyes. Fails closed: a value that is not JSON, is nested deeper than 32 levels or
// belongs to no rule is hidden whole, with the reason. To be applied before a filter, a sort or a
// search looks at a record, so that nobody finds what he may not see.
// Thread contract: immutable, any thread; the policy outlives it.
class Masking
{
public:
    // `siteKey`: 32 octets, for hashes.
    Masking(const MaskingPolicy& policy, std::vector<people::Role> roles, Bytes siteKey);

    [[nodiscard]] MaskedRecord record(const ClearRecord& clear) const;
    // The payload of an event alone. Errors, which are why it is hidden whole: refused
    // "masking.no_rule", "masking.not_json", "masking.too_deep".
    struct MaskedPayload
    {
        Bytes json;
        std::size_t masked = 0;
    };
    [[nodiscard]] Result<MaskedPayload> payload(std::string_view eventType, BytesView json) const;

private:
    [[nodiscard]] Result<MaskedPayload> payload(
        const MaskingPolicy::View& view, BytesView json) const;

    const MaskingPolicy& m_policy;
    const std::vector<people::Role> m_roles;
    const Bytes m_siteKey;
};

} // namespace locus::masking
