// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/kill_point.h"

#include "core/base/text.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <string>

namespace locus::pipeline {

namespace {

[[noreturn]] void dieNow()
{
#ifdef SIGKILL
    static_cast<void>(std::raise(SIGKILL));
#endif
    std::_Exit(137);
}

} // namespace

Result<KillPoint> killPointFrom(std::string_view text)
{
    if (text.empty()) {
        return KillPoint();
    }
    const auto parts = split(text, ':');
    const auto pass = parts.size() == 2 ? toInt(parts[1]) : std::nullopt;
    if (!pass || *pass < 1) {
        return invalid("pipeline.bad_kill_point", "a kill point is written <name>:<pass from 1>");
    }
    auto left = std::make_shared<std::atomic<std::int64_t>>(*pass);
    return KillPoint([name = std::string(parts[0]), left](std::string_view reached) {
        if (reached == name && --*left == 0) {
            dieNow();
        }
    });
}

} // namespace locus::pipeline
