// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/loose_json.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace locus;
namespace loose = locus::remote::loose;

class LooseJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryDigitOfAFraction()
    {
        const auto parsed = loose::parse("{\"a\":300377.0020,\"b\":0.10,\"c\":[1.50]}");
        QVERIFY(parsed.ok());
        QCOMPARE(loose::text(*parsed, "a"), std::string("300377.0020"));
        QCOMPARE(loose::number(*parsed, "b").value_or(-1), 0.1);
        QCOMPARE(loose::texts(*parsed, "c"), std::vector<std::string> { "1.50" });
    }

    void takesAScalarInAnyType()
    {
        const auto parsed = loose::parse(
            "{\"i\":7,\"t\":\"7\",\"d\":7.0,\"p\":\"991/1017\",\"y\":1,\"n\":null,\"o\":{}}");
        QVERIFY(parsed.ok());
        for (const auto* name : { "i", "t", "d" }) {
            QCOMPARE(loose::number(*parsed, name).value_or(-1), 7.0);
        }
        QCOMPARE(loose::text(*parsed, "i"), std::string("7"));
        QCOMPARE(loose::integer(*parsed, "p").value_or(-1), std::int64_t(991));
        QVERIFY(loose::flag(*parsed, "y"));
        QVERIFY(!loose::number(*parsed, "n") && !loose::number(*parsed, "o"));
        QCOMPARE(loose::text(*parsed, "missing"), std::string());
    }

    void refusesWhatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("html") << QByteArray("<html>500</html>");
        QTest::newRow("half") << QByteArray("[{\"input\":\"a\"},{\"inp");
        QTest::newRow("half string") << QByteArray("[{\"input\":\"a]\"]");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("two lists") << QByteArray("[1][2]");
        QTest::newRow("gap") << QByteArray("[1,,2]");
        QTest::newRow("trailing comma") << QByteArray("[1,]");
        QTest::newRow("deep") << QByteArray("[") + QByteArray(100, '[') + QByteArray(101, ']');
    }
    void refusesWhatIsNoJson()
    {
        QFETCH(QByteArray, body);
        const std::string text = body.toStdString();
        const auto elements = loose::elements(text);
        bool good = elements.ok();
        for (std::size_t i = 0; good && i < elements->size(); ++i) {
            good = loose::parse((*elements)[i]).ok();
        }
        QVERIFY(!good);
    }

    void cutsAListIntoItsRawElements()
    {
        const auto found =
            loose::elements(" [ {\"a\":\"],[\\\"\" , \"b\":[1,2]} , {\"c\":1.50} ] ");
        QVERIFY(found.ok());
        QCOMPARE(found->size(), std::size_t(2));
        QCOMPARE(std::string((*found)[0]), std::string("{\"a\":\"],[\\\"\" , \"b\":[1,2]}"));
        QCOMPARE(std::string((*found)[1]), std::string("{\"c\":1.50}"));
        QVERIFY(loose::elements("[]").ok() && loose::elements("[]")->empty());
        QCOMPARE(loose::elements("{}")->size(), std::size_t(1));
    }
};

LOCUS_TEST(loose_json, LooseJsonTest)
#include "tst_loose_json.moc"
