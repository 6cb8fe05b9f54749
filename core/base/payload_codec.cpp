// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/payload_codec.h"

namespace locus {

namespace {

Error sealsNothing()
{
    return refused("sealing.off",
        "this core does not seal what it stores, so that nobody can be erased from it; turn "
        "sealing.enabled on and start it again");
}

} // namespace

Result<std::vector<std::int64_t>> PayloadCodec::keysOf(
    const std::vector<std::string>& /*subjects*/) const
{
    return sealsNothing();
}

Status PayloadCodec::forget(const std::vector<std::int64_t>& keys) const
{
    return keys.empty() ? Status() : Status(sealsNothing());
}

Result<Bytes> PlainCodec::seal(BytesView payload, std::string_view /*subject*/) const
{
    Bytes sealed;
    sealed.reserve(payload.size() + 1);
    sealed.push_back(form);
    sealed.append(payload);
    return sealed;
}

Result<Bytes> PlainCodec::open(BytesView sealed) const
{
    if (sealed.empty() || sealed.front() != form) {
        return poison("payload.unknown_form",
            "the stored payload is "
                + (sealed.empty()
                        ? std::string("empty")
                        : "of form " + std::to_string(static_cast<unsigned char>(sealed.front())))
                + "; this program reads form 0");
    }
    return Bytes(sealed.substr(1));
}

} // namespace locus
