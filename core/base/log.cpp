// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include "core/base/log_fields.h"
#include "core/base/scrub.h"

#include <sodium.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

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

// Kept beside the logger: lines of one installation name the same person by the same hash.
std::string& siteKey()
{
    static std::string key;
    return key;
}

// Equal names stay equal within an installation, and nobody else can try names out.
std::string hashed(std::string_view name)
{
    constexpr std::size_t octets = 16;
    constexpr std::size_t shownOctets = 6;
    if (name.empty()) {
        return {};
    }
    std::array<unsigned char, octets> digest {};
    const std::string& key = siteKey();
    if (key.size() < crypto_generichash_KEYBYTES_MIN) {
        return std::string(scrubMark);
    }
    crypto_generichash(digest.data(), digest.size(),
        reinterpret_cast<const unsigned char*>(name.data()), name.size(),
        reinterpret_cast<const unsigned char*>(key.data()),
        std::min<std::size_t>(key.size(), crypto_generichash_KEYBYTES_MAX));
    std::string out = "#";
    for (std::size_t i = 0; i < shownOctets; ++i) {
        constexpr const char* digits = "0123456789abcdef";
        out += digits[digest.at(i) >> 4U];
        out += digits[digest.at(i) & 0xFU];
    }
    return out;
}

std::string written(const Fact& fact)
{
    switch (fieldOf(fact.first)) {
    case Field::Shown: return fact.second;
    case Field::Scrubbed: return scrubbed(fact.second);
    case Field::Hashed: return hashed(fact.second);
    case Field::Withheld: break;
    }
    return std::string(scrubMark);
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
    const std::string value = written(fact);
    if (!needsQuotes(value)) {
        line += value;
        return;
    }
    line += '"';
    for (const char c : value) {
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

void useSiteKey(std::string key)
{
    siteKey() = std::move(key);
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
