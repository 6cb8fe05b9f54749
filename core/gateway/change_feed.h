// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/gateway/change_subscriber.h"
#include "core/gateway/reader_thread.h"
#include "core/pipeline/command.h"

#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace locus::gateway {

// Every commit's changes, gathered for a moment, each row read once as it is now, and handed to all
// subscribers in order of the numbers. The last ones are kept for clients that come back; who
// missed more gets a gap and lists again. Thread contract: the gateway's thread.
class ChangeFeed
{
public:
    // Reads the row of a stream as its list shows it (JSON); runs on the reader thread.
    using ReadItem = std::function<Result<Bytes>(ReadPorts&, const std::string& id)>;
    struct Options
    {
        std::uint64_t now = 0; // number of the last change before this start
        std::size_t kept = 20'000;
        std::chrono::milliseconds interval { 33 };
    };

    ChangeFeed(ReaderThread& reader, MailboxPtr mailbox, const Options& options);

    void addStream(const std::string& name, ReadItem read);
    [[nodiscard]] std::vector<std::string> streams() const;
    [[nodiscard]] std::uint64_t now() const { return m_last; }

    void append(const std::vector<pipeline::Change>& changes);

    // Replaces what the subscriber followed before. Nothing is delivered before this returns.
    // Errors: invalid "changes.unknown_stream".
    Status subscribe(ChangeSubscriber& subscriber, const std::vector<std::string>& streams,
        std::optional<std::uint64_t> from);
    void unsubscribe(const ChangeSubscriber& subscriber);

private:
    struct Subscription
    {
        std::set<std::string> streams;
        std::uint64_t liveFrom = 0; // what was published up to here comes by catching up
        std::uint64_t generation = 0;
    };
    using Frames = std::vector<ChangeFrame>;

    void publish();
    void deliver(const Result<Frames>& frames, std::uint64_t from, std::uint64_t to);
    void catchUp(ChangeSubscriber& subscriber, std::uint64_t from, std::uint64_t to);
    void gapFor(ChangeSubscriber& subscriber, std::uint64_t from, std::uint64_t to);
    [[nodiscard]] std::vector<pipeline::Change> between(std::uint64_t from, std::uint64_t to) const;
    [[nodiscard]] Result<Frames> read(
        ReadPorts& ports, const std::vector<pipeline::Change>& changes) const;
    [[nodiscard]] bool holds(const ChangeSubscriber& subscriber, std::uint64_t generation) const;

    ReaderThread& m_reader;
    MailboxPtr m_mailbox;
    Options m_options;
    std::map<std::string, ReadItem> m_streams; // fixed before the first subscription
    std::deque<pipeline::Change> m_kept;
    std::uint64_t m_last;
    std::uint64_t m_published; // handed to the reader
    std::uint64_t m_generations = 0;
    std::map<const ChangeSubscriber*, Subscription> m_subscriptions;
    QTimer m_timer;
};

} // namespace locus::gateway
