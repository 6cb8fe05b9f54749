// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which backups go, and what is never touched.
#include "core/backup/prune.h"
#include "core/base/file.h"
#include "tests/support/fast_folder.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace locus;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

class PruneTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    fs::path into() const { return fs::path(m_folder->path().toStdString()) / "backups"; }
    backup::MadeBackup make(const std::string& name, bool verified = true) const
    {
        fs::create_directories(into() / name);
        for (const char* file : { "manifest.json", "locus.sqlite", "bus.sqlite" }) {
            (void)writeFileAtomically(into() / name / file, name);
        }
        return { into() / name, verified };
    }
    Names there() const
    {
        Names names;
        for (const auto& entry : fs::directory_iterator(into())) {
            names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }
    static Names namesOf(const std::vector<backup::MadeBackup>& made)
    {
        Names names;
        for (const backup::MadeBackup& one : made) {
            names.push_back(one.folder.filename().string());
        }
        return names;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(test::fastFolder()); }

    void theOldestGo()
    {
        const std::vector made { make("a"), make("b"), make("c"), make("d") };
        const backup::Pruned pruned = backup::prune(made, into(), 2);
        QCOMPARE(pruned.removed, (Names { "a", "b" }));
        QCOMPARE(namesOf(pruned.made), (Names { "c", "d" }));
        QCOMPARE(there(), (Names { "c", "d" }));
        QVERIFY(pruned.notRemoved.empty());
    }

    void zeroKeepsAll()
    {
        const std::vector made { make("a"), make("b", false), make("c") };
        const backup::Pruned pruned = backup::prune(made, into(), 0);
        QCOMPARE(namesOf(pruned.made), (Names { "a", "b", "c" }));
        QCOMPARE(there(), (Names { "a", "b", "c" }));
    }

    void theOnlyVerifiedOneStaysHoweverOld()
    {
        const std::vector made { make("a"), make("b", false), make("c", false) };
        const backup::Pruned pruned = backup::prune(made, into(), 1);
        QVERIFY(pruned.removed.empty());
        QCOMPARE(there(), (Names { "a", "b", "c" }));
    }

    void onesThatAreNotWholeGoBehindOneThatIs()
    {
        const std::vector made { make("a", false), make("b"), make("c", false) };
        const backup::Pruned pruned = backup::prune(made, into(), 5);
        QCOMPARE(pruned.removed, (Names { "a" }));
        QCOMPARE(namesOf(pruned.made), (Names { "b", "c" }));
    }

    void whatIsNotThereAnyMoreDoesNotCount()
    {
        const std::vector made { make("a"), make("b"), make("c") };
        fs::remove_all(into() / "c");
        QVERIFY(fs::remove(into() / "b" / "manifest.json")); // nor what is no backup any more
        const backup::Pruned pruned = backup::prune(made, into(), 1);
        QVERIFY(pruned.removed.empty());
        QCOMPARE(namesOf(pruned.made), (Names { "a", "b" }));
    }

    void whatACoreDidNotMakeStays()
    {
        make("0-by-hand");
        const std::vector made { make("a"), make("b"), make("c"), make("d") };
        QVERIFY(writeFileAtomically(into() / "a" / "notes.txt", "mine").ok());
        fs::remove_all(into() / "b");
        fs::create_directory_symlink(into() / "0-by-hand", into() / "b");
        const backup::Pruned pruned = backup::prune(made, into(), 1);
        QCOMPARE(pruned.removed, (Names { "c" }));
        QCOMPARE(there(), (Names { "0-by-hand", "a", "b", "d" }));
        QVERIFY(fs::exists(into() / "a" / "locus.sqlite"));
        QVERIFY(fs::exists(into() / "0-by-hand" / "locus.sqlite"));
        QCOMPARE(pruned.notRemoved.size(), std::size_t { 2 });
        QVERIFY(pruned.notRemoved[0].find("notes.txt") != std::string::npos);
        QVERIFY(pruned.notRemoved[1].find("not a folder") != std::string::npos);
        QCOMPARE(namesOf(pruned.made), (Names { "a", "b", "d" })); // looked at again
    }

    void anotherFolderIsNotLookedAt()
    {
        const std::vector made { make("a"), make("b") };
        const backup::Pruned pruned = backup::prune(made, into().parent_path(), 1);
        QVERIFY(pruned.removed.empty());
        QCOMPARE(namesOf(pruned.made), (Names { "a", "b" }));
    }

    void aRemovalThatWasCutOffIsEnded()
    {
        const std::vector made { make("a"), make("b") };
        QVERIFY(fs::remove(into() / "a" / "manifest.json"));
        const backup::Pruned pruned = backup::prune(made, into(), 1);
        QCOMPARE(pruned.removed, (Names { "a" }));
        QCOMPARE(there(), (Names { "b" }));
    }
};

LOCUS_TEST(prune, PruneTest)
#include "tst_prune.moc"
