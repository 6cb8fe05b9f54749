// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/sealed_folder.h"

#include "core/base/data_files.h"
#include "core/sealing/sealing_codec.h"

namespace locus::sealing {

Result<SealedFolder> openFolder(
    const std::filesystem::path& dataDir, const Places& places, Want want, const FolderParts& parts)
{
    const std::filesystem::path file = dataDir / keysFile;
    SealedFolder made;
    std::error_code ignored;
    const bool isThere = std::filesystem::exists(file, ignored)
        || std::filesystem::exists(file.string() + "-wal", ignored);
    if (!isThere && want == Want::ReadOnly) {
        made.codec = std::make_unique<PlainCodec>();
        return made;
    }
    const std::filesystem::path place = MasterKey::place(places.masterKeyFile);
    LOCUS_TRY_VALUE(master, isThere ? MasterKey::load(place) : MasterKey::loadOrMake(place, places.newMasterKey));
    const ErasedList erased(ErasedList::place(places.erasedList, places.masterKeyFile));
    LOCUS_TRY_VALUE(ring,
        KeyRing::open(
            { file, std::move(master), erased, parts.killPoint }, parts.clock, parts.ids));
    made.ring = std::move(ring);
    made.codec = std::make_unique<SealingCodec>(*made.ring, want == Want::Seal);
    return made;
}

} // namespace locus::sealing
