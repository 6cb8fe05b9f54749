// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace locus::events {

// resources/events/catalogue.json as it was at build time, in pieces.
std::span<const std::string_view> catalogueText();

} // namespace locus::events
