// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/genetics/annotation_ports.h"
#include "core/genetics/input_item.h"
#include "core/genetics/reference.h"
#include "core/genetics/sequence_locator.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locus::genetics {

struct AnnotationRequest
{
    std::string assembly; // "GRCh38" or "GRCh37": chosen by a person, never guessed
    Bytes input; // as submitted, see recogniseInput()
    std::optional<InputKind> forcedKind {};
    bool localOnly = false; // cache and service are not asked
};

// "resolve", "service", "local", "score".
using AnnotationProgress =
    std::function<void(std::string_view stage, std::int64_t done, std::int64_t total)>;

struct AnnotationOutcome
{
    std::vector<AnnotationRow> rows; // in the order of the submission; at least one an item
    std::vector<EngineSource> engines; // distinct, of the annotated rows
    std::int64_t processingMs = 0;
    std::optional<Score> score; // only from a model
    std::string scoreFailure; // why a model gave none; empty if it did or there is no model
    bool cancelled = false;

    [[nodiscard]] std::int64_t annotated() const;
    [[nodiscard]] std::int64_t notAnnotated() const; // the two add up to rows
};

// The collaborators. Only `reference` and `clock` must be there.
struct AnnotatorParts
{
    std::shared_ptr<const Reference> reference;
    const Clock* clock = nullptr;
    AnnotationService* service = nullptr;
    AnnotationCache* cache = nullptr;
    ScoringModel* model = nullptr;
};

// From a submission to its rows: cache, then a service that serves the assembly,
// then the local engine where the reference is covered, then "not annotated" with the reason. Equal
// variants are asked once. Nothing is invented: a row holds an engine's words with its name and
// release, or why there are none. Blocks; any job thread, one call at a time.
class Annotator
{
public:
    explicit Annotator(AnnotatorParts parts);

    [[nodiscard]] AnnotationOutcome annotate(const AnnotationRequest& request,
        const AnnotationProgress& progress = {}, const CancelCheck& cancelled = {}) const;

private:
    AnnotatorParts m_parts;
    SequenceLocator m_locator;
};

// The worst term on the displayed (first) transcript of any row, for list summaries; empty if no
// row is annotated.
std::string worstDisplayedTerm(const std::vector<AnnotationRow>& rows);

} // namespace locus::genetics
