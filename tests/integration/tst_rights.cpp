// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency access and four eyes before a real core, through kill -9.
#include "core/people/totp.h"
#include "tests/integration/account_desk.h"
#include "tests/support/base32.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

class RightsTest : public QObject, AccountDesk
{
    Q_OBJECT

private Q_SLOTS:
    void emergencyAccessIsABoxThatEndsWithItsCore()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        makeAccounts(core, { { "o.pera", "operator" }, { "au.dit", "auditor" } });
        TestSocket socket;
        enter(socket, core, "o.pera");
        json begin = { { "commandId", id() }, { "reason", "nobody else is here" },
            { "patientRef", "P-1" }, { "code", "123456" }, { "minutes", 5 } };
        QCOMPARE(reasonOf(socket.call("people.breakGlass.begin", begin)),
            std::string("people.needs_second_factor"));
        const json enrolled = socket.call("people.totp.enrol", json::object());
        const Bytes secret = fromBase32(enrolled["result"].value("secret", ""));
        // Each code works once: the one before now confirms, that of now opens.
        const std::int64_t step = people::totpStepAt(clock.now());
        QCOMPARE(reasonOf(socket.call("people.totp.confirm",
                     { { "commandId", id() }, { "code", people::totpCode(secret, step - 1) } })),
            std::string("ok"));
        QCOMPARE(reasonOf(socket.call("patients.get", { { "patientId", "P-1" } })),
            std::string("people.not_permitted"));
        begin["commandId"] = id();
        begin["code"] = people::totpCode(secret, step);
        const json open = socket.call("people.breakGlass.begin", begin);
        QCOMPARE(reasonOf(open), std::string("ok"));
        // What a clinician may, for this patient alone.
        QCOMPARE(reasonOf(socket.call("patients.get", { { "patientId", "P-1" } })),
            std::string("patients.unknown"));
        QCOMPARE(reasonOf(socket.call("patients.get", { { "patientId", "P-2" } })),
            std::string("people.glass_other"));
        QCOMPARE(reasonOf(socket.call("analyses.list")), std::string("people.glass_other"));
        QCOMPARE(
            reasonOf(socket.call("people.accounts.list")), std::string("people.not_permitted"));
        const json state = socket.call("session.get", json::object());
        QCOMPARE(
            state["result"]["breakGlass"]["patientRef"].get<std::string>(), std::string("P-1"));

        core.killHard();
        QVERIFY(core.start().ok());
        TestSocket auditor;
        enter(auditor, core, "au.dit");
        json entry;
        QTRY_VERIFY_WITH_TIMEOUT(
            (entry = auditor.call("people.breakGlass.list", json::object())["result"]["items"][0],
                entry.value("end", "") == "coreStopped"),
            30'000);
        QVERIFY(entry["ended"].get<std::string>() <= entry["until"].get<std::string>());
        QCOMPARE(entry["reason"].get<std::string>(), std::string("nobody else is here"));
        const json review = { { "commandId", id() }, { "finding", "justified" },
            { "breakGlassId", entry["breakGlassId"] } };
        QCOMPARE(reasonOf(auditor.call("people.breakGlass.review", review)), std::string("ok"));
        QVERIFY(auditor.call("people.breakGlass.list", json::object())["result"]["items"].empty());
        int under = 0;
        int ended = 0;
        const json audit = auditor.call("audit.list", { { "limit", 200 } });
        for (const json& record : audit["result"]["items"]) {
            const std::string purpose = record.value("purpose", "");
            under += purpose.starts_with("ETREAT BreakGlass/") ? 1 : 0;
            ended += record.value("action", "") == "people.breakGlass.close" ? 1 : 0;
        }
        QVERIFY2(under >= 2, audit.dump().c_str()); // the read of P-1, the denial of P-2
        QCOMPARE(ended, 1);
    }

    void anEmergencyEndsWithItsSession()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        makeAccounts(core, { { "o.pera", "operator" } });
        TestSocket socket;
        enter(socket, core, "o.pera");
        const json enrolled = socket.call("people.totp.enrol", json::object());
        const Bytes secret = fromBase32(enrolled["result"].value("secret", ""));
        const std::int64_t step = people::totpStepAt(clock.now());
        QCOMPARE(reasonOf(socket.call("people.totp.confirm",
                     { { "commandId", id() }, { "code", people::totpCode(secret, step - 1) } })),
            std::string("ok"));
        QCOMPARE(reasonOf(socket.call("people.breakGlass.begin",
                     { { "commandId", id() }, { "reason", "all hands" }, { "allPatients", true },
                         { "code", people::totpCode(secret, step) } })),
            std::string("ok"));
        QCOMPARE(reasonOf(socket.call("analyses.list")), std::string("ok"));
        QCOMPARE(reasonOf(socket.call("session.signOut", json::object())), std::string("ok"));
        TestSocket admin;
        enter(admin, core, "root");
        QTRY_COMPARE_WITH_TIMEOUT(
            admin.call("people.breakGlass.list", json::object())["result"]["items"][0].value(
                "end", ""),
            std::string("sessionOver"), 30'000);
    }

    void rightsThatAreTakenEndTheSessionWithASentence()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        makeAccounts(core, { { "o.pera", "operator" }, { "c.lin", "clinician" } });
        TestSocket admin;
        enter(admin, core, "root");
        const json accounts = admin.call("people.accounts.list", json::object())["result"]["items"];
        const auto idOf = [&accounts](const std::string& user) {
            for (const json& account : accounts) {
                if (account["user"] == user) {
                    return account["accountId"].get<std::string>();
                }
            }
            return std::string();
        };
        TestSocket one;
        enter(one, core, "o.pera");
        TestSocket other;
        enter(other, core, "c.lin");
        QCOMPARE(reasonOf(admin.call("people.accounts.update",
                     { { "commandId", id() }, { "accountId", idOf("o.pera") },
                         { "roles", json::array({ "auditor" }) } })),
            std::string("ok"));
        QVERIFY(one.waitForClose());
        QVERIFY2(one.texts.last().contains(QStringLiteral("session.rights_changed")),
            qPrintable(one.texts.last()));
        // A batch under way: what was taken stays taken, the rest is refused.
        for (int n = 0; n < 20; ++n) {
            other.send(QString::fromStdString(json { { "jsonrpc", "2.0" }, { "id", 1000 + n },
                { "method", "analyses.submit" },
                { "params",
                    { { "commandId", id() }, { "format", "sequence" }, { "text", "ACGTACGT" } } } }
                                                  .dump()));
        }
        QCOMPARE(reasonOf(admin.call("people.accounts.disable",
                     { { "commandId", id() }, { "accountId", idOf("c.lin") } })),
            std::string("ok"));
        QVERIFY(other.waitForClose());
        QVERIFY2(other.texts.last().contains(QStringLiteral("session.account_disabled")),
            qPrintable(other.texts.last()));
    }
};

LOCUS_TEST(rights, RightsTest)
#include "tst_rights.moc"
