// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tcp_proxy.h"

#include <algorithm>
#include <array>
#include <deque>
#include <vector>

#include <arpa/inet.h>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace locus::test {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t heldBytes = 4UL * 1024 * 1024; // a direction holds no more: the sender waits

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

} // namespace

// Octets on their way from one socket to another, each chunk with the time when it may leave.
struct TcpProxy::Flow
{
    int from = -1;
    int to = -1;
    bool ended = false; // `from` has no more
    std::size_t held = 0;
    std::deque<std::pair<Clock::time_point, std::string>> chunks;

    [[nodiscard]] bool wantsMore() const { return !ended && held < heldBytes; }

    // False: the connection is broken.
    bool take(std::chrono::milliseconds delay)
    {
        std::array<char, 65536> buffer {};
        const ssize_t n = ::recv(from, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (n > 0) {
            chunks.emplace_back(
                Clock::now() + delay, std::string(buffer.data(), static_cast<std::size_t>(n)));
            held += static_cast<std::size_t>(n);
        } else if (n == 0) {
            ended = true;
        } else {
            return errno == EAGAIN || errno == EINTR;
        }
        return true;
    }

    bool give()
    {
        while (!chunks.empty() && chunks.front().first <= Clock::now()) {
            std::string& chunk = chunks.front().second;
            const ssize_t n = ::send(to, chunk.data(), chunk.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
            if (n < 0) {
                return errno == EAGAIN || errno == EINTR;
            }
            held -= static_cast<std::size_t>(n);
            chunk.erase(0, static_cast<std::size_t>(n));
            if (!chunk.empty()) {
                return true;
            }
            chunks.pop_front();
        }
        return !(ended && chunks.empty());
    }
};

struct TcpProxy::Link
{
    Link(int client, int server)
        : up { client, server, false, 0, {} }
        , down { server, client, false, 0, {} }
    { }
    ~Link()
    {
        ::close(up.from);
        ::close(down.from);
    }
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    Flow up;
    Flow down;
};

TcpProxy::TcpProxy(std::uint16_t serverPort, std::uint16_t port)
    : m_serverPort(serverPort)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address = loopback(port);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    ::bind(m_listener, generic, size);
    ::listen(m_listener, 64);
    ::getsockname(m_listener, generic, &size);
    m_port = ntohs(address.sin_port);
    if (::pipe2(m_wake, O_CLOEXEC | O_NONBLOCK) == 0) {
        m_thread = std::thread([this] { run(); });
    }
}

TcpProxy::~TcpProxy()
{
    m_stop = true;
    wakeUp();
    m_thread.join();
    ::close(m_listener);
    ::close(m_wake[0]);
    ::close(m_wake[1]);
}

std::string TcpProxy::address() const
{
    return "127.0.0.1:" + std::to_string(m_port);
}

void TcpProxy::cut()
{
    setState(State::Cut);
}

void TcpProxy::freeze()
{
    setState(State::Frozen);
}

void TcpProxy::silence()
{
    setState(State::Silent);
}

void TcpProxy::mend()
{
    m_delayMs = 0;
    setState(State::Passing);
}

void TcpProxy::delay(std::chrono::milliseconds by)
{
    m_delayMs = by.count();
    wakeUp();
}

void TcpProxy::setState(State state)
{
    m_state = state;
    wakeUp();
}

void TcpProxy::wakeUp()
{
    const char octet = 0;
    [[maybe_unused]] const ssize_t written = ::write(m_wake[1], &octet, 1);
}

void TcpProxy::run()
{
    while (!m_stop) {
        if (m_state == State::Cut) {
            m_links.clear();
        }
        const int wait = moveAll();
        std::vector<pollfd> watched { { m_wake[0], POLLIN, 0 }, { m_listener, POLLIN, 0 } };
        for (const auto& link : m_links) {
            for (const Flow* flow : moving(*link)) {
                const bool blocked =
                    !flow->chunks.empty() && flow->chunks.front().first <= Clock::now();
                watched.push_back(
                    { flow->from, static_cast<short>(flow->wantsMore() ? POLLIN : 0), 0 });
                watched.push_back({ flow->to, static_cast<short>(blocked ? POLLOUT : 0), 0 });
            }
        }
        ::poll(watched.data(), watched.size(), wait);
        std::array<char, 64> ignored {};
        while (::read(m_wake[0], ignored.data(), ignored.size()) > 0) { }
        if ((watched[1].revents & POLLIN) != 0) {
            acceptOne();
        }
    }
    m_links.clear();
}

void TcpProxy::acceptOne()
{
    const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) {
        return;
    }
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(m_serverPort);
    if (m_state == State::Cut
        || ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(client);
        ::close(server);
        return;
    }
    const int yes = 1;
    ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ++m_accepted;
    m_links.push_back(std::make_unique<Link>(client, server));
}

std::vector<TcpProxy::Flow*> TcpProxy::moving(Link& link) const
{
    switch (m_state) {
    case State::Frozen: return {};
    case State::Silent: return { &link.up };
    default: return { &link.up, &link.down };
    }
}

int TcpProxy::moveAll()
{
    const std::chrono::milliseconds delay(m_delayMs.load());
    auto next = Clock::time_point::max();
    for (auto link = m_links.begin(); link != m_links.end();) {
        bool alive = true;
        for (Flow* flow : moving(**link)) {
            alive = alive && (!flow->wantsMore() || flow->take(delay)) && flow->give();
            if (!flow->chunks.empty()) {
                next = std::min(next, flow->chunks.front().first);
            }
        }
        link = alive ? std::next(link) : m_links.erase(link);
    }
    if (next == Clock::time_point::max()) {
        return -1;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
    return left > 0 ? static_cast<int>(left) : -1; // due and blocked: POLLOUT tells
}

} // namespace locus::test
