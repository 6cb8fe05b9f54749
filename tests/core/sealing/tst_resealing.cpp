// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A store of before sealing is sealed in place; whatever ends that in the middle, all can be read.
#include "core/base/file.h"
#include "core/store/resealing.h"
#include "core/store/store.h"
#include "core/store/store_analyses_reader.h"
#include "core/store/subjects.h"
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

constexpr int persons = 120; // more than a slice

std::string patientOf(int number)
{
    return "fictional-marker-" + std::to_string(1000 + number);
}

Result<store::Resealed> resealAll(store::Store& store, const PayloadCodec& codec,
    const std::function<void(std::string_view)>& point = {})
{
    LOCUS_TRY_VALUE(pass, store::Resealing::begin(store, codec, point));
    for (bool more = pass != nullptr; more;) {
        LOCUS_TRY_VALUE(went, pass->go());
        more = went;
    }
    return pass ? pass->done() : store::Resealed();
}

class World
{
public:
    RingFixture fixture;

    [[nodiscard]] std::filesystem::path file() const { return fixture.at("data/store.db"); }
    Result<std::unique_ptr<store::Store>> open(const PayloadCodec& codec)
    {
        std::filesystem::create_directories(fixture.at("data"));
        return store::Store::open({ file() }, fixture.ids, codec);
    }

    Status fill(store::Store& store)
    {
        LOCUS_TRY_VALUE(unit, store::UnitOfWork::begin(store.database()));
        for (int i = 0; i < persons; ++i) {
            LOCUS_TRY(add(store, i));
        }
        return unit.commit();
    }
    // How many persons are as they were filled in.
    Result<int> whole(const PayloadCodec& codec)
    {
        LOCUS_TRY_VALUE(store, open(codec));
        LOCUS_TRY_VALUE(events, store->events.localAfter(0, 1000, 1U << 30U));
        int found = 0;
        for (int i = 0; i < persons; ++i) {
            const auto n = static_cast<std::size_t>(i);
            LOCUS_TRY_VALUE(state, store->analyses.load(m_ids[n]));
            LOCUS_TRY_VALUE(letters, letterOf(*store, codec, i));
            if (letters.empty()) {
                continue;
            }
            LOCUS_TRY_VALUE(edit, store->deadLetters.lastEdit(letters.front().id));
            found += state && state->summary.patientRef == patientOf(i)
                    && state->summary.label == "label " + patientOf(i)
                    && state->request.text == "text " + patientOf(i)
                    && events[n].value == "event " + patientOf(i)
                    && letters.front().value == "letter " + patientOf(i)
                    && edit == "edit " + patientOf(i)
                ? 1
                : 0;
        }
        LOCUS_TRY(store::checkIntegrity(file(), codec));
        return found;
    }
    [[nodiscard]] bool tells() const
    {
        constexpr std::size_t cap = 64UL * 1024 * 1024;
        const Bytes main = readFile(file(), cap).valueOr({});
        const Bytes log = readFile(file().string() + "-wal", cap).valueOr({});
        return (main + log).find("fictional-marker-") != Bytes::npos;
    }
    [[nodiscard]] const analyses::AnalysisId& id(int number) const
    {
        return m_ids[static_cast<std::size_t>(number)];
    }

    // Its lane is kept by its name until it is sealed, then by the name's keyed hash.
    Result<std::vector<store::DeadLetter>> letterOf(
        store::Store& store, const PayloadCodec& codec, int number) const
    {
        const std::string lane = id(number).toString();
        LOCUS_TRY_VALUE(sealed, store.deadLetters.ofLane(codec.lookUp(lane), 1));
        return sealed.empty() ? store.deadLetters.ofLane(lane, 1) : std::move(sealed);
    }

private:
    Status add(store::Store& store, int number)
    {
        const std::string patient = patientOf(number);
        analyses::Aggregate state;
        state.summary.id = analyses::AnalysisId(fixture.ids.next());
        state.summary.patientRef = patient;
        state.summary.label = "label " + patient;
        state.request.text = "text " + patient;
        m_ids.push_back(state.summary.id);
        const std::string id = state.summary.id.toString();
        LOCUS_TRY(store.analyses.putSummary(state.summary));
        LOCUS_TRY(store.analyses.putRequest(state));
        store::LoggedEvent event;
        event.id = "event-" + std::to_string(number);
        event.stream = "Analysis/" + id;
        event.streamVersion = 1;
        event.value = "event " + patient;
        LOCUS_TRY(store.events.append(event, id));
        store::DeadLetter letter;
        letter.id = fixture.ids.next();
        letter.lane = id;
        letter.topic = "t";
        letter.value = "letter " + patient;
        LOCUS_TRY(store.deadLetters.add(letter));
        return store.deadLetters.addEdit(letter, "edit " + patient);
    }

    std::vector<analyses::AnalysisId> m_ids;
};

} // namespace

class ResealingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sealsAStoreOfBefore()
    {
        World world;
        const PlainCodec plain;
        QVERIFY(world.fill(**world.open(plain)).ok());
        QVERIFY(world.tells());
        auto ring = world.fixture.open();
        const sealing::SealingCodec codec(**ring);
        QCOMPARE(*world.whole(codec), persons); // read as it is
        {
            auto store = world.open(codec);
            const auto done = resealAll(**store, codec);
            QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.c_str());
            QCOMPARE(done->analyses, std::int64_t { persons });
            QCOMPARE(done->events, std::int64_t { persons });
            QCOMPARE(done->letters, std::int64_t { 2 * persons });
            QCOMPARE(resealAll(**store, codec)->events, std::int64_t { 0 });
        }
        QVERIFY(!world.tells());
        QCOMPARE(*world.whole(codec), persons);
    }

    void findsPeopleBySealedNames()
    {
        World world;
        auto ring = world.fixture.open();
        const sealing::SealingCodec codec(**ring);
        QVERIFY(world.fill(**world.open(codec)).ok());
        QVERIFY(!world.tells());
        auto reader = store::StoreAnalysesReader::open(world.file(), codec);
        analyses::Query query;
        query.patientRef = patientOf(7);
        QCOMPARE((*reader)->list(query)->items.size(), std::size_t { 1 });
        query.patientRef.clear();
        query.text = "LABEL Fictional-Marker-100"; // 1000 to 1009
        const auto found = (*reader)->list(query);
        QVERIFY2(found.ok(), found.ok() ? "" : found.error().message.c_str());
        QCOMPARE(found->items.size(), std::size_t { 10 });
        QCOMPARE(found->total, std::int64_t { 10 });
        QVERIFY(found->items.front().label.starts_with("label fictional-marker-100"));
    }

    void forgetsAPersonWithAllThatHangsOnHim()
    {
        World world;
        auto ring = world.fixture.open();
        const sealing::SealingCodec codec(**ring);
        {
            auto store = world.open(codec);
            QVERIFY(world.fill(**store).ok());
            const auto subjects = store::subjectsOf((*store)->database(), codec, { patientOf(7) });
            // Person and analysis, each with the name of its lane, and the letter.
            QCOMPARE(subjects->all.size(), std::size_t { 5 });
            QCOMPARE(subjects->letters, std::size_t { 1 });
            QVERIFY(*eraseOf(**ring, subjects->all) > 0);
        }
        auto store = world.open(codec);
        QVERIFY2(store.ok(), store.ok() ? "" : store.error().message.c_str());
        const auto state = (*store)->analyses.load(world.id(7));
        QVERIFY(state.ok());
        QVERIFY((*state)->summary.patientRef.empty() && (*state)->summary.label.empty());
        QVERIFY((*state)->request.text.empty());
        const auto letters = world.letterOf(**store, codec, 7);
        QVERIFY(letters.ok() && letters->size() == 1 && !letters->front().value);
        QVERIFY(!*(*store)->deadLetters.lastEdit(letters->front().id));
        const auto events = (*store)->events.localAfter(0, 1000, 1U << 30U);
        QVERIFY(events.ok() && (*events)[7].forgotten && (*events)[7].value.empty());
        QVERIFY(!(*events)[8].forgotten);
    }

    // Nobody can tell whom it is about: it is forgotten, and nothing else.
    void forgetsALetterWithoutALaneAlone()
    {
        World world;
        auto ring = world.fixture.open();
        const sealing::SealingCodec codec(**ring);
        auto store = world.open(codec);
        std::vector<Uuid> ids;
        for (const char* value : { "one", "other" }) {
            store::DeadLetter letter;
            letter.id = world.fixture.ids.next();
            letter.topic = "t";
            letter.value = value;
            ids.push_back(letter.id);
            QVERIFY((*store)->deadLetters.add(letter).ok());
        }
        QCOMPARE(*eraseOf(**ring, { ids.front().toString() }), 1);
        QVERIFY(!(*store)->deadLetters.get(ids.front())->value);
        QCOMPARE(*(*store)->deadLetters.get(ids.back())->value, Bytes("other"));
    }

#ifdef Q_OS_UNIX
    void survivesADeathInTheMiddle_data()
    {
        QTest::addColumn<int>("slice");
        for (const int slice : { 1, 2, 3, 4, 5, 6 }) {
            QTest::addRow("slice %d", slice) << slice;
        }
    }
    void survivesADeathInTheMiddle()
    {
        QFETCH(const int, slice);
        World world;
        const PlainCodec plain;
        QVERIFY(world.fill(**world.open(plain)).ok());
        QVERIFY(world.fixture.open().ok());
        const pid_t child = ::fork();
        if (child == 0) {
            auto ring = world.fixture.open();
            const sealing::SealingCodec codec(**ring);
            auto store = world.open(codec);
            static_cast<void>(resealAll(**store, codec, [left = slice](std::string_view) mutable {
                if (--left == 0) {
                    ::_exit(42);
                }
            }));
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(WEXITSTATUS(status), 42);
        auto ring = world.fixture.open();
        QVERIFY(ring.ok());
        const sealing::SealingCodec codec(**ring);
        QCOMPARE(*world.whole(codec), persons);
        {
            auto store = world.open(codec);
            QVERIFY(resealAll(**store, codec).ok());
        }
        QVERIFY(!world.tells());
        QCOMPARE(*world.whole(codec), persons);
    }
#endif
};

LOCUS_TEST(resealing, ResealingTest)
#include "tst_resealing.moc"
