// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/core_process.h"

#include <QTest>

#include <string>

namespace locus::test {

// "ok", or the code of a refusal.
inline std::string reasonOf(const nlohmann::json& answer)
{
    return answer.contains("error") ? answer["error"]["data"].value("reason", "") : "ok";
}

// People with accounts before a real core.
struct AccountDesk
{
    static constexpr const char* password = "correct horse battery";

    SystemClock clock {};
    SystemRandom random {};
    UuidSource ids { clock, random };

    std::string id() { return ids.next().toString(); }

    void enter(TestSocket& socket, const CoreProcess& core, const std::string& user,
        const std::string& code = {})
    {
        QVERIFY(socket.open(core.endpoint(QStringLiteral("rpc"))));
        nlohmann::json params = { { "user", user }, { "password", password } };
        if (!code.empty()) {
            params["code"] = code;
        }
        const nlohmann::json signedIn = socket.call("session.signIn", params);
        QCOMPARE(reasonOf(signedIn), std::string("ok"));
        const nlohmann::json opened = socket.call("session.open",
            { { "token", signedIn["result"].value("token", "") }, { "client", "test" },
                { "version", "1.0" } });
        QCOMPARE(reasonOf(opened), std::string("ok"));
        QVERIFY(opened["result"]["breakGlass"].is_null());
    }
    void makeAccounts(const CoreProcess& core, const nlohmann::json& roles)
    {
        TestSocket seat;
        QVERIFY(seat.openSession(core.endpoint(QStringLiteral("rpc")), core.token().toStdString()));
        QCOMPARE(reasonOf(seat.call("people.firstAdmin",
                     { { "commandId", id() }, { "user", "root" }, { "password", password } })),
            std::string("ok"));
        for (const auto& [user, role] : roles.items()) {
            QCOMPARE(reasonOf(seat.call("people.accounts.create",
                         { { "commandId", id() }, { "user", user }, { "password", password },
                             { "roles", nlohmann::json::array({ role }) } })),
                std::string("ok"));
        }
    }
};

} // namespace locus::test
