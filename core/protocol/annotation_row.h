// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/genetics/annotation.h"

namespace locus::protocol {

// One answer row, the same in events and answers.
Bytes rowToJson(const genetics::AnnotationRow& row);
Result<genetics::AnnotationRow> rowFromJson(BytesView text);

} // namespace locus::protocol
