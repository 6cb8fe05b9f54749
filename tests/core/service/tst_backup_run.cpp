// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Backups by the clock and by people: what is kept of them, and what people and monitoring are
// told. A script stands for locusctl; the real one has tests/integration/tst_backup.
#include "core/base/file.h"
#include "core/metrics/registry.h"
#include "core/service/backup_run.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fast_folder.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace locus;
using namespace std::chrono_literals;
namespace fs = std::filesystem;
using Names = std::vector<std::string>;

namespace {

// Fails as the file "fail" beside it says: "create", "verify"; "create-hangs" does not end.
constexpr const char* program = R"(#!/bin/sh
how=$(cat "$(dirname "$0")/fail" 2>/dev/null)
if [ "$how" = "$2-hangs" ]; then
    mkdir "$3.partial"
    exec sleep 600
fi
if [ "$how" = "$2" ]; then
    echo "the disk says no" >&2
    exit 1
fi
if [ "$2" = create ]; then
    mkdir "$3" && echo "$5" >"$3/manifest.json"
else
    test -f "$3/manifest.json"
fi
)";

} // namespace

class BackupRunTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<metrics::Registry> m_registry;
    std::unique_ptr<service::BackupRun> m_run;

    fs::path at(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    void open(std::chrono::hours every = 0h, std::size_t keep = 0)
    {
        m_run = nullptr;
        m_registry = std::make_unique<metrics::Registry>();
        m_run = std::make_unique<service::BackupRun>(
            service::BackupOptions { at("backups/"), at("data"), at("locusctl"), every, keep },
            *m_clock, *m_registry);
    }
    protocol::HealthCheck health() const { return m_run->health().at(0); }
    bool running() const { return health().figures.at("running") != 0; }
    bool ended() const
    {
        return QTest::qWaitFor([this] { return !running(); }, 30'000);
    }
    bool made(const char* actor = "m.ito") const { return m_run->start(actor).ok() && ended(); }
    void failAt(const char* step) const { QVERIFY(writeFileAtomically(at("fail"), step).ok()); }
    Names there() const
    {
        Names names;
        for (const auto& entry : fs::directory_iterator(at("backups"))) {
            names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }
    bool counts(const std::string& line) const
    {
        return m_registry->text().find(line + "\n") != std::string::npos;
    }
    bool says(const std::string& words) const
    {
        return health().detail.find(words) != std::string::npos;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(test::fastFolder());
        m_clock = std::make_unique<test::FakeClock>(); // 2026-03-02T08:29:33Z
        fs::create_directory(at("backups"));
        fs::create_directory(at("data"));
        QVERIFY(writeFileAtomically(at("locusctl"), program).ok());
        fs::permissions(at("locusctl"), fs::perms::owner_all);
        open();
    }
    void cleanup() { m_run = nullptr; }

    void whatBecameOfItIsKnownAfterARestart()
    {
        QCOMPARE(health().detail, std::string("none was made yet"));
        QVERIFY(!counts("backup_last_success_timestamp_seconds 1772440173"));
        QVERIFY(counts("backup_failures_total 0"));
        QVERIFY(made());
        for (int start = 0; start < 2; ++start) {
            QCOMPARE(health().status, std::string("up"));
            QVERIFY2(says("backups/locus-20260302T082933Z was written and verified at 2026-03-02T"),
                health().detail.c_str());
            QCOMPARE(health().by, std::string("m.ito"));
            QCOMPARE(health().figures.at("lastSuccess"), 1'772'440'173.0);
            QVERIFY(counts("backup_last_success_timestamp_seconds 1772440173"));
            m_clock->advance(1h);
            open();
        }
        QCOMPARE(there(), Names { "locus-20260302T082933Z" });
    }

    void aFailureIsKnownAfterARestart_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::newRow("written") << QByteArray("create");
        QTest::newRow("verified") << QByteArray("verify");
    }
    void aFailureIsKnownAfterARestart()
    {
        QFETCH(const QByteArray, step);
        QVERIFY(made());
        m_clock->advance(2h);
        failAt(step.constData());
        QVERIFY(made("o.berg"));
        QVERIFY(counts("backup_failures_total 1"));
        for (int start = 0; start < 2; ++start) {
            QCOMPARE(health().status, std::string("degraded"));
            QVERIFY2(
                says("locus-20260302T102933Z failed at 2026-03-02T10:29:33.000Z: the disk says "
                     "no; the last verified one is of 2026-03-02T08:29:33.000Z"),
                health().detail.c_str());
            QCOMPARE(health().by, std::string("o.berg"));
            QVERIFY(counts("backup_last_success_timestamp_seconds 1772440173"));
            open();
        }
        fs::remove(at("fail"));
        QVERIFY(made());
        QCOMPARE(health().status, std::string("up"));
    }

    void aStopInTheMiddleLeavesNothingAndIsSaid()
    {
        failAt("create-hangs");
        QVERIFY(m_run->start("m.ito").ok());
        QCOMPARE(m_run->start("o.berg").error().code, std::string("backup.running"));
        QTRY_COMPARE_WITH_TIMEOUT(there(), Names { "locus-20260302T082933Z.partial" }, 30'000);
        open();
        QCOMPARE(there(), Names {});
        QVERIFY2(says("the core was stopped before it was verified; no verified one is known"),
            health().detail.c_str());
        QCOMPARE(health().by, std::string("m.ito"));
    }

    void whatAKilledCoreHasLeftIsTakenOver()
    {
        // As kill -9 leaves it: one backup was written to its end, and nobody has noted it yet.
        QVERIFY(made());
        const fs::path left = at("backups/locus-20260302T090000Z");
        backup::History history;
        history.last = backup::Attempt { backup::Attempt::State::Running, left, "m.ito" };
        QVERIFY(backup::writeHistory(at("data"), history).ok());
        fs::create_directories(left.string() + ".partial");
        open(0h, 1);
        QCOMPARE(there(), Names { "locus-20260302T082933Z" });

        fs::create_directory(left);
        QVERIFY(writeFileAtomically(left / "manifest.json", "x").ok());
        QVERIFY(backup::writeHistory(at("data"), history).ok());
        open(0h, 1);
        QCOMPARE(health().status, std::string("degraded"));
        m_clock->advance(1h);
        QVERIFY(made());
        QCOMPARE(there(), (Names { "locus-20260302T082933Z", "locus-20260302T092933Z" }));
        QVERIFY2(says("removed: locus-20260302T090000Z"), health().detail.c_str());
    }

    void aFailureStandsUntilOneIsVerified()
    {
        failAt("create");
        QVERIFY(made());
        failAt("create-hangs");
        m_clock->advance(1h);
        QVERIFY(m_run->start("m.ito").ok());
        QCOMPARE(health().status, std::string("degraded"));
        QVERIFY2(says("locus-20260302T092933Z is being written; the one before failed: the disk "
                      "says no"),
            health().detail.c_str());
    }

    void theClockBegins()
    {
        open(24h, 2);
        const auto tick = [this](std::chrono::seconds later) {
            m_clock->advance(later);
            m_run->tick();
            return running();
        };
        QVERIFY(tick(0s)); // none yet
        QVERIFY(ended());
        QCOMPARE(health().by, std::string("schedule"));
        QVERIFY(!tick(24h - 1s));
        open(24h, 2); // a restart does not begin anew
        QVERIFY(!tick(0s));
        QVERIFY(tick(1s));
        QVERIFY(ended());
        QCOMPARE(there(), (Names { "locus-20260302T082933Z", "locus-20260303T082933Z" }));
        QVERIFY(!tick(0s));
        QVERIFY(tick(24h));
        QVERIFY(ended());
        QCOMPARE(there(), (Names { "locus-20260303T082933Z", "locus-20260304T082933Z" }));
        QVERIFY2(says("removed: locus-20260302T082933Z"), health().detail.c_str());
        open(24h, 2);
        QVERIFY(says("removed: locus-20260302T082933Z"));
    }

    void aDiskThatIsAwayIsSaidAndTriedAgainWithinTheHour()
    {
        open(24h, 2);
        fs::rename(at("backups"), at("away"));
        m_run->tick();
        QVERIFY(!running());
        QCOMPARE(health().status, std::string("degraded"));
        QVERIFY2(says("is its disk mounted?"), health().detail.c_str());
        QVERIFY(counts("backup_failures_total 1"));
        fs::rename(at("away"), at("backups"));
        m_run->tick();
        QVERIFY(!running());
        m_clock->advance(1h);
        m_run->tick();
        QVERIFY(running() && ended());
        QCOMPARE(health().status, std::string("up"));
    }

    void withoutAScheduleTheClockBeginsNothing()
    {
        m_clock->advance(9999h);
        m_run->tick();
        QVERIFY(!running());
        QCOMPARE(there(), Names {});
    }

    void onlyWhatThisCoreMadeGoes()
    {
        open(0h, 1);
        fs::create_directory(at("backups/locus-20200101T000000Z"));
        QVERIFY(writeFileAtomically(at("backups/locus-20200101T000000Z/manifest.json"), "x").ok());
        QVERIFY(made());
        m_clock->advance(1h);
        failAt("verify");
        QVERIFY(made());
        QCOMPARE(there().size(), std::size_t { 3 }); // a failure removes nothing
        m_clock->advance(1h);
        fs::remove(at("fail"));
        QVERIFY(made());
        QCOMPARE(there(), (Names { "locus-20200101T000000Z", "locus-20260302T102933Z" }));
    }

    void twoInOneSecondHaveTwoNames()
    {
        QVERIFY(made() && made());
        QCOMPARE(there(), (Names { "locus-20260302T082933Z", "locus-20260302T082933Z-2" }));
    }

    void aDamagedHistoryIsSaidAndKeptAside()
    {
        QVERIFY(made());
        QVERIFY(writeFileAtomically(at("data/backups.json"), "{").ok());
        open(0h, 1);
        QCOMPARE(health().status, std::string("degraded"));
        QVERIFY2(says("what is known of earlier backups cannot be read"), health().detail.c_str());
        QVERIFY(fs::exists(at("data/backups.json.damaged")));
        m_clock->advance(1h);
        QVERIFY(made());
        QCOMPARE(there().size(), std::size_t { 2 }); // what it named is nobody's to remove
        QCOMPARE(health().status, std::string("up"));
    }
};

LOCUS_TEST(backup_run, BackupRunTest)
#include "tst_backup_run.moc"
