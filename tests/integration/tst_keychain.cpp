// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A real core whose master key is kept in a real keychain.
#include "core/base/data_files.h"
#include "core/base/file.h"
#include "tests/core/secrets/keychain_session.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

const auto busVariable = u"DBUS_SESSION_BUS_ADDRESS"_s;
constexpr const char* marker = "Markerfrau, Nora";

QString text(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

// Keys are lines of 64 hexadecimal digits.
bool holdsKeys(const fs::path& file)
{
    const auto content = readFile(file, 4096);
    return content.ok() && content->size() > 80;
}

} // namespace

class KeychainTest : public QObject
{
    Q_OBJECT

    static void enter(CoreProcess& core, const QByteArray& bus)
    {
        core.setEnvironment(busVariable, QString::fromLatin1(bus));
        qputenv(busVariable.toLatin1().constData(), bus); // for locusctl
    }
    static Finished locusctl(const QStringList& words, const CoreProcess& core)
    {
        return runProgram(
            u"locusctl"_s, words + QStringList { u"--data-dir"_s, text(core.dataDir()) });
    }
    static Finished sealing(QStringList words, const CoreProcess& core)
    {
        words.prepend(u"sealing"_s);
        return locusctl(words << u"--master-key"_s << text(core.masterKeyFile()), core);
    }
    static void submit(const CoreProcess& core)
    {
        const Finished done = locusctl({ u"submit"_s, u"--label"_s, QString::fromLatin1(marker),
                                           u"--wait"_s, u"NM_000492.4:c.1521_1523delCTT"_s },
            core);
        QVERIFY2(done.exitCode == 0, done.err.constData());
    }
    // A core in this session with something sealed; it has stopped.
    static void work(CoreProcess& core, KeychainSession& keychain)
    {
        QVERIFY(keychain.start().ok());
        enter(core, keychain.busAddress());
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        submit(core);
        QVERIFY(core.stop().ok());
    }
    static void stillReads(CoreProcess& core)
    {
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        const Finished list = locusctl({ u"analyses"_s, u"list"_s, u"--json"_s }, core);
        QVERIFY2(list.out.contains(marker), list.err.constData());
        QVERIFY(core.stop().ok());
    }
    static std::string refusal(
        CoreProcess& core, std::chrono::seconds timeout = std::chrono::seconds(20))
    {
        const Status started = core.start({}, timeout);
        return started.ok() ? "started" : started.error().message;
    }
    static bool says(const std::string& sentence, std::string_view part)
    {
        return sentence.find(part) != std::string::npos;
    }

private Q_SLOTS:
    void cleanup() { qunsetenv(busVariable.toLatin1().constData()); }

    void aNewKeyNeverTouchesTheDisk()
    {
        KeychainSession keychain;
        QVERIFY(keychain.start().ok());
        CoreProcess core;
        enter(core, keychain.busAddress());
        core.setEnvironment(u"LOCUS_SEALING_MASTER_KEY"_s, u"keychain"_s);
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        submit(core);
        const Finished health = locusctl({ u"doctor"_s }, core);
        QVERIFY2(health.out.contains("master key in the keychain, entry"), health.out.constData());
        QVERIFY(core.stop().ok());
        QVERIFY(fs::exists(core.masterKeyFile()));
        QVERIFY(!holdsKeys(core.masterKeyFile()));
        stillReads(core);
        // Where it is, is told by the file: the setting is for new keys alone.
        core.setEnvironment(u"LOCUS_SEALING_MASTER_KEY"_s, {});
        stillReads(core);
    }

    void nothingIsMadeWhereNoKeychainAnswers()
    {
        CoreProcess core;
        enter(core, "unix:path=/nowhere/bus");
        core.setEnvironment(u"LOCUS_SEALING_MASTER_KEY"_s, u"keychain"_s);
        const std::string why = refusal(core);
        QVERIFY2(says(why, "no keychain answers in this session"), why.c_str());
        QVERIFY(!fs::exists(core.masterKeyFile()));
        QVERIFY(!fs::exists(core.dataDir() / keysFile));
    }

    void itMovesThereAndBackAndRotatesInBoth()
    {
        KeychainSession keychain;
        QVERIFY(keychain.start().ok());
        CoreProcess core;
        enter(core, keychain.busAddress());
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        submit(core);
        const Finished early = sealing({ u"move"_s, u"--to"_s, u"keychain"_s }, core);
        QVERIFY2(early.err.contains("is running"), early.err.constData());
        QVERIFY(core.stop().ok());
        for (const bool there : { true, false, true }) {
            const Finished moved =
                sealing({ u"move"_s, u"--to"_s, there ? u"keychain"_s : u"file"_s }, core);
            QVERIFY2(moved.exitCode == 0, moved.err.constData());
            QCOMPARE(holdsKeys(core.masterKeyFile()), !there);
            QCOMPARE(fs::status(core.masterKeyFile()).permissions(),
                fs::perms::owner_read | fs::perms::owner_write);
            stillReads(core);
            const Finished rotated = sealing({ u"rotate"_s, u"--drop-old"_s }, core);
            QVERIFY2(rotated.exitCode == 0, rotated.err.constData());
            QCOMPARE(holdsKeys(core.masterKeyFile()), !there);
            stillReads(core);
        }
    }

    void theOldPlaceHasItNoMore()
    {
        KeychainSession keychain;
        CoreProcess core;
        work(core, keychain);
        QCOMPARE(sealing({ u"move"_s, u"--to"_s, u"keychain"_s }, core).exitCode, 0);
        const auto pointer = readFile(core.masterKeyFile(), 4096);
        QCOMPARE(sealing({ u"move"_s, u"--to"_s, u"file"_s }, core).exitCode, 0);
        QVERIFY(writeFileAtomically(core.masterKeyFile(), *pointer, true).ok());
        const std::string why = refusal(core);
        QVERIFY2(says(why, "which has no entry"), why.c_str());
    }

    void aLockedKeychainIsSaid()
    {
        KeychainSession keychain;
        CoreProcess core;
        work(core, keychain);
        QCOMPARE(sealing({ u"move"_s, u"--to"_s, u"keychain"_s }, core).exitCode, 0);
        QVERIFY(keychain.lock().ok());
        const std::string why = refusal(core);
        QVERIFY2(says(why, "the keychain is locked") && says(why, "unlock it"), why.c_str());
        const Finished told = locusctl({ u"doctor"_s }, core);
        QVERIFY2(told.out.contains("the keychain is locked"), told.out.constData());
        QVERIFY(!holdsKeys(core.masterKeyFile())); // no second key
    }

    void anAbsentKeychainIsSaid()
    {
        CoreProcess core;
        {
            KeychainSession keychain;
            QVERIFY(keychain.start().ok());
            enter(core, keychain.busAddress());
            QVERIFY(core.start().ok());
            submit(core);
            QVERIFY(core.stop().ok());
            QCOMPARE(sealing({ u"move"_s, u"--to"_s, u"keychain"_s }, core).exitCode, 0);
        }
        const std::string why = refusal(core);
        QVERIFY2(says(why, "no keychain answers") && says(why, "from your safe"), why.c_str());
        QVERIFY(!holdsKeys(core.masterKeyFile()));
    }

    void aCopyFromTheSafeOpensWhatAnEmptyKeychainCannot()
    {
        const QTemporaryDir safe;
        const fs::path copy = fs::path(safe.path().toStdString()) / "copy.key";
        CoreProcess core;
        {
            KeychainSession keychain;
            QVERIFY(keychain.start().ok());
            enter(core, keychain.busAddress());
            core.setEnvironment(u"LOCUS_SEALING_MASTER_KEY"_s, u"keychain"_s);
            QVERIFY(core.start().ok());
            submit(core);
            QVERIFY(core.stop().ok());
            const QStringList words { u"sealing"_s, u"copy"_s, u"--master-key"_s,
                text(core.masterKeyFile()), text(copy) };
            QCOMPARE(runProgram(u"locusctl"_s, words).exitCode, 0);
            QVERIFY(runProgram(u"locusctl"_s, words).err.contains("is there already"));
        }
        KeychainSession empty;
        QVERIFY(empty.start().ok());
        enter(core, empty.busAddress());
        const std::string why = refusal(core);
        QVERIFY2(
            says(why, "the master key is missing") && says(why, "from your safe"), why.c_str());
        QVERIFY(!holdsKeys(core.masterKeyFile())); // no second key
        fs::copy_file(copy, core.masterKeyFile(), fs::copy_options::overwrite_existing);
        stillReads(core);
    }

    void aKeychainThatNeverAnswersIsNotWaitedForForEver()
    {
        KeychainSession keychain;
        CoreProcess core;
        work(core, keychain);
        QCOMPARE(sealing({ u"move"_s, u"--to"_s, u"keychain"_s }, core).exitCode, 0);
        keychain.freeze(true);
        QElapsedTimer clock;
        clock.start();
        const std::string why = refusal(core, std::chrono::seconds(60));
        keychain.freeze(false);
        QVERIFY2(says(why, "keychain"), why.c_str());
        QVERIFY2(clock.elapsed() < 45'000, qPrintable(QString::number(clock.elapsed())));
        stillReads(core);
    }

    void aMoveThatIsKilledLeavesACoreThatStarts_data()
    {
        QTest::addColumn<bool>("there");
        QTest::addColumn<QString>("point");
        QTest::newRow("kept, to the keychain") << true << u"master_kept:1"_s;
        QTest::newRow("moved, to the keychain") << true << u"master_moved:1"_s;
        QTest::newRow("moved, to the file") << false << u"master_moved:1"_s;
    }
    void aMoveThatIsKilledLeavesACoreThatStarts()
    {
        QFETCH(bool, there);
        QFETCH(QString, point);
        const QString place = there ? u"keychain"_s : u"file"_s;
        KeychainSession keychain;
        CoreProcess core;
        work(core, keychain);
        if (!there) {
            QCOMPARE(sealing({ u"move"_s, u"--to"_s, u"keychain"_s }, core).exitCode, 0);
        }
        const Finished killed =
            runProgram(u"locus_test_master_key"_s, { text(core.masterKeyFile()), place, point });
        QVERIFY2(killed.exitCode == -1, killed.err.constData());
        stillReads(core);
        const Finished again = sealing({ u"move"_s, u"--to"_s, place }, core);
        QVERIFY2(again.exitCode == 0, again.err.constData());
        QCOMPARE(holdsKeys(core.masterKeyFile()), !there);
        stillReads(core);
    }
};

LOCUS_TEST(keychain, KeychainTest)
#include "tst_keychain.moc"
