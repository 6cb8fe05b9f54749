// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Patients through the real loop into a real store and out again by the reader of the gateway.
#include "core/pipeline/patients_role.h"

#include "core/patients/patient_codec.h"
#include "core/store/store_patients_reader.h"
#include "tests/support/role_tester.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using patients::Patient;

namespace {

constexpr const char* ama = R"({"patientId":"p1","name":[{"family":"Osei","given":["Ama"]}],
    "birthDate":"1971-03-05","identifier":[{"system":"urn:mrn","value":"943"}]})";
constexpr const char* efua = R"({"patientId":"p2","name":[{"family":"Osei","given":["Efua"]}]})";

struct World
{
    pipeline::PatientsRole role { "here", "clinic" };
    RoleTester tester { role };

    std::string ask(const char* command, const std::string& body)
    {
        const auto answer = tester.ask(command, body);
        return answer.ok() ? "ok" : answer.error().code;
    }
    Patient patient(const char* id)
    {
        return tester.store->patients.load(id).value().value_or(Patient());
    }
    std::unique_ptr<store::StorePatientsReader> reader()
    {
        return store::StorePatientsReader::open(tester.store->file(), tester.codec).value();
    }
};

events::Envelope elsewhere(const char* id, const char* type, const char* patient, const char* data)
{
    return EventBuilder(id).type(type).of("Patient", patient).data(data);
}

} // namespace

class PatientsRoleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCommandBecomesStateAndEvent()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        QCOMPARE(world.ask("patients.register", ama), std::string("ok"));
        QCOMPARE(world.ask("patients.register", ama), std::string("patients.exists"));
        QCOMPARE(world.ask("patients.update", R"({"patientId":"p1","birthDate":"1971-03-06"})"),
            std::string("ok"));
        const Patient patient = world.patient("p1");
        QCOMPARE(patient.version, std::uint64_t(2));
        QCOMPARE(toString(*patient.birthDate), std::string("1971-03-06"));
        QCOMPARE(patient.names[0].family, std::string("Osei"));
        const auto out = world.tester.published(std::string(pipeline::patientTopic));
        QCOMPARE(out.size(), std::size_t(2));
        const auto second = patients::decodeChange("Patient.Updated", out[1]);
        QVERIFY(second.ok() && second->has_value());
        QCOMPARE(world.tester.changes.back().stream, std::string("patients"));
    }

    void whoHasNoIdGetsOneAndTheSameAnswerAgain()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        const Uuid id = world.tester.ids.next();
        const Bytes body = R"({"name":[{"family":"Adu","given":["Kofi"]}]})";
        const auto first = world.tester.ask("patients.register", body, id);
        const auto again = world.tester.ask("patients.register", body, id);
        QVERIFY(first.ok() && again.ok());
        QCOMPARE(*first, *again);
        QCOMPARE(world.reader()->search({ "kofi", 10 }).value().total, std::size_t(1));
    }

    void refusalsSayWhy()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        QCOMPARE(world.ask("patients.register", ama), std::string("ok"));
        QCOMPARE(world.ask("patients.register", efua), std::string("ok"));
        QCOMPARE(world.ask("patients.merge", R"({"patientId":"p1","into":"p2"})"),
            std::string("patients.reason"));
        QCOMPARE(world.ask("patients.merge", R"({"patientId":"p1","into":"p9","reason":"same"})"),
            std::string("patients.unknown"));
        QCOMPARE(world.ask("patients.merge", R"({"patientId":"p1","into":"p2","reason":"same"})"),
            std::string("ok"));
        QCOMPARE(world.ask("patients.merge", R"({"patientId":"p1","into":"p2","reason":"same"})"),
            std::string("patients.merged_already"));
        QCOMPARE(world.ask("patients.unmerge", R"({"patientId":"p1","reason":"two persons"})"),
            std::string("ok"));
        QVERIFY(world.patient("p1").mergedInto.empty());
        const auto wrong = world.tester.ask("patients.update", R"({"patientId":"p1","name":[{}]})");
        QVERIFY(!wrong.ok());
        QVERIFY(wrong.error().kind == ErrorKind::Invalid);
    }

    void eventsOfOthersAreFactsAndWaitForTheirPatient()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        world.tester.give(
            elsewhere("e2", "Patient.Updated", "p1", R"({"patientId":"p1","gender":"female"})"));
        QVERIFY(!world.patient("p1").isThere());
        world.tester.give(elsewhere("e1", "Patient.Created", "p1", ama));
        world.tester.advance(std::chrono::seconds(1));
        QVERIFY(world.patient("p1").gender == patients::Gender::Female);
        QCOMPARE(world.patient("p1").version, std::uint64_t(2));
        world.tester.give(elsewhere("e1", "Patient.Created", "p1", ama)); // delivered again
        QCOMPARE(world.patient("p1").version, std::uint64_t(2));
        QVERIFY(world.tester.published().empty()); // what came in does not go out
        world.tester.give(elsewhere("e3", "Patient.Exported", "p1", R"({"patientId":"p1"})"));
        QCOMPARE(world.patient("p1").version, std::uint64_t(2));
        QVERIFY(world.tester.letters().empty());
    }

    // Other systems' envelopes need not say whose event it is; the payload does.
    void eventsThatNameTheirPatientInThePayloadAloneAreTold()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        world.tester.give(elsewhere("e1", "Patient.Created", "", ama));
        world.tester.give(elsewhere("e2", "Patient.Created", "", efua));
        QVERIFY(world.patient("p1").isThere());
        QVERIFY(world.patient("p2").isThere());
        QCOMPARE(*world.tester.store->events.versionOf("Patient/p1"), std::uint64_t(1));
        QCOMPARE(*world.tester.store->events.versionOf("Patient/p2"), std::uint64_t(1));
    }

    // Of an erased patient the row opens no more, but the log goes on counting.
    void whoWasErasedCanBeRegisteredAgain()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        QCOMPARE(world.ask("patients.register", ama), std::string("ok"));
        QVERIFY(world.tester.store->database().run("DELETE FROM patient").ok());
        QVERIFY(!world.patient("p1").isThere());
        QCOMPARE(world.ask("patients.update", R"({"patientId":"p1","gender":"female"})"),
            std::string("patients.unknown"));
        QCOMPARE(world.ask("patients.register", ama), std::string("ok"));
        QCOMPARE(world.patient("p1").version, std::uint64_t(2));
    }

    void whatCannotBeReadIsParkedAndNamesNobody()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        world.tester.give(elsewhere("e1", "Patient.Created", "p1",
            R"({"patientId":"p1","name":[{"family":"Osei"}],"birthDate":"when Ama was born"})"));
        const auto letters = world.tester.letters();
        QCOMPARE(letters.size(), std::size_t(1));
        QCOMPARE(letters[0].errorCode, std::string("patients.malformed"));
        QVERIFY(letters[0].errorMessage.find("Ama") == std::string::npos);
    }

    void theReaderFindsWhatIsThereNow()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        const auto reader = world.reader();
        QCOMPARE(reader->search({ "osei", 10 }).value().total, std::size_t(0));
        QCOMPARE(world.ask("patients.register", ama), std::string("ok"));
        QCOMPARE(world.ask("patients.register", efua), std::string("ok"));
        const auto both = reader->search({ "osei", 10 });
        QVERIFY(both.ok());
        QCOMPARE(both->total, std::size_t(2));
        QCOMPARE(reader->search({ "ama 05.03.1971", 10 })->items.at(0), world.patient("p1"));
        QCOMPARE(reader->search({ "943", 10 })->total, std::size_t(1));
        QCOMPARE(world.ask("patients.update",
                     R"({"patientId":"p2","name":[{"family":"Boateng","given":["Efua"]}]})"),
            std::string("ok"));
        QCOMPARE(reader->search({ "osei", 10 })->total, std::size_t(1));
        QCOMPARE(reader->get("p2")->names[0].family, std::string("Boateng"));
        QCOMPARE(reader->get("p9").error().code, std::string("patients.unknown"));
        QCOMPARE(reader->search({ "osei", 0 }).error().code, std::string("patients.bad_limit"));
    }

    // Pages neither repeat nor skip: those whose words begin as typed come first.
    void aSearchGoesOnWhereThePageEnded()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        for (int i = 0; i < 140; ++i) {
            const std::string family = i % 2 == 0 ? "Osei" : "Kosei";
            QCOMPARE(world.ask("patients.register",
                         R"({"patientId":"n)" + std::to_string(i) + R"(","name":[{"family":")"
                             + family + R"("}]})"),
                std::string("ok"));
        }
        const auto reader = world.reader();
        std::vector<std::string> seen;
        patients::PatientQuery query { "osei", 9, {} };
        do {
            const auto page = reader->search(query);
            QVERIFY(page.ok());
            QCOMPARE(page->total, std::size_t(140));
            for (const Patient& patient : page->items) {
                seen.push_back(patient.id);
            }
            query.after = page->next;
        } while (!query.after.empty());
        QCOMPARE(seen.size(), std::size_t(140));
        QCOMPARE(seen[0], std::string("n0"));
        QCOMPARE(seen[70], std::string("n1"));
        std::sort(seen.begin(), seen.end());
        QVERIFY(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
        query.after = "x1";
        QCOMPARE(reader->search(query).error().code, std::string("patients.bad_page_key"));
    }

    void theTimelineHoldsWhatHappenedToAllRecordsOfAPerson()
    {
        World world;
        QVERIFY(world.tester.open().ok());
        QCOMPARE(world.ask("patients.register", ama), std::string("ok"));
        QCOMPARE(world.ask("patients.register", efua), std::string("ok"));
        QCOMPARE(world.ask("patients.raiseFlag",
                     R"({"patientId":"p2","flag":{"id":"f1","text":"Falls","severity":"high"}})"),
            std::string("ok"));
        QCOMPARE(world.ask("patients.merge", R"({"patientId":"p1","into":"p2","reason":"same"})"),
            std::string("ok"));
        const auto reader = world.reader();
        QCOMPARE(reader->record("p2")->replaces, std::vector<std::string> { "p1" });
        const auto first = reader->timeline({ "p2", 3, 0 });
        QVERIFY(first.ok());
        QCOMPARE(first->items.size(), std::size_t(3));
        QVERIFY2(first->items[0].type == "Patient.Merged", first->items[0].type.c_str());
        QCOMPARE(first->items[0].stream, std::string("Patient/p1"));
        QCOMPARE(first->items[0].reason, std::string("same"));
        QVERIFY(!first->items[0].actor.empty());
        QCOMPARE(first->items[1].detail, std::string("Falls"));
        QCOMPARE(first->items[2].stream, std::string("Patient/p2"));
        const auto rest = reader->timeline({ "p2", 3, first->next });
        QCOMPARE(rest->items.size(), std::size_t(1));
        QCOMPARE(rest->items[0].type, std::string("Patient.Created"));
        QCOMPARE(rest->next, std::int64_t(0));
        QCOMPARE(reader->timeline({ "p1", 10, 0 })->items.size(), std::size_t(2));
        QCOMPARE(reader->timeline({ "p9", 10, 0 }).error().code, std::string("patients.unknown"));
        QCOMPARE(world.ask("patients.unmerge", R"({"patientId":"p1","reason":"two"})"),
            std::string("ok"));
        QVERIFY(reader->record("p2")->replaces.empty());
    }
};

LOCUS_TEST(patients_role, PatientsRoleTest)
#include "tst_patients_role.moc"
