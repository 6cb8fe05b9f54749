// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_audit_reader.h"

#include "core/store/meta.h"
#include "core/store/migrations.h"

namespace locus::store {

namespace {

class Check final : public people::AuditCheck
{
public:
    Check(Audit& audit, const std::string& installation)
        : m_audit(audit)
        , m_verifier(installation)
    { }

    Status load(const std::filesystem::path& witness)
    {
        LOCUS_TRY_VALUE(all, m_audit.count());
        m_all = all;
        LOCUS_TRY_VALUE(stored, m_audit.checkpointsAfter(0));
        for (people::AuditCheckpoint& one : stored) {
            m_verifier.checkpoint(std::move(one), false);
        }
        LOCUS_TRY_VALUE(witnessed, people::readWitness(witness));
        for (people::AuditCheckpoint& one : witnessed) {
            m_verifier.checkpoint(std::move(one), true);
        }
        return {};
    }

    Result<bool> go(int records) override
    {
        LOCUS_TRY_VALUE(last,
            m_audit.visitAfter(
                m_last, records, [this](const people::AuditRow& row, BytesView hash) {
                    m_verifier.record(row, hash);
                }));
        const bool more = last != m_last;
        m_last = last;
        return more;
    }
    [[nodiscard]] std::int64_t checked() const override { return m_verifier.records(); }
    [[nodiscard]] std::int64_t all() const override { return m_all; }
    [[nodiscard]] people::AuditVerdict verdict() override { return m_verifier.finish(); }

private:
    Audit& m_audit;
    people::AuditVerifier m_verifier;
    std::int64_t m_last = 0;
    std::int64_t m_all = 0;
};

} // namespace

StoreAuditReader::StoreAuditReader(
    Database database, const PayloadCodec& codec, std::filesystem::path witness)
    : m_database(std::move(database))
    , m_audit(m_database, codec)
    , m_witness(std::move(witness))
{ }

Result<std::unique_ptr<StoreAuditReader>> StoreAuditReader::open(
    const std::filesystem::path& file, const PayloadCodec& codec, std::filesystem::path witness)
{
    LOCUS_TRY_VALUE(database, Database::open(file, Access::Reader));
    LOCUS_TRY(checkVersion(database));
    LOCUS_TRY_VALUE(
        there, database.integer("SELECT count(*) FROM sqlite_master WHERE name='audit'"));
    if (there == 0) {
        return fatal("store.older_file",
            "the store is of an earlier version and keeps no audit trail yet; start its core once");
    }
    return std::unique_ptr<StoreAuditReader>(
        new StoreAuditReader(std::move(database), codec, std::move(witness)));
}

Result<people::AuditPage> StoreAuditReader::list(const people::AuditQuery& query)
{
    return m_audit.list(query);
}

Result<std::unique_ptr<people::AuditCheck>> StoreAuditReader::check()
{
    LOCUS_TRY_VALUE(installation, Meta(m_database).get("installation_id"));
    auto check = std::make_unique<Check>(m_audit, installation);
    LOCUS_TRY(check->load(m_witness));
    return std::unique_ptr<people::AuditCheck>(std::move(check));
}

} // namespace locus::store
