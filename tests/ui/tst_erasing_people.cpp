// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A coordinator asks in the window to erase a person, a second one approves it, and the page that
// is open shows that nothing is left. All people are fictional.
#include "core/client/endpoint.h"
#include "tests/integration/account_desk.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/language.h"
#include "ui/widgets/patient_banner.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int longMs = 30'000;

bool shows(const QTableView& table, const QString& words)
{
    const auto* model = table.model();
    for (int row = 0; row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            if (model->index(row, column).data().toString().contains(words)) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

class ErasingPeopleTest : public QObject, AccountDesk
{
    Q_OBJECT

    static void type(Console& console, const char* field, const QString& text)
    {
        auto* edit = console.find<QLineEdit>(field);
        QVERIFY2(edit != nullptr, field);
        edit->setFocus();
        QTest::keyClicks(edit, text);
    }

private Q_SLOTS:
    void aPersonGoesBeforeTheEyesOfWhoHasThePageOpen()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
        theme().setChoice(ui::Theme::Choice::Light);
        CoreProcess core;
        QVERIFY(core.start().ok());
        Console console;
        auto endpoint = client::endpointOf(core.dataDir());
        QVERIFY(endpoint.ok());
        console.window.resize(1440, 900);
        console.window.show();
        console.client.connectTo(*endpoint);
        QTRY_VERIFY_WITH_TIMEOUT(console.client.isSignedIn(), longMs);
        makeAccounts(core, { { "s.cond", "coordinator" } });
        TestSocket second;
        enter(second, core, "s.cond");
        const json patient { { "name", { { { "family", "Boateng" }, { "given", { "Kojo" } } } } },
            { "birthDate", "1962-07-09" } };
        json entered = patient;
        entered["commandId"] = id();
        entered = second.call("patients.register", entered);
        QCOMPARE(reasonOf(entered), std::string("ok"));
        const std::string patientId = entered["result"]["patientId"].get<std::string>();

        console.window.open({ u"patients"_s, QString::fromStdString(patientId), {} });
        type(console, "patientsSearch", u"boateng"_s);
        auto* list = console.find<QTableView>("patients");
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, longMs);
        auto* banner = console.find<QWidget>("patientPane")->findChild<ui::PatientBanner*>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->label().contains(u"BOATENG"_s), longMs);

        auto* action = console.window.actionRegistry().find(u"patients.erase"_s);
        QVERIFY(action != nullptr && action->isEnabled());
        action->trigger();
        auto* act = console.find<QPushButton>("erasePatientAct");
        QVERIFY(act != nullptr && !act->isEnabled()); // not without a reason
        type(console, "reason", u"asked for it in writing"_s);
        QTRY_VERIFY(act->isEnabled());
        keepPicture(console.window, u"patient-erase"_s);
        act->click();
        QTRY_VERIFY_WITH_TIMEOUT(console.find<QDialog>("erasePatient") == nullptr, longMs);
        QVERIFY(banner->label().contains(u"BOATENG"_s)); // nothing yet

        const json waits = second.call("people.approvals.list", { { "openOnly", true } });
        const json asked = waits["result"]["items"][0];
        QCOMPARE(asked.value("method", ""), std::string("patients.erase"));
        QCOMPARE(reasonOf(second.call("people.approvals.approve",
                     { { "commandId", id() }, { "approvalId", asked["approvalId"] } })),
            std::string("ok"));

        QTRY_VERIFY_WITH_TIMEOUT(!banner->label().contains(u"BOATENG"_s), longMs);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 0, longMs);
        auto* timeline = console.find<QTableView>("patientTimeline");
        QTRY_VERIFY_WITH_TIMEOUT(shows(*timeline, u"Person erased"_s), longMs);
        QVERIFY(shows(*timeline, u"erased"_s));
        QVERIFY(!action->isEnabled());
        keepPicture(console.window, u"patient-erased"_s);
    }
};

LOCUS_TEST(erasing_people, ErasingPeopleTest)
#include "tst_erasing_people.moc"
