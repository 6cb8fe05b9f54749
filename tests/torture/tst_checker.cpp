// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The checker is checked: a sound history has no violation, and each kind planted into one is
// found.
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"
#include "tests/torture/checker.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <map>

using namespace locus::torture;
using locus::test::SeededRandom;

namespace {

using Entries = std::vector<Entry>;

constexpr int values = 40;
constexpr int partitions = 3;
constexpr std::uint64_t versions = 3;

Operation operation(Operation::Phase phase, const std::string& value)
{
    return { phase, value, 0 };
}

// A run as it should be: some values refused, some of unknown outcome, copies on the wire, two
// readers.
Entries soundHistory(SeededRandom& random)
{
    Entries history;
    std::vector<Held> held;
    for (int i = 0; i < values; ++i) {
        const std::string value = "v" + std::to_string(i);
        history.push_back(operation(Operation::Phase::Invoked, value));
        const bool refused = random.chance(10);
        const bool unknown = !refused && random.chance(10);
        if (!refused && !(unknown && random.chance(50))) {
            held.push_back({ value, "a" + std::to_string(i), versions, 1 });
        }
        history.push_back(operation(refused ? Operation::Phase::Failed
                : unknown                   ? Operation::Phase::Unknown
                                            : Operation::Phase::Ok,
            value));
    }
    std::vector<std::vector<Polled>> logs(partitions);
    for (std::uint64_t version = 1; version <= versions; ++version) {
        for (const Held& one : held) {
            auto& log = logs[std::hash<std::string>()(one.aggregate) % partitions];
            log.push_back({ {}, "events", 0, 0, one.aggregate + '-' + std::to_string(version),
                one.aggregate, version, 0 });
            if (random.chance(5)) {
                log.push_back(log[random.below(log.size())]);
            }
        }
    }
    for (const char* reader : { "first", "second" }) {
        for (int partition = 0; partition < partitions; ++partition) {
            std::int64_t offset = 0;
            for (Polled polled : logs[static_cast<std::size_t>(partition)]) {
                polled.reader = reader;
                polled.partition = partition;
                polled.offset = offset;
                offset += polled.version == 2 ? 2 : 1; // a transaction marker leaves a hole
                history.emplace_back(std::move(polled));
            }
        }
    }
    history.insert(history.end(), held.begin(), held.end());
    history.emplace_back(Letter { "dl1", "requests", 0, 7, true, true });
    return history;
}

template <typename T> std::vector<std::size_t> placesOf(const Entries& history)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < history.size(); ++i) {
        if (std::holds_alternative<T>(history[i])) {
            places.push_back(i);
        }
    }
    return places;
}

using Plant = std::function<void(Entries&, SeededRandom&)>;

template <typename T> T& any(Entries& history, SeededRandom& random)
{
    const auto places = placesOf<T>(history);
    return std::get<T>(history[places[random.below(places.size())]]);
}

std::string outcomeOf(const Entries& history, Operation::Phase phase)
{
    for (const Entry& entry : history) {
        const auto* one = std::get_if<Operation>(&entry);
        if (one != nullptr && one->phase == phase) {
            return one->value;
        }
    }
    return {};
}

void forget(Entries& history, const std::string& aggregate, std::uint64_t version)
{
    std::erase_if(history, [&](const Entry& entry) {
        const auto* polled = std::get_if<Polled>(&entry);
        return polled != nullptr && polled->aggregate == aggregate && polled->version == version;
    });
}

const std::map<Kind, Plant>& plants()
{
    static const std::map<Kind, Plant> all {
        { Kind::Lost,
            [](Entries& h, SeededRandom&) {
                const std::string value = outcomeOf(h, Operation::Phase::Ok);
                std::erase_if(h, [&value](const Entry& entry) {
                    const auto* held = std::get_if<Held>(&entry);
                    return held != nullptr && held->value == value;
                });
            } },
        { Kind::Duplicate,
            [](Entries& h, SeededRandom& r) {
                Held copy = any<Held>(h, r);
                copy.aggregate = "twin";
                copy.version = 0;
                h.emplace_back(copy);
            } },
        { Kind::Aborted,
            [](Entries& h, SeededRandom&) {
                h.push_back(operation(Operation::Phase::Invoked, "x"));
                h.push_back(operation(Operation::Phase::Failed, "x"));
                h.emplace_back(Held { "x", "ax", 0, 1 });
            } },
        { Kind::Phantom,
            [](Entries& h, SeededRandom&) {
                h.emplace_back(Held { "ghost", "ag", 0, 1 });
            } },
        { Kind::OutOfOrder,
            [](Entries& h, SeededRandom& r) {
                const std::string aggregate = any<Held>(h, r).aggregate;
                for (Entry& entry : h) {
                    auto* polled = std::get_if<Polled>(&entry);
                    if (polled != nullptr && polled->aggregate == aggregate) {
                        polled->version = versions + 1 - polled->version;
                    }
                }
            } },
        { Kind::Gap, [](Entries& h, SeededRandom& r) { forget(h, any<Held>(h, r).aggregate, 2); } },
        { Kind::Unseen,
            [](Entries& h, SeededRandom& r) { forget(h, any<Held>(h, r).aggregate, versions); } },
        { Kind::OffsetDisagreement,
            [](Entries& h, SeededRandom& r) {
                Polled& one = any<Polled>(h, r);
                one.eventId = "other";
                one.version = 0;
            } },
        { Kind::NonMonotonicPoll,
            [](Entries& h, SeededRandom& r) { h.emplace_back(any<Polled>(h, r)); } },
        { Kind::SkippedPoll,
            [](Entries& h, SeededRandom&) {
                const auto places = placesOf<Polled>(h);
                h.erase(h.begin() + static_cast<std::ptrdiff_t>(places[1]));
            } },
        { Kind::Changed,
            [](Entries& h, SeededRandom& r) { any<Polled>(h, r).aggregate = "somebody else"; } },
        { Kind::LetterIncomplete,
            [](Entries& h, SeededRandom& r) {
                const bool octets = r.chance(50);
                any<Letter>(h, r).hasOctets = octets;
                any<Letter>(h, r).hasCause = !octets;
            } },
        { Kind::LetterTwice,
            [](Entries& h, SeededRandom& r) {
                Letter copy = any<Letter>(h, r);
                copy.id = "dl2";
                h.emplace_back(copy);
            } },
    };
    return all;
}

} // namespace

class CheckerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoundHistoryHasNoViolation()
    {
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            SeededRandom random(seed);
            const Verdict verdict = check(soundHistory(random));
            QVERIFY2(verdict.violations.empty(),
                verdict.violations.empty() ? "" : verdict.violations.front().detail.c_str());
            QCOMPARE(verdict.invoked, values);
            QCOMPARE(verdict.acknowledged + verdict.refused + verdict.unknown, values);
        }
    }

    void everyPlantedViolationIsFound_data()
    {
        QTest::addColumn<int>("kind");
        for (const auto& [kind, plant] : plants()) {
            QTest::newRow(std::string(toString(kind)).c_str()) << static_cast<int>(kind);
        }
        QCOMPARE(plants().size(), static_cast<std::size_t>(Kind::LetterTwice) + 1);
    }

    void everyPlantedViolationIsFound()
    {
        QFETCH(int, kind);
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            SeededRandom random(seed);
            std::vector<Entry> history = soundHistory(random);
            plants().at(static_cast<Kind>(kind))(history, random);
            const Verdict verdict = check(history);
            QVERIFY2(verdict.count(static_cast<Kind>(kind)) > 0,
                ("seed " + std::to_string(seed)).c_str());
        }
    }

    void whatIsWrittenIsReadAgainAndACutLineIsTheEnd()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file =
            folder.filePath(QStringLiteral("history.jsonl")).toStdString();
        SeededRandom random(1);
        const std::vector<Entry> history = soundHistory(random);
        {
            auto out = History::create(file);
            QVERIFY(out.ok());
            for (const Entry& entry : history) {
                QVERIFY(out->add(entry).ok());
            }
            QVERIFY(out->add(Fault { "kill -9", 1, 2 }).ok());
        }
        QCOMPARE(History::read(file)->size(), history.size() + 1);
        QVERIFY(check(*History::read(file)).violations.empty());
        std::filesystem::resize_file(file, std::filesystem::file_size(file) - 5);
        QCOMPARE(History::read(file)->size(), history.size());
    }
};

LOCUS_TEST(checker, CheckerTest)
#include "tst_checker.moc"
