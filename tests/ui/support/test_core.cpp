// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/test_core.h"

#include "core/protocol/analyses_messages.h"

#include <algorithm>
#include <numeric>

namespace locus::test {

using analyses::AnalysisId;

namespace {

bool matches(const analyses::Summary& item, const analyses::Query& query)
{
    const auto holds = [](const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    };
    return (query.states.empty()
               || std::find(query.states.begin(), query.states.end(), item.state)
                   != query.states.end())
        && (!query.mode || item.mode == *query.mode)
        && (query.submittedBy.empty() || item.submittedBy == query.submittedBy)
        && (query.patientRef.empty() || item.patientRef == query.patientRef)
        && (query.text.empty() || holds(item.label, query.text)
            || holds(item.patientRef, query.text) || holds(item.id.toString(), query.text));
}

class Reader final : public analyses::AnalysesReader
{
public:
    explicit Reader(std::shared_ptr<TestStore> store)
        : m_store(std::move(store))
    { }

    Result<analyses::Page> list(const analyses::Query& query) override
    {
        const std::lock_guard lock(m_store->mutex);
        if (m_store->listError) {
            return *m_store->listError;
        }
        auto order = ordered(query);
        analyses::Page page;
        page.total = 0;
        bool reached = query.after.empty();
        for (const auto at : order) {
            const auto& item = m_store->details[at].summary;
            if (!matches(item, query)) {
                continue;
            }
            ++*page.total;
            if (reached && static_cast<int>(page.items.size()) < query.limit) {
                page.items.push_back(item);
            } else if (reached && page.next.empty()) {
                page.next = page.items.back().id.toString();
            }
            reached = reached || item.id.toString() == query.after;
        }
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
        const auto found = m_store->index.find(id);
        if (found == m_store->index.end()) {
            return notFound("analyses.unknown", "there is no such analysis");
        }
        return m_store->details[found->second];
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
    [[nodiscard]] std::vector<std::size_t> ordered(const analyses::Query& query) const
    {
        std::vector<std::size_t> order(m_store->details.size());
        std::iota(order.begin(), order.end(), 0);
        const auto& all = m_store->details;
        if (query.sortBy == analyses::SortBy::Variants) {
            std::stable_sort(order.begin(), order.end(), [&all](auto a, auto b) {
                return all[a].summary.counts.variants < all[b].summary.counts.variants;
            });
        } else if (query.sortBy == analyses::SortBy::ChangedAt) {
            std::stable_sort(order.begin(), order.end(), [&all](auto a, auto b) {
                return all[a].summary.changedAt < all[b].summary.changedAt;
            });
        }
        if (query.descending) {
            std::reverse(order.begin(), order.end());
        }
        return order;
    }

    std::shared_ptr<TestStore> m_store;
};

} // namespace

TestCore::TestCore(std::shared_ptr<const genetics::Reference> reference)
    : m_reference(std::move(reference))
    , m_tokens(*people::TokenStore::open(
          std::filesystem::path(m_folder.path().toStdString()) / "service-tokens.json", m_clock))
{
    m_home.moveToThread(&m_thread);
    m_thread.start();
    m_endpoint.token =
        QString::fromStdString(*m_tokens.issue("a.osei", { people::Role::Clinician }));
    start();
}

TestCore::~TestCore()
{
    stop();
    m_thread.quit();
    m_thread.wait();
}

void TestCore::start()
{
    QMetaObject::invokeMethod(
        &m_home,
        [this] {
            gateway::GatewayOptions options;
            options.port = m_port;
            options.installation = QStringLiteral("riverside");
            options.serverVersion = QStringLiteral(LOCUS_VERSION);
            const gateway::GatewayPorts ports { *this, m_tokens, *this, m_clock, m_random,
                [store = m_store]() -> Result<gateway::ReadPorts> {
                    return gateway::ReadPorts { std::make_unique<Reader>(store), nullptr };
                },
                m_reference, { "GRCh38", "GRCh37" }, m_change };
            m_gateway = std::make_unique<gateway::Gateway>(options, ports);
            const Status listening = m_gateway->listen();
            if (!listening.ok()) {
                qFatal("the test core cannot listen: %s", listening.error().message.c_str());
            }
            m_port = m_gateway->port();
            m_endpoint.rpc = QUrl(m_gateway->rpcUrl());
        },
        Qt::BlockingQueuedConnection);
}

void TestCore::stop()
{
    QMetaObject::invokeMethod(
        &m_home, [this] { m_gateway.reset(); }, Qt::BlockingQueuedConnection);
}

void TestCore::fill(int count)
{
    const auto now = m_clock.now();
    for (int i = 0; i < count; ++i) {
        analyses::Summary summary;
        summary.state = static_cast<analyses::State>(i % 6);
        summary.label = "Sample " + std::to_string(i);
        summary.patientRef = "P-" + std::to_string(1000 + i % 400);
        summary.submittedBy = i % 3 == 0 ? "a.osei" : "b.lind";
        summary.assembly = "GRCh38";
        summary.counts = { i % 50, i % 50, 0 };
        summary.submittedAt = now - std::chrono::seconds(count - i);
        summary.changedAt = summary.submittedAt;
        add(summary);
    }
}

AnalysisId TestCore::add(analyses::Summary summary, std::vector<genetics::AnnotationRow> rows)
{
    const AnalysisId id(m_ids.next());
    summary.id = id;
    summary.version = 1;
    if (summary.submittedAt == Instant()) {
        summary.submittedAt = m_clock.now();
        summary.changedAt = summary.submittedAt;
    }
    const std::lock_guard lock(m_store->mutex);
    analyses::Detail detail;
    detail.summary = std::move(summary);
    m_store->index[id] = m_store->details.size();
    m_store->details.push_back(std::move(detail));
    if (!rows.empty()) {
        m_store->rows[id] = std::move(rows);
    }
    return id;
}

void TestCore::setState(const AnalysisId& id, analyses::State state)
{
    const std::lock_guard lock(m_store->mutex);
    auto& summary = m_store->details[m_store->index[id]].summary;
    summary.state = state;
    summary.changedAt = m_clock.now();
    ++summary.version;
}

void TestCore::announce(const std::vector<AnalysisId>& ids)
{
    std::vector<pipeline::Change> changes;
    for (const auto& id : ids) {
        changes.push_back({ ++m_change, "analyses", "put", id.toString() });
    }
    m_gateway->onChanges(changes);
}

void TestCore::refuseWith(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_refusal = std::move(error);
}

void TestCore::failListsWith(std::optional<Error> error)
{
    const std::lock_guard lock(m_store->mutex);
    m_store->listError = std::move(error);
}

void TestCore::setReport(const std::string& bus, bool demo)
{
    const std::lock_guard lock(m_mutex);
    m_bus = bus;
    m_demo = demo;
}

std::vector<std::string> TestCore::commands() const
{
    const std::lock_guard lock(m_mutex);
    return m_commands;
}

AnalysisId TestCore::newest() const
{
    const std::lock_guard lock(m_store->mutex);
    return m_store->details.back().summary.id;
}

void TestCore::submit(pipeline::Command command, pipeline::AnswerCallback done)
{
    done(perform(command));
}

pipeline::Answer TestCore::perform(const pipeline::Command& command)
{
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(command.name);
        if (m_refusal) {
            return *m_refusal;
        }
    }
    if (command.name != protocol::AnalysesSubmit::method) {
        return protocol::AnalysisChanged { {}, command.expectedVersion.value_or(0) + 1 }.toJson();
    }
    const auto message = protocol::AnalysesSubmit::fromJson(command.body);
    if (!message.ok()) {
        return message.error();
    }
    analyses::Summary summary;
    summary.label = message->label;
    summary.patientRef = message->patientRef;
    summary.assembly = message->assembly;
    summary.mode = message->mode;
    summary.priority = message->priority;
    summary.submittedBy = command.actor;
    const auto id = add(summary);
    announce({ id });
    return protocol::AnalysesSubmitted { id, "genetic-data-raw", 0, 1 }.toJson();
}

protocol::HealthReport TestCore::health()
{
    const std::lock_guard lock(m_mutex);
    protocol::HealthReport report;
    report.status = "up";
    report.serverVersion = LOCUS_VERSION;
    report.installation = "riverside";
    report.bus = m_bus;
    report.demo = m_demo;
    report.startedAt = m_startedAt;
    report.checks = { { "store", "up", "", {} }, { "bus", "up", "", {} },
        { "annotator", "up", "", {} },
        { "integrity", "up", "locus.sqlite was whole at noon", { { "filesNotChecked", 0 } } },
        { "backup", "up", "locus-20260302T082933Z was written and verified",
            { { "running", 0 }, { protocol::lastBackupFigure, 1'772'440'173 } } },
        { "vep-rest", "degraded", "answers slowly", {} } };
    return report;
}

} // namespace locus::test
