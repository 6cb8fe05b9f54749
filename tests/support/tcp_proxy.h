// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace locus::test {

// Stands between a client and a server on the loopback and plays the bad network. One thread moves
// all octets. Thread contract: every member may be called from any thread.
class TcpProxy
{
public:
    // Listens on `port` (0: a free one) and forwards to `serverPort`.
    explicit TcpProxy(std::uint16_t serverPort, std::uint16_t port = 0);
    ~TcpProxy();
    TcpProxy(const TcpProxy&) = delete;
    TcpProxy& operator=(const TcpProxy&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string address() const;
    // Connections taken so far.
    [[nodiscard]] int accepted() const { return m_accepted; }

    // Closes every connection and refuses new ones, until mend().
    void cut();
    // Every connection stays open and nothing passes in either direction (half-open), until mend().
    void freeze();
    // What the client sends passes, the answers do not, until cut() or mend().
    void silence();
    // Octets pass this much later, in both directions.
    void delay(std::chrono::milliseconds by);
    void mend();

private:
    enum class State
    {
        Passing,
        Cut,
        Frozen,
        Silent
    };
    struct Flow;
    struct Link;

    void run();
    void setState(State state);
    void wakeUp();
    void acceptOne();
    std::vector<Flow*> moving(Link& link) const; // which directions pass now
    int moveAll(); // milliseconds until the next delayed octets are due; -1: none

    const std::uint16_t m_serverPort;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    int m_wake[2] = { -1, -1 };
    std::atomic<State> m_state { State::Passing };
    std::atomic<std::int64_t> m_delayMs { 0 };
    std::atomic<bool> m_stop { false };
    std::atomic<int> m_accepted { 0 };
    std::list<std::unique_ptr<Link>> m_links; // proxy thread only
    std::thread m_thread;
};

} // namespace locus::test
