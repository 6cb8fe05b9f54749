// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail of a real core, read and verified from the command line, also when a stranger
// with sqlite3 has been at the store.
#include "core/base/file.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <sqlite3.h>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <cstdlib>

using namespace locus::test;

class AuditTest : public QObject
{
    Q_OBJECT

    CoreProcess m_core;

    static QString path(const std::filesystem::path& file)
    {
        return QString::fromStdString(file.string());
    }
    Finished locusctl(const QStringList& words) const
    {
        return runProgram(QStringLiteral("locusctl"),
            words + QStringList { QStringLiteral("--data-dir"), path(m_core.dataDir()) });
    }
    Finished verify(const QStringList& more = {}) const
    {
        return locusctl(QStringList { QStringLiteral("verify-audit") } + more);
    }
    QList<QJsonObject> list(const QStringList& more) const
    {
        const Finished done = locusctl(QStringList { QStringLiteral("audit"),
                                           QStringLiteral("list"), QStringLiteral("--json") }
            + more);
        QList<QJsonObject> out;
        for (const QByteArray& line : done.out.split('\n')) {
            if (!line.isEmpty()) {
                out.append(QJsonDocument::fromJson(line).object());
            }
        }
        return out;
    }
    void edit(const char* sql) const
    {
        sqlite3* handle = nullptr;
        const auto file = m_core.dataDir() / "locus.sqlite";
        QCOMPARE(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
    }
    [[nodiscard]] std::filesystem::path saved() const
    {
        return m_core.dataDir().parent_path() / "saved.sqlite";
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_core.start().ok());
        const Finished sent = locusctl({ QStringLiteral("submit"), QStringLiteral("--wait"),
            QStringLiteral("ACGTACGTACGTACGTACGTACGT") });
        QVERIFY2(sent.exitCode >= 0, sent.err.constData());
    }

    void whatWasDoneStandsInIt()
    {
        const auto submitted =
            list({ QStringLiteral("--action"), QStringLiteral("analyses.submit") });
        QCOMPARE(submitted.size(), 1);
        const QJsonObject record = submitted.front();
        QCOMPARE(record[QStringLiteral("kind")].toString(), QStringLiteral("command"));
        QCOMPARE(record[QStringLiteral("outcome")].toString(), QStringLiteral("ok"));
        QVERIFY(
            record[QStringLiteral("entity")].toString().startsWith(QStringLiteral("Analysis/")));
        QVERIFY(!record[QStringLiteral("actor")].toString().isEmpty());
        QVERIFY(!list({ QStringLiteral("--kind"), QStringLiteral("signIn") }).isEmpty());
        QVERIFY(!list({ QStringLiteral("--kind"), QStringLiteral("read") }).isEmpty());
        QCOMPARE(locusctl({ QStringLiteral("audit"), QStringLiteral("list"),
                              QStringLiteral("--kind"), QStringLiteral("x") })
                     .exitCode,
            2);
        for (const char* format : { "fhirR4", "fhirR5", "dicom" }) {
            const Finished lines = locusctl(
                { QStringLiteral("audit"), QStringLiteral("export"), QStringLiteral("--format"),
                    QString::fromLatin1(format), QStringLiteral("--limit"), QStringLiteral("2") });
            QCOMPARE(lines.exitCode, 0);
            QCOMPARE(lines.out.count('\n'), 2);
        }
    }

    void itIsSignedAndWitnessedWhileTheCoreRuns()
    {
        const auto witness = m_core.dataDir() / "audit-witness.jsonl";
        QTRY_VERIFY_WITH_TIMEOUT(
            QFile(path(witness)).size() > 0 && verify().out.startsWith("whole"), 30'000);
        const Finished online = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("verify-audit"), QStringLiteral("--json"), QStringLiteral("--url"),
                m_core.endpoint(QStringLiteral("rpc")), QStringLiteral("--token-file"),
                path(m_core.dataDir() / "token") });
        QVERIFY2(online.exitCode == 0, online.err.constData());
        const auto verdict = QJsonDocument::fromJson(online.out).object();
        QCOMPARE(verdict[QStringLiteral("ok")].toBool(), true);
        QVERIFY(verdict[QStringLiteral("witnessed")].toInt() > 0);
        using std::filesystem::perms;
        QCOMPARE(std::filesystem::status(m_core.dataDir() / "audit.key").permissions(),
            perms::owner_read | perms::owner_write);
    }

    void howFarItCameIsForTerminalsAlone()
    {
        QVERIFY(verify().err.isEmpty());
#ifdef Q_OS_UNIX
        const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
        QVERIFY(terminal >= 0 && ::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0);
        const int its = ::open(::ptsname(terminal), O_RDWR | O_NOCTTY);
        QProcess process;
        process.setChildProcessModifier([its] { ::dup2(its, STDERR_FILENO); });
        process.start(CoreProcess::program(QStringLiteral("locusctl")),
            { QStringLiteral("verify-audit"), QStringLiteral("--data-dir"),
                path(m_core.dataDir()) });
        QVERIFY(process.waitForFinished());
        QByteArray shown(4096, '\0');
        shown.truncate(std::max<qsizetype>(
            0, ::read(terminal, shown.data(), static_cast<size_t>(shown.size()))));
        ::close(its);
        ::close(terminal);
        QVERIFY2(shown.contains("records checked"), shown.constData());
        QVERIFY2(shown.endsWith("\r\033[K"), shown.constData()); // and is gone at the end
        QVERIFY(process.readAllStandardOutput().startsWith("whole"));
#endif
    }

    // Of a chain of a dozen records a killed core left behind.
    void strangersAreFound_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("edit") << QByteArray("UPDATE audit SET actor='nobody' WHERE number=2")
                              << QByteArray("record 2 ");
        QTest::newRow("removal") << QByteArray("DELETE FROM audit WHERE number=2")
                                 << QByteArray("record 2 is gone");
        QTest::newRow("tail with its checkpoints")
            << QByteArray("DELETE FROM audit WHERE number>1; DELETE FROM audit_checkpoint")
            << QByteArray("gone from the end");
    }

    void strangersAreFound()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, said);
        if (!std::filesystem::exists(saved())) {
            QVERIFY(m_core.stop().ok());
            std::filesystem::copy_file(m_core.dataDir() / "locus.sqlite", saved());
        }
        const auto file = m_core.dataDir() / "locus.sqlite";
        std::filesystem::copy_file(
            saved(), file, std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(verify().exitCode, 0);
        edit(sql.constData());
        const Finished found = verify();
        QCOMPARE(found.exitCode, 1);
        QVERIFY2(found.err.contains(said), found.err.constData());
        QVERIFY(found.out.contains("not whole"));
        std::filesystem::copy_file(
            saved(), file, std::filesystem::copy_options::overwrite_existing);
    }

    void wrongPathsAreSaid()
    {
        const Finished none = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("verify-audit"), QStringLiteral("--file"),
                QStringLiteral("/nowhere/store") });
        QCOMPARE(none.exitCode, 1);
        QVERIFY(none.err.contains("/nowhere/store"));
        QCOMPARE(verify({ QStringLiteral("--witness"), QStringLiteral("/nowhere/w") }).exitCode, 1);
        QCOMPARE(verify({ QStringLiteral("--strange") }).exitCode, 2);
    }

    void cleanupTestCase()
    {
        std::filesystem::remove(saved());
    }
};

LOCUS_TEST(audit, AuditTest)

#include "tst_audit.moc"
