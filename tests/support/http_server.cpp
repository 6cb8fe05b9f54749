// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_server.h"

#include "core/base/text.h"

#include <QByteArray>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

namespace locus::test {

namespace {

constexpr int kPollMs = 20;

std::uint32_t crc32(const std::string& data)
{
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : data) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

void appendLittleEndian(std::string& out, std::uint32_t value)
{
    for (unsigned shift = 0; shift < 32; shift += 8) {
        out += static_cast<char>((value >> shift) & 0xFFU);
    }
}

// Qt's zlib stream (4 octets of length, 2 of header, deflate data, 4 of checksum) in gzip's frame.
std::string gzipped(const std::string& data)
{
    const std::string zlib = qCompress(QByteArray::fromStdString(data)).toStdString();
    std::string out("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
    out += zlib.substr(6, zlib.size() - 10);
    appendLittleEndian(out, crc32(data));
    appendLittleEndian(out, static_cast<std::uint32_t>(data.size()));
    return out;
}

// Reads one request; nothing if the client left before it was whole.
std::optional<ServedRequest> readRequest(QTcpSocket& socket, const std::atomic<bool>& stop)
{
    std::string data;
    const auto more = [&] {
        while (!stop && socket.state() == QAbstractSocket::ConnectedState) {
            if (socket.bytesAvailable() > 0 || socket.waitForReadyRead(kPollMs)) {
                data += socket.readAll().toStdString();
                return true;
            }
        }
        return false;
    };
    while (data.find("\r\n\r\n") == std::string::npos) {
        if (!more()) {
            return std::nullopt;
        }
    }
    const auto headEnd = data.find("\r\n\r\n");
    ServedRequest request;
    const std::string head = data.substr(0, headEnd);
    const auto lines = split(head, '\n');
    const auto first = split(trimmed(lines[0]), ' ');
    request.method = first[0];
    request.target = first.size() > 1 ? first[1] : "";
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto colon = lines[i].find(':');
        if (colon != std::string_view::npos) {
            request.headers[toLower(lines[i].substr(0, colon))] =
                trimmed(lines[i].substr(colon + 1));
        }
    }
    const auto length =
        static_cast<std::size_t>(toInt(request.headers["content-length"]).value_or(0));
    while (data.size() < headEnd + 4 + length) {
        if (!more()) {
            return std::nullopt;
        }
    }
    request.body = data.substr(headEnd + 4, length);
    return request;
}

void write(QTcpSocket& socket, const ServedReply& reply)
{
    const std::string body = reply.gzip ? gzipped(reply.body) : reply.body;
    std::string out = "HTTP/1.1 " + std::to_string(reply.status)
        + " Served\r\nContent-Type: " + reply.contentType
        + "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    if (reply.gzip) {
        out += "Content-Encoding: gzip\r\n";
    }
    for (const auto& [name, value] : reply.headers) {
        out += name + ": " + value + "\r\n";
    }
    out += "\r\n" + body.substr(0, reply.cutAfter.value_or(body.size()));
    socket.write(out.data(), static_cast<qint64>(out.size()));
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(1000)) { }
    socket.disconnectFromHost();
    if (socket.state() != QAbstractSocket::UnconnectedState) {
        socket.waitForDisconnected(1000);
    }
}

} // namespace

struct HttpServer::State
{
    Handler handler;
    std::atomic<bool> stop { false };
    std::uint16_t port = 0;
    mutable std::mutex mutex;
    std::vector<ServedRequest> requests;
    std::thread thread;

    void serve(QTcpSocket& socket)
    {
        const auto request = readRequest(socket, stop);
        if (!request) {
            return;
        }
        {
            const std::lock_guard lock(mutex);
            requests.push_back(*request);
        }
        const ServedReply reply = handler(*request);
        if (!reply.hang) {
            write(socket, reply);
            return;
        }
        while (!stop && socket.state() == QAbstractSocket::ConnectedState) {
            socket.waitForDisconnected(kPollMs);
        }
    }

    void run(std::promise<std::uint16_t> ready)
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        ready.set_value(server.serverPort());
        while (!stop) {
            if (server.hasPendingConnections() || server.waitForNewConnection(kPollMs)) {
                const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
                serve(*socket);
            }
        }
    }
};

HttpServer::HttpServer(Handler handler)
    : m_state(std::make_unique<State>())
{
    m_state->handler = std::move(handler);
    std::promise<std::uint16_t> ready;
    auto port = ready.get_future();
    m_state->thread = std::thread([state = m_state.get(), ready = std::move(ready)]() mutable {
        state->run(std::move(ready));
    });
    m_state->port = port.get();
}

HttpServer::~HttpServer()
{
    m_state->stop = true;
    m_state->thread.join();
}

std::string HttpServer::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_state->port);
}

std::vector<ServedRequest> HttpServer::requests() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->requests;
}

} // namespace locus::test
