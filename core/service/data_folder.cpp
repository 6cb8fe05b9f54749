// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/data_folder.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/places.h"
#include "core/base/random_source.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>

namespace locus::service {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t tokenCap = 4096;

Status makePrivateFolder(const fs::path& path)
{
    std::error_code failure;
    const bool existed = fs::exists(path, failure);
    fs::create_directories(path, failure);
    if (!failure && !existed) {
        fs::permissions(path, fs::perms::owner_all, failure);
    }
    if (failure) {
        return retriable("service.folder_unusable",
            path.string() + " cannot be made: " + failure.message()
                + "; choose another --data-dir");
    }
    return {};
}

std::string newToken()
{
    SystemRandom random;
    std::string token;
    for (int i = 0; i < 4; ++i) {
        std::array<char, 17> part {};
        std::snprintf(
            part.data(), part.size(), "%016llx", static_cast<unsigned long long>(random.next()));
        token += part.data();
    }
    return token;
}

Result<std::string> readOrMakeToken(const fs::path& path)
{
    auto known = readFile(path, tokenCap);
    if (!known.ok() && known.error().kind == ErrorKind::NotFound) {
        std::string token = newToken();
        LOCUS_TRY(writeFileAtomically(path, token, true));
        return token;
    }
    if (!known.ok()) {
        return known.error();
    }
#ifndef _WIN32
    const auto others = fs::perms::group_all | fs::perms::others_all;
    if ((fs::status(path).permissions() & others) != fs::perms::none) {
        return refused("service.token_exposed",
            path.string()
                + " can be read by others; make it private (chmod 600) or delete it to get a new "
                  "one");
    }
#endif
    return std::string(trimmed(*known));
}

} // namespace

Result<DataFolder> DataFolder::open(const fs::path& path, bool isSeatDefault)
{
    DataFolder folder;
    folder.m_path = path;
    LOCUS_TRY(makePrivateFolder(path));
    LOCUS_TRY_VALUE(token, readOrMakeToken(path / "token"));
    folder.m_token = std::move(token);
    if (isSeatDefault && seatPlaces().runtime != path) {
        folder.m_runtime = seatPlaces().runtime;
        LOCUS_TRY(makePrivateFolder(folder.m_runtime));
    }
    return folder;
}

Status DataFolder::publish(const Endpoint& endpoint) const
{
    const nlohmann::json json = { { "rpc", endpoint.rpc }, { "http", endpoint.http },
        { "pid", endpoint.pid }, { "version", LOCUS_VERSION } };
    LOCUS_TRY(writeFileAtomically(m_path / "endpoint.json", json.dump() + "\n", true));
    if (!m_runtime.empty()) {
        LOCUS_TRY(writeFileAtomically(m_runtime / "token", m_token, true));
        LOCUS_TRY(writeFileAtomically(m_runtime / "endpoint.json", json.dump() + "\n", true));
    }
    return {};
}

void DataFolder::withdraw() const
{
    std::error_code ignored;
    fs::remove(m_path / "endpoint.json", ignored);
    if (!m_runtime.empty()) {
        fs::remove(m_runtime / "endpoint.json", ignored);
    }
}

} // namespace locus::service
