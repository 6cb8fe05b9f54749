// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace locus::test {

struct ServedRequest
{
    std::string method;
    std::string target; // path and query as sent
    std::map<std::string, std::string> headers; // names in lower case
    std::string body;
};

struct ServedReply
{
    int status = 200;
    std::string body {};
    std::string contentType = "application/json";
    std::vector<std::pair<std::string, std::string>> headers {};
    bool gzip = false;
    std::optional<std::size_t> cutAfter {}; // octets of the body, then the connection is closed
    bool hang = false; // no answer until the client goes away
};

// A real HTTP/1.1 server on a free port of the loopback, one thread, one connection at a time,
// closed after each reply.
class HttpServer
{
public:
    using Handler = std::function<ServedReply(const ServedRequest&)>;

    explicit HttpServer(Handler handler);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] std::string url() const; // "http://127.0.0.1:port"
    [[nodiscard]] std::vector<ServedRequest> requests() const; // so far, in order

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace locus::test
