// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/change_feed.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/protocol/changes_messages.h"
#include "core/protocol/rpc_frame.h"

#include <algorithm>
#include <utility>

namespace locus::gateway {

namespace {

constexpr std::uint64_t mostInOneRead = 2'000;

ChangeFrame frameOf(const pipeline::Change& change, const Bytes& item)
{
    const protocol::Change message { change.seq, change.stream, item.empty() ? "delete" : "put",
        change.id, item };
    return { change.seq, change.stream, change.id, message.op, item,
        QString::fromStdString(
            protocol::encodeNotification(protocol::Change::method, message.toJson())) };
}

// The last change of each row, in order.
std::vector<pipeline::Change> coalesced(std::vector<pipeline::Change> changes)
{
    std::set<std::pair<std::string, std::string>> seen;
    std::vector<pipeline::Change> out;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
        if (seen.emplace(change->stream, change->id).second) {
            out.push_back(std::move(*change));
        }
    }
    std::reverse(out.begin(), out.end());
    return out;
}

} // namespace

ChangeFeed::ChangeFeed(ReaderThread& reader, MailboxPtr mailbox, const Options& options)
    : m_reader(reader)
    , m_mailbox(std::move(mailbox))
    , m_options(options)
    , m_last(options.now)
    , m_published(options.now)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(options.interval);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { publish(); });
}

void ChangeFeed::addStream(const std::string& name, ReadItem read)
{
    m_streams.emplace(name, std::move(read));
}

std::vector<std::string> ChangeFeed::streams() const
{
    std::vector<std::string> names;
    for (const auto& [name, read] : m_streams) {
        names.push_back(name);
    }
    return names;
}

void ChangeFeed::append(const std::vector<pipeline::Change>& changes)
{
    for (const pipeline::Change& change : changes) {
        if (change.seq <= m_last) {
            continue;
        }
        m_last = change.seq;
        m_kept.push_back(change);
        if (m_kept.size() > m_options.kept) {
            m_kept.pop_front();
        }
    }
    if (m_published < m_last && !m_timer.isActive()) {
        m_timer.start();
    }
}

std::vector<pipeline::Change> ChangeFeed::between(std::uint64_t from, std::uint64_t to) const
{
    const auto bySeq = [](std::uint64_t seq, const pipeline::Change& c) { return seq < c.seq; };
    const auto first = std::upper_bound(m_kept.begin(), m_kept.end(), from, bySeq);
    const auto last = std::upper_bound(first, m_kept.end(), to, bySeq);
    return { first, last };
}

Result<ChangeFeed::Frames> ChangeFeed::read(
    ReadPorts& ports, const std::vector<pipeline::Change>& changes) const
{
    Frames frames;
    for (const pipeline::Change& change : changes) {
        const auto stream = m_streams.find(change.stream);
        if (stream == m_streams.end()) {
            continue;
        }
        if (change.op == "delete") {
            frames.push_back(frameOf(change, {}));
            continue;
        }
        auto item = stream->second(ports, change.id);
        if (!item.ok() && item.error().kind != ErrorKind::NotFound) {
            return std::move(item).error();
        }
        frames.push_back(frameOf(change, item.ok() ? *item : Bytes()));
    }
    return frames;
}

void ChangeFeed::publish()
{
    const std::uint64_t from = m_published;
    const std::uint64_t to = std::min(m_last, from + mostInOneRead);
    const bool complete = !m_kept.empty() && m_kept.front().seq <= from + 1;
    if (!complete) {
        m_published = m_last;
        deliver(retriable("changes.gap", "changes came faster than they were read"), from, m_last);
        return;
    }
    auto changes = coalesced(between(from, to));
    const Status asked = m_reader.ask(
        [this, changes = std::move(changes)](ReadPorts& ports) { return read(ports, changes); },
        [this, from, to](const Result<Frames>& frames) { deliver(frames, from, to); });
    if (asked.ok()) {
        m_published = to;
    }
    if (m_published < m_last) {
        m_timer.start();
    }
}

void ChangeFeed::deliver(const Result<Frames>& frames, std::uint64_t from, std::uint64_t to)
{
    if (!frames.ok()) {
        log::warn("gateway.changes_lost", { { "code", frames.error().code } });
    }
    // A subscriber may leave while it is told.
    std::vector<const ChangeSubscriber*> all;
    for (const auto& [subscriber, subscription] : m_subscriptions) {
        all.push_back(subscriber);
    }
    for (const ChangeSubscriber* key : all) {
        auto* subscriber = const_cast<ChangeSubscriber*>(key);
        const auto found = m_subscriptions.find(key);
        if (found == m_subscriptions.end() || found->second.liveFrom >= to) {
            continue;
        }
        if (!frames.ok()) {
            subscriber->onGap(std::max(from, found->second.liveFrom), to);
            continue;
        }
        const Subscription subscription = found->second;
        for (const ChangeFrame& frame : *frames) {
            const bool wanted =
                frame.seq > subscription.liveFrom && subscription.streams.contains(frame.stream);
            if (wanted && holds(*key, subscription.generation)) {
                subscriber->onChange(frame);
            }
        }
    }
}

bool ChangeFeed::holds(const ChangeSubscriber& subscriber, std::uint64_t generation) const
{
    const auto found = m_subscriptions.find(&subscriber);
    return found != m_subscriptions.end() && found->second.generation == generation;
}

Status ChangeFeed::subscribe(ChangeSubscriber& subscriber, const std::vector<std::string>& streams,
    std::optional<std::uint64_t> from)
{
    for (const std::string& stream : streams) {
        if (!m_streams.contains(stream)) {
            return invalid("changes.unknown_stream", "there is no stream \"" + stream + "\"")
                .with("field", "streams")
                .with("allowed", join(this->streams(), ", "));
        }
    }
    const bool known = !from || *from == m_last
        || (*from < m_last && !m_kept.empty() && m_kept.front().seq <= *from + 1);
    const std::uint64_t start = from.value_or(m_last);
    const std::uint64_t caughtUp = known ? std::max(m_published, start) : m_last;
    m_subscriptions[&subscriber] = Subscription { { streams.begin(), streams.end() },
        from ? caughtUp : m_last, ++m_generations };
    if (!known) {
        gapFor(subscriber, start, m_last);
    } else if (start < caughtUp) {
        catchUp(subscriber, start, caughtUp);
    }
    return {};
}

void ChangeFeed::gapFor(ChangeSubscriber& subscriber, std::uint64_t from, std::uint64_t to)
{
    m_mailbox->post([this, &subscriber, generation = m_generations, from, to] {
        if (holds(subscriber, generation)) {
            subscriber.onGap(from, to);
        }
    });
}

void ChangeFeed::catchUp(ChangeSubscriber& subscriber, std::uint64_t from, std::uint64_t to)
{
    const std::uint64_t generation = m_generations;
    auto changes = coalesced(between(from, to));
    const auto then = [this, &subscriber, generation, from, to](const Result<Frames>& frames) {
        if (!holds(subscriber, generation)) {
            return;
        }
        if (!frames.ok()) {
            subscriber.onGap(from, to);
            return;
        }
        const auto streams = m_subscriptions.at(&subscriber).streams;
        for (const ChangeFrame& frame : *frames) {
            if (streams.contains(frame.stream) && holds(subscriber, generation)) {
                subscriber.onChange(frame);
            }
        }
    };
    const Status asked = m_reader.ask(
        [this, changes = std::move(changes)](ReadPorts& ports) { return read(ports, changes); },
        then);
    if (!asked.ok()) {
        gapFor(subscriber, from, to);
    }
}

void ChangeFeed::unsubscribe(const ChangeSubscriber& subscriber)
{
    m_subscriptions.erase(&subscriber);
}

} // namespace locus::gateway
