// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace locus::service {

struct Config;

// One member of the configuration file.
struct Setting
{
    std::string key; // dotted
    std::string meaning;
    std::shared_ptr<const nlohmann::json> schema;
    std::function<Status(Config&, const nlohmann::json&)> read;
    std::function<nlohmann::json(const Config&)> write;
};

// All of them: the only place that knows their names.
const std::vector<Setting>& settings();

} // namespace locus::service
