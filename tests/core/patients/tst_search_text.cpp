// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/search_text.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus::patients;

class SearchTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreComparedWithoutCaseAndAccents_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("compared");
        QTest::newRow("case") << "OSEI"
                              << "osei";
        QTest::newRow("umlaut") << QString::fromUtf8("M\u00fcller") << "muller";
        QTest::newRow("decomposed") << QString::fromUtf8("Mu\u0308ller") << "muller";
        QTest::newRow("sharp s") << QString::fromUtf8("Gro\u00df") << "gross";
        QTest::newRow("nordic") << QString::fromUtf8("S\u00f8ren \u00c6bel\u00f8")
                                << "soren aebelo";
        QTest::newRow("polish") << QString::fromUtf8("\u0141ucja") << "lucja";
        QTest::newRow("turkish") << QString::fromUtf8("\u0130lk\u0131n") << "ilkin";
        QTest::newRow("apostrophe") << QString::fromUtf8("O\u2019Brien") << "obrien";
        QTest::newRow("plain apostrophe") << "O'Brien"
                                          << "obrien";
        QTest::newRow("hyphen") << "Anne-Marie  van der Berg"
                                << "anne marie van der berg";
        QTest::newRow("greek") << QString::fromUtf8("\u03a0\u03b1\u03c0\u03ac\u03c2")
                               << QString::fromUtf8("\u03c0\u03b1\u03c0\u03b1\u03c3");
        QTest::newRow("nothing") << " - "
                                 << "";
    }
    void namesAreComparedWithoutCaseAndAccents()
    {
        QFETCH(QString, written);
        QFETCH(QString, compared);
        QCOMPARE(QString::fromStdString(folded(written.toStdString())), compared);
    }

    void identifiersAreComparedWithoutTheirPunctuation()
    {
        QCOMPARE(foldedIdentifier("943-476 5919"), std::string("9434765919"));
        QCOMPARE(foldedIdentifier("ab/12.C"), std::string("ab12c"));
    }

    void whatIsTypedBecomesWords()
    {
        const auto words = searchWords("  Osei,Ama 05.03.1971 ");
        QCOMPARE(words.size(), std::size_t(3));
        QCOMPARE(words[0], (SearchWord { "osei", false }));
        QCOMPARE(words[1], (SearchWord { "ama", false }));
        QCOMPARE(words[2], (SearchWord { "1971-03-05", true }));
        QVERIFY(searchWords(" ,. ").empty());
    }

    void datesAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("iso") << "1971-03-05";
        QTest::newRow("dots") << "5.3.1971";
        QTest::newRow("slashes") << "05/03/1971";
        QTest::newRow("named") << "05-Mar-1971";
    }
    void datesAreReadAsPeopleWriteThem()
    {
        QFETCH(QString, typed);
        const auto words = searchWords(typed.toStdString());
        QCOMPARE(words.size(), std::size_t(1));
        QCOMPARE(words[0], (SearchWord { "1971-03-05", true }));
    }

    void aDayThatNoCalendarHasIsNoDate()
    {
        for (const char* typed : { "31.02.1971", "1971-13-01", "00/01/1971" }) {
            for (const SearchWord& word : searchWords(typed)) {
                QVERIFY2(!word.isDate, typed);
            }
        }
    }
};

LOCUS_TEST(search_text, SearchTextTest)
#include "tst_search_text.moc"
