// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/backup.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/file_digest.h"
#include "core/bus/embedded/log_copy.h"
#include "core/sealing/key_ring.h"
#include "core/store/store.h"
#include "core/store/store_copy.h"

namespace locus::backup {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t manifestCap = 16UL * 1024 * 1024;

// Takes the half-written folder away again unless it became a backup.
class PartialFolder
{
public:
    explicit PartialFolder(fs::path path)
        : m_path(std::move(path))
    { }
    PartialFolder(const PartialFolder&) = delete;
    PartialFolder& operator=(const PartialFolder&) = delete;
    ~PartialFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }

    // Private: the files hold patients' data.
    [[nodiscard]] Status make() const
    {
        std::error_code failure;
        fs::create_directories(m_path, failure);
        if (!failure) {
            fs::permissions(m_path, fs::perms::owner_all, failure);
        }
        return failure ? unwritable(failure) : Status();
    }
    [[nodiscard]] Status becomes(const fs::path& target) const
    {
        std::error_code failure;
        fs::rename(m_path, target, failure);
        return failure ? unwritable(failure) : Status();
    }

private:
    [[nodiscard]] Status unwritable(const std::error_code& failure) const
    {
        return retriable(
            "file.unwritable", m_path.string() + " cannot be written: " + failure.message());
    }

    const fs::path m_path;
};

Status addFile(Manifest& manifest, const fs::path& folder, const char* name)
{
    LOCUS_TRY_VALUE(digest, digestOf(folder / name));
    manifest.files.push_back({ name, digest.bytes, digest.sha256 });
    return {};
}

void addPositions(Manifest& manifest, const std::vector<store::StoredOffset>& offsets,
    const bus::embedded::LogEnds& ends)
{
    for (const store::StoredOffset& offset : offsets) {
        const auto end = ends.find({ offset.topic, offset.partition });
        manifest.positions.push_back({ offset.topic, offset.partition, offset.next,
            end == ends.end() ? SavedPosition::unknownEnd : end->second });
    }
}

Result<Manifest> copyData(const fs::path& dataDir, const fs::path& to, Instant now)
{
    Manifest manifest;
    manifest.productVersion = LOCUS_VERSION;
    manifest.createdAt = now;
    // The store first: what it holds for published is then surely in the bus that follows.
    LOCUS_TRY_VALUE(copied, store::copyStore(dataDir / storeFile, to / storeFile));
    manifest.storeFormat = copied.format;
    manifest.installation = copied.installationId;
    LOCUS_TRY(addFile(manifest, to, storeFile));
    bus::embedded::LogEnds ends;
    if (fs::exists(dataDir / busFile)) {
        LOCUS_TRY_VALUE(copiedEnds, bus::embedded::copyLog(dataDir / busFile, to / busFile));
        ends = std::move(copiedEnds);
        LOCUS_TRY(addFile(manifest, to, busFile));
    }
    // The keys last: every one that the copies need is then among them.
    if (fs::exists(dataDir / keysFile)) {
        LOCUS_TRY(sealing::copyRing(dataDir / keysFile, to / keysFile));
        LOCUS_TRY(addFile(manifest, to, keysFile));
    }
    addPositions(manifest, copied.offsets, ends);
    return manifest;
}

Status checkFile(const fs::path& folder, const SavedFile& file)
{
    LOCUS_TRY_VALUE(digest, digestOf(folder / file.name));
    if (digest.bytes != file.bytes || digest.sha256 != file.sha256) {
        return fatal("backup.damaged",
            (folder / file.name).string()
                + " is not as it was saved (size or SHA-256 differ); use another backup");
    }
    return {};
}

Status checkContent(const fs::path& folder, const std::string& name, const PayloadCodec& codec)
{
    if (name == keysFile) {
        return sealing::checkRing(folder / name);
    }
    return name == storeFile ? store::checkIntegrity(folder / name, codec)
                             : bus::embedded::checkLogIntegrity(folder / name);
}

} // namespace

Result<Manifest> createBackup(const fs::path& dataDir, const fs::path& target, const Clock& clock)
{
    std::error_code ignored;
    if (!fs::exists(dataDir / storeFile, ignored)) {
        return notFound("backup.no_data",
            dataDir.string() + " holds no " + storeFile + "; name the data folder of a core");
    }
    if (fs::exists(fs::symlink_status(target, ignored))) {
        return conflict("backup.target_exists",
            target.string() + " is there already; a backup is written to a new folder");
    }
    const fs::path aside = target.string() + ".partial";
    if (fs::exists(fs::symlink_status(aside, ignored))) {
        return conflict("backup.target_exists",
            aside.string()
                + " is there: another backup is being written or was cut off; remove "
                  "it if none runs");
    }
    const PartialFolder partial(aside);
    LOCUS_TRY(partial.make());
    LOCUS_TRY_VALUE(manifest, copyData(dataDir, aside, clock.now()));
    LOCUS_TRY(writeFileAtomically(aside / manifestFile, manifest.toJson(), true));
    LOCUS_TRY(partial.becomes(target));
    return manifest;
}

Result<Manifest> verifyBackup(const fs::path& folder, const PayloadCodec& codec)
{
    auto text = readFile(folder / manifestFile, manifestCap);
    if (!text.ok() && text.error().kind == ErrorKind::NotFound) {
        return notFound("backup.not_one",
            folder.string() + " is no backup, or one that was cut off: it has no " + manifestFile);
    }
    if (!text.ok()) {
        return text.error();
    }
    LOCUS_TRY_VALUE(manifest, Manifest::fromJson(*text));
    for (const SavedFile& file : manifest.files) {
        LOCUS_TRY(checkFile(folder, file));
        LOCUS_TRY(checkContent(folder, file.name, codec));
    }
    return manifest;
}

} // namespace locus::backup
