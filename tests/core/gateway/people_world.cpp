// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/people_world.h"

#include "core/people/account_rules.h"
#include "core/people/password.h"
#include "core/people/rights_reader.h"

#include <nlohmann/json.hpp>

#include <climits>

namespace locus::test {

using nlohmann::json;
using people::Account;
using people::AccountId;

namespace {

class NoAnalyses final : public analyses::AnalysesReader
{
public:
    Result<analyses::Page> list(const analyses::Query&) override { return analyses::Page {}; }
    Result<analyses::Summary> summary(const analyses::AnalysisId&) override { return none(); }
    Result<analyses::Detail> get(const analyses::AnalysisId&) override { return none(); }
    Result<analyses::RowPage> rows(const analyses::AnalysisId&, std::int64_t, int) override
    {
        return none();
    }

private:
    static Error none() { return notFound("analyses.unknown", "there is none"); }
};

} // namespace

class PeopleWorld::Reader final : public people::AccountsReader
{
public:
    explicit Reader(std::shared_ptr<Table> table)
        : m_table(std::move(table))
    { }

    Result<people::AccountPage> list(const std::string&, int) override
    {
        const std::lock_guard lock(m_table->mutex);
        people::AccountPage page;
        for (const auto& [id, account] : m_table->byId) {
            page.items.push_back(account.shown);
        }
        page.total = static_cast<std::int64_t>(page.items.size());
        return page;
    }
    Result<Account> get(const AccountId& id) override
    {
        const std::lock_guard lock(m_table->mutex);
        const auto found = m_table->byId.find(id.toString());
        return found == m_table->byId.end()
            ? Result<Account>(notFound("people.unknown_account", "there is no such account"))
            : Result<Account>(found->second);
    }
    Result<std::optional<Account>> byUser(std::string_view user) override
    {
        const std::lock_guard lock(m_table->mutex);
        for (const auto& [id, account] : m_table->byId) {
            if (account.shown.user == user) {
                return std::optional(account);
            }
        }
        return std::optional<Account>();
    }

private:
    std::shared_ptr<Table> m_table;
};

class PeopleWorld::RightsReader final : public people::RightsReader
{
public:
    explicit RightsReader(std::shared_ptr<Table> table)
        : m_table(std::move(table))
    { }

    Result<people::RightsPage> list(
        people::RightsKind kind, people::RightsState least, const std::string&, int limit) override
    {
        const std::lock_guard lock(m_table->mutex);
        people::RightsPage page;
        for (const auto& [id, row] : m_table->rights) {
            if (row.kind == kind && row.state >= least) {
                page.items.push_back(row);
            }
        }
        page.total = static_cast<std::int64_t>(page.items.size());
        if (page.total > limit) {
            page.items.resize(static_cast<std::size_t>(limit));
            page.next = "more";
        }
        return page;
    }
    Result<std::vector<people::RightsRow>> live(people::RightsKind kind) override
    {
        LOCUS_TRY_VALUE(page, list(kind, people::RightsState::Live, {}, INT_MAX));
        return std::move(page.items);
    }
    Result<people::RightsRow> get(people::RightsKind, const Uuid& id) override
    {
        const std::lock_guard lock(m_table->mutex);
        const auto found = m_table->rights.find(id);
        return found == m_table->rights.end()
            ? Result<people::RightsRow>(notFound("people.unknown_entry", "there is none"))
            : Result<people::RightsRow>(found->second);
    }

private:
    std::shared_ptr<Table> m_table;
};

PeopleWorld::PeopleWorld(const gateway::GatewayLimits& limits)
    : core(limits)
    , m_ids(core.clock, core.random)
{
    core.tokens.accept(seatToken, "dev", { people::allRoles.begin(), people::allRoles.end() });
    core.loop.other = [this](const pipeline::Command& command) -> std::optional<pipeline::Answer> {
        return command.name.starts_with("people.") ? std::optional(decide(command)) : std::nullopt;
    };
    core.stop();
    core.readers = [table = m_table]() -> Result<gateway::ReadPorts> {
        gateway::ReadPorts ports;
        ports.analyses = std::make_unique<NoAnalyses>();
        ports.accounts = std::make_unique<Reader>(table);
        ports.rights = std::make_unique<RightsReader>(table);
        return ports;
    };
    core.start();
    m_hash = people::hashPassword(goodPassword).valueOr({});
}

pipeline::Answer PeopleWorld::decide(const pipeline::Command& command)
{
    LOCUS_TRY_VALUE(wish, people::decodeWish(command.body));
    const std::lock_guard lock(m_table->mutex);
    std::optional<Account> before;
    people::AccountCircumstances around { command.actor, core.clock.now(),
        AccountId(m_ids.next()) };
    for (const auto& [id, account] : m_table->byId) {
        ++around.accounts;
        around.enabledAdmins += account.shown.isEnabled() && account.shown.has(people::Role::Admin);
        around.nameTaken = around.nameTaken || account.shown.user == wish.user;
        if (wish.id == account.shown.id) {
            before = account;
        }
    }
    LOCUS_TRY_VALUE(after, people::decideAccount(command.name, before, wish, around));
    const std::string id = after.shown.id.toString();
    const protocol::AccountChanged answer { after.shown.id, after.shown.version };
    m_table->byId.insert_or_assign(id, std::move(after));
    core.gateway->onChanges({ { ++core.lastChange, "people.accounts", "put", id } });
    return answer.toJson();
}

AccountId PeopleWorld::add(const std::string& user, std::vector<people::Role> roles)
{
    Account account;
    account.shown.id = AccountId(m_ids.next());
    account.shown.user = user;
    account.shown.displayName = user;
    account.shown.roles = std::move(roles);
    account.shown.passwordSetAt = core.clock.now();
    account.shown.version = 1;
    account.passwordHash = m_hash;
    const std::lock_guard lock(m_table->mutex);
    const AccountId id = account.shown.id;
    m_table->byId.emplace(id.toString(), std::move(account));
    return id;
}

Account PeopleWorld::account(const std::string& user) const
{
    return **Reader(m_table).byUser(user);
}

void PeopleWorld::change(std::string_view command, const std::string& user,
    const std::function<void(people::AccountWish&)>& fill)
{
    people::AccountWish wish;
    wish.id = account(user).shown.id;
    if (fill) {
        fill(wish);
    }
    const auto answer = decide(
        { m_ids.next(), std::string(command), people::encodeWish(wish), "somebody", {}, {} });
    if (!answer.ok()) {
        qFatal("%s", answer.error().message.c_str());
    }
}

void PeopleWorld::keep(const people::RightsRow& row)
{
    const std::lock_guard lock(m_table->mutex);
    m_table->rights.insert_or_assign(row.id, row);
}

QString PeopleWorld::rpc() const
{
    return core.url(QStringLiteral("/rpc"));
}

json PeopleWorld::signIn(TestSocket& socket, const std::string& user, const std::string& password,
    const std::string& code)
{
    json params = { { "user", user }, { "password", password } };
    if (!code.empty()) {
        params["code"] = code;
    }
    return socket.call("session.signIn", params);
}

std::string PeopleWorld::enter(TestSocket& socket, const std::string& user, const std::string& code)
{
    if (!socket.open(rpc())) {
        return {};
    }
    const json answer = signIn(socket, user, goodPassword, code);
    if (!answer.contains("result")) {
        return {};
    }
    const std::string token = answer["result"].value("token", "");
    const json opened = socket.call(
        "session.open", { { "token", token }, { "client", "test" }, { "version", "1.0" } });
    return opened.contains("result") ? token : std::string();
}

} // namespace locus::test
