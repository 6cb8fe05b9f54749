// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Lists: every sorting in both directions, pages that skip and repeat nothing, exact totals.
#include "core/store/store_analyses_reader.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace locus;
using namespace locus::test;
using analyses::SortBy;

namespace {

analyses::Aggregate someAnalysis(StoreFixture& files, int i)
{
    static const char* const terms[] { "", "missense_variant", "stop_gained", "intron_variant" };
    analyses::Aggregate state;
    state.request.id = analyses::AnalysisId(files.ids.next());
    state.request.text = "text " + std::to_string(i);
    state.request.sessionId = i % 5 == 0 ? "session" : "";
    state.attempt = 1;
    state.summary.id = state.request.id;
    state.summary.state = static_cast<analyses::State>(i % 6);
    state.summary.mode = static_cast<analyses::Mode>(i % 4);
    state.summary.label = "run 100%_" + std::to_string(i);
    state.summary.submittedBy = i % 2 == 0 ? "dr.adams" : "dr.baker";
    state.summary.patientRef = i % 3 == 0 ? "patient-1" : "";
    state.summary.submittedAt = files.clock.now() + std::chrono::seconds(i / 4); // with ties
    state.summary.changedAt = files.clock.now() + std::chrono::seconds(1000 - i);
    state.summary.counts = { i % 7, i % 7, i % 3 };
    state.summary.mostSevere = terms[i % 4];
    state.summary.version = 1;
    return state;
}

} // namespace

class AnalysesReaderTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int count = 60;
    StoreFixture m_files;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<store::StoreAnalysesReader> m_reader;

    std::vector<analyses::Summary> all(analyses::Query query)
    {
        std::vector<analyses::Summary> out;
        do {
            const auto page = m_reader->list(query);
            if (!page.ok()) {
                qWarning("%s", page.error().message.c_str());
                return {};
            }
            out.insert(out.end(), page->items.begin(), page->items.end());
            query.after = page->next;
        } while (!query.after.empty());
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_store = std::move(*m_files.open());
        for (int i = 0; i < count; ++i) {
            const auto state = someAnalysis(m_files, i);
            QVERIFY(m_store->analyses.putSummary(state.summary).ok());
            QVERIFY(m_store->analyses.putRequest(state).ok());
        }
        m_reader = std::move(*store::StoreAnalysesReader::open(m_files.file(), m_files.codec));
    }

    void everySortingPagesThroughEverything_data()
    {
        QTest::addColumn<int>("sortBy");
        for (int sort = 0; sort <= static_cast<int>(SortBy::NotAnnotated); ++sort) {
            QTest::addRow("%d", sort) << sort;
        }
    }

    void everySortingPagesThroughEverything()
    {
        QFETCH(int, sortBy);
        analyses::Query query;
        query.sortBy = static_cast<SortBy>(sortBy);
        query.limit = 7;
        query.descending = false;
        const auto up = all(query);
        query.descending = true;
        auto down = all(query);
        QCOMPARE(static_cast<int>(up.size()), count);
        std::reverse(down.begin(), down.end());
        std::set<analyses::AnalysisId> ids;
        for (std::size_t i = 0; i < up.size(); ++i) {
            QVERIFY(up[i].id == down[i].id);
            ids.insert(up[i].id);
        }
        QCOMPARE(static_cast<int>(ids.size()), count);
        QVERIFY(std::is_sorted(up.begin(), up.end(), [&](const auto& a, const auto& b) {
            switch (query.sortBy) {
            case SortBy::SubmittedAt: return a.submittedAt < b.submittedAt;
            case SortBy::ChangedAt: return a.changedAt < b.changedAt;
            case SortBy::State: return a.state < b.state;
            case SortBy::Variants: return a.counts.variants < b.counts.variants;
            case SortBy::NotAnnotated: return a.counts.notAnnotated < b.counts.notAnnotated;
            case SortBy::MostSevere: break;
            }
            return false;
        }));
        if (query.sortBy == SortBy::MostSevere) {
            QCOMPARE(up.front().mostSevere, std::string("stop_gained"));
            QCOMPARE(up.back().mostSevere, std::string());
        }
    }

    void filtersHoldTogetherAndTotalsAreExact()
    {
        analyses::Query query;
        query.limit = 2;
        QCOMPARE(*m_reader->list(query)->total, count);
        query.states = { analyses::State::Requested, analyses::State::Failed };
        query.submittedBy = "dr.adams";
        query.patientRef = "patient-1";
        const auto found = all(query);
        QVERIFY(!found.empty());
        QCOMPARE(*m_reader->list(query)->total, static_cast<std::int64_t>(found.size()));
        for (const auto& item : found) {
            QVERIFY(item.state == analyses::State::Requested);
            QCOMPARE(item.patientRef, std::string("patient-1"));
        }
        analyses::Query text;
        text.text = "100%_4"; // wildcards of LIKE are plain letters here
        QCOMPARE(*m_reader->list(text)->total, 11); // 4 and 40 to 49
        text.text = found.front().id.toString();
        QCOMPARE(*m_reader->list(text)->total, 1);
        analyses::Query mode;
        mode.mode = analyses::Mode::LagDemo;
        QCOMPARE(*m_reader->list(mode)->total, count / 4);
    }

    void aTotalFollowsACommit()
    {
        QCOMPARE(*m_reader->list({})->total, count);
        auto late = someAnalysis(m_files, count);
        QVERIFY(m_store->analyses.putSummary(late.summary).ok());
        QCOMPARE(*m_reader->list({})->total, count + 1);
        QVERIFY(m_store->database().run("DELETE FROM analysis WHERE label LIKE '%_60'").ok());
    }

    void wrongKeysAndUnknownIdsAreSaid()
    {
        analyses::Query query;
        query.after = "nonsense";
        QCOMPARE(m_reader->list(query).error().code, std::string("analyses.bad_page_key"));
        query = {};
        query.limit = 501;
        QCOMPARE(m_reader->list(query).error().code, std::string("analyses.bad_limit"));
        const analyses::AnalysisId none(m_files.ids.next());
        QCOMPARE(m_reader->get(none).error().code, std::string("analyses.unknown"));
        QCOMPARE(m_reader->rows(none, 0, 5).error().code, std::string("analyses.unknown"));
    }

    void aSessionFindsItsOwn()
    {
        const auto found = m_reader->ofSession("dr.adams", "session", 3);
        QCOMPARE(found->size(), std::size_t { 3 });
        QVERIFY(std::is_sorted(found->begin(), found->end()));
        QVERIFY(m_reader->ofSession("dr.adams", "", 3)->empty());
        QVERIFY(m_reader->ofSession("someone", "session", 3)->empty());
        const auto detail = m_reader->get(found->back());
        QVERIFY(detail->inputText.starts_with("text "));
    }

    void aReaderCannotWrite()
    {
        auto database = store::Database::open(m_files.file(), store::Access::Reader);
        QVERIFY(!database->run("DELETE FROM analysis").ok());
    }
};

LOCUS_TEST(analyses_reader, AnalysesReaderTest)
#include "tst_analyses_reader.moc"
