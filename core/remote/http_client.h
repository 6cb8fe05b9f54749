// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locus::remote {

struct ChannelPool;

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

// Asked every 50 ms while a call waits; true ends the call with "http.cancelled".
using CancelCheck = std::function<bool()>;

struct HttpRequest
{
    std::string method = "GET"; // "GET" or "POST"
    std::string url; // http or https
    HttpHeaders headers {};
    Bytes body {};
    Duration deadline = std::chrono::seconds(60); // of the whole call
    std::size_t replyCap = 32 * 1024 * 1024; // octets after decompression
};

struct HttpReply
{
    int status = 0;
    HttpHeaders headers {};
    Bytes body {};

    // Value of the last header of that name in any letter case, or an empty view.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct HttpSettings
{
    // One fixed value: services count clients by it. `contact` is an address or a
    // page where an administrator of the service reaches the hospital.
    std::string userAgent = "Locus/" LOCUS_VERSION;
    std::string contact {};
    std::string proxy {}; // "http://proxy.example:3128"; empty: the environment's, if any
    std::string caFile {}; // PEM; empty: the system's
    Duration connectTimeout = std::chrono::seconds(10);
};

// A blocking HTTP client. Redirects are not followed: a payload goes to the configured host or
// nowhere. Replies of any status are values; an Error means that there was no whole reply:
// retriable "http.unreachable", "http.timeout", "http.cut"; refused "http.tls",
// "http.reply_too_large", "http.cancelled"; invalid "http.url". Errors name the host and never the
// path, which may hold a variant.
// Thread contract: any thread; blocks the caller, so job threads only.
class HttpClient
{
public:
    explicit HttpClient(HttpSettings settings);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    Result<HttpReply> send(const HttpRequest& request, const CancelCheck& cancelled = {});

private:
    HttpSettings m_settings;
    std::unique_ptr<ChannelPool> m_pool;
};

// "https://host:port" of a URL, for errors, logs and metrics.
std::string hostOf(std::string_view url);

// The text with everything but RFC 3986 unreserved characters as %XX: safe in a path or a query.
std::string percentEncoded(std::string_view text);

} // namespace locus::remote
