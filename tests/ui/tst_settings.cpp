// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/people_world.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/state_panel.h"

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using people::Role;

namespace {

// A console whose person signed in with a password, on the page of the settings.
struct Office
{
    explicit Office(const std::string& user, std::vector<Role> roles = { Role::Admin })
    {
        world.add(user, std::move(roles));
        TestSocket socket;
        const std::string token = world.enter(socket, user);
        console.window.show();
        client::Endpoint endpoint;
        endpoint.rpc = QUrl(world.rpc());
        endpoint.token = QString::fromStdString(token);
        console.client.connectTo(endpoint);
    }
    bool open(const QString& section)
    {
        if (!QTest::qWaitFor([&] { return console.window.currentPage() != nullptr; }, 30'000)) {
            return false;
        }
        console.window.open({ u"settings"_s, section, {} });
        return QTest::qWaitFor(
            [&] {
                auto* table = console.find<ui::DataTable>((section + u"Table"_s).toLatin1());
                return table && table->isVisible() && table->model()->rowCount() > 0;
            },
            30'000);
    }
    ui::DataTable* table(const char* name) { return console.find<ui::DataTable>(name); }
    QStringList column(const char* name, int column)
    {
        QStringList out;
        auto* model = table(name)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            out << model->index(row, column).data().toString();
        }
        return out;
    }
    // Clicks the row whose first cell says this.
    bool choose(const char* name, const QString& text)
    {
        auto* view = table(name);
        const auto row = column(name, 0).indexOf(text);
        if (row < 0) {
            return false;
        }
        const QRect cell = view->visualRect(view->model()->index(static_cast<int>(row), 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, cell.center());
        return true;
    }
    QDialog* dialog(const char* name)
    {
        QDialog* found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                found = console.window.findChild<QDialog*>(QString::fromLatin1(name));
                return found && found->isVisible();
            },
            10'000);
        return found;
    }
    void click(const char* name)
    {
        QTest::mouseClick(console.find<QToolButton>(name), Qt::LeftButton);
    }

    PeopleWorld world;
    Console console;
};

void type(QDialog* dialog, const char* name, const QString& text)
{
    auto* line = dialog->findChild<QLineEdit*>(QString::fromLatin1(name));
    QVERIFY2(line, name);
    line->clear();
    QTest::keyClicks(line, text);
}
void press(QDialog* dialog, const char* name)
{
    auto* button = dialog->findChild<QPushButton*>(QString::fromLatin1(name));
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme().setChoice(ui::Theme::Choice::Light); }

    void aPersonIsAddedChangedAndDisabled()
    {
        Office office("root.admin");
        office.world.add("b.lind", { Role::Coordinator });
        QVERIFY(office.open(u"people"_s));
        QCOMPARE(office.column("peopleTable", 0), (QStringList { u"b.lind"_s, u"root.admin"_s }));
        office.click("addPerson");
        auto* dialog = office.dialog("accountDialog");
        QVERIFY(dialog);
        type(dialog, "accountUser", u"a.osei"_s);
        type(dialog, "accountName", u"Ama Osei"_s);
        type(dialog, "accountPassword", u"short"_s);
        dialog->findChild<QCheckBox*>(u"role_clinician"_s)->setChecked(true);
        press(dialog, "accountDialogAct");
        auto* message = dialog->findChild<QLabel*>(u"accountDialogError"_s);
        QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), 30'000);
        QVERIFY2(message->text().contains(u"12"_s), qPrintable(message->text()));
        // What is wrong takes no room from the fields.
        for (const auto* box : dialog->findChildren<QCheckBox*>()) {
            QTRY_VERIFY2(box->height() >= box->minimumSizeHint().height(), qPrintable(box->text()));
        }
        QVERIFY(!keepPicture(*dialog, u"settings-new-person"_s).isNull());
        type(dialog, "accountPassword", u"a password of hers"_s);
        press(dialog, "accountDialogAct");
        QTRY_COMPARE_WITH_TIMEOUT(office.column("peopleTable", 0),
            (QStringList { u"a.osei"_s, u"b.lind"_s, u"root.admin"_s }), 30'000);
        QCOMPARE(office.world.account("a.osei").shown.roles, std::vector<Role> { Role::Clinician });

        // The new one is chosen, with his details beside the list.
        auto* name = office.console.find<QLabel>("peopleName");
        QTRY_COMPARE(name->text(), u"Ama Osei"_s);
        QVERIFY(!keepPicture(office.console.window, u"settings-people"_s).isNull());
        QVERIFY(office.choose("peopleTable", u"b.lind"_s));
        office.click("disablePerson");
        QTRY_VERIFY_WITH_TIMEOUT(!office.world.account("b.lind").shown.isEnabled(), 30'000);
        QTRY_VERIFY(office.console.find<QLabel>("peopleNotice")->isVisible());
        QTRY_COMPARE(office.console.find<QToolButton>("disablePerson")->text(), u"Enable b.lind"_s);
    }

    // What the core refuses is said where it was asked.
    void theLastAdministratorStays()
    {
        Office office("root.admin");
        QVERIFY(office.open(u"people"_s));
        QVERIFY(office.choose("peopleTable", u"root.admin"_s));
        office.click("disablePerson");
        auto* notice = office.console.find<QLabel>("peopleNotice");
        QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), 30'000);
        QVERIFY2(notice->text().startsWith(u"Not done"_s), qPrintable(notice->text()));
        QVERIFY(office.world.account("root.admin").shown.isEnabled());
    }

    void sessionsOfOthersEnd()
    {
        Office office("root.admin");
        office.world.add("a.osei", { Role::Clinician });
        TestSocket other;
        office.world.enter(other, "a.osei");
        QVERIFY(office.open(u"sessions"_s));
        QTRY_VERIFY(office.column("sessionsTable", 0).contains(u"a.osei"_s));
        QVERIFY(office.choose("sessionsTable", u"a.osei"_s));
        office.click("endSessionsOf");
        QTRY_VERIFY_WITH_TIMEOUT(other.closed, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!office.column("sessionsTable", 0).contains(u"a.osei"_s), 30'000);
        QVERIFY(office.console.client.isSignedIn());
    }

    void aTokenIsShownOnceAndRevoked()
    {
        Office office("root.admin");
        QVERIFY(QTest::qWaitFor(
            [&] { return office.console.window.currentPage() != nullptr; }, 30'000));
        office.console.window.open({ u"settings"_s, u"tokens"_s, {} });
        auto* state = office.console.find<QWidget>("tokensSection")->findChild<ui::StatePanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(state->isVisible(), 30'000);
        QTRY_COMPARE(state->kind(), ui::StatePanel::Kind::Empty);
        office.click("issueToken");
        auto* dialog = office.dialog("tokenDialog");
        QVERIFY(dialog);
        type(dialog, "tokenName", u"lab-feed"_s);
        press(dialog, "tokenDialogAct");
        auto* message = dialog->findChild<QLabel*>(u"tokenDialogError"_s);
        QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), 30'000); // no role
        dialog->findChild<QCheckBox*>(u"role_clinician"_s)->setChecked(true);
        press(dialog, "tokenDialogAct");
        auto* shown = office.dialog("tokenShown");
        QVERIFY(shown);
        auto* text = shown->findChild<QLineEdit*>(u"tokenText"_s);
        const std::string token = text->text().toStdString();
        TestSocket program;
        QVERIFY(program.openSession(office.world.rpc(), token));
        press(shown, "tokenShownCancel");
        QTRY_COMPARE_WITH_TIMEOUT(
            office.column("tokensTable", 0), QStringList { u"lab-feed"_s }, 30'000);
        QVERIFY(office.choose("tokensTable", u"lab-feed"_s));
        office.click("revokeToken");
        QTRY_COMPARE_WITH_TIMEOUT(
            office.column("tokensTable", 3), QStringList { u"revoked"_s }, 30'000);
        TestSocket late;
        QVERIFY(!late.openSession(office.world.rpc(), token));
    }

    void theRightsOfTheRolesAreShown()
    {
        Office office("root.admin");
        QVERIFY(office.open(u"roles"_s));
        QTRY_VERIFY(office.column("rolesTable", 0).contains(u"analyses.submit"_s));
        auto* filter = office.console.find<QLineEdit>("rolesFilter");
        QTest::keyClicks(filter, u"analyses.submit"_s);
        QTRY_COMPARE(office.column("rolesTable", 0), QStringList { u"analyses.submit"_s });
        QCOMPARE(office.column("rolesTable", 1), QStringList { u"may"_s });
        QCOMPARE(office.column("rolesTable", 3), QStringList { u"–"_s });
        filter->clear();
        QVERIFY(!keepPicture(office.console.window, u"settings-roles"_s).isNull());
    }

    // Everybody finds what is for him, and nothing of what is not.
    void eachRoleHasItsParts()
    {
        Office office("a.osei", { Role::Clinician });
        QVERIFY(office.open(u"sessions"_s));
        auto* list = office.console.find<QListWidget>("settingsSections");
        QStringList shown;
        for (int row = 0; row < list->count(); ++row) {
            shown << (list->item(row)->isHidden() ? QString() : list->item(row)->text());
        }
        shown.removeAll(QString());
        QCOMPARE(shown,
            (QStringList { u"Teams and departments"_s, u"Deputies"_s, u"Requests"_s, u"Sessions"_s,
                u"Roles"_s }));
        QCOMPARE(office.column("sessionsTable", 0), QStringList { u"a.osei"_s });
        office.console.window.open({ u"settings"_s, u"people"_s, {} });
        QVERIFY(!office.console.find<QWidget>("peopleSection")->isVisible());
    }
};

LOCUS_TEST(settings, SettingsTest)
#include "tst_settings.moc"
