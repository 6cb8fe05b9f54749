// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/vep_client.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/text.h"

#include <algorithm>
#include <deque>
#include <map>

namespace locus::remote {

using genetics::because;
using genetics::EngineSource;
using genetics::notAnnotated;
using genetics::NotAnnotated;
using genetics::QueryKind;
using genetics::ServiceAnswer;
using genetics::ServiceQuery;

namespace {

constexpr auto* kEngine = "ensembl-vep-rest";
constexpr std::size_t kLargestBatch = 200;
constexpr Duration kSourceAge = std::chrono::hours(1);

// Runs of blanks and tabs count as one: some servers split a line and join it again.
std::string inputKey(std::string_view text)
{
    std::string key;
    for (const char c : trimmed(text)) {
        const bool blank = c == ' ' || c == '\t';
        if (!blank || key.back() != ' ') {
            key += blank ? ' ' : c;
        }
    }
    return key;
}

// A region batch is read in the format of its first line, so unlike ones must not share a batch:
// VCF line, Ensembl default line, SPDI, region with allele.
std::string formatOf(const ServiceQuery& query)
{
    std::string format(vepEndpoint(query.kind));
    if (query.kind != QueryKind::Region) {
        return format;
    }
    const std::string key = inputKey(query.text);
    const auto fields = split(key, ' ');
    if (fields.size() == 1) {
        const bool region = key.find('/') != std::string::npos;
        return format + (region ? "/region" : "/spdi");
    }
    const bool slash = fields.size() > 3 && fields[3].find('/') != std::string_view::npos;
    return format + (slash ? "/default" : "/vcf");
}

// A message in the service's words, or a description of what came instead.
genetics::Reason wordsOf(const HttpReply& reply)
{
    const std::string text(trimmed(vepErrorText(reply.body)));
    return text.empty() ? because("service.status", { { "status", std::to_string(reply.status) } })
                        : because("service.said", { { "words", text } });
}

bool saysTooLarge(const HttpReply& reply)
{
    return reply.status == 413 || reply.status == 504
        || toLower(vepErrorText(reply.body)).find("too large") != std::string::npos;
}

CallPolicy withProbe(const VepSettings& settings)
{
    CallPolicy policy = settings.policy;
    policy.probeUrl = settings.baseUrl + "/info/ping?content-type=application/json";
    return policy;
}

VepSettings checked(VepSettings settings)
{
    settings.batchSize = std::clamp<std::size_t>(settings.batchSize, 1, kLargestBatch);
    while (settings.baseUrl.ends_with('/')) {
        settings.baseUrl.pop_back();
    }
    return settings;
}

} // namespace

// One annotate(): the queries still to be asked, and what became of each.
class VepClient::Run
{
public:
    Run(VepClient& client, std::span<const ServiceQuery> queries, std::string_view assembly,
        const CancelCheck& cancelled)
        : m_client(client)
        , m_queries(queries)
        , m_assembly(assembly)
        , m_cancelled(cancelled)
        , m_answers(queries.size())
    { }

    std::vector<ServiceAnswer> answers()
    {
        plan();
        while (!m_todo.empty()) {
            const Batch batch = std::move(m_todo.front());
            m_todo.pop_front();
            if (batch.keys.size() > m_limit) {
                cut(batch);
            } else if (m_cancelled && m_cancelled()) {
                settle(batch, { "cancelled", "Stopped before the service was asked", {} });
            } else {
                ask(batch);
            }
        }
        reconcile();
        return std::move(m_answers);
    }

private:
    struct Batch
    {
        QueryKind kind = QueryKind::Region;
        std::vector<std::string> keys; // into m_places
    };

    // Equal notations are asked once; unlike formats go apart.
    void plan()
    {
        std::map<std::string, Batch> byFormat;
        for (std::size_t i = 0; i < m_queries.size(); ++i) {
            const auto& query = m_queries[i];
            const std::string format = formatOf(query);
            const std::string key = format + '\n' + inputKey(query.text);
            if (m_places[key].empty()) {
                byFormat[format].kind = query.kind;
                byFormat[format].keys.push_back(key);
            }
            m_places[key].push_back(i);
        }
        for (const auto& [format, all] : byFormat) {
            for (std::size_t at = 0; at < all.keys.size(); at += m_client.m_settings.batchSize) {
                const auto count = std::min(m_client.m_settings.batchSize, all.keys.size() - at);
                m_todo.push_back(part(all, at, count));
            }
        }
    }

    static Batch part(const Batch& batch, std::size_t at, std::size_t count)
    {
        const auto first = batch.keys.begin() + static_cast<std::ptrdiff_t>(at);
        return { batch.kind, { first, first + static_cast<std::ptrdiff_t>(count) } };
    }

    void ask(const Batch& batch)
    {
        const bool single = batch.keys.size() == 1;
        std::vector<VepEntry> entries;
        CallOptions options;
        options.onceIfOverloaded = !single;
        options.check = [&](const HttpReply& reply) -> Status {
            LOCUS_TRY_VALUE(decoded, decodeVepReply(reply.body, m_client.m_settings.options));
            entries = std::move(decoded);
            return {};
        };
        const auto outcome = m_client.m_caller.call(requestOf(batch), m_cancelled, options);
        if (!outcome.reply) {
            if (!single && outcome.error->code == "http.timeout") {
                halve(batch);
            } else {
                settle(batch, pendingBecause(outcome));
            }
        } else if (outcome.reply->status == 200) {
            assign(batch, std::move(entries));
        } else if (!single && saysTooLarge(*outcome.reply)) {
            halve(batch);
        } else {
            refused(batch, *outcome.reply);
        }
    }

    HttpRequest requestOf(const Batch& batch) const
    {
        std::vector<std::string> texts;
        texts.reserve(batch.keys.size());
        for (const auto& key : batch.keys) {
            texts.push_back(m_queries[m_places.at(key).front()].text);
        }
        const auto& settings = m_client.m_settings;
        HttpRequest request;
        request.method = "POST";
        request.url = settings.baseUrl + "/vep/" + percentEncoded(settings.species) + "/"
            + std::string(vepEndpoint(batch.kind));
        request.headers = { { "Content-Type", "application/json" },
            { "Accept", "application/json" } };
        request.body = encodeVepRequest(batch.kind, texts, settings.options);
        request.deadline = settings.deadline;
        return request;
    }

    // What was too much once is too much for the batches behind it as well.
    void halve(const Batch& batch)
    {
        m_limit = (batch.keys.size() + 1) / 2;
        cut(batch);
        log::info("vep.batch_halved", { { "size", std::to_string(batch.keys.size()) } });
    }

    void cut(const Batch& batch)
    {
        const std::size_t half = (batch.keys.size() + 1) / 2;
        m_todo.push_front(part(batch, half, batch.keys.size() - half));
        m_todo.push_front(part(batch, 0, half));
    }

    void singly(const Batch& batch, const std::vector<std::string>& keys)
    {
        for (const auto& key : keys) {
            m_todo.push_back({ batch.kind, { key } });
        }
    }

    void assign(const Batch& batch, std::vector<VepEntry> entries)
    {
        std::map<std::string, std::vector<VepEntry>> byInput;
        for (auto& entry : entries) {
            byInput[inputKey(entry.input)].push_back(std::move(entry));
        }
        std::vector<std::string> missing;
        for (const auto& key : batch.keys) {
            const auto found = byInput.find(key.substr(key.find('\n') + 1));
            if (found == byInput.end()) {
                missing.push_back(key);
            } else {
                settle(key, answerOf(found->second));
            }
        }
        if (batch.keys.size() > 1) {
            singly(batch, missing);
        } else if (!missing.empty()) {
            settle(batch, notAnnotated("rejected_by_vep", because("service.silent")));
        }
    }

    ServiceAnswer answerOf(std::vector<VepEntry>& entries)
    {
        ServiceAnswer answer;
        const Instant now = m_client.m_clock.now();
        for (auto& entry : entries) {
            if (!entry.rows.empty() && entry.assembly != m_assembly) {
                answer.rows.clear();
                const genetics::Facts facts { { "other", entry.assembly },
                    { "assembly", m_assembly } };
                answer.notAnnotated = notAnnotated("unsupported",
                    entry.assembly.empty() ? because("service.no_assembly", facts)
                                           : because("service.wrong_assembly", facts));
                log::error(
                    "vep.wrong_assembly", { { "asked", m_assembly }, { "got", entry.assembly } });
                return answer;
            }
            for (auto& row : entry.rows) {
                row.source = source();
                row.retrieved = now;
                answer.rows.push_back(std::move(row));
            }
        }
        if (answer.rows.empty()) {
            answer.notAnnotated = notAnnotated("rejected_by_vep", because("service.skipped"));
        }
        return answer;
    }

    const EngineSource& source()
    {
        if (!m_source) {
            m_source = m_client.source(m_cancelled);
        }
        return *m_source;
    }

    // 400 and 404 speak of the input once it stands alone; other statuses of the whole service.
    void refused(const Batch& batch, const HttpReply& reply)
    {
        const bool aboutInput =
            reply.status == 400 || (reply.status == 404 && !vepErrorText(reply.body).empty());
        if (aboutInput && batch.keys.size() > 1) {
            singly(batch, batch.keys);
        } else if (aboutInput) {
            settle(batch, notAnnotated("rejected_by_vep", wordsOf(reply)));
        } else {
            log::warn("vep.refused", { { "status", std::to_string(reply.status) } });
            settle(batch,
                notAnnotated("service_down",
                    because("service.refused", { { "words", sentenceOf(wordsOf(reply)) } }),
                    m_client.m_clock.now() + std::chrono::hours(2)));
        }
    }

    [[nodiscard]] NotAnnotated pendingBecause(const CallOutcome& outcome) const
    {
        const auto& error = *outcome.error;
        const std::string code = error.code == "http.timeout" ? "timeout"
            : error.code == "http.cancelled"                  ? "cancelled"
                                                              : "service_down";
        return { code, error.message, outcome.retryAt,
            genetics::reasonNamed(error.code,
                { { "host", hostOf(m_client.m_settings.baseUrl) },
                    { "status", std::string(error.fact("status")) } }) };
    }

    void settle(const Batch& batch, const NotAnnotated& why)
    {
        for (const auto& key : batch.keys) {
            settle(key, ServiceAnswer { {}, why });
        }
    }
    void settle(const std::string& key, const ServiceAnswer& answer)
    {
        for (const std::size_t place : m_places.at(key)) {
            m_answers[place] = answer;
            for (auto& row : m_answers[place].rows) {
                row.input = m_queries[place].text;
            }
        }
    }

    // sent = annotated + rejected + pending, whatever happened above.
    void reconcile()
    {
        std::size_t lost = 0;
        for (auto& answer : m_answers) {
            if (answer.rows.empty() == !answer.notAnnotated) {
                answer.rows.clear();
                answer.notAnnotated = notAnnotated("service_down", because("service.unassigned"));
                ++lost;
            }
        }
        if (lost > 0) {
            log::error("vep.unreconciled", { { "count", std::to_string(lost) } });
        }
    }

    VepClient& m_client;
    std::span<const ServiceQuery> m_queries;
    std::string m_assembly;
    const CancelCheck& m_cancelled;
    std::vector<ServiceAnswer> m_answers;
    std::map<std::string, std::vector<std::size_t>> m_places; // key -> indices of queries
    std::deque<Batch> m_todo;
    std::size_t m_limit = kLargestBatch;
    std::optional<EngineSource> m_source;
};

VepClient::VepClient(VepSettings settings, HttpClient& http, const Seams& seams)
    : m_settings(checked(std::move(settings)))
    , m_caller(hostOf(m_settings.baseUrl), withProbe(m_settings), http, seams)
    , m_clock(seams.clock)
{ }

VepClient::~VepClient() = default;

bool VepClient::serves(std::string_view assembly) const
{
    return assembly == m_settings.assembly;
}

CircuitBreaker::Snapshot VepClient::circuit() const
{
    return m_caller.breaker().snapshot();
}

EngineSource VepClient::source(const CancelCheck& cancelled)
{
    const Duration now = m_clock.monotonic();
    {
        const std::lock_guard lock(m_mutex);
        if (m_sourceRead && now - *m_sourceRead < kSourceAge) {
            return m_source;
        }
    }
    const auto read = [&](const std::string& path) {
        HttpRequest request;
        request.url = m_settings.baseUrl + path + "?content-type=application/json";
        request.headers = { { "Accept", "application/json" } };
        request.deadline = std::chrono::seconds(10);
        const auto outcome = m_caller.call(request, cancelled, { .attempts = 1 });
        const bool good = outcome.reply && outcome.reply->status == 200;
        return good ? vepRelease(outcome.reply->body) : std::string();
    };
    EngineSource fresh { kEngine, read("/info/software"), read("/info/data") };
    if (!fresh.release.empty()) {
        const std::lock_guard lock(m_mutex);
        m_source = fresh;
        m_sourceRead = now;
    }
    return fresh;
}

std::vector<ServiceAnswer> VepClient::annotate(std::span<const ServiceQuery> queries,
    std::string_view assembly, const genetics::CancelCheck& cancelled)
{
    if (!serves(assembly)) {
        const NotAnnotated why = notAnnotated("unsupported",
            because("service.other_assembly",
                { { "other", m_settings.assembly }, { "assembly", std::string(assembly) } }));
        return std::vector<ServiceAnswer>(queries.size(), ServiceAnswer { {}, why });
    }
    return Run(*this, queries, assembly, cancelled).answers();
}

} // namespace locus::remote
