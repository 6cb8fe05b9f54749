// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/patient_erasure.h"

#include "core/patients/patient_rules.h"
#include "core/store/store.h"

#include <algorithm>
#include <utility>

namespace locus::pipeline {

using patients::Patient;

namespace {

bool anyHas(const std::vector<Patient>& records, const std::string& identifier)
{
    return std::any_of(records.begin(), records.end(), [&](const Patient& one) {
        return std::any_of(one.identifiers.begin(), one.identifiers.end(),
            [&](const patients::Identifier& known) { return known.value == identifier; });
    });
}

Result<bool> isMergedInto(const std::string& id, const std::string& reference, store::Store& store)
{
    Status failed;
    Patient at;
    const std::string stands = patients::standsFor(
        reference, [&](const std::string& next) -> const auto& {
            auto found = patientOf(next, store);
            failed = found.ok() ? failed : Status(found.error());
            at = found.ok() ? std::move(*found) : Patient();
            return at;
        });
    LOCUS_TRY(failed);
    return stands == id;
}

Error notTheirs()
{
    return refused("patients.not_theirs",
        "one of the references is neither a record that was merged into this one nor a number of "
        "it; look at the patient again and ask anew")
        .with("field", "references");
}

// Whoever asks names what else is this person's; what is a stranger's goes with nobody.
Status readRecords(PatientErasure& out, Patient named, store::Store& store)
{
    std::vector<Patient> records { std::move(named) };
    std::vector<std::string> numbers;
    for (const std::string& reference : out.wish.references) {
        if (reference == out.wish.patientId) {
            continue;
        }
        LOCUS_TRY_VALUE(other, patientOf(reference, store));
        if (!other.isThere()) {
            numbers.push_back(reference);
            continue;
        }
        LOCUS_TRY_VALUE(merged, isMergedInto(out.wish.patientId, reference, store));
        if (!merged) {
            return notTheirs();
        }
        out.records.push_back(reference);
        records.push_back(std::move(other));
    }
    const bool all = std::all_of(numbers.begin(), numbers.end(),
        [&](const std::string& number) { return anyHas(records, number); });
    return all ? Status() : Status(notTheirs());
}

} // namespace

Result<Patient> patientOf(const std::string& id, store::Store& store)
{
    LOCUS_TRY_VALUE(found, store.patients.load(id));
    if (found) {
        return std::move(*found);
    }
    Patient nobody;
    LOCUS_TRY_VALUE(version, store.events.versionOf("Patient/" + id));
    nobody.version = version;
    return nobody;
}

Measured PatientErasure::measured() const
{
    const auto count = [](std::size_t number, const char* one, const char* more) {
        return std::to_string(number) + ' ' + (number == 1 ? one : more);
    };
    return { static_cast<std::int64_t>(subjects.all.size()), false,
        "a person is erased for good: " + count(records.size(), "record", "records") + ", "
            + count(subjects.analyses.size(), "analysis", "analyses") + ", "
            + count(subjects.letters, "dead letter", "dead letters") };
}

Result<PatientErasure> readErasure(const Command& command, store::Store& store)
{
    PatientErasure out;
    auto wish = patients::decodeErasure(command.body);
    if (!wish.ok()) {
        Error error = std::move(wish).error();
        error.kind = ErrorKind::Invalid; // a person wrote it
        return error;
    }
    out.wish = std::move(*wish);
    LOCUS_TRY_VALUE(named, patientOf(out.wish.patientId, store));
    LOCUS_TRY(patients::checkErasure(named, out.wish.reason));
    out.version = named.version;
    out.records = { out.wish.patientId };
    const bool isThere = named.isThere();
    LOCUS_TRY_VALUE(erased, store.patients.isErased(out.wish.patientId));
    if (erased) {
        return refused("patients.erased", "this person was erased already");
    }
    LOCUS_TRY(readRecords(out, std::move(named), store));
    std::vector<std::string> references = out.wish.references;
    if (std::find(references.begin(), references.end(), out.wish.patientId) == references.end()) {
        references.insert(references.begin(), out.wish.patientId);
    }
    LOCUS_TRY_VALUE(subjects, store.erasures.subjectsOf(references));
    out.subjects = std::move(subjects);
    if (!isThere && out.subjects.analyses.empty()) {
        return notFound("patients.unknown", "nothing is kept here of a patient of this id");
    }
    return out;
}

} // namespace locus::pipeline
