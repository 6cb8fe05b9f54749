// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <iosfwd>
#include <string>
#include <string_view>

namespace locus::cli {

// One line of standard input without its end; a terminal is asked by `prompt` and does not show
// what is typed. Errors: "usage" where nothing comes.
Result<std::string> readSecret(std::string_view prompt, std::ostream& err);

} // namespace locus::cli
