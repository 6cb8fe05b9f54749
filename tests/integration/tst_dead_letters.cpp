// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an operator does with dead letters of a real core on its own log, through kills at any
// point.
#include "core/base/base64.h"
#include "core/base/clock.h"
#include "core/base/payload_codec.h"
#include "core/base/random_source.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/store/store.h"
#include "tests/integration/dead_letter_desk.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;

class DeadLettersTest : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    SystemRandom m_random;
    PlainCodec m_codec;
    std::unique_ptr<DeadLetterDesk> m_desk;

    // The core must not run.
    std::unique_ptr<bus::EventBus> openLog()
    {
        auto opened = bus::EmbeddedBus::open(
            { m_desk->core.dataDir() / "bus.sqlite" }, m_clock, m_random, m_codec);
        return opened.ok() ? std::move(*opened) : nullptr;
    }
    bool restartWith(const std::vector<bus::OutRecord>& records)
    {
        if (!m_desk->core.stop().ok()) {
            return false;
        }
        {
            const auto log = openLog();
            const bus::TopicSpec repair { "repair" };
            if (!log || !log->ensureTopics({ &repair, 1 }).ok() || !publishAll(*log, records)) {
                return false;
            }
        }
        return m_desk->core.start().ok();
    }
    std::vector<bus::Record> copies()
    {
        const auto log = openLog();
        return log ? readAll(*log, "repair") : std::vector<bus::Record>();
    }
    // As the store of a core that has ended has it.
    Result<dead_letters::RedriveRun> stored(const QString& run)
    {
        UuidSource ids(m_clock, m_random);
        LOCUS_TRY_VALUE(
            store, store::Store::open({ m_desk->core.dataDir() / "locus.sqlite" }, ids, m_codec));
        LOCUS_TRY_VALUE(id, Uuid::parse(run.toStdString()));
        return store->redrives.get(id);
    }
    // SIGTERM. Exit code 1 is that of a core that had to be ended.
    void stopIn(dead_letters::RunState state, const QString& run, int total)
    {
        QVERIFY(m_desk->core.stop(60s).ok());
        QVERIFY2(m_desk->core.exitCode() == 0, m_desk->core.errorOutput().constData());
        const auto left = stored(run);
        QVERIFY2(left.ok(), left.ok() ? "" : left.error().message.c_str());
        QVERIFY(left->state == state);
        QVERIFY(left->redriven > 0 && left->redriven < total);
        QCOMPARE(left->pending(), total - left->redriven);
        QCOMPARE(copies().size(), static_cast<std::size_t>(left->redriven)); // none without a mark
    }
    Finished ctl(const char* words) { return m_desk->ctl(words); }
    QString startRun(const char* words)
    {
        const Finished started = ctl(words);
        const QString id = DeadLetterDesk::runIdOf(started);
        if (id.isEmpty()) {
            qWarning("%s", started.err.constData());
        }
        return id;
    }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<DeadLetterDesk>();
        QVERIFY(m_desk->core.start().ok());
    }
    void cleanup() { m_desk = nullptr; }

    void theyAreListedAndShownWithoutTheirPayload()
    {
        QVERIFY(restartWith(brokenRecords(30, 3, "genetic-data-raw")));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), 30, 30'000);
        const QString id = m_desk->firstOpen();
        const Finished shown = m_desk->ctl({ QStringLiteral("show"), id });
        const Finished list = ctl("list");
        const Finished stats = ctl("stats");
        for (const Finished& one : { shown, list, stats }) {
            QCOMPARE(one.exitCode, 0);
            QVERIFY(!one.out.contains("MARKER"));
            QVERIFY(!one.out.contains("key0"));
        }
        const QJsonObject facts = DeadLetterDesk::objects(stats.out).front();
        QCOMPARE(facts.value(QStringLiteral("causes")).toArray().size(), 1);
        const QJsonObject cause = facts.value(QStringLiteral("causes")).toArray().at(0).toObject();
        QCOMPARE(cause.value(QStringLiteral("letters")).toInt(), 30);
        QCOMPARE(
            cause.value(QStringLiteral("errorCode")).toString(), QStringLiteral("json.malformed"));
        const Finished seen = m_desk->ctl(
            { QStringLiteral("reveal"), id, QStringLiteral("--reason"), QStringLiteral("look") });
        const QByteArray value = QByteArray::fromBase64(DeadLetterDesk::objects(seen.out)
                                                            .front()
                                                            .value(QStringLiteral("valueBase64"))
                                                            .toString()
                                                            .toLatin1());
        QVERIFY(value.contains("MARKER"));
        QVERIFY(m_desk->ctl({ QStringLiteral("show"), id }).out.contains("\"revealed\""));
    }

    void eachRoleMayDoItsOwnPart()
    {
        QVERIFY(restartWith(brokenRecords(1, 1, "genetic-data-raw")));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), 1, 30'000);
        const QString id = m_desk->firstOpen();
        const QString folder = QString::fromStdString(m_desk->core.dataDir().string());
        int issued = 0;
        const auto as = [&](const QString& role, QStringList words) {
            const Finished token = runProgram(QStringLiteral("locusctl"),
                { QStringLiteral("people"), QStringLiteral("issue-token"),
                    role + QString::number(++issued), QStringLiteral("--roles"), role,
                    QStringLiteral("--data-dir"), folder });
            QFile file(folder + QLatin1Char('/') + role);
            if (file.open(QIODevice::WriteOnly)) {
                file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
                file.write(token.out.trimmed());
                file.close();
            }
            words.prepend(QStringLiteral("dead-letters"));
            words += { QStringLiteral("--url"), m_desk->core.endpoint(QStringLiteral("rpc")),
                QStringLiteral("--token-file"), file.fileName() };
            return runProgram(QStringLiteral("locusctl"), words);
        };
        const QStringList list { QStringLiteral("list") };
        const QStringList reveal { QStringLiteral("reveal"), id, QStringLiteral("--reason"),
            QStringLiteral("x") };
        QCOMPARE(as(QStringLiteral("operator"), list).exitCode, 0);
        const Finished clinician = as(QStringLiteral("clinician"), list);
        QCOMPARE(clinician.exitCode, 1);
        QVERIFY2(clinician.err.contains("not permitted"), clinician.err.constData());
        QVERIFY(as(QStringLiteral("operator"), reveal).err.contains("not permitted"));
        const Finished seen = as(QStringLiteral("coordinator"), reveal);
        QVERIFY2(seen.out.contains("MARKER"), seen.err.constData());
    }

    void aRedriveThatFailsAgainSaysWhy()
    {
        QVERIFY(restartWith(brokenRecords(3, 1, "genetic-data-raw")));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), 3, 30'000);
        const Finished one = m_desk->ctl({ QStringLiteral("redrive"), m_desk->firstOpen() });
        QCOMPARE(one.exitCode, 1);
        QVERIFY2(one.err.contains("json.malformed"), one.err.constData());
        const Finished asked = ctl("redrive --all");
        QCOMPARE(asked.exitCode, 1);
        QVERIFY(asked.err.contains("--yes"));
        QVERIFY(asked.out.contains("\"letters\":3"));
        const Finished all = ctl("redrive --all --yes --wait");
        QCOMPARE(all.exitCode, 1);
        QVERIFY2(all.out.contains("\"failed\":3"), all.out.constData());
        const Finished discarded = m_desk->ctl({ QStringLiteral("discard"), m_desk->firstOpen(),
            QStringLiteral("--reason"), QStringLiteral("no event") });
        QVERIFY(discarded.out.contains("\"discarded\""));
        QCOMPARE(m_desk->count("open"), 2);
        QCOMPARE(m_desk->count("discarded"), 1);
        QCOMPARE(ctl("redrive --all --yes --to genetic-data-raw").exitCode, 1);
    }

    void aDryRunSendsNothing()
    {
        QVERIFY(restartWith(brokenRecords(5, 2, "genetic-data-raw")));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), 5, 30'000);
        const Finished plan = ctl("redrive --all --to repair --dry-run");
        QCOMPARE(plan.exitCode, 0);
        const QJsonObject told =
            DeadLetterDesk::objects(plan.out).front().value(QStringLiteral("plan")).toObject();
        QCOMPARE(told.value(QStringLiteral("letters")).toInt(), 5);
        const QJsonObject target = told.value(QStringLiteral("targets")).toArray().at(0).toObject();
        QCOMPARE(target.value(QStringLiteral("topic")).toString(), QStringLiteral("repair"));
        QCOMPARE(target.value(QStringLiteral("letters")).toInt(), 5);
        QCOMPARE(target.value(QStringLiteral("exists")), QJsonValue(true));
        const Finished mistyped = ctl("redrive --all --to repiar --dry-run");
        QVERIFY2(mistyped.out.contains("\"exists\":false"), mistyped.out.constData());
        QVERIFY(ctl("runs").out.isEmpty());
        QVERIFY(m_desk->core.stop().ok());
        QVERIFY(copies().empty());
    }

    void aTargetThatIsNotThereIsSaidInWords()
    {
        QVERIFY(restartWith(brokenRecords(2, 1, "genetic-data-raw"))); // of one lane
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), 2, 30'000);
        const QString folder = QString::fromStdString(m_desk->core.dataDir().string());
        const auto say = [&](const QString& words) {
            return runProgram(QStringLiteral("locusctl"),
                QString(QStringLiteral("dead-letters ") + words).split(QLatin1Char(' '))
                    + QStringList { QStringLiteral("--data-dir"), folder });
        };
        QVERIFY(say(QStringLiteral("redrive --all --to repiar --dry-run"))
                    .out.contains("2 -> repiar  (no such topic: these would fail)"));
        const QString run = startRun("redrive --all --yes --to repiar");
        QTRY_COMPARE_WITH_TIMEOUT(
            m_desk->run(run).value(QStringLiteral("pending")).toInt(-1), 0, 30'000);
        const Finished told = say(QStringLiteral("run ") + run);
        QVERIFY2(told.out.contains("failed  bus.no_topic (the topic is not there"),
            told.out.constData());
        QVERIFY2(told.out.contains("skipped  dead_letters.earlier_failed (an earlier one"),
            told.out.constData());
        QCOMPARE(m_desk->count("open"), 2);
        const Finished help = say(QStringLiteral("run --help"));
        QVERIFY(help.out.contains("paused (it holds its letters"));
    }

    void killedAgainAndAgainItGoesOnWhereItWas()
    {
        const auto sent = brokenRecords(120, 7, "genetic-data-raw");
        // Four letters a turn at this rate; only the second death falls between copy and mark.
        const auto dieAt = [&](const char* point) {
            m_desk->core.setEnvironment(
                QStringLiteral("LOCUS_KILL_POINT"), QString::fromLatin1(point));
        };
        dieAt("redrive_marked:5");
        QVERIFY(restartWith(sent));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), 120, 30'000);
        const QString run = startRun("redrive --all --yes --to repair --rate 40 --reason repaired");
        std::size_t expected = 20;
        for (const char* next : { "redrive_sent:3", "redrive_marked:4", "" }) {
            QTRY_COMPARE_WITH_TIMEOUT(m_desk->core.pid(), 0, 30'000);
            QCOMPARE(copies().size(), expected);
            expected += *next == '\0' ? 0 : next[8] == 's' ? 12 : 16;
            dieAt(next);
            QVERIFY(m_desk->core.start().ok());
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->run(run).value(QStringLiteral("state")).toString(),
            QStringLiteral("done"), 60'000);
        QCOMPARE(m_desk->count("redriven"), 120);
        QVERIFY(m_desk->core.stop().ok());
        const auto there = copies();
        const std::string fault = faultOf(sent, there, run.toStdString(), "2");
        QVERIFY2(fault.empty(), fault.c_str());
        QCOMPARE(there.size(), std::size_t { 124 });
    }

    // Between the acknowledgement and the mark.
    void whatWasSentAndNotMarkedIsSentAgain()
    {
        const auto sent = brokenRecords(12, 12, "genetic-data-raw");
        m_desk->core.setEnvironment(
            QStringLiteral("LOCUS_KILL_POINT"), QStringLiteral("redrive_sent:2"));
        QVERIFY(restartWith(sent));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), 12, 30'000);
        const QString run = startRun("redrive --all --yes --to repair --rate 40");
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->core.pid(), 0, 30'000);
        m_desk->core.setEnvironment(QStringLiteral("LOCUS_KILL_POINT"), {});
        QCOMPARE(copies().size(), std::size_t { 8 });
        QVERIFY(m_desk->core.start().ok());
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("redriven"), 12, 30'000);
        QVERIFY(m_desk->core.stop().ok());
        const auto there = copies();
        QCOMPARE(there.size(), std::size_t { 16 });
        const std::string fault = faultOf(sent, there, run.toStdString(), "2");
        QVERIFY2(fault.empty(), fault.c_str());
    }

    void stoppedAgainAndAgainItSendsEachOnce()
    {
        using dead_letters::RunState;
        constexpr int total = 240;
        const auto sent = brokenRecords(total, 40, "genetic-data-raw");
        QVERIFY(restartWith(sent));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), total, 30'000);
        const QString run = startRun("redrive --all --yes --to repair --rate 20");
        const auto is = [&](const char* member) {
            return m_desk->run(run).value(QString::fromLatin1(member)).toVariant();
        };
        int before = 0;
        for (int i = 0; i < 3; ++i) { // it goes on by itself
            QTRY_VERIFY_WITH_TIMEOUT(is("redriven").toInt() > before, 30'000);
            stopIn(RunState::Running, run, total);
            before = static_cast<int>(stored(run)->redriven);
            QVERIFY(m_desk->core.start().ok());
        }
        QVERIFY(m_desk->ctl({ QStringLiteral("pause"), run }).out.contains("\"paused\""));
        stopIn(RunState::Paused, run, total);
        QVERIFY(m_desk->core.start().ok());
        stopIn(RunState::Paused, run, total); // and stays so
        QVERIFY(m_desk->core.start().ok());
        QVERIFY(m_desk->ctl({ QStringLiteral("resume"), run }).out.contains("\"running\""));
        QTRY_COMPARE_WITH_TIMEOUT(is("state").toString(), QStringLiteral("done"), 60'000);
        QCOMPARE(is("redriven").toInt(), total);
        QCOMPARE(m_desk->count("redriven"), total);
        QVERIFY(m_desk->core.stop().ok());
        const auto there = copies();
        QCOMPARE(there.size(), sent.size());
        const std::string fault = faultOf(sent, there, run.toStdString(), "2");
        QVERIFY2(fault.empty(), fault.c_str());
    }

    void aRunIsPausedResumedAndCancelled()
    {
        QVERIFY(restartWith(brokenRecords(40, 5, "genetic-data-raw")));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), 40, 30'000);
        const QString run = startRun("redrive --all --yes --to repair --rate 5");
        const auto is = [&](const char* member) {
            return m_desk->run(run).value(QString::fromLatin1(member)).toInt();
        };
        QTRY_VERIFY_WITH_TIMEOUT(is("redriven") > 1, 30'000);
        QVERIFY(m_desk->ctl({ QStringLiteral("pause"), run }).out.contains("\"paused\""));
        // What was on its way has come to rest once the core was stopped in between.
        QVERIFY(m_desk->core.stop().ok());
        const std::size_t before = copies().size();
        QVERIFY(m_desk->core.start().ok());
        const int marked = is("redriven");
        QVERIFY(marked < 40);
        QVERIFY(m_desk->ctl({ QStringLiteral("resume"), run }).out.contains("\"running\""));
        QTRY_VERIFY_WITH_TIMEOUT(is("redriven") > marked + 1, 30'000);
        QVERIFY(m_desk->ctl({ QStringLiteral("cancel"), run }).out.contains("\"cancelled\""));
        QCOMPARE(m_desk->ctl({ QStringLiteral("resume"), run }).exitCode, 1);
        QVERIFY(is("skipped") > 0);
        QCOMPARE(is("pending"), 0);
        QVERIFY(m_desk->core.stop().ok());
        QVERIFY(copies().size() > before && copies().size() < 40);
        QVERIFY(m_desk->core.start().ok());
        // The rest can be redriven anew.
        QCOMPARE(ctl("redrive --all --yes --to repair --rate 1000 --wait").exitCode, 0);
        QCOMPARE(m_desk->count("open"), 0);
    }

    void anotherValueMakesItWorkAndTheOneThatCameIsKept()
    {
        bus::OutRecord record;
        record.topic = "genetic-data-raw";
        record.key = "late";
        record.value = R"({"eventType": broken)";
        QVERIFY(restartWith({ record }));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->count("open"), 1, 30'000);
        const QString id = m_desk->firstOpen();
        const QString file = QString::fromStdString((m_desk->core.dataDir() / "new.txt").string());
        QFile better(file);
        QVERIFY(better.open(QIODevice::WriteOnly));
        better.write(
            "ATGGTGCATCTGACTCCTGTGGAGAAGTCTGCCGTTACTGCCCTGTGGGGCAAGGTGAACGTGGATGAAGTTGGTGGT");
        better.close();
        const Finished done = m_desk->ctl({ QStringLiteral("edit"), id, QStringLiteral("--value"),
            file, QStringLiteral("--reason"), QStringLiteral("the laboratory sent it again") });
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QVERIFY(done.out.contains("\"redriven\""));
        const Finished seen = m_desk->ctl(
            { QStringLiteral("reveal"), id, QStringLiteral("--reason"), QStringLiteral("check") });
        const QJsonObject content = DeadLetterDesk::objects(seen.out).front();
        QCOMPARE(content.value(QStringLiteral("valueBase64")).toString().toStdString(),
            toBase64(*record.value));
        QVERIFY(content.contains(QStringLiteral("editedBase64")));
        const Finished list = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("analyses"), QStringLiteral("list"), QStringLiteral("--json"),
                QStringLiteral("--data-dir"),
                QString::fromStdString(m_desk->core.dataDir().string()) });
        QCOMPARE(DeadLetterDesk::objects(list.out).size(), 1);
    }
};

LOCUS_TEST(dead_letters, DeadLettersTest)
#include "tst_dead_letters.moc"
