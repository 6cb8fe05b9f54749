// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_rules.h"

#include "tests/support/test_registry.h"

#include <QTest>

#include <map>

using namespace locus;
using namespace locus::patients;

namespace {

Patient registered(std::string id)
{
    Patient patient;
    patient.id = std::move(id);
    patient.names = { { "Osei", { "Ama" }, "official" } };
    return apply({}, Registered { std::move(patient) });
}

std::string codeOf(const Status& status)
{
    return status.ok() ? std::string() : status.error().code;
}

} // namespace

class PatientRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsOnceAndWithAName()
    {
        QCOMPARE(codeOf(check({}, Registered {})), std::string("patients.incomplete"));
        const Patient there = registered("p1");
        QCOMPARE(there.version, std::uint64_t(1));
        QCOMPARE(codeOf(check(there, Registered { there })), std::string("patients.exists"));
        QCOMPARE(codeOf(check({}, Changed {})), std::string("patients.unknown"));
    }

    void aMergeMovesNothingAndCanBeTakenBack()
    {
        const Patient one = registered("p1");
        const Patient two = registered("p2");
        QVERIFY(check(one, Merged { "p2", "same person" }, two).ok());
        const Patient merged = apply(one, Merged { "p2", "same person" });
        QCOMPARE(merged.mergedInto, std::string("p2"));
        QCOMPARE(merged.names, one.names);
        QCOMPARE(codeOf(check(merged, Merged { "p3", "again" }, two)),
            std::string("patients.merged_already"));
        QCOMPARE(codeOf(check(merged, Changed {})), std::string("patients.merged_already"));
        QVERIFY(check(merged, Unmerged { "p2", "two persons" }).ok());
        Patient again = apply(merged, Unmerged { "p2", "two persons" });
        QCOMPARE(codeOf(check(again, Unmerged { "p2", "x" })), std::string("patients.not_merged"));
        again.version = one.version;
        QCOMPARE(again, one);
    }

    void aMergeNeedsAnotherRecordThatStandsForItself()
    {
        const Patient one = registered("p1");
        const Patient two = registered("p2");
        QCOMPARE(
            codeOf(check(one, Merged { "p1", "x" }, one)), std::string("patients.merge_circle"));
        QCOMPARE(codeOf(check(one, Merged { "p9", "x" })), std::string("patients.unknown"));
        const Patient retired = apply(two, Merged { "p3", "x" });
        const Status refusal = check(one, Merged { "p2", "x" }, retired);
        QCOMPARE(codeOf(refusal), std::string("patients.merge_circle"));
        QCOMPARE(codeOf(check(one, Merged { "p2", "  " }, two)), std::string("patients.reason"));
    }

    void mergesAreFollowedAndACircleEnds()
    {
        std::map<std::string, Patient> all;
        const auto find = [&](const std::string& id) -> const Patient& { return all[id]; };
        all["a"].mergedInto = "b";
        all["b"].mergedInto = "c";
        QCOMPARE(standsFor("a", find), std::string("c"));
        all["c"].mergedInto = "a"; // another system may say so
        QCOMPARE(standsFor("b", find), std::string("b"));
    }

    void theSameIdentifierStandsOnce()
    {
        Patient patient = registered("p1");
        patient = apply(patient, IdentifierAdded { { "urn:nhs", "943", "" } });
        patient = apply(patient, IdentifierAdded { { "urn:nhs", "943", "official" } });
        QCOMPARE(patient.identifiers.size(), std::size_t(1));
        QCOMPARE(patient.identifiers[0].use, std::string("official"));
        QVERIFY(check(patient, IdentifierRemoved { { "urn:nhs", "943", "" }, "typo" }).ok());
        QCOMPARE(codeOf(check(patient, IdentifierRemoved { { "urn:nhs", "944", "" }, "typo" })),
            std::string("patients.unknown"));
        QVERIFY(apply(patient, IdentifierRemoved { { "urn:nhs", "943", "" }, "typo" })
                    .identifiers.empty());
    }

    void activeOnceAndDeadForGood()
    {
        Patient patient = registered("p1");
        QCOMPARE(codeOf(check(patient, Reactivated {})), std::string("patients.active"));
        QCOMPARE(codeOf(check(patient, Deactivated { "" })), std::string("patients.reason"));
        patient = apply(patient, Deactivated { "moved" });
        QVERIFY(!patient.active);
        QCOMPARE(codeOf(check(patient, Deactivated { "moved" })), std::string("patients.inactive"));
        patient = apply(patient, DeathRecorded {});
        QVERIFY(patient.deceased && !patient.deceasedOn);
    }

    void nothingThatIdentifiesIsLeftOfAnAnonymizedOne()
    {
        Patient patient = registered("p1");
        patient.birthDate = dateFrom("1971-03-05");
        patient = apply(patient, FlagRaised { { "f1", "fall", "Falls", "high" } });
        patient = apply(patient, Anonymized {});
        QCOMPARE(patient.id, std::string("p1"));
        QVERIFY(patient.names.empty() && patient.identifiers.empty() && patient.flags.empty());
        QVERIFY(!patient.birthDate && !patient.active);
    }

    void aFlagIsReplacedByItsId()
    {
        Patient patient = registered("p1");
        patient = apply(patient, FlagRaised { { "f1", "fall", "Falls", "low" } });
        patient = apply(patient, FlagRaised { { "f1", "fall", "Falls at night", "high" } });
        QCOMPARE(patient.flags.size(), std::size_t(1));
        QCOMPARE(patient.flags[0].severity, std::string("high"));
        QCOMPARE(codeOf(check(patient, FlagCleared { "f2" })), std::string("patients.unknown"));
        QCOMPARE(codeOf(check(patient, FlagCleared { "f1" })), std::string("patients.reason"));
        QVERIFY(check(patient, FlagCleared { "f1", "walks safely" }).ok());
        QVERIFY(apply(patient, FlagCleared { "f1" }).flags.empty());
    }
};

LOCUS_TEST(patient_rules, PatientRulesTest)
#include "tst_patient_rules.moc"
