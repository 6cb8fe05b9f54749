// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file.h"

#include <QString>
#include <QtGlobal>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace locus::test {

// The folder of other people's data, if this run has it; else says once how much is not run.
inline std::optional<std::filesystem::path> oracleFolder(const char* part, int suites)
{
    const auto root = qEnvironmentVariable("LOCUS_ORACLES").toStdString();
    const auto folder = std::filesystem::path(root) / part;
    if (root.empty() || !std::filesystem::exists(folder)) {
        std::printf("oracle data absent: %d suites not run\n", suites);
        return std::nullopt;
    }
    return folder;
}

// Empty if it cannot be read; every caller compares with something that is not empty.
inline std::string contentOf(const std::filesystem::path& file)
{
    return readFile(file, 16 * 1024 * 1024).valueOr({});
}

inline std::vector<std::filesystem::path> jsonFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".json") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace locus::test
