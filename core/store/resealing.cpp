// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/resealing.h"

#include "core/base/payload_codec.h"
#include "core/base/text.h"
#include "core/patients/patient_codec.h"
#include "core/people/approval.h"
#include "core/people/break_glass.h"
#include "core/store/octets.h"
#include "core/store/store.h"
#include "core/store/unit_of_work.h"

#include <tuple>
#include <utility>

namespace locus::store {

namespace {

constexpr std::int64_t eventsAtOnce = 500;
constexpr int analysesAtOnce = 50;
constexpr int rowsAtOnce = 500;
constexpr int lettersAtOnce = 200;
constexpr int patientsAtOnce = 500;
constexpr int rightsAtOnce = 500;
constexpr std::int64_t allParts = 5; // those of go()
constexpr const char* placeName = "sealed_up_to"; // in the store's meta: part, place in it

constexpr const char* anythingSql =
    "SELECT EXISTS(SELECT 1 FROM event_log) OR EXISTS(SELECT 1 FROM analysis) OR "
    "EXISTS(SELECT 1 FROM dead_letter) OR EXISTS(SELECT 1 FROM account) OR "
    "EXISTS(SELECT 1 FROM patient) OR EXISTS(SELECT 1 FROM rights)";
constexpr const char* openAnalysesSql =
    "SELECT id FROM analysis WHERE id>? AND who IS NULL ORDER BY id LIMIT ?";
constexpr const char* hasResultSql = "SELECT 1 FROM analysis_result WHERE analysis=?";
constexpr const char* openEditsSql =
    "SELECT e.number,e.value,coalesce(l.lane,''),e.letter FROM dead_letter_edit AS e "
    "LEFT JOIN dead_letter AS l ON l.id=e.letter WHERE e.number>? AND "
    "substr(e.value,1,1)=x'00' ORDER BY e.number LIMIT ?";
constexpr const char* renameTimerSql = "UPDATE timer SET body=? WHERE role='lanes' AND body=?";
constexpr const char* openPatientsSql =
    "SELECT number,sealed FROM patient WHERE number>? AND substr(sealed,1,1)=x'00' "
    "ORDER BY number LIMIT ?";
constexpr const char* putPatientSql = "UPDATE patient SET look_up=?,sealed=? WHERE number=?";
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

struct Edit
{
    std::int64_t number = 0;
    Bytes sealed;
};

Result<std::vector<Edit>> openEdits(Store& store, const PayloadCodec& codec, std::int64_t after)
{
    std::vector<Edit> rows;
    Query query(store.database(), openEditsSql);
    query.number(after).number(lettersAtOnce);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return rows;
        }
        const std::string lane = query.textAt(2);
        LOCUS_TRY_VALUE(value, codec.open(query.bytesAt(1)));
        LOCUS_TRY_VALUE(sealed,
            codec.seal(value, lane.empty() ? uuidFromOctets(query.bytesAt(3)).toString() : lane));
        rows.push_back({ query.integerAt(0), std::move(sealed) });
    }
}

// The rows of one kind, as they are written now.
template <typename Decode>
Status resealRights(Store& store, people::RightsKind kind, Decode decode, std::int64_t& count)
{
    for (std::string after;;) {
        LOCUS_TRY_VALUE(
            page, store.rights.page(kind, people::RightsState::Over, after, rightsAtOnce));
        for (const people::RightsRow& row : page.items) {
            LOCUS_TRY_VALUE(entry, decode(row));
            LOCUS_TRY(store.rights.put(rowOf(entry)));
            ++count;
        }
        if (page.next.empty()) {
            return {};
        }
        after = page.next;
    }
}

} // namespace

Resealing::Resealing(
    Store& store, const PayloadCodec& codec, std::function<void(std::string_view)> pass)
    : m_store(store)
    , m_codec(codec)
    , m_pass(std::move(pass))
{ }

Result<std::unique_ptr<Resealing>> Resealing::begin(
    Store& store, const PayloadCodec& codec, std::function<void(std::string_view)> pass)
{
    std::unique_ptr<Resealing> made(new Resealing(store, codec, std::move(pass)));
    LOCUS_TRY(made->readPlace());
    LOCUS_TRY_VALUE(rows, store.database().integer(anythingSql));
    if (made->m_part == 0 && rows == 0) { // new
        LOCUS_TRY(made->slice([&made]() -> Status {
            made->m_part = allParts;
            return {};
        }));
    }
    if (made->m_part == allParts) {
        return std::unique_ptr<Resealing>();
    }
    LOCUS_TRY(made->patients());
    LOCUS_TRY(made->heldLetters());
    return made;
}

Status Resealing::forget(Store& store)
{
    return store.meta.set(placeName, {});
}

Status Resealing::readPlace()
{
    LOCUS_TRY_VALUE(place, m_store.meta.get(placeName));
    const auto parts = split(place, ' ');
    m_part = parts.size() == 2 ? toInt(parts[0]).value_or(0) : 0;
    m_after = parts.size() == 2 ? toInt(parts[1]).value_or(-1) : -1;
    return {};
}

Status Resealing::slice(const std::function<Status()>& work)
{
    const auto place = std::pair(m_part, m_after);
    const auto run = [&]() -> Status {
        LOCUS_TRY_VALUE(unit, UnitOfWork::begin(m_store.database()));
        LOCUS_TRY(work());
        LOCUS_TRY(
            m_store.meta.set(placeName, std::to_string(m_part) + ' ' + std::to_string(m_after)));
        return unit.commit();
    };
    if (Status done = run(); !done.ok()) {
        std::tie(m_part, m_after) = place;
        return done;
    }
    if (m_pass) {
        m_pass("resealed");
    }
    return {};
}

Result<bool> Resealing::go()
{
    const auto part = [this]() -> Result<bool> {
        switch (m_part) {
        case 0: return secrets();
        case 1: return analyses();
        case 2: return events();
        case 3: return letters();
        case 4: return edits();
        default: return false;
        }
    };
    LOCUS_TRY_VALUE(more, part());
    if (more) {
        return true;
    }
    if (m_part + 1 == allParts) {
        LOCUS_TRY(m_store.database().checkpoint()); // no copy in the clear in the log
    }
    const std::int64_t next = m_part + 1;
    const Status noted = slice([&]() -> Status {
        m_part = next;
        m_after = -1;
        return {};
    });
    LOCUS_TRY(noted);
    return m_part != allParts;
}

Status Resealing::patients()
{
    for (std::int64_t after = -1;;) {
        std::vector<std::pair<std::int64_t, patients::Patient>> rows;
        Query query(m_store.database(), openPatientsSql);
        query.number(after).number(patientsAtOnce);
        for (;;) {
            LOCUS_TRY_VALUE(row, query.step());
            if (!row) {
                break;
            }
            LOCUS_TRY_VALUE(packed, m_codec.open(query.bytesAt(1)));
            LOCUS_TRY_VALUE(patient, patients::unpackPatient(packed));
            rows.emplace_back(query.integerAt(0), std::move(patient));
        }
        if (rows.empty()) {
            return {};
        }
        const Status done = slice([&]() -> Status {
            for (const auto& [number, patient] : rows) {
                LOCUS_TRY_VALUE(sealed, m_codec.seal(patients::packPatient(patient), patient.id));
                const std::string key = m_codec.lookUp(patient.id);
                LOCUS_TRY(Query(m_store.database(), putPatientSql)
                              .text(key)
                              .blob(sealed)
                              .number(number)
                              .run());
            }
            return {};
        });
        LOCUS_TRY(done);
        m_done.patients += static_cast<std::int64_t>(rows.size());
        after = rows.back().first;
    }
}

// Few: accounts, and who may what for a while.
Result<bool> Resealing::secrets()
{
    const Status done = slice([&]() -> Status {
        for (std::string after;;) {
            LOCUS_TRY_VALUE(page, m_store.accounts.page(after, rightsAtOnce));
            for (const people::AccountSummary& shown : page.items) {
                LOCUS_TRY_VALUE(account, m_store.accounts.load(shown.id));
                if (account) {
                    LOCUS_TRY(m_store.accounts.put(*account));
                    ++m_done.others;
                }
            }
            if (page.next.empty()) {
                break;
            }
            after = page.next;
        }
        LOCUS_TRY(resealRights(
            m_store, people::RightsKind::Approval, people::approvalFrom, m_done.others));
        return resealRights(
            m_store, people::RightsKind::BreakGlass, people::breakGlassFrom, m_done.others);
    });
    LOCUS_TRY(done);
    return false;
}

Result<bool> Resealing::analyses()
{
    LOCUS_TRY_VALUE(ids, openAnalyses(m_store, m_afterId));
    if (ids.empty()) {
        return false;
    }
    const Status done = slice([&]() -> Status {
        for (const Uuid& id : ids) {
            LOCUS_TRY(resealOne(m_store, analyses::AnalysisId(id)));
        }
        return {};
    });
    LOCUS_TRY(done);
    m_afterId = ids.back();
    m_done.analyses += static_cast<std::int64_t>(ids.size());
    return true;
}

Result<bool> Resealing::events()
{
    const std::int64_t before = m_after;
    std::int64_t sealed = 0;
    const Status done = slice([&]() -> Status {
        LOCUS_TRY_VALUE(reached, m_store.events.resealAfter(m_after, eventsAtOnce, sealed));
        m_after = reached;
        return {};
    });
    LOCUS_TRY(done);
    m_done.events += sealed;
    return m_after != before;
}

Status Resealing::heldLetters()
{
    for (std::int64_t after = -1;;) {
        LOCUS_TRY_VALUE(rows, m_store.deadLetters.inTheClear(after, true, lettersAtOnce));
        if (rows.empty()) {
            return {};
        }
        const Status done = slice([&]() -> Status {
            for (DeadLetter& row : rows) {
                const std::string lane = m_codec.lookUp(row.lane);
                LOCUS_TRY(
                    Query(m_store.database(), renameTimerSql).blob(lane).blob(row.lane).run());
                after = row.number;
                LOCUS_TRY(m_store.deadLetters.seal(std::move(row)));
            }
            return {};
        });
        LOCUS_TRY(done);
        m_done.letters += static_cast<std::int64_t>(rows.size());
    }
}

Result<bool> Resealing::letters()
{
    LOCUS_TRY_VALUE(rows, m_store.deadLetters.inTheClear(m_after, false, lettersAtOnce));
    if (rows.empty()) {
        return false;
    }
    const Status done = slice([&]() -> Status {
        for (DeadLetter& row : rows) {
            m_after = row.number;
            LOCUS_TRY(m_store.deadLetters.seal(std::move(row)));
        }
        return {};
    });
    LOCUS_TRY(done);
    m_done.letters += static_cast<std::int64_t>(rows.size());
    return true;
}

Result<bool> Resealing::edits()
{
    LOCUS_TRY_VALUE(rows, openEdits(m_store, m_codec, m_after));
    if (rows.empty()) {
        return false;
    }
    const Status done = slice([&]() -> Status {
        for (const Edit& row : rows) {
            Query put(m_store.database(), putEditSql);
            LOCUS_TRY(put.blob(row.sealed).number(row.number).run());
        }
        m_after = rows.back().number;
        return {};
    });
    LOCUS_TRY(done);
    m_done.letters += static_cast<std::int64_t>(rows.size());
    return true;
}

} // namespace locus::store
