// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/rights_reader.h"
#include "core/store/database.h"
#include "core/store/rights.h"

#include <filesystem>
#include <memory>

namespace locus::store {

// Entries about rights on a read-only connection of its own. Thread contract: one thread at a time.
class StoreRightsReader final : public people::RightsReader
{
public:
    static Result<std::unique_ptr<StoreRightsReader>> open(
        const std::filesystem::path& file, const PayloadCodec& codec);

    Result<people::RightsPage> list(people::RightsKind kind, people::RightsState least,
        const std::string& after, int limit) override;
    Result<std::vector<people::RightsRow>> live(people::RightsKind kind) override;
    Result<people::RightsRow> get(people::RightsKind kind, const Uuid& id) override;

private:
    StoreRightsReader(Database database, const PayloadCodec& codec);

    Database m_database;
    Rights m_rights;
};

} // namespace locus::store
