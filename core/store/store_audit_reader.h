// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/audit_reader.h"
#include "core/store/audit.h"
#include "core/store/database.h"

#include <filesystem>
#include <memory>

namespace locus::store {

// The trail on a read-only connection of its own. Thread contract: one thread at a time.
class StoreAuditReader final : public people::AuditReader
{
public:
    // `witness`: the file that checkpoints are also written to; empty or missing: there is none.
    // `codec` outlives it. Errors: fatal "store.wrong_file", "store.newer_file",
    // "store.older_file".
    static Result<std::unique_ptr<StoreAuditReader>> open(const std::filesystem::path& file,
        const PayloadCodec& codec, std::filesystem::path witness = {});

    Result<people::AuditPage> list(const people::AuditQuery& query) override;
    Result<std::unique_ptr<people::AuditCheck>> check() override;

private:
    StoreAuditReader(Database database, const PayloadCodec& codec, std::filesystem::path witness);

    Database m_database;
    Audit m_audit;
    const std::filesystem::path m_witness;
};

} // namespace locus::store
