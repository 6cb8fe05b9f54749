// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/genetics/annotation.h"

namespace locus::store {

// An annotation row as the store keeps it: compact, exact, with a leading form number so that a
// later form can be told apart. What leaves the core is JSON, written elsewhere.
Bytes packRow(const genetics::AnnotationRow& row);
// Errors: fatal "store.damaged".
Result<genetics::AnnotationRow> unpackRow(BytesView packed);

} // namespace locus::store
