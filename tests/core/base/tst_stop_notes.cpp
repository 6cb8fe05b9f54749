// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/stop_notes.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locus;

class StopNotesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastReasonIsToldUntilACoreStarts()
    {
        const QTemporaryDir made;
        const std::filesystem::path folder = made.path().toStdString();
        QVERIFY(!lastStop(folder));
        QVERIFY(stopCounts(folder).empty());
        noteStop(folder, fromMillis(1000), fatal("bus.offset_out_of_range", "gone\nis gone"));
        noteStop(folder, fromMillis(2000), conflict("lock.held", "another core"));
        const auto stop = lastStop(folder);
        QVERIFY(stop);
        QCOMPARE(stop->code, std::string("bus.offset_out_of_range"));
        QCOMPARE(stop->message, std::string("gone is gone"));
        QVERIFY(stop->at == fromMillis(1000));
        noteStart(folder, fromMillis(3000));
        QVERIFY(!lastStop(folder));
        noteStop(folder, fromMillis(4000), conflict("lock.held", "another core"));
        QVERIFY(!lastStop(folder)); // the first one goes on
        const auto counts = stopCounts(folder);
        QCOMPARE(counts.size(), std::size_t { 2 });
        QCOMPARE(counts.at("lock.held"), std::uint64_t { 2 });
        QCOMPARE(counts.at("bus.offset_out_of_range"), std::uint64_t { 1 });
    }

    void theFileStaysSmallAndAFolderThatIsNotThereHarmsNothing()
    {
        const QTemporaryDir made;
        const std::filesystem::path folder = made.path().toStdString();
        const Error error = fatal("store.damaged", std::string(1000, 'x'));
        for (int i = 0; i < 200; ++i) {
            noteStop(folder, fromMillis(i), error);
        }
        noteStart(folder, fromMillis(1000));
        QVERIFY(std::filesystem::file_size(folder / "stops.log") < 40'000);
        QVERIFY(stopCounts(folder).at("store.damaged") > 20);
        noteStop(folder / "nowhere", fromMillis(1), error);
        QVERIFY(stopCounts(folder / "nowhere").empty());
    }
};

LOCUS_TEST(stop_notes, StopNotesTest)
#include "tst_stop_notes.moc"
