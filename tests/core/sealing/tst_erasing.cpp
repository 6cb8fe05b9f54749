// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A person is erased by a command of two people, through the real loop, store and key ring.
#include "core/base/file.h"
#include "core/patients/patient_codec.h"
#include "core/people/approval.h"
#include "core/pipeline/patients_role.h"
#include "core/store/store_patients_reader.h"
#include "tests/core/pipeline/rights_world.h"
#include "tests/core/sealing/ring_fixture.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
using patients::Erasure;
using people::Role;

namespace {

constexpr const char* number = "MRN-fictional-943";

std::string codeOf(const pipeline::Answer& answer)
{
    return answer.ok() ? "ok" : answer.error().code;
}

// A codec whose keys cannot be taken away for a while, as while a backup reads them.
class Reluctant final : public PayloadCodec
{
public:
    explicit Reluctant(const PayloadCodec& real)
        : m_real(real)
    { }
    [[nodiscard]] Result<Bytes> seal(BytesView payload, std::string_view subject) const override
    {
        return m_real.seal(payload, subject);
    }
    [[nodiscard]] Result<Bytes> open(BytesView sealed) const override
    {
        return m_real.open(sealed);
    }
    [[nodiscard]] Status settle() const override { return m_real.settle(); }
    [[nodiscard]] bool seals() const override { return true; }
    [[nodiscard]] std::string lookUp(std::string_view text) const override
    {
        return m_real.lookUp(text);
    }
    [[nodiscard]] Result<std::vector<std::int64_t>> keysOf(
        const std::vector<std::string>& subjects) const override
    {
        return m_real.keysOf(subjects);
    }
    [[nodiscard]] Status forget(const std::vector<std::int64_t>& keys) const override
    {
        return isRead ? Status(retriable("sealing.still_read", "a backup reads"))
                      : m_real.forget(keys);
    }

    bool isRead = false;

private:
    const PayloadCodec& m_real;
};

struct World
{
    RingFixture fixture;
    std::unique_ptr<sealing::KeyRing> ring { fixture.open().value() };
    sealing::SealingCodec codec { *ring };
    Reluctant reluctant { codec };
    pipeline::PatientsRole role { "here", "clinic" };
    RoleTester tester { role };
    people::Account second;

    World()
    {
        tester.sealing = &reluctant;
        if (!tester.open().ok()) {
            qFatal("the store does not open");
        }
        second = addAccount(tester, "s.cond", { Role::Coordinator });
    }
    std::string ask(const char* command, const std::string& body)
    {
        return codeOf(tester.ask(command, body));
    }
    void enter(const char* id, const char* family, const char* mrn)
    {
        const std::string body = std::string(R"({"patientId":")") + id + R"(","name":[{"family":")"
            + family + R"("}],"identifier":[{"system":"urn:mrn","value":")" + mrn + R"("}]})";
        QCOMPARE(ask("patients.register", body), std::string("ok"));
    }
    analyses::AnalysisId analyse(const std::string& patient)
    {
        analyses::Aggregate state;
        state.summary.id = analyses::AnalysisId(tester.ids.next());
        state.summary.patientRef = patient;
        state.summary.label = "fictional label";
        if (!tester.store->analyses.putSummary(state.summary).ok()) {
            qFatal("the analysis cannot be kept");
        }
        return state.summary.id;
    }
    pipeline::Answer send(pipeline::Command command)
    {
        pipeline::Answer answer = retriable("test.no_answer", "none came");
        tester.loop->submit(
            std::move(command), [&](pipeline::Answer given) { answer = std::move(given); });
        tester.step();
        return answer;
    }
    pipeline::Answer wish(const Erasure& erasure)
    {
        pipeline::Command command { tester.ids.next(), "patients.erase",
            patients::encodeErasure(erasure), "f.irst", {}, {} };
        command.seen.subject = erasure.patientId;
        command.seen.reason = erasure.reason;
        return send(std::move(command));
    }
    people::Approval newest()
    {
        const auto page = tester.store->rights.page(
            people::RightsKind::Approval, people::RightsState::Over, {}, 10);
        return *people::approvalFrom(page->items.front());
    }
    pipeline::Answer approve()
    {
        return send({ tester.ids.next(), std::string(people::approveApproval),
            people::encodeApprovalWish({ newest().id, second.shown.id, {} }), "s.cond", {}, {} });
    }
    std::unique_ptr<store::StorePatientsReader> reader()
    {
        return store::StorePatientsReader::open(tester.store->file(), tester.used()).value();
    }
};

} // namespace

class ErasingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingOfAPersonGoesAndOfNobodyElse()
    {
        World world;
        world.enter("p1", "Osei", number);
        world.enter("p0", "Osei-Adu", "MRN-fictional-17");
        world.enter("p2", "Boateng", "MRN-fictional-5");
        QCOMPARE(world.ask("patients.merge", R"({"patientId":"p0","into":"p1","reason":"same"})"),
            std::string("ok"));
        const auto own = world.analyse("p1");
        const auto byNumber = world.analyse(number);
        const auto others = world.analyse("p2");
        const auto reader = world.reader();
        QCOMPARE(reader->search({ "osei", 10 })->total, std::size_t { 2 });
        const auto references = reader->references("p1");
        QCOMPARE(references->size(), std::size_t { 4 }); // both records, both numbers

        const Erasure erasure { "p1", "asked for it", *references };
        QCOMPARE(codeOf(world.wish(erasure)), std::string("people.needs_approval"));
        QCOMPARE(world.newest().effect,
            std::string("a person is erased for good: 2 records, 2 analyses, 0 dead letters"));
        QVERIFY(reader->get("p1").ok()); // nothing yet
        const auto approved = world.approve();
        QVERIFY2(approved.ok() && approved->find("\"carriedOut\"") != Bytes::npos,
            approved.ok() ? approved->c_str() : codeOf(approved).c_str());

        QCOMPARE(world.tester.loop->sealing().erasures, std::int64_t { 0 });
        for (const char* id : { "p1", "p0" }) {
            QCOMPARE(reader->get(id).error().code, std::string("patients.erased"));
        }
        QCOMPARE(reader->search({ "osei", 10 })->total, std::size_t { 0 });
        QCOMPARE(reader->search({ "fictional-943", 10 })->total, std::size_t { 0 });
        QCOMPARE(reader->search({ "boateng", 10 })->total, std::size_t { 1 });
        for (const auto& id : { own, byNumber }) {
            const auto left = world.tester.store->analyses.summary(id);
            QVERIFY(left->has_value() && (*left)->label.empty() && (*left)->patientRef.empty());
        }
        QCOMPARE(
            (*world.tester.store->analyses.summary(others))->label, std::string("fictional label"));

        const auto line = reader->timeline({ "p1", 10, 0 });
        QVERIFY(line.ok());
        QCOMPARE(line->items.size(), std::size_t { 2 });
        QCOMPARE(line->items[0].type, std::string("Patient.Anonymized"));
        QCOMPARE(line->items[0].actor, std::string("f.irst"));
        QVERIFY(!line->items[0].forgotten && line->items[1].forgotten);
        const auto& told = world.tester.changes;
        QVERIFY(std::any_of(told.begin(), told.end(), [](const pipeline::Change& one) {
            return one.stream == "patients" && one.op == "delete" && one.id == "p1";
        }));
        // A backup of before is erased again by what stands in the list.
        const Bytes listed = readFile(world.fixture.at("config/erased.list"), 1 << 20).value();
        QVERIFY(std::count(listed.begin(), listed.end(), '\n') == 3); // p1, p0, the number
        const auto audit = auditOf(world.tester);
        const auto record =
            std::find_if(audit.begin(), audit.end(), [](const people::AuditRecord& one) {
                return one.note.action == "patients.erase" && one.note.outcome == "ok";
            });
        QVERIFY(record != audit.end());
        QCOMPARE(record->note.actor, std::string("f.irst"));
        QCOMPARE(record->note.entity, std::string("Patient/p1"));
        QVERIFY(record->forgotten && record->note.subject.empty());
    }

    void whoWasErasedDoesNotComeBack()
    {
        World world;
        world.enter("p1", "Osei", number);
        QCOMPARE(
            codeOf(world.wish({ "p1", "asked for it" })), std::string("people.needs_approval"));
        QVERIFY(world.approve().ok());
        QCOMPARE(world.ask("patients.register", R"({"patientId":"p1","name":[{"family":"O"}]})"),
            std::string("patients.erased"));
        QCOMPARE(world.ask("patients.update", R"({"patientId":"p1","gender":"female"})"),
            std::string("patients.erased"));
        QCOMPARE(codeOf(world.wish({ "p1", "again" })), std::string("patients.erased"));
        for (const char* type : { "Patient.Created", "Patient.Updated" }) {
            world.tester.give(EventBuilder(type)
                                  .type(type)
                                  .of("Patient", "p1")
                                  .data(R"({"patientId":"p1","name":[{"family":"Osei"}]})"));
        }
        QVERIFY(world.tester.letters().empty());
        QCOMPARE(world.reader()->get("p1").error().code, std::string("patients.erased"));
        QCOMPARE(world.reader()->search({ "osei", 10 })->total, std::size_t { 0 });
        QVERIFY(world.tester.restart().ok());
        QCOMPARE(world.reader()->get("p1").error().code, std::string("patients.erased"));
    }

    void keysThatCannotGoAtOnceGoLater()
    {
        World world;
        world.enter("p1", "Osei", number);
        const auto id = world.analyse("p1");
        QCOMPARE(
            codeOf(world.wish({ "p1", "asked for it" })), std::string("people.needs_approval"));
        world.reluctant.isRead = true;
        QVERIFY(world.approve().ok()); // it is decided, and cannot be taken back
        QVERIFY(world.tester.loop->sealing().erasures > 0);
        QVERIFY(world.tester.loop->sealing().trouble.starts_with("sealing.still_read"));
        QVERIFY(!(*world.tester.store->analyses.summary(id))->label.empty());
        QVERIFY(world.tester.restart().ok()); // nor by kill -9
        QVERIFY(world.tester.loop->sealing().erasures > 0);
        world.reluctant.isRead = false;
        world.tester.advance(2s);
        QCOMPARE(world.tester.loop->sealing().erasures, std::int64_t { 0 });
        QVERIFY(world.tester.loop->sealing().trouble.empty());
        QVERIFY((*world.tester.store->analyses.summary(id))->label.empty());
    }

    void refusalsSayWhy()
    {
        World world;
        world.enter("p1", "Osei", number);
        world.enter("p2", "Boateng", "MRN-fictional-5");
        QCOMPARE(codeOf(world.wish({ "p9", "why" })), std::string("patients.unknown"));
        QCOMPARE(codeOf(world.wish({ "p1", " " })), std::string("patients.reason"));
        for (const char* strange : { "p2", "MRN-fictional-5", "anything" }) {
            QCOMPARE(codeOf(world.wish({ "p1", "why", { "p1", strange } })),
                std::string("patients.not_theirs"));
        }
        QCOMPARE(world.ask("patients.merge", R"({"patientId":"p2","into":"p1","reason":"same"})"),
            std::string("ok"));
        QCOMPARE(codeOf(world.wish({ "p2", "why" })), std::string("patients.merged_already"));

        pipeline::PatientsRole role("here", "clinic");
        RoleTester plain(role);
        QVERIFY(plain.open().ok());
        QVERIFY(
            plain.ask("patients.register", R"({"patientId":"p1","name":[{"family":"O"}]})").ok());
        QCOMPARE(codeOf(plain.ask("patients.erase", patients::encodeErasure({ "p1", "why" }))),
            std::string("sealing.off"));
    }

    void whatElseItWouldTakeNowIsAskedAnew()
    {
        World world;
        world.enter("p1", "Osei", number);
        QCOMPARE(
            codeOf(world.wish({ "p1", "asked for it" })), std::string("people.needs_approval"));
        world.analyse("p1");
        QVERIFY(world.approve().ok());
        QCOMPARE(world.newest().outcome, std::string("people.target_changed"));
        QVERIFY(world.reader()->get("p1").ok());
    }

    void anotherPersonsNumberIsLeft()
    {
        World world;
        world.enter("p1", "Osei", "17");
        world.enter("p2", "Boateng", "17");
        QCOMPARE(world.reader()->references("p1").value(), std::vector<std::string> { "p1" });
    }
};

LOCUS_TEST(erasing, ErasingTest)
#include "tst_erasing.moc"
