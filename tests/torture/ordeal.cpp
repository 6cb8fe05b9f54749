// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/torture/ordeal.h"

#include "core/base/payload_codec.h"
#include "core/base/uuid.h"
#include "core/store/store.h"
#include "tests/torture/bus_side.h"
#include "tests/torture/faults.h"
#include "tests/torture/pacer.h"
#include "tests/torture/submitter.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <sqlite3.h>

namespace locus::torture {

using std::chrono::milliseconds;

namespace {

constexpr const char* storeFile = "locus.sqlite";
constexpr milliseconds quietPatience = std::chrono::seconds(60);
constexpr milliseconds listEvery = std::chrono::seconds(3);
constexpr std::int64_t sampleEveryMs = 100;
constexpr double busShare = 0.5;

// What the store holds, by SQL of our own: the product's readers cannot excuse it.
class StoreCount
{
public:
    explicit StoreCount(const std::filesystem::path& file)
    {
        sqlite3_open_v2(file.c_str(), &m_database, SQLITE_OPEN_READONLY, nullptr);
    }
    ~StoreCount() { sqlite3_close(m_database); }
    StoreCount(const StoreCount&) = delete;
    StoreCount& operator=(const StoreCount&) = delete;

    template <typename Each> Status each(const char* sql, Each take)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) != SQLITE_OK) {
            return fatal("torture.store", sqlite3_errmsg(m_database));
        }
        while (sqlite3_step(statement) == SQLITE_ROW) {
            take(statement);
        }
        return sqlite3_finalize(statement) == SQLITE_OK
            ? Status()
            : Status(fatal("torture.store", sqlite3_errmsg(m_database)));
    }

private:
    sqlite3* m_database = nullptr;
};

Bytes blobOf(sqlite3_stmt* row, int column)
{
    const void* data = sqlite3_column_blob(row, column);
    return data == nullptr ? Bytes()
                           : Bytes(static_cast<const char*>(data),
                               static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
}

std::string uuidOf(const Bytes& octets)
{
    Uuid::Octets plain {};
    std::copy_n(octets.begin(), std::min(octets.size(), plain.size()), plain.begin());
    return Uuid(plain).toString();
}

class Ordeal
{
public:
    explicit Ordeal(const OrdealOptions& options, History history)
        : m_options(options)
        , m_random(options.seed)
        , m_history(std::move(history))
    { }

    Result<OrdealReport> run();

private:
    void live(milliseconds duration);
    void turn();
    Status oneFault(const Victim::FaultKind& kind);
    Status calmDown();
    Status count();

    const OrdealOptions m_options;
    test::SeededRandom m_random;
    History m_history;
    QElapsedTimer m_clock;
    std::unique_ptr<Victim> m_victim;
    std::unique_ptr<Submitter> m_submitter;
    std::unique_ptr<BusSide> m_bus;
    bool m_sending = true;
    Pacer m_busPacer;
    std::int64_t m_sampled = 0;
    Status m_failure;
    OrdealReport m_report;
};

void Ordeal::turn()
{
    QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
    if (m_bus) {
        for (int due = m_busPacer.due(m_clock.elapsed()); m_sending && due > 0; --due) {
            m_bus->sendOne();
        }
        if (const Status done = m_bus->turn(); !done.ok()) {
            m_failure = done;
        }
    }
    if (!m_submitter->failure().ok()) {
        m_failure = m_submitter->failure();
    }
    if (m_clock.elapsed() - m_sampled >= sampleEveryMs) {
        m_sampled = m_clock.elapsed();
        m_report.samples.push_back(
            { m_sampled, m_submitter->takeWorstLatencyMs(), m_submitter->waiting() });
        m_report.residentKiB =
            std::max<std::int64_t>(m_report.residentKiB, m_victim->core().residentKiB());
    }
}

void Ordeal::live(milliseconds duration)
{
    const std::int64_t until = m_clock.elapsed() + duration.count();
    do {
        turn();
    } while (m_clock.elapsed() < until);
}

Status Ordeal::oneFault(const Victim::FaultKind& kind)
{
    Fault fault { kind.name, m_clock.elapsed(), 0 };
    LOCUS_TRY(kind.act([this](milliseconds duration) { live(duration); }));
    fault.toMs = m_clock.elapsed();
    LOCUS_TRY(m_history.add(fault));
    m_report.faults.push_back(fault);
    for (const int before = m_submitter->results(); m_submitter->results() == before;) {
        turn();
        LOCUS_TRY(m_failure);
        if (m_clock.elapsed() - fault.toMs > quietPatience.count()) {
            return fatal("torture.no_recovery", "no result after " + kind.name);
        }
    }
    m_report.recoveryMs[kind.name].push_back(m_clock.elapsed() - fault.toMs);
    return {};
}

Status Ordeal::calmDown()
{
    const std::int64_t from = m_clock.elapsed();
    m_sending = false;
    m_submitter->stopSending();
    const auto isDone = [this] {
        return m_submitter->isSettled() && m_submitter->waiting() == 0
            && (!m_bus || m_bus->isSettled());
    };
    for (std::int64_t listed = from; !isDone();) {
        turn();
        LOCUS_TRY(m_failure);
        if (m_clock.elapsed() - listed > listEvery.count()) {
            listed = m_clock.elapsed();
            m_submitter->listAll();
        }
        if (m_clock.elapsed() - from > quietPatience.count()) {
            break;
        }
    }
    if (!isDone()) {
        return fatal("torture.not_calm",
            std::to_string(m_submitter->waiting()) + " values never got their result, "
                + m_submitter->oneWaiting() + " among them");
    }
    m_report.quietMs = m_clock.elapsed() - from;
    if (m_bus) {
        LOCUS_TRY(m_bus->readToTheEnd());
    }
    LOCUS_TRY_VALUE(took, m_victim->core().stop());
    (void)took;
    if (!m_bus) {
        PolledRecords records(m_history, [this] { return m_clock.elapsed(); });
        LOCUS_TRY(readEmbeddedLog(m_victim->core().dataDir(), records));
    }
    return {};
}

Status Ordeal::count()
{
    const std::filesystem::path file = m_victim->core().dataDir() / storeFile;
    StoreCount store(file);
    Status noted;
    const auto hold = [&](Held held) {
        if (noted.ok()) {
            noted = m_history.add(std::move(held));
        }
    };
    LOCUS_TRY(store.each("SELECT a.id, a.version, count(r.number), a.label FROM analysis a"
                         " LEFT JOIN analysis_row r ON r.analysis = a.id GROUP BY a.id",
        [&](sqlite3_stmt* row) {
            const std::string id = uuidOf(blobOf(row, 0));
            const Bytes label = blobOf(row, 3); // none: a request of the bus
            hold({ label.empty() ? id : label, id,
                static_cast<std::uint64_t>(sqlite3_column_int64(row, 1)),
                sqlite3_column_int(row, 2) });
        }));
    LOCUS_TRY(store.each("SELECT key FROM dead_letter", [&](sqlite3_stmt* row) {
        hold({ blobOf(row, 0), {}, 0, 1 });
    }));
    LOCUS_TRY(noted);
    const PlainCodec codec;
    const Status whole = store::checkIntegrity(file, codec);
    if (!whole.ok()) {
        m_report.storeFaults.push_back(whole.error().message);
    }
    return {};
}

Result<OrdealReport> Ordeal::run()
{
    LOCUS_TRY_VALUE(victim, Victim::make(m_options.kafka));
    m_victim = std::move(victim);
    m_clock.start();
    const auto nowMs = [this] { return m_clock.elapsed(); };
    m_submitter =
        std::make_unique<Submitter>(m_history, m_victim->core().dataDir(), m_random.next(), nowMs);
    if (m_options.kafka) {
        m_bus = std::make_unique<BusSide>(m_history, m_victim->bootstrap(), m_random.next(), nowMs);
        m_busPacer = Pacer(m_options.perSecond * busShare, m_clock.elapsed());
    }
    m_submitter->start(m_options.perSecond);
    const auto kinds = m_victim->faults(m_random);
    live(milliseconds(1000));
    for (int i = 0; i < m_options.faults; ++i) {
        // Each kind once before any comes again.
        const auto at = static_cast<std::size_t>(i) < kinds.size() ? static_cast<std::size_t>(i)
                                                                   : m_random.below(kinds.size());
        LOCUS_TRY(oneFault(kinds[at]));
        live(milliseconds(200 + static_cast<int>(m_random.below(1200))));
        LOCUS_TRY(m_failure);
    }
    LOCUS_TRY(calmDown());
    LOCUS_TRY(count());
    m_report.verdict = check(m_history.entries());
    return std::move(m_report);
}

} // namespace

Result<OrdealReport> runOrdeal(const OrdealOptions& options)
{
    LOCUS_TRY_VALUE(history, History::create(options.history));
    return Ordeal(options, std::move(history)).run();
}

} // namespace locus::torture
