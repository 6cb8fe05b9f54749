// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QUrl>

#include <filesystem>

namespace locus::client {

// Where a core listens and what signs in there.
struct Endpoint
{
    QUrl rpc; // ws://127.0.0.1:8765/rpc
    QString token;
    QString version; // the core's own, empty if not known before signing in
    qint64 pid = 0; // 0: not known
    // wss: PEM file of the authorities to trust instead of the system's; empty: the system's.
    QString caFile {};
};

// Reads endpoint.json and token of a core's data folder. Errors:
// not_found "client.no_core" (no core has run there), refused "client.token_readable" (others may
// read the token), invalid "client.endpoint_damaged".
Result<Endpoint> endpointOf(const std::filesystem::path& dataFolder);

// This seat's own core: as published in its runtime folder, else in its data folder. Errors as
// endpointOf().
Result<Endpoint> seatEndpoint();

// "host:port", or a ws/wss URL; without a path that of the console's protocol. Errors: invalid
// "client.bad_url".
Result<QUrl> addressOf(const QString& address);

// As addressOf(), with the token of a file. Errors: of both, and as endpointOf().
Result<Endpoint> endpointAt(const QString& address, const std::filesystem::path& tokenFile);

} // namespace locus::client
