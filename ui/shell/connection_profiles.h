// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/client/endpoint.h"
#include "core/secrets/secret_place.h"

#include <QString>

#include <functional>
#include <vector>

class QObject;

namespace locus::ui {

class ViewStore;

// A core that somebody connects to, or a cluster to look at, under a name. A secret itself is never
// kept here: only where it is kept.
struct ConnectionProfile
{
    enum class Kind
    {
        ThisSeat, // the seat's own core, wherever it listens today
        Core, // a core elsewhere
        Kafka, // a cluster to look at, without a core
    };

    QString name;
    Kind kind = Kind::Core;
    QString address; // host:port or ws(s)://…
    secrets::SecretPlace token {};
    QString
        environment {}; // word for the environment strip: "Production", "Read-only"; may be empty

    // Of Kafka alone; `address` is then the bootstrap list.
    struct Kafka
    {
        QString security {}; // "plaintext", "tls", "sasl_plaintext", "sasl_tls"
        QString mechanism {}; // "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"
        QString caFile {};
        QString certificateFile {};
        QString keyFile {};
        secrets::SecretPlace keyPassword {};
        QString user {};
        secrets::SecretPlace password {};

        [[nodiscard]] bool usesTls() const;
        [[nodiscard]] bool signsIn() const;
    };
    Kafka kafka {};
    QString caFile {}; // of a wss core: PEM file of the authorities to trust; empty: the system's

    struct Secrets
    {
        QString token;
        QString keyPassword;
        QString password;
    };
    // Finds what this connection uses, wherever it is kept; a place not named gives nothing.
    // Answers once from the event loop unless `context` is gone. Errors: as
    // core/secrets/secret_store.h.
    void findSecrets(
        QObject* context, const std::function<void(const Result<Secrets>&)>& found) const;
    // The same for a core elsewhere, with the address; without a token people sign in there. Errors
    // also: invalid "console.not_a_core".
    void findEndpoint(
        QObject* context, std::function<void(const Result<client::Endpoint>&)> found) const;
    // At once, for a core elsewhere whose token no keychain holds. Errors as findEndpoint().
    [[nodiscard]] Result<client::Endpoint> endpoint() const;
    // The places of all secrets, to go through them.
    [[nodiscard]] std::vector<secrets::SecretPlace*> secretPlaces();
    [[nodiscard]] std::vector<const secrets::SecretPlace*> secretPlaces() const;
};

// The profiles of a person and the one used last.
class ConnectionProfiles
{
public:
    explicit ConnectionProfiles(ViewStore& store);

    [[nodiscard]] const std::vector<ConnectionProfile>& all() const { return m_profiles; }
    // Same name: replaced. Entries of the keychain that no profile names any more are forgotten.
    void save(const ConnectionProfile& profile);
    void remove(const QString& name);
    [[nodiscard]] const ConnectionProfile* last() const;
    void setLast(const QString& name);

private:
    void write();
    void forgetUnused(const ConnectionProfile& old);

    ViewStore& m_store;
    std::vector<ConnectionProfile> m_profiles;
};

} // namespace locus::ui
