// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency access and four eyes before a real core, through kill -9.
#include "core/people/totp.h"
#include "tests/integration/account_desk.h"
#include "tests/support/base32.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

class RightsTest : public QObject, AccountDesk
{
    Q_OBJECT

    static std::string accountOf(TestSocket& admin, const std::string& user)
    {
        const json accounts = admin.call("people.accounts.list", json::object())["result"]["items"];
        for (const json& account : accounts) {
            if (account["user"] == user) {
                return account["accountId"].get<std::string>();
            }
        }
        return {};
    }

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
        makeAccounts(core, { { "o.pera", "operator" } });
        TestSocket admin;
        enter(admin, core, "root");
        TestSocket one;
        enter(one, core, "o.pera");
        QCOMPARE(reasonOf(admin.call("people.accounts.update",
                     { { "commandId", id() }, { "accountId", accountOf(admin, "o.pera") },
                         { "roles", json::array({ "auditor" }) } })),
            std::string("ok"));
        QVERIFY(one.waitForClose());
        QVERIFY2(one.texts.last().contains(QStringLiteral("session.rights_changed")),
            qPrintable(one.texts.last()));
    }

    // What was taken is done, once; the rest is refused, and the session says why it ends.
    void anAccountThatIsDisabledInABatchLeavesWhatWasTaken()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        makeAccounts(core, { { "c.lin", "clinician" } });
        TestSocket admin;
        enter(admin, core, "root");
        TestSocket other;
        enter(other, core, "c.lin");
        constexpr int batch = 200;
        const auto before = other.texts.size();
        const std::string account = accountOf(admin, "c.lin");
        for (int n = 0; n < batch && !other.closed; ++n) {
            other.send(QString::fromStdString(json { { "jsonrpc", "2.0" }, { "id", 1000 + n },
                { "method", "analyses.submit" },
                { "params",
                    { { "commandId", id() }, { "format", "sequence" }, { "text", "ACGTACGT" } } } }
                                                  .dump()));
            if (n == batch / 2) {
                QCOMPARE(reasonOf(admin.call("people.accounts.disable",
                             { { "commandId", id() }, { "accountId", account } })),
                    std::string("ok"));
            }
            QTest::qWait(1);
        }
        QVERIFY(other.waitForClose());
        QVERIFY2(other.texts.last().contains(QStringLiteral("session.account_disabled")),
            qPrintable(other.texts.last()));

        std::set<std::string> taken;
        for (const QString& text : other.texts.mid(before)) {
            const json answer = json::parse(text.toStdString());
            if (answer.contains("result")) {
                QVERIFY(taken.insert(answer["result"].value("analysisId", "")).second);
            }
        }
        TestSocket seat;
        QVERIFY(seat.openSession(core.endpoint(QStringLiteral("rpc")), core.token().toStdString()));
        std::set<std::string> done;
        const auto finished = [&] {
            done.clear();
            const json page = seat.call("analyses.list", { { "limit", batch } })["result"];
            int open = 0;
            for (const json& item : page["items"]) {
                open += item["state"] == "requested" || item["state"] == "running" ? 1 : 0;
                done.insert(item.value("id", ""));
            }
            return open == 0 && done.size() == page["items"].size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(finished(), 60'000);
        QVERIFY(!taken.empty() && done.size() < batch);
        QVERIFY(std::includes(done.begin(), done.end(), taken.begin(), taken.end()));
        // Taken, but the answer found nobody any more.
        qInfo("%d of %d were taken, %d of them answered", static_cast<int>(done.size()), batch,
            static_cast<int>(taken.size()));
    }

    // Strangers who guess at the password stop new sign-ins, not the work of who is in.
    void anAccountThatIsLockedByGuessesLosesNoWork()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        makeAccounts(core, { { "c.lin", "clinician" } });
        TestSocket other;
        enter(other, core, "c.lin");
        const auto submit = [&] {
            return reasonOf(other.call("analyses.submit",
                { { "commandId", id() }, { "format", "sequence" }, { "text", "ACGTACGT" } }));
        };
        QCOMPARE(submit(), std::string("ok"));
        json refused;
        for (int guess = 0; guess < 8; ++guess) {
            TestSocket stranger;
            QVERIFY(stranger.open(core.endpoint(QStringLiteral("rpc"))));
            refused = stranger.call("session.signIn",
                { { "user", "c.lin" }, { "password", "guess " + std::to_string(guess) } });
            QCOMPARE(submit(), std::string("ok"));
        }
        // The right one is not told from a wrong one while the account is locked.
        TestSocket late;
        QVERIFY(late.open(core.endpoint(QStringLiteral("rpc"))));
        const json right =
            late.call("session.signIn", { { "user", "c.lin" }, { "password", password } });
        QCOMPARE(reasonOf(right), reasonOf(refused));
        QVERIFY(reasonOf(right) != "ok");
        QCOMPARE(submit(), std::string("ok"));
    }
};

LOCUS_TEST(rights, RightsTest)
#include "tst_rights.moc"
