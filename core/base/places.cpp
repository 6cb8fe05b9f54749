// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/places.h"

#include <cstdlib>
#include <string>

#ifdef _WIN32
#include <windows.h>
#elif defined(__APPLE__)
#include <mach-o/dyld.h>
#endif

namespace locus {

namespace {

namespace fs = std::filesystem;

fs::path fromEnvironment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? fs::path(value) : fs::path();
}

[[maybe_unused]] fs::path environmentOr(const char* name, const fs::path& fallback)
{
    const fs::path path = fromEnvironment(name);
    return path.is_absolute() ? path : fallback; // XDG: a relative path counts as unset
}

} // namespace

Places seatPlaces()
{
#ifdef _WIN32
    const fs::path roaming = fromEnvironment("APPDATA") / "Locus";
    const fs::path local = fromEnvironment("LOCALAPPDATA") / "Locus";
    return { roaming, local, local };
#elif defined(__APPLE__)
    const fs::path library = fromEnvironment("HOME") / "Library";
    const fs::path data = library / "Application Support" / "Locus";
    return { library / "Preferences" / "Locus", data, data };
#else
    const fs::path home = fromEnvironment("HOME");
    Places places;
    places.config = environmentOr("XDG_CONFIG_HOME", home / ".config") / "locus";
    places.data = environmentOr("XDG_DATA_HOME", home / ".local/share") / "locus";
    const fs::path runtime = environmentOr("XDG_RUNTIME_DIR", {});
    places.runtime = runtime.empty() ? places.data : runtime / "locus";
    return places;
#endif
}

fs::path executablePath()
{
#ifdef _WIN32
    std::wstring name(32'768, L'\0');
    name.resize(GetModuleFileNameW(nullptr, name.data(), static_cast<DWORD>(name.size())));
    return fs::path(name);
#elif defined(__APPLE__)
    std::string name(4096, '\0');
    auto size = static_cast<std::uint32_t>(name.size());
    _NSGetExecutablePath(name.data(), &size);
    return fs::canonical(name.c_str());
#else
    std::error_code failure;
    return fs::read_symlink("/proc/self/exe", failure);
#endif
}

fs::path siblingProgram(const char* name)
{
    fs::path sibling = executablePath().parent_path() / name;
#ifdef _WIN32
    sibling += ".exe";
#endif
    return sibling;
}

fs::path resourceFolder()
{
    const fs::path given = fromEnvironment("LOCUS_RESOURCES");
    return given.empty() ? executablePath().parent_path().parent_path() / "share" / "locus" : given;
}

} // namespace locus
