// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/raw_web_client.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace locus::bench {

namespace {

constexpr std::array<unsigned char, 4> mask { 0x31, 0x41, 0x59, 0x26 };
constexpr unsigned char finalText = 0x81;
constexpr unsigned char finalClose = 0x88;
constexpr unsigned char finalPing = 0x89;
constexpr unsigned char masked = 0x80;
constexpr unsigned char twoOctets = 126;
constexpr std::size_t readOctets = 64UL * 1024;

Error failed(const std::string& what)
{
    return fatal("bench.clients", what);
}

// Where a whole frame of a server ends and its payload begins; nothing: more has to come.
struct Frame
{
    std::size_t begin = 0;
    std::size_t end = 0;
};
Frame frameIn(BytesView in)
{
    const auto octet = [in](std::size_t i) { return static_cast<unsigned char>(in[i]); };
    if (in.size() < 2) {
        return {};
    }
    std::size_t begin = 2;
    std::size_t size = octet(1);
    if (size >= twoOctets) {
        const std::size_t width = size == twoOctets ? 2 : 8;
        begin += width;
        if (in.size() < begin) {
            return {};
        }
        size = 0;
        for (std::size_t i = 2; i < begin; ++i) {
            size = size << 8U | octet(i);
        }
    }
    return in.size() < begin + size ? Frame {} : Frame { begin, begin + size };
}

} // namespace

Bytes textFrame(BytesView text)
{
    Bytes out;
    out += static_cast<char>(finalText);
    if (text.size() < twoOctets) {
        out += static_cast<char>(masked | text.size());
    } else {
        out += static_cast<char>(masked | twoOctets);
        out += static_cast<char>(text.size() >> 8U & 0xFFU);
        out += static_cast<char>(text.size() & 0xFFU);
    }
    for (const unsigned char octet : mask) {
        out += static_cast<char>(octet);
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += static_cast<char>(static_cast<unsigned char>(text[i]) ^ mask.at(i % mask.size()));
    }
    return out;
}

RawWebClient::~RawWebClient()
{
    if (m_socket >= 0) {
        ::close(m_socket);
    }
}

Status RawWebClient::upgrade(std::uint16_t port)
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to {};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (m_socket < 0 || ::connect(m_socket, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
        return failed("the gateway was not reached");
    }
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_out = "GET /rpc HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: bG9jdXMtYmVuY2gtMTIzNA==\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: locus.v1\r\n\r\n";
    constexpr std::string_view end = "\r\n\r\n";
    std::array<char, readOctets> part {};
    for (flush(); m_in.find(end) == Bytes::npos;) {
        const ssize_t got = ::recv(m_socket, part.data(), part.size(), 0);
        if (got <= 0) {
            return failed("the gateway closed before the upgrade");
        }
        m_in.append(part.data(), static_cast<std::size_t>(got));
    }
    if (!m_in.starts_with("HTTP/1.1 101")) {
        return failed("not upgraded: " + m_in.substr(0, m_in.find('\r')));
    }
    m_in.erase(0, m_in.find(end) + end.size());
    return {};
}

Status RawWebClient::open(std::uint16_t port, const std::string& token)
{
    LOCUS_TRY(upgrade(port));
    send(textFrame(R"({"jsonrpc":"2.0","id":1,"method":"session.open","params":{"token":")" + token
        + R"(","client":"bench","version":"1.0"}})"));
    Bytes answer;
    while (answer.empty()) {
        const bool stands = read([&](BytesView text) { answer = text; });
        if (!stands) {
            return failed("the gateway closed before the sign-in");
        }
    }
    ::fcntl(m_socket, F_SETFL, ::fcntl(m_socket, F_GETFL) | O_NONBLOCK);
    return answer.find("\"result\"") == Bytes::npos ? Status(failed(answer)) : Status();
}

bool RawWebClient::flush()
{
    while (!m_out.empty()) {
        const ssize_t sent = ::send(m_socket, m_out.data(), m_out.size(), MSG_NOSIGNAL);
        if (sent < 0) {
            return errno == EAGAIN;
        }
        m_out.erase(0, static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawWebClient::send(BytesView frame)
{
    if (!m_out.empty()) {
        m_out.append(frame);
        return flush();
    }
    const ssize_t sent = ::send(m_socket, frame.data(), frame.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) {
        return false;
    }
    m_out.append(frame.substr(static_cast<std::size_t>(sent < 0 ? 0 : sent)));
    return true;
}

bool RawWebClient::read(const std::function<void(BytesView)>& onText)
{
    thread_local std::array<char, readOctets> part;
    const ssize_t got = ::recv(m_socket, part.data(), part.size(), 0);
    if (got <= 0) {
        return got < 0 && errno == EAGAIN;
    }
    BytesView in(part.data(), static_cast<std::size_t>(got));
    if (!m_in.empty()) {
        m_in.append(in);
        in = m_in;
    }
    bool stands = true;
    for (Frame at = frameIn(in); at.end > 0; at = frameIn(in)) {
        const auto opcode = static_cast<unsigned char>(in.front());
        if (opcode == finalText) {
            onText(in.substr(at.begin, at.end - at.begin));
        } else if (opcode == finalPing) {
            stands = stands && send("\x8A\x80\x31\x41\x59\x26"); // its pings are empty
        } else if (opcode == finalClose) {
            stands = false;
        }
        in.remove_prefix(at.end);
    }
    Bytes rest(in);
    m_in = std::move(rest);
    return stands;
}

} // namespace locus::bench
