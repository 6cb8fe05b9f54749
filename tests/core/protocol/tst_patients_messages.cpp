// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/patients_messages.h"

#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::protocol;

class PatientsMessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageComesBack()
    {
        patients::Patient patient;
        patient.id = "p1";
        patient.version = 4;
        patient.names = { { "Osei", { "Ama" }, "official" } };
        patient.flags = { { "f1", "fall", "Falls", "high" } };
        const auto page = PatientsPage::fromJson(PatientsPage { { { patient }, 7 } }.toJson());
        QVERIFY(page.ok());
        QCOMPARE(page->page.items.at(0), patient);
        QCOMPARE(page->page.total, std::size_t(7));
        const auto detail = PatientDetail::fromJson(PatientDetail { patient }.toJson());
        QVERIFY(detail.ok());
        QCOMPARE(detail->patient, patient);
        const auto search = PatientsSearch::fromJson(PatientsSearch { "osei", 20 }.toJson());
        QVERIFY(search.ok());
        QCOMPARE(search->text, std::string("osei"));
        QCOMPARE(search->limit, 20);
        QCOMPARE(
            PatientsGet::fromJson(PatientsGet { "p1" }.toJson())->patientId, std::string("p1"));
        const auto changed = PatientChanged::fromJson(PatientChanged { "p1", 5 }.toJson());
        QCOMPARE(changed->version, std::uint64_t(5));
    }

    void aCommandKeepsWhatItDoesNotKnow()
    {
        const auto read = PatientsCommand::fromJson(
            R"({"commandId":"0190a5b4-0000-7000-8000-000000000001","expectedVersion":3,
                "patientId":"p1","reason":"same person"})");
        QVERIFY(read.ok());
        QCOMPARE(*read->expectedVersion, std::uint64_t(3));
        QCOMPARE(read->change, Bytes(R"({"patientId":"p1","reason":"same person"})"));
    }

    void badParametersAreNamed()
    {
        QCOMPARE(PatientsCommand::fromJson(R"({"patientId":"p1"})").error().code,
            std::string("params.missing"));
        QVERIFY(!PatientsSearch::fromJson(R"({"text":"x","limit":501})").ok());
        QVERIFY(!PatientsSearch::fromJson(R"({"text":""})").ok());
        QVERIFY(!PatientsSearch::fromJson(R"({"text":"x","page":2})").ok());
    }
};

LOCUS_TEST(patients_messages, PatientsMessagesTest)
#include "tst_patients_messages.moc"
