// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_codec.h"

#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::patients;

namespace {

Patient fullPatient()
{
    Patient patient;
    patient.id = "p1";
    patient.version = 3;
    patient.names = { { "Osei", { "Ama", "Efua" }, "official" }, { "Boateng", {}, "maiden" } };
    patient.identifiers = { { "urn:oid:1.2.36", "943 476", "official" }, { "", "X1", "" } };
    patient.birthDate = dateFrom("1971-03");
    patient.gender = Gender::Female;
    patient.deceased = true;
    patient.deceasedOn = dateFrom("2024-11-30");
    patient.flags = { { "f1", "fall", "Falls \"at night\"", "high" } };
    patient.mergedInto = "p2";
    return patient;
}

std::string whereOf(const Error& error)
{
    for (const auto& [name, value] : error.context) {
        if (name == "path") {
            return value;
        }
    }
    return {};
}

} // namespace

class PatientCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromFhirAndFromTheStore()
    {
        Patient patient = fullPatient();
        const auto packed = unpackPatient(packPatient(patient));
        QVERIFY(packed.ok());
        QCOMPARE(*packed, patient);
        auto read = fromFhir(toFhir(patient));
        QVERIFY(read.ok());
        patient.version = 0; // neither is a part of the resource
        patient.flags.clear();
        QCOMPARE(*read, patient);
    }

    // Members as in the example "Patient/example" of the R5 specification, with another person.
    void readsAResourceOfAnotherSystem()
    {
        const auto read = fromFhir(R"({"resourceType":"Patient","id":"ex","meta":{"versionId":"1"},
            "identifier":[{"use":"usual","type":{"coding":[{"code":"MR"}]},"system":"urn:mrn",
            "value":"12345"}],"active":true,"name":[{"use":"official","family":"Chalmers",
            "given":["Peter","James"]},{"text":"Jim"}],"telecom":[{"value":"555"}],
            "gender":"male","birthDate":"1974-12-25","deceasedBoolean":false})");
        QVERIFY(read.ok());
        QCOMPARE(read->names[0].given, (std::vector<std::string> { "Peter", "James" }));
        QCOMPARE(read->names[1].family, std::string("Jim"));
        QCOMPARE(read->identifiers[0].value, std::string("12345"));
        QVERIFY(!read->deceased);
        QCOMPARE(toString(*read->birthDate), std::string("1974-12-25"));
    }

    void namesWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("date") << QByteArray(
            R"({"resourceType":"Patient","birthDate":"1974-02-30"})")
                              << QByteArray("/birthDate");
        QTest::newRow("given") << QByteArray(
            R"({"resourceType":"Patient","name":[{"family":"A"},{"family":"B","given":[7]}]})")
                               << QByteArray("/name/1/given");
        QTest::newRow("value") << QByteArray(
            R"({"resourceType":"Patient","identifier":[{"system":"u"}]})")
                               << QByteArray("/identifier/0/value");
        QTest::newRow("gender") << QByteArray(R"({"resourceType":"Patient","gender":"f"})")
                                << QByteArray("/gender");
        QTest::newRow("resource") << QByteArray(R"({"resourceType":"Person"})")
                                  << QByteArray("/resourceType");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("");
        QTest::newRow("a list") << QByteArray("[]") << QByteArray("");
    }
    void namesWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, path);
        const auto read = fromFhir(json.toStdString());
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, std::string("patients.malformed"));
        QCOMPARE(whereOf(read.error()), path.toStdString());
    }

    void everyChangeComesBack()
    {
        Patient patient = fullPatient();
        patient.version = 0;
        patient.flags.clear();
        const std::vector<PatientEvent> events { Registered { patient },
            Changed { patient.names, dateFrom("1971"), Gender::Other },
            IdentifierAdded { patient.identifiers[0] },
            IdentifierRemoved { patient.identifiers[0], "typo" }, Merged { "p2", "same" },
            Unmerged { "p2", "two" }, Deactivated { "moved" }, Reactivated {},
            DeathRecorded { dateFrom("2024") }, FlagRaised { { "f1", "fall", "Falls", "high" } },
            FlagCleared { "f1" }, Anonymized {} };
        QCOMPARE(events.size(), std::variant_size_v<PatientEvent>);
        for (const PatientEvent& event : events) {
            const auto read = decodeChange(typeOf(event), encodeChange({ "p1", event }));
            QVERIFY2(read.ok(), typeOf(event).data());
            QVERIFY2(read->has_value(), typeOf(event).data());
            QCOMPARE((*read)->patientId, std::string("p1"));
            QCOMPARE((*read)->event.index(), event.index());
            QCOMPARE(encodeChange(**read), encodeChange({ "p1", event }));
        }
    }

    void readsTheShapesThatOthersSend()
    {
        for (const char* data :
            { R"({"patientId":"p1","patient":{"resourceType":"Patient","name":[{"family":"A"}]}})",
                R"({"resourceType":"Patient","id":"p1","name":[{"family":"A"}]})",
                R"({"patientId":"p1","name":[{"family":"A"}]})",
                R"({"patient":{"id":"p1","name":[{"family":"A"}]}})" }) {
            const auto read = decodeChange("Patient.Created", data);
            QVERIFY2(read.ok() && read->has_value(), data);
            QCOMPARE((*read)->patientId, std::string("p1"));
            const auto& patient = std::get<Registered>((*read)->event).patient;
            QCOMPARE(patient.id, std::string("p1"));
            QCOMPARE(patient.names[0].family, std::string("A"));
        }
        const auto wrong =
            decodeChange("Patient.Updated", R"({"patient":{"id":"p1","birthDate":"soon"}})");
        QVERIFY(!wrong.ok());
        QCOMPARE(whereOf(wrong.error()), std::string("/patient/birthDate"));
        QVERIFY(!decodeChange("Patient.Created", R"({"name":[{"family":"A"}]})").ok());
    }

    void whatChangesNothingIsNoChange()
    {
        const auto read = decodeChange("Patient.Exported", R"({"patientId":"p1"})");
        QVERIFY(read.ok());
        QVERIFY(!read->has_value());
    }
};

LOCUS_TEST(patient_codec, PatientCodecTest)
#include "tst_patient_codec.moc"
