// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/people/account.h"
#include "core/people/team.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

// Answer of every command about an account.
struct AccountChanged
{
    people::AccountId accountId;
    std::uint64_t version = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<AccountChanged> fromJson(BytesView text);
};

struct AccountsPage
{
    people::AccountPage page;

    [[nodiscard]] Bytes toJson() const;
    static Result<AccountsPage> fromJson(BytesView text);
};

// By user name; those of one team or department alone, where it names one.
struct AccountsList
{
    using Answer = AccountsPage;
    static constexpr std::string_view method = "people.accounts.list";

    std::string after;
    int limit = 200;
    std::optional<people::TeamId> teamId {};

    [[nodiscard]] Bytes toJson() const;
    static Result<AccountsList> fromJson(BytesView text);
};

struct AccountDetail
{
    people::AccountSummary account;

    [[nodiscard]] Bytes toJson() const;
    static Result<AccountDetail> fromJson(BytesView text);
};

struct AccountsGet
{
    using Answer = AccountDetail;
    static constexpr std::string_view method = "people.accounts.get";

    people::AccountId accountId;

    [[nodiscard]] Bytes toJson() const;
    static Result<AccountsGet> fromJson(BytesView text);
};

// A new account, or with an id what of one is to change: what is absent stays.
struct AccountFields
{
    std::optional<std::string> displayName;
    std::optional<std::vector<people::Role>> roles;
};

struct AccountsCreate
{
    using Answer = AccountChanged;
    static constexpr std::string_view method = "people.accounts.create";

    Uuid commandId;
    std::string user;
    people::AccountKind kind = people::AccountKind::Person;
    std::string password; // of a person
    AccountFields fields;

    [[nodiscard]] Bytes toJson() const;
    static Result<AccountsCreate> fromJson(BytesView text);
};

struct AccountsUpdate
{
    using Answer = AccountChanged;
    static constexpr std::string_view method = "people.accounts.update";

    Uuid commandId;
    people::AccountId accountId;
    std::optional<std::uint64_t> expectedVersion;
    AccountFields fields;

    [[nodiscard]] Bytes toJson() const;
    static Result<AccountsUpdate> fromJson(BytesView text);
};

// A command that names an account alone. Without: one's own, where that makes sense.
struct AccountCommand
{
    using Answer = AccountChanged;

    Uuid commandId;
    std::optional<people::AccountId> accountId;

    [[nodiscard]] Bytes toJson() const;
    static Result<AccountCommand> fromJson(BytesView text);
};
struct AccountsDisable : AccountCommand // its sessions end at once
{
    static constexpr std::string_view method = "people.accounts.disable";
};
struct AccountsEnable : AccountCommand // also takes the pause from it
{
    static constexpr std::string_view method = "people.accounts.enable";
};
struct TotpRemove : AccountCommand
{
    static constexpr std::string_view method = "people.totp.remove";
};

// One's own, or by an admin another's. All other sessions of the account end.
struct AccountsSetPassword
{
    using Answer = AccountChanged;
    static constexpr std::string_view method = "people.accounts.setPassword";

    Uuid commandId;
    std::optional<people::AccountId> accountId;
    std::string password;

    [[nodiscard]] Bytes toJson() const;
    static Result<AccountsSetPassword> fromJson(BytesView text);
};

// With the code that the authenticator shows the own second factor counts from now on.
struct TotpConfirm
{
    using Answer = AccountChanged;
    static constexpr std::string_view method = "people.totp.confirm";

    Uuid commandId;
    std::string code;

    [[nodiscard]] Bytes toJson() const;
    static Result<TotpConfirm> fromJson(BytesView text);
};

// Only while there is no account, on this machine, with the seat's token.
struct FirstAdmin
{
    using Answer = AccountChanged;
    static constexpr std::string_view method = "people.firstAdmin";

    Uuid commandId;
    std::string user;
    std::string displayName;
    std::string password;

    [[nodiscard]] Bytes toJson() const;
    static Result<FirstAdmin> fromJson(BytesView text);
};

} // namespace locus::protocol
