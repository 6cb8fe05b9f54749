// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/people/role.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locus::masking {

// What is left of a value that is not shown.
enum class Mode : std::uint8_t
{
    Replace, // a fixed text that tells nothing, not even the length
    Remove, // the member is gone
    KeepFirst, // the first n characters of a text
    KeepLast,
    Initials,
    Email, // the first letter and the domain
    Year, // of a date
    Zero, // of a number
    Hash // keyed by the site: equal values stay equal, and nobody else can try them out
};

// A step on the way into a payload, and what holds there. Made by a policy; shared, never changed.
struct Node;

// Who sees which fields of which events: an allow-list. What no rule names is masked, names of
// unknown members included, for a map may be keyed by patients. A rule names events by type
// ("Task.Started", "Task.*", "*"), roles, and paths: `status`, `patient.name`, `items[*].code`,
// `*.count` for any member; a path shows all that is below it, `*` at its end also the names. The
// longest type that fits decides, and nothing is taken from the shorter ones. Source of the rules:
// house design for masking (allow-list, fail closed, before filter and search). Thread contract:
// immutable, any thread.
class MaskingPolicy
{
public:
    // {"rules": [{"events": "Task.*", "roles": ["operator"], "show": ["taskId"],
    //   "mask": [{"path": "patientId", "mode": "hash"}, {"path": "name", "mode": "keepFirst",
    //   "n": 1}], "headers": ["ce_type"], "key": "hash"}]}
    // A rule about what the core answers says "answers" (a method, "patients.*", or
    // "changes.<stream>") in place of "events"; the two never meet, not even by "*".
    // Errors: invalid "masking.malformed" with "path" (JSON pointer) and "allowed".
    static Result<MaskingPolicy> parse(BytesView json);
    // The one that ships: resources/masking/policy.json, which a test reads.
    static const MaskingPolicy& builtIn();

    MaskingPolicy(MaskingPolicy&&) noexcept;
    MaskingPolicy& operator=(MaskingPolicy&&) noexcept;
    ~MaskingPolicy();

    // Of headers and the key, what may be seen.
    struct Outside
    {
        std::vector<std::string> headers; // names, shown whole
        bool showsKey = false;
        Mode key = Mode::Replace;
    };
    struct View
    {
        // One way into the payload for each role of the caller: what one of them may see is seen.
        std::vector<const Node*> roots;
        Outside outside;
    };
    [[nodiscard]] View viewOf(
        std::string_view eventType, std::span<const people::Role> roles) const;
    [[nodiscard]] View answerViewOf(
        std::string_view method, std::span<const people::Role> roles) const;

private:
    struct Rule;
    [[nodiscard]] View viewOf(
        std::string_view name, bool isAnswer, std::span<const people::Role> roles) const;
    explicit MaskingPolicy(std::vector<Rule> rules);

    std::vector<Rule> m_rules;
};

} // namespace locus::masking
