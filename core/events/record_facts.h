// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/events/wire_decoder.h"

namespace locus {
class JsonWriter;
}

namespace locus::events {

class SchemaSet;

// What a record tells about itself, as one JSON object; what it does not tell is null.
//   topic, partition, offset, tombstone
//   event            what the value itself is: {wireFormat: 1 design request or result, 2 domain
//                    envelope, 3 flat task or order event, null another; names and ids as sent}
//   mode, modeDeclared, cloudevent {attributes as sent, extensions}, dataKind "json" "text"
//                    "avro" "bytes" "none", data_b64
//                    CloudEvents 1.0; modeDeclared: by the headers, not by the value alone
//   framing, headerBytes, schemaId, schemaGuid, messageIndexes, format, fingerprint,
//   bytesReadAsSchemaId, headerContentId, payloadEncoding, keyFraming, keySchemaId
//                    what a schema registry's client left
//   schemaFile, messageName, decoded
//                    what a framed value holds, where `schemas` has the one schema that fits it
//   reason           a code why the decoder made no event of it
Bytes recordFacts(
    const WireRecord& record, WireDecoder& decoder, const SchemaSet* schemas = nullptr);

struct RecordKind
{
    bool isEvent = false; // by its value
    bool isCloudEvent = false;
    bool isFramed = false; // by a schema registry's client, beyond doubt
};

// The same members, of an object that `out` is writing; then `onOneLine` for the whole of it.
RecordKind writeRecordFacts(JsonWriter& out, const WireRecord& record, WireDecoder& decoder,
    const SchemaSet* schemas = nullptr);

// Valid JSON without its line breaks: what was sent over several lines stays on one.
Bytes onOneLine(Bytes json);

} // namespace locus::events
