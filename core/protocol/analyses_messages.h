// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analyses_reader.h"
#include "core/analyses/analysis.h"
#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locus::protocol {

// A row of the list as a change carries it.
Bytes summaryToJson(const analyses::Summary& summary);
Result<analyses::Summary> summaryFromJson(BytesView text);

struct AnalysesSubmitted
{
    analyses::AnalysisId analysisId;
    std::string topic; // where the request is queued; empty if the core did not say
    std::optional<std::int64_t> position; // analyses before this one in its queue
    std::uint64_t version = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysesSubmitted> fromJson(BytesView text);
};

// Exactly one of `text` and `uploadId`.
struct AnalysesSubmit
{
    using Answer = AnalysesSubmitted;
    static constexpr std::string_view method = "analyses.submit";

    Uuid commandId;
    std::string text;
    std::optional<Uuid> uploadId;
    std::string format; // empty: told by the content
    analyses::Mode mode = analyses::Mode::Normal;
    int priority = 5; // 0..9
    std::string assembly = "GRCh38";
    std::string patientRef;
    std::string label;
    std::string sessionId; // of a /genetics client
    std::string resourceProfile;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysesSubmit> fromJson(BytesView text);
};

struct AnalysesPage
{
    analyses::Page page;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysesPage> fromJson(BytesView text);
};

// `filter` is the text a person writes (filter_text.h); `query` the typed form, with sort, limit
// and after. Both given: both must hold.
struct AnalysesList
{
    using Answer = AnalysesPage;
    static constexpr std::string_view method = "analyses.list";

    std::string filter;
    analyses::Query query;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysesList> fromJson(BytesView text);
};

// Answer to analyses.get. An input larger than a frame comes cut at a character.
struct AnalysisDetail
{
    analyses::Detail detail;
    std::int64_t inputBytes = 0; // of the whole input; more than detail.inputText holds: cut

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysisDetail> fromJson(BytesView text);
};

struct AnalysesGet
{
    using Answer = AnalysisDetail;
    static constexpr std::string_view method = "analyses.get";

    analyses::AnalysisId analysisId;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysesGet> fromJson(BytesView text);
};

// May hold fewer rows than asked for, so that the frame stays within its limit; ask on from
// firstRow + rows.size() while that is below total.
struct AnalysisRows
{
    analyses::RowPage page;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysisRows> fromJson(BytesView text);
};

struct AnalysesRows
{
    using Answer = AnalysisRows;
    static constexpr std::string_view method = "analyses.rows";

    analyses::AnalysisId analysisId;
    std::int64_t firstRow = 0; // 0-based
    int limit = 200; // 1..500

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysesRows> fromJson(BytesView text);
};

// Answer of a command that changes an analysis.
struct AnalysisChanged
{
    analyses::AnalysisId analysisId;
    std::uint64_t version = 0;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysisChanged> fromJson(BytesView text);
};

struct AnalysesCancel
{
    using Answer = AnalysisChanged;
    static constexpr std::string_view method = "analyses.cancel";

    Uuid commandId;
    analyses::AnalysisId analysisId;
    std::optional<std::uint64_t> expectedVersion;
    std::string reason;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysesCancel> fromJson(BytesView text);
};

// Says whose analysis it is; the reference alone is kept. Errors: not_found "patients.unknown",
// refused "analyses.bad_request" (no reason).
struct AnalysesAssignPatient
{
    using Answer = AnalysisChanged;
    static constexpr std::string_view method = "analyses.assignPatient";

    Uuid commandId;
    analyses::AnalysisId analysisId;
    std::string patientRef; // empty: nobody's
    std::string reason;
    std::optional<std::uint64_t> expectedVersion;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysesAssignPatient> fromJson(BytesView text);
};

struct AnalysesRetry
{
    using Answer = AnalysisChanged;
    static constexpr std::string_view method = "analyses.retry";

    Uuid commandId;
    analyses::AnalysisId analysisId;
    std::optional<std::uint64_t> expectedVersion;

    [[nodiscard]] Bytes toJson() const;
    static Result<AnalysesRetry> fromJson(BytesView text);
};

} // namespace locus::protocol
