// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/genetics/annotation.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace locus::genetics {

// Asked between units of work; true means: stop and answer "timeout" or "cancelled" for the rest.
using CancelCheck = std::function<bool()>;

// One notation as a service gets it. Kinds decide the endpoint; one batch holds one kind.
enum class QueryKind : std::uint8_t
{
    Region,
    Hgvs,
    Id
};
struct ServiceQuery
{
    QueryKind kind = QueryKind::Region;
    std::string text; // sent as is and found again in the reply's "input"
};

// What a service said of one query: rows, or why there are none. Never neither.
struct ServiceAnswer
{
    std::vector<AnnotationRow> rows; // without `line`; several if the notation is ambiguous
    std::optional<NotAnnotated> notAnnotated;
};

// An annotation service elsewhere (VEP REST). Blocks; called from job threads only.
class AnnotationService
{
public:
    AnnotationService() = default;
    AnnotationService(const AnnotationService&) = delete;
    AnnotationService& operator=(const AnnotationService&) = delete;
    virtual ~AnnotationService() = default;

    [[nodiscard]] virtual bool serves(std::string_view assembly) const = 0;
    // Exactly one answer a query, in their order. Never fails as a whole: each query says what
    // became of it.
    virtual std::vector<ServiceAnswer> annotate(std::span<const ServiceQuery> queries,
        std::string_view assembly, const CancelCheck& cancelled) = 0;
};

// Earlier answers by canonical variant. Blocks; called from job threads only.
class AnnotationCache
{
public:
    AnnotationCache() = default;
    AnnotationCache(const AnnotationCache&) = delete;
    AnnotationCache& operator=(const AnnotationCache&) = delete;
    virtual ~AnnotationCache() = default;

    // Rows whose source was a service; the local engine is asked again instead, it costs less than
    // a look-up.
    virtual std::optional<AnnotationRow> find(const Variant& variant) = 0;
};

struct Score
{
    std::string model;
    std::string version;
    double latencyMs = 0;
    std::vector<std::optional<double>> values; // one a row; nothing where the model gave none
    bool classesOnly = false; // the model gave classes, no probabilities
    // What the model was given, one map a row, as text by the model's own input names; empty for a
    // row that lacked one of them and so was not sent.
    std::vector<std::map<std::string, std::string>> features;
};

// An optional model behind the Open Inference Protocol. A failure never blocks an annotation.
class ScoringModel
{
public:
    ScoringModel() = default;
    ScoringModel(const ScoringModel&) = delete;
    ScoringModel& operator=(const ScoringModel&) = delete;
    virtual ~ScoringModel() = default;

    virtual Result<Score> score(std::span<const AnnotationRow> rows) = 0;
};

} // namespace locus::genetics
