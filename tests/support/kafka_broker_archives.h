// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace locus::test {

// The folder that holds Kafka's Java archives, filled from Maven Central on first use; safe among
// processes. Errors: retriable "test.no_java", "test.no_maven", "test.download_failed".
Result<QString> kafkaArchives();

} // namespace locus::test
