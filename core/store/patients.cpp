// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/patients.h"

#include "core/base/payload_codec.h"
#include "core/patients/patient_codec.h"
#include "core/store/database.h"
#include "core/store/kept.h"

namespace locus::store {

using patients::Patient;

namespace {
constexpr const char* byIdSql = "SELECT sealed FROM patient WHERE look_up=?";
constexpr const char* byNumberSql = "SELECT sealed FROM patient WHERE number=?";
constexpr const char* putSql =
    "INSERT INTO patient(look_up,change,sealed) "
    "VALUES(?,(SELECT ifnull(max(change),0)+1 FROM patient),?) "
    "ON CONFLICT(look_up) DO UPDATE SET change=excluded.change, sealed=excluded.sealed";
constexpr const char* changedSql =
    "SELECT number,change,sealed FROM patient WHERE change>? ORDER BY change LIMIT ?";
} // namespace

Result<std::optional<Patient>> Patients::opened(BytesView sealed)
{
    if (sealed.empty()) {
        return std::optional<Patient>();
    }
    LOCUS_TRY_VALUE(packed, openIfKept(m_codec, sealed));
    if (!packed) {
        return std::optional<Patient>();
    }
    auto patient = patients::unpackPatient(*packed);
    if (!patient.ok()) {
        return fatal("store.damaged", "the row of a patient cannot be read");
    }
    return std::optional(std::move(*patient));
}

Result<std::optional<Patient>> Patients::load(std::string_view id)
{
    const std::string key = m_codec.lookUp(id);
    Query query(m_database, byIdSql);
    LOCUS_TRY_VALUE(row, query.text(key).step());
    return row ? opened(query.bytesAt(0)) : std::optional<Patient>();
}

Result<std::optional<Patient>> Patients::byNumber(std::int64_t number)
{
    Query query(m_database, byNumberSql);
    LOCUS_TRY_VALUE(row, query.number(number).step());
    return row ? opened(query.bytesAt(0)) : std::optional<Patient>();
}

Status Patients::put(const Patient& patient)
{
    LOCUS_TRY_VALUE(sealed, m_codec.seal(patients::packPatient(patient), patient.id));
    const std::string key = m_codec.lookUp(patient.id);
    return Query(m_database, putSql).text(key).blob(sealed).run();
}

Status Patients::erase(std::string_view id)
{
    const std::string key = m_codec.lookUp(id);
    return Query(m_database, putSql).text(key).blob({}).run();
}

Result<bool> Patients::isErased(std::string_view id)
{
    const std::string key = m_codec.lookUp(id);
    Query query(m_database, byIdSql);
    LOCUS_TRY_VALUE(row, query.text(key).step());
    if (!row) {
        return false;
    }
    LOCUS_TRY_VALUE(patient, opened(query.bytesAt(0)));
    return !patient.has_value();
}

Result<std::vector<Patients::Changed>> Patients::changedAfter(std::int64_t change, int limit)
{
    std::vector<Changed> out;
    Query query(m_database, changedSql);
    query.number(change).number(limit);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        LOCUS_TRY_VALUE(patient, opened(query.bytesAt(2)));
        out.push_back({ query.integerAt(0), query.integerAt(1), std::move(patient) });
    }
}

} // namespace locus::store
