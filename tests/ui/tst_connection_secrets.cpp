// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/secrets/keychain_session.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/connection_driver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using secrets::SecretPlace;

namespace {

QByteArray profilesText(const Console& console)
{
    return QJsonDocument(console.views.value(u"connections"_s, u"profiles"_s).toArray()).toJson();
}

// Asks the way a later start would.
Result<QString> tokenOf(const Console& console)
{
    std::optional<Result<QString>> answer;
    QObject context;
    console.profiles.all().front().findSecrets(&context, [&answer](const auto& secrets) {
        answer = secrets.ok() ? Result<QString>(secrets->token) : Result<QString>(secrets.error());
    });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000)) {
        return retriable("test.no_answer", "the secret store is silent");
    }
    return *answer;
}

} // namespace

// The connection dialog with a real keychain.
class ConnectionSecretsTest : public QObject
{
    Q_OBJECT

    KeychainSession m_keychain;

private Q_SLOTS:
    void initTestCase()
    {
        const auto started = m_keychain.start();
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_keychain.busAddress());
        theme().setChoice(ui::Theme::Choice::Light);
    }

    void aTypedTokenGoesToTheKeychainAndNeverIntoTheProfile()
    {
        TestCore core;
        Console console;
        ConnectionDriver dialog(console);
        dialog.choose(u"New connection…"_s);
        dialog.type("profileName", u"Riverside"_s);
        dialog.type("profileAddress", core.endpoint().rpc.toString());
        QCOMPARE(dialog.find<QLineEdit>("profileToken")->echoMode(), QLineEdit::Password);
        dialog.type("profileToken", core.endpoint().token);
        QVERIFY2(dialog.test(), qPrintable(dialog.lastStep()));
        QVERIFY(console.profiles.all().empty()); // a test keeps nothing
        dialog.click("connectNow");
        QTRY_VERIFY(console.client.isSignedIn());
        const auto text = profilesText(console);
        QVERIFY2(text.contains("\"keychain:Riverside"), text.constData());
        QVERIFY(!text.contains(core.endpoint().token.toUtf8()));
        QCOMPARE(*tokenOf(console), core.endpoint().token);
    }

    void aFileInsteadForgetsWhatTheKeychainHeld()
    {
        TestCore core;
        Console console;
        const QTemporaryDir folder;
        {
            ConnectionDriver dialog(console);
            dialog.choose(u"New connection…"_s);
            dialog.type("profileName", u"Hillside"_s);
            dialog.type("profileAddress", core.endpoint().rpc.toString());
            dialog.type("profileToken", u"first-token"_s);
            dialog.click("connectNow");
            QTRY_COMPARE(console.profiles.all().size(), std::size_t(1));
        }
        const auto before = console.profiles.all().front().token;
        QCOMPARE(*tokenOf(console), u"first-token"_s);
        QFile file(folder.filePath(u"token"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(core.endpoint().token.toUtf8());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.close();
        ConnectionDriver dialog(console);
        QCOMPARE(dialog.find<QLineEdit>("profileName")->text(), u"Hillside"_s); // used last
        dialog.keepIn("profileToken", SecretPlace::Kind::File);
        dialog.type("profileToken", file.fileName());
        dialog.click("connectNow");
        QTRY_VERIFY(console.client.isSignedIn());
        QCOMPARE(console.profiles.all().front().token.toText(), u"file:"_s + file.fileName());
        // Gone from the keychain, too: nobody names it any more.
        const auto gone = [&before] {
            std::optional<std::string> code;
            QObject context;
            secrets::SecretStore().find(before, &context,
                [&code](const auto& found) { code = found.ok() ? "" : found.error().code; });
            return QTest::qWaitFor([&code] { return code.has_value(); }, 5000)
                && *code == "secret.not_in_keychain";
        };
        QTRY_VERIFY(gone());
    }

    void theEnvironmentMayHoldIt()
    {
        TestCore core;
        Console console;
        qputenv("LOCUS_TEST_TOKEN", core.endpoint().token.toUtf8());
        ConnectionDriver dialog(console);
        dialog.choose(u"New connection…"_s);
        dialog.type("profileAddress", core.endpoint().rpc.toString());
        dialog.keepIn("profileToken", SecretPlace::Kind::Environment);
        dialog.type("profileToken", u"LOCUS_TEST_TOKEN"_s);
        dialog.click("connectNow");
        QTRY_VERIFY(console.client.isSignedIn());
        QVERIFY(!profilesText(console).contains(core.endpoint().token.toUtf8()));
    }

    void profilesOfEarlierVersionsKeepTheirFiles()
    {
        ui::ViewStore views({});
        views.setValue(u"connections"_s, u"profiles"_s,
            QJsonArray { QJsonObject { { u"name"_s, u"Old"_s }, { u"kind"_s, u"core"_s },
                             { u"address"_s, u"riverside:8765"_s },
                             { u"tokenFile"_s, u"/home/osei/token"_s } },
                QJsonObject { { u"name"_s, u"Cluster"_s }, { u"kind"_s, u"kafka"_s },
                    { u"kafka"_s, QJsonObject { { u"passwordFile"_s, u"/home/osei/pw"_s } } } } });
        const ui::ConnectionProfiles profiles(views);
        QCOMPARE(profiles.all().size(), std::size_t(2));
        QCOMPARE(profiles.all()[0].token,
            (SecretPlace { SecretPlace::Kind::File, u"/home/osei/token"_s }));
        QCOMPARE(profiles.all()[1].kafka.password,
            (SecretPlace { SecretPlace::Kind::File, u"/home/osei/pw"_s }));
    }

    // Last: it stays locked.
    void aLockedKeychainKeepsTheDialogOpenWithASentence()
    {
        QVERIFY(m_keychain.lock().ok());
        TestCore core;
        Console console;
        ConnectionDriver dialog(console);
        dialog.choose(u"New connection…"_s);
        dialog.type("profileAddress", core.endpoint().rpc.toString());
        dialog.type("profileToken", core.endpoint().token);
        auto* problem = dialog.find<QLabel>("connectionProblem");
        QVERIFY(problem->isHidden());
        dialog.click("connectNow");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains(u"locked"_s) && problem->text().contains(u"Unlock"_s),
            qPrintable(problem->text()));
        QVERIFY(dialog.isOpen());
        QVERIFY(console.profiles.all().empty());
        QVERIFY(dialog.find<QPushButton>("connectNow")->isEnabled());
    }
};

// The same where no keychain answers.
class ConnectionWithoutKeychainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        theme().setChoice(ui::Theme::Choice::Light);
    }

    void theWaysLeftAreNamedAndWork()
    {
        TestCore core;
        Console console;
        ConnectionDriver dialog(console);
        dialog.choose(u"New connection…"_s);
        dialog.type("profileAddress", core.endpoint().rpc.toString());
        dialog.type("profileToken", core.endpoint().token);
        QVERIFY(dialog.test()); // what is typed needs no keychain to be tried
        dialog.click("connectNow");
        auto* problem = dialog.find<QLabel>("connectionProblem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains(u"No keychain"_s) && problem->text().contains(u"file"_s),
            qPrintable(problem->text()));
        qputenv("LOCUS_TEST_TOKEN", core.endpoint().token.toUtf8());
        dialog.keepIn("profileToken", SecretPlace::Kind::Environment);
        dialog.type("profileToken", u"LOCUS_TEST_TOKEN"_s);
        dialog.click("connectNow");
        QTRY_VERIFY(console.client.isSignedIn());
    }

    void aKeptProfileSaysInTheTestAndInTheActivityWhatIsMissing()
    {
        TestCore core;
        Console console;
        console.profiles.save(
            { u"Riverside"_s, ui::ConnectionProfile::Kind::Core, core.endpoint().rpc.toString(),
                { SecretPlace::Kind::Keychain, u"Riverside · token"_s } });
        console.profiles.setLast(u"Riverside"_s);
        console.window.show();
        console.window.start();
        auto* activity = console.find<QWidget>("detailsPane");
        QVERIFY(activity != nullptr);
        QTRY_VERIFY(activity->isVisible());
        ConnectionDriver dialog(console);
        QVERIFY(!dialog.test());
        QVERIFY2(dialog.lastStep().contains(u"No keychain"_s) && dialog.lastStep().contains(u"→"_s),
            qPrintable(dialog.lastStep()));
    }
};

LOCUS_TEST(connection_secrets, ConnectionSecretsTest)
LOCUS_TEST(connection_no_keychain, ConnectionWithoutKeychainTest)
#include "tst_connection_secrets.moc"
