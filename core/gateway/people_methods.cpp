// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/account_sign_in.h"
#include "core/gateway/command_sender.h"
#include "core/gateway/method_handlers.h"
#include "core/gateway/methods.h"
#include "core/gateway/own_account.h"
#include "core/gateway/password_workers.h"
#include "core/gateway/teams_now.h"
#include "core/people/account_wish.h"
#include "core/people/password.h"
#include "core/people/totp.h"
#include "core/protocol/people_messages.h"
#include "core/protocol/sign_in_messages.h"

#include "core/base/uuid.h"

#include <QHostAddress>

#include <algorithm>

namespace locus::gateway {

using people::AccountWish;

namespace {

template <typename Read> auto withAccounts(Read read)
{
    return [read = std::move(read)](ReadPorts& ports) -> Result<Bytes> {
        if (!ports.accounts) {
            return notFound("gateway.no_accounts", "this core keeps no accounts");
        }
        return read(ports);
    };
}

people::AccountSummary shown(people::AccountSummary account, const std::vector<people::Team>& teams)
{
    people::Membership member = people::membershipOf(account.user, teams);
    account.teams = std::move(member.teams);
    account.department = std::move(member.department);
    return account;
}

// Those of a team, in one page: it has at most people::mostTeamMembers.
Result<people::AccountPage> membersOf(
    ReadPorts& ports, const people::TeamId& id, const std::vector<people::Team>& teams)
{
    const auto team = std::find_if(
        teams.begin(), teams.end(), [&id](const people::Team& one) { return one.id == id; });
    if (team == teams.end()) {
        return notFound("people.unknown_team", "there is no such team or department")
            .with("field", "teamId");
    }
    people::AccountPage page;
    for (const people::TeamMember& member : team->members) {
        LOCUS_TRY_VALUE(account, ports.accounts->byUser(member.user));
        if (account) {
            page.items.push_back(std::move(account->shown));
        }
    }
    page.total = static_cast<std::int64_t>(page.items.size());
    return page;
}

Result<Bytes> accounts(ReadPorts& ports, const protocol::AccountsList& message)
{
    LOCUS_TRY_VALUE(teams, teamsNow(ports));
    LOCUS_TRY_VALUE(page,
        message.teamId ? membersOf(ports, *message.teamId, teams)
                       : ports.accounts->list(message.after, message.limit));
    for (people::AccountSummary& account : page.items) {
        account = shown(std::move(account), teams);
    }
    return protocol::AccountsPage { std::move(page) }.toJson();
}

// One's own, or as an admin any.
Result<people::AccountId> accountFor(
    const PeopleServices& parts, const Call& call, const std::optional<people::AccountId>& named)
{
    const auto* session = parts.sessions.find(call.principal.tokenId);
    if (named && session != nullptr && session->account == *named) {
        return *named;
    }
    if (!named) {
        return ownAccount(parts.sessions, call);
    }
    if (!call.principal.has(people::Role::Admin)) {
        return refused("people.not_permitted",
            call.method + " of another account is not permitted to " + call.principal.user
                + "; it is to: admin")
            .with("allowed", "admin");
    }
    return *named;
}

void send(const PeopleServices& parts, const Call& call, const Uuid& commandId,
    const AccountWish& wish, const Reply& reply, std::optional<std::uint64_t> expected = {})
{
    parts.commands.send(
        { commandId, call.method, people::encodeWish(wish), call.principal.user, expected, &call },
        reply);
}

AccountWish wishOf(const protocol::AccountFields& fields)
{
    AccountWish wish;
    wish.displayName = fields.displayName;
    wish.roles = fields.roles;
    return wish;
}

// Hashes the password of a wish and sends it.
void sendWithPassword(const PeopleServices& parts, const Call& call, const Uuid& commandId,
    AccountWish wish, std::string password, const Reply& reply)
{
    Status asked = parts.workers.ask(
        [password = std::move(password)] { return people::hashPassword(password); },
        [parts, call = call, commandId, wish = std::move(wish), reply](Result<std::string> hash) {
            if (!hash.ok()) {
                reply(std::move(hash).error());
                return;
            }
            AccountWish hashed = wish;
            hashed.passwordHash = std::move(*hash);
            send(parts, call, commandId, hashed, reply);
        });
    if (!asked.ok()) {
        reply(std::move(asked).error());
    }
}

void create(const PeopleServices& parts, const Call& call, const protocol::AccountsCreate& message,
    const Reply& reply)
{
    AccountWish wish = wishOf(message.fields);
    wish.user = message.user;
    wish.kind = message.kind;
    if (message.kind == people::AccountKind::Service) {
        if (!message.password.empty()) {
            reply(invalid(
                "people.no_password", "a service account has no password; issue a token for it")
                      .with("field", "password"));
            return;
        }
        send(parts, call, message.commandId, wish, reply);
        return;
    }
    if (Status good = people::checkPassword(message.password, message.user); !good.ok()) {
        reply(std::move(good).error());
        return;
    }
    sendWithPassword(parts, call, message.commandId, std::move(wish), message.password, reply);
}

void makeFirstAdmin(const PeopleServices& parts, const Call& call,
    const protocol::FirstAdmin& message, const Reply& reply)
{
    const bool onThisMachine = QHostAddress(QString::fromStdString(call.address)).isLoopback();
    if (!onThisMachine || !call.principal.tokenId.starts_with("seat/")) {
        reply(refused("people.not_at_seat",
            "the first admin is made on the core's own machine with the seat's token, over its "
            "WebSocket on loopback")
                  .with("allowed", "the seat's token on loopback"));
        return;
    }
    if (Status good = people::checkPassword(message.password, message.user); !good.ok()) {
        reply(std::move(good).error());
        return;
    }
    AccountWish wish;
    wish.user = message.user;
    if (!message.displayName.empty()) {
        wish.displayName = message.displayName;
    }
    sendWithPassword(parts, call, message.commandId, std::move(wish), message.password, reply);
}

// A session that sets its own password goes on; all others of the account end.
void setPasswordOf(const PeopleServices& parts, const Call& call, const people::Account& account,
    const protocol::AccountsSetPassword& message, const Reply& reply)
{
    if (Status good = people::checkPassword(message.password, account.shown.user); !good.ok()) {
        reply(std::move(good).error());
        return;
    }
    const std::string own = call.principal.tokenId;
    const auto mark = [sessions = &parts.sessions, own, id = account.shown.id](bool changes) {
        if (auto* session = sessions->find(own); session != nullptr && session->account == id) {
            session->changesPassword = changes;
        }
    };
    mark(true);
    AccountWish wish;
    wish.id = account.shown.id;
    sendWithPassword(parts, call, message.commandId, std::move(wish), message.password,
        [mark, reply](Result<Bytes> answer) {
            if (!answer.ok()) {
                mark(false);
            }
            reply(std::move(answer));
        });
}

void setPassword(const PeopleServices& parts, const Call& call,
    const protocol::AccountsSetPassword& message, const Reply& reply)
{
    auto id = accountFor(parts, call, message.accountId);
    if (!id.ok()) {
        reply(std::move(id).error());
        return;
    }
    using Found = Result<people::Account>;
    Status asked = parts.reader.ask(
        [id = *id](ReadPorts& ports) -> Found {
            if (!ports.accounts) {
                return notFound("gateway.no_accounts", "this core keeps no accounts");
            }
            return ports.accounts->get(id);
        },
        [parts, call, message, reply](Found found) {
            if (!found.ok()) {
                reply(std::move(found).error());
                return;
            }
            setPasswordOf(parts, call, *found, message, reply);
        });
    if (!asked.ok()) {
        reply(std::move(asked).error());
    }
}

// The secret goes out once; a repeat makes another, and only a confirmed one counts.
void enrol(const PeopleServices& parts, const Call& call, const Reply& reply)
{
    withOwnAccount(parts.sessions, call, reply, [&](const people::AccountId& own) {
        AccountWish wish;
        wish.id = own;
        wish.totpSecret = people::newTotpSecret();
        const protocol::TotpEnrolled shown { people::base32(wish.totpSecret),
            people::totpUri(wish.totpSecret, call.principal.user) };
        send(parts, call, parts.ids.next(), wish, [shown, reply](Result<Bytes> done) {
            reply(done.ok() ? Result<Bytes>(shown.toJson()) : std::move(done));
        });
    });
}

// A command that needs nothing but its account.
template <typename Message, typename Fill>
void addAccountCommand(RpcTable& table, const PeopleServices& parts, bool mayBeOwn, Fill fill)
{
    table.add(Message::method,
        decoding<Message>([parts, mayBeOwn, fill](
                              const Call& call, const auto& message, const Reply& reply) {
            auto id = mayBeOwn || message.accountId
                ? accountFor(parts, call, message.accountId)
                : Result<people::AccountId>(
                    invalid("params.missing", "accountId is needed").with("field", "accountId"));
            if (!id.ok()) {
                reply(std::move(id).error());
                return;
            }
            AccountWish wish;
            wish.id = *id;
            fill(wish, message);
            send(parts, call, message.commandId, wish, reply);
        }));
}

void addAccountMethods(RpcTable& table, const PeopleServices& parts)
{
    table.add(protocol::AccountsList::method,
        decoding<protocol::AccountsList>(
            [parts](const Call&, const protocol::AccountsList& message, const Reply& reply) {
                readAndReply(parts.reader,
                    withAccounts([message](ReadPorts& ports) { return accounts(ports, message); }),
                    reply);
            }));
    table.add(protocol::AccountsGet::method,
        decoding<protocol::AccountsGet>([parts](const Call&, const protocol::AccountsGet& message,
                                            const Reply& reply) {
            readAndReply(parts.reader, withAccounts([message](ReadPorts& ports) -> Result<Bytes> {
                LOCUS_TRY_VALUE(account, ports.accounts->get(message.accountId));
                LOCUS_TRY_VALUE(teams, teamsNow(ports));
                return protocol::AccountDetail { shown(std::move(account.shown), teams) }.toJson();
            }),
                reply);
        }));
    table.add(protocol::AccountsCreate::method,
        decoding<protocol::AccountsCreate>(
            [parts](const Call& call, const protocol::AccountsCreate& message, const Reply& reply) {
                create(parts, call, message, reply);
            }));
    table.add(protocol::AccountsUpdate::method,
        decoding<protocol::AccountsUpdate>(
            [parts](const Call& call, const protocol::AccountsUpdate& message, const Reply& reply) {
                AccountWish wish = wishOf(message.fields);
                wish.id = message.accountId;
                send(parts, call, message.commandId, wish, reply, message.expectedVersion);
            }));
    table.add(protocol::AccountsSetPassword::method,
        decoding<protocol::AccountsSetPassword>(
            [parts](const Call& call, const protocol::AccountsSetPassword& message,
                const Reply& reply) { setPassword(parts, call, message, reply); }));
    table.add(protocol::FirstAdmin::method,
        decoding<protocol::FirstAdmin>(
            [parts](const Call& call, const protocol::FirstAdmin& message, const Reply& reply) {
                makeFirstAdmin(parts, call, message, reply);
            }));
    const auto nothingMore = [](AccountWish&, const auto&) {};
    addAccountCommand<protocol::AccountsDisable>(table, parts, false, nothingMore);
    addAccountCommand<protocol::AccountsEnable>(table, parts, false, nothingMore);
    addAccountCommand<protocol::TotpRemove>(table, parts, true, nothingMore);
}

void addTotpMethods(RpcTable& table, const PeopleServices& parts)
{
    table.add(protocol::TotpEnrol::method,
        decoding<protocol::TotpEnrol>([parts](const Call& call, const auto&, const Reply& reply) {
            enrol(parts, call, reply);
        }));
    table.add(protocol::TotpConfirm::method,
        decoding<protocol::TotpConfirm>(
            [parts](const Call& call, const protocol::TotpConfirm& message, const Reply& reply) {
                withOwnAccount(parts.sessions, call, reply, [&](const people::AccountId& own) {
                    AccountWish wish;
                    wish.id = own;
                    wish.code = message.code;
                    send(parts, call, message.commandId, wish, reply);
                });
            }));
}

Result<Bytes> endAll(
    const PeopleServices& parts, const Call& call, const protocol::SessionEndAll& message)
{
    const std::string& user = message.user.empty() ? call.principal.user : message.user;
    if (user != call.principal.user && !call.principal.has(people::Role::Admin)) {
        return refused("people.not_permitted",
            "ending the sessions of others is not permitted to " + call.principal.user
                + "; it is to: admin")
            .with("allowed", "admin");
    }
    return protocol::EndedSessions { parts.sessions.endAll(user) }.toJson();
}

Bytes listSessions(const PeopleServices& parts, const Call& call)
{
    const bool seesAll = call.principal.has(people::Role::Admin);
    protocol::SessionsShown out;
    for (const SessionBook::Session& session :
        parts.sessions.list(seesAll ? std::string_view() : call.principal.user)) {
        out.items.push_back({ session.id, session.principal.user, session.openedAt, session.usedAt,
            session.expiresAt, session.id == call.principal.tokenId });
    }
    return out.toJson();
}

void addAccountSessions(RpcTable& table, const PeopleServices& parts)
{
    table.add(protocol::SessionSignInAgain::method,
        decoding<protocol::SessionSignInAgain>(
            [parts](const Call& call, const protocol::SessionSignInAgain& message,
                const Reply& reply) { parts.signIn.signInAgain(call, message, reply); }));
    // The answer goes out before the socket ends.
    table.add(protocol::SessionSignOut::method,
        decoding<protocol::SessionSignOut>(
            [parts](const Call& call, const auto&, const Reply& reply) {
                const int ended = parts.sessions.end(call.principal.tokenId);
                reply(protocol::EndedSessions { ended }.toJson());
            }));
    table.add(protocol::SessionEndAll::method,
        decoding<protocol::SessionEndAll>(
            [parts](const Call& call, const protocol::SessionEndAll& message, const Reply& reply) {
                reply(endAll(parts, call, message));
            }));
    table.add(protocol::SessionList::method,
        decoding<protocol::SessionList>([parts](const Call& call, const auto&, const Reply& reply) {
            reply(listSessions(parts, call));
        }));
}

} // namespace

void addPeopleMethods(RpcTable& table, const PeopleServices& parts)
{
    addAccountMethods(table, parts);
    addTotpMethods(table, parts);
    addAccountSessions(table, parts);
}

} // namespace locus::gateway
