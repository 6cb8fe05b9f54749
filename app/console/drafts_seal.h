// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/client/file_seal.h"

#include <filesystem>
#include <optional>

namespace locus::app {

struct DraftsSeal
{
    client::FileSeal seal;
    // The keychain that has the key of earlier drafts did not give it; they stay as they are.
    std::optional<Error> problem;
};

// The seal of what a person's folder keeps. The key stands in the keychain of the operating system
// (`mayAskKeychain`), else in a file of mode 0600 beside what it seals. Waits for the keychain, at
// most half a minute where the person has to unlock it.
DraftsSeal findDraftsSeal(const std::filesystem::path& folder, bool mayAskKeychain);

} // namespace locus::app
