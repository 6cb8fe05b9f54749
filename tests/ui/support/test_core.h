// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/base/clock.h"
#include "core/client/endpoint.h"
#include "core/gateway/gateway.h"
#include "core/gateway/system_port.h"
#include "core/people/token_store.h"
#include "core/pipeline/command.h"

#include <QTemporaryDir>
#include <QThread>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace locus::test {

// What a store would hold, newest last. Thread contract: lock first.
struct TestStore
{
    std::mutex mutex;
    std::vector<analyses::Detail> details;
    std::map<analyses::AnalysisId, std::size_t> index;
    std::map<analyses::AnalysisId, std::vector<genetics::AnnotationRow>> rows;
    std::optional<Error> listError;
};

// A real gateway on a thread of its own, so that the console meets it as it meets a core; analyses
// are held in memory. Its commands are done at once unless refuseWith() was told.
class TestCore : public pipeline::CommandPort, public gateway::SystemPort
{
public:
    explicit TestCore(std::shared_ptr<const genetics::Reference> reference = nullptr);
    ~TestCore() override;

    // Stops listening, and listens again on the same port.
    void stop();
    void start();
    [[nodiscard]] client::Endpoint endpoint() const { return m_endpoint; }

    // `count` analyses in all states, the newest last.
    void fill(int count);
    analyses::AnalysisId add(
        analyses::Summary summary, std::vector<genetics::AnnotationRow> rows = {});
    void setState(const analyses::AnalysisId& id, analyses::State state);
    void announce(const std::vector<analyses::AnalysisId>& ids);
    void refuseWith(std::optional<Error> error);
    void failListsWith(std::optional<Error> error);
    void setReport(const std::string& bus, bool demo);
    [[nodiscard]] std::vector<std::string> commands() const;
    [[nodiscard]] analyses::AnalysisId newest() const;

    void submit(pipeline::Command command, pipeline::AnswerCallback done) override;
    void note(people::AuditNote, std::function<void(Status)> done) override { done({}); }
    protocol::HealthReport health() override;
    Bytes metricsText() override { return {}; }
    Bytes configJson() override { return "{}"; }
    Result<protocol::BackupStarted> startBackup(const std::string&) override
    {
        return protocol::BackupStarted {};
    }

private:
    pipeline::Answer perform(const pipeline::Command& command);

    SystemClock m_clock;
    SystemRandom m_random;
    Instant m_startedAt = m_clock.now() - std::chrono::hours(5);
    UuidSource m_ids { m_clock, m_random };
    QTemporaryDir m_folder;
    std::shared_ptr<TestStore> m_store = std::make_shared<TestStore>();
    std::shared_ptr<const genetics::Reference> m_reference;
    people::TokenStore m_tokens;
    QThread m_thread;
    QObject m_home; // lives in m_thread
    std::unique_ptr<gateway::Gateway> m_gateway;
    client::Endpoint m_endpoint;
    std::uint16_t m_port = 0;
    std::uint64_t m_change = 0;
    mutable std::mutex m_mutex;
    std::vector<std::string> m_commands;
    std::optional<Error> m_refusal;
    std::string m_bus = "embedded";
    bool m_demo = false;
};

// Rows that show every state a clinician meets: MANE, site-level ClinVar, worse on another
// transcript, not annotated for two reasons. Public variants, fictional people.
std::vector<genetics::AnnotationRow> sampleRows();
// A week's work of a small laboratory, for pictures.
void addSamples(TestCore& core);

} // namespace locus::test
