// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/genetics/annotation_ports.h"
#include "core/store/database.h"

namespace locus {
class PayloadCodec;
}

namespace locus::store {

// Earlier answers of services by canonical variant: writes on the writer's connection.
class AnnotationCacheRows
{
public:
    AnnotationCacheRows(Database& database, const PayloadCodec& codec)
        : m_database(database)
        , m_codec(codec)
    { }

    // Only annotated rows of a service are kept: the local engine costs less than a look-up.
    Status put(const genetics::AnnotationRow& row);
    Result<std::optional<genetics::AnnotationRow>> find(const genetics::Variant& variant);
    Result<std::int64_t> prune(Instant bound, int limit);

private:
    Database& m_database;
    const PayloadCodec& m_codec;
};

// The cache as an annotator asks it, on a read-only connection of its own. An entry that cannot be
// read counts as absent. Thread contract: one thread at a time.
class AnnotationCacheReader final : public genetics::AnnotationCache
{
public:
    static Result<std::unique_ptr<AnnotationCacheReader>> open(
        const std::filesystem::path& file, const PayloadCodec& codec, const Clock& clock);

    // Older entries are as absent.
    void setMaxAge(Duration age) { m_maxAge = age; }
    std::optional<genetics::AnnotationRow> find(const genetics::Variant& variant) override;

private:
    AnnotationCacheReader(Database database, const PayloadCodec& codec, const Clock& clock);

    Database m_database;
    AnnotationCacheRows m_rows;
    const Clock& m_clock;
    Duration m_maxAge = std::chrono::hours(24 * 30);
};

} // namespace locus::store
