// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_rights_reader.h"

namespace locus::store {

namespace {
constexpr int mostItems = 500;
} // namespace

Result<std::unique_ptr<StoreRightsReader>> StoreRightsReader::open(
    const std::filesystem::path& file, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(database, Database::open(file, Access::Reader));
    return std::unique_ptr<StoreRightsReader>(new StoreRightsReader(std::move(database), codec));
}

StoreRightsReader::StoreRightsReader(Database database, const PayloadCodec& codec)
    : m_database(std::move(database))
    , m_rights(m_database, codec)
{ }

Result<people::RightsPage> StoreRightsReader::list(
    people::RightsKind kind, people::RightsState least, const std::string& after, int limit)
{
    if (limit < 1 || limit > mostItems) {
        return invalid("people.bad_limit", "a page has 1 to 500 entries")
            .with("field", "limit")
            .with("allowed", "1 to 500");
    }
    return m_rights.page(kind, least, after, limit);
}

Result<std::vector<people::RightsRow>> StoreRightsReader::live(people::RightsKind kind)
{
    return m_rights.live(kind);
}

Result<people::RightsRow> StoreRightsReader::get(people::RightsKind kind, const Uuid& id)
{
    LOCUS_TRY_VALUE(found, m_rights.load(kind, id));
    if (!found) {
        return notFound("people.unknown_entry", "there is no such entry: " + id.toString());
    }
    return std::move(*found);
}

} // namespace locus::store
