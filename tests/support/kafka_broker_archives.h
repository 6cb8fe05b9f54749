// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace locus::test {

constexpr const char* newKafka = "4.1.0";
constexpr const char* oldKafka = "3.9.1"; // the last line before KIP-896 took old protocols away

// The folder that holds this version's Java archives, filled from Maven Central on first use; safe
// among processes. Errors: retriable "test.no_java", "test.no_maven", "test.download_failed".
Result<QString> kafkaArchives(const char* version = newKafka);

} // namespace locus::test
