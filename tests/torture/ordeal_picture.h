// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace locus::torture {

struct OrdealReport;

// Latency (ms) and lag (values without a result) over the time of a run, with a band for each
// fault: SVG.
void writePicture(const std::filesystem::path& file, const OrdealReport& report);

} // namespace locus::torture
