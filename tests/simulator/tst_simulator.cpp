// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of lives of a core, each from one seed: crashes, full disks, duplicates, lost
// acknowledgements; after every one the invariants hold. LOCUS_SIM_SEED runs one seed alone,
// LOCUS_SIM_SEEDS so many from there or from 1 on.
#include "tests/simulator/sim_world.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace locus::test;

namespace {

constexpr std::uint64_t seeds = 1000;
constexpr std::uint64_t seedsForADefect = 200;

// Memory where the system has it: a seed is about decisions, not about the disk.
QString scratch()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QDir(memory).exists() ? memory : QDir::tempPath())
        + QStringLiteral("/locus-sim-XXXXXX");
}

} // namespace

class SimulatorTest : public QObject
{
    Q_OBJECT

private:
    FaultVfs m_vfs;

    std::string runSeed(std::uint64_t seed, Defect defect)
    {
        QTemporaryDir folder(scratch());
        SimWorld world(seed, defect, folder.path().toStdString(), m_vfs);
        std::string broken = world.run();
        m_schedule = world.schedule();
        m_crashes += world.crashes();
        m_storeFaults += world.storeFaults();
        m_powerLosses += world.powerLosses();
        m_duplicates += world.duplicatesOnWire();
        m_waited += world.waited();
        m_redriven += world.redriven();
        return broken;
    }

    std::string m_schedule; // of the last seed
    int m_crashes = 0;
    int m_storeFaults = 0;
    int m_powerLosses = 0;
    int m_duplicates = 0;
    int m_waited = 0;
    int m_redriven = 0;

private Q_SLOTS:
    void f1_invariantsHold()
    {
        const QByteArray one = qgetenv("LOCUS_SIM_SEED");
        const std::uint64_t first = one.isEmpty() ? 1 : one.toULongLong();
        const QByteArray many = qgetenv("LOCUS_SIM_SEEDS");
        const std::uint64_t count =
            !many.isEmpty() ? many.toULongLong() : (one.isEmpty() ? seeds : 1);
        const std::uint64_t last = first + count - 1;
        for (std::uint64_t seed = first; seed <= last; ++seed) {
            const std::string broken = runSeed(seed, Defect::None);
            QVERIFY2(broken.empty(),
                ("LOCUS_SIM_SEED=" + std::to_string(seed) + ": " + broken + "\n" + m_schedule)
                    .c_str());
        }
        qInfo("%d seeds, %d crashes, %d of them with a loss of power, %d store faults, %d "
              "duplicates on the wire, 0 in effect; %d "
              "records about entities known late, %d redrives and discards",
            static_cast<int>(last - first + 1), m_crashes, m_powerLosses, m_storeFaults,
            m_duplicates, m_waited, m_redriven);
        QVERIFY(m_crashes > 0);
    }

    void plantedDefectsAreFound_data()
    {
        QTest::addColumn<int>("defect");
        QTest::addColumn<QByteArray>("invariant");
        QTest::newRow("inbox skipped")
            << static_cast<int>(Defect::InboxSkipped) << QByteArray("I1");
        QTest::newRow("cursor early") << static_cast<int>(Defect::CursorEarly) << QByteArray("I3");
        QTest::newRow("produced first")
            << static_cast<int>(Defect::ProducedFirst) << QByteArray("I3");
        QTest::newRow("offset first") << static_cast<int>(Defect::OffsetFirst) << QByteArray("I");
        QTest::newRow("lane reversed") << static_cast<int>(Defect::LaneReversed) << QByteArray("I");
        QTest::newRow("timer lost") << static_cast<int>(Defect::TimerLost) << QByteArray("I1");
        QTest::newRow("sync lies") << static_cast<int>(Defect::SyncLies) << QByteArray();
    }

    void plantedDefectsAreFound()
    {
        QFETCH(int, defect);
        QFETCH(QByteArray, invariant);
        for (std::uint64_t seed = 1; seed <= seedsForADefect; ++seed) {
            const std::string broken = runSeed(seed, static_cast<Defect>(defect));
            if (!broken.empty()) {
                qInfo("found at seed %d: %s", static_cast<int>(seed), broken.c_str());
                QVERIFY2(broken.starts_with(invariant.toStdString()), broken.c_str());
                return;
            }
        }
        QFAIL("the checker did not notice the defect");
    }
};

LOCUS_TEST(simulator, SimulatorTest)
#include "tst_simulator.moc"
