// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/change_feed.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/protocol/changes_messages.h"
#include "core/protocol/rpc_frame.h"

#include <algorithm>
#include <unordered_set>
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

std::string rowName(std::string_view stream, std::string_view id)
{
    return std::string(stream).append(1, '/').append(id);
}

} // namespace

ChangeFrame withItem(const ChangeFrame& change, const Bytes& item)
{
    return frameOf({ change.seq, change.stream, change.op, change.id }, item);
}

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

template <typename Names>
ChangeFeed::Changes ChangeFeed::between(
    std::uint64_t from, std::uint64_t to, const Names& follows) const
{
    const auto bySeq = [](std::uint64_t seq, const pipeline::Change& c) { return seq < c.seq; };
    const auto first = std::upper_bound(m_kept.begin(), m_kept.end(), from, bySeq);
    auto change = std::upper_bound(first, m_kept.end(), to, bySeq);
    std::unordered_set<std::string> seen;
    Changes out;
    while (change != first) {
        --change;
        std::string row = rowName(change->stream, change->id);
        if ((follows.contains(change->stream) || follows.contains(row))
            && seen.insert(std::move(row)).second) {
            out.push_back(*change);
        }
    }
    std::reverse(out.begin(), out.end());
    return out;
}

Result<ChangeFeed::Frames> ChangeFeed::read(ReadPorts& ports, const Changes& changes) const
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
    // Who subscribes after this has it by catching up, so rows that nobody follows now stay unread.
    auto changes = between(from, to, m_followers);
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
        tellGap(from, to);
        return;
    }
    for (const ChangeFrame& frame : *frames) {
        tell(frame);
    }
}

// A subscriber may leave while it is told.
void ChangeFeed::tellGap(std::uint64_t from, std::uint64_t to)
{
    const auto all = m_subscriptions;
    for (const auto& [subscriber, subscription] : all) {
        if (subscription.liveFrom < to && holds(*subscriber, subscription.generation)) {
            subscriber->onGap(std::max(from, subscription.liveFrom), to);
        }
    }
}

void ChangeFeed::tell(const ChangeFrame& frame)
{
    for (const std::string& name : { frame.stream, rowName(frame.stream, frame.id) }) {
        const auto found = m_followers.find(name);
        if (found == m_followers.end()) {
            continue;
        }
        const std::vector<ChangeSubscriber*> all(found->second.begin(), found->second.end());
        for (ChangeSubscriber* subscriber : all) {
            const auto held = m_subscriptions.find(subscriber);
            if (held != m_subscriptions.end() && held->second.liveFrom < frame.seq) {
                subscriber->onChange(frame);
            }
        }
    }
}

bool ChangeFeed::holds(ChangeSubscriber& subscriber, std::uint64_t generation) const
{
    const auto found = m_subscriptions.find(&subscriber);
    return found != m_subscriptions.end() && found->second.generation == generation;
}

std::string ChangeFeed::streamOf(std::string_view name)
{
    return std::string(name.substr(0, name.find('/')));
}

Status ChangeFeed::check(const std::vector<std::string>& names) const
{
    if (names.size() > m_options.names) {
        return invalid("changes.too_many_names",
            "one subscription follows at most " + std::to_string(m_options.names)
                + " streams and rows, not " + std::to_string(names.size()))
            .with("field", "streams")
            .with("allowed", std::to_string(m_options.names));
    }
    for (const std::string& name : names) {
        const std::string stream = streamOf(name);
        if (!m_streams.contains(stream)) {
            return invalid("changes.unknown_stream", "there is no stream \"" + stream + "\"")
                .with("field", "streams")
                .with("stream", name)
                .with("allowed", join(streams(), ", "));
        }
        if (name.size() == stream.size() + 1) {
            return invalid("changes.empty_id", "\"" + name + "\" names no row")
                .with("field", "streams")
                .with("stream", name)
                .with("allowed", join(std::vector { stream, name + "<id>" }, ", "));
        }
    }
    return {};
}

void ChangeFeed::subscribe(ChangeSubscriber& subscriber, const std::vector<std::string>& names,
    std::optional<std::uint64_t> from)
{
    unsubscribe(subscriber);
    const bool known = !from || *from == m_last
        || (*from < m_last && !m_kept.empty() && m_kept.front().seq <= *from + 1);
    const std::uint64_t start = from.value_or(m_last);
    const std::uint64_t caughtUp = known ? std::max(m_published, start) : m_last;
    Subscription& subscription = m_subscriptions[&subscriber];
    subscription = { { names.begin(), names.end() }, from ? caughtUp : m_last, ++m_generations };
    // A row of a stream that is followed whole would come twice.
    std::erase_if(subscription.names, [&subscription](const std::string& name) {
        const std::string stream = streamOf(name);
        return stream != name && subscription.names.contains(stream);
    });
    for (const std::string& name : subscription.names) {
        m_followers[name].insert(&subscriber);
    }
    if (!known) {
        gapFor(subscriber, start, m_last);
    } else if (start < caughtUp) {
        catchUp(subscriber, start, caughtUp);
    }
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
    auto changes = between(from, to, m_subscriptions.at(&subscriber).names);
    const auto then = [this, &subscriber, generation, from, to](const Result<Frames>& frames) {
        if (!holds(subscriber, generation)) {
            return;
        }
        if (!frames.ok()) {
            subscriber.onGap(from, to);
            return;
        }
        for (const ChangeFrame& frame : *frames) {
            if (holds(subscriber, generation)) {
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

void ChangeFeed::unsubscribe(ChangeSubscriber& subscriber)
{
    const auto found = m_subscriptions.find(&subscriber);
    if (found == m_subscriptions.end()) {
        return;
    }
    for (const std::string& name : found->second.names) {
        const auto followers = m_followers.find(name);
        followers->second.erase(&subscriber);
        if (followers->second.empty()) {
            m_followers.erase(followers);
        }
    }
    m_subscriptions.erase(found);
}

} // namespace locus::gateway
