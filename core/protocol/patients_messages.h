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

namespace locus::protocol {

// A patient travels as a FHIR R5 resource with `version` and `flags` beside its own members.

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

    std::string text;
    int limit = 50;

    [[nodiscard]] Bytes toJson() const;
    static Result<PatientsSearch> fromJson(BytesView text);
};

struct PatientDetail
{
    patients::Patient patient;

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

    static Result<PatientsCommand> fromJson(BytesView text);
};

} // namespace locus::protocol
