// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_store.h"
#include "tests/core/secrets/keychain_session.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using secrets::SecretPlace;

class SecretStoreTest : public QObject
{
    Q_OBJECT

    static QString ask(const QProcessEnvironment& environment, const QStringList& words)
    {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(CoreProcess::program(u"locus_test_secrets"_s), words);
        if (!process.waitForFinished(20'000) || process.exitStatus() != QProcess::NormalExit) {
            return u"no answer: "_s + process.errorString();
        }
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }

    static QString write(const QString& path, const QByteArray& text, bool priv)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
            return {};
        }
        const auto own = QFile::ReadOwner | QFile::WriteOwner;
        file.setPermissions(priv ? own : own | QFile::ReadGroup);
        return path;
    }

private Q_SLOTS:
    void theKeychainKeepsReplacesAndForgets()
    {
        KeychainSession keychain;
        const auto started = keychain.start();
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
        const auto env = keychain.environment();
        QCOMPARE(ask(env, { u"keep"_s, u"Riverside · token"_s, u"s3cret-ü"_s }), u"ok"_s);
        // Another process of the same session, so it was not only in memory.
        const QStringList find { u"find"_s, u"keychain:Riverside · token"_s };
        QCOMPARE(ask(env, find), u"ok s3cret-ü"_s);
        QCOMPARE(ask(env, { u"keep"_s, u"Riverside · token"_s, u"other"_s }), u"ok"_s);
        QCOMPARE(ask(env, find), u"ok other"_s);
        QVERIFY(ask(env, { u"find"_s, u"keychain:Hillside"_s })
                    .startsWith(u"secret.not_in_keychain "_s));
        QCOMPARE(ask(env, { u"forget"_s, u"Riverside · token"_s }), u"ok"_s);
        QCOMPARE(ask(env, { u"forget"_s, u"Riverside · token"_s }), u"ok"_s);
        QVERIFY(ask(env, find).startsWith(u"secret.not_in_keychain "_s));
    }

    void whatItHoldsIsNowhereInPlainText()
    {
        KeychainSession keychain;
        QVERIFY(keychain.start().ok());
        const auto env = keychain.environment();
        QCOMPARE(ask(env, { u"keep"_s, u"Riverside"_s, u"canary-7f3a"_s }), u"ok"_s);
        int files = 0;
        QDirIterator all(env.value(u"XDG_DATA_HOME"_s), QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("canary-7f3a"), qPrintable(file.fileName()));
            ++files;
        }
        QVERIFY(files > 0);
    }

    void aLockedKeychainIsSaid()
    {
        KeychainSession keychain;
        QVERIFY(keychain.start().ok());
        const auto env = keychain.environment();
        QCOMPARE(ask(env, { u"keep"_s, u"Riverside"_s, u"s3cret"_s }), u"ok"_s);
        const auto locked = keychain.lock();
        QVERIFY2(locked.ok(), locked.ok() ? "" : locked.error().message.c_str());
        const auto found = ask(env, { u"find"_s, u"keychain:Riverside"_s });
        QVERIFY2(found.startsWith(u"secret.keychain_locked "_s), qPrintable(found));
        const auto kept = ask(env, { u"keep"_s, u"Hillside"_s, u"s3cret"_s });
        QVERIFY2(kept.startsWith(u"secret.keychain_locked "_s), qPrintable(kept));
        QVERIFY(kept.contains(u"unlock"_s));
    }

    void anAbsentKeychainIsSaidWithTheWaysLeft_data()
    {
        QTest::addColumn<QString>("bus");
        QTest::newRow("no bus") << u"unix:path=/nonexistent/bus"_s;
        QTest::newRow("nothing named") << QString();
    }

    void anAbsentKeychainIsSaidWithTheWaysLeft()
    {
        QFETCH(const QString, bus);
        auto env = QProcessEnvironment::systemEnvironment();
        env.remove(u"DISPLAY"_s);
        env.remove(u"XDG_RUNTIME_DIR"_s);
        env.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        if (!bus.isEmpty()) {
            env.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus);
        }
        for (const auto& words : { QStringList { u"find"_s, u"keychain:Riverside"_s },
                 QStringList { u"keep"_s, u"Riverside"_s, u"s3cret"_s } }) {
            const auto said = ask(env, words);
            QVERIFY2(said.startsWith(u"secret.keychain_absent "_s), qPrintable(said));
            QVERIFY2(said.contains(u"0600"_s) && said.contains(u"environment"_s), qPrintable(said));
        }
    }

    void filesAndVariablesAreReadAtOnce()
    {
        const QTemporaryDir folder;
        const auto good = write(folder.filePath(u"good"_s), "tok\n", true);
        const auto open = write(folder.filePath(u"open"_s), "tok\n", false);
        const auto empty = write(folder.filePath(u"empty"_s), " \n", true);
        const auto codeOf = [](const SecretPlace& place) {
            return secrets::readSecret(place).error().code;
        };
        QCOMPARE(*secrets::readSecret({ SecretPlace::Kind::File, good }), u"tok"_s);
        QCOMPARE(codeOf({ SecretPlace::Kind::File, open }), std::string("client.token_readable"));
        QCOMPARE(codeOf({ SecretPlace::Kind::File, empty }), std::string("secret.file_empty"));
        QCOMPARE(codeOf({ SecretPlace::Kind::File, folder.filePath(u"none"_s) }),
            std::string("secret.file_missing"));
        qputenv("LOCUS_TEST_SECRET", "from-outside\n");
        const SecretPlace variable { SecretPlace::Kind::Environment, u"LOCUS_TEST_SECRET"_s };
        QCOMPARE(*secrets::readSecret(variable), u"from-outside"_s);
        qunsetenv("LOCUS_TEST_SECRET");
        QCOMPARE(codeOf(variable), std::string("secret.variable_unset"));
        QCOMPARE(codeOf({}), std::string("secret.not_given"));
        QCOMPARE(codeOf({ SecretPlace::Kind::Keychain, u"Riverside"_s }),
            std::string("secret.keychain_asked"));
    }

    void placesGoThroughTextAndNeverWithTheSecret()
    {
        for (const SecretPlace& place : { SecretPlace { SecretPlace::Kind::Keychain, u"R: b"_s },
                 SecretPlace { SecretPlace::Kind::File, u"/home/a b/token"_s },
                 SecretPlace { SecretPlace::Kind::Environment, u"LOCUS_TOKEN"_s },
                 SecretPlace {} }) {
            QCOMPARE(SecretPlace::fromText(place.toText()), place);
        }
        const SecretPlace typed { SecretPlace::Kind::Keychain, u"R"_s, u"canary"_s };
        QVERIFY(!typed.toText().contains(u"canary"_s));
        // As profiles of earlier versions named it.
        QCOMPARE(SecretPlace::fromText(u"/home/osei/token"_s),
            (SecretPlace { SecretPlace::Kind::File, u"/home/osei/token"_s }));
    }
};

LOCUS_TEST(secret_store, SecretStoreTest)
#include "tst_secret_store.moc"
