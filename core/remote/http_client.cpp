// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/http_client.h"

#include "core/base/text.h"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>
#include <optional>

namespace locus::remote {

namespace {

constexpr int kPollMs = 50;

struct CloseEasy
{
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct CloseMulti
{
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct FreeList
{
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

// What the callbacks of one call fill in.
struct Receiver
{
    HttpReply reply;
    std::size_t cap = 0;
    bool overCap = false;
};

std::size_t onBody(char* data, std::size_t size, std::size_t count, void* user)
{
    auto& receiver = *static_cast<Receiver*>(user);
    const std::size_t octets = size * count;
    if (receiver.reply.body.size() + octets > receiver.cap) {
        receiver.overCap = true;
        return CURL_WRITEFUNC_ERROR;
    }
    receiver.reply.body.append(data, octets);
    return octets;
}

std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* user)
{
    auto& receiver = *static_cast<Receiver*>(user);
    const std::string_view line(data, size * count);
    if (line.starts_with("HTTP/")) { // a new status line: what came before was an interim reply
        receiver.reply.headers.clear();
    } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
        receiver.reply.headers.emplace_back(
            trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
    return size * count;
}

HeaderList headerList(const HttpHeaders& headers)
{
    HeaderList list;
    const auto append = [&list](const std::string& line) {
        if (auto* longer = curl_slist_append(list.get(), line.c_str())) {
            static_cast<void>(list.release());
            list.reset(longer);
        }
    };
    append("Expect:"); // no 100-continue round trip before every POST
    for (const auto& [name, value] : headers) {
        append(std::string(name).append(": ").append(value));
    }
    return list;
}

Error transportError(CURLcode code, const std::string& host, const Receiver& receiver)
{
    if (receiver.overCap) {
        return refused("http.reply_too_large",
            "The reply of " + host + " is larger than the " + std::to_string(receiver.cap)
                + " octets that are allowed");
    }
    const std::string why = curl_easy_strerror(code);
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return retriable("http.timeout", host + " did not answer in time");
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return invalid("http.url", "Not a usable http or https address: " + host);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
        return refused("http.tls", "The certificate of " + host + " is not trusted: " + why);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
        return retriable("http.unreachable", host + " cannot be reached: " + why);
    default: return retriable("http.cut", "The exchange with " + host + " broke off: " + why);
    }
}

template <typename T> void set(CURL* easy, CURLoption option, T value)
{
    curl_easy_setopt(easy, option, value);
}

long millis(Duration duration)
{
    return static_cast<long>(
        std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::milliseconds>(duration).count()));
}

} // namespace

// One connection cache with the handle that drives it. Kept between calls so that a batch of
// requests shares one TLS session.
struct Channel
{
    std::unique_ptr<CURL, CloseEasy> easy { curl_easy_init() };
    std::unique_ptr<CURLM, CloseMulti> multi { curl_multi_init() };
};

struct ChannelPool
{
    std::mutex mutex;
    std::vector<std::unique_ptr<Channel>> idle;

    std::unique_ptr<Channel> take()
    {
        const std::lock_guard lock(mutex);
        if (idle.empty()) {
            return std::make_unique<Channel>();
        }
        auto channel = std::move(idle.back());
        idle.pop_back();
        return channel;
    }
    void giveBack(std::unique_ptr<Channel> channel)
    {
        const std::lock_guard lock(mutex);
        idle.push_back(std::move(channel));
    }
};

namespace {

void setUp(CURL* easy, const HttpRequest& request, const HttpSettings& settings,
    curl_slist* headers, Receiver& receiver)
{
    curl_easy_reset(easy);
    set(easy, CURLOPT_URL, request.url.c_str());
    set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    set(easy, CURLOPT_HTTPHEADER, headers);
    set(easy, CURLOPT_TIMEOUT_MS, millis(request.deadline));
    set(easy, CURLOPT_CONNECTTIMEOUT_MS,
        millis(std::min(request.deadline, settings.connectTimeout)));
    set(easy, CURLOPT_WRITEFUNCTION, &onBody);
    set(easy, CURLOPT_WRITEDATA, &receiver);
    set(easy, CURLOPT_HEADERFUNCTION, &onHeader);
    set(easy, CURLOPT_HEADERDATA, &receiver);
    const std::string agent = settings.contact.empty()
        ? settings.userAgent
        : settings.userAgent + " (" + settings.contact + ")";
    set(easy, CURLOPT_USERAGENT, agent.c_str());
    if (!settings.proxy.empty()) {
        set(easy, CURLOPT_PROXY, settings.proxy.c_str());
    }
    if (!settings.caFile.empty()) {
        set(easy, CURLOPT_CAINFO, settings.caFile.c_str());
    }
    if (request.method == "POST") {
        set(easy, CURLOPT_POST, 1L);
        set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(easy, CURLOPT_POSTFIELDS, request.body.data());
    }
}

// Runs until the transfer ends; nothing means that the caller cancelled it.
std::optional<CURLcode> run(Channel& channel, const CancelCheck& cancelled)
{
    curl_multi_add_handle(channel.multi.get(), channel.easy.get());
    std::optional<CURLcode> code;
    int running = 1;
    while (!code) {
        if (cancelled && cancelled()) {
            break;
        }
        if (curl_multi_perform(channel.multi.get(), &running) != CURLM_OK) {
            code = CURLE_FAILED_INIT;
            break;
        }
        int left = 0;
        while (const auto* message = curl_multi_info_read(channel.multi.get(), &left)) {
            if (message->msg == CURLMSG_DONE) {
                code = message->data.result;
            }
        }
        if (!code && running == 0) {
            code = CURLE_FAILED_INIT; // it never started
        } else if (!code) {
            curl_multi_poll(channel.multi.get(), nullptr, 0, kPollMs, nullptr);
        }
    }
    curl_multi_remove_handle(channel.multi.get(), channel.easy.get());
    return code;
}

} // namespace

std::string_view HttpReply::header(std::string_view name) const
{
    for (auto it = headers.rbegin(); it != headers.rend(); ++it) {
        if (equalsIgnoreCase(it->first, name)) {
            return it->second;
        }
    }
    return {};
}

HttpClient::HttpClient(HttpSettings settings)
    : m_settings(std::move(settings))
    , m_pool(std::make_unique<ChannelPool>())
{
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    static_cast<void>(ready);
}

HttpClient::~HttpClient() = default;

Result<HttpReply> HttpClient::send(const HttpRequest& request, const CancelCheck& cancelled)
{
    const std::string host = hostOf(request.url);
    if (request.method != "GET" && request.method != "POST") {
        return invalid("http.method", "HTTP method is " + request.method + ", allowed: GET, POST");
    }
    auto channel = m_pool->take();
    Receiver receiver;
    receiver.cap = request.replyCap;
    const auto headers = headerList(request.headers);
    setUp(channel->easy.get(), request, m_settings, headers.get(), receiver);
    const auto code = run(*channel, cancelled);
    long status = 0;
    curl_easy_getinfo(channel->easy.get(), CURLINFO_RESPONSE_CODE, &status);
    m_pool->giveBack(std::move(channel));
    if (!code) {
        return refused("http.cancelled", "The call to " + host + " was cancelled");
    }
    if (*code != CURLE_OK) {
        return transportError(*code, host, receiver);
    }
    receiver.reply.status = static_cast<int>(status);
    return std::move(receiver.reply);
}

std::string hostOf(std::string_view url)
{
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) {
        return "an address without http:// or https://";
    }
    auto end = url.find_first_of("/?#", scheme + 3);
    auto authority = url.substr(scheme + 3, end == std::string_view::npos ? end : end - scheme - 3);
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
        authority.remove_prefix(at + 1); // never a password in a message
    }
    return std::string(url.substr(0, scheme + 3)) + std::string(authority);
}

std::string percentEncoded(std::string_view text)
{
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[octet >> 4U];
            out += kHex[octet & 15U];
        }
    }
    return out;
}

} // namespace locus::remote
