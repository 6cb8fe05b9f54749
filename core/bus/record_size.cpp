// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/record_size.h"

namespace locus::bus {

namespace {

template <typename AnyRecord> std::size_t sizeOf(const AnyRecord& record)
{
    std::size_t size =
        (record.key ? record.key->size() : 0) + (record.value ? record.value->size() : 0);
    for (const auto& [name, value] : record.headers) {
        size += name.size() + (value ? value->size() : 0);
    }
    return size;
}

} // namespace

std::size_t recordBytes(const OutRecord& record)
{
    return sizeOf(record);
}

std::size_t recordBytes(const Record& record)
{
    return sizeOf(record);
}

Error tooLarge(const std::string& topic, std::size_t size, std::size_t allowed)
{
    return refused("bus.too_large",
        "the record for " + topic + " has " + std::to_string(size)
            + " bytes; the topic takes at most " + std::to_string(allowed))
        .with("allowed", std::to_string(allowed));
}

} // namespace locus::bus
