// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows of event time against a plain computation over all events, whatever their order.
#include "core/pipeline/effects.h"
#include "core/pipeline/window_role.h"
#include "tests/support/load_generator.h"
#include "tests/support/role_tester.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
using pipeline::WindowSpec;

namespace {

// The number in {"n":7}.
std::string numberOf(const Bytes& data)
{
    const auto from = data.find(':') + 1;
    return data.substr(from, data.find('}') - from);
}

std::string sorted(const Bytes& list)
{
    std::vector<std::string> parts;
    for (std::size_t from = 0; from < list.size(); from = list.find(' ', from) + 1) {
        parts.push_back(list.substr(from, list.find(' ', from) - from));
    }
    std::sort(parts.begin(), parts.end());
    std::string out;
    for (const std::string& part : parts) {
        out += part + ' ';
    }
    return out;
}

// Gathers the numbers of each key.
class Numbers final : public pipeline::WindowRole
{
public:
    explicit Numbers(const WindowSpec& spec)
        : WindowRole("numbers", spec)
    { }
    std::vector<std::string> late;

protected:
    [[nodiscard]] std::optional<std::string> keyOf(
        const pipeline::Incoming& incoming) const override
    {
        return incoming.event.aggregateId;
    }
    Status add(const pipeline::Incoming& incoming, Bytes& state) override
    {
        state += numberOf(incoming.event.data) + ' ';
        return {};
    }
    Status join(Bytes& state, const Bytes& later) override
    {
        state += later;
        return {};
    }
    Status onClosed(const pipeline::ClosedWindow& closed, pipeline::Effects& effects) override
    {
        return effects.append(
            EventBuilder(closed.id.toString())
                .type("Test.Counted")
                .of("Window", closed.key)
                .data('"' + closed.key + ' ' + std::to_string(toMillis(closed.window.start)) + '-'
                    + std::to_string(toMillis(closed.window.end)) + ": " + sorted(closed.state)
                    + '"'),
            "windows");
    }
    Status onLate(const pipeline::Incoming& incoming, std::span<const pipeline::Window> missed,
        pipeline::Effects& effects) override
    {
        effects.changed("late", "put", incoming.event.id);
        late.push_back(numberOf(incoming.event.data) + '*' + std::to_string(missed.size()));
        return {};
    }
};

std::string lineOf(const std::string& key, Instant start, Instant end, const Bytes& numbers)
{
    return '"' + key + ' ' + std::to_string(toMillis(start)) + '-' + std::to_string(toMillis(end))
        + ": " + sorted(numbers) + '"';
}

// What windows mean, computed the plain way.
std::vector<std::string> plainly(
    const std::vector<events::Envelope>& events, const WindowSpec& spec)
{
    std::map<std::string, std::vector<const events::Envelope*>> byKey;
    for (const events::Envelope& event : events) {
        byKey[event.aggregateId].push_back(&event);
    }
    std::vector<std::string> out;
    for (auto& [key, some] : byKey) {
        std::sort(some.begin(), some.end(),
            [](const auto* a, const auto* b) { return a->time < b->time; });
        if (spec.kind == WindowSpec::Kind::Session) {
            for (std::size_t i = 0; i < some.size();) {
                std::size_t end = i;
                Bytes numbers;
                do {
                    numbers += numberOf(some[end]->data) + ' ';
                    ++end;
                } while (end < some.size() && some[end]->time - some[end - 1]->time < spec.size);
                out.push_back(lineOf(key, some[i]->time, some[end - 1]->time + spec.size, numbers));
                i = end;
            }
            continue;
        }
        const Instant first = fromMicros(
            (toMicros(some.front()->time - spec.size) / spec.step.count()) * spec.step.count());
        for (Instant start = first; start <= some.back()->time; start += spec.step) {
            Bytes numbers;
            for (const auto* event : some) {
                if (event->time >= start && event->time < start + spec.size) {
                    numbers += numberOf(event->data) + ' ';
                }
            }
            if (!numbers.empty()) {
                out.push_back(lineOf(key, start, start + spec.size, numbers));
            }
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> inOrder(std::vector<std::string> lines)
{
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace

class WindowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventIsInItsWindows_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("tumbling") << 0;
        QTest::newRow("sliding") << 1;
        QTest::newRow("session") << 2;
    }

    void everyEventIsInItsWindows()
    {
        QFETCH(int, kind);
        std::size_t windows = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const Duration lateness = std::chrono::seconds(seed % 4 * 3);
            const WindowSpec spec = kind == 0 ? WindowSpec::tumbling(10s, lateness)
                : kind == 1                   ? WindowSpec::sliding(10s, 5s, lateness)
                                              : WindowSpec::session(4s, lateness);
            Numbers role(spec);
            RoleTester tester(role);
            QVERIFY(tester.open().ok());
            const auto load = makeLoad({ 100, 3, 1s, lateness, seed }, tester.clock.now() - 10min);
            SeededRandom random(seed);
            for (const events::Envelope& event : load) {
                tester.give(event);
                if (random.chance(10)) {
                    QVERIFY(tester.restart().ok());
                }
                if (random.chance(10)) {
                    tester.give(event); // a repeat
                }
            }
            tester.advance(1min); // nothing more comes: the timer closes what is open
            QVERIFY2(role.late.empty(), role.late.empty() ? "" : role.late.front().c_str());
            const auto expected = plainly(load, spec);
            QCOMPARE(inOrder(tester.published("windows")), expected);
            QVERIFY(!*tester.store->windows.firstEnd("numbers"));
            windows += expected.size();
        }
        QVERIFY(windows > 400);
    }

    void whatIsTooLateIsCountedAndHandedOver_data() { everyEventIsInItsWindows_data(); }
    void whatIsTooLateIsCountedAndHandedOver()
    {
        QFETCH(int, kind);
        std::size_t lateOnes = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const WindowSpec spec = kind == 0 ? WindowSpec::tumbling(10s, 2s)
                : kind == 1                   ? WindowSpec::sliding(10s, 5s, 2s)
                                              : WindowSpec::session(4s, 2s);
            Numbers role(spec);
            RoleTester tester(role);
            QVERIFY(tester.open().ok());
            const auto load = makeLoad({ 80, 3, 1s, 30s, seed }, tester.clock.now() - 10min);
            tester.giveAll(load);
            tester.advance(1min);
            // Each event as often as it has windows, in results and among the late.
            std::map<std::string, std::size_t> seen;
            for (const std::string& line : tester.published("windows")) {
                const Bytes numbers = line.substr(line.find(": ") + 2);
                for (std::size_t from = 0; from < numbers.size() - 1;
                     from = numbers.find(' ', from) + 1) {
                    ++seen[numbers.substr(from, numbers.find(' ', from) - from)];
                }
            }
            for (const std::string& late : role.late) {
                const auto star = late.find('*');
                seen[late.substr(0, star)] += std::stoul(late.substr(star + 1));
            }
            for (const events::Envelope& event : load) {
                QCOMPARE(seen[numberOf(event.data)], pipeline::windowsAt(spec, event.time).size());
            }
            QCOMPARE(tester.store->windows.mark("numbers")->late,
                static_cast<std::int64_t>(role.late.size()));
            lateOnes += role.late.size();
        }
        QVERIFY(lateOnes > 100);
    }

    void anIdleStreamClosesWhenItsTimeIsOver()
    {
        Numbers role(WindowSpec::tumbling(10s, 2s));
        RoleTester tester(role);
        QVERIFY(tester.open().ok());
        const Instant start =
            fromMicros(toMicros(tester.clock.now()) / 10'000'000 * 10'000'000 + 10'000'000);
        tester.advance(start + 1s - tester.clock.now());
        tester.give(EventBuilder("1").at(start + 1s).data("{\"n\":1}"));
        tester.advance(10s); // the window has ended, not its lateness
        QVERIFY(tester.published().empty());
        tester.give(EventBuilder("2").at(start + 9s).data("{\"n\":2}"));
        tester.advance(9s); // idle for nine of ten seconds
        QVERIFY(tester.published().empty());
        QVERIFY(tester.restart().ok()); // the timer is in the store
        tester.advance(1s);
        QCOMPARE(tester.published().size(), std::size_t { 1 });
        QVERIFY(tester.published().front().find(": 1 2 ") != std::string::npos);
        tester.give(EventBuilder("3").at(start + 9s).data("{\"n\":3}"));
        QCOMPARE(role.late, std::vector<std::string> { "3*1" });
        QCOMPARE(tester.changes.back().stream, std::string("late"));
    }

    void aFastClockClosesNothingEarly()
    {
        Numbers role(WindowSpec::tumbling(10s, 2s));
        RoleTester tester(role);
        QVERIFY(tester.open().ok());
        tester.give(EventBuilder("1").at(tester.clock.now() + 24h * 365).data("{\"n\":1}"));
        tester.give(EventBuilder("2").at(tester.clock.now()).data("{\"n\":2}"));
        QVERIFY(role.late.empty());
        tester.advance(1min);
        QCOMPARE(tester.published().size(), std::size_t { 1 });
        QVERIFY(tester.published().front().find(": 2 ") != std::string::npos);
    }

    void windowsAreAlignedAlsoBefore1970()
    {
        const auto starts = [](const WindowSpec& spec, std::int64_t seconds) {
            std::vector<std::int64_t> out;
            for (const auto& window : pipeline::windowsAt(spec, fromMillis(seconds * 1000))) {
                out.push_back(toMillis(window.start) / 1000);
            }
            return out;
        };
        using Starts = std::vector<std::int64_t>;
        QCOMPARE(starts(WindowSpec::tumbling(10s, 0s), 20), (Starts { 20 }));
        QCOMPARE(starts(WindowSpec::tumbling(10s, 0s), 19), (Starts { 10 }));
        QCOMPARE(starts(WindowSpec::tumbling(10s, 0s), -1), (Starts { -10 }));
        QCOMPARE(starts(WindowSpec::sliding(10s, 5s, 0s), 20), (Starts { 15, 20 }));
        QCOMPARE(starts(WindowSpec::sliding(10s, 5s, 0s), -1), (Starts { -10, -5 }));
    }
};

LOCUS_TEST(windows, WindowsTest)
#include "tst_windows.moc"
