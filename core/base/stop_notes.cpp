// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/stop_notes.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <algorithm>
#include <fstream>
#include <vector>

namespace locus {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest = 64UL * 1024;
constexpr std::size_t readable = 4UL * 1024 * 1024;
constexpr std::string_view started = "started";
constexpr std::string_view second = "lock.held"; // another core works on the folder

fs::path fileOf(const fs::path& folder)
{
    return folder / "stops.log";
}

void append(const fs::path& folder, const std::string& line)
{
    std::ofstream file(fileOf(folder), std::ios::app | std::ios::binary);
    file << line + '\n';
}

// "<time> <code> <message>"; lines that are not so are left out.
std::vector<StopNote> notes(const fs::path& folder)
{
    std::vector<StopNote> out;
    const Bytes text = readFile(fileOf(folder), readable).valueOr(Bytes());
    for (const std::string_view line : split(text, '\n')) {
        const auto space = std::min(line.find(' '), line.size());
        const auto at = parseRfc3339(line.substr(0, space));
        if (!at.ok() || space == line.size()) {
            continue;
        }
        const std::string_view rest = line.substr(space + 1);
        const auto end = std::min(rest.find(' '), rest.size());
        out.push_back(
            { *at, std::string(rest.substr(0, end)), std::string(trimmed(rest.substr(end))) });
    }
    return out;
}

} // namespace

void noteStop(const fs::path& folder, Instant at, const Error& error)
{
    std::string message = error.message;
    std::replace_if(
        message.begin(), message.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    append(folder, toRfc3339(at) + ' ' + error.code + ' ' + message);
}

void noteStart(const fs::path& folder, Instant at)
{
    const Bytes text = readFile(fileOf(folder), readable).valueOr(Bytes());
    if (text.size() > largest) {
        const auto from = text.find('\n', text.size() - largest / 2);
        static_cast<void>(writeFileAtomically(
            fileOf(folder), from == Bytes::npos ? Bytes() : text.substr(from + 1), true));
    }
    append(folder, toRfc3339(at) + ' ' + std::string(started));
}

std::optional<StopNote> lastStop(const fs::path& folder)
{
    std::optional<StopNote> out;
    for (StopNote& note : notes(folder)) {
        if (note.code == started) {
            out.reset();
        } else if (note.code != second) {
            out = std::move(note);
        }
    }
    return out;
}

std::map<std::string, std::uint64_t> stopCounts(const fs::path& folder)
{
    std::map<std::string, std::uint64_t> out;
    for (const StopNote& note : notes(folder)) {
        if (note.code != started) {
            ++out[note.code];
        }
    }
    return out;
}

} // namespace locus
