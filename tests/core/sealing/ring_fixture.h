// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/uuid.h"
#include "core/sealing/key_ring.h"
#include "core/sealing/sealing_codec.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fast_folder.h"
#include "tests/support/seeded_random.h"

#include <QTemporaryDir>

namespace locus::test {

// Erases the keys of these subjects; how many there were.
inline Result<int> eraseOf(sealing::KeyRing& ring, const std::vector<std::string>& subjects)
{
    LOCUS_TRY_VALUE(keys, ring.keysOf(subjects));
    LOCUS_TRY(ring.erase(keys));
    return static_cast<int>(keys.size());
}

// A data folder with a ring, and beside it a configuration folder with the master key.
class RingFixture
{
public:
    [[nodiscard]] std::filesystem::path at(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    [[nodiscard]] std::filesystem::path ringFile() const { return at("data/keys.sqlite"); }
    [[nodiscard]] std::filesystem::path masterFile() const { return at("config/master.key"); }

    Result<std::unique_ptr<sealing::KeyRing>> open(
        sealing::KeyRing::KillPoint killPoint = {}, std::size_t mostCached = 65'536)
    {
        std::filesystem::create_directories(at("data"));
        LOCUS_TRY_VALUE(master, sealing::MasterKey::loadOrMake(masterFile()));
        return sealing::KeyRing::open(
            { ringFile(), master, sealing::ErasedList(at("config/erased.list")),
                std::move(killPoint), mostCached },
            clock, ids);
    }

    FakeClock clock;
    SeededRandom random { 11 };
    UuidSource ids { clock, random };

private:
    QTemporaryDir m_folder { fastFolder() };
};

} // namespace locus::test
