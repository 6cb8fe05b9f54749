// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/totp.h"
#include "tests/core/gateway/people_world.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/accessible_texts.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "ui/shell/activity_pane.h"
#include "ui/shell/language.h"
#include "ui/shell/navigation_bar.h"
#include "ui/widgets/form_dialog.h"
#include "ui/widgets/password_field.h"

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using people::Role;

namespace {

constexpr int longMs = 30'000;
const auto& planted()
{
    static const auto name = u"Maria Musterfrau-Beispiel"_s;
    return name;
}

class SilentLock final : public ui::SystemLock
{ };

} // namespace

// People before the window: first run, sign-in, lock, account menu; a real gateway behind them.
class PeopleTest : public QObject
{
    Q_OBJECT

    struct Seat
    {
        explicit Seat(PeopleWorld& theWorld, bool isSeat = true)
            : world(theWorld)
        {
            console.window.show();
            auto own = std::make_unique<SilentLock>();
            systemLock = own.get();
            console.window.entrance().follow(std::move(own));
            enter(isSeat ? world.seatToken : std::string(), isSeat);
        }
        void enter(const std::string& token, bool isSeat)
        {
            client::Endpoint endpoint { QUrl(world.rpc()), QString::fromStdString(token), {}, 0 };
            gate().enter({ endpoint, [endpoint] { return Result<client::Endpoint>(endpoint); },
                isSeat, u"Riverside"_s, u"Test"_s });
        }
        ui::Gate& gate() { return console.window.entrance().gate(); }
        template <typename T> T* find(const char* name)
        {
            return console.window.findChild<T*>(QString::fromLatin1(name));
        }
        QString message() { return find<QLabel>("signInMessage")->text(); }
        void type(const char* name, const QString& text)
        {
            auto* line = find<QLineEdit>(name);
            QVERIFY2(line != nullptr && line->isVisible(), name);
            line->selectAll();
            QTest::keyClicks(line, text);
        }
        void click(const char* name)
        {
            auto* button = find<QAbstractButton>(name);
            QVERIFY2(button != nullptr && button->isVisible(), name);
            QTest::mouseClick(button, Qt::LeftButton);
        }
        // With keys alone.
        void signIn(const QString& user, const QString& password)
        {
            QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("signInPage") != nullptr, longMs);
            type("signInUser", user);
            QTest::keyClick(find<QLineEdit>("signInUser"), Qt::Key_Return);
            type("signInPassword", password);
            QTest::keyClick(find<QLineEdit>("signInPassword"), Qt::Key_Return);
        }
        void signInAs(const QString& user)
        {
            signIn(user, QString::fromLatin1(goodPassword));
            QTRY_VERIFY_WITH_TIMEOUT(gate().isOpen(), longMs);
            QTRY_VERIFY_WITH_TIMEOUT(console.window.currentPage() != nullptr, longMs);
        }

        PeopleWorld& world;
        Console console;
        ui::SystemLock* systemLock = nullptr;
    };

    static void plant(Seat& seat)
    {
        seat.console.window.open({ u"submit"_s, {}, {} });
        auto* text = seat.find<QPlainTextEdit>("submitText");
        QVERIFY(text != nullptr);
        text->setPlainText(u"rs699 # "_s + planted());
        seat.console.window.report({ u"Submitted for "_s + planted(), false, {}, {} });
        seat.console.window.setWindowTitle(u"Locus — "_s + planted());
        auto* box = new QMessageBox(QMessageBox::Information, planted(),
            u"What shall become of "_s + planted(), QMessageBox::Ok, &seat.console.window);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
        theme().setChoice(ui::Theme::Choice::Light);
        QAccessible::setActive(true);
    }

    void aSeatWithoutAccountsIsAskedForNothing()
    {
        PeopleWorld world;
        Seat seat(world);
        QTRY_VERIFY_WITH_TIMEOUT(seat.console.window.currentPage() != nullptr, longMs);
        QVERIFY(seat.gate().isOpen());
        QVERIFY(!seat.gate().person());
        QVERIFY(!seat.console.window.entrance().menu().lock->isEnabled());
        QVERIFY(seat.console.window.entrance().menu().firstAdmin->isVisible());
        seat.gate().lock(); // there is no password to come back with
        QVERIFY(seat.gate().isOpen());
    }

    void theFirstAdministratorIsMadeOnTheSeat()
    {
        PeopleWorld world;
        Seat seat(world);
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().canMakeFirstAdmin(), longMs);
        seat.console.window.entrance().menu().firstAdmin->trigger();
        QTRY_VERIFY(seat.find<QWidget>("firstRunPage") != nullptr);
        keepPicture(seat.console.window, u"first-run"_s);
        QVERIFY(seat.find<QLabel>("firstAdminRules")->isVisible()); // before anything is typed
        seat.type("firstAdminUser", u"a.osei"_s);
        seat.type("firstAdminName", u"Ama Osei"_s);
        seat.type("firstAdminPassword", u"too short"_s);
        seat.type("firstAdminAgain", u"too short"_s);
        seat.click("firstAdminMake");
        QVERIFY(seat.find<QLabel>("firstAdminMessage")->text().contains(u"12"_s));
        seat.type("firstAdminPassword", QString::fromLatin1(goodPassword));
        seat.type("firstAdminAgain", u"something else entirely"_s);
        seat.click("firstAdminMake");
        QVERIFY(seat.find<QLabel>("firstAdminMessage")->text().contains(u"differ"_s));
        seat.type("firstAdminAgain", QString::fromLatin1(goodPassword));
        seat.click("firstAdminMake");
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().person(), longMs);
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
        QCOMPARE(seat.gate().person()->displayName, u"Ama Osei"_s);
        QTRY_VERIFY(seat.find<QToolButton>("statusAccount")->text().startsWith(u"Ama Osei, "_s));
        // The next window on this seat asks for a person: the token is no longer enough.
        Seat next(world);
        QTRY_VERIFY_WITH_TIMEOUT(next.find<QWidget>("signInPage") != nullptr, longMs);
        QVERIFY(next.console.window.currentPage() == nullptr);
    }

    void workingAloneIsDecidedOnce()
    {
        PeopleWorld world;
        Seat seat(world);
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().canMakeFirstAdmin(), longMs);
        seat.gate().offerFirstRun();
        seat.enter(world.seatToken, true);
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QWidget>("firstRunPage") != nullptr, longMs);
        seat.click("firstRunAlone");
        QTRY_VERIFY(seat.gate().isOpen());
        QTRY_VERIFY(seat.console.window.currentPage() != nullptr);
        seat.enter(world.seatToken, true);
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
        QVERIFY(seat.find<QWidget>("firstRunPage") == nullptr
            || !seat.find<QWidget>("firstRunPage")->isVisible());
    }

    void whatIsWrongIsNeverToldApart()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        Seat seat(world, false);
        seat.signIn(u"a.osei"_s, u"not the password"_s);
        QTRY_VERIFY_WITH_TIMEOUT(seat.message().startsWith(u"User name, password"_s), longMs);
        const auto wrongPassword = seat.message();
        QVERIFY(!seat.find<QPushButton>("signInGo")->isEnabled()); // a pause, counted down
        QVERIFY(seat.find<QLineEdit>("signInPassword")->text().isEmpty());
        keepPicture(seat.console.window, u"sign-in-refused"_s);
        Seat other(world, false);
        other.signIn(u"nobody"_s, u"not the password"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            other.message().section(u'.', 0, 0), wrongPassword.section(u'.', 0, 0), longMs);
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QPushButton>("signInGo")->isEnabled(), longMs);
    }

    void aPersonSignsInByKeysAndItsNameIsRemembered()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        Seat seat(world, false);
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QWidget>("signInPage") != nullptr, longMs);
        QCOMPARE(seat.find<QLabel>("signInCore")->text(), u"Test · Riverside"_s);
        auto* password = seat.find<QLineEdit>("signInPassword");
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        seat.click("signInPasswordShow");
        QCOMPARE(password->echoMode(), QLineEdit::Normal);
        seat.click("signInPasswordShow");
        QVERIFY(!seat.find<QLabel>("signInPasswordCapsLock")->isVisible());
        QTest::keyClick(password, Qt::Key_Q, Qt::NoModifier);
        QVERIFY(!seat.find<QLabel>("signInPasswordCapsLock")->isVisible());
        QTest::sendKeyEvent(QTest::Click, password, Qt::Key_Q, u"Q"_s, Qt::NoModifier);
        QVERIFY(seat.find<QLabel>("signInPasswordCapsLock")->isVisible());
        keepPicture(seat.console.window, u"sign-in"_s);
        seat.signInAs(u"a.osei"_s);
        QCOMPARE(seat.gate().rememberedUser(), u"a.osei"_s);
        seat.console.window.entrance().menu().signOut->trigger();
        QTRY_VERIFY(seat.find<QWidget>("signInPage") != nullptr);
        QCOMPARE(seat.find<QLineEdit>("signInUser")->text(), u"a.osei"_s);
        QVERIFY(seat.find<QLineEdit>("signInPassword")->text().isEmpty());
        QVERIFY(!seat.gate().reason()); // who goes needs no explanation
    }

    void theLockShowsAndExposesNothing()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        Seat seat(world, false);
        seat.signInAs(u"a.osei"_s);
        plant(seat);
        QVERIFY(isTold(planted())); // the walk finds what is there
        auto* text = seat.find<QPlainTextEdit>("submitText");
        QPointer<QWidget> page = seat.console.window.currentPage();
        // The dialog is modal: the key reaches nothing, the system's lock does.
        Q_EMIT seat.systemLock->locked();
        QTRY_COMPARE(seat.gate().state(), ui::Gate::State::Locked);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY2(!isTold(planted()), qPrintable(accessibleTexts().join(u'|')));
        QVERIFY(isTold(u"a.osei"_s)); // who is away
        QCOMPARE(seat.console.window.windowTitle(), u"Locus"_s);
        for (const auto* widget : QApplication::topLevelWidgets()) {
            QVERIFY(!widget->isVisible() || widget == &seat.console.window);
        }
        keepPicture(seat.console.window, u"locked"_s);
        // Keys lead nowhere, and what opens by itself does not stay.
        QTest::keyClick(&seat.console.window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!seat.find<QWidget>("commandPalette")->isVisible());
        auto* late = new QMessageBox(&seat.console.window);
        late->setText(planted());
        late->setAttribute(Qt::WA_DeleteOnClose);
        const QPointer<QWidget> opened(late);
        late->open();
        QTRY_VERIFY(!opened || !opened->isVisible());
        QTRY_VERIFY2(!opened, "closed, and yet there");
        QVERIFY2(!isTold(planted()), qPrintable(accessibleTexts().join(u'|')));
        seat.console.window.openLink(
            QUrl(u"locus://analysis/0190a0a0-0000-7000-8000-000000000001"_s));
        QCOMPARE(seat.gate().state(), ui::Gate::State::Locked);

        seat.type("signInPassword", u"not the password"_s);
        QTest::keyClick(seat.find<QLineEdit>("signInPassword"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(seat.message().startsWith(u"User name, password"_s), longMs);
        QCOMPARE(seat.gate().state(), ui::Gate::State::Locked);
        world.core.clock.advance(std::chrono::minutes(1));
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QPushButton>("signInGo")->isEnabled(), longMs);
        seat.type("signInPassword", QString::fromLatin1(goodPassword));
        QTest::keyClick(seat.find<QLineEdit>("signInPassword"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
        QVERIFY(page); // the same page, as it was left
        QVERIFY(text->toPlainText().contains(planted()));
        QCOMPARE(seat.console.window.currentPage()->place().page, u"analyses"_s); // the link's
        QTest::keyClick(&seat.console.window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(seat.console.window.currentPage(), page.data());
    }

    // Who is called away in the middle of a form finds it as it was, but for passwords; who comes
    // instead finds nothing of it.
    void aFormThatIsOpenOutlastsTheLock()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        world.add("b.lind", { Role::Coordinator });
        Seat seat(world, false);
        seat.signInAs(u"a.osei"_s);
        const auto open = [&seat] {
            auto* form = new ui::FormDialog(u"planted"_s, u"A form"_s, u"About "_s + planted(),
                u"Send it"_s, &seat.console.window);
            form->addNeeded(u"Reason"_s, "plantedReason", u"Give a reason first"_s)
                ->setText(u"Because of "_s + planted());
            auto* password = new ui::PasswordField(u"Password"_s, u"plantedPassword"_s, form);
            form->addField(u"Password"_s, password, "plantedPasswordField");
            password->line()->setText(u"of nobody's business"_s);
            form->open();
            return QPointer<ui::FormDialog>(form);
        };
        const QPointer<ui::FormDialog> form = open();
        QVERIFY(isTold(planted()));
        Q_EMIT seat.systemLock->locked();
        QTRY_COMPARE(seat.gate().state(), ui::Gate::State::Locked);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY2(!isTold(planted()), qPrintable(accessibleTexts().join(u'|')));
        for (const auto* widget : QApplication::topLevelWidgets()) {
            QVERIFY(!widget->isVisible() || widget == &seat.console.window);
        }
        seat.gate().unlock(QString::fromLatin1(goodPassword), {});
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
        QTRY_VERIFY(form && form->isVisible());
        QCOMPARE(form->parentWidget(), &seat.console.window);
        QVERIFY(form->isModal());
        QCOMPARE(seat.find<QLineEdit>("plantedReason")->text(), u"Because of "_s + planted());
        QVERIFY(seat.find<QLineEdit>("plantedPassword")->text().isEmpty());

        // Somebody else comes.
        seat.gate().lock();
        QTRY_VERIFY(seat.find<QPushButton>("lockOther") != nullptr);
        seat.click("lockOther");
        seat.signInAs(u"b.lind"_s);
        QVERIFY(!form);
        QVERIFY(!isTold(u"Because of "_s + planted()));
    }

    void itLocksByKeyAndByIdleness()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        Seat seat(world, false);
        seat.signInAs(u"a.osei"_s);
        auto& idle = seat.console.window.entrance().idleWatch();
        QCOMPARE(idle.limit(), std::chrono::milliseconds(std::chrono::minutes(15)));
        seat.console.views.setValue(u"people"_s, u"lockMinutes"_s, 5);
        Q_EMIT seat.console.window.entrance().menu().lockMinutesChanged();
        QCOMPARE(idle.limit(), std::chrono::milliseconds(std::chrono::minutes(5)));
        seat.console.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&seat.console.window));
        QTest::keyClick(&seat.console.window, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(seat.gate().state(), ui::Gate::State::Locked);
        seat.gate().unlock(QString::fromLatin1(goodPassword), {});
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
        idle.start(std::chrono::milliseconds(20));
        QTRY_COMPARE_WITH_TIMEOUT(seat.gate().state(), ui::Gate::State::Locked, longMs);
    }

    void somebodyElseFindsNothingOfTheFirst()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        world.add("b.lind", { Role::Clinician });
        Seat seat(world, false);
        seat.signInAs(u"a.osei"_s);
        plant(seat);
        seat.gate().lock();
        QTRY_VERIFY(seat.find<QPushButton>("lockOther") != nullptr);
        seat.click("lockOther");
        seat.signInAs(u"b.lind"_s);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        seat.console.window.open({ u"submit"_s, {}, {} });
        QVERIFY2(!isTold(planted()), "of the first person");
        QVERIFY(seat.find<QPlainTextEdit>("submitText")->toPlainText().isEmpty());
        QVERIFY(!seat.console.drafts.load("submit").ok());
        seat.console.drafts.setOwner("a.osei");
        const auto kept = seat.console.drafts.load("submit"); // as the page left it
        QVERIFY(kept.ok() && kept->find("rs699") != Bytes::npos);
    }

    void anEndedSessionSaysWhyAndKeepsTheWork()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        Seat seat(world, false);
        seat.signInAs(u"a.osei"_s);
        seat.console.window.open({ u"submit"_s, {}, {} });
        auto* text = seat.find<QPlainTextEdit>("submitText");
        text->setPlainText(u"rs699"_s);
        world.change(people::disableAccount, "a.osei");
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QWidget>("signInPage") != nullptr, longMs);
        QVERIFY(seat.message().contains(u"your work is kept"_s));
        keepPicture(seat.console.window, u"session-ended"_s);
        world.change(people::enableAccount, "a.osei");
        seat.signInAs(u"a.osei"_s);
        QCOMPARE(text->toPlainText(), u"rs699"_s);
    }

    void aSecondFactorIsSetUpAndAskedFor()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        Seat seat(world, false);
        seat.signInAs(u"a.osei"_s);
        seat.console.window.entrance().menu().factor->trigger();
        QTRY_VERIFY(seat.find<QDialog>("secondFactorDialog") != nullptr);
        seat.click("factorEnrol");
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QLineEdit>("factorSecret")->isVisible(), longMs);
        QVERIFY(seat.find<QLineEdit>("factorUri")->text().startsWith(u"otpauth://totp/"_s));
        keepPicture(*seat.find<QDialog>("secondFactorDialog"), u"second-factor"_s);
        const auto secret = world.account("a.osei").totpSecret;
        const auto code = [&world, &secret] {
            return QString::fromStdString(
                people::totpCode(secret, people::totpStepAt(world.core.clock.now())));
        };
        seat.type("factorCode", code());
        seat.click("factorConfirm");
        QTRY_VERIFY_WITH_TIMEOUT(world.account("a.osei").shown.hasSecondFactor, longMs);
        seat.find<QDialog>("secondFactorDialog")->reject();
        seat.gate().lock();
        QTRY_VERIFY(seat.find<QWidget>("lockPage") != nullptr);
        QVERIFY(!seat.find<QLineEdit>("signInCode")->isVisible());
        seat.type("signInPassword", QString::fromLatin1(goodPassword));
        QTest::keyClick(seat.find<QLineEdit>("signInPassword"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QLineEdit>("signInCode")->isVisible(), longMs);
        world.core.clock.advance(std::chrono::seconds(60)); // each code counts once
        seat.type("signInCode", code());
        QTest::keyClick(seat.find<QLineEdit>("signInCode"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
    }

    void whatIsSensitiveAsksOnceMoreAndIsThenDone()
    {
        PeopleWorld world;
        world.add("a.osei", { Role::Clinician });
        Seat seat(world, false);
        seat.signInAs(u"a.osei"_s);
        world.core.clock.advance(std::chrono::minutes(6)); // the password was given long ago
        seat.console.window.entrance().menu().password->trigger();
        QTRY_VERIFY(seat.find<QDialog>("passwordDialog") != nullptr);
        const auto fresh = u"a brand new password"_s;
        seat.type("newPassword", fresh);
        seat.type("newPasswordAgain", fresh);
        seat.click("passwordGo");
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QDialog>("signInAgainDialog") != nullptr, longMs);
        keepPicture(*seat.find<QDialog>("signInAgainDialog"), u"sign-in-again"_s);
        seat.type("againPassword", QString::fromLatin1(goodPassword));
        seat.click("againGo");
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QDialog>("passwordDialog") == nullptr, longMs);
        QVERIFY(seat.gate().isOpen());
        seat.gate().lock();
        seat.gate().unlock(fresh, {});
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
    }

    void aPageOfOthersSaysWhoMaySeeIt()
    {
        PeopleWorld world;
        world.add("a.admin", { Role::Admin });
        Seat seat(world, false);
        seat.signInAs(u"a.admin"_s);
        seat.console.window.open({ u"submit"_s, {}, {} });
        QTRY_VERIFY(seat.find<QWidget>("deniedPage") != nullptr);
        QVERIFY(seat.find<QWidget>("deniedPage")->isVisible());
        QVERIFY(seat.find<QPlainTextEdit>("submitText") == nullptr);
        QVERIFY(isTold(u"administrator"_s));
        keepPicture(seat.console.window, u"denied-page"_s);
    }

    void germanFitsIntoThePagesOfPeople()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(QLocale::German)));
        PeopleWorld world;
        {
            Seat seat(world);
            QTRY_VERIFY_WITH_TIMEOUT(seat.gate().canMakeFirstAdmin(), longMs);
            seat.gate().showFirstRun();
            QTRY_VERIFY(seat.find<QWidget>("firstRunPage") != nullptr);
            QVERIFY(isTold(u"Wer arbeitet hier?"_s));
            keepPicture(seat.console.window, u"first-run-german"_s);
        }
        world.add("a.osei", { Role::Clinician });
        Seat seat(world, false);
        QTRY_VERIFY_WITH_TIMEOUT(seat.find<QWidget>("signInPage") != nullptr, longMs);
        QVERIFY(isTold(u"Anmelden"_s));
        keepPicture(seat.console.window, u"sign-in-german"_s);
        seat.signInAs(u"a.osei"_s);
        seat.gate().lock();
        QTRY_VERIFY(seat.find<QWidget>("lockPage") != nullptr);
        keepPicture(seat.console.window, u"locked-german"_s);
        QVERIFY(isTold(u"Entsperren"_s));
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
    }
};

LOCUS_TEST(people, PeopleTest)
#include "tst_people.moc"
