// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace locus {

// Where the programs of one seat keep and find things. Linux follows the XDG Base Directory
// Specification. Nothing is created here.
struct Places
{
    std::filesystem::path
        config; // $XDG_CONFIG_HOME/locus, %APPDATA%\\Locus, ~/Library/Preferences/Locus
    std::filesystem::path
        data; // $XDG_DATA_HOME/locus, %LOCALAPPDATA%\\Locus, ~/Library/Application Support/Locus
    std::filesystem::path runtime; // $XDG_RUNTIME_DIR/locus; the data folder where there is none
};
Places seatPlaces();

// The folder of what ships beside the programs: $LOCUS_RESOURCES, else ../share/locus seen from the
// executable.
std::filesystem::path resourceFolder();

// The program that runs now, and its neighbour of the given name ("locusd").
std::filesystem::path executablePath();
std::filesystem::path siblingProgram(const char* name);

} // namespace locus
