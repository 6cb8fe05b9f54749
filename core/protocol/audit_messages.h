// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/people/audit_export.h"
#include "core/people/audit_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::protocol {

// One record, as a page has it.
Bytes auditRecordToJson(const people::AuditRecord& record);

// Answer to audit.list, newest first.
struct AuditRecords
{
    people::AuditPage page;

    [[nodiscard]] Bytes toJson() const;
    static Result<AuditRecords> fromJson(BytesView text);
};

struct AuditList
{
    using Answer = AuditRecords;
    static constexpr std::string_view method = "audit.list";

    people::AuditQuery query; // `before` travels as "after", the opaque key of the page

    [[nodiscard]] Bytes toJson() const;
    static Result<AuditList> fromJson(BytesView text);
};

struct AuditVerified
{
    people::AuditVerdict verdict {};
    // There is more: `verdict` says no more yet than how many of `all` records were checked.
    std::optional<Uuid> check {};
    std::int64_t all = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<AuditVerified> fromJson(BytesView text);
};

// Checks the whole chain against the checkpoints of the store and the witness, at once, or at most
// `limit` records a call: then the next call names the `check` that the answer named.
struct AuditVerify
{
    using Answer = AuditVerified;
    static constexpr std::string_view method = "audit.verify";

    std::optional<Uuid> check {};
    std::int64_t limit = 0; // 0: all
    // Half a second: for those who show how far it came.
    static constexpr std::int64_t shownLimit = 200'000;

    [[nodiscard]] Bytes toJson() const;
    static Result<AuditVerify> fromJson(BytesView text);
};

// Answer to audit.export: one record a line, newest first.
struct AuditLines
{
    std::vector<std::string> lines;
    std::int64_t next = 0; // 0: this is the last page

    [[nodiscard]] Bytes toJson() const;
    static Result<AuditLines> fromJson(BytesView text);
};

struct AuditExport
{
    using Answer = AuditLines;
    static constexpr std::string_view method = "audit.export";

    people::AuditFormat format = people::AuditFormat::FhirR4;
    people::AuditQuery query;

    [[nodiscard]] Bytes toJson() const;
    static Result<AuditExport> fromJson(BytesView text);
};

// What an admin changes of the trail; a second one approves it. `years` is empty for a change of
// the key (core/people/audit_wish.h).
struct AuditChange
{
    Uuid commandId;
    std::string reason;
    std::optional<std::int64_t> years {};

    [[nodiscard]] Bytes toJson() const;
    static Result<AuditChange> fromJson(BytesView text);
};

} // namespace locus::protocol
