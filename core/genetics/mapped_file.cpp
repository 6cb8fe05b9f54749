// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/mapped_file.h"

#include "core/base/file.h"

#include <cstring>

#ifndef _WIN32
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace locus::genetics {

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path)
{
    std::error_code failure;
    const auto size = std::filesystem::file_size(path, failure);
    if (failure) {
        return notFound("file.missing", "there is no file " + path.string());
    }
    const std::shared_ptr<MappedFile> file(new MappedFile);
    file->m_size = static_cast<std::size_t>(size);
    if (size == 0) {
        return std::shared_ptr<const MappedFile>(file);
    }
#ifndef _WIN32
    const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle >= 0) {
        void* const place = ::mmap(nullptr, file->m_size, PROT_READ, MAP_PRIVATE, handle, 0);
        ::close(handle);
        if (place != MAP_FAILED) {
            file->m_data = static_cast<const char*>(place);
            file->m_mapped = true;
            return std::shared_ptr<const MappedFile>(file);
        }
    }
#endif
    LOCUS_TRY_VALUE(content, readFile(path, file->m_size));
    auto owned = std::make_unique<char[]>(content.size());
    std::memcpy(owned.get(), content.data(), content.size());
    file->m_size = content.size();
    file->m_data = owned.release();
    return std::shared_ptr<const MappedFile>(file);
}

MappedFile::~MappedFile()
{
#ifndef _WIN32
    if (m_mapped) {
        ::munmap(const_cast<char*>(m_data), m_size);
        return;
    }
#endif
    delete[] m_data;
}

} // namespace locus::genetics
