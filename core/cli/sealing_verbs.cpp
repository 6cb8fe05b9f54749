// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/data_files.h"
#include "core/base/places.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/bus/embedded/log_reseal.h"
#include "core/cli/context.h"
#include "core/sealing/sealed_folder.h"
#include "core/store/database.h"
#include "core/store/migrations.h"
#include "core/store/resealing.h"
#include "core/store/store.h"
#include "core/store/store_patients_reader.h"
#include "core/store/subjects.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace locus::cli {

namespace {

struct SealingOptions
{
    std::filesystem::path dataDir;
    sealing::Places places;
    std::string subject;
    std::string to;
    std::filesystem::path copy;
    bool dropOld = false;
};

// The ring of a core that does not run.
class Folder
{
public:
    static Result<std::unique_ptr<Folder>> open(
        const SealingOptions& options, sealing::Want want = sealing::Want::ReadOnly)
    {
        std::unique_ptr<Folder> folder(new Folder);
        auto opened = sealing::openFolder(
            options.dataDir, options.places, want, { folder->m_clock, folder->m_ids });
        if (!opened.ok() && opened.error().code == "lock.held") {
            return conflict("sealing.core_is_running",
                "the core of " + options.dataDir.string()
                    + " is running and owns its keys; stop it first");
        }
        if (!opened.ok()) {
            return std::move(opened).error();
        }
        folder->m_folder = std::move(*opened);
        if (!folder->m_folder.ring) {
            return notFound("sealing.no_ring",
                options.dataDir.string() + " holds no " + keysFile
                    + "; name the data folder of a core that seals");
        }
        return folder;
    }

    [[nodiscard]] sealing::KeyRing& ring() { return *m_folder.ring; }
    [[nodiscard]] UuidSource& ids() { return m_ids; }
    [[nodiscard]] const PayloadCodec& codec() const { return *m_folder.codec; }

private:
    Folder() = default;

    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids { m_clock, m_random };
    sealing::SealedFolder m_folder;
};

Status status(Context& context, const SealingOptions& options)
{
    LOCUS_TRY_VALUE(folder, Folder::open(options));
    LOCUS_TRY_VALUE(figures, folder->ring().figures());
    if (context.json) {
        context.out << "{\"ring\":\"" << folder->ring().id() << "\",\"keys\":" << figures.keys
                    << ",\"erased\":" << figures.erased
                    << ",\"underEarlier\":" << figures.underEarlier << "}\n";
        return {};
    }
    context.out << "ring " << folder->ring().id() << ", master key " << folder->ring().masterKey()
                << '\n'
                << figures.keys << " keys, " << figures.erased << " erased, "
                << figures.underEarlier << " under an earlier master key\n";
    return {};
}

Status rotate(Context& context, const SealingOptions& options)
{
    LOCUS_TRY_VALUE(folder, Folder::open(options));
    LOCUS_TRY(folder->ring().rotate(options.dropOld));
    context.out << (options.dropOld
            ? "rotated; backups of before cannot be read any more\n"
            : "rotated; the earlier master key stays behind it for backups of before, "
              "--drop-old takes it out\n");
    return {};
}

Status move(Context& context, const SealingOptions& options)
{
    LOCUS_TRY_VALUE(folder, Folder::open(options));
    LOCUS_TRY(folder->ring().moveMaster(
        options.to == "keychain" ? sealing::KeyPlace::Keychain : sealing::KeyPlace::File));
    context.out << "the master key is in " << folder->ring().masterKey() << '\n';
    return {};
}

Status copy(Context& context, const SealingOptions& options)
{
    LOCUS_TRY_VALUE(
        master, sealing::MasterKey::load(sealing::MasterKey::place(options.places.masterKeyFile)));
    LOCUS_TRY(master.copyTo(options.copy));
    context.out << options.copy.string()
                << " opens all that this master key opens; put it into a safe, and leave no copy "
                   "on this machine\n";
    return {};
}

// All that is known of a patient of the directory; of a subject that is none, it alone.
Result<std::vector<std::string>> subjectsIn(
    const SealingOptions& options, const PayloadCodec& codec)
{
    const std::filesystem::path file = options.dataDir / storeFile;
    LOCUS_TRY_VALUE(database, store::Database::open(file, store::Access::Reader));
    LOCUS_TRY(store::checkVersion(database));
    LOCUS_TRY_VALUE(patients, store::StorePatientsReader::open(file, codec));
    auto references = patients->references(options.subject);
    if (!references.ok() && references.error().kind != ErrorKind::NotFound) {
        return std::move(references).error();
    }
    LOCUS_TRY_VALUE(kept,
        store::subjectsOf(
            database, codec, references.ok() ? *references : std::vector { options.subject }));
    return std::move(kept.all);
}

Status migrate(Context& context, const SealingOptions& options)
{
    LOCUS_TRY_VALUE(folder, Folder::open(options, sealing::Want::Seal));
    LOCUS_TRY_VALUE(
        store, store::Store::open({ options.dataDir / storeFile }, folder->ids(), folder->codec()));
    LOCUS_TRY(store->meta.set("key_ring", folder->ring().id()));
    LOCUS_TRY(store::Resealing::forget(*store));
    LOCUS_TRY_VALUE(pass, store::Resealing::begin(*store, folder->codec()));
    for (bool more = pass != nullptr; more;) {
        LOCUS_TRY_VALUE(went, pass->go());
        more = went;
    }
    const store::Resealed done = pass ? pass->done() : store::Resealed();
    const std::filesystem::path log = options.dataDir / busFile;
    if (std::filesystem::exists(log)) {
        LOCUS_TRY(bus::embedded::resealLog(log, folder->codec()));
    }
    context.out << done.patients << " patients, " << done.analyses << " analyses, " << done.events
                << " events and " << done.letters
                << " dead letters sealed that stood in the clear\n";
    return {};
}

Status erase(Context& context, const SealingOptions& options)
{
    LOCUS_TRY_VALUE(folder, Folder::open(options));
    LOCUS_TRY_VALUE(subjects, subjectsIn(options, folder->codec()));
    LOCUS_TRY_VALUE(keys, folder->ring().keysOf(subjects));
    LOCUS_TRY(folder->ring().erase(keys));
    if (keys.empty()) {
        return notFound(
            "sealing.nothing_to_erase", "nothing is sealed under that subject: no key was erased");
    }
    context.out << keys.size()
                << " keys erased; what was sealed with them cannot be read any more, "
                << "also not from a backup that is put back on this machine\n";
    return {};
}

} // namespace

void addSealingVerbs(CLI::App& app, Context& context)
{
    auto options = std::make_shared<SealingOptions>();
    options->dataDir = seatPlaces().data;
    CLI::App* group = app.add_subcommand(
        "sealing", "Keys that payloads are sealed with on the disk; the core must not run");
    group->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, auto task) {
        CLI::App* verb = group->add_subcommand(name, help);
        verb->add_option("--data-dir", options->dataDir,
                "Data folder of the core; default: this seat's own core")
            ->type_name("DIR");
        verb->add_option("--master-key", options->places.masterKeyFile,
                "File of the master key, as sealing.master_key_file names it")
            ->type_name("FILE")
            ->envname("LOCUS_SEALING_MASTER_KEY_FILE");
        verb->add_option("--erased-list", options->places.erasedList,
                "File of what was erased, as sealing.erased_list names it")
            ->type_name("FILE");
        addJsonOption(*verb, context);
        verb->callback([&context, options, task] {
            context.task = [options, task](Context& c) { return task(c, *options); };
        });
        return verb;
    };
    add("status", "How many keys there are, and under which master key", status);
    add("rotate", "Wrap every key with a new master key", rotate)
        ->add_flag("--drop-old", options->dropOld,
            "Forget the earlier master keys: backups of before cannot be read any more");
    add("move", "Keep the master key in the keychain, or in its file", move)
        ->add_option("--to", options->to, "Where it is kept from now on")
        ->check(CLI::IsMember({ "keychain", "file" }))
        ->required();
    add("copy", "Write the master key to a new file, for a safe", copy)
        ->add_option("FILE", options->copy, "File to write")
        ->required();
    add("migrate", "Seal what was stored before sealing was on", migrate);
    add("erase", "Forget a person: erase the keys of all that is known of him or her", erase)
        ->add_option("--subject", options->subject,
            "Patient reference, or the id of an analysis or dead letter")
        ->required();
}

} // namespace locus::cli
