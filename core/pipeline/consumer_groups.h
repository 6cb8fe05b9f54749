// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace locus::pipeline {

// The consumer group of a topic, by its logical name: under it lag tools see how far Locus has got,
// and dead letters name it. The one table of the core; topics without an entry share "locus-core".
std::string_view consumerGroupOf(std::string_view logicalTopic);

} // namespace locus::pipeline
