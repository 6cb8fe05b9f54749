// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/bus/record.h"

#include <cstddef>

namespace locus::bus {

// What counts against a topic's largest record: key, value, header names and values.
std::size_t recordBytes(const OutRecord& record);
std::size_t recordBytes(const Record& record);

// refused "bus.too_large"
Error tooLarge(const std::string& topic, std::size_t size, std::size_t allowed);

} // namespace locus::bus
