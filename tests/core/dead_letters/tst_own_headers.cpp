// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/failure_headers.h"
#include "core/dead_letters/failure_reader.h"
#include "core/dead_letters/own_headers.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::dead_letters;

class OwnHeadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        std::vector<events::WireHeader> headers { { "a", Bytes("1") }, { "a", std::nullopt } };
        OwnFailure own { Uuid {}, "orders", 3, 42, 1772439300000, true, "json.malformed", "poison",
            "no object", 5 };
        own.consumerGroup = "workflow-engine-order-consumer";
        own.handler = "orders";
        own.parkedBehind = Uuid {};
        own.trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        addOwnHeaders(headers, own);
        QCOMPARE(headers.size(), std::size_t { 2 + 16 });
        QVERIFY(headers[0] == events::WireHeader("a", Bytes("1")));
        for (std::size_t i = 2; i < headers.size(); ++i) {
            const FailureHeader* const known = findFailureHeader(headers[i].first);
            QVERIFY2(known && known->family == Family::Locus, headers[i].first.c_str());
        }
        const Failure read = readFailure({ "orders.dlq", 0, 0, 0, {}, {}, headers });
        QCOMPARE(toString(read.family), std::string_view("locus"));
        QCOMPARE(toString(read.role), std::string_view("dead-letter"));
        QVERIFY(read.original == (Place { "orders", 3, 42, 1772439300000 }));
        QVERIFY(read.exception.has_value());
        QCOMPARE(read.exception->className.value_or(""), std::string("json.malformed"));
        QCOMPARE(read.exception->message.value_or(""), std::string("no object"));
        QVERIFY(!read.exception->causeClass && !read.exception->rootCauseClass);
        QCOMPARE(read.attempts.value_or(-1), std::int64_t { 5 });
        QCOMPARE(read.handler.value_or(""), std::string("orders"));
        QCOMPARE(read.consumerGroup.value_or(""), std::string("workflow-engine-order-consumer"));
        QVERIFY(read.malformed.empty());
    }

    void whatIsNotKnownIsNotWritten()
    {
        std::vector<events::WireHeader> headers;
        addOwnHeaders(headers, {});
        QCOMPARE(headers.size(), std::size_t { 14 });
        for (const events::WireHeader& header : headers) {
            QVERIFY(header.first != "locus-dl-trace" && header.first != "locus-dl-parked-behind");
        }
    }
};

LOCUS_TEST(own_headers, OwnHeadersTest)
#include "tst_own_headers.moc"
