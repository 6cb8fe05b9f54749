// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the loop writes into the audit trail, and how it is signed.
#include "core/people/approval.h"
#include "core/people/audit_retention.h"
#include "core/pipeline/audit_witness.h"
#include "core/pipeline/witness_file.h"
#include "core/store/store_audit_reader.h"
#include "tests/core/pipeline/loop_world.h"
#include "tests/core/pipeline/rights_world.h"
#include "tests/support/fast_folder.h"
#include "tests/support/test_registry.h"

#include <fstream>
#include <sqlite3.h>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
using people::AuditKind;

namespace {

// Does "fine", refuses "never", cannot do "later" now; says what it was about.
class DoingRole final : public pipeline::Role
{
public:
    [[nodiscard]] std::string_view name() const override { return "doing"; }
    [[nodiscard]] bool wants(const pipeline::Incoming&) const override { return false; }
    Status onEvent(const pipeline::Incoming&, pipeline::Effects&) override { return {}; }
    [[nodiscard]] bool handles(std::string_view command) const override
    {
        return command.starts_with("test.");
    }
    pipeline::Answer onCommand(
        const pipeline::Command& command, pipeline::Effects& effects) override
    {
        effects.concerns("Thing/1", "Patient/p-1");
        effects.changed("things", "put", "1");
        if (command.body == "never") {
            return refused("test.never", "simulated");
        }
        if (command.body == "later") {
            return retriable("test.later", "simulated");
        }
        return Bytes("{}");
    }
};

class MemoryWitness final : public pipeline::AuditWitness
{
public:
    std::vector<people::AuditCheckpoint> seen;

    void put(people::AuditCheckpoint checkpoint) override { seen.push_back(std::move(checkpoint)); }
    [[nodiscard]] std::int64_t newest() const override
    {
        return seen.empty() ? 0 : seen.back().number;
    }
};

struct World
{
    explicit World(const char* keyName = "audit.key")
        : signer(*people::AuditSigner::open(
            std::filesystem::path(folder.path().toStdString()) / keyName))
        , tester(role)
    {
        tester.tune = [this](pipeline::LoopContext& context) { context.audit = &*outlet; };
        if (!tester.open().ok()) {
            qFatal("no store");
        }
    }

    Status note(people::AuditNote note)
    {
        std::optional<Status> noted;
        tester.loop->note(std::move(note), [&](Status status) { noted = std::move(status); });
        const bool early = noted.has_value();
        tester.step();
        return early || !noted ? (noted ? *noted : retriable("test.silent", "no answer")) : *noted;
    }
    [[nodiscard]] std::filesystem::path keyFile() const
    {
        return std::filesystem::path(folder.path().toStdString()) / "audit.key";
    }
    pipeline::Answer send(pipeline::Command command)
    {
        pipeline::Answer answer = retriable("test.no_answer", "none came");
        tester.loop->submit(
            std::move(command), [&](pipeline::Answer given) { answer = std::move(given); });
        tester.step();
        return answer;
    }
    std::string asked(const char* name, const char* body)
    {
        const auto answer = send({ tester.ids.next(), name, body, "f.irst", {}, {} });
        return answer.ok() ? "ok" : answer.error().code;
    }
    // By a second admin; how it went.
    std::string approved(const char* name, const char* body)
    {
        const people::Account second = addAccount(tester, "s.cond", { people::Role::Admin });
        if (asked(name, body) != "people.needs_approval") {
            return "not held back";
        }
        const auto page = tester.store->rights.page(
            people::RightsKind::Approval, people::RightsState::Over, {}, 1);
        const people::ApprovalWish wish { people::approvalFrom(page->items.front())->id,
            second.shown.id, {} };
        const auto answer = send({ tester.ids.next(), std::string(people::approveApproval),
            people::encodeApprovalWish(wish), "s.cond", {}, {} });
        return answer.ok() && answer->find("\"carriedOut\"") != Bytes::npos ? "ok" : "failed";
    }
    std::string sentence() const
    {
        const auto found = verdict();
        return found.findings.empty() ? "whole" : found.findings.front().sentence;
    }
    std::vector<people::AuditRecord> records() const
    {
        return tester.store->audit.list({ {}, 0, 500 })->records;
    }
    people::AuditVerdict verdict() const
    {
        people::AuditVerifier verifier(tester.store->installationId());
        const auto stored = tester.store->audit.checkpointsAfter(0);
        for (const auto& one : *stored) {
            verifier.checkpoint(one, false);
        }
        for (const auto& one : witness.seen) {
            verifier.checkpoint(one, true);
        }
        static_cast<void>(tester.store->audit.visitAfter(0, 1'000'000,
            [&](const people::AuditRow& row, BytesView hash) { verifier.record(row, hash); }));
        return verifier.finish();
    }

    QTemporaryDir folder { fastFolder() };
    people::AuditSigner signer;
    MemoryWitness witness;
    std::optional<pipeline::AuditOutlet> outlet { pipeline::AuditOutlet {
        signer, &witness, "house" } };
    DoingRole role;
    RoleTester tester;
};

people::AuditNote readBy(const std::string& actor)
{
    people::AuditNote note;
    note.kind = AuditKind::Read;
    note.action = "analyses.get";
    note.actor = actor;
    return note;
}

} // namespace

class AuditTrailTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachCommandStandsInItOnce()
    {
        World world;
        const Uuid id = world.tester.ids.next();
        QVERIFY(world.tester.ask("test.do", "fine", id).ok());
        QVERIFY(world.tester.ask("test.do", "fine", id).ok()); // again: the stored answer
        QVERIFY(!world.tester.ask("test.do", "never").ok());
        QVERIFY(!world.tester.ask("test.do", "later").ok());
        QVERIFY(!world.tester.ask("unknown.do", "fine").ok());
        const auto records = world.records();
        QCOMPARE(records.size(), 4U);
        QVERIFY(records[3].note.kind == AuditKind::Command);
        QCOMPARE(records[3].note.action, "test.do");
        QCOMPARE(records[3].note.entity, "Thing/1");
        QCOMPARE(records[3].note.subject, "Patient/p-1");
        QCOMPARE(records[3].note.outcome, people::auditOk);
        QVERIFY(records[2].note.kind == AuditKind::Refusal);
        QCOMPARE(records[2].note.outcome, "test.never");
        QCOMPARE(records[2].note.entity, "Thing/1"); // what was refused is told too
        QCOMPARE(records[1].note.outcome, "test.later");
        QCOMPARE(records[0].note.outcome, "pipeline.unknown_command");
        QVERIFY(world.verdict().ok());
    }

    void aRecordIsOfTheTransactionOfItsCommand()
    {
        LoopWorld world;
        QVERIFY(world.open().ok());
        QVERIFY(world.ask("test.do", "{}").ok());
        world.vfs.failFrom(1, SQLITE_FULL);
        QVERIFY(!world.ask("test.do", "{}").ok());
        std::optional<Status> noted;
        world.loop->note(readBy("ada"), [&](Status status) { noted = std::move(status); });
        QVERIFY(noted && !noted->ok());
        QCOMPARE(noted->error().code, "store.disk_full");
        world.vfs.heal();
        world.advance(std::chrono::seconds(30));
        QVERIFY(world.ask("test.do", "{}").ok());
        QCOMPARE(world.store->audit.list({})->records.size(), 2U);
        QCOMPARE(world.store->audit.list({})->records.front().number, 2);
    }

    void notesAreAnsweredAfterTheirCommit()
    {
        World world;
        std::optional<Status> noted;
        world.tester.loop->note(readBy("ada"), [&](Status status) {
            noted = std::move(status);
            QCOMPARE(world.records().size(), 1U);
        });
        QVERIFY(!noted);
        world.tester.step();
        QVERIFY(noted && noted->ok());
        QCOMPARE(world.records().front().note.actor, "ada");
    }

    void tooManyNotesAreRefused()
    {
        World world;
        int refusals = 0;
        for (int i = 0; i < 20'100; ++i) {
            world.tester.loop->note(readBy("ada"), [&](const Status& status) {
                refusals += !status.ok() && status.error().code == "audit.overloaded"
                        && status.error().isRetriable()
                    ? 1
                    : 0;
            });
        }
        QCOMPARE(refusals, 100);
        while (world.tester.step()) { }
        QCOMPARE(world.tester.store->audit.head()->number, 20'000);
        QVERIFY(world.verdict().ok());
    }

    void aSecondAfterARecordItIsSigned()
    {
        World world;
        QVERIFY(world.note(readBy("ada")).ok());
        QVERIFY(world.witness.seen.empty());
        world.tester.advance(std::chrono::milliseconds(999));
        QVERIFY(world.witness.seen.empty());
        world.tester.advance(std::chrono::milliseconds(1));
        QCOMPARE(world.witness.seen.size(), 1U);
        QCOMPARE(world.witness.seen.front().number, 1);
        QVERIFY(people::isSignedRight(world.witness.seen.front()));
        QCOMPARE(world.witness.seen.front().publicKey, world.signer.publicKey());
        world.tester.advance(std::chrono::seconds(60));
        QCOMPARE(world.witness.seen.size(), 1U); // nothing new to stand for
        QCOMPARE(world.tester.store->audit.checkpointsAfter(0)->size(), 1U);
        const auto events = world.tester.published("system-events");
        QCOMPARE(events.size(), 1U);
        QCOMPARE(events.front(), world.witness.seen.front().toJson());
        QVERIFY(world.verdict().ok());
    }

    void aThousandRecordsAreSignedAtOnce()
    {
        World world;
        for (int i = 0; i < 2500; ++i) {
            world.tester.loop->note(readBy("ada"), [](const Status&) {});
        }
        while (world.tester.step()) { }
        QVERIFY(!world.witness.seen.empty());
        QVERIFY(world.witness.seen.back().number >= 1500);
        world.tester.advance(std::chrono::seconds(1));
        QCOMPARE(world.witness.seen.back().number, 2500);
    }

    void whatTheCoreDidLastIsSignedAtItsEnd()
    {
        World world;
        QVERIFY(world.note(readBy("ada")).ok());
        QVERIFY(world.tester.loop->signAudit().ok());
        QVERIFY(world.witness.seen.empty()); // not yet due
        QVERIFY(world.tester.loop->signAudit(pipeline::AuditKeeper::When::Now).ok());
        QCOMPARE(world.witness.seen.size(), 1U);
        QVERIFY(world.tester.loop->signAudit(pipeline::AuditKeeper::When::Now).ok());
        QCOMPARE(world.witness.seen.size(), 1U); // there is nothing more to sign
    }

    void aWitnessThatMissedSomethingIsTold()
    {
        World world;
        QVERIFY(world.note(readBy("ada")).ok());
        world.tester.advance(std::chrono::seconds(1));
        world.witness.seen.clear(); // as after a crash between the commit and the file
        QVERIFY(world.note(readBy("ben")).ok());
        QVERIFY(world.tester.restart().ok());
        QCOMPARE(world.witness.seen.size(), 1U);
        world.tester.advance(std::chrono::seconds(1));
        QCOMPARE(world.witness.seen.size(), 2U);
        QCOMPARE(world.witness.seen.back().number, 2);
        QVERIFY(world.verdict().ok());
    }

    void aNewKeyIsTold()
    {
        World world;
        QVERIFY(world.note(readBy("ada")).ok());
        world.tester.advance(std::chrono::seconds(1));
        World other("other.key");
        world.outlet.emplace(pipeline::AuditOutlet { other.signer, &world.witness, "house" });
        QVERIFY(world.tester.restart().ok());
        QCOMPARE(world.records().front().note.action, people::auditKeyChanged);
        world.tester.advance(std::chrono::seconds(1));
        QCOMPARE(world.witness.seen.back().publicKey, other.signer.publicKey());
        QVERIFY(world.verdict().ok());
    }

    void theWitnessFileGrowsAndGoesOn()
    {
        World world;
        metrics::Registry metrics;
        const auto file = std::filesystem::path(world.folder.path().toStdString()) / "witness";
        const auto head = people::auditGenesis("x");
        {
            auto opened = pipeline::WitnessFile::open(file, metrics);
            QVERIFY(opened.ok());
            QCOMPARE((*opened)->newest(), 0);
            (*opened)->put(world.signer.sign(1, head, {}, "x"));
            (*opened)->put(world.signer.sign(2, head, {}, "x"));
        }
        std::ofstream(file, std::ios::app) << "{\"number\":3,"; // cut by a crash
        {
            auto opened = pipeline::WitnessFile::open(file, metrics);
            QVERIFY(opened.ok());
            QCOMPARE((*opened)->newest(), 2);
            (*opened)->put(world.signer.sign(3, head, {}, "x"));
        }
        const auto read = people::readWitness(file);
        QVERIFY(read.ok());
        QCOMPARE(read->size(), 3U);
        QCOMPARE(read->back().number, 3);
    }

    void theOldKeySignsTheRecordThatNamesTheNewOne()
    {
        World world;
        QVERIFY(world.note(readBy("a.nna")).ok());
        world.tester.advance(2s);
        const Bytes old = world.signer.publicKey();
        QCOMPARE(world.approved("audit.changeKey", "{}"), std::string("ok"));
        const Bytes changed = world.signer.publicKey();
        QVERIFY(changed != old);
        QVERIFY(world.note(readBy("b.ert")).ok());
        world.tester.advance(2s);
        const auto records = world.records();
        const auto told = std::find_if(records.begin(), records.end(),
            [](const auto& one) { return one.note.action == people::auditKeyChanged; });
        QVERIFY(told != records.end());
        QCOMPARE(told->note.actor, std::string("f.irst"));
        QCOMPARE(
            told->note.purpose, people::auditKeyChange(people::toHex(old), people::toHex(changed)));
        const auto& seen = world.witness.seen;
        const auto over = std::find_if(
            seen.begin(), seen.end(), [&](const auto& one) { return one.number == told->number; });
        QVERIFY(over != seen.end() && over->publicKey == old && people::isSignedRight(*over));
        QVERIFY(seen.back().publicKey == changed);
        QVERIFY2(world.verdict().ok(), world.sentence().c_str());
        // The file has it, and the next life signs with it.
        QVERIFY(world.tester.restart().ok());
        QCOMPARE(people::AuditSigner::open(world.keyFile())->publicKey(), changed);
        QVERIFY(!std::filesystem::exists(world.keyFile().string() + ".next"));
    }

    void aChangeOfTheKeyThatNoRecordNamesIsFound()
    {
        World world;
        QVERIFY(world.note(readBy("a.nna")).ok());
        world.tester.advance(2s);
        World other;
        people::AuditNote told;
        told.kind = AuditKind::System;
        told.action = people::auditKeyChanged;
        told.purpose = people::auditKeyChange(people::toHex(world.signer.publicKey()), "0011");
        QVERIFY(world.note(told).ok()); // names another one
        world.signer = other.signer;
        QVERIFY(world.note(readBy("a.nna")).ok());
        world.tester.advance(2s);
        const auto verdict = world.verdict();
        QCOMPARE(verdict.faults, std::int64_t { 1 });
        QVERIFY(verdict.findings.front().fault == people::AuditFault::KeyChanged);
    }

    void aCrashLeavesTheKeyThatTheTrailNames()
    {
        World world;
        const Bytes old = world.signer.publicKey();
        const auto next = world.signer.makeNext();
        QVERIFY(next.ok());
        // Before the commit: nobody named it.
        QVERIFY(people::AuditSigner::finishChange(world.keyFile(), "").ok());
        QCOMPARE(people::AuditSigner::open(world.keyFile())->publicKey(), old);
        const auto again = world.signer.makeNext();
        const std::string name = people::toHex(again->publicKey());
        QVERIFY(people::AuditSigner::finishChange(world.keyFile(), name).ok());
        QCOMPARE(people::AuditSigner::open(world.keyFile())->publicKey(), again->publicKey());
        QVERIFY(people::AuditSigner::finishChange(world.keyFile(), name).ok()); // done already
    }

    void recordsAreKeptLongerAndNeverShorterThanTheLawAsks()
    {
        World world;
        for (const char* body :
            { "{}", R"({"years":5})", R"({"years":101})", R"({"years":"7"})" }) {
            QCOMPARE(world.asked("audit.setRetention", body), std::string("audit.bad_retention"));
        }
        QCOMPARE(world.approved("audit.setRetention", R"({"years":10})"), std::string("ok"));
        const auto records = world.records();
        QVERIFY(std::any_of(records.begin(), records.end(), [](const auto& one) {
            return one.note.action == people::auditRetentionChanged
                && one.note.purpose == "was 6 years, is 10 years";
        }));
        world.tester.advance(2s); // a checkpoint to go on from
        QVERIFY(world.tester.restart().ok());
        const std::int64_t count = world.records().front().number;
        world.tester.clock.advance(people::auditKeptFor(7));
        QVERIFY(world.note(readBy("a.nna")).ok());
        world.tester.advance(2min);
        QCOMPARE(world.records().back().number, std::int64_t { 1 });
        QVERIFY(world.records().front().number > count);
        world.tester.clock.advance(people::auditKeptFor(4));
        world.tester.advance(2min);
        QVERIFY(world.records().back().number > 1);
    }
};

LOCUS_TEST(audit_trail, AuditTrailTest)

#include "tst_audit_trail.moc"
