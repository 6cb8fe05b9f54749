// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each repository's promises, on the writer's connection.
#include "core/store/row_codec.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;

class RepositoriesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StoreFixture> m_files;
    std::unique_ptr<store::Store> m_store;

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

    void theInboxKnowsWhatEachRoleTook()
    {
        auto& inbox = m_store->inbox;
        const Instant now = m_files->clock.now();
        const std::vector<std::string> roles { "a", "b" };
        QVERIFY(inbox.know(roles).ok());
        const Uuid key = m_files->ids.next();
        QVERIFY(*inbox.insert("a", key, now));
        QVERIFY(!*inbox.insert("a", key, now));
        QVERIFY(*inbox.insert("b", key, now));
        QVERIFY(!inbox.insert("unknown", key, now).ok());
        // Foreign ids become keys that start with the event's time, the same one every time.
        const Uuid foreign = store::Inbox::keyOf("evt-17", "/lab", now);
        QCOMPARE(foreign.time(), fromMillis(toMillis(now)));
        QCOMPARE(store::Inbox::keyOf("evt-17", "/lab", now).toString(), foreign.toString());
        QVERIFY(store::Inbox::keyOf("evt-17", "/other", now) != foreign);
        QCOMPARE(store::Inbox::keyOf(key.toString(), "/lab", now).toString(), key.toString());
        // Pruned only when both the event and its arrival are old.
        const Uuid late = store::Inbox::keyOf("old", "/lab", now - std::chrono::hours(1000));
        QVERIFY(*inbox.insert("a", late, now));
        QCOMPARE(*inbox.prune(now - std::chrono::hours(10), 100), 0);
        QCOMPARE(*inbox.prune(now + std::chrono::hours(1), 100), 3);
        QVERIFY(*inbox.insert("a", key, now));
    }

    void theEventLogNumbersStreamsAndFeedsTheRelay()
    {
        auto& log = m_store->events;
        for (int i = 1; i <= 5; ++i) {
            store::LoggedEvent event;
            event.id = "e" + std::to_string(i);
            event.stream = i % 2 == 0 ? "S/even" : "S/odd";
            event.streamVersion = static_cast<std::uint64_t>((i + 1) / 2);
            event.local = i != 3;
            event.value = "v" + std::to_string(i);
            QCOMPARE(*log.append(event, {}), i);
        }
        QCOMPARE(*log.versionOf("S/odd"), std::uint64_t { 3 });
        QCOMPARE(*log.versionOf("S/none"), std::uint64_t { 0 });
        const auto local = log.localAfter(1, 10, 1 << 20);
        QCOMPARE(local->size(), std::size_t { 3 }); // 2, 4, 5: the foreign one is never relayed
        QCOMPARE(local->front().value, std::string("v2"));
        QCOMPARE(log.stream("S/odd")->size(), std::size_t { 3 });
        store::LoggedEvent twice;
        twice.id = "x";
        twice.stream = "S/odd";
        twice.streamVersion = 3;
        QVERIFY(!log.append(twice, {}).ok()); // a version is given once
        QCOMPARE(*log.cursor("events"), 0);
        QVERIFY(log.setCursor("events", 4).ok());
        QCOMPARE(*log.cursor("events"), 4);
        QCOMPARE(*log.verifyAfter(0, 3), 3);
        QCOMPARE(*log.verifyAfter(3, 3), 5);
        QCOMPARE(*log.verifyAfter(5, 3), 5);
    }

    void anOffsetNeverGoesBack()
    {
        QVERIFY(m_store->offsets.put({ "t", 3, 10, 111, 7 }).ok());
        QVERIFY(m_store->offsets.put({ "t", 3, 9, 222, 8 }).ok());
        const auto all = m_store->offsets.all();
        QCOMPARE(all->size(), std::size_t { 1 });
        QCOMPARE(all->front().next, 10);
        QCOMPARE(all->front().lastHash, std::uint64_t { 7 });
    }

    void jobsWaitUntilTheyAreDue()
    {
        const Instant now = m_files->clock.now();
        store::Job job;
        job.id = m_files->ids.next();
        job.kind = "annotate";
        job.due = now;
        job.body = "body";
        QVERIFY(m_store->jobs.add(job, {}).ok());
        QVERIFY(m_store->jobs.add(job, {}).ok()); // the same id again
        QCOMPARE(*m_store->jobs.count(), 1);
        QCOMPARE(m_store->jobs.due(now, 10)->front().body, std::string("body"));
        QVERIFY(m_store->jobs.postpone(job.id, 2, now + std::chrono::seconds(5)).ok());
        QVERIFY(m_store->jobs.due(now, 10)->empty());
        QCOMPARE(toMicros(*m_store->jobs.nextDue(now)), toMicros(now + std::chrono::seconds(5)));
        QCOMPARE(m_store->jobs.due(now + std::chrono::seconds(5), 10)->front().attempts, 2);
        QVERIFY(*m_store->jobs.remove(job.id));
        QVERIFY(!*m_store->jobs.remove(job.id));
        job.about = "Analysis/1";
        QVERIFY(m_store->jobs.add(job, {}).ok());
        QVERIFY(m_store->jobs.removeAbout("Analysis/2")->empty());
        QVERIFY(m_store->jobs.removeAbout("Analysis/1")->front() == job.id);
        QCOMPARE(*m_store->jobs.count(), 0);
    }

    void ofALaneOnlyTheFirstJobIsDue()
    {
        const Instant now = m_files->clock.now();
        std::vector<Uuid> ids;
        for (const char* lane : { "x", "x", "", "y" }) {
            store::Job job;
            job.id = m_files->ids.next();
            job.kind = "annotate";
            job.due = now;
            job.lane = lane;
            ids.push_back(job.id);
            QVERIFY(m_store->jobs.add(job, {}).ok());
        }
        const auto due = [&](Instant time) {
            std::vector<Uuid> out;
            const auto jobs = m_store->jobs.due(time, 10);
            for (const store::Job& job : *jobs) {
                out.push_back(job.id);
            }
            return out;
        };
        QVERIFY(due(now) == (std::vector { ids[0], ids[2], ids[3] }));
        QVERIFY(m_store->jobs.firstOfLane("x")->value().id == ids[0]);
        QVERIFY(m_store->jobs.postpone(ids[0], 1, now + std::chrono::seconds(5)).ok());
        QVERIFY(due(now) == (std::vector { ids[2], ids[3] }));
        QVERIFY(*m_store->jobs.remove(ids[0]));
        QVERIFY(due(now) == (std::vector { ids[1], ids[2], ids[3] }));
        QVERIFY(!*m_store->jobs.firstOfLane("z"));
    }

    void windowsAreFoundByKeyAndTime()
    {
        store::Windows& windows = m_store->windows;
        const auto at = [](std::int64_t second) { return fromMillis(second * 1000); };
        QVERIFY(!windows.mark("r")->newest);
        store::WindowMark mark;
        mark.newest = at(-5);
        mark.late = 3;
        QVERIFY(windows.setMark("r", mark).ok());
        QVERIFY(windows.mark("r")->newest == mark.newest);
        QVERIFY(!windows.mark("r")->timer);
        QCOMPARE(windows.mark("r")->late, 3);
        QVERIFY(windows.put("r", { "a", at(10), at(20), "one" }).ok());
        QVERIFY(windows.put("r", { "a", at(20), at(30), "two" }).ok());
        QVERIFY(windows.put("r", { "b", at(10), at(15), "three" }).ok());
        QVERIFY(windows.put("r", { "b", at(10), at(16), "four" }).ok()); // the same one, grown
        QVERIFY(windows.put("other", { "a", at(1), at(2), "other" }).ok());
        // The end is outside.
        QCOMPARE(windows.overlapping("r", "a", at(19), at(20))->size(), std::size_t { 1 });
        QCOMPARE(windows.overlapping("r", "a", at(19), at(21))->size(), std::size_t { 2 });
        QVERIFY(windows.overlapping("r", "a", at(0), at(10))->empty());
        QVERIFY(windows.firstEnd("r")->value() == at(16));
        const auto ended = windows.endedBy("r", at(20), 10);
        QCOMPARE(ended->size(), std::size_t { 2 });
        QCOMPARE(ended->front().state, std::string("four"));
        QCOMPARE(ended->back().state, std::string("one"));
        QVERIFY(windows.remove("r", ended->front()).ok());
        QVERIFY(windows.firstEnd("r")->value() == at(20));
    }

    void timersComeInOrderOfDue()
    {
        const Instant now = m_files->clock.now();
        const Uuid late = m_files->ids.next();
        const Uuid early = m_files->ids.next();
        QVERIFY(!m_store->timers.next()->has_value());
        QVERIFY(m_store->timers.put({ late, now + std::chrono::seconds(2), "r", "l" }).ok());
        QVERIFY(m_store->timers.put({ early, now + std::chrono::seconds(1), "r", "e" }).ok());
        QCOMPARE(
            m_store->timers.due(now + std::chrono::seconds(3), 9)->front().body, std::string("e"));
        QVERIFY(m_store->timers.put({ early, now + std::chrono::seconds(9), "r", "e" }).ok());
        QCOMPARE(toMicros(**m_store->timers.next()), toMicros(now + std::chrono::seconds(2)));
    }

    void aDeadLetterIsTheRecordOctetForOctet()
    {
        store::DeadLetter letter;
        letter.id = m_files->ids.next();
        letter.lane = "lane";
        letter.topic = "t";
        letter.offset = 12;
        letter.value = std::string("\x00\xff{", 3);
        letter.headers = { { "a", "1" }, { "a", "2" }, { "b", std::nullopt }, { "c", "" } };
        letter.errorCode = "json.malformed";
        QVERIFY(*m_store->deadLetters.add(letter));
        QVERIFY(!*m_store->deadLetters.add(letter));
        const auto found = m_store->deadLetters.get(letter.id);
        QVERIFY(found->value == letter.value);
        QVERIFY(!found->key.has_value());
        QVERIFY(found->headers == letter.headers);
        store::DeadLetter second = letter;
        second.id = m_files->ids.next();
        second.behind = letter.id;
        second.key = "";
        QVERIFY(*m_store->deadLetters.add(second));
        QVERIFY(m_store->deadLetters.get(second.id)->key == std::optional<Bytes>(""));
        QCOMPARE(m_store->deadLetters.laneHeads()->size(), std::size_t { 1 });
        QVERIFY(m_store->deadLetters.laneHeads()->front().id == letter.id);
        QVERIFY(!m_store->deadLetters.laneHeads()->front().moving);
        letter.state = store::DeadLetter::State::Redriven;
        QVERIFY(m_store->deadLetters.update(letter).ok());
        QCOMPARE(m_store->deadLetters.ofLane("lane", 9)->size(), std::size_t { 1 });
        QVERIFY(m_store->deadLetters.laneHeads()->front().moving); // it stood behind
        QCOMPARE(m_store->deadLetters.get(m_files->ids.next()).error().code,
            std::string("dead_letters.unknown"));
    }

    void aRecordThatWaitsIsNoDeadLetterYet()
    {
        store::DeadLetters& letters = m_store->deadLetters;
        store::DeadLetter waiting;
        waiting.id = m_files->ids.next();
        waiting.state = store::DeadLetter::State::Waiting;
        waiting.lane = "lane";
        waiting.awaits = "Analysis/1";
        QVERIFY(*letters.add(waiting));
        store::DeadLetter dead;
        dead.id = m_files->ids.next();
        dead.lane = "other";
        QVERIFY(*letters.add(dead));
        QCOMPARE(letters.after(0, 9)->size(), std::size_t { 1 });
        QVERIFY(letters.laneHeads()->front().moving);
        QCOMPARE(letters.laneHeads()->front().awaits, std::string("Analysis/1"));
        // Its time is over: published behind what was published before.
        waiting.state = store::DeadLetter::State::Open;
        QVERIFY(letters.update(waiting).ok());
        QVERIFY(letters.renumber(waiting.id).ok());
        QVERIFY(letters.after(letters.get(dead.id)->number, 9)->front().id == waiting.id);
        QVERIFY(letters.note({ waiting.id, m_files->clock.now(), "ops", "discarded", "old" }).ok());
        QVERIFY(letters.note({ dead.id, m_files->clock.now(), {}, "parked", "x" }).ok());
        QCOMPARE(letters.history(waiting.id)->size(), std::size_t { 1 });
        QCOMPARE(letters.history(waiting.id)->front().reason, std::string("old"));
    }

    void answersAreKeptWordForWord()
    {
        const Instant now = m_files->clock.now();
        const Uuid yes = m_files->ids.next();
        const Uuid no = m_files->ids.next();
        QVERIFY(!m_store->commands.find(yes)->has_value());
        QVERIFY(m_store->commands.put(yes, Bytes("{}"), now).ok());
        QVERIFY(m_store->commands.put(no, refused("x.no", "not now").with("allowed", "later"), now)
                    .ok());
        QCOMPARE(***m_store->commands.find(yes), std::string("{}"));
        const auto refusal = m_store->commands.find(no);
        QVERIFY((**refusal).error().kind == ErrorKind::Refused);
        QCOMPARE((**refusal).error().message, std::string("not now"));
        QCOMPARE(std::string((**refusal).error().fact("allowed")), std::string("later"));
        QCOMPARE(*m_store->commands.prune(now + std::chrono::seconds(1), 10), 2);
    }

    void changesCountWithoutGaps()
    {
        for (std::uint64_t i = 1; i <= 5; ++i) {
            QCOMPARE(*m_store->changes.add("analyses", "put", "x"), i);
        }
        {
            auto unit = store::UnitOfWork::begin(m_store->database());
            QVERIFY(m_store->changes.add("analyses", "put", "undone").ok());
        }
        QVERIFY(m_store->changes.prune(2).ok());
        QCOMPARE(*m_store->changes.add("analyses", "put", "y"), std::uint64_t { 6 });
        QCOMPARE(m_store->changes.after(0, 10)->front().seq, std::uint64_t { 4 });
        QVERIFY(m_store->changes.prune(0).ok());
        QCOMPARE(*m_store->changes.last(), std::uint64_t { 6 });
    }

    void rowsComeBackWhole()
    {
        genetics::AnnotationRow row;
        row.input = "NM_000518.5:c.20A>T";
        row.line = 3;
        row.variant = genetics::Variant { "GRCh38", "11", 5227002, "T", "A" };
        row.spdi = "NC_000011.10:5227001:T:A";
        genetics::Annotation annotation;
        annotation.mostSevere = "missense_variant";
        genetics::TranscriptAnnotation transcript;
        transcript.transcriptId = "NM_000518.5";
        transcript.consequenceTerms = { "missense_variant", "splice_region_variant" };
        transcript.cdsStart = 20;
        transcript.flags.maneSelect = true;
        transcript.scores = { { "sift", 0.25 } };
        transcript.predictions = { { "sift", "tolerated" } };
        annotation.transcripts = { transcript };
        genetics::ColocatedVariant known;
        known.id = "rs334";
        known.frequencies = { { "gnomade_afr", 0.048 } };
        known.synonyms = { { "ClinVar", { "RCV000016574" } } };
        known.otherAllelesOnly = true;
        annotation.colocated = { known };
        row.annotation = annotation;
        row.source = { "ensembl-vep-rest", "115", "2025-09" };
        row.retrieved = m_files->clock.now();
        row.notes = { "a", "b" };
        row.rawReply = "{}";
        const auto back = store::unpackRow(store::packRow(row));
        QVERIFY(back.ok());
        QCOMPARE(store::packRow(*back), store::packRow(row));
        QCOMPARE(back->annotation->transcripts.front().scores.at("sift"), 0.25);
        QCOMPARE(*back->annotation->transcripts.front().cdsStart, 20);
        QVERIFY(back->annotation->transcripts.front().flags.maneSelect);
        QVERIFY(back->annotation->colocated.front().otherAllelesOnly);
        const Bytes packed = store::packRow(row);
        for (std::size_t cut = 0; cut < packed.size(); cut += 7) {
            QVERIFY(!store::unpackRow(packed.substr(0, cut)).ok());
        }
        genetics::AnnotationRow without;
        without.notAnnotated = genetics::NotAnnotated { "timeout", "late", {},
            { "http.timeout", { { "host", "vep.example" } } } };
        const Bytes told = store::packRow(without);
        const auto read = store::unpackRow(told);
        QVERIFY(read.ok());
        QVERIFY(read->notAnnotated->why == without.notAnnotated->why);
        // As it was written before reasons had keys.
        genetics::AnnotationRow plain = without;
        plain.notAnnotated->why = {};
        constexpr std::size_t ofEmpty = 16; // an empty key, no facts
        const Bytes now = store::packRow(plain);
        const auto old = store::unpackRow(now.substr(0, now.size() - ofEmpty));
        QVERIFY(old.ok());
        QCOMPARE(old->notAnnotated->reason, std::string("late"));
        // The cache keeps what a service said, not what the local engine can say again.
        QVERIFY(m_store->annotationCache.put(row).ok());
        QVERIFY(m_store->annotationCache.find(*row.variant)->has_value());
        genetics::AnnotationRow local = row;
        local.variant->position = 1;
        local.source.engine = "locus-local";
        QVERIFY(m_store->annotationCache.put(local).ok());
        QVERIFY(!m_store->annotationCache.find(*local.variant)->has_value());
    }
};

LOCUS_TEST(repositories, RepositoriesTest)
#include "tst_repositories.moc"
