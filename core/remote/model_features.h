// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/genetics/annotation.h"

#include <optional>
#include <string>
#include <string_view>

namespace locus::remote {

// Whether an input of that name can ever be filled from an annotation. Letter case, '_', '-' and
// '.' do not count; usual names of the field are known ("SIFTval", "sift_score", "sift").
bool knowsFeature(std::string_view name);

// The value as text, from the displayed transcript, or nothing where the annotation does not say:
// never a default.
std::optional<std::string> featureOf(const genetics::AnnotationRow& row, std::string_view name);

} // namespace locus::remote
