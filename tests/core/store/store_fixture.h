// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/payload_codec.h"
#include "core/store/store.h"
#include "core/store/unit_of_work.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fast_folder.h"
#include "tests/support/seeded_random.h"

#include <QTemporaryDir>

namespace locus::test {

// A store file of its own, with owned time and ids.
class StoreFixture
{
public:
    Result<std::unique_ptr<store::Store>> open(
        const std::string& vfs = {}, store::KillPoint killPoint = {})
    {
        return store::Store::open({ file(), vfs, std::move(killPoint) }, ids, codec);
    }
    [[nodiscard]] std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / "store.db";
    }

    FakeClock clock;
    SeededRandom random { 7 };
    UuidSource ids { clock, random };
    PlainCodec codec;

private:
    QTemporaryDir m_folder { fastFolder() };
};

} // namespace locus::test
