// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/annotator.h"

#include "core/genetics/annotator_run.h"

#include <algorithm>
#include <utility>

namespace locus::genetics {

std::int64_t AnnotationOutcome::annotated() const
{
    return std::count_if(rows.begin(), rows.end(),
        [](const AnnotationRow& row) { return row.annotation.has_value(); });
}

std::int64_t AnnotationOutcome::notAnnotated() const
{
    return static_cast<std::int64_t>(rows.size()) - annotated();
}

Annotator::Annotator(AnnotatorParts parts)
    : m_parts(std::move(parts))
    , m_locator(m_parts.reference)
{ }

AnnotationOutcome Annotator::annotate(const AnnotationRequest& request,
    const AnnotationProgress& progress, const CancelCheck& cancelled) const
{
    AnnotatorRun run(m_parts, request, progress, cancelled);
    run.resolve(m_locator);
    if (!request.localOnly) {
        run.askCache();
        run.askService();
    }
    run.askLocal();
    return run.finish();
}

} // namespace locus::genetics
