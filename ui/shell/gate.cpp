// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/gate.h"

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/protocol/people_messages.h"
#include "core/protocol/sign_in_messages.h"
#include "ui/models/text.h"
#include "ui/widgets/view_store.h"

#include <algorithm>
#include <array>
#include <utility>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto waysPause = std::chrono::seconds(3);

const auto& group()
{
    static const auto name = u"people"_s;
    return name;
}

// The token or the session behind the connection is over; anything else is no matter of people.
bool endsSignIn(const Error& error)
{
    static constexpr std::array codes { "session.revoked", "session.ended",
        "session.account_disabled", "session.rights_changed", "session.password_changed",
        "session.not_signed_in", "people.bad_token" };
    return std::any_of(
        codes.begin(), codes.end(), [&error](const char* code) { return error.code == code; });
}

} // namespace

Gate::Gate(client::CoreClient& client, ViewStore& views, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_views(views)
{
    m_waysAgain.setSingleShot(true);
    m_waysAgain.setInterval(waysPause);
    connect(&m_waysAgain, &QTimer::timeout, this, &Gate::askForWays);
    connect(&m_client, &client::CoreClient::stateChanged, this, &Gate::onClientState);
}

void Gate::setState(State state)
{
    if (state != m_state) {
        m_state = state;
        Q_EMIT stateChanged();
    }
}

void Gate::enter(Core core)
{
    m_core = std::move(core);
    ++m_entry;
    m_person.reset();
    m_reason.reset();
    m_hasNoAccount = false;
    m_isEntering = false;
    setIdentityProvider({});
    m_client.setEndpointSource(m_core.source);
    if (m_core.endpoint.token.isEmpty()) {
        askForPerson({});
        return;
    }
    if (!std::exchange(m_madeFor, {}).isEmpty()) {
        Q_EMIT personChanged();
    }
    setState(m_core.isSeat ? State::Asking : State::Open);
    m_client.connectTo(m_core.endpoint);
}

QString Gate::rememberedUser() const
{
    return m_person ? m_person->user : m_views.value(group(), u"user"_s).toString();
}

bool Gate::canMakeFirstAdmin() const
{
    return m_core.isSeat && m_hasNoAccount && !m_person && m_client.isSignedIn();
}

void Gate::onClientState()
{
    using ClientState = client::CoreClient::State;
    const auto state = m_client.state();
    if (state == ClientState::SignedIn && m_isEntering) {
        m_isEntering = false;
        m_reason.reset();
        setState(State::Open);
    } else if (state == ClientState::SignedIn && m_state == State::Asking) {
        askForAccounts();
    } else if (state == ClientState::Disconnected && m_client.lastError()
        && endsSignIn(*m_client.lastError())) {
        onEnded(*m_client.lastError());
    }
}

void Gate::onEnded(const Error& error)
{
    if (m_state == State::Locked || m_state == State::SignIn) {
        if (std::exchange(m_isEntering, false)) {
            Q_EMIT refused(error);
        }
    } else if (!m_core.endpoint.rpc.isEmpty()) {
        askForPerson(error);
    }
}

// One row is enough to know. A core that keeps no accounts, or does not say, goes on as it did.
void Gate::askForAccounts()
{
    protocol::AccountsList message;
    message.limit = 1;
    m_client.call<protocol::AccountsList>(
        message, this, [this](const Result<protocol::AccountsPage>& answer) {
            if (m_state != State::Asking) {
                return;
            }
            if (!answer.ok() && answer.error().isRetriable()) {
                return; // asked again with the next connection
            }
            m_hasNoAccount = answer.ok() && answer->page.items.empty();
            if (answer.ok() && !m_hasNoAccount) {
                askForPerson({});
                return;
            }
            const bool decided = m_views.value(group(), u"alone"_s).toBool();
            setState(
                m_hasNoAccount && m_offersFirstRun && !decided ? State::FirstRun : State::Open);
        });
}

void Gate::askForPerson(std::optional<Error> reason)
{
    m_isEntering = false;
    m_person.reset();
    m_reason = std::move(reason);
    if (m_state == State::SignIn) {
        Q_EMIT stateChanged(); // the page that is there belongs to another core
    }
    setState(State::SignIn);
    m_client.disconnectFromCore();
    askForWays();
}

// A core that does not know the question has no identity provider to offer.
void Gate::askForWays()
{
    if (m_state != State::SignIn) {
        return;
    }
    const auto endpoint = address();
    if (!endpoint.ok()) {
        m_waysAgain.start();
        return;
    }
    using Message = protocol::SessionSignInWays;
    m_ways.start(*endpoint, { std::string(Message::method), Message().toJson() },
        [this](const Result<Bytes>& answer) {
            if (m_state != State::SignIn) {
                return;
            }
            if (!answer.ok() && answer.error().isRetriable()) {
                m_waysAgain.start();
                return;
            }
            const auto ways = answer.ok() ? protocol::SignInWays::fromJson(*answer)
                                          : Result<protocol::SignInWays>(answer.error());
            setIdentityProvider(ways.ok() ? fromStd(ways->identityProvider) : QString());
        });
}

void Gate::setIdentityProvider(const QString& host)
{
    if (std::exchange(m_identityProvider, host) != host) {
        Q_EMIT identityProviderChanged();
    }
}

// A core on this seat may listen elsewhere today.
Result<client::Endpoint> Gate::address() const
{
    if (m_core.isSeat && m_core.source) {
        return m_core.source();
    }
    return m_core.endpoint;
}

void Gate::signIn(const QString& user, const QString& password, const QString& code)
{
    const auto endpoint = address();
    if (!endpoint.ok()) {
        Q_EMIT refused(endpoint.error());
        return;
    }
    m_signIn.start(*endpoint, { toStd(user.trimmed()), toStd(password), toStd(code.trimmed()) },
        onSignedIn(false));
}

client::AccountSignIn::Done Gate::onSignedIn(bool byProvider)
{
    return [this, byProvider, entry = m_entry](const Result<protocol::SignedIn>& answer) {
        if (entry != m_entry) {
            return;
        }
        if (!answer.ok()) {
            Q_EMIT refused(answer.error());
        } else if (answer->needsCode) {
            Q_EMIT codeNeeded();
        } else {
            welcome(*answer, byProvider);
        }
    };
}

void Gate::signInByProvider(client::OidcSignIn& door, client::OidcSignIn::Open open)
{
    const auto endpoint = address();
    if (!endpoint.ok()) {
        Q_EMIT refused(endpoint.error());
        return;
    }
    door.start(*endpoint, std::move(open), onSignedIn(true));
}

void Gate::welcome(const protocol::SignedIn& answer, bool byProvider)
{
    const auto user = fromStd(answer.user);
    const auto display = fromStd(answer.displayName);
    m_person = Person { user, display.isEmpty() ? user : display, byProvider };
    m_views.setValue(group(), u"user"_s, user);
    m_hasNoAccount = false;
    if (user != m_madeFor) {
        m_madeFor = user;
        Q_EMIT personChanged();
    }
    const auto token = fromStd(answer.token);
    auto endpoint = address().valueOr(m_core.endpoint);
    endpoint.token = token;
    m_client.setEndpointSource([this, token] {
        auto today = address();
        if (today.ok()) {
            today->token = token;
        }
        return today;
    });
    m_isEntering = true;
    m_client.connectTo(endpoint);
}

void Gate::unlock(const QString& password, const QString& code)
{
    if (!m_person || !m_client.isSignedIn()) {
        signIn(rememberedUser(), password, code);
        return;
    }
    m_client.call<protocol::SessionSignInAgain>({ toStd(password), toStd(code.trimmed()) }, this,
        [this, password, code](const Result<protocol::SignedInAgain>& answer) {
            if (answer.ok() && answer->needsCode) {
                Q_EMIT codeNeeded();
            } else if (answer.ok()) {
                setState(State::Open);
            } else if (endsSignIn(answer.error()) || answer.error().code == "client.offline"
                || answer.error().code == "client.connection_lost") {
                signIn(rememberedUser(), password, code); // the session is over, the person is not
            } else {
                Q_EMIT refused(answer.error());
            }
        });
}

void Gate::unlockByProvider(client::OidcSignIn& door, client::OidcSignIn::Open open)
{
    const auto refuse = [this](const Error& error) {
        if (endsSignIn(error)) {
            askForPerson(error);
        } else {
            Q_EMIT refused(error);
        }
    };
    if (const auto& why = m_client.lastError(); !m_client.isSignedIn() && why) {
        refuse(*why);
        return;
    }
    door.startAgain(
        m_client, std::move(open), [this, refuse](const Result<protocol::SignedInAgain>& answer) {
            if (answer.ok()) {
                setState(State::Open);
            } else {
                refuse(answer.error());
            }
        });
}

void Gate::makeFirstAdmin(const QString& user, const QString& displayName, const QString& password)
{
    SystemClock clock;
    SystemRandom random;
    protocol::FirstAdmin message;
    message.commandId = UuidSource(clock, random).next();
    message.user = toStd(user.trimmed());
    message.displayName = toStd(displayName.trimmed());
    message.password = toStd(password);
    m_client.call<protocol::FirstAdmin>(
        message, this, [this, user, password](const Result<protocol::AccountChanged>& answer) {
            if (answer.ok()) {
                m_hasNoAccount = false;
                signIn(user, password, {});
            } else {
                Q_EMIT refused(answer.error());
            }
        });
}

void Gate::goOnAlone()
{
    m_views.setValue(group(), u"alone"_s, true);
    setState(State::Open);
}

void Gate::showFirstRun()
{
    if (canMakeFirstAdmin()) {
        setState(State::FirstRun);
    }
}

void Gate::lock()
{
    if (m_person && m_state == State::Open) {
        setState(State::Locked);
    }
}

void Gate::signOut()
{
    if (!m_person) {
        return;
    }
    // Without a context of its own: the answer comes after the window may have gone on.
    m_client.call<protocol::SessionSignOut>({}, this, [](const auto&) {});
    m_reason.reset();
    m_person.reset();
    m_isEntering = false;
    setState(State::SignIn);
    askForWays();
}

void Gate::signOutEverywhere()
{
    m_client.call<protocol::SessionEndAll>(
        {}, this, [this](const Result<protocol::EndedSessions>& answer) {
            if (!answer.ok()) {
                Q_EMIT refused(answer.error());
            }
        });
}

void Gate::touch()
{
    if (m_person && m_state == State::Open && m_client.isSignedIn()) {
        m_client.call<protocol::SessionList>({}, this, [](const auto&) {});
    }
}

} // namespace locus::ui
