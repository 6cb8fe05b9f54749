// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The directory of patients from the command line, with a real core. All people are fictional.
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

constexpr const char* records = R"({"resourceType":"Patient","id":"imp-1",)"
                                R"("name":[{"family":"Mensah","given":["Yaa"]}],)"
                                R"("birthDate":"1988-07-01","gender":"female",)"
                                R"("identifier":[{"system":"urn:mrn","value":"55"}]})"
                                "\n"
                                R"({"resourceType":"Patient","id":"imp-2",)"
                                R"("name":[{"family":"Mensah","given":["Y."]}],)"
                                R"("link":[{"other":{"reference":"Patient/imp-1"},)"
                                R"("type":"replaced-by"}]})"
                                "\n";

} // namespace

class PatientsTest : public QObject
{
    Q_OBJECT

    CoreProcess m_core;

    Finished patients(QStringList arguments, const QByteArray& input = {})
    {
        return runProgram(u"locusctl"_s,
            QStringList(u"patients"_s) + arguments
                + QStringList { u"--data-dir"_s,
                    QString::fromStdString(m_core.dataDir().string()) },
            input);
    }
    // Of a call that has to go well.
    QByteArray out(const QStringList& arguments, const QByteArray& input = {})
    {
        const Finished done = patients(arguments, input);
        if (done.exitCode != 0) {
            qWarning("%s", done.err.constData());
        }
        return done.exitCode == 0 ? done.out : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_core.start().ok()); }

    void aPatientFromTheFirstLineToTheTimeLine()
    {
        const QByteArray answer = out({ u"register"_s, u"--family"_s, u"Osei"_s, u"--given"_s,
            u"Ama"_s, u"--birth-date"_s, u"1971-03-05"_s, u"--identifier"_s, u"urn:mrn=943"_s });
        const QString id = QJsonDocument::fromJson(answer).object()[u"patientId"_s].toString();
        QVERIFY(!id.isEmpty());
        QVERIFY(out({ u"search"_s, u"ama 05.03.1971"_s }).contains("1 of 1"));
        const auto found = QJsonDocument::fromJson(out({ u"search"_s, u"943"_s, u"--json"_s }));
        QCOMPARE(found.object()[u"id"_s].toString(), id);
        QVERIFY(!out({ u"change"_s, id, u"--family"_s, u"Boateng"_s }).isEmpty());
        QVERIFY(
            !out({ u"flag"_s, id, u"--text"_s, u"Falls"_s, u"--severity"_s, u"high"_s }).isEmpty());
        const QByteArray shown = out({ u"get"_s, id });
        QVERIFY2(
            shown.contains("Boateng, Ama") && shown.contains("Falls (high)"), shown.constData());
        const auto detail = QJsonDocument::fromJson(out({ u"get"_s, id, u"--json"_s })).object();
        const QString flag = detail[u"flags"_s][0][u"id"_s].toString();
        // A flag is removed with a reason or not at all.
        QCOMPARE(patients({ u"flag"_s, id, u"--remove"_s, flag }).exitCode, 2);
        QVERIFY(!out({ u"flag"_s, id, u"--remove"_s, flag, u"--reason"_s, u"walks safely"_s })
                     .isEmpty());
        const QByteArray lines = out({ u"timeline"_s, id });
        QCOMPARE(lines.count('\n'), 4);
        QVERIFY(lines.indexOf("PatientFlag.Cleared") < lines.indexOf("Patient.Created"));
        QVERIFY(lines.contains("because: walks safely"));
    }

    void importMergesAndExportGoesRound()
    {
        const QByteArray first = out({ u"import"_s, u"-"_s }, records);
        QVERIFY2(first.startsWith("2 registered, 0 changed"), first.constData());
        // Taken again, nothing happens; changed, the change alone does.
        QVERIFY(out({ u"import"_s, u"-"_s }, records).startsWith("0 registered, 0 changed, 2 as"));
        QVERIFY(
            out({ u"import"_s, u"-"_s }, QByteArray(records).replace("1988-07-01", "1988-07-02"))
                .startsWith("0 registered, 1 changed"));
        QVERIFY(out({ u"get"_s, u"imp-1"_s }).contains("stands for imp-2"));
        const QByteArray all = out({ u"export"_s });
        QVERIFY(all.contains(R"("birthDate":"1988-07-02")"));
        QVERIFY(all.contains(R"("reference":"Patient/imp-1")"));
        QVERIFY(out({ u"import"_s, u"-"_s }, all).startsWith("0 registered, 0 changed"));
        QVERIFY(!out({ u"unmerge"_s, u"imp-2"_s, u"--reason"_s, u"two persons"_s }).isEmpty());
        QVERIFY(!out({ u"get"_s, u"imp-1"_s }).contains("stands for"));
        QVERIFY(!out({ u"merge"_s, u"imp-2"_s, u"--into"_s, u"imp-1"_s, u"--reason"_s, u"one"_s })
                     .isEmpty());
    }

    void whatIsWrongIsSaidWithItsPlace()
    {
        QCOMPARE(patients({ u"get"_s, u"nobody"_s }).exitCode, 1);
        QCOMPARE(patients({ u"change"_s, u"imp-1"_s }).exitCode, 2);
        QCOMPARE(patients({ u"register"_s, u"--birth-date"_s, u"soon"_s }).exitCode, 2);
        const Finished half = patients({ u"import"_s, u"-"_s },
            R"({"resourceType":"Patient","id":"ok-1","name":[{"family":"Adu"}]})"
            "\n"
            R"({"resourceType":"Patient","name":[{"family":"Adu"}],"birthDate":"soon"})"
            "\n{\"resourceType\":\"Observation\"}\n");
        QCOMPARE(half.exitCode, 1);
        QVERIFY2(
            half.err.contains("line 2: ") && half.err.contains("line 3: "), half.err.constData());
        QVERIFY(half.out.startsWith("1 registered"));
        QCOMPARE(patients({ u"import"_s, u"-"_s }, "\n").exitCode, 2);
        const Finished away = runProgram(
            u"locusctl"_s, { u"patients"_s, u"get"_s, u"p1"_s, u"--data-dir"_s, u"/nowhere"_s });
        QCOMPARE(away.exitCode, 3);
    }
};

LOCUS_TEST(patients, PatientsTest)
#include "tst_patients.moc"
