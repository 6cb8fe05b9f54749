// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/http_client.h"
#include "tests/support/http_server.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace locus;
using namespace std::chrono_literals;
using remote::HttpClient;
using remote::HttpRequest;
using test::HttpServer;
using test::ServedReply;
using test::ServedRequest;

class HttpClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesMethodHeadersAndBody()
    {
        HttpServer server([](const ServedRequest& request) {
            return ServedReply { 201, request.method + request.target + request.body, "text/plain",
                { { "X-Limit", "7" } } };
        });
        HttpClient http({ .contact = "it@hospital.example" });
        HttpRequest request { "POST", server.url() + "/a?b=1", { { "Accept", "x/y" } }, "body" };
        const auto reply = http.send(request);
        QVERIFY(reply.ok());
        QCOMPARE(reply->status, 201);
        QCOMPARE(reply->body, std::string("POST/a?b=1body"));
        QCOMPARE(std::string(reply->header("x-limit")), std::string("7"));
        const auto seen = server.requests().at(0);
        QCOMPARE(seen.headers.at("accept"), std::string("x/y"));
        QCOMPARE(seen.headers.at("user-agent"),
            std::string("Locus/" LOCUS_VERSION " (it@hospital.example)"));
        QVERIFY(!seen.headers.contains("expect"));
    }

    void unpacksGzipAndCapsWhatComesOut()
    {
        HttpServer server([](const ServedRequest&) {
            ServedReply reply { 200, std::string(100'000, 'a') };
            reply.gzip = true;
            return reply;
        });
        HttpClient http({});
        HttpRequest request { "GET", server.url() + "/" };
        const auto whole = http.send(request);
        QVERIFY(whole.ok());
        QCOMPARE(whole->body.size(), std::size_t(100'000));
        QCOMPARE(server.requests().at(0).headers.at("accept-encoding"), std::string("gzip"));
        request.replyCap = 10'000; // the packed body is far smaller than that
        const auto capped = http.send(request);
        QVERIFY(!capped.ok());
        QCOMPARE(capped.error().code, std::string("http.reply_too_large"));
        QVERIFY(!capped.error().isRetriable());
    }

    void namesTimeoutsAndBrokenAnswers()
    {
        HttpServer server([](const ServedRequest& request) {
            ServedReply reply { 200, std::string(1000, 'a') };
            reply.hang = request.target == "/hang/secret-variant";
            reply.cutAfter = 500;
            return reply;
        });
        HttpClient http({});
        HttpRequest request { "GET", server.url() + "/hang/secret-variant" };
        request.deadline = 200ms;
        const auto slow = http.send(request);
        QVERIFY(!slow.ok());
        QCOMPARE(slow.error().code, std::string("http.timeout"));
        QVERIFY(slow.error().isRetriable());
        QVERIFY(slow.error().message.find("secret") == std::string::npos);
        const auto half = http.send({ "GET", server.url() + "/" });
        QVERIFY(!half.ok());
        QCOMPARE(half.error().code, std::string("http.cut"));
        QVERIFY(half.error().isRetriable());
    }

    void namesAnUnreachableHost()
    {
        std::string url;
        {
            HttpServer server([](const ServedRequest&) { return ServedReply {}; });
            url = server.url();
        }
        HttpClient http({});
        const auto reply = http.send({ "GET", url + "/x" });
        QVERIFY(!reply.ok());
        QCOMPARE(reply.error().code, std::string("http.unreachable"));
        QVERIFY(reply.error().isRetriable());
        QVERIFY(reply.error().message.find(url) != std::string::npos);
    }

    void refusesOtherSchemesAndMethods()
    {
        HttpClient http({});
        QCOMPARE(
            http.send({ "GET", "file:///etc/hostname" }).error().code, std::string("http.url"));
        QCOMPARE(
            http.send({ "PATCH", "http://127.0.0.1/" }).error().code, std::string("http.method"));
    }

    void doesNotFollowARedirect()
    {
        HttpServer server([](const ServedRequest&) {
            return ServedReply { 307, "", "text/plain", { { "Location", "/elsewhere" } } };
        });
        HttpClient http({});
        const auto reply = http.send({ "POST", server.url() + "/", {}, "payload" });
        QVERIFY(reply.ok());
        QCOMPARE(reply->status, 307);
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void stopsWhenTheCallerLeaves()
    {
        std::atomic<bool> left { false };
        HttpServer server([&left](const ServedRequest&) {
            left = true;
            ServedReply reply;
            reply.hang = true;
            return reply;
        });
        HttpClient http({});
        const auto reply =
            http.send({ "GET", server.url() + "/" }, [&left] { return left.load(); });
        QVERIFY(!reply.ok());
        QCOMPARE(reply.error().code, std::string("http.cancelled"));
    }

    void goesThroughTheProxyThatIsSet()
    {
        HttpServer proxy([](const ServedRequest&) { return ServedReply { 200, "via" }; });
        HttpClient http({ .proxy = proxy.url() });
        const auto reply = http.send({ "GET", "http://vep.example/info/ping" });
        QVERIFY(reply.ok());
        QCOMPARE(proxy.requests().at(0).target, std::string("http://vep.example/info/ping"));
    }

    void servesSeveralThreads()
    {
        HttpServer server([](const ServedRequest& request) {
            return ServedReply { 200, request.target };
        });
        HttpClient http({});
        std::vector<std::future<bool>> calls;
        for (int i = 0; i < 8; ++i) {
            calls.push_back(std::async(std::launch::async, [&http, &server, i] {
                const std::string path = "/" + std::to_string(i);
                const auto reply = http.send({ "GET", server.url() + path });
                return reply.ok() && reply->body == path;
            }));
        }
        for (auto& call : calls) {
            QVERIFY(call.get());
        }
    }

    void hidesUserAndPathOfAnAddress()
    {
        QCOMPARE(remote::hostOf("https://user:pw@host.example:81/path?q"),
            std::string("https://host.example:81"));
        QCOMPARE(remote::percentEncoded("9:g.1C>T é"), std::string("9%3Ag.1C%3ET%20%C3%A9"));
    }
};

LOCUS_TEST(http_client, HttpClientTest)
#include "tst_http_client.moc"
