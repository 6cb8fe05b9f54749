// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/people/role.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::people {

// Emergency access that is open in a session ("break glass"): a time box, never a role.
struct Overlay
{
    std::string id; // of its entry in the review queue
    std::string patient; // the one whom it is about; empty: all of them
    Instant until {};

    [[nodiscard]] bool covers(std::string_view whose, Instant now) const;
};

// Who calls: a person, a service account, or nobody known.
struct Principal
{
    std::string user;
    std::vector<Role> roles;
    std::string tokenId; // the token that signed in; empty for anonymous
    bool anonymous = false;
    std::optional<Overlay> overlay {}; // of the session, as it is at this call

    [[nodiscard]] bool has(Role role) const;
    [[nodiscard]] std::vector<std::string> roleNames() const;
};

// The roles with which somebody sees and does what is about this patient: his own, and a
// clinician's while an overlay covers the patient. The one question of rights and of masking;
// whatever is about no patient, or not known whose it is, is asked with an empty reference: then
// only an overlay for all patients adds anything.
std::vector<Role> seesAs(const Principal& principal, std::string_view patient, Instant now);

// A caller who did not sign in, where the configuration lets such callers submit sequences.
Principal anonymousPrincipal();

} // namespace locus::people
