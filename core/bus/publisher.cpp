// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/publisher.h"

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/bus/publishing/publish_check.h"
#include "core/bus/publishing/publish_intake.h"
#include "core/bus/publishing/publish_thread.h"
#include "core/bus/publishing/reply_desk.h"

#include <condition_variable>
#include <map>
#include <mutex>

namespace locus::bus {

namespace {

using Until = PublishIntake::Until;

constexpr Duration closePatience = std::chrono::seconds(5);
// The publisher's thread answers at the deadline; it may be waiting for a network just then.
constexpr auto grace = std::chrono::milliseconds(500);

Until after(Duration duration)
{
    return std::chrono::steady_clock::now() + duration;
}

Error unheard()
{
    return retriable("publish.possibly_written",
        "the record was not acknowledged within its deadline and may have been written")
        .with("written", "possibly");
}

// The outcomes of one batch as they come in; outlives the call that waits for them, because a
// record may get its outcome after it.
struct Gathering
{
    explicit Gathering(std::size_t count)
        : outcomes(count, PublishOutcome(unheard()))
        , left(count)
    { }

    void put(std::size_t index, const PublishOutcome& outcome)
    {
        const std::lock_guard lock(mutex);
        outcomes[index] = outcome;
        if (--left == 0) {
            complete.notify_all();
        }
    }
    BatchResult wait(Until until)
    {
        std::unique_lock lock(mutex);
        complete.wait_until(lock, until, [this] { return left == 0; });
        return { outcomes };
    }

    std::mutex mutex;
    std::condition_variable complete;
    std::vector<PublishOutcome> outcomes;
    std::size_t left;
};

} // namespace

struct Publisher::Parts
{
    Parts(PublisherParts given, PublishOptions wanted)
        : parts(given)
        , options(std::move(wanted))
        , ids(parts.clock, parts.random)
        , intake(options.queueRecords, options.queueBytes)
        , breakers(options.circuit, parts.clock, parts.random)
        , thread(parts, options, intake, breakers)
    { }

    Status accept(Message message, PublishDone done, bool urgent, Until until);
    Result<ReplyDesk*> deskOf(const std::string& topic);
    [[nodiscard]] Status mayWait() const
    {
        return thread.isCurrent() ? refused("publish.would_wait",
                   "a callback of a publisher must not wait for it; publish without waiting there")
                                  : Status();
    }

    PublisherParts parts;
    const PublishOptions options;
    UuidSource ids;
    PublishIntake intake;
    CircuitBreakers breakers;
    PublishThread thread;
    std::mutex closeMutex;
    std::mutex deskMutex;
    std::map<std::string, std::unique_ptr<ReplyDesk>, std::less<>> desks;
};

// On any error `done` was not taken: the caller tells.
Status Publisher::Parts::accept(Message message, PublishDone done, bool urgent, Until until)
{
    PublishEntry entry;
    entry.accepted = parts.clock.monotonic();
    entry.deadline = entry.accepted + options.deadline;
    entry.urgent = urgent;
    const std::size_t largest = parts.bus.largestRecord(message.record.topic);
    LOCUS_TRY_VALUE(checked, checkMessage(std::move(message), options, largest));
    entry.message = std::move(checked);
    entry.done = std::move(done);
    CircuitBreaker& breaker = breakers.of("topic:" + entry.message.record.topic);
    const auto permission = breaker.ask();
    if (permission == CircuitBreaker::Permission::No) {
        const auto retryAt = breaker.snapshot().retryAt;
        return retriable("publish.circuit_open",
            "writing to " + entry.message.record.topic
                + " failed repeatedly; it is left alone for a while")
            .with("retryAt", retryAt ? toRfc3339(*retryAt) : std::string());
    }
    Status pushed = intake.push(entry, until);
    if (!pushed.ok() && permission == CircuitBreaker::Permission::Probe) {
        breaker.givenUp();
    }
    return pushed;
}

Result<ReplyDesk*> Publisher::Parts::deskOf(const std::string& topic)
{
    const std::lock_guard lock(deskMutex);
    auto& desk = desks[topic];
    if (!desk) {
        auto opened = ReplyDesk::open(parts.bus, topic, thread.metrics());
        if (!opened.ok()) {
            desks.erase(topic);
            return std::move(opened).error();
        }
        desk = std::move(*opened);
    }
    return desk.get();
}

Publisher::Publisher(PublisherParts parts, PublishOptions options)
    : m_parts(std::make_unique<Parts>(parts, std::move(options)))
{ }

Publisher::~Publisher()
{
    close(closePatience);
}

void Publisher::publish(Message message, const PublishDone& done)
{
    const Status taken = m_parts->accept(std::move(message), done, false, Until());
    if (!taken.ok()) {
        m_parts->thread.metrics().givenUp(taken.error());
        if (done) {
            done(taken.error());
        }
    }
}

PublishOutcome Publisher::publish(Message message)
{
    return std::move(publishBatch({ std::move(message) }).outcomes.front());
}

std::future<PublishOutcome> Publisher::publishLater(Message message)
{
    auto promise = std::make_shared<std::promise<PublishOutcome>>();
    publish(std::move(message),
        [promise](const PublishOutcome& outcome) { promise->set_value(outcome); });
    return promise->get_future();
}

void Publisher::post(Message message)
{
    publish(std::move(message), PublishDone());
}

BatchResult Publisher::publishBatch(std::vector<Message> messages)
{
    const Until until = after(m_parts->options.deadline);
    const auto gathering = std::make_shared<Gathering>(messages.size());
    const Status allowed = m_parts->mayWait();
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const Status taken = !allowed.ok()
            ? allowed
            : m_parts->accept(
                std::move(messages[i]),
                [gathering, i](const PublishOutcome& outcome) { gathering->put(i, outcome); },
                i + 1 == messages.size(), until);
        if (!taken.ok()) {
            m_parts->thread.metrics().givenUp(taken.error());
            gathering->put(i, taken.error());
        }
    }
    m_parts->intake.hurry();
    return gathering->wait(until + grace);
}

Result<Record> Publisher::request(Message message, const RequestOptions& options)
{
    LOCUS_TRY(m_parts->mayWait());
    const Until until = after(options.deadline);
    LOCUS_TRY_VALUE(desk, m_parts->deskOf(options.replyTopic));
    const std::string id = m_parts->ids.next().toString();
    message.record.headers.emplace_back(correlationHeader, id);
    message.record.headers.emplace_back(replyTopicHeader, options.replyTopic);
    auto reply = desk->expect(id);
    const PublishOutcome sent = publish(std::move(message));
    if (!sent.ok() && sent.error().code != "publish.possibly_written") {
        desk->forget(id);
        return sent.error();
    }
    if (reply.wait_until(until) == std::future_status::ready) {
        return reply.get();
    }
    desk->forget(id);
    return retriable(
        "publish.no_reply", "no reply came to " + options.replyTopic + " within the deadline");
}

bool Publisher::flush(Duration patience)
{
    m_parts->intake.hurry();
    return m_parts->mayWait().ok() && m_parts->intake.awaitEmpty(after(patience));
}

void Publisher::close(Duration patience)
{
    m_parts->intake.close();
    const std::lock_guard lock(m_parts->closeMutex);
    m_parts->thread.stop(patience);
}

std::size_t Publisher::pending() const
{
    return m_parts->intake.held();
}

std::vector<CircuitBreaker::Snapshot> Publisher::circuits() const
{
    return m_parts->breakers.snapshots();
}

std::size_t BatchResult::failures() const
{
    std::size_t count = 0;
    for (const PublishOutcome& outcome : outcomes) {
        count += outcome.ok() ? 0 : 1;
    }
    return count;
}

Status BatchResult::status() const
{
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (!outcomes[i].ok()) {
            Error error = outcomes[i].error();
            const std::string failed = std::to_string(failures());
            const std::string all = std::to_string(outcomes.size());
            std::string message = failed;
            message.append(" of ").append(all).append(" records were not published; the first is ");
            message.append(std::to_string(i + 1)).append(": ").append(error.message);
            error.message = std::move(message);
            return std::move(error).with("failed", failed).with("of", all);
        }
    }
    return {};
}

} // namespace locus::bus
