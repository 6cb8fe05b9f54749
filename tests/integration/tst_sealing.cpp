// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fictional persons in a real core: in the clear nowhere, and nowhere at all once they are erased.
#include "core/base/data_files.h"
#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/bus/embedded/record_codec.h"
#include "core/sealing/sealed_folder.h"
#include "core/sqlite/query.h"
#include "tests/bench/load_client.h"
#include "tests/integration/core_face.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
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

bool tells(std::string_view octets, const std::vector<std::string>& all)
{
    return std::any_of(all.begin(), all.end(),
        [&](const std::string& marker) { return octets.find(marker) != std::string_view::npos; });
}

// Files below a folder that tell one of the markers in the clear.
QStringList inTheClear(const std::filesystem::path& folder, const std::vector<std::string>& all)
{
    QStringList names;
    QDirIterator at(QString::fromStdString(folder.string()), QDir::Files | QDir::Hidden,
        QDirIterator::Subdirectories);
    while (at.hasNext()) {
        QFile file(at.next());
        if (file.open(QIODevice::ReadOnly) && tells(file.readAll().toStdString(), all)) {
            names.append(at.fileName());
        }
    }
    return names;
}

// How many stored values tell a marker once they are opened with whatever keys are left.
class Opener
{
public:
    Opener(const PayloadCodec& codec, std::vector<std::string> all)
        : m_codec(codec)
        , m_all(std::move(all))
    { }

    Result<int> count(const std::filesystem::path& file, std::string_view leaveOut = {}) const
    {
        LOCUS_TRY_VALUE(database,
            sqlite::Connection::open({ file, sqlite::Access::Reader, { "test", "the file" } }));
        std::vector<std::pair<std::string, int>> tables;
        sqlite::Query names(database,
            "SELECT name,(SELECT count(*) FROM pragma_table_info(t.name)) FROM sqlite_schema AS t "
            "WHERE type='table'");
        for (;;) {
            LOCUS_TRY_VALUE(row, names.step());
            if (!row) {
                break;
            }
            if (names.bytesAt(0) != leaveOut) {
                tables.emplace_back(names.textAt(0), static_cast<int>(names.integerAt(1)));
            }
        }
        int found = 0;
        for (const auto& [name, columns] : tables) {
            const std::string sql = "SELECT * FROM \"" + name + '"';
            LOCUS_TRY_VALUE(here, countRows(database, sql, columns));
            found += here;
        }
        return found;
    }

private:
    Result<int> countRows(sqlite::Connection& database, const std::string& sql, int columns) const
    {
        int found = 0;
        sqlite::Query rows(database, sql.c_str());
        for (;;) {
            LOCUS_TRY_VALUE(row, rows.step());
            if (!row) {
                return found;
            }
            for (int column = 0; column < columns; ++column) {
                found += opensToMarker(rows.bytesAt(column)) ? 1 : 0;
            }
        }
    }
    [[nodiscard]] bool opensToMarker(BytesView value) const
    {
        const auto opened = m_codec.open(value);
        if (tells(value, m_all) || (opened.ok() && tells(*opened, m_all))) {
            return true;
        }
        for (BytesView segment = value; !segment.empty();) { // of the event log
            const auto entry = bus::embedded::takeFromSegment(segment);
            if (!entry.ok()) {
                break;
            }
            const auto record = m_codec.open(entry->sealed);
            if (record.ok() && tells(*record, m_all)) {
                return true;
            }
        }
        return false;
    }

    const PayloadCodec& m_codec;
    std::vector<std::string> m_all;
};

struct Keys
{
    SystemClock clock {};
    SystemRandom random {};
    UuidSource ids { clock, random };
    sealing::SealedFolder folder {};

    Status open(const std::filesystem::path& dataDir, const std::filesystem::path& masterKey)
    {
        LOCUS_TRY_VALUE(opened,
            sealing::openFolder(
                dataDir, { masterKey, {} }, sealing::Want::ReadOnly, { clock, ids }));
        folder = std::move(opened);
        return {};
    }
};

Result<int> countOpened(const std::filesystem::path& dataDir,
    const std::filesystem::path& masterKey, const std::vector<std::string>& all)
{
    Keys keys;
    LOCUS_TRY(keys.open(dataDir, masterKey));
    const Opener opener(*keys.folder.codec, all);
    LOCUS_TRY_VALUE(inStore, opener.count(dataDir / "locus.sqlite"));
    LOCUS_TRY_VALUE(inBus, opener.count(dataDir / "bus.sqlite"));
    return inStore + inBus;
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
        QVERIFY(core.start().ok());
        submit(core, 1, texts[1]);
        for (const int number : { 0, 1 }) {
            QVERIFY(listed(core).contains(labelOf(number).c_str()));
        }
        QVERIFY(core.stop().ok());
        migrates(core, texts);
        QVERIFY(core.start(off).ok()); // and back
        for (const int number : { 0, 1 }) {
            QVERIFY(listed(core).contains(labelOf(number).c_str()));
        }
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
