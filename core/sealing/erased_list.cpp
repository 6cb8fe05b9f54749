// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/erased_list.h"

#include "core/base/file.h"
#include "core/base/places.h"
#include "core/base/text.h"

#include <algorithm>

namespace locus::sealing {

namespace {
constexpr std::size_t fileCap = 256UL * 1024 * 1024;
}

std::filesystem::path ErasedList::place(
    const std::filesystem::path& configured, const std::filesystem::path& masterKeyFile)
{
    if (!configured.empty()) {
        return configured;
    }
    return (masterKeyFile.empty() ? seatPlaces().config : masterKeyFile.parent_path())
        / "erased.list";
}

Result<std::vector<ErasedKey>> ErasedList::read() const
{
    auto text = readFile(m_file, fileCap);
    if (!text.ok() && text.error().kind == ErrorKind::NotFound) {
        return std::vector<ErasedKey>();
    }
    if (!text.ok()) {
        return text.error();
    }
    std::vector<ErasedKey> out;
    for (const std::string_view line : split(*text, '\n')) {
        if (trimmed(line).empty()) {
            continue;
        }
        const auto parts = split(trimmed(line), ' ');
        const auto key = parts.size() == 2 ? toInt(parts[1]) : std::nullopt;
        if (!key) {
            return fatal("sealing.bad_erased_list",
                m_file.string()
                    + " has a line that is not a ring and a number; put it back as it "
                      "was: it keeps erased people from coming back with a backup");
        }
        out.push_back({ std::string(parts[0]), *key });
    }
    return out;
}

Status ErasedList::add(const std::vector<ErasedKey>& erased) const
{
    LOCUS_TRY_VALUE(all, read());
    for (const ErasedKey& key : erased) {
        if (std::find(all.begin(), all.end(), key) == all.end()) {
            all.push_back(key);
        }
    }
    std::string text;
    for (const ErasedKey& key : all) {
        text += key.ring + ' ' + std::to_string(key.key) + '\n';
    }
    return writeFileAtomically(m_file, text, true);
}

} // namespace locus::sealing
