// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/filter_text.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using analyses::Mode;
using analyses::State;
using protocol::applyAnalysesFilter;

class FilterTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleWrite()
    {
        const auto query = applyAnalysesFilter(
            "state:failed,partial mode:big-data mine patient:P-17 trio \"with space\"", "a.osei");
        QVERIFY(query.ok());
        QCOMPARE(query->states, (std::vector { State::Failed, State::Partial }));
        QVERIFY(query->mode == Mode::BigData);
        QCOMPARE(query->submittedBy, std::string("a.osei"));
        QCOMPARE(query->patientRef, std::string("P-17"));
        QCOMPARE(query->text, std::string("trio with space"));
        QVERIFY(applyAnalysesFilter("  \t ", "a")->text.empty());
        QCOMPARE(applyAnalysesFilter("\"mine\"", "a")->text, std::string("mine"));
        QCOMPARE(applyAnalysesFilter("\"chr1:5\"", "a")->text, std::string("chr1:5"));
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("position");
        QTest::newRow("key") << QStringLiteral("x sate:failed")
                             << QStringLiteral("filter.unknown_key") << QStringLiteral("2");
        QTest::newRow("state") << QStringLiteral("state:bad")
                               << QStringLiteral("filter.unknown_value") << QStringLiteral("0");
        QTest::newRow("mode") << QStringLiteral("mode:fast")
                              << QStringLiteral("filter.unknown_value") << QStringLiteral("0");
        QTest::newRow("empty") << QStringLiteral("by:") << QStringLiteral("filter.unknown_value")
                               << QStringLiteral("0");
        QTest::newRow("twice") << QStringLiteral("by:a by:b")
                               << QStringLiteral("filter.contradiction") << QStringLiteral("5");
        QTest::newRow("states") << QStringLiteral("state:failed state:running")
                                << QStringLiteral("filter.contradiction") << QStringLiteral("13");
        QTest::newRow("quote") << QStringLiteral("a \"b") << QStringLiteral("filter.quote")
                               << QStringLiteral("2");
    }
    void mistakesAreNamed()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        QFETCH(QString, position);
        const auto query = applyAnalysesFilter(text.toStdString(), "a.osei");
        QVERIFY(!query.ok());
        QCOMPARE(query.error().code, code.toStdString());
        QCOMPARE(std::string(query.error().fact("position")), position.toStdString());
        if (code == QLatin1String("filter.unknown_key")) {
            QCOMPARE(std::string(query.error().fact("allowed")),
                std::string("by, mine, mode, patient, state, text"));
        }
    }

    void narrowsTheTypedFilter()
    {
        analyses::Query base;
        base.states = { State::Failed, State::Partial };
        const auto narrowed = applyAnalysesFilter("state:failed,running", "a", base);
        QCOMPARE(narrowed->states, std::vector { State::Failed });
        QVERIFY(!applyAnalysesFilter("state:running", "a", base).ok());
    }

    void asTextAndBack()
    {
        analyses::Query query;
        query.states = { State::Failed, State::Cancelled };
        query.mode = Mode::LagDemo;
        query.submittedBy = "a.osei";
        query.patientRef = "P 17";
        query.text = "chr1:5 x";
        const auto back = applyAnalysesFilter(protocol::analysesFilterText(query), "nobody");
        QVERIFY(back.ok());
        QCOMPARE(back->states, query.states);
        QCOMPARE(back->submittedBy, query.submittedBy);
        QCOMPARE(back->patientRef, query.patientRef);
        QCOMPARE(back->text, query.text);
        QVERIFY(back->mode == query.mode);
    }
};

LOCUS_TEST(filter_text, FilterTextTest)
#include "tst_filter_text.moc"
