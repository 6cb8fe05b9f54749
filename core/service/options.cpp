// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/options.h"

#include "core/base/places.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QProcessEnvironment>
#include <QStringList>

namespace locus::service {

namespace {

using std::string;

struct Words
{
    QCommandLineParser parser;
    QCommandLineOption help { { QStringLiteral("h"), QStringLiteral("help") },
        QStringLiteral("Say this and stop.") };
    QCommandLineOption version { QStringLiteral("version"),
        QStringLiteral("Say the version and stop.") };
    QCommandLineOption config { QStringLiteral("config"),
        QStringLiteral(
            "Configuration; default: locusd.json in the configuration folder, if it is there."),
        QStringLiteral("file") };
    QCommandLineOption dataDir { QStringLiteral("data-dir"),
        QStringLiteral("Where everything is kept; default: this seat's data folder."),
        QStringLiteral("folder") };
    QCommandLineOption bus { QStringLiteral("bus"), QStringLiteral("embedded or kafka."),
        QStringLiteral("kind") };
    QCommandLineOption bootstrap { QStringLiteral("bootstrap"),
        QStringLiteral("Kafka brokers, host:port, comma separated."), QStringLiteral("brokers") };
    QCommandLineOption listen { QStringLiteral("listen"), QStringLiteral("WebSocket address."),
        QStringLiteral("host:port") };
    QCommandLineOption httpListen { QStringLiteral("http-listen"),
        QStringLiteral("Address of health, metrics and POST /rpc."), QStringLiteral("host:port") };
    QCommandLineOption startFrom { QStringLiteral("start-from"),
        QStringLiteral(
            "Where reading a topic begins that was never read before: beginning, end, or "
            "a time like 2026-03-02T08:00:00Z. Stored positions always win."),
        QStringLiteral("place") };
    QCommandLineOption readAnew { QStringLiteral("read-anew"),
        QStringLiteral("Forget the stored positions of this topic, this once: reading begins where "
                       "--start-from says. For a topic that was made anew or whose next records "
                       "are gone; events that are read again are not applied twice. May be "
                       "repeated."),
        QStringLiteral("topic") };
    QCommandLineOption roles { QStringLiteral("roles"),
        QStringLiteral("gateway,annotator,workflow,sla,analytics; default all."),
        QStringLiteral("list") };
    QCommandLineOption set { QStringLiteral("set"),
        QStringLiteral("Any member of the configuration, for example "
                       "vep.url=http://vep.example:3000; may be repeated."),
        QStringLiteral("key=value") };
    QCommandLineOption check { QStringLiteral("check"),
        QStringLiteral("Validate the configuration, explain it, and stop.") };
    QCommandLineOption schema { QStringLiteral("print-schema"),
        QStringLiteral("Print the JSON Schema of the configuration and stop.") };
    QCommandLineOption demo { QStringLiteral("demo"),
        QStringLiteral("Sample data of fictional patients; everything is deleted at the end.") };

    Words()
    {
        parser.setApplicationDescription(
            QStringLiteral("The core of Locus: consumes, decides, stores, publishes."));
        parser.addOptions({ help, version, config, dataDir, bus, bootstrap, listen, httpListen,
            roles, startFrom, readAnew, set, check, schema, demo });
    }
    [[nodiscard]] string value(const QCommandLineOption& option) const
    {
        return parser.value(option).toStdString();
    }
};

Result<ConfigSources> sourcesFrom(const Words& words)
{
    ConfigSources sources;
    sources.file = words.value(words.config);
    const std::filesystem::path usual = seatPlaces().config / "locusd.json";
    std::error_code failure;
    if (sources.file.empty() && std::filesystem::exists(usual, failure)) {
        sources.file = usual;
    }
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& name : environment.keys()) {
        if (name.startsWith(QLatin1String("LOCUS_"))) {
            sources.environment[name.toStdString()] = environment.value(name).toStdString();
        }
    }
    const std::pair<const QCommandLineOption*, const char*> plain[] = { { &words.bus, "bus.kind" },
        { &words.bootstrap, "kafka.bootstrap" }, { &words.listen, "gateway.listen" },
        { &words.httpListen, "gateway.http_listen" }, { &words.roles, "core.roles" },
        { &words.startFrom, "bus.start_from" } };
    for (const auto& [option, key] : plain) {
        if (words.parser.isSet(*option)) {
            sources.overrides.emplace_back(key, words.value(*option));
        }
    }
    for (const QString& pair : words.parser.values(words.set)) {
        const auto equals = pair.indexOf(QLatin1Char('='));
        if (equals <= 0) {
            return invalid("usage", "--set wants key=value, not \"" + pair.toStdString() + "\"");
        }
        sources.overrides.emplace_back(
            pair.left(equals).toStdString(), pair.mid(equals + 1).toStdString());
    }
    if (words.parser.isSet(words.demo)) {
        sources.overrides.emplace_back("core.environment", "demo");
    }
    return sources;
}

} // namespace

Result<Options> parseOptions(const std::vector<string>& arguments)
{
    Words words;
    QStringList given;
    for (const string& argument : arguments) {
        given.append(QString::fromStdString(argument));
    }
    if (!words.parser.parse(given)) {
        return invalid("usage",
            words.parser.errorText().toStdString() + "; locusd --help lists what there is");
    }
    if (!words.parser.positionalArguments().isEmpty()) {
        return invalid("usage",
            "locusd takes no argument \""
                + words.parser.positionalArguments().constFirst().toStdString()
                + "\"; locusd --help lists what there is");
    }
    Options options;
    options.helpText = words.parser.helpText().toStdString();
    if (words.parser.isSet(words.help)) {
        options.task = Options::Task::Help;
        return options;
    }
    if (words.parser.isSet(words.version)) {
        options.task = Options::Task::Version;
        return options;
    }
    if (words.parser.isSet(words.schema)) {
        options.task = Options::Task::PrintSchema;
        return options;
    }
    LOCUS_TRY_VALUE(sources, sourcesFrom(words));
    LOCUS_TRY_VALUE(config, loadConfig(sources));
    options.config = std::move(config);
    for (const QString& topic : words.parser.values(words.readAnew)) {
        options.readAnew.push_back(topic.toStdString());
    }
    options.demo = words.parser.isSet(words.demo);
    options.isSeatDefault = !words.parser.isSet(words.dataDir) && !options.demo;
    options.dataDir = options.isSeatDefault ? seatPlaces().data
                                            : std::filesystem::path(words.value(words.dataDir));
    if (words.parser.isSet(words.check)) {
        options.task = Options::Task::Check;
    }
    return options;
}

} // namespace locus::service
