// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace locus;

class FileTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private Q_SLOTS:
    void roundTripKeepsEveryOctet()
    {
        Bytes all;
        for (int i = 0; i < 200'000; ++i) {
            all += static_cast<char>(i * 31);
        }
        QVERIFY(writeFileAtomically(path("octets"), all).ok());
        QCOMPARE(readFile(path("octets"), all.size()).value(), all);
    }

    void aSecretIsForItsOwnerAlone()
    {
        QVERIFY(writeFileAtomically(path("token"), "secret", true).ok());
        const auto mode = std::filesystem::status(path("token")).permissions();
        QCOMPARE(mode & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }

    void aFailedWriteLeavesTheOldContent()
    {
        QVERIFY(writeFileAtomically(path("kept"), "old").ok());
        std::filesystem::create_directory(path("kept.new")); // the draft cannot be made
        const Status written = writeFileAtomically(path("kept"), "new");
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, std::string("file.unwritable"));
        QCOMPARE(readFile(path("kept"), 100).value(), std::string("old"));
    }

    void whatIsWrongHasAName()
    {
        QCOMPARE(readFile(path("none"), 10).error().code, std::string("file.missing"));
        QVERIFY(writeFileAtomically(path("big"), std::string(11, 'x')).ok());
        QCOMPARE(readFile(path("big"), 10).error().code, std::string("file.too_large"));
        QVERIFY(readFile(path("big"), 11).ok());
    }
};

LOCUS_TEST(file, FileTest)
#include "tst_file.moc"
