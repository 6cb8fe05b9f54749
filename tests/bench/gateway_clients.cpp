// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/gateway_clients.h"

#include "tests/bench/bench_report.h"
#include "tests/bench/latency_counts.h"
#include "tests/bench/raw_web_client.h"

#include <nlohmann/json.hpp>

#include <sched.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace locus::bench {

using nlohmann::json;

namespace {

// What a console asks most: somebody's record, masked for the caller, the read of it recorded.
const Bytes ask = textFrame(R"({"jsonrpc":"2.0","id":2,"method":"patients.get",)"
                            R"("params":{"patientId":"p1"}})");
constexpr std::int64_t tick = 250; // microseconds; who is due within one goes with it
constexpr std::int64_t settle = 1'000'000;
constexpr std::int64_t late = 5'000'000; // answers that come after that are not there
constexpr int mostEvents = 256;

void say(const json& line)
{
    std::cout << line.dump() << std::endl;
}

std::int64_t now() // microseconds
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

// Answers come in the order of the questions.
class Pace
{
public:
    explicit Pace(const json& task)
        : m_clients(task.at("clients").get<std::size_t>())
        , m_due(m_clients.size())
        , m_step(std::max<std::int64_t>(1,
              1'000'000 / task.at("perSecond").get<std::int64_t>()
                  / static_cast<std::int64_t>(m_clients.size())))
        , m_length(task.at("seconds").get<std::int64_t>() * 1'000'000)
        , m_poll(::epoll_create1(EPOLL_CLOEXEC))
    { }
    Pace(const Pace&) = delete;
    Pace& operator=(const Pace&) = delete;
    ~Pace() { ::close(m_poll); }

    Status open(const json& task)
    {
        const auto& tokens = task.at("tokens");
        for (std::size_t i = 0; i < m_clients.size(); ++i) {
            LOCUS_TRY(m_clients[i].open(task.at("port").get<std::uint16_t>(),
                tokens.at(i % tokens.size()).get<std::string>()));
            epoll_event event {};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(m_poll, EPOLL_CTL_ADD, m_clients[i].descriptor(), &event);
        }
        return {};
    }

    Status run()
    {
        std::this_thread::sleep_for(std::chrono::microseconds(settle));
        const double cpu = cpuSeconds(::getpid());
        m_start = now();
        const auto all = m_length / m_step;
        for (std::int64_t next = 0; next < all;) {
            const std::int64_t at = now() - m_start;
            for (; next < all && next * m_step <= at; ++next) {
                const auto i = static_cast<std::size_t>(next) % m_clients.size();
                m_due[i].push_back(next * m_step);
                m_stands = m_clients[i].send(ask) && m_stands;
            }
            readFor(tick - at % tick);
        }
        const double used = cpuSeconds(::getpid()) - cpu;
        while (waiting() > 0 && now() - m_start < m_length + late) {
            readFor(tick);
        }
        say({ { "p50", m_counts.percentileMillis(0.5) }, { "p99", m_counts.percentileMillis(0.99) },
            { "answers", m_answers }, { "unanswered", waiting() },
            { "cores", used * 1e6 / static_cast<double>(m_length) } });
        return m_stands ? Status() : fatal("bench.clients", "the gateway closed a connection");
    }

private:
    void readFor(std::int64_t micros)
    {
        std::array<epoll_event, mostEvents> events {};
        const timespec wait { 0, micros * 1'000 };
        const int ready = ::epoll_pwait2(m_poll, events.data(), mostEvents, &wait, nullptr);
        for (int i = 0; i < ready; ++i) {
            const auto who =
                static_cast<std::size_t>(events.at(static_cast<std::size_t>(i)).data.u64);
            m_stands =
                m_clients[who].read([&](BytesView text) { onAnswer(who, text); }) && m_stands;
        }
    }
    void onAnswer(std::size_t who, BytesView text)
    {
        if (m_due[who].empty() || text.find("masked") == BytesView::npos) {
            std::cerr << text << '\n';
            return; // counts as unanswered
        }
        m_counts.addMicros(now() - m_start - m_due[who].front());
        m_due[who].pop_front();
        ++m_answers;
    }
    [[nodiscard]] std::size_t waiting() const
    {
        std::size_t all = 0;
        for (const auto& due : m_due) {
            all += due.size();
        }
        return all;
    }

    std::vector<RawWebClient> m_clients;
    std::vector<std::deque<std::int64_t>> m_due; // microseconds since the start
    const std::int64_t m_step; // microseconds between two messages: clients take turns
    const std::int64_t m_length;
    const int m_poll;
    std::int64_t m_start = 0;
    std::int64_t m_answers = 0;
    bool m_stands = true;
    LatencyCounts m_counts;
};

// Asks and never reads, or asks far above its rate; comes again when it is closed.
[[noreturn]] void disturb(const json& task)
{
    const sched_param behind { 1 };
    ::sched_setscheduler(0, SCHED_RR, &behind);
    const bool floods = task.at("disturb") == "flood";
    const int burst = floods ? 10 : 2; // of 1 ms: 10,000 messages/s, 2,000
    const auto token = task.at("tokens").back().get<std::string>();
    for (bool isFirst = true;; isFirst = false) {
        RawWebClient client;
        bool stands = client.open(task.at("port").get<std::uint16_t>(), token).ok();
        if (isFirst) {
            say({ { "ready", stands } });
        }
        while (stands) {
            for (int i = 0; i < burst && stands; ++i) {
                stands = client.send(ask);
            }
            stands = stands && (!floods || client.read([](BytesView) {}));
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

} // namespace

int runGatewayClients()
{
    std::string line;
    std::getline(std::cin, line);
    const json task = json::parse(line);
    if (task.contains("disturb")) {
        disturb(task);
    }
    Pace pace(task);
    Status done = pace.open(task);
    if (done.ok()) {
        say({ { "ready", true } });
        done = pace.run();
    }
    if (!done.ok()) {
        std::cerr << done.error().message << '\n';
    }
    return done.ok() ? 0 : 1;
}

} // namespace locus::bench
