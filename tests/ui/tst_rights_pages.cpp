// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency access and what takes two people, in the real window over a real core.
#include "core/protocol/people_messages.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/hospital.h"
#include "tests/ui/support/pictures.h"
#include "ui/shell/top_bar.h"
#include "ui/widgets/data_table.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {
constexpr int longMs = Seat::patience;
}

class RightsPagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme().setChoice(ui::Theme::Choice::Light); }

    void anEmergencyIsShownEndedAndReviewed()
    {
        Hospital hospital({ { "o.pera", "operator" }, { "au.dit", "auditor" } });
        TestSocket socket;
        const std::string token = hospital.enter(socket, "o.pera");
        const Bytes secret = hospital.enrol(socket);
        {
            Seat seat(hospital, token);
            auto* strip = seat.console.find<QWidget>("emergencyStrip");
            QVERIFY(!strip->isVisible());
            seat.console.find<QAction>("window.emergency")->trigger();
            auto* dialog = seat.dialog<QDialog>("emergencyDialog");
            QVERIFY(dialog);
            QTest::keyClicks(
                dialog->findChild<QLineEdit*>(u"emergencyReason"_s), u"nobody else is here"_s);
            QTest::keyClicks(dialog->findChild<QLineEdit*>(u"emergencyCode"_s),
                QString::fromStdString(hospital.code(secret)));
            QVERIFY(!keepPicture(*dialog, u"emergency-dialog"_s).isNull());
            QTest::keyClick(dialog->findChild<QLineEdit*>(u"emergencyCode"_s), Qt::Key_Return);
            QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), longMs);
            QVERIFY(seat.console.find<QLabel>("emergencyText")->text().contains(u"all patients"_s));
            QVERIFY(seat.console.find<QToolButton>("nav-patients")->isVisible());
            QVERIFY(!keepPicture(seat.console.window, u"emergency-open"_s).isNull());

            // A window that comes back shows it too.
            Seat other(hospital, token);
            QTRY_VERIFY_WITH_TIMEOUT(
                other.console.find<QWidget>("emergencyStrip")->isVisible(), longMs);
            QTest::mouseClick(seat.console.find<QPushButton>("emergencyEnd"), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(!strip->isVisible(), longMs);
            QVERIFY(!seat.console.find<QToolButton>("nav-patients")->isVisible());
            // It ends wherever it was shown.
            QTRY_VERIFY_WITH_TIMEOUT(
                !other.console.find<QWidget>("emergencyStrip")->isVisible(), longMs);
            QVERIFY(!other.console.find<QToolButton>("nav-patients")->isVisible());
        }
        TestSocket auditing;
        Seat auditor(hospital, hospital.enter(auditing, "au.dit"));
        QVERIFY(auditor.openPart(u"emergency"_s));
        TestSocket watching;
        Seat watcher(hospital, hospital.enter(watching, "root"));
        QVERIFY(watcher.openPart(u"emergency"_s));
        QCOMPARE(auditor.rows("emergencyTable", 4), QStringList { u"to be reviewed"_s });
        // Who may not ask how the core is, is connected all the same.
        QTRY_COMPARE(auditor.console.find<ui::TopBar>("topBar")->environment(), u"CONNECTED"_s);
        auditor.chooseFirst("emergencyTable");
        QVERIFY(!keepPicture(auditor.console.window, u"settings-emergency"_s).isNull());
        auditor.click("reviewEmergency");
        auditor.answer("findingDialog", u"justified: the ward was alone"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            auditor.rows("emergencyTable", 4), QStringList { u"reviewed"_s }, longMs);
        QTRY_COMPARE_WITH_TIMEOUT(
            watcher.rows("emergencyTable", 4), QStringList { u"reviewed"_s }, longMs);
    }

    void whatTakesTwoIsDoneByTheSecond()
    {
        Hospital hospital({ { "op.one", "operator" }, { "op.two", "operator" } });
        QVERIFY(hospital.plantDeadLetters(3));
        TestSocket first;
        const std::string firstToken = hospital.enter(first, "op.one");
        json page;
        QTRY_VERIFY_WITH_TIMEOUT((page = first.call("deadLetters.list", json::object()),
                                     page["result"]["items"].size() == 3),
            longMs);
        const json asked = first.call("deadLetters.redrive",
            { { "commandId", hospital.id() }, { "filter", json::object() } });
        QCOMPARE(asked["error"]["data"].value("reason", ""), std::string("people.needs_approval"));

        // Who asked can withdraw, not approve.
        Seat asker(hospital, firstToken);
        QVERIFY(asker.openPart(u"requests"_s));
        asker.chooseFirst("requestsTable");
        QTRY_VERIFY(asker.console.find<QToolButton>("withdrawRequest")->isEnabled());
        QVERIFY(!asker.console.find<QToolButton>("approveRequest")->isEnabled());

        TestSocket second;
        Seat approver(hospital, hospital.enter(second, "op.two"));
        QVERIFY(approver.openPart(u"requests"_s));
        QCOMPARE(approver.rows("requestsTable", 4), QStringList { u"waits"_s });
        approver.chooseFirst("requestsTable");
        QVERIFY(!keepPicture(approver.console.window, u"settings-requests"_s).isNull());
        approver.click("approveRequest");
        QTRY_COMPARE_WITH_TIMEOUT(
            approver.rows("requestsTable", 4), QStringList { u"carried out"_s }, longMs);
        QVERIFY(approver.console.find<QLabel>("requestsNotice")->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT( // who asked sees it at once
            asker.rows("requestsTable", 4), QStringList { u"carried out"_s }, longMs);
    }

    // One lends, the other acts in his window: said there, sent with each command, ended by a
    // click.
    void aDeputyActsForAnother()
    {
        Hospital hospital({ { "c.lin", "clinician" }, { "d.eputy", "coordinator" } });
        TestSocket giverSocket;
        Seat giver(hospital, hospital.enter(giverSocket, "c.lin"));
        giver.console.window.open({ u"settings"_s, u"deputies"_s, {} });
        giver.click("grantDeputy");
        auto* dialog = giver.dialog<QDialog>("deputyDialog");
        QVERIFY(dialog);
        const auto type = [dialog](const char* name, const QString& text) {
            QTest::keyClicks(dialog->findChild<QLineEdit*>(QString::fromLatin1(name)), text);
        };
        auto* act = dialog->findChild<QPushButton*>(u"deputyDialogAct"_s);
        QVERIFY(!act->isEnabled()); // for nobody
        type("deputyReceiver", u"no.body"_s);
        QTest::mouseClick(act, Qt::LeftButton);
        auto* error = dialog->findChild<QLabel*>(u"deputyDialogError"_s);
        QTRY_VERIFY_WITH_TIMEOUT(error->isVisible(), longMs);
        QVERIFY(!keepPicture(*dialog, u"settings-deputy-dialog"_s).isNull());
        dialog->findChild<QLineEdit*>(u"deputyReceiver"_s)->clear();
        type("deputyReceiver", u"d.eputy"_s);
        type("deputyReason", u"on leave"_s);
        QTest::mouseClick(act, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(
            giver.rows("deputiesTable", 0), QStringList { u"d.eputy"_s }, longMs);

        TestSocket deputySocket;
        Seat deputy(hospital, hospital.enter(deputySocket, "d.eputy"));
        auto* strip = deputy.console.find<QWidget>("actingStrip");
        QVERIFY(!strip->isVisible());
        QVERIFY(deputy.openPart(u"deputies"_s));
        deputy.chooseFirst("deputiesTable");
        deputy.click("actFor");
        QTRY_VERIFY(strip->isVisible());
        QVERIFY(deputy.console.find<QLabel>("actingText")->text().contains(u"c.lin"_s));
        QVERIFY(!keepPicture(deputy.console.window, u"settings-deputies"_s).isNull());
        // A coordinator submits nothing; for a clinician he does, and both names stand there.
        const auto submit = [&deputy] {
            protocol::AnalysesSubmit message;
            message.format = "sequence";
            message.text = "ACGTACGT";
            std::optional<Result<client::SubmitOutcome>> outcome;
            deputy.console.analyses.submit(message, &deputy.console.window,
                [&outcome](Result<client::SubmitOutcome> given) { outcome = std::move(given); });
            (void)QTest::qWaitFor([&outcome] { return outcome.has_value(); }, longMs);
            return !outcome ? "none" : outcome->ok() ? "ok" : outcome->error().code;
        };
        QCOMPARE(submit(), std::string("ok"));
        QTest::mouseClick(deputy.console.find<QPushButton>("actingEnd"), Qt::LeftButton);
        QTRY_VERIFY(!strip->isVisible());
        QCOMPARE(submit(), std::string("people.not_permitted"));
        // The menu of the account offers the same.
        QAction* offered = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT(
            (offered = deputy.console.find<QAction>("actFor_c.lin"), offered != nullptr), longMs);
        offered->trigger();
        QTRY_VERIFY(strip->isVisible());
        // What is revoked ends in the deputy's window, too.
        giver.chooseFirst("deputiesTable");
        giver.click("revokeDeputy");
        QTRY_COMPARE_WITH_TIMEOUT(
            giver.rows("deputiesTable", 4), QStringList { u"over"_s }, longMs);
        QTRY_VERIFY_WITH_TIMEOUT(!strip->isVisible(), longMs);
        QTRY_COMPARE_WITH_TIMEOUT(
            deputy.rows("deputiesTable", 4), QStringList { u"over"_s }, longMs);
        QCOMPARE(submit(), std::string("people.not_permitted"));
    }

    void teamsAreMadeChangedAndRemoved()
    {
        Hospital hospital({ { "c.lin", "clinician" }, { "o.pera", "operator" } });
        TestSocket socket;
        Seat admin(hospital, hospital.enter(socket, "root"));
        admin.console.window.open({ u"settings"_s, u"teams"_s, {} });
        const auto fill = [&admin](const QString& name, const QString& members) {
            auto* dialog = admin.dialog<QDialog>("teamDialog");
            QVERIFY(dialog);
            QTest::keyClicks(dialog->findChild<QLineEdit*>(u"teamName"_s), name);
            QTest::keyClicks(dialog->findChild<QLineEdit*>(u"teamMembers"_s), members);
            QTest::mouseClick(dialog->findChild<QPushButton*>(u"teamDialogAct"_s), Qt::LeftButton);
        };
        admin.click("newDepartment");
        fill(u"Genetics"_s, {});
        QTRY_COMPARE_WITH_TIMEOUT(
            admin.rows("teamsTable", 0), QStringList { u"Genetics"_s }, longMs);
        admin.click("newTeam");
        fill(u"Night"_s, u"c.lin, root"_s);
        QTRY_COMPARE_WITH_TIMEOUT(admin.rows("teamsTable", 0).size(), 2, longMs);
        const auto row = admin.rows("teamsTable", 0).indexOf(u"Night"_s);
        QCOMPARE(admin.rows("teamsTable", 3).at(row), u"2"_s);
        auto* view = admin.console.find<ui::DataTable>("teamsTable");
        const auto choose = [view](qsizetype at) {
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                view->visualRect(view->model()->index(static_cast<int>(at), 0)).center());
        };
        choose(row);
        QVERIFY(!keepPicture(admin.console.window, u"settings-teams"_s).isNull());
        admin.click("removeTeam"); // it has members
        auto* notice = admin.console.find<QLabel>("teamsNotice");
        QTRY_VERIFY_WITH_TIMEOUT(notice->text().startsWith(u"Not done"_s), longMs);
        choose(admin.rows("teamsTable", 0).indexOf(u"Genetics"_s));
        admin.click("removeTeam");
        QTRY_COMPARE_WITH_TIMEOUT(admin.rows("teamsTable", 0), QStringList { u"Night"_s }, longMs);
        // People are found by their team.
        QVERIFY(admin.openPart(u"people"_s));
        QTest::keyClicks(admin.console.find<QLineEdit>("peopleFilter"), u"night"_s);
        QTRY_COMPARE(admin.rows("peopleTable", 0).size(), 2);
        // Who is no administrator looks only.
        TestSocket other;
        Seat clinician(hospital, hospital.enter(other, "c.lin"));
        QVERIFY(clinician.openPart(u"teams"_s));
        clinician.chooseFirst("teamsTable");
        QVERIFY(!clinician.console.find<QToolButton>("changeTeam")->isEnabled());
        QVERIFY(!clinician.console.find<QToolButton>("newTeam")->isEnabled());
        QVERIFY(admin.openPart(u"teams"_s));
        admin.click("newTeam");
        fill(u"Day"_s, {});
        QTRY_COMPARE_WITH_TIMEOUT(clinician.rows("teamsTable", 0).size(), 2, longMs);
    }
};

LOCUS_TEST(rights_pages, RightsPagesTest)
#include "tst_rights_pages.moc"
