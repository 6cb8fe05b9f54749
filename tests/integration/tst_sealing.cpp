// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fictional persons in a real core: in the clear nowhere, and nowhere at all once they are erased.
#include "core/base/data_files.h"
#include "tests/bench/load_client.h"
#include "tests/integration/core_face.h"
#include "tests/integration/sealed_files.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::test;

namespace {

constexpr int persons = 50;

std::string patientOf(int number)
{
    return "fictional-marker-" + std::to_string(1000 + number);
}

std::string labelOf(int number)
{
    return "Markerfrau, Nora " + std::to_string(1000 + number);
}

// What tells one of the persons; `texts` are what was submitted for them.
std::vector<std::string> markers(const std::vector<std::string>& texts)
{
    std::vector<std::string> all { "fictional-marker-", "Markerfrau" };
    all.insert(all.end(), texts.begin(), texts.end());
    return all;
}

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

class SealingDrillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void erasedPeopleAreNowhere()
    {
        const QTemporaryDir folder;
        const std::filesystem::path outside(folder.path().toStdString());
        const std::vector<std::string> texts = bench::sampleSequences(persons);
        const std::vector<std::string> all = markers(texts);
        CoreProcess core;
        QVERIFY(core.start({ QStringLiteral("--set"),
                               QStringLiteral("log.file=") + text(outside / "core.log") })
                    .ok());
        for (int i = 0; i < persons; ++i) {
            submit(core, i, texts[static_cast<std::size_t>(i)]);
        }
        if (QTest::currentTestFailed()) {
            return;
        }
        const Finished found = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("analyses"), QStringLiteral("list"), QStringLiteral("--json"),
                QStringLiteral("--limit"), QStringLiteral("500"), QStringLiteral("--data-dir"),
                text(core.dataDir()) });
        QVERIFY2(found.out.contains(labelOf(7).c_str()), found.err.constData());
        saved(core, outside / "saved");
        // While it runs, with its logs, and at rest.
        QCOMPARE(inTheClear(core.dataDir(), all), QStringList());
        QVERIFY(core.stop().ok());
        QCOMPARE(inTheClear(core.dataDir(), all), QStringList());
        QCOMPARE(inTheClear(outside, all), QStringList()); // log and backup
        const auto before = countOpened(core.dataDir(), core.masterKeyFile(), all);
        QVERIFY2(before.ok(), before.ok() ? "" : before.error().message.c_str());
        QVERIFY2(*before >= 3 * persons, qPrintable(QString::number(*before)));

        for (int i = 0; i < persons; ++i) {
            erase(core, patientOf(i));
        }
        const auto after = countOpened(core.dataDir(), core.masterKeyFile(), all);
        QCOMPARE(*after, 0);

        // The core goes on, and a backup of before brings nobody back.
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        listsNobody(core);
        QVERIFY(core.stop().ok());
        QCOMPARE(runProgram(QStringLiteral("locusctl"),
                     { QStringLiteral("backup"), QStringLiteral("restore"), text(outside / "saved"),
                         QStringLiteral("--data-dir"), text(core.dataDir()),
                         QStringLiteral("--master-key"), text(core.masterKeyFile()),
                         QStringLiteral("--replace") })
                     .exitCode,
            0);
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        listsNobody(core);
        QVERIFY(core.stop().ok());
        QCOMPARE(*countOpened(core.dataDir(), core.masterKeyFile(), all), 0);
    }

    void saysThatTheMasterKeyIsMissing()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        QVERIFY(core.stop().ok());
        std::filesystem::remove(core.masterKeyFile());
        const Status started = core.start();
        QVERIFY(!started.ok());
        QVERIFY2(started.error().message.find(core.masterKeyFile().string() + " is missing")
                != std::string::npos,
            started.error().message.c_str());
    }

    void saysThatTheKeyRingIsGone()
    {
        CoreProcess core;
        QVERIFY(core.start().ok());
        QVERIFY(core.stop().ok());
        std::filesystem::rename(core.dataDir() / keysFile, core.dataDir() / "elsewhere.sqlite");
        const Status started = core.start();
        QVERIFY(!started.ok());
        QVERIFY2(started.error().message.find("keys.sqlite") != std::string::npos,
            started.error().message.c_str());
        QVERIFY(!std::filesystem::exists(core.dataDir() / keysFile));
    }

    void readsAStoreOfBeforeSealing()
    {
        CoreProcess core;
        const QStringList off { QStringLiteral("--set"), QStringLiteral("sealing.enabled=false") };
        QVERIFY(core.start(off).ok());
        const std::vector<std::string> texts = bench::sampleSequences(2);
        submit(core, 0, texts[0]);
        QVERIFY(core.stop().ok());
        QVERIFY(!std::filesystem::exists(core.dataDir() / keysFile));
        QVERIFY(!inTheClear(core.dataDir(), markers(texts)).isEmpty());
        // Sealed beside the work, by the next life where kill -9 ended the first.
        core.setEnvironment(QStringLiteral("LOCUS_KILL_POINT"), QStringLiteral("rows_sealed:2"));
        static_cast<void>(core.start()); // may be killed before it says that it is there
        QTRY_VERIFY_WITH_TIMEOUT(core.pid() == 0, 30'000);
        core.setEnvironment(QStringLiteral("LOCUS_KILL_POINT"), {});
        QVERIFY2(core.start().ok(), core.errorOutput().constData());
        submit(core, 1, texts[1]);
        for (const int number : { 0, 1 }) {
            QVERIFY(listed(core).contains(labelOf(number).c_str()));
        }
        QTRY_COMPARE_WITH_TIMEOUT(
            healthCheck(core, QStringLiteral("sealing")).value(QStringLiteral("status")).toString(),
            QStringLiteral("up"), 30'000);
        QVERIFY(httpGet(core, "/metrics").contains("sealing_in_progress 0\n"));
        QVERIFY(core.stop().ok());
        QVERIFY(!inTheClear(core.dataDir(), markers(texts)).contains(QStringLiteral("bus.sqlite")));
        // The audit trail's chain holds its records as they were written.
        const PlainCodec plain;
        const Opener opener(plain, markers(texts));
        QCOMPARE(*opener.count(core.dataDir() / "locus.sqlite", "audit"), 0);
        QVERIFY(core.start(off).ok()); // and back
        for (const int number : { 0, 1 }) {
            QVERIFY(listed(core).contains(labelOf(number).c_str()));
        }
        submit(core, 2, texts[0]); // in the clear again
        QVERIFY(core.stop().ok());
        migrates(core, texts);
    }

private:
    static void submit(const CoreProcess& core, int number, const std::string& sequence)
    {
        const Finished done = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("submit"), QStringLiteral("--wait"), QStringLiteral("--patient"),
                QString::fromStdString(patientOf(number)), QStringLiteral("--label"),
                QString::fromStdString(labelOf(number)), QStringLiteral("--data-dir"),
                text(core.dataDir()), QString::fromStdString(sequence) });
        QVERIFY2(done.exitCode == 0, done.err.constData());
    }
    static void saved(const CoreProcess& core, const std::filesystem::path& to)
    {
        const Finished done = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("backup"), QStringLiteral("create"), text(to),
                QStringLiteral("--data-dir"), text(core.dataDir()) });
        QVERIFY2(done.exitCode == 0, done.err.constData());
    }
    static void erase(const CoreProcess& core, const std::string& patient)
    {
        const Finished done = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("sealing"), QStringLiteral("erase"), QStringLiteral("--subject"),
                QString::fromStdString(patient), QStringLiteral("--master-key"),
                text(core.masterKeyFile()), QStringLiteral("--data-dir"), text(core.dataDir()) });
        QVERIFY2(done.exitCode == 0, done.err.constData());
    }
    static void migrates(const CoreProcess& core, const std::vector<std::string>& texts)
    {
        QVERIFY(!inTheClear(core.dataDir(), markers(texts)).isEmpty());
        const Finished done = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("sealing"), QStringLiteral("migrate"), QStringLiteral("--master-key"),
                text(core.masterKeyFile()), QStringLiteral("--data-dir"), text(core.dataDir()) });
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QVERIFY(!inTheClear(core.dataDir(), markers(texts)).contains(QStringLiteral("bus.sqlite")));
        // The audit trail's chain holds its records as they were written.
        const PlainCodec plain;
        const Opener opener(plain, markers(texts));
        QCOMPARE(*opener.count(core.dataDir() / "locus.sqlite", "audit"), 0);
    }
    static QByteArray listed(const CoreProcess& core)
    {
        return runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("analyses"), QStringLiteral("list"), QStringLiteral("--json"),
                QStringLiteral("--limit"), QStringLiteral("500"), QStringLiteral("--data-dir"),
                text(core.dataDir()) })
            .out;
    }
    static void listsNobody(const CoreProcess& core)
    {
        const QByteArray list = listed(core);
        QVERIFY(list.count('\n') >= persons);
        QVERIFY(!list.contains("marker") && !list.contains("Marker"));
    }
};

LOCUS_TEST(sealing, SealingDrillTest)
#include "tst_sealing.moc"
