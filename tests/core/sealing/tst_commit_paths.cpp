// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A payload is never on the disk without its key: whoever commits, whatever ends the process.
#include "core/bus/embedded/embedded_bus.h"
#include "core/store/store.h"
#include "core/store/unit_of_work.h"
#include "tests/core/sealing/ring_fixture.h"
#include "tests/support/test_registry.h"

#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace locus;
using namespace locus::test;

namespace {

store::LoggedEvent logged(const std::string& id)
{
    store::LoggedEvent made;
    made.id = id;
    made.type = "Analysis.Requested";
    made.stream = "Analysis/" + id;
    made.streamVersion = 1;
    made.topic = "t";
    made.value = "value of " + id;
    return made;
}

// Cannot make its keys durable.
class UnsettledCodec final : public PayloadCodec
{
public:
    [[nodiscard]] Result<Bytes> seal(BytesView payload, std::string_view subject) const override
    {
        return m_plain.seal(payload, subject);
    }
    [[nodiscard]] Result<Bytes> open(BytesView sealed) const override
    {
        return m_plain.open(sealed);
    }
    [[nodiscard]] Status settle() const override
    {
        return isBroken ? Status(retriable("sealing.disk_full", "no room for keys")) : Status();
    }
    bool isBroken = false;

private:
    PlainCodec m_plain;
};

} // namespace

class CommitPathsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUnitOfTheStoreSettlesFirst()
    {
        RingFixture fixture;
        const auto opened = afterDeath(fixture, [](store::Store& store) -> Status {
            LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(store.database()));
            LOCUS_TRY(store.events.append(logged("a"), "fictional-1"));
            return unit.commit();
        });
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().message.c_str());
    }

    void aStatementOnItsOwnSettlesFirst()
    {
        RingFixture fixture;
        const auto opened = afterDeath(fixture, [](store::Store& store) -> Status {
            LOCUS_TRY(store.events.append(logged("a"), "fictional-1"));
            return {};
        });
        QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().message.c_str());
    }

    void theBusSettlesFirst()
    {
        RingFixture fixture;
        const std::filesystem::path file = fixture.at("data/bus.sqlite");
        const auto open = [&](const PayloadCodec& codec) {
            return bus::EmbeddedBus::open({ file }, fixture.clock, fixture.random, codec);
        };
        {
            auto ring = fixture.open();
            const sealing::SealingCodec codec(**ring);
            auto log = open(codec);
            const std::vector<bus::TopicSpec> topics { { "t" } };
            QVERIFY((*log)->ensureTopics(topics).ok());
            auto producer = (*log)->makeProducer();
            bus::OutRecord record;
            record.topic = "t";
            record.key = "fictional-1";
            record.value = "marker";
            QVERIFY((*producer)->send(record, 1).ok());
            const auto deliveries = (*producer)->deliveries(std::chrono::seconds(30));
            QCOMPARE(deliveries.size(), std::size_t { 1 });
            QVERIFY(deliveries.front().status.ok());
            (*ring)->abandon();
        }
        auto ring = fixture.open();
        const sealing::SealingCodec codec(**ring);
        auto log = open(codec);
        QCOMPARE((*ring)->figures()->keys, std::int64_t { 1 });
    }

    void nothingIsStoredWithoutItsKey()
    {
        RingFixture fixture;
        std::filesystem::create_directories(fixture.at("data"));
        UnsettledCodec codec;
        auto store = store::Store::open({ fixture.at("data/store.db") }, fixture.ids, codec);
        QVERIFY(store.ok());
        codec.isBroken = true;
        {
            auto unit = store::UnitOfWork::begin((*store)->database());
            QVERIFY((*store)->events.append(logged("a"), "fictional-1").ok());
            const Status committed = unit->commit();
            QVERIFY(!committed.ok());
            QCOMPARE(committed.error().code, std::string("sealing.disk_full"));
            QVERIFY(committed.error().isRetriable());
        }
        codec.isBroken = false;
        QCOMPARE(*(*store)->events.lastPosition(), std::int64_t { 0 });
        auto unit = store::UnitOfWork::begin((*store)->database());
        QVERIFY((*store)->events.append(logged("a"), "fictional-1").ok());
        QVERIFY(unit->commit().ok());
        QCOMPARE(*(*store)->events.lastPosition(), std::int64_t { 1 });
    }

    void theBusSaysWhatItsKeysSay()
    {
        RingFixture fixture;
        std::filesystem::create_directories(fixture.at("data"));
        UnsettledCodec codec;
        auto log = bus::EmbeddedBus::open(
            { fixture.at("data/bus.sqlite") }, fixture.clock, fixture.random, codec);
        const std::vector<bus::TopicSpec> topics { { "t" } };
        QVERIFY((*log)->ensureTopics(topics).ok());
        codec.isBroken = true;
        auto producer = (*log)->makeProducer();
        bus::OutRecord record;
        record.topic = "t";
        QVERIFY((*producer)->send(record, 1).ok());
        const auto deliveries = (*producer)->deliveries(std::chrono::seconds(30));
        QCOMPARE(deliveries.size(), std::size_t { 1 });
        QCOMPARE(deliveries.front().status.error().code, std::string("sealing.disk_full"));
        codec.isBroken = false;
    }

#ifdef Q_OS_UNIX
    // Killed when the keys are on the disk and the payload is not.
    void aDeathBetweenKeysAndCommitLosesNothing()
    {
        RingFixture fixture;
        QVERIFY(fixture.open().ok());
        const pid_t child = ::fork();
        if (child == 0) {
            auto ring = fixture.open([](std::string_view point) {
                if (point == "keys_settled") {
                    ::_exit(42);
                }
            });
            const sealing::SealingCodec codec(**ring);
            auto store = store::Store::open({ fixture.at("data/store.db") }, fixture.ids, codec);
            static_cast<void>((*store)->events.append(logged("a"), "fictional-1"));
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 42);
        auto ring = fixture.open();
        const sealing::SealingCodec codec(**ring);
        QCOMPARE((*ring)->figures()->keys, std::int64_t { 1 });
        auto store = store::Store::open({ fixture.at("data/store.db") }, fixture.ids, codec);
        QVERIFY(store.ok());
        QCOMPARE(*(*store)->events.lastPosition(), std::int64_t { 0 });
        QVERIFY((*store)->events.append(logged("a"), "fictional-1").ok());
        QCOMPARE((*ring)->figures()->keys, std::int64_t { 1 }); // the key was good for it
    }
#endif

private:
    // The event that `work` has committed, as a start finds it after both files' process died.
    static Result<Bytes> afterDeath(
        RingFixture& fixture, const std::function<Status(store::Store&)>& work)
    {
        {
            LOCUS_TRY_VALUE(ring, fixture.open());
            const sealing::SealingCodec codec(*ring);
            LOCUS_TRY_VALUE(
                store, store::Store::open({ fixture.at("data/store.db") }, fixture.ids, codec));
            LOCUS_TRY(work(*store));
            store->abandon();
            ring->abandon();
        }
        LOCUS_TRY_VALUE(ring, fixture.open());
        const sealing::SealingCodec codec(*ring);
        LOCUS_TRY_VALUE(
            store, store::Store::open({ fixture.at("data/store.db") }, fixture.ids, codec));
        LOCUS_TRY_VALUE(events, store->events.localAfter(0, 1, 1000));
        return events.empty() ? Result<Bytes>(notFound("test.none", "nothing was stored"))
                              : Result<Bytes>(events.front().value);
    }
};

LOCUS_TEST(commit_paths, CommitPathsTest)
#include "tst_commit_paths.moc"
