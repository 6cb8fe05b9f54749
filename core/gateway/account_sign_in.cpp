// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/account_sign_in.h"

#include "core/base/clock.h"
#include "core/gateway/command_sender.h"
#include "core/gateway/gateway_options.h"
#include "core/gateway/password_workers.h"
#include "core/gateway/reader_thread.h"
#include "core/gateway/session_book.h"
#include "core/people/account_wish.h"
#include "core/people/password.h"
#include "core/people/sign_in_rules.h"
#include "core/protocol/sign_in_messages.h"

namespace locus::gateway {

namespace {

constexpr std::size_t longestName = 64; // of a user; nobody has a longer one
constexpr std::size_t mostAddresses = 10'000;

struct Compared
{
    bool isRight = false;
    std::string newHash; // with more work, where the stored one had less
};

Compared comparePassword(const std::string& password, const std::string& hash)
{
    Compared out;
    out.isRight = people::verifyPassword(password, hash);
    if (out.isRight && people::needsRehash(hash)) {
        out.newHash = people::hashPassword(password).valueOr({});
    }
    return out;
}

} // namespace

struct AccountSignIn::Try
{
    std::string user;
    std::string password;
    std::string code;
    std::string address;
    Reply reply;
    std::function<void(const people::Account&)> signedIn; // replies
    Bytes needsCode; // the answer where only a code is missing
    std::optional<people::Account> account;
    Compared compared;
};

AccountSignIn::AccountSignIn(const Services& services)
    : m_services(services)
    , m_pauses(services.clock)
{ }

void AccountSignIn::signIn(
    const protocol::SessionSignIn& message, const std::string& address, Reply reply)
{
    auto attempt = std::make_shared<Try>();
    attempt->user = message.user;
    attempt->password = message.password;
    attempt->code = message.code;
    attempt->address = address;
    attempt->reply = std::move(reply);
    attempt->needsCode = protocol::SignedIn { {}, {}, {}, {}, true }.toJson();
    attempt->signedIn = [this, attempt = attempt.get()](const people::Account& account) {
        protocol::SignedIn answer;
        answer.token = m_services.sessions.open(account.shown);
        answer.user = account.shown.user;
        answer.displayName = account.shown.displayName;
        const auto principal = m_services.sessions.verify(answer.token);
        if (!principal.ok()) {
            attempt->reply(principal.error());
            return;
        }
        answer.roles = principal->roleNames();
        answer.expiresAt = m_services.sessions.find(principal->tokenId)->expiresAt;
        attempt->reply(answer.toJson());
    };
    begin(attempt);
}

void AccountSignIn::signInAgain(
    const Call& call, const protocol::SessionSignInAgain& message, Reply reply)
{
    if (m_services.sessions.find(call.principal.tokenId) == nullptr) {
        reply(refused("people.no_account",
            "this session was not opened with a password; a token is enough for what it may do"));
        return;
    }
    auto attempt = std::make_shared<Try>();
    attempt->user = call.principal.user;
    attempt->password = message.password;
    attempt->code = message.code;
    attempt->address = call.address;
    attempt->reply = std::move(reply);
    attempt->needsCode = protocol::SignedInAgain { {}, true }.toJson();
    attempt->signedIn = [this, id = call.principal.tokenId, attempt = attempt.get()](
                            const people::Account&) {
        const Instant until = m_services.sessions.prove(id);
        attempt->reply(protocol::SignedInAgain { until, false }.toJson());
    };
    begin(attempt);
}

// Names alone are no bound: each one that is tried takes a hash and leaves a record.
Status AccountSignIn::allow(const std::string& address)
{
    const Duration now = m_services.clock.monotonic();
    if (m_rates.size() >= mostAddresses) {
        m_rates.clear();
    }
    auto rate = m_rates.try_emplace(
        address, TokenBucket(m_services.limits.signInsPerMinute, std::chrono::minutes(1)));
    TokenBucket& bucket = rate.first->second;
    if (bucket.take(now)) {
        return {};
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(bucket.wait(now));
    return retriable("gateway.rate", "too many sign-ins from this address")
        .with("retryAfterMs", std::to_string(wait.count()));
}

void AccountSignIn::begin(const TryPtr& attempt)
{
    if (Status allowed = allow(attempt->address); !allowed.ok()) {
        attempt->reply(std::move(allowed).error());
        return;
    }
    if (attempt->user.size() > longestName) {
        attempt->user.resize(longestName + 1); // still nobody's
    }
    if (const Duration wait = m_pauses.begin(attempt->user); wait > Duration(0)) {
        attempt->reply(people::badSignIn(wait));
        return;
    }
    using Found = Result<std::optional<people::Account>>;
    Status asked = m_services.reader.ask(
        [user = attempt->user](ReadPorts& ports) -> Found {
            if (!ports.accounts) {
                return notFound("gateway.no_accounts", "this core keeps no accounts");
            }
            return ports.accounts->byUser(user);
        },
        [this, attempt](Found found) {
            if (!found.ok()) {
                giveUp(attempt, std::move(found).error());
                return;
            }
            attempt->account = std::move(*found);
            compare(attempt);
        });
    if (!asked.ok()) {
        giveUp(attempt, std::move(asked).error());
    }
}

void AccountSignIn::compare(const TryPtr& attempt)
{
    const Duration wait = attempt->account
        ? people::signInWait(*attempt->account, m_services.clock.now())
        : Duration(0);
    if (wait > Duration(0)) {
        giveUp(attempt, people::badSignIn(wait));
        return;
    }
    const std::string hash = attempt->account ? attempt->account->passwordHash : std::string();
    Status asked = m_services.workers.ask(
        [password = std::move(attempt->password), hash] { return comparePassword(password, hash); },
        [this, attempt](Compared compared) {
            attempt->compared = std::move(compared);
            judge(attempt);
        });
    if (!asked.ok()) {
        giveUp(attempt, std::move(asked).error());
    }
}

void AccountSignIn::judge(const TryPtr& attempt)
{
    const people::SignInFinding finding = people::judgeSignIn(
        attempt->account, attempt->compared.isRight, attempt->code, m_services.clock.now());
    switch (finding.verdict) {
    case people::SignInVerdict::Welcome: welcome(attempt, finding.totpStep); return;
    case people::SignInVerdict::NeedsCode:
        m_pauses.leave(attempt->user);
        attempt->reply(attempt->needsCode);
        return;
    case people::SignInVerdict::Refused:
        note(attempt, false, 0, [](const Result<Bytes>&) {});
        fail(attempt);
        return;
    }
}

void AccountSignIn::welcome(const TryPtr& attempt, std::int64_t totpStep)
{
    note(attempt, true, totpStep, [this, attempt](Result<Bytes> noted) {
        if (noted.ok()) {
            m_pauses.succeed(attempt->user);
            attempt->signedIn(*attempt->account);
        } else if (noted.error().isRetriable()) {
            giveUp(attempt, std::move(noted).error());
        } else {
            fail(attempt); // disabled, or the code used, in this very moment
        }
    });
}

void AccountSignIn::fail(const TryPtr& attempt)
{
    const std::int64_t stored = attempt->account ? attempt->account->shown.failures : 0;
    attempt->reply(people::badSignIn(m_pauses.fail(attempt->user, stored)));
}

void AccountSignIn::giveUp(const TryPtr& attempt, Error error)
{
    m_pauses.leave(attempt->user);
    attempt->reply(std::move(error));
}

// What was typed as a user's name may be a password: only names that exist go on.
void AccountSignIn::note(const TryPtr& attempt, bool signedIn, std::int64_t totpStep, Reply reply)
{
    people::AccountWish wish;
    Call seen;
    seen.method = people::noteSignIn;
    seen.address = attempt->address;
    if (!signedIn) { // the audit trail takes it for the outcome
        seen.params = R"({"reason":"people.bad_sign_in"})";
    }
    if (attempt->account) {
        wish.id = attempt->account->shown.id;
        wish.passwordSetAt = attempt->account->shown.passwordSetAt;
        seen.principal.user = attempt->account->shown.user;
        seen.principal.roles = attempt->account->shown.roles;
    }
    wish.signedIn = signedIn;
    wish.totpStep = totpStep;
    wish.passwordHash = attempt->compared.newHash;
    m_services.commands.send({ m_services.ids.next(), seen.method, people::encodeWish(wish),
                                 seen.principal.user, {}, &seen },
        std::move(reply));
}

} // namespace locus::gateway
