// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/audit_setup.h"

#include "core/base/data_files.h"
#include "core/people/audit_wish.h"
#include "core/service/config.h"
#include "core/store/store.h"

namespace locus::service {

AuditSetup::AuditSetup(people::AuditSigner signer, std::unique_ptr<pipeline::WitnessFile> witness,
    std::filesystem::path file, const std::string& tenant)
    : m_file(std::move(file))
    , m_signer(std::move(signer))
    , m_witness(std::move(witness))
    , m_outlet { m_signer, m_witness.get(), tenant }
{ }

Result<std::unique_ptr<AuditSetup>> AuditSetup::open(store::Store& store,
    const std::filesystem::path& dataDir, const Config& config, metrics::Registry& metrics)
{
    const std::filesystem::path file = config.audit.witnessFile.empty()
        ? dataDir / locus::witnessFile
        : std::filesystem::path(config.audit.witnessFile);
    const std::filesystem::path key = dataDir / "audit.key";
    LOCUS_TRY_VALUE(told, store.meta.get(people::auditKeyName));
    LOCUS_TRY(people::AuditSigner::finishChange(key, told));
    LOCUS_TRY_VALUE(signer, people::AuditSigner::open(key));
    LOCUS_TRY_VALUE(witness, pipeline::WitnessFile::open(file, metrics));
    return std::unique_ptr<AuditSetup>(
        new AuditSetup(std::move(signer), std::move(witness), file, config.core.tenant));
}

} // namespace locus::service
