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
        const auto page =
            PatientsPage::fromJson(PatientsPage { { { patient }, 7, "b4" } }.toJson());
        QVERIFY(page.ok());
        QCOMPARE(page->page.items.at(0), patient);
        QCOMPARE(page->page.total, std::size_t(7));
        QCOMPARE(page->page.next, std::string("b4"));
        const auto detail =
            PatientDetail::fromJson(PatientDetail { patient, { "p2", "p3" } }.toJson());
        QVERIFY(detail.ok());
        QCOMPARE(detail->replaces, (std::vector<std::string> { "p2", "p3" }));
        QCOMPARE(detail->patient, patient);
        const auto search =
            PatientsSearch::fromJson(PatientsSearch { { "osei", 20, "b4" } }.toJson());
        QVERIFY(search.ok());
        QCOMPARE(search->query.text, std::string("osei"));
        QCOMPARE(search->query.limit, std::size_t(20));
        QCOMPARE(search->query.after, std::string("b4"));
        const auto labels =
            PatientLabels::fromJson(PatientLabels { { { "p2", patient } } }.toJson());
        QVERIFY(labels.ok());
        QCOMPARE(labels->items.at(0).ref, std::string("p2"));
        QCOMPARE(labels->items.at(0).patient, patient);
        QCOMPARE(
            PatientsGet::fromJson(PatientsGet { "p1" }.toJson())->patientId, std::string("p1"));
        const auto changed = PatientChanged::fromJson(PatientChanged { "p1", 5 }.toJson());
        QCOMPARE(changed->version, std::uint64_t(5));
    }

    void aTimelineTravels()
    {
        patients::TimelineEntry entry;
        entry.position = 12;
        entry.type = "Patient.Merged";
        entry.stream = "Patient/p1";
        entry.actor = "osei";
        entry.reason = "same person";
        entry.local = false;
        const auto page = PatientTimeline::fromJson(PatientTimeline { { { entry }, 12 } }.toJson());
        QVERIFY(page.ok());
        QCOMPARE(page->page.next, std::int64_t(12));
        QCOMPARE(page->page.items.at(0).reason, entry.reason);
        QCOMPARE(page->page.items.at(0).local, false);
        const auto ask = PatientsTimeline::fromJson(PatientsTimeline { { "p1", 7, 12 } }.toJson());
        QVERIFY(ask.ok());
        QCOMPARE(ask->query.before, std::int64_t(12));
        QCOMPARE(PatientsTimeline::fromJson(R"({"patientId":"p1","after":"x"})").error().code,
            std::string("patients.bad_page_key"));
    }

    void aCommandKeepsWhatItDoesNotKnow()
    {
        const auto read = PatientsCommand::fromJson(
            R"({"commandId":"0190a5b4-0000-7000-8000-000000000001","expectedVersion":3,
                "patientId":"p1","reason":"same person"})");
        QVERIFY(read.ok());
        QCOMPARE(*read->expectedVersion, std::uint64_t(3));
        QCOMPARE(read->change, Bytes(R"({"patientId":"p1","reason":"same person"})"));
        QCOMPARE(PatientsCommand::fromJson(read->toJson())->change, read->change);
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
