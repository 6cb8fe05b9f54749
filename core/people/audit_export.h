// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/people/audit_record.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace locus::people {

enum class AuditFormat : std::uint8_t
{
    FhirR4, // AuditEvent, one JSON object
    FhirR5,
    Dicom // the message of DICOM PS3.15 A.5, as IHE ATNA ITI-20 sends it: one XML element
};
std::optional<AuditFormat> auditFormatFrom(std::string_view text); // "fhirR4" "fhirR5" "dicom"

// One record in the form that other audit repositories take, on one line without its end.
// `installation` is the source. Pure; any thread.
Bytes exportedAudit(const AuditRecord& record, AuditFormat format, std::string_view installation);

} // namespace locus::people
