// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/log_reseal.h"

#include "core/base/payload_codec.h"
#include "core/bus/embedded/log_file.h"
#include "core/bus/embedded/record_codec.h"
#include "core/sqlite/owned_file.h"
#include "core/sqlite/query.h"

#include <vector>

namespace locus::bus::embedded {

using sqlite::Query;

namespace {

constexpr int segmentsAtOnce = 64;
constexpr const char* someSql = "SELECT id,count,body FROM segment WHERE id>? ORDER BY id LIMIT ?";
constexpr const char* putSql = "UPDATE segment SET body=?,checksum=? WHERE id=?";

struct Segment
{
    std::int64_t id = 0;
    std::int64_t count = 0;
    Bytes body;
};

// The sealed form of an entry that stands in the clear; the entry itself if it does not.
Result<Bytes> sealedForm(BytesView entry, const PayloadCodec& codec)
{
    if (!entry.starts_with(PlainCodec::form)) {
        return Bytes(entry);
    }
    LOCUS_TRY_VALUE(plain, codec.open(entry));
    Record record;
    LOCUS_TRY(decodeRecord(plain, record));
    return codec.seal(plain, record.key.value_or(Bytes()));
}

Result<Bytes> sealedBody(BytesView body, const PayloadCodec& codec)
{
    Bytes out;
    while (!body.empty()) {
        LOCUS_TRY_VALUE(entry, takeFromSegment(body));
        LOCUS_TRY_VALUE(sealed, sealedForm(entry.sealed, codec));
        appendToSegment(out, entry.timestampMs, sealed);
    }
    return out;
}

Result<std::vector<Segment>> segmentsAfter(sqlite::Connection& log, std::int64_t id)
{
    std::vector<Segment> out;
    Query query(log, someSql);
    query.number(id).number(segmentsAtOnce);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back({ query.integerAt(0), query.integerAt(1), Bytes(query.bytesAt(2)) });
    }
}

Status resealSome(
    sqlite::Connection& log, const std::vector<Segment>& segments, const PayloadCodec& codec)
{
    LOCUS_TRY(log.run("BEGIN IMMEDIATE"));
    for (const Segment& segment : segments) {
        LOCUS_TRY_VALUE(body, sealedBody(segment.body, codec));
        if (body != segment.body) {
            LOCUS_TRY(Query(log, putSql)
                          .blob(body)
                          .number(segmentChecksum(segment.id, segment.count, body))
                          .number(segment.id)
                          .run());
        }
    }
    return log.run("COMMIT");
}

} // namespace

Status resealLog(const std::filesystem::path& file, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(owned, sqlite::OwnedFile::claim(file, logSubject));
    LOCUS_TRY_VALUE(log, sqlite::Connection::open({ file, sqlite::Access::Writer, logSubject }));
    constexpr int pageBytes = 8192;
    constexpr int checkpointPages = 2000;
    LOCUS_TRY(log.beginWriting(pageBytes, checkpointPages));
    log.beforeCommit([&codec] { return codec.settle(); });
    for (std::int64_t after = -1;;) {
        LOCUS_TRY_VALUE(segments, segmentsAfter(log, after));
        if (segments.empty()) {
            break;
        }
        LOCUS_TRY(resealSome(log, segments, codec));
        after = segments.back().id;
    }
    LOCUS_TRY(log.checkpoint()); // no copy in the clear in its log
    log.keepWalOnClose(false);
    return {};
}

} // namespace locus::bus::embedded
