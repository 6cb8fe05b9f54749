// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// When what stands in the write-ahead log moves into the file.
#include "core/sqlite/connection.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace locus;
using sqlite::Connection;

namespace {
constexpr sqlite::Subject subject { "test", "the test file" };
} // namespace

class CheckpointTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int pageBytes = 4096;
    static constexpr int due = 20; // pages

    QTemporaryDir m_folder;
    std::optional<Connection> m_writer;

    std::filesystem::path file() const
    {
        return m_folder.filePath(QLatin1String(QTest::currentTestFunction())).toStdString();
    }
    // A commit of a few pages.
    void write(int pages)
    {
        const std::string sql =
            "INSERT INTO t VALUES(zeroblob(" + std::to_string(pages * pageBytes) + "))";
        QVERIFY(m_writer->run(sql.c_str()).ok());
    }
    [[nodiscard]] std::uintmax_t moved() const { return std::filesystem::file_size(file()); }

private Q_SLOTS:
    void init()
    {
        auto opened = Connection::open({ file(), sqlite::Access::Writer, subject });
        QVERIFY(opened.ok());
        m_writer.emplace(std::move(*opened));
        QVERIFY(m_writer->beginWriting(pageBytes, due).ok());
        QVERIFY(m_writer->run("CREATE TABLE t(x)").ok());
        QVERIFY(m_writer->checkpoint().ok());
    }
    void cleanup() { m_writer.reset(); }

    void whatIsDueWaitsUntilItIsMade()
    {
        const auto before = moved();
        write(due + 1);
        QCOMPARE(moved(), before);
        m_writer->checkpointIfDue();
        QVERIFY(moved() > before + due * pageBytes);
    }
    void whatIsNotDueIsNotMade()
    {
        const auto before = moved();
        write(due / 2);
        m_writer->checkpointIfDue();
        QCOMPARE(moved(), before);
    }
    void aCommitThatFindsTwiceAsManyPagesMakesIt()
    {
        const auto before = moved();
        write(due);
        write(due);
        QVERIFY(moved() > before + due * pageBytes);
    }
    void oneThatIsMadeIsNotDueAgain()
    {
        write(due + 1);
        m_writer->checkpointIfDue();
        const auto before = moved();
        write(due / 2);
        m_writer->checkpointIfDue();
        QCOMPARE(moved(), before);
    }
};

LOCUS_TEST(checkpoint, CheckpointTest)
#include "tst_checkpoint.moc"
