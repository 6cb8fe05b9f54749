// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/fake_core.h"

#include "core/protocol/analyses_messages.h"

#include <nlohmann/json.hpp>

namespace locus::test {

using analyses::AnalysisId;

namespace {

class FakeReader final : public analyses::AnalysesReader
{
public:
    explicit FakeReader(std::shared_ptr<FakeStore> store)
        : m_store(std::move(store))
    { }

    Result<analyses::Page> list(const analyses::Query& query) override
    {
        const std::lock_guard lock(m_store->mutex);
        m_store->lastQuery = query;
        analyses::Page page;
        for (const auto& [id, detail] : m_store->details) {
            const bool after = query.after.empty() || id.toString() > query.after;
            if (after && static_cast<int>(page.items.size()) < query.limit) {
                page.items.push_back(detail.summary);
            }
        }
        const bool more = static_cast<int>(page.items.size()) == query.limit;
        page.next = more ? page.items.back().id.toString() : std::string();
        page.total = static_cast<std::int64_t>(m_store->details.size());
        return page;
    }

    Result<analyses::Summary> summary(const AnalysisId& id) override
    {
        LOCUS_TRY_VALUE(detail, get(id));
        return detail.summary;
    }

    Result<analyses::Detail> get(const AnalysisId& id) override
    {
        const std::lock_guard lock(m_store->mutex);
        if (m_store->readError) {
            return *m_store->readError;
        }
        const auto found = m_store->details.find(id);
        if (found == m_store->details.end()) {
            return notFound("analyses.unknown", "there is no such analysis");
        }
        return found->second;
    }

    Result<analyses::RowPage> rows(const AnalysisId& id, std::int64_t first, int limit) override
    {
        const std::lock_guard lock(m_store->mutex);
        const auto& all = m_store->rows[id];
        analyses::RowPage page { {}, first, static_cast<std::int64_t>(all.size()) };
        for (auto i = first; i < page.total && i < first + limit; ++i) {
            page.rows.push_back(all[static_cast<std::size_t>(i)]);
        }
        return page;
    }

private:
    std::shared_ptr<FakeStore> m_store;
};

class FakeSessions final : public gateway::SessionResults
{
public:
    explicit FakeSessions(std::shared_ptr<FakeStore> store)
        : m_store(std::move(store))
    { }

    Result<std::vector<AnalysisId>> analysesOf(
        const std::string& user, const std::string& sessionId, int) override
    {
        const std::lock_guard lock(m_store->mutex);
        return m_store->sessions[{ user, sessionId }];
    }

private:
    std::shared_ptr<FakeStore> m_store;
};

} // namespace

FakeLoop::FakeLoop(std::shared_ptr<FakeStore> store)
    : m_store(std::move(store))
{ }

pipeline::Answer FakeLoop::perform(const pipeline::Command& command)
{
    if (m_refusal) {
        return *m_refusal;
    }
    if (auto answer = other ? other(command) : std::nullopt) {
        return std::move(*answer);
    }
    if (const auto known = m_answers.find(command.id); known != m_answers.end()) {
        return known->second;
    }
    if (command.name != protocol::AnalysesSubmit::method) {
        const protocol::AnalysisChanged answer { {}, command.expectedVersion.value_or(0) + 1 };
        return m_answers.emplace(command.id, answer.toJson()).first->second;
    }
    const auto message = protocol::AnalysesSubmit::fromJson(command.body);
    if (!message.ok()) {
        return message.error();
    }
    const AnalysisId id(deriveUuid(command.id, "analysis"));
    const std::lock_guard lock(m_store->mutex);
    analyses::Detail detail;
    detail.summary.id = id;
    detail.summary.label = message->label;
    detail.summary.submittedBy = command.actor;
    detail.inputText = message->text;
    m_store->details[id] = detail;
    m_store->sessions[{ command.actor, message->sessionId }].push_back(id);
    const protocol::AnalysesSubmitted answer { id, "genetic-data-raw", 3, 1 };
    return m_answers.emplace(command.id, answer.toJson()).first->second;
}

void FakeLoop::submit(pipeline::Command command, pipeline::AnswerCallback done)
{
    m_received.push_back(command);
    auto answer = perform(command);
    if (m_lose) {
        return;
    }
    if (m_held) {
        m_waiting.push_back([done = std::move(done), answer] { done(answer); });
    } else {
        done(std::move(answer));
    }
}

void FakeLoop::note(people::AuditNote note, std::function<void(Status)> done)
{
    if (m_noteError) {
        done(*m_noteError);
        return;
    }
    m_notes.push_back(std::move(note));
    done({});
}

void FakeLoop::release()
{
    m_held = false;
    for (const auto& answer : std::exchange(m_waiting, {})) {
        answer();
    }
}

protocol::HealthReport FakeSystem::health()
{
    protocol::HealthReport report;
    report.status = "up";
    report.bus = "embedded";
    report.checks.push_back({ "bus", "up", "", { { "lag", 0 } } });
    return report;
}

FakeCore::FakeCore(const gateway::GatewayLimits& limits, bool anonymous)
    : tokens(*people::TokenStore::open(
        std::filesystem::path(folder.path().toStdString()) / "service-tokens.json", clock))
{
    options.port = 0;
    options.limits = limits;
    options.geneticsAnonymous = anonymous;
    options.installation = QStringLiteral("test-house");
    options.serverVersion = QStringLiteral("9.9");
    start();
}

FakeCore::~FakeCore() = default;

void FakeCore::start()
{
    const gateway::MakeReadPorts fakes = [kept = store]() -> Result<gateway::ReadPorts> {
        return gateway::ReadPorts { std::make_unique<FakeReader>(kept),
            std::make_unique<FakeSessions>(kept) };
    };
    gateway::GatewayPorts ports { loop, tokens, system, clock, random, readers ? readers : fakes,
        nullptr, { "GRCh38" }, lastChange, masking };
    gateway = std::make_unique<gateway::Gateway>(options, ports);
    const Status listening = gateway->listen();
    if (!listening.ok()) {
        qFatal("the test gateway cannot listen: %s", listening.error().message.c_str());
    }
    options.port = gateway->port();
}

void FakeCore::stop()
{
    gateway.reset();
}

std::string FakeCore::token(const std::string& name, std::vector<people::Role> roles)
{
    return *tokens.issue(name, std::move(roles));
}

AnalysisId FakeCore::addAnalysis(analyses::State state, const std::string& label)
{
    UuidSource ids(clock, random);
    clock.advance(std::chrono::milliseconds(1));
    const AnalysisId id(ids.next());
    const std::lock_guard lock(store->mutex);
    analyses::Detail detail;
    detail.summary.id = id;
    detail.summary.state = state;
    detail.summary.label = label;
    store->details[id] = detail;
    return id;
}

void FakeCore::setState(const AnalysisId& id, analyses::State state)
{
    const std::lock_guard lock(store->mutex);
    store->details[id].summary.state = state;
}

void FakeCore::change(const AnalysisId& id, const std::string& op)
{
    gateway->onChanges({ { ++lastChange, "analyses", op, id.toString() } });
}

void FakeCore::changeAt(std::uint64_t seq, const AnalysisId& id)
{
    lastChange = seq;
    gateway->onChanges({ { seq, "analyses", "put", id.toString() } });
}

QString FakeCore::url(const QString& path) const
{
    return QStringLiteral("ws://127.0.0.1:") + QString::number(gateway->port()) + path;
}

} // namespace locus::test
