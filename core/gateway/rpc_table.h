// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/people/principal.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace locus::gateway {

class AnswerMask;
class AuditNotes;
class ChangeSubscriber;
class Deputies;
class Emergency;

// One method call of somebody known.
struct Call
{
    people::Principal principal;
    std::string method;
    Bytes params; // JSON object or empty
    ChangeSubscriber* subscriber = nullptr; // the socket that asks; none over HTTP
    std::string address {}; // where it comes from; empty: not known
    bool isFresh = true; // a password was given lately, or none is needed
    std::function<bool()> isThere {}; // whether the subscriber still is; empty: there is none
    std::string subject {}; // the patient whom it is about, where Emergency asked
    bool isLookedUp = false; // it has; empty: it is about several, or about nobody known
    std::string onBehalfOf {}; // user whom the caller acts for; empty: himself
    bool isDeputy = false; // that was looked at: the roles are what he lent
};

// Exactly once, on the gateway's thread.
using Reply = std::function<void(Result<Bytes>)>;
using Handler = std::function<void(const Call&, Reply)>;

// Method -> handler. Rights are asked of core/people before any handler runs, so no handler can
// forget to. Thread contract: the gateway's thread.
class RpcTable
{
public:
    void add(std::string_view method, Handler handler);
    // From here on denials and what shows patients' data are recorded before they are answered.
    void recordWith(const AuditNotes& notes) { m_notes = &notes; }

    // From here on every answer goes out as its caller may see it.
    void maskWith(const AnswerMask& mask) { m_mask = &mask; }
    // This site lets nothing be exported.
    void forbidExports() { m_exports = false; }

    // From here on emergency access counts.
    void allowEmergencies(const Emergency& emergency) { m_emergency = &emergency; }

    // From here on calls on behalf of somebody else are answered.
    void allowDeputies(const Deputies& deputies) { m_deputies = &deputies; }

    // Errors before the handler: refused "people.not_permitted", "people.no_delegation" and what
    // else Deputies says, "session.sign_in_again", "people.export_off", "masking.not_searchable",
    // "masking.mask_written"; invalid "rpc.unknown_method" with the nearest known name.
    void invoke(Call call, Reply reply) const;

    [[nodiscard]] std::vector<std::string> methods() const;
    [[nodiscard]] const AuditNotes* notes() const { return m_notes; } // none: nothing is recorded

private:
    void invokeFor(const Call& call, Reply reply) const;
    void deny(const Call& call, Error error, Reply reply) const;
    [[nodiscard]] Status checkUse(const Call& call) const;
    void perform(Call made, const Handler& handler, Reply reply) const;

    std::map<std::string, Handler, std::less<>> m_handlers;
    const AuditNotes* m_notes = nullptr;
    const Emergency* m_emergency = nullptr;
    const Deputies* m_deputies = nullptr; // none: nobody acts for another
    const AnswerMask* m_mask = nullptr; // none: answers leave as they are made
    bool m_exports = true;
};

} // namespace locus::gateway
