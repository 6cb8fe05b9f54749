// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace locus {

// Raw octets as they came from the wire or the disk. Not assumed to be text: check with isUtf8()
// before showing.
using Bytes = std::string;
using BytesView = std::string_view;

} // namespace locus
