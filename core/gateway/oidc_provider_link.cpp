// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/oidc_provider_link.h"

#include "core/base/clock.h"

#include <QNetworkReply>
#include <QUrlQuery>

#include <nlohmann/json.hpp>

namespace locus::gateway {

using nlohmann::json;

namespace {

constexpr qint64 mostOctets = 256LL * 1024;
constexpr int patience = 10'000; // ms
constexpr Duration metadataKept = std::chrono::hours(1);
constexpr int ok = 200;

Error away(const std::string& why)
{
    return retriable("people.oidc_away",
        "the identity provider does not answer (" + why
            + "); try again, or sign in with a password");
}

Error badProvider(const std::string& why)
{
    return refused("people.oidc_provider", "the identity provider cannot be used: " + why);
}

} // namespace

OidcProviderLink::OidcProviderLink(std::string issuer, const Clock& clock)
    : m_issuer(std::move(issuer))
    , m_clock(clock)
{
    m_http.setTransferTimeout(patience);
    m_http.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

void OidcProviderLink::ask(const QUrl& url, const QByteArray* form, Answer then)
{
    QNetworkRequest request(url);
    request.setRawHeader("Accept", "application/json");
    if (form != nullptr) {
        request.setHeader(QNetworkRequest::ContentTypeHeader,
            QStringLiteral("application/x-www-form-urlencoded"));
    }
    QNetworkReply* reply = form == nullptr ? m_http.get(request) : m_http.post(request, *form);
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 read, qint64) {
        if (read > mostOctets) {
            reply->abort();
        }
    });
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, then = std::move(then)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == 0 || status >= 500) {
            then(status, away(reply->errorString().toStdString()));
            return;
        }
        then(status, reply->readAll().toStdString());
    });
}

Result<OidcProviderLink::Metadata> OidcProviderLink::metadataFrom(const Bytes& text) const
{
    const json said = json::parse(text, nullptr, false);
    const auto at = [&said](const char* name) {
        const auto found = said.is_object() ? said.find(name) : said.end();
        return said.is_object() && found != said.end() && found->is_string()
            ? found->get<std::string>()
            : std::string();
    };
    if (at("issuer") != m_issuer) {
        return badProvider("it calls itself by another name than " + m_issuer);
    }
    Metadata out { QUrl(QString::fromStdString(at("authorization_endpoint"))),
        QUrl(QString::fromStdString(at("token_endpoint"))),
        QUrl(QString::fromStdString(at("jwks_uri"))) };
    for (const QUrl& url : { out.authorization, out.token, out.keys }) {
        if (!people::isOidcAddress(url.toString(QUrl::FullyEncoded).toStdString())) {
            return badProvider("an address of it is not https");
        }
    }
    return out;
}

void OidcProviderLink::metadata(std::function<void(Result<Metadata>)> then)
{
    if (m_metadata && m_clock.monotonic() - m_metadataRead < metadataKept) {
        then(*m_metadata);
        return;
    }
    QString address = QString::fromStdString(m_issuer);
    address += address.endsWith(QLatin1Char('/'))
        ? QStringLiteral(".well-known/openid-configuration")
        : QStringLiteral("/.well-known/openid-configuration");
    if (!people::isOidcAddress(QUrl(address).toString(QUrl::FullyEncoded).toStdString())) {
        then(badProvider("oidc.issuer is not an https address"));
        return;
    }
    ask(QUrl(address), nullptr, [this, then = std::move(then)](int status, Result<Bytes> text) {
        if (!text.ok() || status != ok) {
            then(text.ok() ? away("status " + std::to_string(status)) : std::move(text).error());
            return;
        }
        auto read = metadataFrom(*text);
        if (read.ok()) {
            m_metadata = *read;
            m_metadataRead = m_clock.monotonic();
        }
        then(std::move(read));
    });
}

void OidcProviderLink::keys(
    bool anew, std::function<void(Result<std::vector<people::OidcKey>>)> then)
{
    if (!anew && !m_keys.empty()) {
        then(m_keys);
        return;
    }
    metadata([this, then = std::move(then)](Result<Metadata> known) {
        if (!known.ok()) {
            then(std::move(known).error());
            return;
        }
        ask(known->keys, nullptr, [this, then](int status, Result<Bytes> text) {
            if (!text.ok() || status != ok) {
                then(
                    text.ok() ? away("status " + std::to_string(status)) : std::move(text).error());
                return;
            }
            auto read = people::oidcKeysFrom(*text);
            if (read.ok()) {
                m_keys = *read;
            }
            then(std::move(read));
        });
    });
}

void OidcProviderLink::exchange(
    const QUrlQuery& form, std::function<void(Result<std::string>)> then)
{
    metadata([this, body = form.toString(QUrl::FullyEncoded).toLatin1(), then = std::move(then)](
                 Result<Metadata> known) {
        if (!known.ok()) {
            then(std::move(known).error());
            return;
        }
        ask(known->token, &body, [then](int status, Result<Bytes> text) {
            if (!text.ok()) {
                then(std::move(text).error());
                return;
            }
            const json said = json::parse(*text, nullptr, false);
            const auto token = said.is_object() ? said.find("id_token") : said.end();
            if (status != ok || !said.is_object() || token == said.end() || !token->is_string()) {
                then(refused("people.oidc_code",
                    "the identity provider does not take the code: it was used, or is too old; "
                    "begin again"));
                return;
            }
            then(token->get<std::string>());
        });
    });
}

} // namespace locus::gateway
