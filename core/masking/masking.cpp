// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/masking/masking.h"

#include "core/base/text.h"
#include "core/masking/masked_json.h"

#include <algorithm>

namespace locus::masking {

namespace {

// Header names are compared as HTTP and Kafka's readers do it: without case.
bool names(const std::vector<std::string>& shown, std::string_view name)
{
    return std::any_of(shown.begin(), shown.end(),
        [&](const std::string& one) { return equalsIgnoreCase(one, name); });
}

} // namespace

Masking::Masking(const MaskingPolicy& policy, std::vector<people::Role> roles, Bytes siteKey)
    : m_policy(policy)
    , m_roles(std::move(roles))
    , m_siteKey(std::move(siteKey))
{ }

Result<Masking::MaskedPayload> Masking::payload(
    const MaskingPolicy::View& view, BytesView json) const
{
    if (view.roots.empty()) {
        return refused("masking.no_rule", "no rule shows you anything of this kind of event");
    }
    LOCUS_TRY_VALUE(made, maskedJson(view.roots, json, m_siteKey));
    return MaskedPayload { std::move(made.text), made.masked };
}

Result<Masking::MaskedPayload> Masking::payload(std::string_view eventType, BytesView json) const
{
    return payload(m_policy.viewOf(eventType, m_roles), json);
}

MaskedRecord Masking::record(const ClearRecord& clear) const
{
    const MaskingPolicy::View view = m_policy.viewOf(clear.eventType, m_roles);
    MaskedRecord out;
    if (clear.key) {
        out.key = view.outside.showsKey
            ? std::string(*clear.key)
            : maskedText({ view.outside.key, 0 }, *clear.key, m_siteKey);
        out.masked += view.outside.showsKey ? 0 : 1;
    }
    for (const auto& [name, value] : clear.headers) {
        const bool shown = names(view.outside.headers, name);
        out.headers.emplace_back(
            name, shown || !value ? value : std::optional<Bytes>(std::string(maskText)));
        out.masked += shown || !value ? 0 : 1;
    }
    if (!clear.value) {
        return out;
    }
    auto made = payload(view, *clear.value);
    if (made.ok()) {
        out.value = std::move(made->json);
        out.masked += made->masked;
    } else {
        out.hidden = made.error().message;
    }
    return out;
}

} // namespace locus::masking
