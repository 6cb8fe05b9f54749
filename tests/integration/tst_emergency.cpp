// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency access for one patient before a real core: who hears of it, what its lists answer.
#include "core/people/totp.h"
#include "tests/integration/account_desk.h"
#include "tests/support/base32.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

class EmergencyTest : public QObject, AccountDesk
{
    Q_OBJECT

    // Each code works once: that of the step before confirms.
    Bytes enrol(TestSocket& socket)
    {
        const json enrolled = socket.call("people.totp.enrol", json::object());
        Bytes secret = fromBase32(enrolled["result"].value("secret", ""));
        const std::int64_t before = people::totpStepAt(clock.now()) - 1;
        const json confirmed = socket.call("people.totp.confirm",
            { { "commandId", id() }, { "code", people::totpCode(secret, before) } });
        return confirmed.contains("result") ? secret : Bytes();
    }

private Q_SLOTS:
    // What those who may decide see of it, and what lists answer under it.
    void anEmergencyForOnePatientIsToldAndItsListsAreOfHim()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        makeAccounts(
            core, { { "o.pera", "operator" }, { "o.ther", "operator" }, { "au.dit", "auditor" } });
        TestSocket seat;
        QVERIFY(seat.openSession(core.endpoint(QStringLiteral("rpc")), core.token().toStdString()));
        std::string hers;
        for (const char* family : { "Quillfeather", "Brandywine" }) {
            const json made = seat.call("patients.register",
                { { "commandId", id() },
                    { "patient",
                        { { "resourceType", "Patient" }, { "birthDate", "1971-03-05" },
                            { "name", { { { "family", family } } } } } } });
            QCOMPARE(reasonOf(made), std::string("ok"));
            hers = made["result"].value("patientId", "");
            QCOMPARE(reasonOf(seat.call("analyses.submit",
                         { { "commandId", id() }, { "text", "ACGTACGTACGTACGTACGT" },
                             { "patientRef", hers }, { "label", family } })),
                std::string("ok"));
        }
        TestSocket auditor;
        enter(auditor, core, "au.dit");
        const json streams = { "people.breakGlass", "people.approvals" };
        QCOMPARE(reasonOf(auditor.call("changes.subscribe", { { "streams", streams } })),
            std::string("ok"));
        TestSocket socket;
        enter(socket, core, "o.pera");
        QCOMPARE(reasonOf(socket.call("changes.subscribe", { { "streams", streams } })),
            std::string("people.not_permitted"));
        const Bytes secret = enrol(socket);
        const json open = socket.call("people.breakGlass.begin",
            { { "commandId", id() }, { "reason", "nobody else is here" }, { "patientRef", hers },
                { "code", people::totpCode(secret, people::totpStepAt(clock.now())) } });
        QCOMPARE(reasonOf(open), std::string("ok"));
        QTRY_COMPARE_WITH_TIMEOUT(
            auditor.notifications("change").size(), std::size_t { 1 }, 30'000);
        const json told = auditor.notifications("change").front();
        QCOMPARE(told["stream"].get<std::string>(), std::string("people.breakGlass"));
        QCOMPARE(
            told["item"], json({ { "id", open["result"]["breakGlassId"] } })); // no word of whom
        // In an emergency one follows the row of one's own entry; nobody else's, and no more of it.
        const std::string own = "people.breakGlass/" + told["id"].get<std::string>();
        const auto follow = [](TestSocket& by, const std::string& name) {
            return reasonOf(by.call("changes.subscribe", { { "streams", json::array({ name }) } }));
        };
        QCOMPARE(follow(socket, own), std::string("ok"));
        QCOMPARE(follow(socket, "people.breakGlass"), std::string("people.not_permitted"));
        QCOMPARE(follow(socket, "people.breakGlass/" + id()), std::string("people.not_permitted"));
        QCOMPARE(follow(socket, "people.approvals"), std::string("ok"));
        TestSocket other;
        enter(other, core, "o.ther");
        QCOMPARE(follow(other, own), std::string("people.not_permitted"));

        const json list = socket.call("analyses.list", { { "where", { { "patientRef", hers } } } });
        QCOMPARE(reasonOf(list), std::string("ok"));
        QCOMPARE(list["result"]["items"].size(), std::size_t { 1 });
        QCOMPARE(list["result"]["items"][0].value("label", ""), std::string("Brandywine"));
        const json found = socket.call("patients.search", { { "text", hers } });
        QCOMPARE(reasonOf(found), std::string("ok"));
        QCOMPARE(found["result"]["items"].size(), std::size_t { 1 });
        QCOMPARE(found["result"]["items"][0]["id"].get<std::string>(), hers);
        QVERIFY(!found["result"].contains("masked"));
        QCOMPARE(reasonOf(socket.call("patients.timeline", { { "patientId", hers } })),
            std::string("ok"));
        const json one =
            socket.call("analyses.get", { { "analysisId", list["result"]["items"][0]["id"] } });
        QCOMPARE(one["result"]["summary"].value("label", ""), std::string("Brandywine"));
        const std::vector<std::pair<const char*, json>> others { { "analyses.list",
                                                                     json::object() },
            { "analyses.list", { { "where", { { "patientRef", "P-2" } } } } },
            { "analyses.list", { { "where", { { "text", hers } } } } },
            { "patients.search", { { "text", "Brandywine" } } },
            { "patients.search", { { "text", "" } } } };
        for (const auto& [method, params] : others) {
            QCOMPARE(reasonOf(socket.call(method, params)), std::string("people.glass_other"));
        }
        QVERIFY(!socket.texts.join(u' ').contains(QStringLiteral("Quillfeather")));
    }
};

LOCUS_TEST(emergency, EmergencyTest)
#include "tst_emergency.moc"
