// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <string>

namespace locus::test {

// The certificates of a secure broker and its clients, made by openssl in a folder of the test's:
// one authority signs the broker; the client's certificate comes through an intermediate authority,
// so that a client that does not send its whole chain is refused. All files are PEM.
struct KafkaBrokerKeys
{
    std::string authority; // whom broker and clients trust
    std::string otherAuthority; // signed nothing of this broker
    std::string brokerStore; // key and chain
    std::string clientChain; // leaf, then the intermediate authority
    std::string clientKey;
};

// The client's name in access lists.
constexpr const char* clientPrincipal = "User:CN=locus-client";

// Errors: retriable "test.no_openssl", "test.keys_failed".
Result<KafkaBrokerKeys> makeKafkaBrokerKeys(const QString& folder);

} // namespace locus::test
