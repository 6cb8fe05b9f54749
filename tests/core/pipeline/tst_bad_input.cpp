// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Records that can never be handled: each is named by its code, counted, kept octet by octet, and
// the rest flows on.
#include "tests/core/pipeline/loop_world.h"
#include "tests/support/test_registry.h"

using namespace locus;
using namespace locus::test;

class BadInputTest : public QObject
{
    Q_OBJECT

private:
    static bus::Record recordOf(LoopWorld& w, Bytes value, std::int64_t timestampMs)
    {
        return { { "t", 0 }, w.offsets[0]++, timestampMs, Bytes("k"), std::move(value), {} };
    }

private Q_SLOTS:
    void f15_isParkedAsItCameAndCounted_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("over the cap")
            << QByteArray("{\"specversion\":\"1.0\",\"id\":\"") + QByteArray(10 * 1024 * 1024, 'x')
            << QByteArray("event.too_large");
        QTest::newRow("ten million brackets") << QByteArray(R"({"specversion":"1.0","data":)")
                + QByteArray(10'000'000, '[') << QByteArray("json.too_deep");
        QTest::newRow("ten million objects")
            << QByteArray(R"({"a":)").repeated(2'000'000) << QByteArray("json.too_deep");
        QTest::newRow("not UTF-8") << QByteArray("{\"specversion\":\"1.0\",\"id\":\"\xff\"}")
                                   << QByteArray("json.not_utf8");
        QTest::newRow("name twice")
            << QByteArray(R"({"specversion":"1.0","id":"1","id":"2","source":"s","type":"t"})")
            << QByteArray("json.duplicate_name");
        QTest::newRow("cut off") << QByteArray(R"({"specversion":"1.0","id":)")
                                 << QByteArray("json.malformed");
    }
    void f15_isParkedAsItCameAndCounted()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, code);
        LoopWorld w;
        QVERIFY(w.open().ok());
        w.send("1", "a", "good");
        w.push(recordOf(w, value.toStdString(), toMillis(w.clock.now())));
        w.send("2", "a", "good");
        for (int i = 0; i < 5; ++i) {
            w.step();
        }
        QVERIFY(w.role.taken == (std::vector<std::string> { "1", "2" }));
        const auto letters = w.letters();
        QCOMPARE(letters.size(), std::size_t { 1 });
        QCOMPARE(letters[0].errorCode, code.toStdString());
        QVERIFY(letters[0].value == value.toStdString());
        QVERIFY(letters[0].key == Bytes("k"));
        QVERIFY(!letters[0].errorMessage.empty() && letters[0].errorMessage.size() < 200);
        const QByteArray line = "dead_letters_parked_total{code=\"" + code + "\"} 1\n";
        QVERIFY(w.metrics.text().find(line.toStdString()) != Bytes::npos);
        QCOMPARE(w.store->offsets.all()->front().next, 3);
    }

    void f13_aTimeThatNoClockShowsIsTakenAsItIs()
    {
        LoopWorld w;
        QVERIFY(w.open().ok());
        const Bytes event = R"({"specversion":"1.0","id":"E","source":"s","type":"Test.Asked",)"
                            R"("subject":"Test/a","data":"good"})";
        const Bytes rubbish = R"({"specversion":"1.0","id":)";
        for (const std::int64_t time : { std::numeric_limits<std::int64_t>::max(),
                 std::numeric_limits<std::int64_t>::min(), std::int64_t { -1 } }) {
            Bytes named = event;
            named.replace(named.find("\"E\""), 3, '"' + std::to_string(time) + '"');
            w.push(recordOf(w, named, time));
            w.push(recordOf(w, rubbish, time));
        }
        w.step();
        QCOMPARE(w.role.taken.size(), std::size_t { 3 });
        const auto letters = w.letters();
        QCOMPARE(letters.size(), std::size_t { 3 });
        QCOMPARE(letters[0].timestampMs, std::numeric_limits<std::int64_t>::max());
    }
};

LOCUS_TEST(bad_input, BadInputTest)
#include "tst_bad_input.moc"
