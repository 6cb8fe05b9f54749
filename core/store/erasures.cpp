// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/erasures.h"

#include "core/base/payload_codec.h"
#include "core/store/database.h"
#include "core/store/unit_of_work.h"

namespace locus::store {

namespace {
constexpr const char* addSql = "INSERT OR IGNORE INTO erasure VALUES(?,?)";
constexpr const char* countSql = "SELECT count(*) FROM erasure";
constexpr const char* allSql = "SELECT key FROM erasure ORDER BY key";
constexpr const char* removeSql = "DELETE FROM erasure WHERE key=?";
} // namespace

Result<Subjects> Erasures::subjectsOf(const std::vector<std::string>& references)
{
    LOCUS_TRY_VALUE(subjects, store::subjectsOf(m_database, m_codec, references));
    LOCUS_TRY(m_codec.keysOf(subjects.all));
    return subjects;
}

Status Erasures::add(const std::vector<std::string>& subjects, Instant now)
{
    LOCUS_TRY_VALUE(keys, m_codec.keysOf(subjects));
    for (const std::int64_t key : keys) {
        LOCUS_TRY(Query(m_database, addSql).number(key).number(toMicros(now)).run());
    }
    return {};
}

Result<std::int64_t> Erasures::waiting()
{
    return m_database.integer(countSql);
}

Status Erasures::carryOut()
{
    std::vector<std::int64_t> keys;
    {
        Query query(m_database, allSql);
        for (;;) {
            LOCUS_TRY_VALUE(row, query.step());
            if (!row) {
                break;
            }
            keys.push_back(query.integerAt(0));
        }
    }
    if (keys.empty()) {
        return {};
    }
    LOCUS_TRY(m_codec.forget(keys));
    if (m_pass) {
        m_pass("keys_forgotten");
    }
    LOCUS_TRY_VALUE(unit, UnitOfWork::begin(m_database));
    for (const std::int64_t key : keys) {
        LOCUS_TRY(Query(m_database, removeSql).number(key).run());
    }
    return unit.commit();
}

} // namespace locus::store
