// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation.h"
#include "core/genetics/reference.h"

#include <optional>
#include <string>
#include <vector>

namespace locus::genetics {

// The local engine's answer to one covered, normalised variant: consequences with c. and p. names,
// or why there are none. Exactly one of the two optionals is set.
struct LocalAnnotation
{
    std::optional<Annotation> annotation;
    std::optional<NotAnnotated> notAnnotated;
    std::vector<std::string> notes;
};
LocalAnnotation annotateLocally(const Reference& reference, const Variant& variant);

// Name and release of the local engine and of the gene models behind `variant`.
EngineSource localSource(const Reference& reference, const Variant& variant);

// A sentence if the worst terms of the two differ, else empty. Terms that the local engine does not
// speak of (upstream, regulatory, the finer splice terms) count as what it would call them.
std::string worstTermDifference(const Annotation& local, const Annotation& service);

} // namespace locus::genetics
