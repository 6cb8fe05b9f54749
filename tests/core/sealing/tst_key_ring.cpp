// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/sqlite/query.h"
#include "tests/core/sealing/ring_fixture.h"
#include "tests/support/test_registry.h"

#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace locus;
using namespace locus::test;
using sealing::KeyRing;
using sealing::SealingCodec;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t cap = 64UL * 1024 * 1024;

// All files of a folder, one behind the other.
Bytes everythingIn(const fs::path& folder)
{
    Bytes all;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            all += readFile(entry.path(), cap).valueOr(Bytes());
        }
    }
    return all;
}

#ifdef Q_OS_UNIX
constexpr int killed = 42;

// Runs the work in a process of its own; true if it was killed at the point.
bool isKilled(const std::function<void()>& work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == killed;
}

KeyRing::KillPoint killAt(const std::string& name, int pass = 1)
{
    return [name, left = pass](std::string_view point) mutable {
        if (point == name && --left == 0) {
            ::_exit(killed);
        }
    };
}
#endif

} // namespace

class KeyRingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsKeysOverAStart()
    {
        RingFixture fixture;
        Bytes sealed;
        std::string hash;
        {
            auto ring = fixture.open();
            QVERIFY(ring.ok());
            sealed = *SealingCodec(**ring).seal("kept", "fictional-1");
            hash = (*ring)->hash("fictional-1");
            QVERIFY((*ring)->settle().ok());
        }
        auto ring = fixture.open();
        QVERIFY(ring.ok());
        QCOMPARE(*SealingCodec(**ring).open(sealed), Bytes("kept"));
        QCOMPARE((*ring)->hash("fictional-1"), hash);
        QVERIFY((*ring)->hash("fictional-2") != hash);
        QCOMPARE((*ring)->figures()->keys, std::int64_t { 1 });
    }

    void namesNoSubject()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        QVERIFY((*ring)->of("fictional-marker-1").ok());
        QVERIFY((*ring)->settle().ok());
        const Bytes files = everythingIn(fixture.at("data"));
        QVERIFY(files.find("fictional-marker-1") == Bytes::npos);
        QVERIFY(files.find((*ring)->of("fictional-marker-1")->key.view()) == Bytes::npos);
    }

    void losesAKeyThatWasNotSettled()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        const Bytes settled = *SealingCodec(**ring).seal("a", "fictional-1");
        QVERIFY((*ring)->settle().ok());
        const Bytes lost = *SealingCodec(**ring).seal("b", "fictional-2");
        (*ring)->abandon();
        ring->reset();
        auto again = fixture.open();
        QVERIFY(again.ok());
        QCOMPARE(*SealingCodec(**again).open(settled), Bytes("a"));
        const auto opened = SealingCodec(**again).open(lost);
        QCOMPARE(opened.error().code, std::string("sealing.key_lost"));
        QVERIFY(opened.error().kind == ErrorKind::Fatal);
    }

    void saysWhichMasterKeyIsMissing()
    {
        RingFixture fixture;
        QVERIFY(fixture.open().ok());
        fs::rename(fixture.masterFile(), fixture.at("safe.key"));
        const auto opened = fixture.open(); // makes another one
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, std::string("sealing.key_missing"));
        QVERIFY(opened.error().kind == ErrorKind::Fatal);
        QVERIFY(opened.error().message.find(fixture.masterFile().string()) != std::string::npos);
        fs::rename(fixture.at("safe.key"), fixture.masterFile());
        QVERIFY(fixture.open().ok());
    }

    void leavesNoCopyOfAnErasedKey()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        QVERIFY((*ring)->of("fictional-1").ok());
        QVERIFY((*ring)->of("fictional-2").ok());
        QVERIFY((*ring)->settle().ok());
        Bytes wrapped;
        Bytes other;
        {
            auto reader = sqlite::Connection::open(
                { fixture.ringFile(), sqlite::Access::Reader, sealing::ringSubject });
            sqlite::Query query(*reader, "SELECT wrapped FROM subject_key ORDER BY id");
            QVERIFY(*query.step());
            wrapped = query.bytesAt(0);
            QVERIFY(*query.step());
            other = query.bytesAt(0);
        }
        QVERIFY(everythingIn(fixture.at("data")).find(wrapped) != Bytes::npos);
        QCOMPARE(*eraseOf(**ring, { "fictional-1" }), 1);
        QVERIFY(everythingIn(fixture.at("data")).find(wrapped) == Bytes::npos);
        QVERIFY(everythingIn(fixture.at("data")).find(other) != Bytes::npos);
        QCOMPARE((*ring)->figures()->erased, std::int64_t { 1 });
    }

    void saysWhenSomebodyStillReads()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        QVERIFY((*ring)->of("fictional-1").ok());
        QVERIFY((*ring)->settle().ok());
        auto reader = sqlite::Connection::open(
            { fixture.ringFile(), sqlite::Access::Reader, sealing::ringSubject });
        QVERIFY(reader->run("BEGIN").ok());
        QCOMPARE(*reader->integer("SELECT count(*) FROM subject_key"), std::int64_t { 1 });
        const auto erased = eraseOf(**ring, { "fictional-1" });
        QVERIFY(!erased.ok());
        QCOMPARE(erased.error().code, std::string("sealing.still_read"));
    }

    void erasesAgainWhatABackupBringsBack()
    {
        RingFixture fixture;
        Bytes sealed;
        {
            auto ring = fixture.open();
            sealed = *SealingCodec(**ring).seal("marker", "fictional-1");
            QVERIFY((*ring)->settle().ok());
            QVERIFY(sealing::copyRing(fixture.ringFile(), fixture.at("saved.sqlite")).ok());
            QVERIFY(eraseOf(**ring, { "fictional-1" }).ok());
        }
        fs::remove_all(fixture.at("data"));
        fs::create_directories(fixture.at("data"));
        fs::copy_file(fixture.at("saved.sqlite"), fixture.ringFile());
        {
            auto ring = fixture.open();
            QVERIFY(ring.ok());
            QCOMPARE(
                SealingCodec(**ring).open(sealed).error().code, std::string("payload.forgotten"));
            const Bytes anew = *SealingCodec(**ring).seal("anew", "fictional-1");
            QVERIFY((*ring)->settle().ok());
            QCOMPARE(*SealingCodec(**ring).open(anew), Bytes("anew"));
        }
        auto ring = fixture.open(); // the new key is not on the list
        QCOMPARE((*ring)->figures()->keys, std::int64_t { 1 });
    }

    void rotates()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        std::vector<Bytes> sealed;
        for (int i = 0; i < 2500; ++i) {
            sealed.push_back(
                *SealingCodec(**ring).seal("payload", "fictional-" + std::to_string(i)));
        }
        const std::string hash = (*ring)->hash("fictional-1");
        QVERIFY(sealing::copyRing(fixture.ringFile(), fixture.at("saved.sqlite")).ok());
        QVERIFY((*ring)->rotate(false).ok());
        QCOMPARE((*ring)->figures()->underEarlier, std::int64_t { 0 });
        // A backup of before opens as long as the earlier key is kept.
        auto master = sealing::MasterKey::load(fixture.masterFile());
        QVERIFY(sealing::checkMaster(fixture.at("saved.sqlite"), *master).ok());
        QVERIFY((*ring)->rotate(true).ok());
        ring->reset();
        master = sealing::MasterKey::load(fixture.masterFile());
        QCOMPARE(master->all().size(), std::size_t { 1 });
        QCOMPARE(sealing::checkMaster(fixture.at("saved.sqlite"), *master).error().code,
            std::string("sealing.key_missing"));
        auto again = fixture.open();
        QVERIFY(again.ok());
        QCOMPARE((*again)->hash("fictional-1"), hash);
        for (const Bytes& one : sealed) {
            QCOMPARE(*SealingCodec(**again).open(one), Bytes("payload"));
        }
    }

#ifdef Q_OS_UNIX
    void survivesADeathInRotation_data()
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("pass");
        QTest::newRow("key written") << "master_written" << 1;
        QTest::newRow("some rows") << "keys_rewrapped" << 1;
        QTest::newRow("more rows") << "keys_rewrapped" << 2;
        QTest::newRow("ring") << "ring_rewrapped" << 1;
    }
    void survivesADeathInRotation()
    {
        QFETCH(const QString, point);
        QFETCH(const int, pass);
        RingFixture fixture;
        std::vector<Bytes> sealed;
        {
            auto ring = fixture.open();
            for (int i = 0; i < 1500; ++i) {
                sealed.push_back(
                    *SealingCodec(**ring).seal("payload", "fictional-" + std::to_string(i)));
            }
            QVERIFY((*ring)->settle().ok());
        }
        QVERIFY(isKilled([&] {
            auto ring = fixture.open(killAt(point.toStdString(), pass));
            static_cast<void>((*ring)->rotate(true));
        }));
        auto ring = fixture.open();
        QVERIFY2(ring.ok(), ring.ok() ? "" : ring.error().message.c_str());
        for (const Bytes& one : sealed) {
            QCOMPARE(*SealingCodec(**ring).open(one), Bytes("payload"));
        }
        // As a core does it beside its work.
        for (bool more = true; more;) {
            const auto went = (*ring)->goOnRotating();
            QVERIFY2(went.ok(), went.ok() ? "" : went.error().message.c_str());
            QCOMPARE(*SealingCodec(**ring).open(sealed.back()), Bytes("payload"));
            more = *went;
        }
        QCOMPARE((*ring)->figures()->underEarlier, std::int64_t { 0 });
        QVERIFY((*ring)->check().ok());
        QVERIFY((*ring)->rotate(true).ok());
        QCOMPARE((*ring)->figures()->underEarlier, std::int64_t { 0 });
        ring->reset();
        QCOMPARE(sealing::MasterKey::load(fixture.masterFile())->all().size(), std::size_t { 1 });
        auto again = fixture.open();
        QCOMPARE(*SealingCodec(**again).open(sealed.back()), Bytes("payload"));
    }

    void finishesAnErasureThatWasCutOff()
    {
        RingFixture fixture;
        Bytes sealed;
        {
            auto ring = fixture.open();
            sealed = *SealingCodec(**ring).seal("marker", "fictional-1");
            QVERIFY((*ring)->settle().ok());
        }
        QVERIFY(isKilled([&] {
            auto ring = fixture.open(killAt("key_overwritten"));
            static_cast<void>(eraseOf(**ring, { "fictional-1" }));
        }));
        auto ring = fixture.open();
        QVERIFY(ring.ok());
        QCOMPARE(SealingCodec(**ring).open(sealed).error().code, std::string("payload.forgotten"));
        QCOMPARE((*ring)->figures()->erased, std::int64_t { 1 });
    }
#endif
};

LOCUS_TEST(key_ring, KeyRingTest)
#include "tst_key_ring.moc"
