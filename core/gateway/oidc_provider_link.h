// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/people/oidc_token.h"

#include <QNetworkAccessManager>
#include <QUrl>

#include <functional>
#include <optional>
#include <string>
#include <vector>

class QUrlQuery;

namespace locus {
class Clock;
}

namespace locus::gateway {

// The identity provider over HTTP: what it says of itself, its keys, and its token endpoint. https
// alone, but on the loopback; follows no redirect. Thread contract: the gateway's thread.
class OidcProviderLink
{
public:
    struct Metadata
    {
        QUrl authorization;
        QUrl token;
        QUrl keys;
    };
    OidcProviderLink(std::string issuer, const Clock& clock);

    // Each answers once; errors: retriable "people.oidc_away"; refused "people.oidc_provider" (it
    // says of itself what cannot be), "people.oidc_code" (it does not take the code).
    void metadata(std::function<void(Result<Metadata>)> then);
    // Those known already, unless they are to be fetched anew.
    void keys(bool anew, std::function<void(Result<std::vector<people::OidcKey>>)> then);
    void exchange(const QUrlQuery& form, std::function<void(Result<std::string>)> then);

private:
    using Answer = std::function<void(int status, Result<Bytes>)>;
    void ask(const QUrl& url, const QByteArray* form, Answer then);
    [[nodiscard]] Result<Metadata> metadataFrom(const Bytes& text) const;

    const std::string m_issuer;
    const Clock& m_clock;
    QNetworkAccessManager m_http;
    std::optional<Metadata> m_metadata;
    Duration m_metadataRead { 0 };
    std::vector<people::OidcKey> m_keys;
};

} // namespace locus::gateway
