// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/answer_mask.h"

#include "core/base/clock.h"
#include "core/gateway/change_subscriber.h"
#include "core/gateway/rpc_table.h"
#include "core/masking/masking.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace locus::gateway {

using masking::AnswerView;
using nlohmann::json;

namespace {

constexpr std::size_t mostRead = 64UL * 1024; // of parameters: the largest frame
constexpr std::string_view bullet = "\u2022";
constexpr std::string_view escapedBullet = "\\u2022";

// What a request looks for, and where the answer shows it. `value`: only where the member says
// this.
struct Search
{
    std::string_view method;
    const char* member; // JSON pointer
    std::string_view value;
    std::string_view path;
};
constexpr std::array searches {
    Search { "patients.search", "/text", {}, "items[*].name[*]" },
    Search { "patients.search", "/text", {}, "items[*].identifier[*]" },
    Search { "patients.search", "/text", {}, "items[*].birthDate" },
    Search { "analyses.list", "/filter", {}, "items[*].label" },
    Search { "analyses.list", "/filter", {}, "items[*].patientRef" },
    Search { "analyses.list", "/where/text", {}, "items[*].label" },
    Search { "analyses.list", "/where/text", {}, "items[*].patientRef" },
    Search { "analyses.list", "/where/patientRef", {}, "items[*].patientRef" },
    Search { "analyses.list", "/where/submittedBy", {}, "items[*].submittedBy" },
    Search { "analyses.list", "/sort", "mostSevere", "items[*].mostSevere" },
    Search { "analyses.list", "/sort", "-mostSevere", "items[*].mostSevere" },
    Search { "deadLetters.list", "/filter/errorCode", {}, "items[*].errorCode" },
    Search { "deadLetters.list", "/filter/handler", {}, "items[*].handler" },
    Search { "deadLetters.list", "/filter/topic", {}, "items[*].topic" },
    Search { "deadLetters.list", "/filter/cause", {}, "items[*].cause" },
    Search { "deadLetters.stats", "/filter/errorCode", {}, "causes[*].errorCode" },
    Search { "deadLetters.stats", "/filter/handler", {}, "causes[*].handler" },
    Search { "deadLetters.stats", "/filter/topic", {}, "causes[*].topic" },
    Search { "audit.list", "/filter/actor", {}, "items[*].actor" },
    Search { "audit.list", "/filter/entity", {}, "items[*].entity" },
    Search { "audit.list", "/filter/subject", {}, "items[*].subject" },
    Search { "audit.list", "/filter/action", {}, "items[*].action" },
};

// The member of the parameters that names the record.
constexpr std::array records { std::pair { "patientId", "Patient/" },
    std::pair { "analysisId", "Analysis/" }, std::pair { "deadLetterId", "DeadLetter/" } };

json parsed(const Bytes& params)
{
    json object =
        params.empty() || params.size() > mostRead ? json() : json::parse(params, nullptr, false);
    return object.is_object() ? std::move(object) : json::object();
}

std::string textOf(const json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool holdsMask(const json& value)
{
    if (value.is_string()) {
        return value.get_ref<const std::string&>().find(masking::maskText) != std::string::npos;
    }
    return value.is_structured() && std::any_of(value.begin(), value.end(), holdsMask);
}

bool isSearchedFor(const Search& search, const json& params)
{
    const json::json_pointer at(search.member);
    if (!params.contains(at)) {
        return false;
    }
    const json& value = params.at(at);
    return value.is_string()
        && (search.value.empty() ? !value.get_ref<const std::string&>().empty()
                                 : value.get_ref<const std::string&>() == search.value);
}

// Where rights to see patients are missing, what an error quotes is not the caller's to see.
Error withoutQuotes(Error error)
{
    std::erase_if(error.context, [](const auto& member) { return member.first == "found"; });
    return error;
}

} // namespace

AnswerMask::AnswerMask(std::shared_ptr<const masking::MaskingPolicy> policy, Bytes siteKey,
    const Reveals& reveals, const Clock& clock)
    : m_policy(std::move(policy))
    , m_siteKey(std::move(siteKey))
    , m_reveals(reveals)
    , m_clock(clock)
{ }

const AnswerView& AnswerMask::view(Views& views, std::string_view prefix, std::string_view name,
    const std::vector<people::Role>& roles) const
{
    std::size_t bits = 0;
    for (const people::Role role : roles) {
        bits |= std::size_t(1) << static_cast<std::size_t>(role);
    }
    auto& known = views.at(bits);
    const auto found = known.find(name);
    if (found != known.end()) {
        return found->second;
    }
    return known
        .emplace(std::string(name), AnswerView(*m_policy, std::string(prefix).append(name), roles))
        .first->second;
}

const AnswerView& AnswerMask::viewFor(const Call& call) const
{
    const auto& own = call.principal;
    return own.overlay ? view(m_answers, {}, call.method,
               people::seesAs(own,
                   call.isLookedUp ? call.subject : textOf(parsed(call.params), "patientId"),
                   m_clock.now()))
                       : view(m_answers, {}, call.method, own.roles);
}

AnswerView AnswerMask::revealedView(const Call& call, const Reveals::Reveal& reveal) const
{
    AnswerView out = viewFor(call);
    out.reveal(reveal.fields);
    return out;
}

const Reveals::Reveal* AnswerMask::revealFor(const Call& call) const
{
    // What the caller revealed for himself is nothing that the one he acts for may see.
    if (m_reveals.isEmpty() || call.isDeputy) {
        return nullptr;
    }
    const json params = parsed(call.params);
    for (const auto& [member, prefix] : records) {
        const std::string id = textOf(params, member);
        if (!id.empty()) {
            return m_reveals.covering(call.principal, prefix + id);
        }
    }
    return nullptr;
}

Status AnswerMask::check(const Call& call) const
{
    const BytesView raw = call.params;
    if ((raw.find(bullet) != BytesView::npos || raw.find(escapedBullet) != BytesView::npos)
        && holdsMask(json::parse(raw, nullptr, false))) {
        return refused("masking.mask_written",
            "a masked value is no value: leave out what you do not see, or reveal it first")
            .with("allowed", "reveal.begin");
    }
    const bool isSearch = std::any_of(searches.begin(), searches.end(),
        [&call](const Search& search) { return search.method == call.method; });
    if (!isSearch) {
        return {};
    }
    const AnswerView& seen = viewFor(call);
    if (seen.showsAll()) {
        return {};
    }
    const json params = parsed(call.params);
    for (const Search& search : searches) {
        if (search.method == call.method && !seen.shows(search.path)
            && isSearchedFor(search, params)) {
            return refused("masking.not_searchable",
                "what is masked for you cannot be searched or sorted by: "
                    + std::string(search.path))
                .with("field", std::string(search.member).substr(1))
                .with("allowed", "members that the answer shows");
        }
    }
    return {};
}

Result<Bytes> AnswerMask::answer(const Call& call, Result<Bytes> result) const
{
    const AnswerView& seen = viewFor(call);
    if (seen.showsAll()) {
        return result;
    }
    if (!result.ok()) {
        return withoutQuotes(std::move(result).error());
    }
    const Reveals::Reveal* const reveal = revealFor(call);
    return reveal == nullptr ? seen.apply(*result, m_siteKey)
                             : revealedView(call, *reveal).apply(*result, m_siteKey);
}

std::optional<Bytes> AnswerMask::row(
    const people::Principal& principal, const ChangeFrame& change) const
{
    const AnswerView& seen = view(m_rows, "changes.", change.stream,
        principal.overlay ? people::seesAs(principal, {}, m_clock.now()) : principal.roles);
    if (change.item.empty() || seen.showsAll()) {
        return std::nullopt;
    }
    auto made = seen.apply(change.item, m_siteKey);
    return made.ok() ? std::move(*made) : Bytes(R"({"masked":["*"]})");
}

} // namespace locus::gateway
