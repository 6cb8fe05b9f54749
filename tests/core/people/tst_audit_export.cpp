// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/audit_export.h"
#include "core/people/audited_calls.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QXmlStreamReader>

using namespace locus;
using namespace locus::people;

namespace {

AuditRecord sample(AuditKind kind, const std::string& outcome = auditOk)
{
    AuditRecord record;
    record.number = 42;
    record.time = *parseRfc3339("2026-03-02T08:29:33.125Z");
    record.note = { kind, "analyses.get", "a.osei", "b.lind", "clinician,auditor", "10.1.2.3",
        "call from \"ward 3\" & <desk>", "Analysis/1", outcome, "patient-7",
        { { "filter", "x\ny" } } };
    return record;
}

QJsonObject fhir(const AuditRecord& record, AuditFormat format)
{
    const Bytes line = exportedAudit(record, format, "house-1");
    return QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
}

QString at(const QJsonValue& value, const char* member)
{
    return value.toObject()[QLatin1String(member)].toString();
}

} // namespace

class AuditExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsOneLine()
    {
        for (const AuditFormat format :
            { AuditFormat::FhirR4, AuditFormat::FhirR5, AuditFormat::Dicom }) {
            for (int kind = 1; kind <= 9; ++kind) {
                const Bytes line =
                    exportedAudit(sample(static_cast<AuditKind>(kind)), format, "house-1");
                QVERIFY(!line.empty());
                QVERIFY(line.find('\n') == Bytes::npos);
            }
        }
    }

    void emergencyAccessHasTheCodesOfDicom()
    {
        AuditRecord record = sample(AuditKind::Configuration);
        for (const auto& [action, code] : { std::pair("people.breakGlass.begin", "110127"),
                 std::pair("people.breakGlass.end", "110138"),
                 std::pair("people.breakGlass.close", "110138") }) {
            record.note.action = action;
            record.note.purpose = "ETREAT: nobody else is here";
            const Bytes r4 = exportedAudit(record, AuditFormat::FhirR4, "house-1");
            QVERIFY2(r4.find("\"110113\"") != Bytes::npos, r4.c_str());
            QVERIFY2(r4.find(code) != Bytes::npos, r4.c_str());
            QVERIFY2(r4.find("v3-ActReason\",\"code\":\"ETREAT\"") != Bytes::npos, r4.c_str());
            const Bytes dicom = exportedAudit(record, AuditFormat::Dicom, "house-1");
            QVERIFY2(dicom.find(code) != Bytes::npos, dicom.c_str());
            QVERIFY2(dicom.find("csd-code=\"ETREAT\"") != Bytes::npos, dicom.c_str());
        }
        record.note.outcome = "people.bad_code"; // nothing began
        QVERIFY(
            exportedAudit(record, AuditFormat::FhirR4, "house-1").find("110127") == Bytes::npos);
    }

    void fhirR4HasWhatItMustHave()
    {
        const QJsonObject event = fhir(sample(AuditKind::Read), AuditFormat::FhirR4);
        QCOMPARE(at(event, "resourceType"), QStringLiteral("AuditEvent"));
        QCOMPARE(at(event[u"type"], "code"), QStringLiteral("110110"));
        QCOMPARE(at(event[u"subtype"][0], "code"), QStringLiteral("analyses.get"));
        QCOMPARE(at(event, "action"), QStringLiteral("R"));
        QCOMPARE(at(event, "recorded"), QStringLiteral("2026-03-02T08:29:33.125Z"));
        QCOMPARE(at(event, "outcome"), QStringLiteral("0"));
        const QJsonArray agents = event[u"agent"].toArray();
        QCOMPARE(agents.size(), 2);
        QCOMPARE(agents[0][u"requestor"].toBool(), true);
        QCOMPARE(at(agents[0][u"who"][u"identifier"], "value"), QStringLiteral("a.osei"));
        QCOMPARE(agents[0][u"role"].toArray().size(), 2);
        QCOMPARE(at(agents[0][u"network"], "address"), QStringLiteral("10.1.2.3"));
        QCOMPARE(agents[1][u"requestor"].toBool(), false);
        QCOMPARE(at(agents[1][u"who"][u"identifier"], "value"), QStringLiteral("b.lind"));
        QCOMPARE(
            at(event[u"source"][u"observer"][u"identifier"], "value"), QStringLiteral("house-1"));
        const QJsonArray entities = event[u"entity"].toArray();
        QCOMPARE(at(entities[0][u"what"][u"identifier"], "value"), QStringLiteral("patient-7"));
        QCOMPARE(at(entities[1][u"what"][u"identifier"], "value"), QStringLiteral("Analysis/1"));
        QCOMPARE(at(entities[1][u"detail"][0], "valueString"), QStringLiteral("x\ny"));
    }

    void fhirR5NamesThingsItsOwnWay()
    {
        const QJsonObject event =
            fhir(sample(AuditKind::Refusal, "people.not_permitted"), AuditFormat::FhirR5);
        QCOMPARE(at(event[u"category"][0][u"coding"][0], "code"), QStringLiteral("110113"));
        QCOMPARE(at(event[u"code"][u"coding"][0], "code"), QStringLiteral("analyses.get"));
        QCOMPARE(at(event[u"outcome"][u"code"], "code"), QStringLiteral("4"));
        QCOMPARE(
            at(event[u"outcome"][u"detail"][0], "text"), QStringLiteral("people.not_permitted"));
        QCOMPARE(at(event[u"agent"][0], "networkString"), QStringLiteral("10.1.2.3"));
        QVERIFY(event.contains(u"authorization") && !event.contains(u"purposeOfEvent"));
        QVERIFY(!event.contains(u"type"));
    }

    void signInsAreUserAuthentication()
    {
        const QJsonObject in = fhir(sample(AuditKind::SignIn), AuditFormat::FhirR4);
        QCOMPARE(at(in[u"type"], "code"), QStringLiteral("110114"));
        QCOMPARE(at(in[u"subtype"][0], "code"), QStringLiteral("110122"));
        const QJsonObject out = fhir(sample(AuditKind::SignOut), AuditFormat::FhirR4);
        QCOMPARE(at(out[u"subtype"][0], "code"), QStringLiteral("110123"));
    }

    void dicomIsWellFormed()
    {
        const Bytes line =
            exportedAudit(sample(AuditKind::Read, "a<b"), AuditFormat::Dicom, "house-1");
        QXmlStreamReader xml(QByteArray::fromStdString(line));
        QStringList elements;
        QStringList users;
        QString reason;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement) {
                elements.append(xml.name().toString());
                if (xml.name() == u"ActiveParticipant") {
                    users.append(xml.attributes().value(QLatin1String("UserID")).toString());
                } else if (xml.name() == u"PurposeOfUse") {
                    reason = xml.attributes().value(QLatin1String("originalText")).toString();
                }
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(elements.front(), QStringLiteral("AuditMessage"));
        QCOMPARE(users, QStringList({ QStringLiteral("a.osei"), QStringLiteral("b.lind") }));
        QCOMPARE(reason, QStringLiteral("call from \"ward 3\" & <desk>"));
        QCOMPARE(elements.count(QStringLiteral("ParticipantObjectIdentification")), 2);
        QVERIFY(elements.contains(QStringLiteral("AuditSourceIdentification")));
    }

    void whatShowsPatientsIsNamed()
    {
        QVERIFY(auditedAs("analyses.get") == AuditKind::Read);
        QVERIFY(auditedAs("audit.export") == AuditKind::Export);
        QVERIFY(!auditedAs("analyses.submit")); // a command: the loop's business
        QVERIFY(!auditedAs("system.health"));
    }
};

LOCUS_TEST(audit_export, AuditExportTest)

#include "tst_audit_export.moc"
