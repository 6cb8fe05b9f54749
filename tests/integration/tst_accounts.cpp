// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Local accounts from the first one to the last sign-in, with locusctl and a real core.
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::test;

class AccountsTest : public QObject
{
    Q_OBJECT

    static Finished people(const QStringList& arguments, const QByteArray& input = {})
    {
        return runProgram(
            QStringLiteral("locusctl"), QStringList(QStringLiteral("people")) + arguments, input);
    }
    static QStringList words(const char* line)
    {
        return QString::fromLatin1(line).split(QLatin1Char(' '));
    }
    static QStringList at(const CoreProcess& core, QStringList arguments)
    {
        return arguments << QStringLiteral("--data-dir")
                         << QString::fromStdString(core.dataDir().string());
    }

private Q_SLOTS:
    void fromTheFirstAdminToTheLastSession()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        const Finished weak = people(at(core, words("first-admin root.admin")), "admin\n");
        QCOMPARE(weak.exitCode, 1);
        QVERIFY2(weak.err.contains("12 characters"), weak.err.constData());
        const Finished first =
            people(at(core, words("first-admin root.admin")), "correct horse battery\n");
        QVERIFY2(first.exitCode == 0, first.err.constData());
        QCOMPARE(
            people(at(core, words("first-admin other")), "correct horse battery\n").exitCode, 1);
        const Finished added =
            people(at(core, words("add a.osei --name Ama.Osei --roles clinician")),
                "a password of hers\n");
        QVERIFY2(added.exitCode == 0, added.err.constData());

        QTemporaryDir folder;
        const QString token = folder.filePath(QStringLiteral("token"));
        const QStringList signIn = at(core, words("sign-in root.admin --out") << token);
        const Finished wrong = people(at(core, words("sign-in nobody --out") << token), "wrong\n");
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY(!QFile::exists(token));
        const Finished signedIn = people(signIn, "correct horse battery\n");
        QVERIFY2(signedIn.exitCode == 0, signedIn.err.constData());
        QCOMPARE(QFile::permissions(token) & (QFile::ReadGroup | QFile::ReadOther),
            QFile::Permissions());

        // The token of the session is as good as any, and holds what its roles may.
        const QStringList asAdmin = words("--url")
            << core.endpoint(QStringLiteral("rpc")) << words("--token-file") << token;
        const Finished list = people(words("list") + asAdmin);
        QVERIFY2(list.exitCode == 0, list.err.constData());
        QVERIFY(list.out.contains("Ama.Osei"));
        QVERIFY(!list.out.contains("argon2"));
        const Finished last = people(words("disable root.admin") + asAdmin);
        QCOMPARE(last.exitCode, 1);
        QVERIFY2(last.err.contains("last admin"), last.err.constData());
        QCOMPARE(people(words("disable a.osei") + asAdmin).exitCode, 0);
        const Finished out = people(
            at(core, words("sign-in a.osei --out") << folder.filePath(QStringLiteral("none"))),
            "a password of hers\n");
        QCOMPARE(out.exitCode, 1);
        QCOMPARE(out.err, wrong.err); // nobody learns that the account exists

        // Another password ends the sessions; a restart ends them too.
        QCOMPARE(
            people(at(core, words("set-password root.admin")), "another good password\n").exitCode,
            0);
        QCOMPARE(people(words("list") + asAdmin).exitCode, 1);
        QVERIFY(people(signIn, "another good password\n").exitCode == 0);
        QVERIFY(core.stop().ok());
        QVERIFY(core.start().ok());
        const QStringList later = words("--url")
            << core.endpoint(QStringLiteral("rpc")) << words("--token-file") << token;
        QCOMPARE(people(words("list") + later).exitCode, 1);
        QVERIFY(people(signIn, "another good password\n").exitCode == 0);
        QCOMPARE(people(words("list") + later).exitCode, 0);
    }
};

LOCUS_TEST(accounts, AccountsTest)
#include "tst_accounts.moc"
