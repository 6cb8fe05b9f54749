// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/packed.h"

namespace locus::store {

Packer& Packer::number(std::int64_t value)
{
    auto bits = static_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i) {
        m_out += static_cast<char>(bits & 0xffU);
        bits >>= 8U;
    }
    return *this;
}

Packer& Packer::bytes(BytesView value)
{
    number(static_cast<std::int64_t>(value.size()));
    m_out += value;
    return *this;
}

std::int64_t Unpacker::number()
{
    if (m_in.size() < 8) {
        m_good = false;
        m_in = {};
        return 0;
    }
    std::uint64_t bits = 0;
    for (std::size_t i = 8; i-- > 0;) {
        bits = bits << 8U | static_cast<std::uint8_t>(m_in[i]);
    }
    m_in.remove_prefix(8);
    return static_cast<std::int64_t>(bits);
}

BytesView Unpacker::bytes()
{
    const auto size = static_cast<std::uint64_t>(number());
    if (size > m_in.size()) {
        m_good = false;
        m_in = {};
        return {};
    }
    const BytesView out = m_in.substr(0, static_cast<std::size_t>(size));
    m_in.remove_prefix(static_cast<std::size_t>(size));
    return out;
}

} // namespace locus::store
