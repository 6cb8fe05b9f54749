// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a core still knows of its backups after a restart, and when the next one is due.
#include "core/backup/history.h"
#include "core/base/file.h"
#include "tests/support/fast_folder.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace std::chrono_literals;
using State = backup::Attempt::State;

namespace {

constexpr Instant noon { 1'772'452'800s };

backup::History ended(State state)
{
    backup::History history;
    history.last = { state, "/b/one", "m.ito", noon, noon + 5min, "why", { "old" }, { "left" } };
    history.lastSuccess = noon - 24h;
    history.made = { { "/b/zero", true }, { "/b/one", false } };
    return history;
}

} // namespace

class HistoryTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(test::fastFolder()); }

    void whatIsWrittenIsReadAgain()
    {
        QVERIFY(backup::writeHistory(folder(), ended(State::Verified)).ok());
        const auto read = backup::readHistory(folder());
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
        QCOMPARE(read->toJson(), ended(State::Verified).toJson());
        QVERIFY(read->last->state == State::Verified && read->last->actor == "m.ito");
        QVERIFY(read->last->begunAt == noon && read->last->endedAt == noon + 5min);
        QVERIFY(read->lastSuccess == noon - 24h);
        QVERIFY(read->made.size() == 2 && read->made[0].verified && !read->made[1].verified);
    }

    void oneThatRanFailedWithItsCore()
    {
        QVERIFY(backup::writeHistory(folder(), ended(State::Running)).ok());
        const auto read = backup::readHistory(folder());
        QVERIFY(read.ok() && read->last->state == State::Failed);
        QVERIFY(read->last->failure.find("core ended") != std::string::npos);
    }

    void noFileIsNoHistory()
    {
        const auto read = backup::readHistory(folder());
        QVERIFY(read.ok() && !read->last && !read->lastSuccess && read->made.empty());
    }

    void aBrokenFileIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("cut") << QByteArray("{\"made\": [");
        QTest::newRow("other") << QByteArray("[]");
        QTest::newRow("state") << QByteArray::fromStdString(ended(State::Failed).toJson())
                                      .replace(R"("failed")", R"("asleep")");
        QTest::newRow("time") << QByteArray::fromStdString(ended(State::Failed).toJson())
                                     .replace(R"("begunAt": "2)", R"("begunAt": "x)");
    }
    void aBrokenFileIsNamed()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(writeFileAtomically(folder() / backup::historyFile, text.toStdString()).ok());
        const auto read = backup::readHistory(folder());
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, std::string("backup.bad_history"));
        QVERIFY2(read.error().message.starts_with("backups.json: "), read.error().message.c_str());
    }

    void itIsDueByTheClock()
    {
        const backup::History never;
        QVERIFY(!backup::isDue(never, 0h, noon));
        QVERIFY(backup::isDue(never, 24h, noon));

        const auto verified = ended(State::Verified);
        QVERIFY(!backup::isDue(verified, 0h, noon + 9999h));
        QVERIFY(!backup::isDue(verified, 24h, noon + 24h - 1s));
        QVERIFY(backup::isDue(verified, 24h, noon + 24h)); // from begin to begin
        QVERIFY(!backup::isDue(verified, 24h, noon));
        QVERIFY(backup::isDue(verified, 24h, noon - 1s)); // the clock was set back

        const auto failed = ended(State::Failed);
        QVERIFY(!backup::isDue(failed, 24h, noon + 1h - 1s));
        QVERIFY(backup::isDue(failed, 24h, noon + 1h));
        QVERIFY(!backup::isDue(failed, 0h, noon + 9999h));
    }
};

LOCUS_TEST(history, HistoryTest)
#include "tst_history.moc"
