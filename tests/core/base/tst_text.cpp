// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace std::string_literals;

class TextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void utf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("wrongAt"); // -1: well formed
        QTest::newRow("ascii") << QByteArray("p.Glu7Val") << -1;
        QTest::newRow("four octets") << QByteArray("\xF0\x9F\xA7\xAC") << -1;
        QTest::newRow("latin 1") << QByteArray("M\xFCller") << 1;
        QTest::newRow("overlong slash") << QByteArray("a\xC0\xAF") << 1;
        QTest::newRow("overlong, three octets") << QByteArray("\xE0\x80\xAF") << 0;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << 0;
        QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << 0;
        QTest::newRow("cut short") << QByteArray("ab\xE2\x82") << 2;
    }

    void utf8()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, wrongAt);
        const auto found = firstInvalidUtf8(bytes.toStdString());
        QCOMPARE(found ? static_cast<int>(*found) : -1, wrongAt);
    }

    void whatIsNotUtf8IsMarkedAndTheRestIsKept()
    {
        QCOMPARE(toUtf8("M\xFCller c.1A>T"), "M\xEF\xBF\xBDller c.1A>T"s);
        QCOMPARE(toUtf8("\xC3\xA9"), "\xC3\xA9"s);
        QVERIFY(isUtf8(toUtf8("\xF0\x9F\xED\xA0\x80\xFF")));
    }

    void splittingAndJoining()
    {
        const auto parts = split("a,,b", ',');
        QCOMPARE(parts, (std::vector<std::string_view> { "a", "", "b" }));
        QCOMPARE(split("", ',').size(), std::size_t(1));
        const std::vector<std::string> words { "a", "b", "c" };
        QCOMPARE(join(words, ", "), "a, b, c"s);
        QCOMPARE(trimmed(" \t x y \r\n"), std::string_view("x y"));
        QCOMPARE(trimmed(" \n"), std::string_view());
    }

    void numbersAreWholeTexts()
    {
        QCOMPARE(toInt("-42").value(), -42);
        QVERIFY(!toInt("42 "));
        QVERIFY(!toInt("+42"));
        QVERIFY(!toInt(""));
        QVERIFY(!toInt("99999999999999999999"));
    }

    void didYouMean()
    {
        const std::vector<std::string> known { "listen", "bootstrap", "roles" };
        QCOMPARE(nearestName("bootstap", known), "bootstrap"s);
        QCOMPARE(nearestName("rols", known), "roles"s);
        QCOMPARE(nearestName("zzzzzz", known), ""s);
    }
};

LOCUS_TEST(text, TextTest)
#include "tst_text.moc"
