// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/captured_record.h"
#include "core/events/json_members.h"
#include "core/events/record_facts.h"
#include "core/events/wire_encoder.h"
#include "tests/fuzz/fuzz_record.h"

#include <string>

namespace locus::test {

inline std::string brokenByEncoding(const events::Envelope& event, events::WireDecoder& decoder)
{
    for (const auto& encoded : { events::encodeStructured(event), events::encodeBinary(event) }) {
        events::WireRecord record { "again", 0, 0, 0, {}, {}, encoded.headers };
        if (encoded.value) {
            record.value = *encoded.value;
        }
        const auto again = decoder.decode(record);
        if (!again.ok() && again.error().code == "json.too_deep") {
            continue; // an envelope around a payload of the deepest kind
        }
        if (!again.ok()) {
            return "an event that was read cannot be read again: " + again.error().code;
        }
        if (!again->envelope || again->envelope->id != event.id
            || again->envelope->source != event.source || again->envelope->type != event.type) {
            return "an event is another one after it was written";
        }
    }
    return {};
}

// What must hold for every record there can be; empty: it did.
inline std::string brokenPromise(const FuzzRecord& input, events::WireDecoder& decoder)
{
    const events::WireRecord record = input.view();
    const auto decoded = decoder.decode(record);
    if (!decoded.ok() && decoded.error().kind != ErrorKind::Poison) {
        return "a record that cannot be read is not poison: " + decoded.error().code;
    }
    if (decoded.ok() && decoded->envelope.has_value() != decoded->reason.empty()) {
        return "a record is an event and is none";
    }
    if (const auto facts = events::checkJson(events::recordFacts(record, decoder));
        !facts.ok() && facts.error().code != "json.too_deep") {
        return "what a record tells is not valid JSON: " + facts.error().code;
    }
    if (record.value) {
        (void)events::readCapturedRecord(*record.value);
    }
    return decoded.ok() && decoded->envelope ? brokenByEncoding(*decoded->envelope, decoder)
                                             : std::string();
}

} // namespace locus::test
