// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Patients and the audit trail in the real window over a real core. All people are fictional.
#include "core/client/endpoint.h"
#include "core/protocol/rights_shown_messages.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "ui/page/page.h"
#include "ui/pages/audit/audit_export_strip.h"
#include "ui/pages/audit/audit_filter.h"
#include "ui/pages/patients/patients_model.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/language.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/patient_banner.h"
#include "ui/widgets/patient_label.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30'000;

patients::Patient ama()
{
    patients::Patient patient;
    patient.id = "p-ama";
    patient.names = { { "Osei", { "Ama", "Serwaa" }, "official" } };
    patient.birthDate = patients::dateFrom("1971-03-05");
    patient.identifiers = { { "urn:mrn", "943 476", "official" } };
    patient.gender = patients::Gender::Female;
    return patient;
}

// Longest time between two turns of the event loop.
class Beat : public QObject
{
public:
    Beat()
    {
        connect(&m_timer, &QTimer::timeout, this,
            [this] { worst = std::max(worst, m_since.restart()); });
        m_timer.start(1);
        m_since.start();
    }
    qint64 worst = 0;

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace

class DirectoryTest : public QObject
{
    Q_OBJECT

    CoreProcess m_core;

    void enter(Console& console)
    {
        auto endpoint = client::endpointOf(m_core.dataDir());
        QVERIFY(endpoint.ok());
        console.window.resize(1440, 900);
        console.window.show();
        console.client.connectTo(*endpoint);
        QTRY_VERIFY_WITH_TIMEOUT(console.client.isSignedIn(), longMs);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
    }
    static void send(Console& console, const char* command, const QByteArray& members)
    {
        const auto id = console.ids.next().toString();
        bool done = false;
        console.client.request(
            { command, "{\"commandId\":\"" + id + "\"," + members.toStdString() + "}" },
            &console.window, [&done](const Result<Bytes>& answer) {
                QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().message.c_str());
                done = true;
            });
        QTRY_VERIFY_WITH_TIMEOUT(done, longMs);
    }
    static void trigger(Console& console, const char* action)
    {
        auto* found = console.window.actionRegistry().find(QString::fromLatin1(action));
        QVERIFY2(found != nullptr && found->isEnabled(), action);
        found->trigger();
    }
    static void typeInto(Console& console, const char* field, const QString& text)
    {
        auto* edit = console.find<QLineEdit>(field);
        QVERIFY2(edit != nullptr, field);
        edit->setFocus();
        QTest::keyClicks(edit, text);
    }
    static void act(Console& console, const char* dialog)
    {
        const auto name = QString::fromLatin1(dialog);
        auto* button = console.window.findChild<QPushButton*>(name + u"Act"_s);
        QVERIFY2(button != nullptr, dialog);
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QTRY_VERIFY2_WITH_TIMEOUT(
            console.window.findChild<QDialog*>(name) == nullptr, dialog, longMs);
    }
    static void choosePatient(Console& console, const char* field, const QString& typed)
    {
        typeInto(console, field, typed);
        auto* edit = console.find<QLineEdit>(field);
        const auto popup = [&]() -> QWidget* {
            for (auto* widget : QApplication::topLevelWidgets()) {
                if (widget->objectName() == u"patientsFound"_s && widget->isVisible()) {
                    return widget;
                }
            }
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(popup() != nullptr, longMs);
        QTest::keyClick(popup(), Qt::Key_Down);
        QTest::keyClick(popup(), Qt::Key_Return);
        QTRY_VERIFY(edit->text().contains(u" · "_s));
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme().setChoice(ui::Theme::Choice::Light);
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
        const Status started = m_core.start();
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
    }
    void cleanup() { QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s))); }

    // DSCN 04/2009: SURNAME, Given, born DD-Mmm-YYYY; whatever the language.
    void theLabelIsOneEverywhere()
    {
        auto patient = ama();
        QCOMPARE(
            ui::PatientWords::label(patient), u"OSEI, Ama Serwaa · born 05-Mar-1971 · 943 476"_s);
        QCOMPARE(ui::PatientWords::spoken(patient),
            u"Patient, Ama Serwaa Osei, born 5 March 1971, number 943 476"_s);
        patient.birthDate = patients::dateFrom("1971-03");
        QVERIFY(ui::PatientWords::label(patient).contains(u"born Mar-1971"_s));
        const patients::Patient masked;
        QCOMPARE(ui::PatientWords::label(masked),
            u"name not shown · born: not shown · number not shown"_s);
        ui::PatientLabel label;
        patient.names[0].family = "<b>Osei</b>";
        label.setPatient(patient);
        QCOMPARE(label.textFormat(), Qt::PlainText);
    }

    void agesAreSaidAsAClinicianSaysThem()
    {
        const auto now = *parseRfc3339("2026-11-21T12:00:00Z");
        auto patient = ama();
        const auto age = [&](const char* born) {
            patient.birthDate = patients::dateFrom(born);
            return ui::PatientWords::age(patient, now);
        };
        QCOMPARE(age("1971-03-05"), u"55 years"_s);
        QCOMPARE(age("1971-11-22"), u"54 years"_s);
        QCOMPARE(age("1971"), u"about 55 years"_s);
        QCOMPARE(age("2026-04-21"), u"7 months"_s);
        QCOMPARE(age("2026-11-12"), u"9 days"_s);
        patient.deceased = true;
        patient.deceasedOn = patients::dateFrom("2020-02-03");
        QCOMPARE(age("1971-03-05"), u"48 years"_s);
    }

    void theAuditFilterSaysWhatItKnows()
    {
        const auto filter = ui::auditFilterFrom(
            u"osei patient:p1 action:patients.get kind:refusal until:2026-11-21"_s);
        QVERIFY(filter.ok());
        QCOMPARE(filter->actor, std::string("osei"));
        QCOMPARE(filter->subject, std::string("p1"));
        QVERIFY(filter->kind == people::AuditKind::Refusal);
        const auto end = QDate(2026, 11, 22).startOfDay().toMSecsSinceEpoch();
        QCOMPARE(toMillis(*filter->until), end);
        QCOMPARE(
            ui::auditFilterFrom(u"who:osei"_s).error().code, std::string("filter.unknown_key"));
        QCOMPARE(
            ui::auditFilterFrom(u"from:soon"_s).error().code, std::string("filter.unknown_value"));
    }

    void aClinicianRegistersFlagsAndMerges()
    {
        Console console;
        enter(console);
        console.window.open({ u"patients"_s, {}, {} });
        keepPicture(console.window, u"patients-empty"_s);
        trigger(console, "patients.register");
        typeInto(console, "patientFamily", u"Osei"_s);
        typeInto(console, "patientGiven", u"Ama Serwaa"_s);
        typeInto(console, "patientBorn", u"1971-03-05"_s);
        typeInto(console, "patientNumber", u"943 476"_s);
        typeInto(console, "patientIssuer", u"urn:mrn"_s);
        console.find<QComboBox>("patientSex")->setCurrentIndex(1);
        act(console, "registerPatient");
        auto* banner = console.find<QWidget>("patientPane")->findChild<ui::PatientBanner*>();
        QTRY_COMPARE(banner->label(), u"OSEI, Ama Serwaa · born 05-Mar-1971 · 943 476"_s);

        trigger(console, "patients.addFlag");
        typeInto(console, "flagText", u"Allergy to penicillin"_s);
        console.find<QComboBox>("flagSeverity")->setCurrentIndex(0);
        act(console, "addPatientFlag");
        QTRY_VERIFY(banner->findChild<QWidget*>(u"patientBadge"_s) != nullptr);
        const auto said = banner->findChild<QWidget*>(u"patientBadge"_s)->accessibleName();
        QCOMPARE(said, u"Flag: Allergy to penicillin, high"_s);

        // A second record of the same person, found while typing.
        send(console, "patients.register",
            R"("id":"p-double","name":[{"family":"Ose\u00ef","given":["Ama"]}],"birthDate":"1971")");
        typeInto(console, "patientsSearch", u"osei am"_s);
        auto* list = console.find<QTableView>("patients");
        const QAbstractItemModelTester tester(list->model());
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 2, longMs);
        console.window.open({ u"patients"_s, u"p-double"_s, {} });
        QTRY_COMPARE(banner->label(), u"OSEÏ, Ama · born 1971 · p-double"_s);
        trigger(console, "patients.merge");
        choosePatient(console, "mergeInto", u"943 476"_s);
        typeInto(console, "reason", u"same person"_s);
        auto* note = console.find<QLabel>("mergePatientNote");
        QVERIFY(
            note->text().contains(u"OSEÏ, Ama"_s) && note->text().contains(u"OSEI, Ama Serwaa"_s));
        QVERIFY(note->text().contains(u"can be taken back"_s));
        keepPicture(*console.window.findChild<QDialog*>(u"mergePatient"_s), u"patients-merge"_s);
        act(console, "mergePatient");
        auto* link = banner->findChild<QPushButton*>(u"patientMergedInto"_s);
        QTRY_VERIFY(link->isVisible() && link->text().contains(u"OSEI, Ama Serwaa"_s));
        keepPicture(console.window, u"patients-merged"_s);
        link->click();
        QTRY_COMPARE(banner->label(), u"OSEI, Ama Serwaa · born 05-Mar-1971 · 943 476"_s);
        auto* timeline = console.find<QTableView>("patientTimeline");
        QTRY_COMPARE_WITH_TIMEOUT(timeline->model()->rowCount(), 4, longMs);
        QTRY_VERIFY(console.find<QPushButton>("replacedRecord") != nullptr);

        // Whom one submits for is in view with his flags, until he is submitted for no longer.
        console.window.open({ u"submit"_s, {}, {} });
        choosePatient(console, "submitPatient", u"943"_s);
        auto* whom = console.window.currentPage()->findChild<ui::PatientBanner*>();
        QTRY_VERIFY_WITH_TIMEOUT(whom->isVisible() && whom->label().contains(u"OSEI"_s), longMs);
        QVERIFY(!keepPicture(console.window, u"submit-patient"_s).isNull());
        console.find<QLineEdit>("submitPatient")->selectAll();
        QTest::keyClick(console.find<QLineEdit>("submitPatient"), Qt::Key_Delete);
        QTRY_VERIFY(!whom->isVisible());

        // An analysis that was nobody's is given to the patient, by reference.
        protocol::AnalysesSubmit submit;
        submit.text = "21 25585733 . C T";
        submit.label = "Trio 14";
        std::optional<analyses::AnalysisId> id;
        console.analyses.submit(submit, &console.window, [&](const auto& outcome) {
            QVERIFY(outcome.ok() && outcome->accepted);
            id = outcome->accepted->analysisId;
        });
        QTRY_VERIFY_WITH_TIMEOUT(id.has_value(), longMs);
        console.window.open({ u"analyses"_s, QString::fromStdString(id->toString()), {} });
        auto* assign = console.window.actionRegistry().find(u"analyses.assignPatient"_s);
        QTRY_VERIFY_WITH_TIMEOUT(assign->isEnabled(), longMs);
        assign->trigger();
        choosePatient(console, "assignTo", u"943"_s);
        typeInto(console, "reason", u"order 17"_s);
        act(console, "assignPatient");
        auto* analyses = console.find<QTableView>("analyses")->model();
        QTRY_VERIFY_WITH_TIMEOUT(
            analyses->index(0, 2).data().toString().startsWith(u"OSEI, Ama"_s), longMs);
        QTRY_VERIFY(console.window.currentPage()->findChild<ui::PatientBanner*>()->isVisible());
        keepPicture(console.window, u"review-patient"_s);

        console.window.open({ u"patients"_s, {}, {} });
        const auto row = list->model()->index(0, 0);
        QTRY_VERIFY(row.isValid());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
        auto* own = console.find<QTableView>("patientAnalyses")->model();
        QTRY_COMPARE_WITH_TIMEOUT(own->rowCount(), 1, longMs);
        QTRY_VERIFY_WITH_TIMEOUT(timeline->model()->rowCount() >= 6, longMs);
        keepPicture(console.window, u"patients"_s);
        theme().setChoice(ui::Theme::Choice::Dark);
        keepPicture(console.window, u"patients-dark"_s);
        theme().setChoice(ui::Theme::Choice::Light);
    }

    // What the coordinator's role masks he sees for a while, with a reason, and as long as it lasts
    // the window says so.
    void aCoordinatorSeesWhatIsMaskedForAWhile()
    {
        Console office;
        enter(office);
        send(office, "patients.register",
            R"("id":"p-masked","name":[{"family":"Vo","given":["Linh"]}],"birthDate":"1986-12-01")");
        send(office, "patients.raiseFlag",
            R"("patientId":"p-masked","flag":{"id":"f-1","text":"Lives in the shelter","severity":"high"})");
        std::string token;
        office.client.call<protocol::TokensIssue>({ "desk", { people::Role::Coordinator } },
            &office.window, [&token](const Result<protocol::TokenIssued>& answer) {
                QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().message.c_str());
                token = answer->token;
            });
        QTRY_VERIFY_WITH_TIMEOUT(!token.empty(), longMs);
        auto endpoint = client::endpointOf(m_core.dataDir());
        QVERIFY(endpoint.ok());
        endpoint->token = QString::fromStdString(token);

        Console desk;
        desk.window.resize(1440, 900);
        desk.window.show();
        desk.client.connectTo(*endpoint);
        QTRY_VERIFY_WITH_TIMEOUT(desk.client.isSignedIn(), longMs);
        desk.window.open({ u"patients"_s, u"p-masked"_s, {} });
        auto* pane = desk.find<QWidget>("patientPane");
        const auto flag = [pane] {
            auto* badge =
                pane->findChild<ui::PatientBanner*>()->findChild<QWidget*>(u"patientBadge"_s);
            return badge ? badge->accessibleName() : QString();
        };
        QTRY_VERIFY_WITH_TIMEOUT(!flag().isEmpty(), longMs);
        QVERIFY2(!flag().contains(u"shelter"_s), qPrintable(flag()));
        auto* reveal = pane->findChild<QPushButton*>(u"revealPatient"_s);
        QTRY_VERIFY(reveal->isVisible());
        auto* strip = desk.find<QWidget>("revealStrip");
        QVERIFY(!strip->isVisible());
        keepPicture(desk.window, u"patients-masked"_s);

        QTest::mouseClick(reveal, Qt::LeftButton);
        auto* dialog = desk.window.findChild<QDialog*>(u"revealDialog"_s);
        QVERIFY(dialog != nullptr);
        QVERIFY(!dialog->findChild<QPushButton*>(u"revealDialogAct"_s)->isEnabled()); // no reason
        typeInto(desk, "revealReason", u"a transport has to be booked"_s);
        keepPicture(*dialog, u"patients-reveal"_s);
        act(desk, "revealDialog");
        QTRY_VERIFY2_WITH_TIMEOUT(flag().contains(u"shelter"_s), qPrintable(flag()), longMs);
        QTRY_VERIFY(strip->isVisible());
        auto* text = desk.find<QLabel>("revealText");
        QTRY_VERIFY2(text->text().contains(u"VO, Linh"_s), qPrintable(text->text()));
        QTRY_VERIFY(!reveal->isVisible());
        keepPicture(desk.window, u"patients-revealed"_s);

        QTest::mouseClick(desk.find<QToolButton>("revealEnd"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!strip->isVisible(), longMs);
        QTRY_VERIFY2_WITH_TIMEOUT(!flag().contains(u"shelter"_s), qPrintable(flag()), longMs);
        QTRY_VERIFY(reveal->isVisible());
    }

    void theAuditorReadsChecksAndExports()
    {
        Console console;
        enter(console);
        console.window.open({ u"audit"_s, {}, {} });
        auto* list = console.find<QTableView>("audit");
        const QAbstractItemModelTester tester(list->model());
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 10, longMs);
        trigger(console, "audit.verify");
        auto* verdict = console.find<ui::Badge>("verifyVerdict");
        QTRY_VERIFY_WITH_TIMEOUT(verdict->isVisible(), longMs);
        QCOMPARE(verdict->word(), u"whole"_s);
        QVERIFY(console.find<QLabel>("verifyText")->text().contains(u"records were checked"_s));
        const auto row = list->model()->index(1, 0);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
        QTRY_VERIFY(console.find<QLabel>("auditTitle")->isVisible());
        keepPicture(console.window, u"audit"_s);
        console.window.open({ u"audit"_s, {}, u"action:patients.merge"_s });
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, longMs);
        console.window.open({ u"audit"_s, {}, u"patient:p-double"_s });
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 2, longMs);
        const auto found = list->model()->rowCount();
        const auto path = console.own.filePath(u"trail.ndjson"_s);
        auto* strip = console.find<ui::AuditExportStrip>("exportAudit");
        strip->exportTo(path, people::AuditFormat::FhirR4);
        QTRY_VERIFY_WITH_TIMEOUT(!strip->isRunning(), longMs);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = file.readAll();
        QVERIFY(text.count('\n') >= found);
        QVERIFY(text.startsWith(R"({"resourceType":"AuditEvent")"));
    }

    void everythingIsSaidInGermanToo()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"de_DE"_s)));
        Console console;
        enter(console);
        console.window.open({ u"patients"_s, u"p-double"_s, {} });
        auto* banner = console.find<QWidget>("patientPane")->findChild<ui::PatientBanner*>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->label().contains(u"geb. 1971"_s), longMs);
        typeInto(console, "patientsSearch", u"osei"_s);
        QTRY_VERIFY(console.find<QTableView>("patients")->model()->rowCount() > 0);
        keepPicture(console.window, u"patients-german"_s);
        console.window.open({ u"audit"_s, {}, {} });
        QTRY_VERIFY_WITH_TIMEOUT(
            console.find<QTableView>("audit")->model()->rowCount() > 10, longMs);
        trigger(console, "audit.verify");
        QTRY_VERIFY_WITH_TIMEOUT(console.find<ui::Badge>("verifyVerdict")->isVisible(), longMs);
        keepPicture(console.window, u"audit-german"_s);
    }

    // The figure is printed for the record; the bound is far wider than the goal (block 50 ms).
    void tenThousandPatientsAreSearchedWhileOneTypes()
    {
        Console console;
        enter(console);
        constexpr int count = 10'000;
        constexpr int atOnce = 200;
        int sent = 0;
        int done = 0;
        const std::function<void()> more = [&] {
            for (; sent < count && sent - done < atOnce; ++sent) {
                const auto number = std::to_string(sent);
                const auto family = "Family" + std::to_string(sent % 997);
                console.client.request({ "patients.register",
                                           "{\"commandId\":\"" + console.ids.next().toString()
                                               + "\",\"name\":[{\"family\":\"" + family
                                               + "\",\"given\":[\"Given" + number + "\"]}]}" },
                    &console.window, [&](const Result<Bytes>& answer) {
                        QVERIFY(answer.ok());
                        ++done;
                        more();
                    });
            }
        };
        more();
        QTRY_COMPARE_WITH_TIMEOUT(done, count, 100'000);
        console.window.open({ u"patients"_s, {}, {} });
        auto* model = console.window.findChild<ui::PatientsModel*>();
        auto* list = console.find<QTableView>("patients");
        Beat beat;
        QElapsedTimer timer;
        timer.start();
        typeInto(console, "patientsSearch", u"amily given"_s);
        QTRY_COMPARE_WITH_TIMEOUT(model->total(), std::size_t(count), longMs);
        qInfo("10,000 patients: all found after %lld ms, longest turn %lld ms", timer.elapsed(),
            beat.worst);
        QVERIFY(beat.worst < 1000);
        QVERIFY(list->model()->rowCount() < 1000);
        while (model->rowCount() < 400) {
            const auto before = model->rowCount();
            list->scrollToBottom();
            QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() > before, longMs);
        }
        keepPicture(console.window, u"patients-many"_s);
    }
};

LOCUS_TEST(directory, DirectoryTest)
#include "tst_directory.moc"
