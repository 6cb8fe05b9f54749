// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace locus::log {

namespace {

constexpr std::size_t fileBytes = 10UL * 1024 * 1024;
constexpr std::size_t filesKept = 5;

spdlog::level::level_enum native(Level level)
{
    switch (level) {
    case Level::Debug: return spdlog::level::debug;
    case Level::Info: return spdlog::level::info;
    case Level::Warn: return spdlog::level::warn;
    case Level::Error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

std::shared_ptr<spdlog::logger> makeLogger(const Options& options)
{
    spdlog::sink_ptr sink;
    if (options.file.empty()) {
        sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
        sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            options.file, fileBytes, filesKept);
    }
    auto logger = std::make_shared<spdlog::logger>("locus", std::move(sink));
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%l%$ %v", spdlog::pattern_time_type::utc);
    logger->set_level(native(options.level));
    logger->flush_on(spdlog::level::warn);
    return logger;
}

std::shared_ptr<spdlog::logger>& current()
{
    static std::shared_ptr<spdlog::logger> logger = makeLogger({});
    return logger;
}

bool needsQuotes(std::string_view text)
{
    return text.empty() || text.find_first_of(" =\"\n\r\t") != std::string_view::npos;
}

void appendFact(std::string& line, const Fact& fact)
{
    line += ' ';
    line += fact.first;
    line += '=';
    if (!needsQuotes(fact.second)) {
        line += fact.second;
        return;
    }
    line += '"';
    for (const char c : fact.second) {
        if (c == '"' || c == '\\') {
            line += '\\';
        }
        line += c == '\n' || c == '\r' ? ' ' : c;
    }
    line += '"';
}

} // namespace

void init(const Options& options)
{
    current() = makeLogger(options);
}

void flush()
{
    current()->flush();
}

void write(Level level, std::string_view event, std::initializer_list<Fact> facts)
{
    spdlog::logger& logger = *current();
    if (!logger.should_log(native(level))) {
        return;
    }
    std::string line(event);
    for (const Fact& fact : facts) {
        appendFact(line, fact);
    }
    logger.log(native(level), spdlog::string_view_t(line.data(), line.size()));
}

} // namespace locus::log
