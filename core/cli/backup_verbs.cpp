// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/backup.h"
#include "core/backup/damage.h"
#include "core/backup/restore.h"
#include "core/base/clock.h"
#include "core/base/data_files.h"
#include "core/base/payload_codec.h"
#include "core/base/places.h"
#include "core/cli/context.h"
#include "core/cli/session.h"
#include "core/protocol/system_messages.h"
#include "core/sealing/key_ring.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <memory>
#include <ostream>
#include <thread>

namespace locus::cli {

namespace {

struct BackupOptions
{
    std::filesystem::path folder;
    std::filesystem::path dataDir;
    std::filesystem::path masterKey;
    bool replace = false;
};

void print(const Context& context, const char* done, const backup::Manifest& manifest)
{
    if (context.json) {
        Bytes line = manifest.toJson();
        std::erase(line, '\n');
        context.out << line << '\n';
        return;
    }
    context.out << done << ": installation " << manifest.installation << ", Locus "
                << manifest.productVersion << ", " << toRfc3339(manifest.createdAt)
                << "; what was submitted later may not be in it\n";
    for (const backup::SavedFile& file : manifest.files) {
        context.out << "  " << file.name << "  " << file.bytes << " bytes  sha256 " << file.sha256
                    << '\n';
    }
}

void printPositions(const Context& context, const backup::Manifest& manifest)
{
    for (const backup::SavedPosition& at : manifest.positions) {
        context.out << "  " << at.topic << '/' << at.partition << " reads on at " << at.next;
        if (at.busEnd == backup::SavedPosition::unknownEnd) {
            context.out << "; the bus is not in the backup, it has to hold that position still";
        } else if (at.unread() > 0) {
            context.out << "; the bus is ahead by " << at.unread()
                        << ", they are read at the start";
        }
        context.out << '\n';
    }
}

// Waits for the end of what the core began, as its health tells it.
Status awaitBackup(Context& context, Session& session, const std::string& folder)
{
    constexpr auto pause = std::chrono::milliseconds(500);
    for (;; std::this_thread::sleep_for(pause)) {
        LOCUS_TRY_VALUE(health, session.call(protocol::SystemHealth()));
        for (const protocol::HealthCheck& check : health.checks) {
            const auto running = check.figures.find("running");
            if (check.name != protocol::backupCheck || running == check.figures.end()
                || running->second != 0) {
                continue;
            }
            if (check.status != "up") {
                return refused("backup.failed", check.detail);
            }
            if (context.json) {
                context.out << protocol::BackupStarted { folder }.toJson() << '\n';
            } else {
                context.out << check.detail << (check.by.empty() ? "" : ", asked for by ")
                            << check.by << '\n';
            }
            return {};
        }
    }
}

// A core elsewhere saves on its own machine.
Status createThere(Context& context, const BackupOptions& options)
{
    if (!options.folder.empty()) {
        return invalid("usage",
            "a core at --url writes to the folder of its own backup.folder; leave FOLDER out");
    }
    LOCUS_TRY_VALUE(session, Session::open(context));
    LOCUS_TRY_VALUE(started, session->call(protocol::SystemBackup()));
    return awaitBackup(context, *session, started.folder);
}

Status create(Context& context, const BackupOptions& options)
{
    if (!context.url.empty()) {
        return createThere(context, options);
    }
    if (options.folder.empty()) {
        return invalid("usage", "name the folder to write, or a core with --url");
    }
    const SystemClock clock;
    const auto manifest = backup::createBackup(options.dataDir, options.folder, clock);
    if (!manifest.ok()) {
        return backup::withRestore(manifest.error(), options.dataDir);
    }
    print(context, "saved", *manifest);
    return {};
}

Status verify(Context& context, const BackupOptions& options)
{
    LOCUS_TRY_VALUE(manifest, backup::verifyBackup(options.folder, PlainCodec()));
    print(context, "whole", manifest);
    return {};
}

// The keys are in the backup, the master key that opens them never is.
Status checkKeys(const BackupOptions& options)
{
    const std::filesystem::path ring = options.dataDir / keysFile;
    if (!std::filesystem::exists(ring)) {
        return {};
    }
    LOCUS_TRY_VALUE(master, sealing::MasterKey::load(sealing::MasterKey::place(options.masterKey)));
    return sealing::checkMaster(ring, master);
}

Status restore(Context& context, const BackupOptions& options)
{
    LOCUS_TRY_VALUE(restored,
        backup::restoreBackup(options.folder, options.dataDir,
            options.replace ? backup::Existing::KeepAside : backup::Existing::Refuse,
            PlainCodec()));
    print(context, "restored", restored.manifest);
    if (const Status opens = checkKeys(options); !opens.ok()) {
        context.err << "locusctl: what was restored cannot be read here yet: "
                    << opens.error().message << '\n';
    }
    if (context.json) {
        return {};
    }
    printPositions(context, restored.manifest);
    if (!restored.keptAside.empty()) {
        context.out << "what was there is kept in " << restored.keptAside.string() << '\n';
    }
    return {};
}

} // namespace

void addBackupVerbs(CLI::App& app, Context& context)
{
    auto options = std::make_shared<BackupOptions>();
    options->dataDir = seatPlaces().data;
    CLI::App* group =
        app.add_subcommand("backup", "Save a core's data, check a backup, put it back");
    group->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, auto task) {
        CLI::App* verb = group->add_subcommand(name, help);
        verb->add_option("FOLDER", options->folder, "The backup's folder")
            ->required(std::string_view(name) != "create");
        addJsonOption(*verb, context);
        verb->callback([&context, options, task] {
            context.task = [options, task](Context& c) { return task(c, *options); };
        });
        return verb;
    };
    const auto addDataDir = [&](CLI::App* verb) {
        return verb
            ->add_option("--data-dir", options->dataDir,
                "Data folder of the core; default: this seat's own core")
            ->type_name("DIR");
    };
    CLI::App* save =
        add("create", "Save a data folder to a new folder, while its core runs or not", create);
    auto* folder = addDataDir(save);
    auto* url = save->add_option("--url", context.url,
                        "Core at host:port that saves on its own machine, in its backup.folder")
                    ->type_name("H:P")
                    ->excludes(folder);
    auto* token =
        save->add_option("--token-file", context.tokenFile, "0600 file with the token, for --url")
            ->type_name("FILE");
    url->needs(token);
    token->needs(url);
    add("verify", "Read a backup again and say whether it is whole", verify);
    CLI::App* back = add("restore", "Put a backup into the data folder of a stopped core", restore);
    addDataDir(back)->required();
    back->add_option("--master-key", options->masterKey,
            "File of the master key, as sealing.master_key_file names it")
        ->type_name("FILE")
        ->envname("LOCUS_SEALING_MASTER_KEY_FILE");
    back->add_flag("--replace", options->replace,
        "The folder holds data: keep them aside and put the backup in their place");
}

} // namespace locus::cli
