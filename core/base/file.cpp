// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <sys/stat.h>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace locus {

namespace {

Error fileError(std::string code, const std::filesystem::path& path, const char* what)
{
    return retriable(std::move(code), path.string() + ": " + what + ": " + std::strerror(errno));
}

int createOwned(const std::filesystem::path& path, bool onlyOwner)
{
#ifdef _WIN32
    (void)onlyOwner; // the profile folder's access list already admits its owner alone
    return _wopen(path.c_str(), _O_CREAT | _O_TRUNC | _O_WRONLY | _O_BINARY, _S_IREAD | _S_IWRITE);
#else
    return ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, onlyOwner ? 0600 : 0644);
#endif
}

bool writeAndSync(int descriptor, BytesView content)
{
#ifdef _WIN32
    const bool written = _write(descriptor, content.data(), static_cast<unsigned>(content.size()))
        == static_cast<int>(content.size());
    const bool synced = written && _commit(descriptor) == 0;
    return _close(descriptor) == 0 && synced;
#else
    bool good = true;
    while (good && !content.empty()) {
        const ssize_t n = ::write(descriptor, content.data(), content.size());
        good = n > 0 || (n < 0 && errno == EINTR);
        if (n > 0) {
            content.remove_prefix(static_cast<std::size_t>(n));
        }
    }
    good = good && ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && good;
#endif
}

} // namespace

Result<Bytes> readFile(const std::filesystem::path& path, std::size_t cap)
{
    std::error_code failure;
    if (!std::filesystem::exists(path, failure)) {
        return notFound("file.missing", "no file at " + path.string());
    }
    const auto size = std::filesystem::file_size(path, failure);
    if (!failure && size > cap) {
        return refused("file.too_large",
            path.string() + " has " + std::to_string(size) + " bytes; at most "
                + std::to_string(cap) + " are read");
    }
    std::ifstream in(path, std::ios::binary);
    Bytes content;
    std::array<char, 65536> chunk {};
    while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) {
        content.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
        if (content.size() > cap) {
            return refused("file.too_large",
                path.string() + " is larger than " + std::to_string(cap) + " bytes");
        }
    }
    if (in.bad() || !in.eof()) {
        return fileError("file.unreadable", path, "cannot be read");
    }
    return content;
}

Status writeFileAtomically(const std::filesystem::path& path, BytesView content, bool onlyOwner)
{
    std::filesystem::path draft = path;
    draft += ".new";
    const int descriptor = createOwned(draft, onlyOwner);
    if (descriptor < 0 || !writeAndSync(descriptor, content)) {
        return fileError("file.unwritable", draft, "cannot be written");
    }
    std::error_code failure;
    std::filesystem::rename(draft, path, failure);
    if (failure) {
        return retriable(
            "file.unwritable", path.string() + ": cannot be replaced: " + failure.message());
    }
    return {};
}

} // namespace locus
