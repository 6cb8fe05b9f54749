// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/oidc_options.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace locus::gateway {

// Every bound of the gateway. All are on by default; tests narrow them.
struct GatewayLimits
{
    std::size_t frameBytesIn = 64UL * 1024;
    std::size_t frameBytesOut = 1024UL * 1024;
    int messagesPerTurn = 4; // of one client, then the others have theirs
    std::size_t receiveQueueBytes = 1024UL * 1024; // of one client, until its turn
    std::chrono::milliseconds receivePatience { 100 }; // when that is full
    std::size_t sendQueueBytes = 4UL * 1024 * 1024; // of one client, then 1013
    std::size_t sendQueueLow = 256UL * 1024; // changes are coalesced above this
    std::size_t sendQueueBytesTotal = 256UL * 1024 * 1024; // then 1013 to those above "low"
    int connections = 1000;
    int connectionsPerAddress = 256;
    int connectionsPerUser = 64;
    int connectsPerSecond = 200; // of one address
    int handshakes = 64; // not yet upgraded
    std::int64_t messagesPerSecond = 5000; // of a signed-in session
    std::int64_t anonymousPerMinute = 100; // of a session that did not sign in
    int refusalsBeforeClose = 200; // messages over the rate
    int requestsInFlight = 256; // of one session
    std::size_t uploadBytes = 10UL * 1024 * 1024;
    std::size_t uploadBytesTotal = 128UL * 1024 * 1024;
    int uploadsPerUser = 8;
    std::size_t changesKept = 20'000; // for clients that come back
    std::size_t namesFollowed = 1'000; // streams and rows, of one session
    std::size_t readsWaiting = 10'000;
    std::chrono::milliseconds uploadLifetime { 10 * 60'000 };
    std::chrono::milliseconds ticketLifetime { 30'000 };
    std::chrono::milliseconds busPatience { 10'000 }; // with reads that ask the bus too
    std::chrono::milliseconds signInDeadline { 5'000 };
    std::chrono::milliseconds handshakeDeadline { 5'000 };
    std::chrono::milliseconds pingInterval { 15'000 }; // a dead peer is found within two
    std::chrono::milliseconds closeGrace { 2'000 };
    std::chrono::milliseconds sessionIdle { 15 * 60'000 }; // of who signed in with a password
    std::chrono::milliseconds sessionLifetime { 12 * 60 * 60'000 };
    std::chrono::milliseconds signInFresh { 5 * 60'000 }; // for what is sensitive
    std::size_t hashesWaiting = 64; // two run at once
    int signInsPerSocket = 10; // before session.open
    std::int64_t signInsPerMinute = 60; // of one address
    std::chrono::milliseconds feedInterval { 33 }; // changes are gathered this long
    std::chrono::milliseconds revalidation { 30'000 }; // tokens of open sessions
    std::chrono::milliseconds revealSweep { 1'000 }; // those whose time is over are recorded
    std::chrono::milliseconds legacyProgress { 15'000 }; // lines of genetics-v1
    std::chrono::milliseconds legacyPatience { 900'000 };
};

struct GatewayOptions
{
    QString host = QStringLiteral("127.0.0.1"); // anything but loopback needs TLS
    std::uint16_t port = 8765; // the next free one of twenty if taken; 0: any
    QStringList origins; // that browsers may send; a request without Origin is no browser's
    bool geneticsAnonymous = false; // holds for peers on loopback alone
    QString certificateFile; // PEM, with its chain
    QString keyFile; // PEM, 0600
    QString clientCaFile; // PEM; clients have to show a certificate of these; empty: none is asked
    QString installation;
    QString serverVersion;
    OidcOptions oidc; // sign-in by an identity provider
    bool exports = true; // of patients' data and of the audit trail
    GatewayLimits limits;
};

} // namespace locus::gateway
