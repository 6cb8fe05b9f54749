// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A handler that never returns: its process ends itself, and after two such ends the record is
// parked with its lane. The lives of the core are processes, as under a supervisor.
#include "core/base/clock.h"
#include "core/base/payload_codec.h"
#include "core/base/random_source.h"
#include "core/base/stop_notes.h"
#include "core/base/uuid.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/metrics/registry.h"
#include "core/pipeline/effects.h"
#include "core/pipeline/pipeline.h"
#include "core/pipeline/watchdog.h"
#include "core/store/store.h"
#include "tests/support/event_builder.h"
#include "tests/support/fast_folder.h"
#include "tests/support/test_registry.h"

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <thread>

using namespace locus;
using namespace locus::test;

namespace {

// Answers every event; "hang" never comes back.
class HangingRole final : public pipeline::Role
{
public:
    explicit HangingRole(std::size_t batch)
        : m_batch(batch)
    { }
    [[nodiscard]] std::string_view name() const override { return "hanging"; }
    [[nodiscard]] bool wants(const pipeline::Incoming& incoming) const override
    {
        return incoming.event.type == "Test.Asked";
    }
    [[nodiscard]] std::size_t batchSize() const override { return m_batch; }
    Status onEvent(const pipeline::Incoming& incoming, pipeline::Effects& effects) override
    {
        while (incoming.event.data == "\"hang\"") {
            std::this_thread::sleep_for(std::chrono::hours(1));
        }
        effects.changed("tests", "put", incoming.event.id);
        return effects.append(
            EventBuilder("done-" + incoming.event.id).type("Test.Done").of("Done", "1"), "done");
    }

private:
    const std::size_t m_batch;
};

struct World
{
    explicit World(const std::filesystem::path& folder)
        : store(*store::Store::open({ folder / "store.db" }, ids, codec))
    { }
    SystemClock clock;
    SystemRandom random;
    UuidSource ids { clock, random };
    PlainCodec codec;
    metrics::Registry metrics;
    std::unique_ptr<store::Store> store;
};

Status fill(bus::EventBus& bus)
{
    const bus::TopicSpec spec { "t" };
    LOCUS_TRY(bus.ensureTopics({ &spec, 1 }));
    LOCUS_TRY_VALUE(marks, bus.watermarks({ "t", 0 }));
    if (marks.end > 0) {
        return {};
    }
    LOCUS_TRY_VALUE(producer, bus.makeProducer());
    for (const auto& [id, key] :
        { std::pair("first", "a"), { "hang", "b" }, { "behind", "b" }, { "last", "c" } }) {
        const bool hangs = std::string_view(id) == "hang";
        const bus::Record record = recordOf(
            EventBuilder(id).of("Test", key).data(hangs ? "\"hang\"" : "\"go\""), { "t", 0 }, 0);
        LOCUS_TRY(producer->send({ "t", 0, 0, record.key, record.value, record.headers }, 0));
    }
    while (producer->inFlight() > 0) {
        producer->deliveries(std::chrono::seconds(1));
    }
    return {};
}

// Runs a core until it ends itself or everything was handled: two changes of the role over all
// lives, and two dead letters. Returns what the process exits with.
int live(const std::filesystem::path& folder, std::size_t batch)
{
    World w(folder);
    auto bus = bus::EmbeddedBus::open({ folder / "bus.db" }, w.clock, w.random, w.codec);
    if (!bus.ok() || !fill(**bus).ok()) {
        return 1;
    }
    pipeline::PipelineOptions options;
    options.dataDir = folder;
    options.topics = { "t" };
    options.hangsAfter = std::chrono::seconds(2);
    pipeline::Pipeline core({ *w.store, **bus, w.clock, w.random, w.metrics, w.codec }, options);
    core.addRole(std::make_unique<HangingRole>(batch));
    std::mutex mutex;
    std::condition_variable changed;
    bool isOver = false;
    const Status started = core.start(
        [&](const std::vector<pipeline::Change>& changes) {
            const std::lock_guard lock(mutex);
            for (const pipeline::Change& change : changes) {
                isOver |= change.id == "last";
            }
            changed.notify_all();
        },
        [](const Error&) {});
    std::unique_lock lock(mutex);
    const bool done =
        started.ok() && changed.wait_for(lock, std::chrono::seconds(60), [&] { return isOver; });
    lock.unlock();
    core.stop();
    return done ? 0 : 2;
}

constexpr const char* folderVariable = "LOCUS_TEST_LIFE_FOLDER";
constexpr const char* batchVariable = "LOCUS_TEST_LIFE_BATCH";

// This program again: a fork of one that has threads is none that may start others.
const bool lifeIsThere = registerTest("hanging_life", [] {
    std::_Exit(live(qEnvironmentVariable(folderVariable).toStdString(),
        static_cast<std::size_t>(qEnvironmentVariableIntValue(batchVariable))));
    return std::unique_ptr<QObject>();
});

int exitOf(const std::filesystem::path& folder, int batch)
{
    constexpr int patienceMs = 120'000;
    QProcess life;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(
        QString::fromLatin1(folderVariable), QString::fromStdString(folder.string()));
    environment.insert(QString::fromLatin1(batchVariable), QString::number(batch));
    life.setProcessEnvironment(environment);
    life.setProcessChannelMode(QProcess::ForwardedChannels);
    life.start(QCoreApplication::applicationFilePath(), { QStringLiteral("hanging_life") });
    const bool ended =
        life.waitForFinished(patienceMs) && life.exitStatus() == QProcess::NormalExit;
    return ended ? life.exitCode() : -1;
}

} // namespace

class HangingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void f16_aHandlerThatHangsIsEndedAndItsRecordParked_data()
    {
        QTest::addColumn<int>("batch");
        QTest::addColumn<int>("ends");
        QTest::newRow("one by one") << 1 << 2;
        QTest::newRow("in a batch") << 4 << 3; // first it has to be seen which one it is
    }
    void f16_aHandlerThatHangsIsEndedAndItsRecordParked()
    {
        QFETCH(int, batch);
        QFETCH(int, ends);
        const QTemporaryDir dir(fastFolder());
        const auto folder = std::filesystem::path(dir.path().toStdString());
        for (int i = 0; i < ends; ++i) {
            QCOMPARE(exitOf(folder, batch), pipeline::hangExitCode);
        }
        QCOMPARE(stopCounts(folder)["pipeline.hung"], static_cast<std::uint64_t>(ends));
        QCOMPARE(exitOf(folder, batch), 0);
        World w(folder);
        const auto letters = *w.store->deadLetters.after(0, 10);
        QCOMPARE(letters.size(), std::size_t { 2 });
        QCOMPARE(letters[0].errorCode, std::string("pipeline.hung"));
        QCOMPARE(letters[0].offset, 1);
        QCOMPARE(letters[0].lane, std::string("b"));
        QVERIFY(letters[1].behind == letters[0].id);
        std::vector<std::string> done;
        const auto events = w.store->events.localAfter(0, 10, 1'000'000);
        QVERIFY(events.ok());
        for (const store::LoggedEvent& event : *events) {
            done.push_back(event.id);
        }
        QCOMPARE(done, (std::vector<std::string> { "done-first", "done-last" }));
    }
};

LOCUS_TEST(hanging, HangingTest)
#include "tst_hanging.moc"
