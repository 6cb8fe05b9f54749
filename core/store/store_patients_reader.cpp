// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_patients_reader.h"

namespace locus::store {

using patients::PatientIndex;

namespace {
constexpr std::size_t mostItems = 500;
constexpr int slice = 2000;
} // namespace

Result<std::unique_ptr<StorePatientsReader>> StorePatientsReader::open(
    const std::filesystem::path& file, const PayloadCodec& codec)
{
    LOCUS_TRY_VALUE(database, Database::open(file, Access::Reader));
    return std::unique_ptr<StorePatientsReader>(
        new StorePatientsReader(std::move(database), codec));
}

StorePatientsReader::StorePatientsReader(Database database, const PayloadCodec& codec)
    : m_database(std::move(database))
    , m_patients(m_database, codec)
{ }

Status StorePatientsReader::catchUp()
{
    for (;;) {
        LOCUS_TRY_VALUE(changed, m_patients.changedAfter(m_seen, slice));
        for (const Patients::Changed& one : changed) {
            const auto number = static_cast<PatientIndex::Number>(one.number);
            one.patient ? m_index.put(number, *one.patient) : m_index.remove(number);
            m_seen = one.change;
        }
        if (changed.size() < static_cast<std::size_t>(slice)) {
            return {};
        }
    }
}

Result<patients::PatientPage> StorePatientsReader::search(std::string_view typed, std::size_t limit)
{
    if (limit < 1 || limit > mostItems) {
        return invalid("patients.bad_limit", "a page has 1 to 500 patients")
            .with("field", "limit")
            .with("allowed", "1 to 500");
    }
    LOCUS_TRY(catchUp());
    const PatientIndex::Found found = m_index.find(typed, limit);
    patients::PatientPage page;
    page.total = found.total;
    for (const PatientIndex::Number number : found.best) {
        LOCUS_TRY_VALUE(patient, m_patients.byNumber(number));
        if (patient) {
            page.items.push_back(std::move(*patient));
        } else { // erased since
            m_index.remove(number);
            --page.total;
        }
    }
    return page;
}

Result<patients::Patient> StorePatientsReader::get(std::string_view id)
{
    LOCUS_TRY_VALUE(found, m_patients.load(id));
    if (!found) {
        return notFound("patients.unknown", "there is no patient of this id");
    }
    return std::move(*found);
}

} // namespace locus::store
