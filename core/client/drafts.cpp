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

// To the first free name beside it.
Status putAside(const fs::path& file)
{
    std::error_code failure;
    for (int number = 1;; ++number) {
        const fs::path aside = file.string() + ".kept-" + std::to_string(number);
        if (!fs::exists(aside, failure)) {
            fs::rename(file, aside, failure);
            return failure ? Status(retriable(
                       "file.unwritable", "a draft that cannot be opened cannot be put aside"))
                           : Status();
        }
    }
}

} // namespace

Drafts::Drafts(fs::path folder, FileSeal seal)
    : m_folder(std::move(folder))
    , m_seal(std::move(seal))
{
    sealWhatIsPlain();
}

void Drafts::setOwner(std::string_view user)
{
    m_owner = user;
}

fs::path Drafts::folder() const
{
    return m_owner.empty() ? m_folder : m_folder / m_seal.maskedName(m_owner);
}

std::string Drafts::boundName(std::string_view name) const
{
    return "draft/" + m_owner + '/' + std::string(name);
}

void Drafts::sealWhatIsPlain() const
{
    if (!m_seal.hasKey()) {
        return;
    }
    for (const auto& name : names()) {
        const auto content = readFile(fileOf(m_folder, name), largest);
        if (!content.ok() || FileSeal::isSealed(*content)) {
            continue;
        }
        const auto sealed = m_seal.seal(boundName(name), *content);
        if (sealed.ok()) {
            (void)writeFileAtomically(fileOf(m_folder, name), *sealed, true); // else the next time
        }
    }
}

Status Drafts::save(std::string_view name, BytesView content)
{
    LOCUS_TRY(checkName(name));
    std::error_code failure;
    if (fs::create_directories(folder(), failure)) {
        fs::permissions(folder(), fs::perms::owner_all, failure);
    }
    const fs::path file = fileOf(folder(), name);
    const auto before = load(name);
    if (!before.ok() && before.error().code == "client.sealed_elsewhere") {
        LOCUS_TRY(putAside(file));
    }
    LOCUS_TRY_VALUE(sealed, m_seal.seal(boundName(name), content));
    return writeFileAtomically(file, sealed, true);
}

Result<Bytes> Drafts::load(std::string_view name) const
{
    LOCUS_TRY(checkName(name));
    LOCUS_TRY_VALUE(content, readFile(fileOf(folder(), name), largest));
    return m_seal.open(boundName(name), content);
}

Status Drafts::discard(std::string_view name)
{
    LOCUS_TRY(checkName(name));
    std::error_code failure;
    const auto before = load(name);
    if (!before.ok() && before.error().code == "client.sealed_elsewhere") {
        return putAside(fileOf(folder(), name));
    }
    fs::remove(fileOf(folder(), name), failure);
    return failure ? Status(retriable("file.unwritable", "a draft cannot be removed")) : Status();
}

std::vector<std::string> Drafts::names() const
{
    std::vector<std::string> out;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(folder(), failure)) {
        if (entry.path().extension() == ".draft") {
            out.push_back(entry.path().stem().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace locus::client
