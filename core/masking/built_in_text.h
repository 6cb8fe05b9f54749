// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace locus::masking {

// resources/masking/policy.json as it was built in.
std::string_view builtInText();

} // namespace locus::masking
