// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/endpoint.h"

#include "core/base/file.h"
#include "core/base/places.h"
#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/secrets/secret_store.h"

#include <nlohmann/json.hpp>

namespace locus::client {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t fileCap = 64UL * 1024;

Result<QString> readToken(const fs::path& file)
{
    auto token = secrets::readSecretFile(file);
    const bool absent = !token.ok() && token.error().kind == ErrorKind::NotFound;
    return absent ? notFound("client.no_core", "there is no token at " + file.string())
                  : std::move(token);
}

bool isSocketUrl(const QUrl& url)
{
    const bool scheme = url.scheme() == QLatin1String("ws") || url.scheme() == QLatin1String("wss");
    return url.isValid() && scheme && !url.host().isEmpty();
}

Result<Endpoint> readEndpoint(const fs::path& file, const Bytes& text)
{
    const auto damaged = [&file](const Error& cause) {
        return invalid("client.endpoint_damaged", file.string() + ": " + cause.message);
    };
    const auto object = protocol::parseObject(text);
    if (!object.ok()) {
        return damaged(object.error());
    }
    protocol::JsonFields in(*object);
    Endpoint endpoint;
    endpoint.rpc = QUrl(QString::fromStdString(in.text("rpc")));
    endpoint.version = QString::fromStdString(in.textOr("version"));
    endpoint.pid = in.integerOr("pid", 0);
    if (const Status read = in.status(); !read.ok()) {
        return damaged(read.error());
    }
    if (!isSocketUrl(endpoint.rpc)) {
        return invalid("client.endpoint_damaged", file.string() + ": \"rpc\" is no ws address");
    }
    return endpoint;
}

} // namespace

Result<Endpoint> endpointOf(const fs::path& dataFolder)
{
    const fs::path file = dataFolder / "endpoint.json";
    const auto text = readFile(file, fileCap);
    if (!text.ok()) {
        return text.error().kind == ErrorKind::NotFound
            ? notFound("client.no_core", "no core runs in " + dataFolder.string())
            : text.error();
    }
    LOCUS_TRY_VALUE(endpoint, readEndpoint(file, *text));
    LOCUS_TRY_VALUE(token, readToken(dataFolder / "token"));
    endpoint.token = token;
    return endpoint;
}

Result<Endpoint> seatEndpoint()
{
    const Places places = seatPlaces();
    auto published = endpointOf(places.runtime);
    const bool absent = !published.ok() && published.error().kind == ErrorKind::NotFound;
    return absent ? endpointOf(places.data) : std::move(published);
}

Result<QUrl> addressOf(const QString& address)
{
    const bool hasScheme = address.contains(QLatin1String("://"));
    QUrl url(hasScheme ? address : QString(QStringLiteral("ws://") + address));
    if (!isSocketUrl(url) || (!hasScheme && url.port() < 0)) {
        return invalid("client.bad_url", "an address is host:port, or a ws or wss URL")
            .with("field", "url")
            .with("allowed", "127.0.0.1:8765, ws://host:port/rpc, wss://host/rpc");
    }
    if (url.path().isEmpty() || url.path() == QLatin1String("/")) {
        url.setPath(QStringLiteral("/rpc"));
    }
    return url;
}

Result<Endpoint> endpointAt(const QString& address, const fs::path& tokenFile)
{
    LOCUS_TRY_VALUE(url, addressOf(address));
    LOCUS_TRY_VALUE(token, readToken(tokenFile));
    return Endpoint { url, token, {}, 0 };
}

} // namespace locus::client
