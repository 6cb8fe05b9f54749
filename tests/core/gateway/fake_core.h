// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/gateway/gateway.h"
#include "core/gateway/system_port.h"
#include "core/people/token_store.h"
#include "core/pipeline/command.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace locus::test {

// What a store would hold; shared by the fake reader and the fake loop. Thread contract: lock
// first.
struct FakeStore
{
    std::mutex mutex;
    std::map<analyses::AnalysisId, analyses::Detail> details;
    std::map<analyses::AnalysisId, std::vector<genetics::AnnotationRow>> rows;
    std::map<std::pair<std::string, std::string>, std::vector<analyses::AnalysisId>> sessions;
    std::optional<Error> readError;
    analyses::Query lastQuery;
};

// The core loop as the gateway sees it: does each command once, answers at once or when told.
class FakeLoop final : public pipeline::CommandPort
{
public:
    explicit FakeLoop(std::shared_ptr<FakeStore> store);

    void submit(pipeline::Command command, pipeline::AnswerCallback done) override;

    void note(people::AuditNote note, std::function<void(Status)> done) override;
    void failNotesWith(std::optional<Error> error) { m_noteError = std::move(error); }
    [[nodiscard]] const std::vector<people::AuditNote>& notes() const { return m_notes; }

    void hold() { m_held = true; } // answers wait for release()
    void release();
    // Commands are done, but their answers get lost (a crash after the commit).
    void loseAnswers(bool lose) { m_lose = lose; }
    void refuseWith(std::optional<Error> error) { m_refusal = std::move(error); }

    // Asked first; nothing: it is none of its.
    std::function<std::optional<pipeline::Answer>(const pipeline::Command&)> other;

    [[nodiscard]] const std::vector<pipeline::Command>& received() const { return m_received; }
    [[nodiscard]] int applied() const { return static_cast<int>(m_answers.size()); }

private:
    pipeline::Answer perform(const pipeline::Command& command);

    std::shared_ptr<FakeStore> m_store;
    std::vector<pipeline::Command> m_received;
    std::vector<std::string> m_order;
    std::map<Uuid, Bytes> m_answers;
    std::vector<std::function<void()>> m_waiting;
    std::optional<Error> m_refusal;
    std::vector<people::AuditNote> m_notes;
    std::optional<Error> m_noteError;
    bool m_held = false;
    bool m_lose = false;
};

class FakeSystem final : public gateway::SystemPort
{
public:
    std::string backupActor; // who asked for the last one

    protocol::HealthReport health() override;
    Bytes metricsText() override { return "event_published_total 7\n"; }
    Bytes configJson() override { return R"({"bus":{"kind":"embedded"}})"; }
    Result<protocol::BackupStarted> startBackup(const std::string& actor) override
    {
        backupActor = actor;
        return protocol::BackupStarted { "/backups/one" };
    }
};

// A whole gateway on a free port with fakes behind it.
class FakeCore
{
public:
    explicit FakeCore(const gateway::GatewayLimits& limits = {}, bool anonymous = false);
    ~FakeCore();

    // Stops and starts again on the same port, as a core that was restarted; its store is kept.
    void stop();
    void start();

    std::string token(const std::string& name, std::vector<people::Role> roles);
    analyses::AnalysisId addAnalysis(analyses::State state, const std::string& label = {});
    void setState(const analyses::AnalysisId& id, analyses::State state);
    // Tells the gateway of a change, numbered on.
    void change(const analyses::AnalysisId& id, const std::string& op = "put");
    void changeAt(std::uint64_t seq, const analyses::AnalysisId& id);

    [[nodiscard]] QString url(const QString& path) const;

    FakeClock clock;
    SystemRandom random;
    QTemporaryDir folder;
    std::shared_ptr<FakeStore> store = std::make_shared<FakeStore>();
    FakeLoop loop { store };
    FakeSystem system;
    people::TokenStore tokens;
    gateway::GatewayOptions options;
    gateway::MakeReadPorts readers; // in place of the fakes from the next start() on
    std::shared_ptr<const masking::MaskingPolicy> masking; // from the next start() on
    std::uint64_t lastChange = 0;
    std::unique_ptr<gateway::Gateway> gateway;
};

} // namespace locus::test
