// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/oidc_sign_in.h"

#include "core/base/checksum.h"
#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/gateway/command_sender.h"
#include "core/gateway/reader_thread.h"
#include "core/gateway/session_book.h"
#include "core/people/account_wish.h"
#include "core/protocol/sign_in_messages.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace locus::gateway {

namespace {

constexpr std::size_t mostFlows = 1000;
constexpr Duration longestFlow = std::chrono::minutes(10);
constexpr int secretWords = 4; // of 64 random bits

Error notHere()
{
    return refused("people.oidc_refused",
        "the identity provider knows who you are, but you may not sign in here; ask an admin");
}

// A program of this person, on his own machine.
bool isLoopbackRedirect(const std::string& text)
{
    const QUrl url(QString::fromStdString(text), QUrl::StrictMode);
    return url.isValid() && url.scheme() == QLatin1String("http")
        && QHostAddress(url.host()).isLoopback() && url.port() > 0 && url.userInfo().isEmpty()
        && !url.hasQuery() && !url.hasFragment();
}

std::string challengeOf(const std::string& verifier)
{
    return people::toBase64Url(
        QCryptographicHash::hash(QByteArray::fromStdString(verifier), QCryptographicHash::Sha256)
            .toStdString());
}

// Zero where the token does not say it.
Duration sinceSignIn(const people::OidcClaims& claims, Instant now)
{
    return std::max(Duration { 0 }, now - claims.signedInAt.value_or(now));
}

void add(QUrlQuery& query, const char* name, const std::string& value)
{
    query.addQueryItem(QLatin1String(name),
        QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(value))));
}

} // namespace

struct OidcSignIn::Try
{
    Flow flow;
    std::string session; // that asks; empty: nobody is in yet
    std::string address;
    Reply reply;
    std::string token;
    Duration age { 0 }; // of the sign-in at the provider
};

OidcSignIn::OidcSignIn(const Services& services, OidcOptions options)
    : m_services(services)
    , m_options(std::move(options))
    , m_provider(m_options.issuer, services.clock)
{ }

protocol::SignInWays OidcSignIn::ways() const
{
    return { QUrl(QString::fromStdString(m_options.issuer)).authority().toStdString() };
}

std::string OidcSignIn::secret()
{
    Bytes octets;
    for (int word = 0; word < secretWords; ++word) {
        std::uint64_t bits = m_services.random.next();
        for (int i = 0; i < 8; ++i, bits >>= 8U) {
            octets += static_cast<char>(bits & 0xFFU);
        }
    }
    return people::toBase64Url(octets);
}

void OidcSignIn::begin(const protocol::OidcBegin& message, Reply reply)
{
    Flow flow;
    flow.redirect = message.redirectUri;
    start(std::move(flow), std::move(reply));
}

void OidcSignIn::beginAgain(const Call& call, const protocol::OidcBegin& message, Reply reply)
{
    if (m_services.sessions.find(call.principal.tokenId) == nullptr) {
        reply(refused("people.no_account",
            "nobody signed in to this session; a token is enough for what it may do"));
        return;
    }
    Flow flow;
    flow.redirect = message.redirectUri;
    flow.session = call.principal.tokenId;
    start(std::move(flow), std::move(reply));
}

void OidcSignIn::start(Flow flow, Reply reply)
{
    if (m_options.issuer.empty()) {
        reply(refused("people.oidc_off",
            "this core has no identity provider (oidc.issuer); sign in with a password")
                  .with("allowed", "session.signIn"));
        return;
    }
    if (!isLoopbackRedirect(flow.redirect)) {
        reply(invalid("people.oidc_redirect",
            "redirectUri is an address of the own machine: http://127.0.0.1:<port>/<path>")
                  .with("field", "redirectUri")
                  .with("allowed", "http://127.0.0.1:<port>/<path>"));
        return;
    }
    const Duration now = m_services.clock.monotonic();
    std::erase_if(
        m_flows, [now](const auto& entry) { return now - entry.second.begun >= longestFlow; });
    if (m_flows.size() >= mostFlows) {
        reply(retriable("gateway.overloaded", "too many sign-ins are under way")
                  .with("retryAfterMs", "10000"));
        return;
    }
    flow.state = secret();
    flow.nonce = secret();
    flow.verifier = secret();
    flow.begun = now;
    flow.begunAt = m_services.clock.now();
    const std::string handle = secret();
    m_provider.metadata(
        [this, flow, handle, reply = std::move(reply)](Result<OidcProviderLink::Metadata> known) {
            if (!known.ok()) {
                reply(std::move(known).error());
                return;
            }
            QUrl url = known->authorization;
            QUrlQuery query(url);
            add(query, "response_type", "code");
            add(query, "client_id", m_options.clientId);
            add(query, "redirect_uri", flow.redirect);
            add(query, "scope", "openid profile");
            add(query, "state", flow.state);
            add(query, "nonce", flow.nonce);
            add(query, "code_challenge", challengeOf(flow.verifier));
            add(query, "code_challenge_method", "S256");
            if (!flow.session.empty()) {
                add(query, "prompt", "login");
            }
            const Duration oldest =
                flow.session.empty() ? m_services.sessions.lifetime() : Duration { 0 };
            add(query, "max_age", std::to_string(oldest / std::chrono::seconds(1)));
            url.setQuery(query);
            m_flows.insert_or_assign(sha256Hex(handle), flow);
            reply(protocol::OidcBegun {
                handle, url.toString(QUrl::FullyEncoded).toStdString(), flow.state }
                      .toJson());
        });
}

void OidcSignIn::finish(
    const protocol::OidcFinish& message, const std::string& address, Reply reply)
{
    auto attempt = std::make_shared<Try>();
    attempt->address = address;
    attempt->reply = std::move(reply);
    exchange(message, attempt);
}

void OidcSignIn::finishAgain(const Call& call, const protocol::OidcFinish& message, Reply reply)
{
    auto attempt = std::make_shared<Try>();
    attempt->session = call.principal.tokenId;
    attempt->address = call.address;
    attempt->reply = std::move(reply);
    exchange(message, attempt);
}

void OidcSignIn::exchange(const protocol::OidcFinish& message, const TryPtr& attempt)
{
    // Whatever comes of it, it was used.
    auto node = m_flows.extract(sha256Hex(message.flow));
    if (node.empty() || node.mapped().session != attempt->session
        || m_services.clock.monotonic() - node.mapped().begun >= longestFlow) {
        attempt->reply(refused("people.oidc_flow",
            "this sign-in was finished before, or has waited too long; begin again")
                           .with("allowed", "session.oidcBegin"));
        return;
    }
    attempt->flow = std::move(node.mapped());
    if (message.state != attempt->flow.state) {
        attempt->reply(refused("people.oidc_state",
            "the answer of the browser belongs to another sign-in; begin again"));
        return;
    }
    if (!message.issuer.empty() && message.issuer != m_options.issuer) {
        attempt->reply(refused("people.oidc_issuer",
            "the answer of the browser comes from another identity provider"));
        return;
    }
    QUrlQuery form;
    add(form, "grant_type", "authorization_code");
    add(form, "code", message.code);
    add(form, "redirect_uri", attempt->flow.redirect);
    add(form, "client_id", m_options.clientId);
    add(form, "code_verifier", attempt->flow.verifier);
    m_provider.exchange(form, [this, attempt](Result<std::string> token) {
        if (!token.ok()) {
            attempt->reply(std::move(token).error());
            return;
        }
        attempt->token = std::move(*token);
        verify(attempt, false);
    });
}

// A key that is not known may be a new one: asked for once.
void OidcSignIn::verify(const TryPtr& attempt, bool keysAnew)
{
    m_provider.keys(keysAnew, [this, attempt, keysAnew](Result<std::vector<people::OidcKey>> keys) {
        if (!keys.ok()) {
            attempt->reply(std::move(keys).error());
            return;
        }
        people::OidcExpected expected;
        expected.issuer = m_options.issuer;
        expected.clientId = m_options.clientId;
        expected.nonce = attempt->flow.nonce;
        expected.userClaim = m_options.userClaim;
        expected.groupsClaim = m_options.groupsClaim;
        expected.now = m_services.clock.now();
        if (!attempt->session.empty()) {
            expected.signedInSince = attempt->flow.begunAt;
        }
        auto claims = people::verifyIdToken(attempt->token, *keys, expected);
        if (!claims.ok() && !keysAnew && claims.error().code == "people.oidc_unknown_key") {
            verify(attempt, true);
        } else if (!claims.ok()) {
            attempt->reply(std::move(claims).error());
        } else {
            // A session lasts no longer than one that was opened when the person signed in there.
            attempt->age = sinceSignIn(*claims, expected.now);
            if (attempt->session.empty() && attempt->age >= m_services.sessions.lifetime()) {
                attempt->reply(refused("people.oidc_old_sign_in",
                    "you signed in at the identity provider so long ago that a session would be "
                    "over already; sign in there again"));
                return;
            }
            findAccount(attempt, std::move(*claims));
        }
    });
}

std::vector<people::Role> OidcSignIn::rolesOf(const people::OidcClaims& claims) const
{
    std::vector<people::Role> roles;
    for (const std::string& group : claims.groups) {
        const auto [first, last] = m_options.roles.equal_range(group);
        for (auto at = first; at != last; ++at) {
            roles.push_back(at->second);
        }
    }
    std::sort(roles.begin(), roles.end());
    roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
    return roles;
}

void OidcSignIn::findAccount(const TryPtr& attempt, people::OidcClaims claims)
{
    using Found = Result<std::optional<people::Account>>;
    Status asked = m_services.reader.ask(
        [user = claims.user](ReadPorts& ports) -> Found {
            return ports.accounts ? ports.accounts->byUser(user) : Found(notHere());
        },
        [this, attempt, claims](Found found) {
            if (!found.ok()) {
                attempt->reply(std::move(found).error());
                return;
            }
            const auto* const session = m_services.sessions.find(attempt->session);
            if (!attempt->session.empty()
                && (session == nullptr || !*found || (*found)->shown.id != session->account)) {
                attempt->reply(refused("people.oidc_other_person",
                    "somebody else signed in at the identity provider; this session is not his"));
                return;
            }
            const bool hasRole = m_options.roles.empty() || !rolesOf(claims).empty();
            const bool mayBeMade = m_options.createAccounts && !m_options.roles.empty();
            if (!hasRole || (!*found && !mayBeMade)) {
                attempt->reply(notHere());
                return;
            }
            note(attempt, claims, *found);
        });
    if (!asked.ok()) {
        attempt->reply(std::move(asked).error());
    }
}

void OidcSignIn::note(const TryPtr& attempt, const people::OidcClaims& claims,
    const std::optional<people::Account>& account)
{
    people::AccountWish wish;
    if (account) {
        wish.id = account->shown.id;
    } else {
        wish.user = claims.user;
        wish.displayName = claims.name.empty() ? claims.user : claims.name;
    }
    if (!m_options.roles.empty()) {
        wish.roles = rolesOf(claims);
    }
    Call seen;
    seen.method = people::noteOidcSignIn;
    seen.address = attempt->address;
    seen.principal.user = claims.user;
    m_services.commands.send(
        { m_services.ids.next(), seen.method, people::encodeWish(wish), claims.user, {}, &seen },
        [this, attempt, user = claims.user](Result<Bytes> noted) {
            if (noted.ok()) {
                attempt->session.empty() ? welcome(attempt, user) : prove(attempt);
            } else {
                attempt->reply(noted.error().isRetriable() ? std::move(noted).error() : notHere());
            }
        });
}

void OidcSignIn::prove(const TryPtr& attempt)
{
    if (!m_services.sessions.holds(attempt->session)) {
        attempt->reply(m_services.sessions.whyOver(attempt->session));
        return;
    }
    const Instant until = m_services.sessions.prove(attempt->session);
    attempt->reply(protocol::SignedInAgain { until, false }.toJson());
}

// With the roles that the account has now.
void OidcSignIn::welcome(const TryPtr& attempt, const std::string& user)
{
    using Found = Result<std::optional<people::Account>>;
    Status asked = m_services.reader.ask(
        [user](ReadPorts& ports) -> Found { return ports.accounts->byUser(user); },
        [this, attempt](Found found) {
            if (!found.ok() || !*found || !(*found)->shown.isEnabled()) {
                attempt->reply(found.ok() ? notHere() : std::move(found).error());
                return;
            }
            const people::AccountSummary& account = (*found)->shown;
            protocol::SignedIn answer;
            answer.token = m_services.sessions.open(account, attempt->age);
            answer.user = account.user;
            answer.displayName = account.displayName;
            const auto principal = m_services.sessions.verify(answer.token);
            if (!principal.ok()) {
                attempt->reply(principal.error());
                return;
            }
            answer.roles = principal->roleNames();
            answer.expiresAt = m_services.sessions.find(principal->tokenId)->expiresAt;
            attempt->reply(answer.toJson());
        });
    if (!asked.ok()) {
        attempt->reply(std::move(asked).error());
    }
}

} // namespace locus::gateway
