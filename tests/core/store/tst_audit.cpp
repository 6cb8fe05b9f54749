// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail in its file: one transaction with what it is about, found again, and what a
// stranger with sqlite3 does to it.
#include "core/people/audit_retention.h"
#include "core/store/store_audit_reader.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <sqlite3.h>

using namespace locus;
using namespace locus::test;
using people::AuditFault;
using people::AuditKind;

namespace {

people::AuditNote noteOf(const std::string& actor, const std::string& entity = {})
{
    people::AuditNote note;
    note.kind = AuditKind::Read;
    note.action = "analyses.get";
    note.actor = actor;
    note.roles = "clinician";
    note.entity = entity;
    return note;
}

class ForgettingCodec final : public PayloadCodec
{
public:
    bool forgotten = false;

    [[nodiscard]] Result<Bytes> seal(BytesView payload, std::string_view subject) const override
    {
        return m_plain.seal(payload, subject);
    }
    [[nodiscard]] Result<Bytes> open(BytesView sealed) const override
    {
        return forgotten ? Result<Bytes>(notFound("payload.forgotten", "its key is gone"))
                         : m_plain.open(sealed);
    }

private:
    PlainCodec m_plain;
};

} // namespace

class AuditTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StoreFixture> m_files;
    std::unique_ptr<store::Store> m_store;

    void append(const people::AuditNote& note)
    {
        auto unit = store::UnitOfWork::begin(m_store->database());
        QVERIFY(m_store->audit.append(note, m_files->clock.now()).ok());
        QVERIFY(unit->commit().ok());
    }
    void fill(int records)
    {
        for (int i = 0; i < records; ++i) {
            append(noteOf(i % 2 == 0 ? "ada" : "ben", "Analysis/" + std::to_string(i)));
            m_files->clock.advance(std::chrono::seconds(1));
        }
    }
    void checkpoint()
    {
        const auto key = people::AuditSigner::open(m_files->file().parent_path() / "audit.key");
        QVERIFY(key.ok());
        const auto head = m_store->audit.head();
        const auto made =
            key->sign(head->number, head->hash, m_files->clock.now(), m_store->installationId());
        QVERIFY(m_store->audit.addCheckpoint(made).ok());
    }
    [[nodiscard]] people::AuditVerdict verdict() const
    {
        auto reader = store::StoreAuditReader::open(m_files->file(), m_files->codec);
        auto check = (*reader)->check();
        while (*(*check)->go(3)) { }
        return (*check)->verdict();
    }
    void edit(const char* sql)
    {
        m_store = nullptr;
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(m_files->file().c_str(), &handle), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
    }
    std::int64_t count(const people::AuditFilter& filter)
    {
        return static_cast<std::int64_t>(m_store->audit.list({ filter, 0, 100 })->records.size());
    }

private Q_SLOTS:
    void init()
    {
        m_files = std::make_unique<StoreFixture>();
        m_store = std::move(*m_files->open());
    }
    void cleanup()
    {
        m_store = nullptr;
        m_files = nullptr;
    }

    void aRecordComesBackAsItWasWritten()
    {
        people::AuditNote note { AuditKind::Reveal, "deadLetters.reveal", "ada", "ben",
            "clinician,operator", "10.0.0.7", "call from the ward", "DeadLetter/1",
            "people.not_permitted", "Patient/p-1", { { "filter", "name:x" }, { "limit", "5" } } };
        append(note);
        const auto page = m_store->audit.list({});
        QCOMPARE(page->records.size(), 1U);
        const people::AuditRecord& back = page->records.front();
        QCOMPARE(back.number, 1);
        QCOMPARE(back.time, m_files->clock.now());
        QVERIFY(back.clock == people::AuditClock::Steady);
        QVERIFY(back.note.kind == note.kind);
        QCOMPARE(back.note.action, note.action);
        QCOMPARE(back.note.actor, note.actor);
        QCOMPARE(back.note.onBehalfOf, note.onBehalfOf);
        QCOMPARE(back.note.roles, note.roles);
        QCOMPARE(back.note.address, note.address);
        QCOMPARE(back.note.purpose, note.purpose);
        QCOMPARE(back.note.entity, note.entity);
        QCOMPARE(back.note.outcome, note.outcome);
        QCOMPARE(back.note.subject, note.subject);
        QCOMPARE(back.note.detail, note.detail);
        QVERIFY(verdict().ok());
    }

    void whatIsUndoneLeavesNoGap()
    {
        fill(2);
        {
            auto unit = store::UnitOfWork::begin(m_store->database());
            QVERIFY(m_store->audit.append(noteOf("lost"), m_files->clock.now()).ok());
        }
        {
            auto unit = store::UnitOfWork::begin(m_store->database());
            {
                auto part = store::Savepoint::begin(m_store->database());
                QVERIFY(m_store->audit.append(noteOf("lost"), m_files->clock.now()).ok());
            }
            QVERIFY(m_store->audit.append(noteOf("kept"), m_files->clock.now()).ok());
            QVERIFY(unit->commit().ok());
        }
        const auto page = m_store->audit.list({});
        QCOMPARE(page->records.size(), 3U);
        QCOMPARE(page->records.front().note.actor, "kept");
        QVERIFY(verdict().ok());
        m_store = nullptr;
        m_store = std::move(*m_files->open());
        fill(1);
        QVERIFY(verdict().ok());
        QCOMPARE(verdict().records, 4);
    }

    void stepsOfTheClockAreMarked()
    {
        append(noteOf("a"));
        m_files->clock.jump(-std::chrono::hours(2));
        append(noteOf("b"));
        auto unit = store::UnitOfWork::begin(m_store->database());
        QVERIFY(m_store->audit.append(noteOf("c"), m_files->clock.now(), true).ok());
        QVERIFY(unit->commit().ok());
        const auto page = m_store->audit.list({});
        QVERIFY(page->records[0].clock == people::AuditClock::Jumped);
        QVERIFY(page->records[1].clock == people::AuditClock::SteppedBack);
        QVERIFY(page->records[2].clock == people::AuditClock::Steady);
    }

    void listsAreFilteredAndPaged()
    {
        const Instant start = m_files->clock.now();
        fill(10);
        people::AuditNote sign = noteOf("ada");
        sign.kind = AuditKind::SignIn;
        sign.action = "session.open";
        sign.outcome = "people.bad_token";
        append(sign);
        QCOMPARE(count({}), 11);
        people::AuditFilter filter;
        filter.actor = "ada";
        QCOMPARE(count(filter), 6);
        filter.kind = AuditKind::SignIn;
        QCOMPARE(count(filter), 1);
        filter = {};
        filter.action = "analyses.get";
        QCOMPARE(count(filter), 10);
        filter = {};
        filter.outcome = "people.bad_token";
        QCOMPARE(count(filter), 1);
        filter = {};
        filter.entity = "Analysis/3";
        QCOMPARE(count(filter), 1);
        filter.actor = "ada";
        QCOMPARE(count(filter), 0);
        filter = {};
        filter.from = start + std::chrono::seconds(2);
        filter.until = start + std::chrono::seconds(4);
        QCOMPARE(count(filter), 2);

        std::vector<std::int64_t> numbers;
        people::AuditQuery query { {}, 0, 4 };
        do {
            const auto page = m_store->audit.list(query);
            for (const people::AuditRecord& one : page->records) {
                numbers.push_back(one.number);
            }
            query.before = page->next;
        } while (query.before != 0);
        QCOMPARE(numbers.size(), 11U);
        QVERIFY(std::is_sorted(numbers.rbegin(), numbers.rend()));
    }

    void aForgottenPersonLeavesTheChainWhole()
    {
        ForgettingCodec codec;
        m_store =
            std::move(*store::Store::open({ m_files->file().string() + "2" }, m_files->ids, codec));
        people::AuditNote note = noteOf("ada", "Analysis/1");
        note.subject = "Patient/p-1";
        append(note);
        codec.forgotten = true;
        const auto page = m_store->audit.list({});
        QVERIFY(page->records.front().forgotten);
        QCOMPARE(page->records.front().note.subject, std::string());
        QCOMPARE(page->records.front().note.entity, "Analysis/1");
        auto reader = store::StoreAuditReader::open(m_store->file(), codec);
        auto check = (*reader)->check();
        while (*(*check)->go(100)) { }
        QVERIFY((*check)->verdict().ok());
        m_store = nullptr;
    }

    void strangersAreFound_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<qint64>("place");
        QTest::newRow("edit") << QByteArray("UPDATE audit SET actor='nobody' WHERE number=4")
                              << QByteArray("changed") << qint64(4);
        QTest::newRow("time") << QByteArray(
            "UPDATE audit SET recorded_us=recorded_us+1 WHERE number=9")
                              << QByteArray("changed") << qint64(9);
        QTest::newRow("one byte of a sealed blob")
            << QByteArray("UPDATE audit SET sealed=x'00' WHERE number=2") << QByteArray("changed")
            << qint64(2);
        QTest::newRow("removal") << QByteArray("DELETE FROM audit WHERE number IN (3,4)")
                                 << QByteArray("missing") << qint64(3);
        QTest::newRow("first") << QByteArray("DELETE FROM audit WHERE number=1")
                               << QByteArray("missing") << qint64(1);
        QTest::newRow("exchange") << QByteArray(
            "UPDATE audit SET number=-2 WHERE number=2; UPDATE audit SET number=2 WHERE number=7;"
            "UPDATE audit SET number=7 WHERE number=-2")
                                  << QByteArray("reordered") << qint64(2);
        QTest::newRow("tail") << QByteArray("DELETE FROM audit WHERE number>6")
                              << QByteArray("cutTail") << qint64(7);
        QTest::newRow("signature") << QByteArray("UPDATE audit_checkpoint SET number=9")
                                   << QByteArray("badSignature") << qint64(9);
    }

    void strangersAreFound()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, fault);
        QFETCH(qint64, place);
        fill(10);
        checkpoint();
        QVERIFY(verdict().ok());
        edit(sql.constData());
        const people::AuditVerdict found = verdict();
        QVERIFY(!found.ok());
        QCOMPARE(
            QByteArray::fromStdString(std::string(people::toString(found.findings.front().fault))),
            fault);
        QCOMPARE(qint64(found.findings.front().from), place);
    }

    void whatHadItsTimeGoesUpToACheckpoint()
    {
        fill(10);
        checkpoint(); // at 10
        fill(3);
        checkpoint(); // at 13
        const Instant soon = m_files->clock.now() + std::chrono::hours(1);
        QCOMPARE(*m_store->audit.prune(soon, 5), 0); // no checkpoint within five records
        m_files->clock.advance(people::auditKept + std::chrono::hours(24));
        fill(2);
        QCOMPARE(*m_store->audit.prune(soon, 11), 10);
        const people::AuditVerdict found = verdict();
        QVERIFY2(found.ok(), found.ok() ? "" : found.findings.front().sentence.c_str());
        QCOMPARE(found.first, 11);
        QCOMPARE(found.records, 5);
        QCOMPARE(*m_store->audit.prune(soon, 100), 3);
        fill(1);
        QVERIFY(verdict().ok());
        QCOMPARE(verdict().first, 14);
        QCOMPARE(*m_store->audit.prune(m_files->clock.now(), 100), 0);
    }

    void theNewestRecordIsNeverForgotten()
    {
        fill(3);
        checkpoint();
        QCOMPARE(*m_store->audit.prune(m_files->clock.now() + std::chrono::hours(1), 100), 0);
    }
};

LOCUS_TEST(audit, AuditTest)

#include "tst_audit.moc"
