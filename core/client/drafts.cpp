// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/drafts.h"

#include "core/base/file.h"

#include <algorithm>

namespace locus::client {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest = 64UL * 1024 * 1024;
constexpr std::size_t longestName = 64;

Status checkName(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    const bool good = !name.empty() && name.size() <= longestName
        && std::all_of(name.begin(), name.end(), allowed);
    return good ? Status()
                : invalid("drafts.name",
                    "a draft's name has 1 to 64 lower-case letters, digits, '-' and '_'");
}

fs::path fileOf(const fs::path& folder, std::string_view name)
{
    return folder / (std::string(name) + ".draft");
}

} // namespace

Drafts::Drafts(fs::path folder)
    : m_folder(std::move(folder))
{ }

Status Drafts::save(std::string_view name, BytesView content)
{
    LOCUS_TRY(checkName(name));
    std::error_code failure;
    if (fs::create_directories(m_folder, failure)) {
        fs::permissions(m_folder, fs::perms::owner_all, failure);
    }
    return writeFileAtomically(fileOf(m_folder, name), content, true);
}

Result<Bytes> Drafts::load(std::string_view name) const
{
    LOCUS_TRY(checkName(name));
    return readFile(fileOf(m_folder, name), largest);
}

Status Drafts::discard(std::string_view name)
{
    LOCUS_TRY(checkName(name));
    std::error_code failure;
    fs::remove(fileOf(m_folder, name), failure);
    return failure ? Status(retriable("file.unwritable", "a draft cannot be removed")) : Status();
}

std::vector<std::string> Drafts::names() const
{
    std::vector<std::string> out;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(m_folder, failure)) {
        if (entry.path().extension() == ".draft") {
            out.push_back(entry.path().stem().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace locus::client
