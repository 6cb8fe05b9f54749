// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/patients/patient.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace locus::patients {

struct PatientQuery
{
    std::string text; // parts of names, an identifier, a date of birth
    std::size_t limit = 50; // 1..500
    std::string after {}; // key that a page gave; empty: from the best
};

struct PatientPage
{
    std::vector<Patient> items;
    std::size_t total = 0; // how many there are, exact
    std::string next; // empty: no more
};

// A record, and those that were merged into it, one after the other too.
struct PatientRecord
{
    Patient patient;
    std::vector<std::string> replaces; // ids
};

// One event of a patient's time line.
struct TimelineEntry
{
    std::int64_t position = 0; // in the log of all events
    Instant time {}; // when it was recorded here
    std::string type; // "Patient.Merged"
    std::string stream; // "Patient/<id>", "Analysis/<id>"
    std::string actor;
    std::string onBehalfOf;
    std::string reason; // that a person gave
    std::string detail; // what it was about: a flag's text, an analysis' label
    bool local = true; // false: another system's
    bool forgotten = false; // the key was erased: neither actor nor detail is known
};

struct TimelineQuery
{
    std::string patientId;
    int limit = 100; // 1..500
    std::int64_t before = 0; // position; 0: from the newest
};

struct TimelinePage
{
    std::vector<TimelineEntry> items; // newest first
    std::int64_t next = 0; // `before` of the next page; 0: no more
};

// The directory as those who only look see it. Thread contract: one thread at a time.
class PatientsReader
{
public:
    PatientsReader() = default;
    PatientsReader(const PatientsReader&) = delete;
    PatientsReader& operator=(const PatientsReader&) = delete;
    virtual ~PatientsReader() = default;

    // The first search reads the whole directory. Errors: invalid "patients.bad_limit",
    // "patients.bad_page_key".
    virtual Result<PatientPage> search(const PatientQuery& query) = 0;
    // Everybody, in the order of their last change; who changes meanwhile comes again. Nothing of
    // `query.text` is looked at. Errors: as of search().
    virtual Result<PatientPage> all(const PatientQuery& query) = 0;
    // Errors: not_found "patients.unknown", "patients.erased".
    virtual Result<Patient> get(std::string_view id) = 0;
    // Errors: as of get().
    virtual Result<PatientRecord> record(std::string_view id) = 0;
    // All events of this record, of those that were merged into it, and of the analyses that refer
    // to one of them. Of who was erased the bare events. Errors: not_found "patients.unknown",
    // invalid "patients.bad_limit".
    virtual Result<TimelinePage> timeline(const TimelineQuery& query) = 0;
    // Under which references data of this person stand: the record, those that were merged into it,
    // and their identifiers, but for those that somebody else's record has, too. Errors: as of
    // get().
    virtual Result<std::vector<std::string>> references(std::string_view id) = 0;
};

} // namespace locus::patients
