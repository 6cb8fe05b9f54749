// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace locus::test {

// One change of one file, in the order in which they were asked for.
struct DiskChange
{
    enum class Kind : std::uint8_t
    {
        Write,
        Truncate, // to `at`
        Sync,
        Delete
    };
    Kind kind = Kind::Write;
    std::string file; // name without folder
    std::int64_t at = 0;
    std::string octets {};
};

using DiskRecording = std::vector<DiskChange>;
using DiskImage = std::map<std::string, std::string>; // content by name; absent: no such file

// What a disk may hold after the power failed.
struct PowerLoss
{
    std::size_t at = 0; // so many changes had been asked for
    std::string what; // "prefix 3 of 9", "torn", ... for the failure's message
    DiskImage disk;
};

// Cuts the power before every sync of a recording and at its end. What was synced is there; of the
// changes not yet synced each image has another part: none, every prefix of them, some of them in
// any order, one of them torn. `judge` says whether to go on. Returns the number of images.
int forEveryPowerLoss(const DiskRecording& recording, std::uint64_t seed,
    const std::function<bool(const PowerLoss&)>& judge);

// One of the disks that a loss of power at the end of a recording may leave, which began on `base`.
DiskImage onePowerLoss(DiskImage base, const DiskRecording& recording, std::uint64_t seed);

// Puts an image into a folder that it has for itself.
void writeImage(const DiskImage& image, const std::filesystem::path& folder);
// What a folder holds, without what SQLite keeps in shared memory.
DiskImage readImage(const std::filesystem::path& folder);

} // namespace locus::test
