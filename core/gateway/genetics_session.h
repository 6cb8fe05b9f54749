// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/genetics_hub.h"
#include "core/people/principal.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <string>

namespace locus::gateway {

class AuditNotes;
class Connection;
class SignIn;
struct GatewayOptions;

// One client on /genetics, typed or legacy. Child of its connection. Thread contract: the gateway's
// thread.
class GeneticsSession : public QObject, public GeneticsListener
{
    Q_OBJECT

public:
    struct Services
    {
        const GatewayOptions& options;
        SignIn& signIn;
        GeneticsHub& hub;
        const Clock& clock;
        UuidSource& ids;
        const AuditNotes& audit;
    };
    GeneticsSession(Connection* connection, const Services& services);
    ~GeneticsSession() override;

    void revalidate(); // ends the session of a token that was revoked

    void onQueued(
        const GeneticsRequest& request, const protocol::AnalysesSubmitted& answer) override;
    void onProgress(const analyses::Summary& summary) override;
    void onResult(const QStringList& frames) override;
    void onError(
        const Error& error, const std::string& requestId, const std::string& analysisId) override;
    [[nodiscard]] const GeneticsWords& words() const override { return *m_words; }

private:
    void greet();
    void onMessage(const QByteArray& text);
    Status enter(Result<people::Principal> principal);
    Status handle(const GeneticsRequest& request);
    Status signInFor(const GeneticsRequest& request);
    Status moveTo(const std::string& sessionId);
    void endWith(const Error& error, int closeCode);
    void answerReceived();
    void remind();
    [[nodiscard]] bool mayBeAnonymous() const;
    [[nodiscard]] GeneticsKey key() const { return { m_principal->user, m_sessionId }; }

    Connection* m_connection;
    Services m_services;
    const GeneticsWords* m_words;
    std::optional<people::Principal> m_principal;
    std::string m_sessionId;
    QTimer m_reminder;
    int m_awaited = 0;
    Duration m_awaitedSince { 0 };
};

} // namespace locus::gateway
