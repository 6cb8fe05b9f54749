// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/account_wish.h"
#include "core/people/rights_row.h"
#include "core/protocol/people_messages.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace locus::test {

inline constexpr const char* goodPassword = "correct horse battery";

// A gateway whose loop decides over accounts by the real rules, on a table in memory.
class PeopleWorld
{
public:
    explicit PeopleWorld(const gateway::GatewayLimits& limits = {});

    // An account that is there, made by nobody.
    people::AccountId add(const std::string& user, std::vector<people::Role> roles);
    people::Account account(const std::string& user) const;
    // A command of somebody else, behind which the gateway hears of the change.
    void change(std::string_view command, const std::string& user,
        const std::function<void(people::AccountWish&)>& fill = {});

    // An entry about rights as it is to be from now on.
    void keep(const people::RightsRow& row);

    [[nodiscard]] QString rpc() const;
    // Signs in and opens; the token.
    std::string enter(TestSocket& socket, const std::string& user, const std::string& code = {});
    static nlohmann::json signIn(TestSocket& socket, const std::string& user,
        const std::string& password, const std::string& code = {});
    [[nodiscard]] std::string newId() { return m_ids.next().toString(); }

    FakeCore core;
    std::string seatToken = "seat-token-of-this-test";

private:
    struct Table
    {
        std::mutex mutex;
        std::map<std::string, people::Account> byId;
        std::map<Uuid, people::RightsRow> rights;
    };
    class Reader;
    class RightsReader;
    pipeline::Answer decide(const pipeline::Command& command);

    UuidSource m_ids;
    std::shared_ptr<Table> m_table = std::make_shared<Table>();
    std::string m_hash; // of goodPassword
};

} // namespace locus::test
