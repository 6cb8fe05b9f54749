// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load_client.h"

#include "core/base/places.h"
#include "core/genetics/reference.h"
#include "core/protocol/analyses_messages.h"

#include <QEventLoop>
#include <QTimer>

namespace locus::bench {

namespace {

bool hasEnded(analyses::State state)
{
    return state != analyses::State::Requested && state != analyses::State::Running;
}

} // namespace

LoadClient::LoadClient(const test::CoreProcess& core)
    : m_ids(m_clock, m_random)
    , m_client({ QStringLiteral("bench"), QStringLiteral(LOCUS_VERSION) }, m_clock, m_random)
    , m_endpoint(client::endpointOf(core.dataDir()).valueOr({}))
{ }

Status LoadClient::signIn()
{
    QEventLoop loop;
    QObject::connect(&m_client, &client::CoreClient::signedIn, &loop, &QEventLoop::quit);
    QTimer::singleShot(std::chrono::seconds(10), &loop, &QEventLoop::quit);
    m_client.connectTo(m_endpoint);
    if (!m_client.isSignedIn()) {
        loop.exec();
    }
    return m_client.isSignedIn() ? Status()
                                 : Status(retriable("bench.no_core", "the core cannot be entered"));
}

Result<std::vector<LoadClient::Timing>> LoadClient::run(
    const Plan& plan, std::chrono::seconds patience)
{
    std::map<std::string, Instant> submittedAt;
    std::map<std::string, Instant> storedAt;
    std::map<Uuid, Instant> sentAt;
    m_accepted.clear();
    int sent = 0;
    int inFlight = 0;
    std::optional<Error> failure;
    QEventLoop loop;
    // A core that was killed finishes others' analyses too, so only our own count.
    int outstanding = 0;
    const auto finishIfDone = [&] {
        if (failure || (static_cast<int>(submittedAt.size()) == plan.count && outstanding == 0)) {
            loop.quit();
        }
    };
    std::function<void()> sendMore;
    const auto sendOne = [&] {
        protocol::AnalysesSubmit submit;
        submit.commandId = m_ids.next();
        submit.text = plan.texts[static_cast<std::size_t>(sent) % plan.texts.size()];
        ++sent;
        ++inFlight;
        const Instant now = m_clock.now();
        m_client.call<protocol::AnalysesSubmit>(
            submit, &loop, [&, now](Result<protocol::AnalysesSubmitted> answer) {
                --inFlight;
                if (!answer.ok()) {
                    failure = answer.error();
                } else {
                    submittedAt[answer->analysisId.toString()] = now;
                    outstanding += storedAt.count(answer->analysisId.toString()) > 0 ? 0 : 1;
                    m_accepted.push_back(answer->analysisId.toString());
                }
                finishIfDone();
                if (plan.perSecond <= 0) {
                    sendMore();
                }
            });
    };
    sendMore = [&] {
        while (sent < plan.count && inFlight < plan.window) {
            sendOne();
        }
    };
    QObject::connect(&m_client, &client::CoreClient::changed, &loop,
        [&](const QString&, const QList<protocol::Change>& changes) {
            for (const protocol::Change& change : changes) {
                const auto summary = protocol::summaryFromJson(change.item);
                if (summary.ok() && hasEnded(summary->state)) {
                    const std::string id = summary->id.toString();
                    const bool isNew = storedAt.emplace(id, summary->changedAt).second;
                    outstanding -= isNew && submittedAt.count(id) > 0 ? 1 : 0;
                }
            }
            finishIfDone();
        });
    m_client.setStreams({ QStringLiteral("analyses") });
    QTimer pacer;
    const Duration begin = m_clock.monotonic();
    if (plan.perSecond > 0) {
        pacer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&pacer, &QTimer::timeout, &loop, [&] {
            const double elapsed = static_cast<double>((m_clock.monotonic() - begin).count()) / 1e6;
            while (sent < plan.count && sent < elapsed * plan.perSecond) {
                sendOne();
            }
        });
        pacer.start(1);
    } else {
        sendMore();
    }
    QTimer::singleShot(patience, &loop, [&] {
        failure = retriable("bench.patience", std::to_string(outstanding) + " results are missing");
        loop.quit();
    });
    loop.exec();
    if (failure) {
        return *failure;
    }
    std::vector<Timing> timings;
    for (const auto& [id, at] : submittedAt) {
        timings.push_back({ at, storedAt.at(id) });
    }
    return timings;
}

Result<LoadClient::Audit> LoadClient::audit()
{
    Audit audit;
    protocol::AnalysesList list;
    list.query.limit = 500;
    do {
        QEventLoop loop;
        std::optional<Result<protocol::AnalysesPage>> answer;
        m_client.call<protocol::AnalysesList>(
            list, &loop, [&](Result<protocol::AnalysesPage> page) {
                answer = std::move(page);
                loop.quit();
            });
        if (!answer) {
            loop.exec();
        }
        if (!answer->ok()) {
            return answer->error();
        }
        const analyses::Page& page = (**answer).page;
        for (const analyses::Summary& summary : page.items) {
            const bool ended = hasEnded(summary.state);
            (ended ? audit.ended : audit.open) += 1;
            audit.withoutExactlyOneRow += ended && summary.counts.variants != 1 ? 1 : 0;
            audit.ids.push_back(summary.id.toString());
        }
        list.query.after = page.next;
    } while (!list.query.after.empty());
    return audit;
}

std::vector<std::string> sampleSequences(std::size_t count)
{
    constexpr std::int64_t first = 25'585'000;
    constexpr std::int64_t length = 150;
    std::vector<std::string> texts;
    const auto reference = genetics::openReferenceBundle(resourceFolder() / "reference");
    if (!reference.ok()) {
        return texts;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t start = first + static_cast<std::int64_t>(i) * 7 % 20'000;
        const auto letters = (*reference)->sequence("GRCh38", "21", { start, start + length - 1 });
        if (!letters.ok()) {
            return texts;
        }
        std::string text(*letters);
        char& base = text[40 + i % 60];
        base = base == 'A' ? 'C' : 'A';
        texts.push_back(std::move(text));
    }
    return texts;
}

} // namespace locus::bench
