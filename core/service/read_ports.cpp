// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/read_ports.h"

#include "core/bus/event_bus.h"
#include "core/store/store_accounts_reader.h"
#include "core/store/store_analyses_reader.h"
#include "core/store/store_audit_reader.h"
#include "core/store/store_inbox_reader.h"
#include "core/store/store_patients_reader.h"
#include "core/store/store_rights_reader.h"

namespace locus::service {

namespace {

// The sessions of /genetics, answered by the reader that knows the analyses.
class StoredSessions final : public gateway::SessionResults
{
public:
    explicit StoredSessions(std::unique_ptr<store::StoreAnalysesReader> reader)
        : m_reader(std::move(reader))
    { }

    Result<std::vector<analyses::AnalysisId>> analysesOf(
        const std::string& user, const std::string& sessionId, int limit) override
    {
        return m_reader->ofSession(user, sessionId, limit);
    }

private:
    std::unique_ptr<store::StoreAnalysesReader> m_reader;
};

Result<std::set<std::string>> topicsOf(bus::EventBus& bus)
{
    LOCUS_TRY_VALUE(states, bus.topics());
    std::set<std::string> names;
    for (const bus::TopicState& state : states) {
        names.insert(state.name);
    }
    return names;
}

} // namespace

gateway::MakeReadPorts readPortsOf(const std::filesystem::path& storeFile,
    const PayloadCodec& codec, bus::EventBus& bus, const std::filesystem::path& witness)
{
    return [storeFile, witness, &codec, &bus]() -> Result<gateway::ReadPorts> {
        LOCUS_TRY_VALUE(lists, store::StoreAnalysesReader::open(storeFile, codec));
        LOCUS_TRY_VALUE(sessions, store::StoreAnalysesReader::open(storeFile, codec));
        LOCUS_TRY_VALUE(inbox,
            store::StoreInboxReader::open(storeFile, codec, [&bus] { return topicsOf(bus); }));
        LOCUS_TRY_VALUE(audit, store::StoreAuditReader::open(storeFile, codec, witness));
        LOCUS_TRY_VALUE(accounts, store::StoreAccountsReader::open(storeFile, codec));
        LOCUS_TRY_VALUE(patients, store::StorePatientsReader::open(storeFile, codec));
        LOCUS_TRY_VALUE(rights, store::StoreRightsReader::open(storeFile, codec));
        return gateway::ReadPorts { std::move(lists),
            std::make_unique<StoredSessions>(std::move(sessions)), std::move(inbox),
            std::move(audit), std::move(accounts), std::move(patients), std::move(rights) };
    };
}

} // namespace locus::service
