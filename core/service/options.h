// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/service/config.h"

#include <filesystem>
#include <string>
#include <vector>

namespace locus::service {

// What the command line of locusd asks for.
struct Options
{
    enum class Task
    {
        Run,
        Check,
        PrintSchema,
        Help,
        Version
    };

    Task task = Task::Run;
    std::filesystem::path dataDir;
    bool isSeatDefault = true; // no --data-dir was given
    std::vector<std::string>
        readAnew {}; // topics whose stored positions are forgotten at the start
    bool demo = false; // sample data in a folder of its own, deleted at the end
    std::string helpText;
    Config config;
};

// Errors: invalid "usage" for wrong words, else those of loadConfig().
Result<Options> parseOptions(const std::vector<std::string>& arguments);

} // namespace locus::service
