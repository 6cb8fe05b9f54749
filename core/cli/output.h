// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/genetics/annotation.h"

#include <iosfwd>

namespace locus::cli {

// One line for people: what was sent, what was found on the displayed transcript, by which engine;
// or why nothing was.
void printRow(const genetics::AnnotationRow& row, std::ostream& out);
// One line for people: state, counts, worst term, age.
void printSummary(const analyses::Summary& summary, std::ostream& out);

} // namespace locus::cli
