// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process_lock.h"
#include "tests/support/test_registry.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace locus;

class ProcessLockTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private Q_SLOTS:
    void oneOwnerAtATimeAndTheNextIsToldWho()
    {
        auto first = ProcessLock::acquire(path("lock"));
        QVERIFY(first.ok());
        const auto second = ProcessLock::acquire(path("lock"));
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code, std::string("lock.held"));
        QVERIFY(second.error().kind == ErrorKind::Conflict);
        const std::string pid = std::to_string(QCoreApplication::applicationPid());
        QVERIFY2(
            second.error().message.find(pid) != std::string::npos, second.error().message.c_str());
    }

    void theFileAloneMeansNothing()
    {
        {
            const auto owner = ProcessLock::acquire(path("again"));
            QVERIFY(owner.ok());
        }
        QVERIFY(std::filesystem::exists(path("again")));
        QVERIFY(ProcessLock::acquire(path("again")).ok());
        QVERIFY(ProcessLock::acquire(path("another")).ok());
    }

    void aPlaceThatCannotBeWrittenIsSaid()
    {
        const auto lock = ProcessLock::acquire(path("no folder") / "lock");
        QVERIFY(!lock.ok());
        QCOMPARE(lock.error().code, std::string("file.unwritable"));
        QVERIFY(lock.error().isRetriable());
    }
};

LOCUS_TEST(process_lock, ProcessLockTest)
#include "tst_process_lock.moc"
