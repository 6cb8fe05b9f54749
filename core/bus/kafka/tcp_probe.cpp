// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/tcp_probe.h"

#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace locus::bus::kafka {

namespace {

struct FreeAddresses
{
    void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

#ifdef _WIN32
using Socket = SOCKET;
constexpr Socket noSocket = INVALID_SOCKET;
int lastError()
{
    return WSAGetLastError();
}
bool isPending(int error)
{
    return error == WSAEWOULDBLOCK;
}
void closeSocket(Socket socket)
{
    closesocket(socket);
}
int pollOne(WSAPOLLFD& watched, int ms)
{
    return WSAPoll(&watched, 1, ms);
}
using Watched = WSAPOLLFD;
void makeNonBlocking(Socket socket)
{
    u_long yes = 1;
    ioctlsocket(socket, FIONBIO, &yes);
}
struct Winsock
{
    Winsock() { WSAStartup(MAKEWORD(2, 2), &data); }
    ~Winsock() { WSACleanup(); }
    WSADATA data {};
};
#else
using Socket = int;
constexpr Socket noSocket = -1;
int lastError()
{
    return errno;
}
bool isPending(int error)
{
    return error == EINPROGRESS;
}
void closeSocket(Socket socket)
{
    ::close(socket);
}
using Watched = pollfd;
int pollOne(Watched& watched, int ms)
{
    return ::poll(&watched, 1, ms);
}
void makeNonBlocking(Socket socket)
{
    ::fcntl(socket, F_SETFL, O_NONBLOCK);
}
struct Winsock
{ };
#endif

Result<Addresses> lookUp(const std::string& host, const std::string& port)
{
    addrinfo hints {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const int code =
        getaddrinfo(host.c_str(), port.empty() ? nullptr : port.c_str(), &hints, &list);
    Addresses addresses(list);
    if (code != 0) {
        return retriable("bus.name_unknown", host + ": " + gai_strerror(code));
    }
    return addresses;
}

// 0, or the system's error code.
int tryConnect(const addrinfo& address, int timeoutMs)
{
    const Socket socket = ::socket(address.ai_family, address.ai_socktype, address.ai_protocol);
    if (socket == noSocket) {
        return lastError();
    }
    makeNonBlocking(socket);
    int error = 0;
    if (::connect(socket, address.ai_addr, address.ai_addrlen) != 0) {
        error = lastError();
        if (isPending(error)) {
            Watched watched { socket, POLLOUT, 0 };
            socklen_t size = sizeof error;
            error = ETIMEDOUT;
            if (pollOne(watched, timeoutMs) > 0) {
                ::getsockopt(socket, SOL_SOCKET, SO_ERROR, reinterpret_cast<char*>(&error), &size);
            }
        }
    }
    closeSocket(socket);
    return error;
}

} // namespace

Status resolveName(const std::string& host)
{
    [[maybe_unused]] const Winsock network;
    LOCUS_TRY(lookUp(host, {}));
    return {};
}

Status probeTcp(const std::string& host, const std::string& port, std::chrono::milliseconds timeout)
{
    [[maybe_unused]] const Winsock network;
    LOCUS_TRY_VALUE(addresses, lookUp(host, port));
    int error = 0;
    for (const addrinfo* one = addresses.get(); one != nullptr; one = one->ai_next) {
        error = tryConnect(*one, static_cast<int>(timeout.count()));
        if (error == 0) {
            return {};
        }
    }
    return retriable(
        "bus.unreachable", host + ":" + port + ": " + std::system_category().message(error));
}

} // namespace locus::bus::kafka
