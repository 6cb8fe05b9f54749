// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who may open a file, and what becomes of a damaged one.
#include "core/sqlite/owned_file.h"
#include "tests/support/fast_folder.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <fstream>

using namespace locus;
using namespace locus::test;

namespace {
constexpr sqlite::Subject subject { "test", "the test file" };
} // namespace

class OwnedFileTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    std::filesystem::path file(const char* suffix = "") const
    {
        return m_folder->filePath(QStringLiteral("f.db")).toStdString() + suffix;
    }
    void put(const char* suffix, const std::string& content) const
    {
        std::ofstream(file(suffix)) << content;
    }
    std::string content(const char* suffix) const
    {
        std::ifstream stream(file(suffix));
        return { std::istreambuf_iterator<char>(stream), {} };
    }
    bool there(const char* suffix) const { return std::filesystem::exists(file(suffix)); }
    Error refuse(const Error& error) const
    {
        return (*sqlite::OwnedFile::claim(file(), subject))->refuse(error);
    }
    std::string claimed() const
    {
        const auto owned = sqlite::OwnedFile::claim(file(), subject);
        return owned.ok() ? std::string("ok") : owned.error().code;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(fastFolder()); }

    void aResultSaysWhatToDo_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<bool>("again");
        QTest::newRow("full") << SQLITE_FULL << QByteArray("test.disk_full") << true;
        QTest::newRow("busy") << SQLITE_BUSY_SNAPSHOT << QByteArray("test.busy") << true;
        QTest::newRow("read") << SQLITE_IOERR_READ << QByteArray("test.io_failed") << true;
        QTest::newRow("memory") << SQLITE_NOMEM << QByteArray("test.io_failed") << true;
        QTest::newRow("corrupt") << SQLITE_CORRUPT_INDEX << QByteArray("test.damaged") << false;
        QTest::newRow("rubbish") << SQLITE_NOTADB << QByteArray("test.damaged") << false;
        QTest::newRow("wrong") << SQLITE_ERROR << QByteArray("test.statement") << false;
    }
    void aResultSaysWhatToDo()
    {
        QFETCH(const int, code);
        QFETCH(const QByteArray, error);
        QFETCH(const bool, again);
        const Error made = sqlite::sqliteError(code, "detail", "reading", subject);
        QCOMPARE(made.code, error.toStdString());
        QCOMPARE(made.isRetriable(), again);
        QVERIFY(again || made.kind == ErrorKind::Fatal);
        QVERIFY(made.message.find("the test file failed while reading: detail") == 0);
    }

    void f12_aDamagedFileIsKeptUntilABackupStandsInItsPlace()
    {
        put("", "damaged");
        put("-wal", "its log");
        const Error refused = refuse(fatal("test.damaged", "broken"));
        QCOMPARE(refused.code, std::string("test.damaged"));
        QVERIFY(refused.message.find(file(".damaged-1").string()) != std::string::npos);
        QVERIFY(refused.message.starts_with(
            file().string() + " is damaged and was kept aside as " + file(".damaged-1").string()));
        QVERIFY(!there("") && !there("-wal"));
        QCOMPARE(content(".damaged-1"), std::string("damaged"));
        QCOMPARE(content(".damaged-1-wal"), std::string("its log"));
        // Nobody begins anew by accident.
        QCOMPARE(claimed(), std::string("test.damaged"));
        QCOMPARE(claimed(), std::string("test.damaged"));
        put("", "backup");
        QCOMPARE(claimed(), std::string("ok"));
        // The next one does not take the place of the first.
        static_cast<void>(refuse(fatal("test.damaged", "broken again")));
        QCOMPARE(content(".damaged-1"), std::string("damaged"));
        QCOMPARE(content(".damaged-2"), std::string("backup"));
    }

    void otherFailuresLeaveTheFileWhereItIs()
    {
        put("", "whole");
        for (const char* code : { "test.wrong_file", "test.newer_file", "test.wal_lost" }) {
            QCOMPARE(refuse(fatal(code, "m")).message, std::string("m"));
        }
        QCOMPARE(refuse(retriable("test.io_failed", "m")).code, std::string("test.io_failed"));
        QCOMPARE(content(""), std::string("whole"));
    }

    void f12_aLostFileOrLogIsNoticed()
    {
        put("", "in use");
        auto owned = sqlite::OwnedFile::claim(file(), subject);
        QVERIFY((*owned)->checkWal(false).ok());
        const Status lost = (*owned)->checkWal(true);
        QVERIFY(!lost.ok());
        QCOMPARE(lost.error().code, std::string("test.wal_lost"));
        owned->reset();
        put("-wal", "log");
        owned = sqlite::OwnedFile::claim(file(), subject);
        QVERIFY((*owned)->checkWal(true).ok());
        owned->reset();
        std::filesystem::remove(file());
        QCOMPARE(claimed(), std::string("test.file_lost"));
    }

    void f8_aSecondOwnerIsRefused()
    {
        const auto first = sqlite::OwnedFile::claim(file(), subject);
        QVERIFY(first.ok());
        QCOMPARE(claimed(), std::string("lock.held"));
    }
};

LOCUS_TEST(owned_file, OwnedFileTest)
#include "tst_owned_file.moc"
