// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locus {

// The one seam that payloads pass on their way to disk and back (store and embedded bus), so that
// sealing per person can be switched on without touching a caller. The first octet of what seal()
// returns names the form; open() reads every form ever written.
// Thread contract: every member may be called from any thread.
class PayloadCodec
{
public:
    PayloadCodec() = default;
    PayloadCodec(const PayloadCodec&) = delete;
    PayloadCodec& operator=(const PayloadCodec&) = delete;
    virtual ~PayloadCodec() = default;

    // `subject`: whose data this is (the key under which it can be forgotten); empty: nobody's.
    [[nodiscard]] virtual Result<Bytes> seal(BytesView payload, std::string_view subject) const = 0;
    // Errors: poison "payload.unknown_form"; a sealing codec adds not_found "payload.forgotten".
    [[nodiscard]] virtual Result<Bytes> open(BytesView sealed) const = 0;
    // Before each commit of what seal() gave: whatever opening it needs is on the disk when it
    // returns ok. Store and bus have it called by their connections (sqlite::beforeCommit).
    [[nodiscard]] virtual Status settle() const { return {}; }
    // Whether what seal() gives tells nothing. Columns that would name a person stay empty then.
    [[nodiscard]] virtual bool seals() const { return false; }
    // What a column holds by which rows are found again without telling the text.
    [[nodiscard]] virtual std::string lookUp(std::string_view text) const
    {
        return std::string(text);
    }
    // The numbers of the keys that payloads of these subjects are sealed with; they name nobody.
    // Errors: refused "sealing.off" (nothing is sealed here), "sealing.nobody" (the empty subject).
    [[nodiscard]] virtual Result<std::vector<std::int64_t>> keysOf(
        const std::vector<std::string>& subjects) const;
    // Erases these keys for good; those that are gone already are none. What was sealed with them
    // is payload.forgotten from then on, also out of a backup that is put back on this machine.
    // Errors: refused "sealing.off"; retriable ones of the disk, "sealing.still_read".
    [[nodiscard]] virtual Status forget(const std::vector<std::int64_t>& keys) const;
};

// Form 0: the payload as it is, behind its form octet.
class PlainCodec final : public PayloadCodec
{
public:
    static constexpr char form = 0;

    [[nodiscard]] Result<Bytes> seal(BytesView payload, std::string_view subject) const override;
    [[nodiscard]] Result<Bytes> open(BytesView sealed) const override;
};

} // namespace locus
