// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/resealing.h"

#include "core/base/payload_codec.h"
#include "core/store/octets.h"
#include "core/store/store.h"
#include "core/store/unit_of_work.h"

namespace locus::store {

namespace {

constexpr std::int64_t eventsAtOnce = 500;
constexpr int analysesAtOnce = 50;
constexpr int rowsAtOnce = 500;
constexpr int lettersAtOnce = 200;

constexpr const char* openAnalysesSql =
    "SELECT id FROM analysis WHERE id>? AND who IS NULL ORDER BY id LIMIT ?";
constexpr const char* hasResultSql = "SELECT 1 FROM analysis_result WHERE analysis=?";
constexpr const char* openLettersSql =
    "SELECT number,value,lane,id FROM dead_letter WHERE number>? AND substr(value,1,1)=x'00' "
    "ORDER BY number LIMIT ?";
constexpr const char* putLetterSql = "UPDATE dead_letter SET value=? WHERE number=?";
constexpr const char* openEditsSql =
    "SELECT e.number,e.value,coalesce(l.lane,''),e.letter FROM dead_letter_edit AS e "
    "LEFT JOIN dead_letter AS l ON l.id=e.letter WHERE e.number>? AND "
    "substr(e.value,1,1)=x'00' ORDER BY e.number LIMIT ?";
constexpr const char* putEditSql = "UPDATE dead_letter_edit SET value=? WHERE number=?";

Status resealRows(Store& store, const analyses::Summary& summary)
{
    for (std::int64_t first = 0;;) {
        LOCUS_TRY_VALUE(rows, store.analysisRows.page(summary.id, first, rowsAtOnce));
        if (rows.empty()) {
            return {};
        }
        LOCUS_TRY(store.analysisRows.put(summary.id, first, rows, summary.patientRef));
        first += static_cast<std::int64_t>(rows.size());
    }
}

Status resealOne(Store& store, const analyses::AnalysisId& id)
{
    LOCUS_TRY_VALUE(state, store.analyses.load(id));
    if (!state) {
        return {};
    }
    LOCUS_TRY(store.analyses.putSummary(state->summary));
    LOCUS_TRY(store.analyses.putRequest(*state));
    Query result(store.database(), hasResultSql);
    LOCUS_TRY_VALUE(ended, result.blob(octetsOf(id.uuid())).step());
    if (ended) {
        LOCUS_TRY(store.analyses.putResult(*state));
    }
    return resealRows(store, state->summary);
}

Result<std::vector<Uuid>> openAnalyses(Store& store, const Uuid& after)
{
    std::vector<Uuid> ids;
    Query query(store.database(), openAnalysesSql);
    query.blob(octetsOf(after)).number(analysesAtOnce);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return ids;
        }
        ids.push_back(uuidFromOctets(query.bytesAt(0)));
    }
}

class Run
{
public:
    Run(Store& store, const PayloadCodec& codec, const std::function<void(std::string_view)>& pass)
        : m_codec(codec)
        , m_store(store)
        , m_pass(pass)
    { }

    Result<Resealed> all()
    {
        LOCUS_TRY(analyses());
        LOCUS_TRY(events());
        LOCUS_TRY(letters(openLettersSql, putLetterSql));
        LOCUS_TRY(letters(openEditsSql, putEditSql));
        LOCUS_TRY(m_store.database().checkpoint()); // no copy in the clear in the log
        return m_done;
    }

private:
    Status slice(const std::function<Status()>& work)
    {
        LOCUS_TRY_VALUE(unit, UnitOfWork::begin(m_store.database()));
        LOCUS_TRY(work());
        LOCUS_TRY(unit.commit());
        if (m_pass) {
            m_pass("resealed");
        }
        return {};
    }

    Status analyses()
    {
        for (Uuid after;;) {
            LOCUS_TRY_VALUE(ids, openAnalyses(m_store, after));
            if (ids.empty()) {
                return {};
            }
            const Status done = slice([&]() -> Status {
                for (const Uuid& id : ids) {
                    LOCUS_TRY(resealOne(m_store, analyses::AnalysisId(id)));
                }
                return {};
            });
            LOCUS_TRY(done);
            after = ids.back();
            m_done.analyses += static_cast<std::int64_t>(ids.size());
        }
    }

    Status events()
    {
        for (std::int64_t after = -1;;) {
            std::int64_t last = after;
            const Status done = slice([&]() -> Status {
                LOCUS_TRY_VALUE(
                    reached, m_store.events.resealAfter(after, eventsAtOnce, m_done.events));
                last = reached;
                return {};
            });
            LOCUS_TRY(done);
            if (last == after) {
                return {};
            }
            after = last;
        }
    }

    Status letters(const char* openSql, const char* putSql)
    {
        for (std::int64_t after = -1;;) {
            LOCUS_TRY_VALUE(rows, openLetters(openSql, after));
            if (rows.empty()) {
                return {};
            }
            const Status done = slice([&]() -> Status {
                for (const Letter& row : rows) {
                    Query put(m_store.database(), putSql);
                    LOCUS_TRY(put.blob(row.sealed).number(row.number).run());
                }
                return {};
            });
            LOCUS_TRY(done);
            after = rows.back().number;
            m_done.letters += static_cast<std::int64_t>(rows.size());
        }
    }

    struct Letter
    {
        std::int64_t number = 0;
        Bytes sealed;
    };
    Result<std::vector<Letter>> openLetters(const char* sql, std::int64_t after)
    {
        std::vector<Letter> rows;
        Query query(m_store.database(), sql);
        query.number(after).number(lettersAtOnce);
        for (;;) {
            LOCUS_TRY_VALUE(row, query.step());
            if (!row) {
                return rows;
            }
            const std::string lane = query.textAt(2);
            LOCUS_TRY_VALUE(value, m_codec.open(query.bytesAt(1)));
            LOCUS_TRY_VALUE(sealed,
                m_codec.seal(
                    value, lane.empty() ? uuidFromOctets(query.bytesAt(3)).toString() : lane));
            rows.push_back({ query.integerAt(0), std::move(sealed) });
        }
    }

    const PayloadCodec& m_codec;
    Store& m_store;
    const std::function<void(std::string_view)>& m_pass;
    Resealed m_done;
};

} // namespace

Result<Resealed> reseal(
    Store& store, const PayloadCodec& codec, const std::function<void(std::string_view)>& pass)
{
    return Run(store, codec, pass).all();
}

} // namespace locus::store
