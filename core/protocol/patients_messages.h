// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/patients/patients_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

// A patient travels as a FHIR R5 resource with `version` and `flags` beside its own members. What
// was masked for the reader is missing.

struct PatientsPage
{
    patients::PatientPage page;

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientsPage> fromJson(BytesView text);
};

// What somebody typed: parts of names, an identifier, a date of birth; best first.
struct PatientsSearch
{
    using Answer = PatientsPage;
    static constexpr std::string_view method = "patients.search";

    patients::PatientQuery query; // `after` is the opaque key of the page before

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientsSearch> fromJson(BytesView text);
};

// The whole directory, page by page, for another system; `total` counts the page.
struct PatientsExport
{
    using Answer = PatientsPage;
    static constexpr std::string_view method = "patients.exportFhir";

    std::size_t limit = 200; // 1..500
    std::string after;

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientsExport> fromJson(BytesView text);
};

// The record, with the ids of those that were merged into it ("replaces").
struct PatientDetail
{
    patients::Patient patient;
    std::vector<std::string> replaces;

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientDetail> fromJson(BytesView text);
};

struct PatientsGet
{
    using Answer = PatientDetail;
    static constexpr std::string_view method = "patients.get";

    std::string patientId;

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientsGet> fromJson(BytesView text);
};

// What stands on a label: of each reference that is known, the record that stands for it now, with
// the first name, the first identifier, the date of birth and whether he died alone.
struct PatientLabels
{
    struct Label
    {
        std::string ref; // as it was asked for
        patients::Patient patient;
    };
    std::vector<Label> items;

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientLabels> fromJson(BytesView text);
};

struct PatientsLabels
{
    using Answer = PatientLabels;
    static constexpr std::string_view method = "patients.labels";
    static constexpr std::size_t most = 50; // at once

    std::vector<std::string> patientIds;

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientsLabels> fromJson(BytesView text);
};

// Newest first.
struct PatientTimeline
{
    patients::TimelinePage page;

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientTimeline> fromJson(BytesView text);
};

struct PatientsTimeline
{
    using Answer = PatientTimeline;
    static constexpr std::string_view method = "patients.timeline";

    patients::TimelineQuery query; // `before` travels as "after", the opaque key of the page

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientsTimeline> fromJson(BytesView text);
};

// A row as a change carries it.
Bytes patientToJson(const patients::Patient& patient);
Result<patients::Patient> patientFromJson(BytesView text);

// Answer of every command about a patient.
struct PatientChanged
{
    std::string patientId;
    std::uint64_t version = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientChanged> fromJson(BytesView text);
};

// One of the commands (core/patients/patient_commands.h): beside the id of the command stands what
// the event of the same change says; the core's role judges it.
struct PatientsCommand
{
    Uuid commandId;
    std::optional<std::uint64_t> expectedVersion;
    Bytes change; // the same object without those two

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientsCommand> fromJson(BytesView text);
};

} // namespace locus::protocol
