// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analyses_codec.h"
#include "core/base/clock.h"
#include "core/base/data_files.h"
#include "core/base/json_writer.h"
#include "core/base/random_source.h"
#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/bus/kafka/kafka_bus.h"
#include "core/bus/publisher.h"
#include "core/cli/context.h"
#include "core/cli/kafka_options.h"
#include "core/cli/publish_lines.h"
#include "core/events/payload_check.h"
#include "core/metrics/registry.h"
#include "core/sealing/sealed_folder.h"

#include <CLI/CLI.hpp>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>

namespace locus::cli {

namespace {

constexpr std::size_t mostWaiting = 5'000;

struct PublishArguments
{
    std::string records;
    KafkaOptions kafka;
    std::filesystem::path dataDir;
    std::filesystem::path masterKey; // where the core of dataDir seals
    std::string compression = "none";
    std::int64_t deadlineMs = 30'000;
};

std::atomic<bool> interrupted { false };

// Ctrl-C ends the reading, not the program: what is under way gets its outcome and is printed.
class InterruptWatch
{
public:
    InterruptWatch()
    {
        interrupted = false;
#ifdef _WIN32
        m_before = std::signal(SIGINT, [](int) { interrupted = true; });
#else
        struct sigaction wanted
        { };
        wanted.sa_handler = [](int) { interrupted = true; };
        sigaction(SIGINT, &wanted, &m_before); // without SA_RESTART: a waiting read ends
#endif
    }
    ~InterruptWatch()
    {
#ifdef _WIN32
        std::signal(SIGINT, m_before);
#else
        sigaction(SIGINT, &m_before, nullptr);
#endif
    }
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

private:
#ifdef _WIN32
    void (*m_before)(int) = nullptr;
#else
    struct sigaction m_before
    { };
#endif
};

// Prints outcomes as they come, on whichever thread, and bounds how many are open.
class Outcomes
{
public:
    Outcomes(Context& context, std::string file)
        : m_context(context)
        , m_file(std::move(file))
    { }

    void awaitRoom()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open < mostWaiting; });
        ++m_open;
    }
    void settled(std::size_t line, const std::string& topic, const bus::PublishOutcome& outcome)
    {
        if (outcome.ok()) {
            acknowledged(line, *outcome);
        } else {
            refused(line, topic + ": " + outcome.error().message);
        }
        const std::lock_guard lock(m_mutex);
        --m_open;
        m_changed.notify_all();
    }
    void refused(std::size_t line, const std::string& why)
    {
        const std::lock_guard lock(m_mutex);
        ++m_refused;
        m_context.err << "locusctl: " << m_file << " line " << line << ": " << why << '\n';
    }
    [[nodiscard]] std::size_t acknowledgedCount() const { return m_acknowledged; }
    [[nodiscard]] std::size_t refusedCount() const { return m_refused; }

private:
    void acknowledged(std::size_t line, const bus::Published& at)
    {
        JsonWriter out;
        out.beginObject().key("line").number(std::uint64_t { line });
        out.key("topic")
            .string(at.at.topic)
            .key("partition")
            .number(std::int64_t { at.at.partition });
        out.key("offset").number(at.offset).key("byReference").boolean(at.byReference).endObject();
        const std::lock_guard lock(m_mutex);
        ++m_acknowledged;
        m_context.out << out.text() << '\n' << std::flush;
    }

    Context& m_context;
    const std::string m_file;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_open = 0;
    std::size_t m_acknowledged = 0;
    std::size_t m_refused = 0;
};

struct Seams
{
    SystemClock clock {};
    SystemRandom random {};
    UuidSource ids { clock, random };
    sealing::SealedFolder folder {}; // outlives the bus
};

// Sealed where the core seals.
Status openFolder(const PublishArguments& arguments, Seams& seams)
{
    const bool seals = std::filesystem::exists(arguments.dataDir / keysFile);
    LOCUS_TRY_VALUE(folder,
        sealing::openFolder(arguments.dataDir, { arguments.masterKey, {} },
            seals ? sealing::Want::Seal : sealing::Want::ReadOnly, { seams.clock, seams.ids }));
    seams.folder = std::move(folder);
    return {};
}

Result<std::unique_ptr<bus::EventBus>> openBus(const PublishArguments& arguments, Seams& seams)
{
    if (arguments.dataDir.empty()) {
        LOCUS_TRY_VALUE(settings, kafkaSettings(arguments.kafka));
        settings.compression =
            bus::compressionFrom(arguments.compression).value_or(bus::Compression::None);
        LOCUS_TRY_VALUE(kafka, bus::KafkaBus::open(settings));
        LOCUS_TRY(kafka->topics()); // says at once when no broker answers
        return std::unique_ptr<bus::EventBus>(std::move(kafka));
    }
    const std::filesystem::path file = arguments.dataDir / busFile;
    if (!std::filesystem::exists(file)) {
        return notFound("publish.no_log",
            "there is no event log " + file.string()
                + "; --data-dir names the data folder of a core with the embedded bus");
    }
    const Status opened = openFolder(arguments, seams);
    auto embedded = opened.ok()
        ? bus::EmbeddedBus::open({ file }, seams.clock, seams.random, *seams.folder.codec)
        : opened.error();
    if (!embedded.ok() && embedded.error().code == "lock.held") {
        return conflict("publish.core_is_running",
            "the core of " + arguments.dataDir.string()
                + " is running and owns its event log; stop it first, or publish to Kafka");
    }
    if (!embedded.ok()) {
        return std::move(embedded).error();
    }
    return std::unique_ptr<bus::EventBus>(std::move(*embedded));
}

void publishAll(
    std::istream& in, PublishLines& lines, bus::Publisher& publisher, Outcomes& outcomes)
{
    std::string line;
    for (std::size_t number = 1; !interrupted && std::getline(in, line); ++number) {
        if (trimmed(line).empty()) {
            continue;
        }
        auto message = lines.read(line);
        if (!message.ok()) {
            outcomes.refused(number, message.error().message);
            continue;
        }
        outcomes.awaitRoom();
        const std::string topic = message->record.topic;
        publisher.publish(
            std::move(*message), [&outcomes, number, topic](const bus::PublishOutcome& outcome) {
                outcomes.settled(number, topic, outcome);
            });
    }
}

Status publish(Context& context, const PublishArguments& arguments)
{
    std::ifstream file;
    if (arguments.records != "-") {
        file.open(arguments.records, std::ios::binary);
        if (!file) {
            return notFound("file.missing", "cannot read " + arguments.records);
        }
    }
    Seams seams;
    LOCUS_TRY_VALUE(bus, openBus(arguments, seams));
    metrics::Registry metrics;
    PublishLines lines(seams.clock, seams.random);
    Outcomes outcomes(context,
        arguments.records == "-" ? "standard input"
                                 : std::filesystem::path(arguments.records).filename().string());
    const InterruptWatch watch;
    {
        bus::PublishOptions options;
        options.name = "locusctl";
        options.deadline = std::chrono::milliseconds(arguments.deadlineMs);
        options.dataCheck = [](const events::Envelope& event) -> Status {
            LOCUS_TRY(events::checkPayload(event.type, event.data));
            return analyses::checkPayload(event.type, event.data);
        };
        bus::Publisher publisher({ *bus, seams.clock, seams.random, metrics }, options);
        publishAll(arguments.records == "-" ? std::cin : file, lines, publisher, outcomes);
        publisher.close(options.deadline);
    }
    const std::string count = std::to_string(outcomes.acknowledgedCount());
    if (interrupted) {
        return refused("publish.interrupted",
            "interrupted; " + count + " records are acknowledged, as printed");
    }
    if (outcomes.refusedCount() > 0) {
        return refused("publish.incomplete",
            std::to_string(outcomes.refusedCount())
                + " lines were not published, each is named above; " + count + " were");
    }
    return {};
}

} // namespace

void addPublishVerb(CLI::App& app, Context& context)
{
    auto arguments = std::make_shared<PublishArguments>();
    CLI::App* verb = app.add_subcommand("publish",
        "Write records or events to topics; prints where each stands once it is acknowledged");
    verb->footer(
        "Events are checked before they leave: the payload of analyses, predictions, tasks,\n"
        "orders, workflows, health checks, metrics and error reports by the rules of its\n"
        "type. A line that breaks one is named with the place in its data, what was found\n"
        "and what is allowed. Events of other types, also of types that the catalogue does\n"
        "not know, need data that is a JSON object or, if unknown, any JSON; lines with topic\n"
        "and value leave as they are.");
    verb->add_option("--records", arguments->records,
            "One JSON object a line: topic, key, value, headers; or type, data, aggregateid of an "
            "event; or captured records; - reads standard input")
        ->required()
        ->type_name("FILE|-");
    addKafkaOptions(*verb, arguments->kafka);
    CLI::Option* bootstrap = verb->get_option("--bootstrap");
    CLI::Option* folder = verb->add_option("--data-dir", arguments->dataDir,
                                  "Data folder of a stopped core with the embedded bus")
                              ->type_name("DIR");
    bootstrap->required(false)->excludes(folder);
    verb->add_option("--master-key", arguments->masterKey,
            "File of the master key, as sealing.master_key_file of that core names it")
        ->type_name("FILE")
        ->envname("LOCUS_SEALING_MASTER_KEY_FILE");
    verb->add_option("--compression", arguments->compression, "How batches are compressed")
        ->check(CLI::IsMember({ "none", "gzip", "snappy", "lz4", "zstd" }))
        ->needs(bootstrap);
    verb->add_option("--deadline-ms", arguments->deadlineMs, "How long a record may take")
        ->check(CLI::Range(100, 3'600'000));
    addJsonOption(*verb, context); // as it does anyway
    verb->callback([arguments, bootstrap, folder, &context] {
        if (bootstrap->count() + folder->count() == 0) {
            throw CLI::RequiredError("--bootstrap or --data-dir");
        }
        context.task = [arguments](Context& given) { return publish(given, *arguments); };
    });
}

} // namespace locus::cli
