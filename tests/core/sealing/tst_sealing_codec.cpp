// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sealing/ring_fixture.h"
#include "tests/support/test_registry.h"

#include <QtTest>

#include <set>
#include <thread>

using namespace locus;
using namespace locus::test;

namespace {

Bytes randomText(SeededRandom& random, std::size_t most)
{
    Bytes text(random.below(most), '\0');
    for (char& octet : text) {
        octet = static_cast<char>(random.next());
    }
    return text;
}

} // namespace

class SealingCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed()
    {
        RingFixture fixture;
        auto ring = fixture.open({}, 8); // most keys are read again
        QVERIFY(ring.ok());
        const sealing::SealingCodec codec(**ring);
        SeededRandom random(5);
        for (int turn = 0; turn < 500; ++turn) {
            const Bytes payload = randomText(random, 2000);
            const std::string subject = "fictional-" + std::to_string(random.below(40));
            const auto sealed = codec.seal(payload, turn % 7 == 0 ? std::string() : subject);
            QVERIFY(sealed.ok());
            QCOMPARE(sealed->front(), sealing::SealingCodec::form);
            QVERIFY(payload.size() < 8 || sealed->find(payload) == Bytes::npos);
            if (turn % 50 == 0) {
                QVERIFY(codec.settle().ok());
            }
            const auto opened = codec.open(*sealed);
            QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().message.c_str());
            QCOMPARE(*opened, payload);
        }
    }

    void neverSealsTheSameTwice()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        const sealing::SealingCodec codec(**ring);
        std::set<Bytes> seen;
        for (int i = 0; i < 1000; ++i) {
            seen.insert(*codec.seal("the same", "fictional-1"));
        }
        QCOMPARE(seen.size(), std::size_t { 1000 });
    }

    void findsEveryFlippedOctet()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        const sealing::SealingCodec codec(**ring);
        static_cast<void>(codec.seal("other", "fictional-2"));
        const Bytes sealed = *codec.seal("marker", "fictional-1");
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            for (const char bit : { '\x01', '\x02', '\x40' }) {
                Bytes damaged = sealed;
                damaged[i] = static_cast<char>(damaged[i] ^ bit);
                const auto opened = codec.open(damaged);
                QVERIFY2(
                    !opened.ok() || (i == 0 && damaged[0] == 0), qPrintable(QString::number(i)));
            }
        }
        for (std::size_t length = 1; length < sealed.size(); ++length) {
            QVERIFY(!codec.open(BytesView(sealed).substr(0, length)).ok());
        }
        QCOMPARE(codec.open(sealed).ok(), true);
    }

    void takesNoPayloadOfAnotherSubject()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        const sealing::SealingCodec codec(**ring);
        const Bytes mine = *codec.seal("mine", "fictional-1");
        const Bytes theirs = *codec.seal("theirs", "fictional-2");
        const Bytes mixed = theirs.substr(0, 9) + mine.substr(9);
        const auto opened = codec.open(mixed);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, std::string("payload.damaged"));
        QVERIFY(opened.error().kind == ErrorKind::Poison);
    }

    void readsWhatWasNotSealed()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        const sealing::SealingCodec codec(**ring);
        QCOMPARE(*codec.open(*PlainCodec().seal("of before", "fictional-1")), Bytes("of before"));
        QCOMPARE(codec.open("\x07whatever").error().code, std::string("payload.unknown_form"));
        QVERIFY(codec.open("").error().kind == ErrorKind::Poison);
    }

    void forgetsOnePersonAlone()
    {
        RingFixture fixture;
        auto ring = fixture.open();
        const sealing::SealingCodec codec(**ring);
        const Bytes gone = *codec.seal("marker", "fictional-1");
        const Bytes kept = *codec.seal("kept", "fictional-2");
        const Bytes nobodys = *codec.seal("nobody's", "");
        QCOMPARE(*eraseOf(**ring, { "fictional-1", "fictional-1", "never seen" }), 1);
        const auto opened = codec.open(gone);
        QCOMPARE(opened.error().code, std::string("payload.forgotten"));
        QVERIFY(opened.error().kind == ErrorKind::NotFound);
        QCOMPARE(*codec.open(kept), Bytes("kept"));
        QCOMPARE(*codec.open(nobodys), Bytes("nobody's"));
        QCOMPARE(eraseOf(**ring, { "" }).error().code, std::string("sealing.nobody"));
        const Bytes anew = *codec.seal("of after", "fictional-1");
        QCOMPARE(*codec.open(anew), Bytes("of after"));
        QCOMPARE(codec.open(gone).error().code, std::string("payload.forgotten"));
    }

    void servesManyThreads()
    {
        RingFixture fixture;
        auto ring = fixture.open({}, 16);
        const sealing::SealingCodec codec(**ring);
        std::atomic<int> wrong { 0 };
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&, thread] {
                SeededRandom random(static_cast<std::uint64_t>(thread));
                for (int i = 0; i < 300; ++i) {
                    const std::string subject = "fictional-" + std::to_string(random.below(60));
                    const auto sealed = codec.seal(subject, subject);
                    const bool settled = i % 10 != 0 || codec.settle().ok();
                    const auto opened = sealed.ok() ? codec.open(*sealed) : sealed;
                    wrong += settled && opened.ok() && *opened == subject ? 0 : 1;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(wrong.load(), 0);
        QCOMPARE((*ring)->figures()->keys, std::int64_t { 60 });
    }
};

LOCUS_TEST(sealing_codec, SealingCodecTest)
#include "tst_sealing_codec.moc"
