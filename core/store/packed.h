// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <utility>

namespace locus::store {

// Small binary form of composite columns: numbers as eight octets, little end first; octets behind
// their length. Written and read in the same order.
class Packer
{
public:
    Packer& number(std::int64_t value);
    Packer& bytes(BytesView value);
    [[nodiscard]] Bytes take() && { return std::move(m_out); }

private:
    Bytes m_out;
};

// A read past the end gives zeros and empty views and clears good().
class Unpacker
{
public:
    explicit Unpacker(BytesView in)
        : m_in(in)
    { }

    std::int64_t number();
    BytesView bytes();
    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] bool atEnd() const { return m_in.empty(); }

private:
    BytesView m_in;
    bool m_good = true;
};

} // namespace locus::store
