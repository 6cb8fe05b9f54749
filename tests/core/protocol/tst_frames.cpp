// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/base64.h"
#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"
#include "core/protocol/rpc_error.h"
#include "core/protocol/rpc_frame.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace locus;
using namespace locus::protocol;
using nlohmann::json;

namespace {

std::string codeOf(BytesView text)
{
    const auto parsed = parseJson(text, { 64UL * 1024 * 1024, 32 });
    return parsed.ok() ? "ok" : parsed.error().code;
}

} // namespace

class FramesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonIsStrict()
    {
        QCOMPARE(codeOf("{\"a\":[1,2,{\"b\":null}]}"), std::string("ok"));
        QCOMPARE(codeOf("{\"a\":1,\"a\":2}"), std::string("json.duplicate_name"));
        QCOMPARE(codeOf("{\"a\":{\"a\":1}}"), std::string("ok"));
        QCOMPARE(codeOf("{\"a\":18446744073709551616}"), std::string("json.number_range"));
        QCOMPARE(codeOf("{\"a\":1e3}"), std::string("ok"));
        QCOMPARE(codeOf("{\"a\":\"\xff\"}"), std::string("json.not_utf8"));
        QCOMPARE(codeOf("{\"a\":1}x"), std::string("json.malformed"));
        QCOMPARE(codeOf(""), std::string("json.malformed"));
        QCOMPARE(codeOf("{'a':1}"), std::string("json.malformed"));
        QCOMPARE(codeOf(std::string(1'000'000, '[')), std::string("json.too_deep"));
        QCOMPARE(codeOf(std::string(32, '[') + std::string(32, ']')), std::string("ok"));
        QCOMPARE(codeOf(std::string(33, '[') + std::string(33, ']')), std::string("json.too_deep"));
        QCOMPARE(codeOf("\"" + std::string(100, '[') + "\\\"" + std::string(100, '[') + "\""),
            std::string("ok")); // brackets within a string nest nothing
        QCOMPARE(parseJson("[1]", { 2, 32 }).error().code, std::string("json.too_large"));
    }

    void requestsRoundTrip()
    {
        for (const RpcId& id : { RpcId(std::int64_t(-7)), RpcId(std::string("a\"b")) }) {
            const RpcRequest request { "analyses.list", "{\"limit\":5}", id };
            RpcId seen;
            const auto read = parseRequest(encodeRequest(request), seen);
            QVERIFY(read.ok());
            QCOMPARE(read->method, request.method);
            QCOMPARE(read->params, request.params);
            QVERIFY(read->id == id && seen == id);
        }
    }

    void theIdIsKnownEvenWhenTheRestIsWrong()
    {
        RpcId id;
        const auto read =
            parseRequest("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"x\",\"params\":[]}", id);
        QCOMPARE(read.error().code, std::string("rpc.invalid_request"));
        QVERIFY(id == RpcId(std::int64_t(5)));
        QVERIFY(!parseRequest("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"x\"}", id).ok());
        QVERIFY(!parseRequest("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"x\"}", id).ok());
        QVERIFY(
            !parseRequest("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"extra\":1}", id).ok());
    }

    void errorsSurviveBothWays()
    {
        for (const ErrorKind kind :
            { ErrorKind::Retriable, ErrorKind::Poison, ErrorKind::Fatal, ErrorKind::Refused,
                ErrorKind::NotFound, ErrorKind::Conflict, ErrorKind::Invalid }) {
            const Error error { "some.code", kind, "words",
                { { "field", "f" }, { "allowed", "a" }, { "retryAfterMs", "250" },
                    { "currentVersion", "9" }, { "by", "b.lind" } } };
            const auto message = parseServerMessage(encodeResponse(std::int64_t(3), error));
            QVERIFY(message.ok());
            const auto& response = std::get<RpcResponse>(*message);
            const Error& back = response.result.error();
            QCOMPARE(back.code, error.code);
            QVERIFY(back.kind == kind);
            QCOMPARE(back.message, error.message);
            for (const auto& [name, value] : error.context) {
                QCOMPARE(std::string(back.fact(name)), value);
            }
        }
        QCOMPARE(rpcCodeOf(conflict("x", "")), -32002);
        QCOMPARE(rpcCodeOf(notFound("x", "")), -32003);
        QCOMPARE(rpcCodeOf(refused("people.not_permitted", "")), -32004);
        QCOMPARE(rpcCodeOf(retriable("x", "")), -32005);
        QCOMPARE(rpcCodeOf(refused("x", "")), -32001);
        QCOMPARE(rpcCodeOf(fatal("x", "")), -32603);
        const Error foreign =
            errorFromJson({ { "code", -32601 }, { "message", "Method not found" } });
        QVERIFY(foreign.kind == ErrorKind::Invalid);
        QCOMPARE(foreign.message, std::string("Method not found"));
    }

    void fieldsNameWhatIsWrong()
    {
        const json object = { { "limit", "ten" }, { "modes", 1 } };
        JsonFields wrong(object);
        wrong.integerOr("limit", 5, 1, 10);
        QCOMPARE(wrong.status().error().code, std::string("params.type"));
        QCOMPARE(std::string(wrong.status().error().fact("field")), std::string("limit"));
        JsonFields unknown(object);
        unknown.textOr("limit");
        unknown.textOr("mode");
        const Error error = unknown.statusStrict().error();
        QCOMPARE(error.code, std::string("params.unknown"));
        QVERIFY(error.message.find("\"mode\"") != std::string::npos);
        QCOMPARE(std::string(error.fact("allowed")), std::string("limit, mode"));
        QVERIFY(unknown.status().ok()); // an answer may say more
    }

    void base64IsExact()
    {
        anyBytesRoundTrip();
        QCOMPARE(toBase64("Man"), Bytes("TWFu"));
        QCOMPARE(toBase64("Ma"), Bytes("TWE="));
        QCOMPARE(toBase64("M"), Bytes("TQ=="));
        for (const char* bad : { "TQ=", "T===", "TQ==TQ==", "TR==", "TWF ", "TW\nu" }) {
            QVERIFY2(!fromBase64(bad).has_value(), bad);
        }
    }

private:
    static void anyBytesRoundTrip()
    {
        test::SeededRandom random(7);
        for (int i = 0; i < 200; ++i) {
            Bytes bytes;
            for (auto n = random.below(70); n > 0; --n) {
                bytes += static_cast<char>(random.next());
            }
            QCOMPARE(fromBase64(toBase64(bytes)).value_or("none"), bytes);
        }
    }

private Q_SLOTS:
    void garbageNeverHarms()
    {
        test::SeededRandom random(11);
        const std::string seed =
            "{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"a.b\",\"params\":{\"x\":[1,2.5,null]}}";
        int readable = 0;
        for (int i = 0; i < 20'000; ++i) {
            std::string text = seed;
            for (auto n = 1 + random.below(4); n > 0; --n) {
                text[random.below(text.size())] = static_cast<char>(random.next());
            }
            RpcId id;
            const auto read = parseRequest(text, id);
            readable += read.ok() ? 1 : 0;
            QVERIFY(read.ok() || read.error().code.starts_with("rpc."));
            (void)parseServerMessage(text);
        }
        QVERIFY(readable > 0 && readable < 20'000);
    }
};

LOCUS_TEST(frames, FramesTest)
#include "tst_frames.moc"
