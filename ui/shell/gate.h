// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/client/account_sign_in.h"
#include "core/client/core_client.h"
#include "core/client/endpoint.h"
#include "core/client/oidc_sign_in.h"
#include "core/client/single_call.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>

namespace locus::ui {

class ViewStore;

// Who sits before the window and whether the pages may be seen: somebody with the seat's or a
// program's token, a person who signed in, nobody yet, or a person who is away. The person's token
// is in memory alone; of the person only the user name is remembered. On the seat's own core people
// sign in as soon as there is an account; as long as there is none, nobody is asked for anything.
// Thread contract: the ui thread.
class Gate : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Open, // the pages are shown as soon as there is a connection
        Asking, // a connection comes about, nothing is shown yet
        FirstRun, // no account: alone, or with a first administrator?
        SignIn,
        Locked,
    };
    Q_ENUM(State)

    struct Core
    {
        client::Endpoint endpoint; // without a token: a person has to sign in
        std::function<Result<client::Endpoint>()> source {}; // its address today; may be empty
        bool isSeat = false; // the token is the seat's own
        QString name {}; // what people call it
        QString environment {}; // word for what it is used for; may be empty
    };
    struct Person
    {
        QString user;
        QString displayName;
        bool byProvider = false; // came by the identity provider, and comes back by it
    };

    // Both must outlive this.
    Gate(client::CoreClient& client, ViewStore& views, QObject* parent = nullptr);

    // Leaves the core and the person there was.
    void enter(Core core);
    // A fresh seat asks once whether somebody works alone or people sign in.
    void offerFirstRun() { m_offersFirstRun = true; }

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    // Who signed in; nobody where a token is enough.
    [[nodiscard]] const std::optional<Person>& person() const { return m_person; }
    [[nodiscard]] const Core& core() const { return m_core; }
    // Why somebody has to sign in; nothing at the first time.
    [[nodiscard]] const std::optional<Error>& reason() const { return m_reason; }
    [[nodiscard]] QString rememberedUser() const;
    // Of the core that somebody has to sign in to, as soon as it said so; empty: it has none.
    [[nodiscard]] const QString& identityProvider() const { return m_identityProvider; }
    // The seat's core has no account: the first can be made here.
    [[nodiscard]] bool canMakeFirstAdmin() const;

    // refused() or codeNeeded() follow, or the state changes.
    void signIn(const QString& user, const QString& password, const QString& code);
    void unlock(const QString& password, const QString& code);
    // The same by `door`, whose owner may cancel it at any time. Where the session is over, who
    // locked has to sign in and not to unlock.
    void signInByProvider(client::OidcSignIn& door, client::OidcSignIn::Open open);
    void unlockByProvider(client::OidcSignIn& door, client::OidcSignIn::Open open);
    void makeFirstAdmin(const QString& user, const QString& displayName, const QString& password);
    void goOnAlone();
    void showFirstRun(); // asked for by hand
    // Only with a person: a token has no password to come back with.
    void lock();
    void signOut();
    void signOutEverywhere();
    // The person is there: a session does not end while somebody reads.
    void touch();

Q_SIGNALS:
    void stateChanged();
    // Before the pages are shown to somebody else than they were made for.
    void personChanged();
    void refused(const locus::Error& error);
    void codeNeeded();
    void identityProviderChanged();

private:
    void setState(State state);
    void onClientState();
    void onEnded(const Error& error);
    void askForAccounts();
    void askForPerson(std::optional<Error> reason);
    void askForWays();
    void setIdentityProvider(const QString& host);
    // Hears what comes of a sign-in, unless another core was entered meanwhile.
    [[nodiscard]] client::AccountSignIn::Done onSignedIn(bool byProvider);
    void welcome(const protocol::SignedIn& answer, bool byProvider);
    [[nodiscard]] Result<client::Endpoint> address() const;

    client::CoreClient& m_client;
    ViewStore& m_views;
    client::AccountSignIn m_signIn;
    client::SingleCall m_ways;
    QTimer m_waysAgain; // a core that does not answer yet
    QString m_identityProvider;
    Core m_core;
    State m_state = State::Open;
    std::optional<Person> m_person;
    std::optional<Error> m_reason;
    QString m_madeFor; // the user that the pages were made for; empty: who has the token
    int m_entry = 0; // counts the cores that were entered
    bool m_offersFirstRun = false;
    bool m_hasNoAccount = false;
    bool m_isEntering = false; // a person's token is on its way
};

} // namespace locus::ui
