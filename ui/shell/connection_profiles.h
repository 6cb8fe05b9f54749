// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/client/endpoint.h"

#include <QString>

#include <vector>

namespace locus::ui {

class ViewStore;

// A core that somebody connects to, under a name. The token itself is never kept here: only where
// the file is that holds it.
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
    QString tokenFile;
    QString
        environment {}; // word for the environment strip: "Production", "Read-only"; may be empty

    // Of Kafka alone; `address` is then the bootstrap list. Secrets stay in their files.
    struct Kafka
    {
        QString security {}; // "plaintext", "tls", "sasl_plaintext", "sasl_tls"
        QString mechanism {}; // "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"
        QString caFile {};
        QString certificateFile {};
        QString keyFile {};
        QString keyPasswordFile {};
        QString user {};
        QString passwordFile {};
    };
    Kafka kafka {};

    // Errors: as core/client/endpoint.h; a Kafka cluster is no core: invalid "console.not_a_core".
    [[nodiscard]] Result<client::Endpoint> endpoint() const;
};

// The profiles of a person and the one used last.
class ConnectionProfiles
{
public:
    explicit ConnectionProfiles(ViewStore& store);

    [[nodiscard]] const std::vector<ConnectionProfile>& all() const { return m_profiles; }
    // Same name: replaced.
    void save(const ConnectionProfile& profile);
    void remove(const QString& name);
    [[nodiscard]] const ConnectionProfile* last() const;
    void setLast(const QString& name);

private:
    void write();

    ViewStore& m_store;
    std::vector<ConnectionProfile> m_profiles;
};

} // namespace locus::ui
