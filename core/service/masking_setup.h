// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <string>

namespace locus::masking {
class MaskingPolicy;
}

namespace locus::service {

// The policy that the file names, or the one that ships where none is named. Errors: invalid
// "config.bad_value" with the file, the place in it and what is allowed there.
Result<std::shared_ptr<const masking::MaskingPolicy>> maskingPolicy(const std::string& file);

// 32 octets of this installation that names are hashed with, in masked values and in logs. Made at
// the first start, in a file of its own (0600). Errors: those of the file; refused
// "core.bad_site_key".
Result<Bytes> siteKeyOf(const std::filesystem::path& dataFolder);

} // namespace locus::service
