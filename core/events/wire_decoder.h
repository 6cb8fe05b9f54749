// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/events/catalogue.h"
#include "core/events/wire_record.h"

#include <memory>
#include <string>
#include <vector>

namespace locus::events {

struct DecoderSettings
{
    std::size_t maxValueBytes = 1U << 20U; // as the topic allows
    std::vector<std::string> geneticTopics {
        "genetic-data-raw",
        "genetic-bigdata-raw",
        "genetic-nodescale-raw",
        "genetic-lag-demo-raw",
    }; // physical names on which a bare sequence is a request
};

// Turns a record into an event, whichever of the wire formats it has. Told apart per record in the
// order of the folder's README; a payload is cut out as it stands, never written anew, unless its
// format has none of its own (W5, octets). Not thread-safe: each thread makes its own.
class WireDecoder
{
public:
    explicit WireDecoder(
        DecoderSettings settings = {}, const Catalogue& catalogue = Catalogue::shipped());
    ~WireDecoder();
    WireDecoder(const WireDecoder&) = delete;
    WireDecoder& operator=(const WireDecoder&) = delete;

    // Errors: poison only, for a record that means to be an event and cannot be read as one:
    // "event.too_large", "json.*", "event.missing_attribute", "event.unreadable_time",
    // "event.unreadable_status", "event.unsupported_specversion", "event.not_utf8".
    Result<Decoded> decode(const WireRecord& record);
    // The same in place; with an error, `out` means nothing.
    Status decode(const WireRecord& record, Decoded& out);

    // The type from the headers, unresolved, without looking at the value; empty if they do not
    // tell.
    static std::string_view peekType(const WireRecord& record);

private:
    class Reading;
    struct Scratch;
    DecoderSettings m_settings;
    const Catalogue& m_catalogue;
    std::unique_ptr<Scratch> m_scratch;
};

} // namespace locus::events
