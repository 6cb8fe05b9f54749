// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/gateway/token_bucket.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace locus {
class Clock;
}

namespace locus::gateway {

class AccountSignIn;
class RpcTable;
class SignIn;
struct GatewayOptions;

struct HttpAnswer
{
    int status = 200;
    Bytes body; // application/json
};

// POST /rpc, POST /ticket and POST /sign-in, for programs that hold no socket: the same table, the
// same rights, the same errors. Knows no HTTP server: whoever routes passes the Authorization
// header and the body. Thread contract: the gateway's thread.
class HttpRpc
{
public:
    // Who lets people in; both outlive this.
    struct Doors
    {
        SignIn& signIn;
        AccountSignIn& accounts;
    };
    HttpRpc(const GatewayOptions& options, const Doors& doors, const RpcTable& table,
        const Clock& clock);

    // 200 with a JSON-RPC answer (also an error), 400 not a request, 401 not signed in, 413 too
    // large, 429 too many. `done` is called once, perhaps before this returns.
    void rpc(
        std::string_view authorization, const Bytes& body, std::function<void(HttpAnswer)> done);
    // POST /sign-in {user, password, code?}: 200 as session.signIn, 400, 401 whatever is wrong,
    // 429.
    void signIn(
        const Bytes& body, const std::string& address, std::function<void(HttpAnswer)> done);
    // 200 {ticket, expiresInMs}, 401, 429.
    HttpAnswer ticket(std::string_view authorization);

private:
    bool allow(const std::string& user);

    const GatewayOptions& m_options;
    SignIn& m_signIn;
    AccountSignIn& m_accounts;
    const RpcTable& m_table;
    const Clock& m_clock;
    std::map<std::string, TokenBucket> m_rates; // by user
};

} // namespace locus::gateway
