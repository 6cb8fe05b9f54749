// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/audit_record.h"
#include "core/people/audit_retention.h"
#include "core/people/audit_verifier.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace locus;
using namespace locus::people;

namespace {

const std::string installation = "0190a1b2-0000-7000-8000-000000000001";
constexpr std::int64_t startMicros = 1'760'000'000'000'000;

struct Stored
{
    std::int64_t number = 0;
    std::int64_t time = 0;
    std::int64_t clock = 0;
    std::int64_t kind = 1;
    std::array<std::string, 9> texts;
    AuditHash hash {};

    [[nodiscard]] AuditRow row() const
    {
        return { number, time, clock, kind, texts[0], texts[1], texts[2], texts[3], texts[4],
            texts[5], texts[6], texts[7], texts[8] };
    }
};

struct Chain
{
    std::vector<Stored> rows;
    std::vector<AuditCheckpoint> witness;
};

Chain chainOf(std::int64_t records, std::int64_t every, const AuditSigner& signer)
{
    Chain out;
    AuditHash previous = auditGenesis(installation);
    for (std::int64_t number = 1; number <= records; ++number) {
        Stored one;
        one.number = number;
        one.time = startMicros + number * 1000;
        one.texts = { "analyses.get", "ada" + std::to_string(number % 7), "", "clinician",
            "127.0.0.1", "", "Analysis/" + std::to_string(number), "ok",
            number % 3 == 0 ? "sealed " + std::to_string(number) : "" };
        one.hash = auditHash(previous, canonicalAudit(one.row()));
        previous = one.hash;
        if (number % every == 0) {
            out.witness.push_back(
                signer.sign(number, one.hash, fromMicros(one.time), installation));
        }
        out.rows.push_back(std::move(one));
    }
    return out;
}

AuditVerdict verdictOf(const Chain& chain)
{
    AuditVerifier verifier(installation);
    for (const AuditCheckpoint& checkpoint : chain.witness) {
        verifier.checkpoint(checkpoint, true);
    }
    for (const Stored& one : chain.rows) {
        verifier.record(one.row(), octetsOf(one.hash));
    }
    return verifier.finish();
}

// What a stranger who knows the form, but not the key, would write behind a change.
void rewriteFrom(Chain& chain, std::size_t index)
{
    AuditHash previous = index == 0 ? auditGenesis(installation) : chain.rows[index - 1].hash;
    for (std::size_t i = index; i < chain.rows.size(); ++i) {
        chain.rows[i].hash = auditHash(previous, canonicalAudit(chain.rows[i].row()));
        previous = chain.rows[i].hash;
    }
}

} // namespace

class AuditChainTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    AuditSigner signer(const char* name = "audit.key")
    {
        auto opened = AuditSigner::open(m_folder.filePath(QLatin1String(name)).toStdString());
        if (!opened.ok()) {
            qFatal("%s", opened.error().message.c_str());
        }
        return std::move(*opened);
    }
    // One fault at least, and the first of them at the place.
    static void expect(const AuditVerdict& verdict, AuditFault fault, std::int64_t from)
    {
        QVERIFY(!verdict.ok());
        QVERIFY2(
            verdict.findings.front().fault == fault, verdict.findings.front().sentence.c_str());
        QCOMPARE(verdict.findings.front().from, from);
        QVERIFY(!verdict.findings.front().sentence.empty());
    }

private Q_SLOTS:
    void aWholeChainIsWhole()
    {
        const AuditVerdict verdict = verdictOf(chainOf(100, 10, signer()));
        QVERIFY(verdict.ok());
        QCOMPARE(verdict.records, 100);
        QCOMPARE(verdict.first, 1);
        QCOMPARE(verdict.last, 100);
        QCOMPARE(verdict.witnessed, 10);
        QVERIFY(verdictOf({}).ok());
    }

    void oneChainIsNotAnothers()
    {
        const Chain chain = chainOf(5, 5, signer());
        AuditVerifier verifier("another");
        for (const Stored& one : chain.rows) {
            verifier.record(one.row(), octetsOf(one.hash));
        }
        expect(verifier.finish(), AuditFault::Changed, 1);
    }

    void anySingleEditIsFoundWhereItIs()
    {
        const AuditSigner key = signer();
        test::SeededRandom random(7);
        for (int round = 0; round < 300; ++round) {
            Chain chain = chainOf(40, 8, key);
            Stored& one = chain.rows[random.next() % chain.rows.size()];
            const std::uint64_t what = random.next() % 13;
            if (what < 9) {
                std::string& text = one.texts[what];
                if (text.empty() || random.next() % 4 == 0) {
                    text += 'x';
                } else {
                    text[random.next() % text.size()] ^= 1;
                }
            } else if (what == 9) {
                ++one.time;
            } else if (what == 10) {
                ++one.kind;
            } else if (what == 11) {
                ++one.clock;
            } else {
                one.hash[random.next() % one.hash.size()] ^= 1;
            }
            expect(verdictOf(chain), AuditFault::Changed, one.number);
        }
    }

    void textsCannotFlowIntoEachOther()
    {
        Chain chain = chainOf(3, 3, signer());
        chain.rows[1].texts[0] = "analyses.";
        chain.rows[1].texts[1] = "get" + chain.rows[1].texts[1];
        expect(verdictOf(chain), AuditFault::Changed, 2);
    }

    void anyRemovalIsFoundWhereItIs()
    {
        const AuditSigner key = signer();
        for (std::size_t from = 0; from < 39; ++from) {
            for (std::size_t many = 1; from + many < 40; many += 5) {
                Chain chain = chainOf(40, 8, key);
                const auto at = chain.rows.begin() + static_cast<std::ptrdiff_t>(from);
                chain.rows.erase(at, at + static_cast<std::ptrdiff_t>(many));
                const AuditVerdict verdict = verdictOf(chain);
                const auto place = static_cast<std::int64_t>(from) + 1;
                expect(verdict, AuditFault::Missing, from == 0 ? 1 : place);
                QCOMPARE(verdict.findings.front().to, place + static_cast<std::int64_t>(many) - 1);
            }
        }
    }

    void anyExchangeIsFoundWhereItIs()
    {
        const AuditSigner key = signer();
        for (std::size_t a = 0; a < 12; ++a) {
            for (std::size_t b = a + 1; b < 12; ++b) {
                for (const bool withHashes : { true, false }) {
                    Chain chain = chainOf(12, 4, key);
                    std::swap(chain.rows[a], chain.rows[b]);
                    std::swap(chain.rows[a].number, chain.rows[b].number);
                    if (!withHashes) {
                        std::swap(chain.rows[a].hash, chain.rows[b].hash);
                    }
                    expect(
                        verdictOf(chain), AuditFault::Reordered, static_cast<std::int64_t>(a) + 1);
                }
            }
        }
    }

    void rowsOutOfTheirOrderAreFound()
    {
        Chain chain = chainOf(10, 5, signer());
        std::swap(chain.rows[3], chain.rows[4]);
        QVERIFY(!verdictOf(chain).ok());
    }

    void aCutTailIsFoundByTheWitnessAlone()
    {
        const AuditSigner key = signer();
        for (std::size_t left = 0; left < 40; ++left) {
            Chain chain = chainOf(40, 8, key);
            chain.rows.resize(left);
            const AuditVerdict verdict = verdictOf(chain);
            expect(verdict, AuditFault::CutTail, static_cast<std::int64_t>(left) + 1);
            QCOMPARE(verdict.findings.front().to, 40);
            chain.witness.clear();
            QVERIFY(verdictOf(chain).ok()); // nobody else knows
        }
    }

    void aChainWrittenAnewIsFoundByTheWitness()
    {
        Chain chain = chainOf(40, 8, signer());
        chain.rows[11].texts[1] = "nobody";
        rewriteFrom(chain, 11);
        const AuditVerdict verdict = verdictOf(chain);
        expect(verdict, AuditFault::Changed, 9); // between the checkpoints 8 and 16
        QCOMPARE(verdict.findings.front().to, 16);
        chain.witness.clear();
        QVERIFY(verdictOf(chain).ok());
    }

    void aCheckpointCannotBeMade()
    {
        Chain chain = chainOf(20, 10, signer());
        chain.witness[1].hash[0] ^= 1;
        expect(verdictOf(chain), AuditFault::BadSignature, 20);
        chain = chainOf(20, 10, signer());
        chain.witness[0].signature[5] = static_cast<char>(chain.witness[0].signature[5] ^ 1);
        expect(verdictOf(chain), AuditFault::BadSignature, 10);
        chain = chainOf(20, 10, signer());
        chain.witness[1] = signer("stranger.key").sign(20, chain.rows[19].hash, {}, installation);
        expect(verdictOf(chain), AuditFault::KeyChanged, 20);
        chain.witness[1] = signer().sign(20, chain.rows[19].hash, {}, "another");
        expect(verdictOf(chain), AuditFault::BadSignature, 20);
    }

    void aKeyMayChangeWhereARecordTellsOfIt()
    {
        Chain chain = chainOf(20, 10, signer());
        chain.rows[14].kind = static_cast<std::int64_t>(AuditKind::System);
        chain.rows[14].texts[0] = auditKeyChanged;
        const AuditSigner next = signer("next.key");
        const auto signedByNext = [&](const std::string& names) {
            chain.rows[14].texts[5] = names;
            rewriteFrom(chain, 14);
            chain.witness[1] = next.sign(20, chain.rows[19].hash, fromMicros(1), installation);
            return verdictOf(chain);
        };
        const std::string old = toHex(signer().publicKey());
        QVERIFY(signedByNext(auditKeyChange(old, toHex(next.publicKey()))).ok());
        const AuditVerdict other = signedByNext(auditKeyChange(old, old)); // names another key
        QCOMPARE(other.faults, std::int64_t { 1 });
        QVERIFY(other.findings.front().fault == AuditFault::KeyChanged);
    }

    void whatHadItsTimeMayGoUpToACheckpoint()
    {
        Chain chain = chainOf(20, 5, signer());
        for (std::size_t i = 10; i < 20; ++i) {
            chain.rows[i].time += std::chrono::duration_cast<Duration>(auditKept).count();
        }
        rewriteFrom(chain, 10);
        chain.witness = { chain.witness[1],
            signer().sign(20, chain.rows[19].hash, fromMicros(1), installation) };
        QVERIFY(verdictOf(chain).ok());
        Chain pruned = chain;
        pruned.rows.erase(pruned.rows.begin(), pruned.rows.begin() + 10);
        const AuditVerdict verdict = verdictOf(pruned);
        QVERIFY(verdict.ok());
        QCOMPARE(verdict.first, 11);
        pruned.rows.erase(pruned.rows.begin());
        expect(verdictOf(pruned), AuditFault::Missing, 1); // no checkpoint stands there

        Chain early = chainOf(20, 5, signer());
        early.rows.erase(early.rows.begin(), early.rows.begin() + 10);
        expect(verdictOf(early), AuditFault::Missing, 1);
    }

    void checkpointsSurviveTheWitnessFile()
    {
        const auto file = m_folder.filePath(QStringLiteral("witness.jsonl")).toStdString();
        QVERIFY(readWitness(file)->empty());
        const Chain chain = chainOf(20, 10, signer());
        {
            std::ofstream out(file);
            out << chain.witness[0].toJson() << '\n'
                << chain.witness[1].toJson().substr(0, 40) << '\n'
                << chain.witness[1].toJson() << '\n';
        }
        const auto read = readWitness(file);
        QVERIFY(read.ok());
        QCOMPARE(read->size(), 2U);
        QCOMPARE(read->back().toJson(), chain.witness[1].toJson());
        QVERIFY(isSignedRight(read->back()));
        std::ofstream(file) << "{\"number\":1}\n";
        QCOMPARE(readWitness(file).error().code, "audit.bad_checkpoint");
    }

    void theKeyIsKeptPrivate()
    {
        const auto file = m_folder.filePath(QStringLiteral("private.key")).toStdString();
        const auto first = AuditSigner::open(file);
        QVERIFY(first.ok());
        QCOMPARE(AuditSigner::open(file)->publicKey(), first->publicKey());
        using std::filesystem::perms;
#ifndef _WIN32
        QCOMPARE(
            std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
        std::filesystem::permissions(file, perms::owner_all | perms::group_read);
        QCOMPARE(AuditSigner::open(file).error().code, "audit.key_exposed");
        std::filesystem::permissions(file, perms::owner_read | perms::owner_write);
#endif
        std::ofstream(file) << "short";
        QCOMPARE(AuditSigner::open(file).error().code, "audit.bad_key");
    }
};

LOCUS_TEST(audit_chain, AuditChainTest)

#include "tst_audit_chain.moc"
