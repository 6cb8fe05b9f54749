// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sign-in by an identity provider in the window: a real core, a provider of our own, and in place
// of the system's browser one that follows the provider's redirect.
#include "tests/core/gateway/test_socket.h"
#include "tests/support/core_process.h"
#include "tests/support/oidc_provider.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/door_seat.h"
#include "tests/ui/support/pictures.h"
#include "tests/ui/support/test_browser.h"
#include "ui/shell/language.h"
#include "ui/shell/provider_sign_in.h"
#include "ui/shell/sign_in_words.h"

#include <QClipboard>
#include <QDateTime>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>
#include <QUrlQuery>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int freshMs = 60'000; // the least that a core can be told

} // namespace

class ProviderSignInTest : public QObject
{
    Q_OBJECT

    OidcProvider m_provider;
    CoreProcess m_core;
    std::unique_ptr<DoorSeat> m_early; // signed in at the beginning
    QElapsedTimer m_sinceEarly;

    void configure(CoreProcess& core) const
    {
        core.setProvider(m_provider.issuer());
        core.setEnvironment(u"LOCUS_OIDC_ROLES"_s, u"lab=clinician"_s);
        core.setEnvironment(u"LOCUS_OIDC_CREATE_ACCOUNTS"_s, u"true"_s);
        core.setEnvironment(u"LOCUS_SESSIONS_FRESH_MINUTES"_s, u"1"_s);
    }
    void signsInNow()
    {
        m_provider.claims["auth_time"] = std::to_string(QDateTime::currentSecsSinceEpoch());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
        theme().setChoice(ui::Theme::Choice::Light);
        configure(m_core);
        QVERIFY2(m_core.start().ok(), m_core.errorOutput().constData());
        init();
        TestBrowser browser;
        m_early = std::make_unique<DoorSeat>(m_core);
        m_early->signIn(browser);
        m_sinceEarly.start();
    }

    void init()
    {
        m_provider.claims = { { "groups", "[\"lab\"]" } };
        m_provider.isAway = false;
        m_provider.isDenied = false;
    }

    void cleanupTestCase() { m_early.reset(); }

    // ASVS 7.6.2: the page offers, the person presses, and only then anybody is asked.
    void nothingBeginsWithoutThePersonsPress()
    {
        TestBrowser browser;
        DoorSeat seat(m_core);
        QVERIFY(seat.comes("signInProviderGo"));
        const QUrl issuer(QString::fromStdString(m_provider.issuer()));
        QVERIFY(seat.text("signInProviderWhere").contains(issuer.authority()));
        QVERIFY(!QTest::qWaitFor([&browser] { return !browser.opened.isEmpty(); }, 1000));
        QCOMPARE(seat.gate().state(), ui::Gate::State::SignIn);
        keepPicture(seat.console.window, u"provider-sign-in"_s);

        seat.press("signInProviderGo");
        QTRY_COMPARE_WITH_TIMEOUT(browser.opened.size(), 1, longMs);
        QCOMPARE(browser.opened.first().host(), issuer.host());
        QVERIFY(seat.comes("signInProviderAddress"));
        QVERIFY(seat.isSeen("signInProviderCancel"));
        QVERIFY(seat.text("signInProviderLeft").contains(u"4:"_s)
            || seat.text("signInProviderLeft").contains(u"5:00"_s));
        QVERIFY(!seat.isSeen("signInPassword") && !seat.isSeen("signInGo"));
        keepPicture(seat.console.window, u"provider-waiting"_s);

        browser.look();
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
        QTRY_VERIFY_WITH_TIMEOUT(seat.console.window.currentPage() != nullptr, longMs);
        QVERIFY(seat.gate().person() && seat.gate().person()->byProvider);
        QCOMPARE(seat.gate().person()->displayName, u"Ama Osei"_s);
        QTRY_VERIFY(browser.shown.contains(u"You can close this window"_s));
        QVERIFY(!seat.find<QWidget>("signInPage") || !seat.isSeen("signInPage"));
    }

    void whereThereIsNoProviderNoneIsOffered()
    {
        CoreProcess without;
        QVERIFY(without.start().ok());
        DoorSeat seat(m_core);
        QVERIFY(seat.comes("signInProviderGo"));
        seat.enter(rpcOf(without));
        QTRY_VERIFY(!seat.isSeen("signInProviderGo"));
        QVERIFY(!QTest::qWaitFor([&seat] { return seat.isSeen("signInProviderGo"); }, 1000));
        QVERIFY(seat.isSeen("signInPassword"));
        seat.enter(rpcOf(m_core));
        QVERIFY(seat.comes("signInProviderGo"));
    }

    // A session of one core is never shown to another.
    void whoTurnsToAnotherCoreIsNotSignedInToThisOneLater()
    {
        CoreProcess other;
        configure(other);
        QVERIFY(other.start().ok());
        TestBrowser browser;
        DoorSeat seat(m_core);
        seat.press("signInProviderGo");
        QTRY_COMPARE_WITH_TIMEOUT(browser.opened.size(), 1, longMs);
        seat.enter(rpcOf(other), u"Hillside"_s);
        QTRY_VERIFY_WITH_TIMEOUT(seat.text("signInCore").contains(u"Hillside"_s), 2000);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(seat.isSeen("signInPassword"));
        QVERIFY(!isListening(redirectOf(browser.opened.first())));
        browser.look();
        QVERIFY(!QTest::qWaitFor([&seat] { return seat.gate().person().has_value(); }, 1000));
        QVERIFY(seat.comes("signInProviderGo")); // of the other
    }

    // A core that is not up yet says it when it is.
    void aCoreThatComesLaterOffersItThen()
    {
        CoreProcess core;
        configure(core);
        QVERIFY(core.start().ok());
        const auto rpc = rpcOf(core);
        QVERIFY(core.stop().ok());
        DoorSeat seat(rpc);
        QVERIFY(!QTest::qWaitFor([&seat] { return seat.isSeen("signInProviderGo"); }, 500));
        QVERIFY(core.start({ u"--listen"_s, rpc.authority() }).ok());
        QVERIFY(seat.comes("signInProviderGo"));
    }

    void whatGoesWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("claim");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("words");
        QTest::newRow("denied") << QByteArray() << QByteArray() << u"did not let you in"_s;
        QTest::newRow("refused") << QByteArray("groups") << QByteArray("[\"canteen\"]")
                                 << u"you may not sign in here"_s;
        QTest::newRow("issuer") << QByteArray("iss") << QByteArray("\"http://other\"")
                                << u"could not be verified"_s;
        QTest::newRow("expired") << QByteArray("exp") << QByteArray("1000") << u"clock"_s;
    }

    void whatGoesWrongIsSaid()
    {
        QFETCH(QByteArray, claim);
        QFETCH(QByteArray, value);
        QFETCH(QString, words);
        m_provider.isDenied = claim.isEmpty();
        if (!claim.isEmpty()) {
            m_provider.claims[claim.toStdString()] = value.toStdString();
        }
        TestBrowser browser;
        DoorSeat seat(m_core);
        browser.looksAtOnce = true;
        seat.press("signInProviderGo");
        QTRY_VERIFY_WITH_TIMEOUT(seat.text("signInMessage").contains(words), longMs);
        QCOMPARE(seat.gate().state(), ui::Gate::State::SignIn);
        QVERIFY(seat.isSeen("signInPassword")); // and the other way is open again
        keepPicture(seat.console.window,
            u"provider-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
        init();
        seat.signIn(browser);
    }

    void aProviderThatIsAwayIsSaidAtOnce()
    {
        CoreProcess core; // that knows nothing of the provider yet
        configure(core);
        QVERIFY(core.start().ok());
        m_provider.isAway = true;
        TestBrowser browser;
        DoorSeat seat(core);
        seat.press("signInProviderGo");
        QTRY_VERIFY_WITH_TIMEOUT(
            seat.text("signInMessage").contains(u"does not reach the identity provider"_s), longMs);
        QVERIFY(browser.opened.isEmpty());
        keepPicture(seat.console.window, u"provider-away"_s);
        m_provider.isAway = false;
        seat.signIn(browser);
    }

    void anotherProgramThatAnswersFirstIsNotBelieved()
    {
        TestBrowser browser;
        DoorSeat seat(m_core);
        seat.press("signInProviderGo");
        QTRY_COMPARE_WITH_TIMEOUT(browser.opened.size(), 1, longMs);
        auto stranger = redirectOf(browser.opened.first());
        stranger.setQuery(u"code=stolen&state=guessed"_s);
        browser.look(stranger);
        QTRY_VERIFY_WITH_TIMEOUT(
            seat.text("signInMessage").contains(u"does not belong to this sign-in"_s), longMs);
        QCOMPARE(seat.gate().state(), ui::Gate::State::SignIn);
    }

    void whoCancelsIsNotSignedInLater()
    {
        TestBrowser browser;
        DoorSeat seat(m_core);
        seat.press("signInProviderGo");
        QTRY_COMPARE_WITH_TIMEOUT(browser.opened.size(), 1, longMs);
        browser.opened.clear();
        seat.press("signInProviderCancel");
        QVERIFY(seat.isSeen("signInProviderGo") && seat.isSeen("signInPassword"));
        QCOMPARE(seat.console.window.focusWidget(), seat.find<QPushButton>("signInProviderGo"));

        seat.press("signInProviderGo");
        QTRY_COMPARE_WITH_TIMEOUT(browser.opened.size(), 1, longMs);
        const auto redirect = redirectOf(browser.opened.first());
        seat.console.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&seat.console.window));
        QTest::keyClick(seat.find<QPushButton>("signInProviderCancel"), Qt::Key_Escape);
        QTRY_VERIFY(seat.isSeen("signInProviderGo"));
        QVERIFY(!isListening(redirect));
        browser.look();
        QVERIFY(!QTest::qWaitFor([&seat] { return seat.gate().isOpen(); }, 1000));
        QVERIFY(seat.text("signInMessage").isEmpty());
        seat.signIn(browser);
    }

    void whoTakesTooLongBeginsAgain()
    {
        TestBrowser browser;
        DoorSeat seat(m_core);
        QVERIFY(seat.comes("signInProviderGo"));
        auto& door = seat.find<ui::ProviderSignIn>("signInProvider")->door();
        door.setPatience(std::chrono::milliseconds(700));
        seat.press("signInProviderGo");
        QTRY_VERIFY_WITH_TIMEOUT(seat.text("signInMessage").contains(u"in time"_s), longMs);
        QCOMPARE(browser.opened.size(), 1);
        QVERIFY(!isListening(redirectOf(browser.opened.first())));
        keepPicture(seat.console.window, u"provider-timeout"_s);
        door.setPatience(std::chrono::minutes(5));
        seat.signIn(browser);
    }

    // No browser is found: the address can be taken to one.
    void withoutABrowserTheAddressIsThere()
    {
        DoorSeat seat(m_core);
        QVERIFY(seat.comes("signInProviderGo"));
        const auto path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        seat.press("signInProviderGo");
        const bool came = seat.comes("signInProviderAddress");
        qputenv("PATH", path);
        QVERIFY(came);
        QTRY_VERIFY(seat.text("signInProviderHint").startsWith(u"No browser could be opened"_s));
        keepPicture(seat.console.window, u"provider-no-browser"_s);
        QTest::mouseClick(seat.find<QToolButton>("signInProviderCopy"), Qt::LeftButton);
        const QUrl address(QGuiApplication::clipboard()->text());
        QCOMPARE(address.toString(QUrl::FullyEncoded),
            seat.find<QLineEdit>("signInProviderAddress")->text());
        TestBrowser browser;
        browser.look(address);
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
    }

    void whoLockedComesBackByTheProvider()
    {
        TestBrowser browser;
        DoorSeat seat(m_core);
        seat.signIn(browser);
        const QPointer<QWidget> page = seat.console.window.currentPage();
        seat.lock();
        QVERIFY(seat.isSeen("signInProviderGo"));
        QVERIFY(!seat.isSeen("signInPassword") && !seat.isSeen("signInGo"));
        QCOMPARE(seat.console.window.focusWidget(), seat.find<QPushButton>("signInProviderGo"));
        keepPicture(seat.console.window, u"provider-locked"_s);

        // Whose session the provider still has is not asked there; that proves nothing.
        browser.looksAtOnce = true;
        m_provider.claims["auth_time"] = "1000";
        seat.press("signInProviderGo");
        QTRY_VERIFY_WITH_TIMEOUT(
            seat.text("signInMessage").contains(u"did not ask you again"_s), longMs);
        QCOMPARE(seat.gate().state(), ui::Gate::State::Locked);
        signsInNow();
        m_provider.claims["preferred_username"] = "\"b.else\"";
        seat.press("signInProviderGo");
        QTRY_VERIFY_WITH_TIMEOUT(seat.text("signInMessage").contains(u"Somebody else"_s), longMs);
        QCOMPARE(seat.gate().state(), ui::Gate::State::Locked);
        keepPicture(seat.console.window, u"provider-locked-other-person"_s);

        m_provider.claims.erase("preferred_username");
        signsInNow();
        seat.press("signInProviderGo");
        QTRY_VERIFY_WITH_TIMEOUT(seat.gate().isOpen(), longMs);
        QCOMPARE(seat.console.window.currentPage(), page.data()); // as it was left
        QCOMPARE(QUrlQuery(browser.opened.last()).queryItemValue(u"prompt"_s), u"login"_s);
    }

    void whatIsSensitiveIsDoneBehindASignInAtTheProvider()
    {
        TestBrowser browser;
        QTest::qWait(static_cast<int>(qMax(qint64 { 0 }, freshMs + 1000 - m_sinceEarly.elapsed())));
        DoorSeat& seat = *m_early;
        seat.console.window.show(); // others have covered themselves meanwhile, and all else
        seat.console.window.entrance().menu().password->trigger();
        QVERIFY(seat.comes("passwordDialog"));
        for (const char* field : { "newPassword", "newPasswordAgain" }) {
            QTest::keyClicks(seat.find<QLineEdit>(field), u"a brand new password"_s);
        }
        seat.press("passwordGo");
        QVERIFY(seat.comes("signInAgainDialog"));
        auto* dialog = seat.find<QDialog>("signInAgainDialog");
        QVERIFY(!seat.isSeen("againPassword") && !seat.isSeen("againGo"));
        QVERIFY(browser.opened.isEmpty());
        verifyFits(*dialog);
        keepPicture(*dialog, u"provider-again"_s);

        seat.press("againProviderGo");
        QTRY_COMPARE_WITH_TIMEOUT(browser.opened.size(), 1, longMs);
        QVERIFY(seat.comes("againProviderAddress"));
        QVERIFY(!seat.isSeen("againCancel")); // of the two, the one that is about the browser
        verifyFits(*dialog);
        keepPicture(*dialog, u"provider-again-waiting"_s);
        seat.press("againProviderCancel");
        QVERIFY(seat.comes("againCancel"));

        signsInNow();
        browser.looksAtOnce = true;
        m_provider.claims["preferred_username"] = "\"b.else\"";
        seat.press("againProviderGo");
        QTRY_VERIFY_WITH_TIMEOUT(seat.text("againMessage").contains(u"Somebody else"_s), longMs);
        verifyFits(*dialog);
        keepPicture(*dialog, u"provider-again-other-person"_s);
        m_provider.claims.erase("preferred_username");
        m_provider.isDenied = true;
        seat.press("againProviderGo");
        QTRY_VERIFY_WITH_TIMEOUT(seat.text("againMessage").contains(u"did not let"_s), longMs);
        m_provider.isDenied = false;
        QVERIFY(seat.isSeen("passwordDialog")); // waits
        seat.press("againProviderGo");
        QTRY_VERIFY_WITH_TIMEOUT(!seat.isSeen("passwordDialog"), longMs);
        TestSocket socket;
        QVERIFY(socket.open(m_core.endpoint(u"rpc"_s)));
        const json signedIn = socket.call(
            "session.signIn", { { "user", "a.osei" }, { "password", "a brand new password" } });
        QVERIFY2(signedIn.contains("result"), signedIn.dump().c_str());
        m_early.reset();
    }

    // There is nothing to unlock: who comes has to sign in, and finds the work if it is his.
    void aSessionThatEndedUnderTheLockIsSignedInAnew()
    {
        TestBrowser browser;
        DoorSeat seat(m_core);
        seat.signIn(browser);
        const QPointer<QWidget> page = seat.console.window.currentPage();
        seat.lock();
        TestSocket admin;
        QVERIFY(admin.openSession(m_core.endpoint(u"rpc"_s), m_core.token().toStdString()));
        const json ended = admin.call("session.endAll", { { "user", "a.osei" } });
        QVERIFY2(ended["result"].value("ended", 0) > 0, ended.dump().c_str());
        QTRY_VERIFY_WITH_TIMEOUT(!seat.console.client.isSignedIn(), longMs);
        seat.press("signInProviderGo");
        QVERIFY(seat.comes("signInPage"));
        QVERIFY(seat.text("signInMessage").contains(u"your work is kept"_s));
        seat.signIn(browser);
        QCOMPARE(seat.console.window.currentPage(), page.data());
    }

    // A code that is new in the core gets its words here.
    void everyRefusalHasWords()
    {
        const QString root = QStringLiteral(LOCUS_SOURCE_DIR "/core/");
        static const QRegularExpression code(
            u"\"((?:people|client)\\.(?:oidc_[a-z_]+|no_port))\""_s);
        QSet<QString> codes;
        for (const char* file : { "gateway/oidc_sign_in.cpp", "gateway/oidc_provider_link.cpp",
                 "people/oidc_token.cpp", "client/oidc_sign_in.cpp" }) {
            QFile source(root + QLatin1String(file));
            QVERIFY2(source.open(QIODevice::ReadOnly), file);
            auto found = code.globalMatch(QString::fromUtf8(source.readAll()));
            while (found.hasNext()) {
                codes << found.next().captured(1);
            }
        }
        QVERIFY(codes.size() > 15);
        for (const auto& each : codes) {
            const auto words = ui::SignInWords::refusal(refused(each.toStdString(), "as it came"));
            QVERIFY2(!words.contains(u"as it came"_s, Qt::CaseInsensitive), qPrintable(each));
        }
    }

    void germanAndDarkFit()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(QLocale::German)));
        {
            TestBrowser browser;
            DoorSeat seat(m_core);
            QVERIFY(seat.comes("signInProviderGo"));
            verifyFits(*seat.find<QWidget>("signInPage"));
            keepPicture(seat.console.window, u"provider-sign-in-german"_s);
            theme().setChoice(ui::Theme::Choice::Dark);
            seat.press("signInProviderGo");
            QTRY_VERIFY_WITH_TIMEOUT(
                seat.text("signInProviderWaiting").contains(u"Browser"_s), longMs);
            QTRY_VERIFY(seat.isSeen("signInProviderHint"));
            keepPicture(seat.console.window, u"provider-waiting-german-dark"_s);
            verifyFits(*seat.find<QWidget>("signInPage"));
            m_provider.claims["iss"] = "\"http://other\"";
            browser.look();
            QTRY_VERIFY_WITH_TIMEOUT(!seat.text("signInMessage").isEmpty(), longMs);
            keepPicture(seat.console.window, u"provider-refused-german-dark"_s);
            verifyFits(*seat.find<QWidget>("signInPage"));
            m_provider.claims.erase("iss");
            seat.signIn(browser);
            seat.lock();
            keepPicture(seat.console.window, u"provider-locked-german-dark"_s);
            verifyFits(*seat.find<QWidget>("lockPage"));
        }
        theme().setChoice(ui::Theme::Choice::Light);
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
    }
};

LOCUS_TEST(provider_sign_in, ProviderSignInTest)
#include "tst_provider_sign_in.moc"
