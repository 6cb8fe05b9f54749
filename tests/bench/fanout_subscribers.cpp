// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout_subscribers.h"

#include "core/base/clock.h"
#include "core/protocol/changes_messages.h"
#include "core/protocol/rpc_frame.h"
#include "core/protocol/session_messages.h"
#include "tests/bench/bench_bus_setup.h"
#include "tests/bench/fanout_task.h"
#include "tests/bench/latency_counts.h"
#include "tests/support/seeded_random.h"

#include <QCoreApplication>
#include <QNetworkRequest>
#include <QSocketNotifier>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <nlohmann/json.hpp>

#include <iostream>
#include <map>
#include <memory>

#include <unistd.h>

namespace locus::bench {

using nlohmann::json;

namespace {

constexpr std::uint64_t seed = 200;
constexpr double patience = 60; // seconds
constexpr int lookEvery = 20; // ms
constexpr std::int64_t subscribeId = 2;

// Of all clients together.
struct Counts
{
    std::uint64_t delivered = 0;
    std::uint64_t coalesced = 0;
    std::uint64_t repeated = 0; // the row was read for one change and held the next one already
    std::uint64_t backwards = 0;
    std::uint64_t unasked = 0;
    std::uint64_t gaps = 0;
    std::uint64_t disconnects = 0;
    LatencyCounts latency;
};

// One subscriber: signs in, follows its tasks, counts.
class Follower
{
public:
    Follower(Counts& counts, test::SeededRandom& random)
        : m_counts(counts)
    {
        while (m_seen.size() < tasksFollowed) {
            const std::uint64_t task = random.next() % fanoutTasks;
            m_seen.try_emplace(fanoutTaskId(task), Seen { task, 0 });
        }
    }

    void open(const QUrl& url, std::string token, std::function<void()> subscribed)
    {
        m_subscribed = std::move(subscribed);
        QObject::connect(
            &m_socket, &QWebSocket::connected, &m_socket, [this, token = std::move(token)] {
                protocol::SessionOpen message;
                message.token = token;
                message.client = "bench_fanout";
                ask(1, protocol::SessionOpen::method, message.toJson());
            });
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
            [this](const QString& text) { onText(text.toStdString()); });
        QObject::connect(&m_socket, &QWebSocket::disconnected, &m_socket, [this] {
            ++m_counts.disconnects;
            std::cerr << "bench_fanout: a subscriber was closed: " << m_socket.closeCode() << ' '
                      << m_socket.closeReason().toStdString() << '\n';
        });
        QNetworkRequest request(url);
        request.setRawHeader("Sec-WebSocket-Protocol", "locus.v1");
        m_socket.open(request);
    }

    // Versions of its tasks that have not come.
    [[nodiscard]] std::uint64_t missing(const std::vector<std::uint64_t>& last) const
    {
        std::uint64_t all = 0;
        for (const auto& [id, seen] : m_seen) {
            all += last.at(seen.task) - std::min(seen.version, last.at(seen.task));
        }
        return all;
    }

private:
    struct Seen
    {
        std::uint64_t task = 0;
        std::uint64_t version = 0;
    };

    void ask(std::int64_t id, std::string_view method, const Bytes& params)
    {
        m_socket.sendTextMessage(QString::fromStdString(
            protocol::encodeRequest({ std::string(method), params, protocol::RpcId(id) })));
    }

    void onText(const std::string& text)
    {
        const auto message = protocol::parseServerMessage(text);
        if (!message.ok()) {
            fail(message.error());
            return;
        }
        if (const auto* answer = std::get_if<protocol::RpcResponse>(&*message)) {
            onAnswer(*answer);
            return;
        }
        const auto& notice = std::get<protocol::RpcNotification>(*message);
        if (notice.method == protocol::Change::method) {
            onChange(notice.params);
        } else if (notice.method == protocol::ChangesGap::method) {
            ++m_counts.gaps;
        }
    }

    void onAnswer(const protocol::RpcResponse& answer)
    {
        if (!answer.result.ok()) {
            fail(answer.result.error());
        } else if (answer.id == protocol::RpcId(subscribeId)) {
            m_subscribed();
        } else {
            protocol::ChangesSubscribe message;
            for (const auto& [id, seen] : m_seen) {
                message.streams.push_back(std::string(fanoutStream) + '/' + id);
            }
            ask(subscribeId, protocol::ChangesSubscribe::method, message.toJson());
        }
    }

    void onChange(const Bytes& params)
    {
        const auto change = protocol::Change::fromJson(params);
        if (!change.ok()) {
            fail(change.error());
            return;
        }
        const auto found = m_seen.find(change->id);
        if (found == m_seen.end() || change->stream != fanoutStream) {
            ++m_counts.unasked;
            return;
        }
        const json item = json::parse(change->item);
        const auto version = item.at("version").get<std::uint64_t>();
        Seen& seen = found->second;
        if (version <= seen.version) {
            ++(version == seen.version ? m_counts.repeated : m_counts.backwards);
            return;
        }
        m_counts.latency.addMicros(
            toMicros(SystemClock().now()) - item.at("sentUs").get<std::int64_t>());
        ++m_counts.delivered;
        m_counts.coalesced += version - seen.version - 1;
        seen.version = version;
    }

    static void fail(const Error& error)
    {
        std::cerr << "bench_fanout: " << error.code << ": " << error.message << '\n';
        QCoreApplication::exit(1);
    }

    Counts& m_counts;
    std::map<std::string, Seen> m_seen; // by id
    std::function<void()> m_subscribed;
    QWebSocket m_socket; // gone first: it tells the rest
};

class Followers
{
public:
    Followers()
        : m_random(seed)
        , m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        QObject::connect(&m_input, &QSocketNotifier::activated, &m_input, [this] { onInput(); });
        QObject::connect(&m_look, &QTimer::timeout, &m_look, [this] { look(); });
    }

private:
    // The other side writes one line and waits for what it causes.
    void onInput()
    {
        std::string line;
        if (!std::getline(std::cin, line)) {
            QCoreApplication::exit(1); // who started us is gone
            return;
        }
        const json message = json::parse(line);
        if (message.contains("last")) {
            m_last = message["last"].get<std::vector<std::uint64_t>>();
            m_until = secondsNow() + patience;
            m_look.start(lookEvery);
            return;
        }
        m_url = QUrl(QString::fromStdString(message["url"].get<std::string>()));
        m_tokens = message["tokens"].get<std::vector<std::string>>();
        m_count = message["count"].get<std::size_t>();
        openNext();
    }

    void openNext()
    {
        if (m_followers.size() == m_count) {
            std::cout << json { { "ready", m_count } }.dump() << std::endl;
            return;
        }
        m_followers.push_back(std::make_unique<Follower>(m_counts, m_random));
        m_followers.back()->open(
            m_url, m_tokens[m_followers.size() % m_tokens.size()], [this] { openNext(); });
    }

    void look()
    {
        std::uint64_t lost = 0;
        for (const auto& follower : m_followers) {
            lost += follower->missing(m_last);
        }
        if (lost > 0 && secondsNow() < m_until) {
            return;
        }
        m_look.stop();
        std::cout << json {
            { "delivered", m_counts.delivered }, { "coalesced", m_counts.coalesced },
            { "lost", lost }, { "repeated", m_counts.repeated },
            { "backwards", m_counts.backwards }, { "unasked", m_counts.unasked },
            { "gaps", m_counts.gaps }, { "disconnects", m_counts.disconnects },
            { "p50", m_counts.latency.percentileMillis(0.5) },
            { "p99", m_counts.latency.percentileMillis(0.99) }, { "cpu", ownCpuSeconds() }
        }.dump() << std::endl;
        std::_Exit(0); // without goodbyes of the sockets, which would count
    }

    Counts m_counts;
    test::SeededRandom m_random;
    QSocketNotifier m_input;
    QTimer m_look;
    QUrl m_url;
    std::vector<std::string> m_tokens;
    std::size_t m_count = 0;
    std::vector<std::unique_ptr<Follower>> m_followers;
    std::vector<std::uint64_t> m_last;
    double m_until = 0;
};

} // namespace

int runFanoutSubscribers()
{
    const Followers followers;
    return QCoreApplication::exec();
}

} // namespace locus::bench
