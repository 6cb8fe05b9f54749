// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/permissions.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::people;

class PermissionsTest : public QObject
{
    Q_OBJECT

    static bool may(Role role, std::string_view method)
    {
        return checkPermitted({ "x", { role }, "t" }, method).ok();
    }

private Q_SLOTS:
    void whatIsNotInTheTableIsDeniedToAll()
    {
        for (const Role role : allRoles) {
            QVERIFY(!may(role, "nothing.here"));
            QVERIFY(!may(role, "analyses"));
            QVERIFY(!may(role, "analyses."));
            QVERIFY(!may(role, "analyses.erase"));
            QVERIFY(!may(role, ""));
        }
        QVERIFY(!checkPermitted(anonymousPrincipal(), "analyses.submit").ok());
    }

    void rolesKeepToTheirSide()
    {
        QVERIFY(may(Role::Clinician, "analyses.sign"));
        QVERIFY(!may(Role::Coordinator, "analyses.sign"));
        QVERIFY(!may(Role::Clinician, "people.accounts.create"));
        QVERIFY(!may(Role::Clinician, "deadLetters.redrive"));
        QVERIFY(may(Role::Coordinator, "tasks.assign"));
        QVERIFY(!may(Role::Clinician, "tasks.assign")); // the exact name wins over tasks.*
        QVERIFY(may(Role::Clinician, "tasks.claim"));
        QVERIFY(may(Role::Operator, "deadLetters.redrive"));
        for (const char* method :
            { "analyses.get", "analyses.rows", "patients.get", "orders.get" }) {
            QVERIFY(!may(Role::Operator, method)); // no personal health information
            QVERIFY(!may(Role::Admin, method));
            QVERIFY(!may(Role::Auditor, method));
        }
        QVERIFY(may(Role::Auditor, "audit.list"));
        QVERIFY(may(Role::Admin, "audit.list")); // without whose data it was
        QVERIFY(!may(Role::Admin, "audit.export"));
        QVERIFY(may(Role::Admin, "people.roles.grant"));
        QVERIFY(may(Role::Admin, "workflows.publish"));
        QVERIFY(!may(Role::Coordinator, "workflows.publish"));
    }

    void whatIsSensitiveNeedsThePasswordAgain()
    {
        for (const char* method : { "people.accounts.create", "people.accounts.update",
                 "people.accounts.disable", "people.accounts.enable", "people.accounts.setPassword",
                 "people.totp.enrol", "people.totp.remove", "session.endAll" }) {
            QVERIFY2(needsFreshSignIn(method), method);
        }
        for (const char* method : { "people.accounts.list", "people.accounts.get",
                 "people.totp.confirm", "session.list", "session.signOut", "analyses.submit" }) {
            QVERIFY2(!needsFreshSignIn(method), method);
        }
        for (const Role role : allRoles) {
            QVERIFY(may(role, "people.accounts.setPassword")); // one's own
            QVERIFY(may(role, "people.totp.enrol"));
            QCOMPARE(may(role, "people.accounts.list"), role == Role::Admin);
            QCOMPARE(may(role, "people.firstAdmin"), role == Role::Admin);
        }
    }

    void anOverlayAddsAClinicianForItsPatientAndItsTime()
    {
        const Instant now = fromMicros(1'800'000'000'000'000);
        Principal who { "op", { Role::Operator }, "session/1" };
        const auto sees = [&](std::string_view patient, Instant at) {
            const auto roles = seesAs(who, patient, at);
            return checkPermitted(roles, who.user, "patients.get").ok();
        };
        QVERIFY(!sees("P-1", now));
        who.overlay = Overlay { "1", "P-1", now + std::chrono::minutes(5) };
        QVERIFY(sees("P-1", now));
        QVERIFY(!sees("P-2", now));
        QVERIFY(!sees("", now)); // of several, or nobody known
        QVERIFY(!sees("P-1", now + std::chrono::minutes(5)));
        who.overlay->patient.clear();
        QVERIFY(sees("P-2", now) && sees("", now));
        QVERIFY(!checkPermitted(who, "patients.get").ok()); // of his own he has no right
    }

    void whatTakesTwoIsInTheTable()
    {
        QVERIFY(fourEyesFor("deadLetters.startRun") == FourEyes::AboveLimit);
        QVERIFY(fourEyesFor("patients.erase") == FourEyes::Always);
        QVERIFY(fourEyesFor("audit.setRetention") == FourEyes::Always);
        QVERIFY(fourEyesFor("analyses.submit") == FourEyes::No);
        QVERIFY(fourEyesFor("nothing.here") == FourEyes::No);
        QVERIFY(needsFreshSignIn("people.approvals.approve"));
        QVERIFY(!needsFreshSignIn("people.breakGlass.begin")); // its code is enough, and now
    }

    void aRefusalNamesWhoMay()
    {
        const Status status = checkPermitted({ "op", { Role::Operator }, "t" }, "analyses.submit");
        QCOMPARE(status.error().code, std::string("people.not_permitted"));
        QCOMPARE(std::string(status.error().fact("allowed")), std::string("clinician"));
    }

    void everyRowIsReachable()
    {
        for (const Permission& row : permissionTable()) {
            std::string method(row.pattern);
            if (method.ends_with('*')) {
                method.replace(method.size() - 1, 1, "anyVerb");
            }
            QVERIFY(permissionFor(method) == &row);
            QVERIFY(!row.roles.empty());
        }
    }
};

LOCUS_TEST(permissions, PermissionsTest)
#include "tst_permissions.moc"
