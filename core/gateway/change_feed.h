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
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locus::gateway {

// The same change with another item: as somebody may see the row.
ChangeFrame withItem(const ChangeFrame& change, const Bytes& item);

// Every commit's changes, gathered for a moment, each row that somebody follows read once as it is
// now, and handed to its subscribers in order of the numbers. They follow names: "<stream>" or
// "<stream>/<id>", one row of it. The last changes are kept for clients that come back; who missed
// more gets a gap and lists again. Thread contract: the gateway's thread.
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
        std::size_t names = 1'000; // that one subscriber may follow
    };

    ChangeFeed(ReaderThread& reader, MailboxPtr mailbox, const Options& options);

    void addStream(const std::string& name, ReadItem read);
    [[nodiscard]] std::vector<std::string> streams() const;
    [[nodiscard]] std::uint64_t now() const { return m_last; }

    void append(const std::vector<pipeline::Change>& changes);

    // The stream that a name is about.
    [[nodiscard]] static std::string streamOf(std::string_view name);
    // Errors: invalid "changes.unknown_stream", "changes.empty_id", "changes.too_many_names".
    [[nodiscard]] Status check(const std::vector<std::string>& names) const;
    // Replaces what the subscriber followed before. Nothing is delivered before this returns.
    // REQUIRES: check(names).
    void subscribe(ChangeSubscriber& subscriber, const std::vector<std::string>& names,
        std::optional<std::uint64_t> from);
    void unsubscribe(ChangeSubscriber& subscriber);

private:
    struct Subscription
    {
        std::set<std::string> names;
        std::uint64_t liveFrom = 0; // what was published up to here comes by catching up
        std::uint64_t generation = 0;
    };
    using Frames = std::vector<ChangeFrame>;
    using Changes = std::vector<pipeline::Change>;

    void publish();
    void deliver(const Result<Frames>& frames, std::uint64_t from, std::uint64_t to);
    void tellGap(std::uint64_t from, std::uint64_t to);
    void tell(const ChangeFrame& frame);
    void catchUp(ChangeSubscriber& subscriber, std::uint64_t from, std::uint64_t to);
    void gapFor(ChangeSubscriber& subscriber, std::uint64_t from, std::uint64_t to);
    // The last change of each row that `follows` names, in order.
    template <typename Names>
    [[nodiscard]] Changes between(std::uint64_t from, std::uint64_t to, const Names& follows) const;
    [[nodiscard]] Result<Frames> read(ReadPorts& ports, const Changes& changes) const;
    [[nodiscard]] bool holds(ChangeSubscriber& subscriber, std::uint64_t generation) const;

    ReaderThread& m_reader;
    MailboxPtr m_mailbox;
    Options m_options;
    std::map<std::string, ReadItem> m_streams; // fixed before the first subscription
    std::deque<pipeline::Change> m_kept;
    std::uint64_t m_last;
    std::uint64_t m_published; // handed to the reader
    std::uint64_t m_generations = 0;
    std::map<ChangeSubscriber*, Subscription> m_subscriptions;
    std::unordered_map<std::string, std::set<ChangeSubscriber*>> m_followers; // by name
    QTimer m_timer;
};

} // namespace locus::gateway
