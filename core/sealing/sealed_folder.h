// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"
#include "core/sealing/key_ring.h"

#include <filesystem>
#include <memory>

namespace locus::sealing {

// Where the files outside the data folder stand, as the configuration names them; both may be
// empty. And where a master key is kept that has to be made.
struct Places
{
    std::filesystem::path masterKeyFile {};
    std::filesystem::path erasedList {};
    KeyPlace newMasterKey = KeyPlace::File;
};

enum class Want
{
    Seal, // makes a ring and a master key where there are none
    ReadOnly // reads what was sealed before and writes form 0
};

// How the payloads of a data folder are sealed and opened. The ring is null where nothing was ever
// sealed and nothing is to be: the codec is the plain one.
struct SealedFolder
{
    std::unique_ptr<KeyRing> ring {};
    std::unique_ptr<PayloadCodec> codec {};
};

struct FolderParts
{
    const Clock& clock;
    UuidSource& ids;
    KeyRing::KillPoint killPoint {};
};

// For a core, and for who works on its folder while it does not run. `parts` outlive it. Errors:
// those of MasterKey::load() and KeyRing::open().
Result<SealedFolder> openFolder(const std::filesystem::path& dataDir, const Places& places,
    Want want, const FolderParts& parts);

} // namespace locus::sealing
