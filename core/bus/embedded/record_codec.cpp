// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/record_codec.h"

#include "core/bus/record_size.h"

namespace locus::bus::embedded {

namespace {

void putLength(Bytes& out, std::uint64_t value)
{
    while (value >= 0x80) {
        out.push_back(static_cast<char>(value | 0x80));
        value >>= 7;
    }
    out.push_back(static_cast<char>(value));
}

void putText(Bytes& out, BytesView text)
{
    putLength(out, text.size());
    out.append(text);
}

void putOptional(Bytes& out, const std::optional<Bytes>& bytes)
{
    putLength(out, bytes ? bytes->size() + 1 : 0);
    if (bytes) {
        out.append(*bytes);
    }
}

// Reads what the functions above wrote; false: the octets end too early.
class Reader
{
public:
    explicit Reader(BytesView rest)
        : m_rest(rest)
    { }

    bool length(std::uint64_t& value)
    {
        value = 0;
        for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
            const auto octet = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= std::uint64_t { octet & 0x7fU } << shift;
            if (octet < 0x80) {
                return true;
            }
        }
        return false;
    }

    bool text(Bytes& out)
    {
        std::uint64_t size = 0;
        return length(size) && take(size, out);
    }

    bool optional(std::optional<Bytes>& out)
    {
        std::uint64_t size = 0;
        if (!length(size)) {
            return false;
        }
        return size == 0 || take(size - 1, out.emplace());
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] std::size_t left() const { return m_rest.size(); }

private:
    bool take(std::uint64_t size, Bytes& out)
    {
        if (size > m_rest.size()) {
            return false;
        }
        out.assign(m_rest.substr(0, size));
        m_rest.remove_prefix(size);
        return true;
    }

    BytesView m_rest;
};

Error damaged(const char* what)
{
    return fatal("bus.damaged", std::string("a stored ") + what + " ends too early");
}

constexpr std::size_t entryHead = sizeof(std::uint32_t) + sizeof(std::int64_t);

template <typename Integer> void putFixed(Bytes& out, Integer value)
{
    for (std::size_t i = 0; i < sizeof value; ++i) {
        out.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i)));
    }
}

std::uint64_t fixed(BytesView from, std::size_t at, std::size_t size)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value |= std::uint64_t { static_cast<unsigned char>(from[at + i]) } << (8 * i);
    }
    return value;
}

} // namespace

Bytes encodeRecord(const OutRecord& record)
{
    Bytes out;
    out.reserve(recordBytes(record) + 16 + record.headers.size() * 4);
    putOptional(out, record.key);
    putLength(out, record.headers.size());
    for (const auto& [name, value] : record.headers) {
        putText(out, name);
        putOptional(out, value);
    }
    putOptional(out, record.value);
    return out;
}

Status decodeRecord(BytesView body, Record& into)
{
    Reader reader(body);
    std::uint64_t headers = 0;
    if (!reader.optional(into.key) || !reader.length(headers) || headers > reader.left()) {
        return damaged("record");
    }
    into.headers.resize(headers);
    for (auto& [name, value] : into.headers) {
        if (!reader.text(name) || !reader.optional(value)) {
            return damaged("record");
        }
    }
    if (!reader.optional(into.value) || !reader.atEnd()) {
        return damaged("record");
    }
    return {};
}

void appendToSegment(Bytes& body, std::int64_t timestampMs, BytesView sealed)
{
    putFixed(body, static_cast<std::uint32_t>(sealed.size()));
    putFixed(body, timestampMs);
    body.append(sealed);
}

Result<SegmentEntry> takeFromSegment(BytesView& body)
{
    if (body.size() < entryHead) {
        return damaged("segment");
    }
    const auto size = static_cast<std::size_t>(fixed(body, 0, sizeof(std::uint32_t)));
    SegmentEntry entry;
    entry.timestampMs =
        static_cast<std::int64_t>(fixed(body, sizeof(std::uint32_t), sizeof(std::int64_t)));
    body.remove_prefix(entryHead);
    if (size > body.size()) {
        return damaged("segment");
    }
    entry.sealed = body.substr(0, size);
    body.remove_prefix(size);
    return entry;
}

} // namespace locus::bus::embedded
