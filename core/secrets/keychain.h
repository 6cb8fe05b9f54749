// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>

namespace locus::secrets {

// Entries of the operating system's keychain for whoever can do nothing without them. Each call
// waits for the answer, at most half a minute where the person has to unlock the keychain. Errors:
// those of SecretStore; no answer in time is refused "secret.keychain_locked". Thread contract: any
// thread of a process that has an application and uses no SecretStore.
Result<std::string> findInKeychain(const std::string& entry);
// Replaces what the entry held; ok only when it was read back.
Status keepInKeychain(const std::string& entry, const std::string& secret);
// An entry that is not there is no error.
Status forgetInKeychain(const std::string& entry);

} // namespace locus::secrets
