// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/people/principal.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus {
class Clock;
}

namespace locus::people {

// A long-lived token without its secret.
struct ServiceToken
{
    std::string id;
    std::string name; // the user it signs in
    std::vector<Role> roles;
    Instant issuedAt;
    std::optional<Instant> revokedAt;
    std::string hash; // 64 hexadecimal digits
};

// The tokens of one data folder. Issued tokens stand in a file of mode 0600 as hashes; the seat's
// own token is held in memory only. Thread contract: one thread; other processes may change the
// file, which is read again when it did change.
class TokenStore
{
public:
    // Errors: refused "people.tokens_exposed" (others may read the file), invalid
    // "people.tokens_damaged" naming file and place.
    static Result<TokenStore> open(std::filesystem::path file, const Clock& clock);

    // Lets this token sign in too, without writing it: the seat's own.
    void accept(std::string_view token, std::string user, std::vector<Role> roles);

    // Gives the token itself, which nobody can read again. Errors: invalid "people.token_name",
    // "people.no_roles"; refused "people.token_exists"; retriable "file.unwritable".
    Result<std::string> issue(const std::string& name, std::vector<Role> roles);
    // Errors: not_found "people.unknown_token".
    Status revoke(std::string_view name);

    // Errors: refused "people.bad_token", the same for unknown and revoked.
    Result<Principal> verify(std::string_view token);
    // Whether the token of a session that signed in earlier still holds.
    bool isValid(std::string_view tokenId);

    [[nodiscard]] const std::vector<ServiceToken>& tokens() const { return m_tokens; }

private:
    TokenStore(std::filesystem::path file, const Clock& clock);
    Status reload();
    void reloadIfChanged();
    Status save() const;

    std::filesystem::path m_file;
    const Clock* m_clock;
    std::vector<ServiceToken> m_tokens;
    std::vector<ServiceToken> m_accepted;
    std::string m_stamp; // time and size of the file when it was read
};

} // namespace locus::people
