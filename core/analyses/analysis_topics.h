// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/result.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace locus::analyses {

// Logical names, as the event catalogue has them.
std::string_view requestTopic(Mode mode);
inline constexpr std::string_view resultTopic = "genetic-data-annotated";
std::optional<Mode> modeOfTopic(std::string_view requestTopic);
std::string_view consumerGroup(Mode mode); // as lag tools know it

std::size_t largestRequest(Mode mode); // octets of an encoded record: 1 or 10 MiB
// Errors: refused "analyses.too_large", which names the mode that would take it.
Status checkRequestSize(Mode mode, std::size_t encodedBytes);

} // namespace locus::analyses
