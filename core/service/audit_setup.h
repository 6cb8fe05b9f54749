// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/witness_file.h"

#include <filesystem>
#include <memory>

namespace locus::metrics {
class Registry;
}

namespace locus::store {
class Store;
}

namespace locus::service {

struct Config;

// The key that signs the audit trail (audit.key beside the token) and the file that witnesses it.
class AuditSetup
{
public:
    // Errors: those of AuditSigner::open() and WitnessFile::open().
    static Result<std::unique_ptr<AuditSetup>> open(store::Store& store,
        const std::filesystem::path& dataDir, const Config& config, metrics::Registry& metrics);

    [[nodiscard]] const pipeline::AuditOutlet& outlet() const { return m_outlet; }
    [[nodiscard]] const std::filesystem::path& witnessFile() const { return m_file; }

private:
    AuditSetup(people::AuditSigner signer, std::unique_ptr<pipeline::WitnessFile> witness,
        std::filesystem::path file, const std::string& tenant);

    std::filesystem::path m_file;
    people::AuditSigner m_signer;
    std::unique_ptr<pipeline::WitnessFile> m_witness;
    pipeline::AuditOutlet m_outlet;
};

} // namespace locus::service
