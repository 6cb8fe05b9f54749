// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/annotation_cache.h"

#include "core/base/log.h"
#include "core/base/payload_codec.h"
#include "core/store/packed.h"
#include "core/store/row_codec.h"

namespace locus::store {

namespace {
constexpr const char* putSql = "INSERT OR REPLACE INTO annotation_cache VALUES(?,?,?)";
constexpr const char* findSql = "SELECT body FROM annotation_cache WHERE variant=?";
constexpr const char* pruneSql =
    "DELETE FROM annotation_cache WHERE variant IN (SELECT variant FROM annotation_cache WHERE "
    "retrieved_us<? LIMIT ?)";

Bytes keyOf(const genetics::Variant& v)
{
    Packer out;
    out.bytes(v.assembly).bytes(v.contig).number(v.position).bytes(v.ref).bytes(v.alt);
    return std::move(out).take();
}

bool worthKeeping(const genetics::AnnotationRow& row)
{
    return row.variant && row.annotation && row.source.engine != "locus-local"
        && row.source.engine != "cache";
}
} // namespace

Status AnnotationCacheRows::put(const genetics::AnnotationRow& row)
{
    if (!worthKeeping(row)) {
        return {};
    }
    const Bytes key = keyOf(*row.variant);
    LOCUS_TRY_VALUE(sealed, m_codec.seal(packRow(row), {}));
    return Query(m_database, putSql).blob(key).number(toMicros(row.retrieved)).blob(sealed).run();
}

Result<std::optional<genetics::AnnotationRow>> AnnotationCacheRows::find(
    const genetics::Variant& variant)
{
    const Bytes key = keyOf(variant);
    Query query(m_database, findSql);
    LOCUS_TRY_VALUE(there, query.blob(key).step());
    if (!there) {
        return std::optional<genetics::AnnotationRow>();
    }
    LOCUS_TRY_VALUE(packed, m_codec.open(query.bytesAt(0)));
    LOCUS_TRY_VALUE(row, unpackRow(packed));
    return std::optional(std::move(row));
}

Result<std::int64_t> AnnotationCacheRows::prune(Instant bound, int limit)
{
    LOCUS_TRY(Query(m_database, pruneSql).number(toMicros(bound)).number(limit).run());
    return m_database.rowsChanged();
}

Result<std::unique_ptr<AnnotationCacheReader>> AnnotationCacheReader::open(
    const std::filesystem::path& file, const PayloadCodec& codec, const Clock& clock)
{
    LOCUS_TRY_VALUE(database, Database::open(file, Access::Reader));
    return std::unique_ptr<AnnotationCacheReader>(
        new AnnotationCacheReader(std::move(database), codec, clock));
}

AnnotationCacheReader::AnnotationCacheReader(
    Database database, const PayloadCodec& codec, const Clock& clock)
    : m_database(std::move(database))
    , m_rows(m_database, codec)
    , m_clock(clock)
{ }

std::optional<genetics::AnnotationRow> AnnotationCacheReader::find(const genetics::Variant& variant)
{
    auto found = m_rows.find(variant);
    if (!found.ok()) {
        log::warn("store.cache_unreadable", { { "code", found.error().code } });
        return std::nullopt;
    }
    if (*found && m_clock.now() - (*found)->retrieved > m_maxAge) {
        return std::nullopt;
    }
    return std::move(*found);
}

} // namespace locus::store
