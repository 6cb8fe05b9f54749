// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/audit.h"

#include "core/base/payload_codec.h"
#include "core/store/database.h"
#include "core/store/packed.h"

#include <algorithm>

namespace locus::store {

using people::AuditCheckpoint;
using people::AuditFilter;
using people::AuditHash;
using people::AuditNote;
using people::AuditRecord;
using people::AuditRow;

namespace {

constexpr const char* headSql =
    "SELECT number,recorded_us,hash FROM audit ORDER BY number DESC LIMIT 1";
constexpr const char* installationSql = "SELECT value FROM meta WHERE name='installation_id'";
constexpr const char* appendSql = "INSERT INTO audit VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* rowsSql =
    "SELECT number,recorded_us,clock,kind,action,actor,on_behalf_of,roles,address,purpose,entity,"
    "outcome,sealed,hash FROM audit WHERE number>? ORDER BY number LIMIT ?";
// A filter's member that is not set lets everything pass. Actor and entity have an index each;
// time, kind and outcome are looked at row by row, newest first.
#define LOCUS_AUDIT_LIST(conditions)                                                               \
    "SELECT number,recorded_us,clock,kind,action,actor,on_behalf_of,roles,address,purpose,entity," \
    "outcome,sealed,hash FROM audit WHERE number<?1 AND recorded_us>=?2 AND recorded_us<?3 AND "   \
    "(?4=0 OR kind=?4) AND (?5='' OR action=?5) AND (?6='' OR outcome=?6)" conditions              \
    " ORDER BY number DESC LIMIT ?9"
constexpr const char* listSql = LOCUS_AUDIT_LIST(" AND ?7='' AND ?8=''");
constexpr const char* listActorSql = LOCUS_AUDIT_LIST(" AND actor=?7 AND ?8=''");
constexpr const char* listEntitySql =
    LOCUS_AUDIT_LIST(" AND (?7='' OR +actor=?7) AND entity=?8 AND entity<>''");
#undef LOCUS_AUDIT_LIST
constexpr const char* addCheckpointSql = "INSERT INTO audit_checkpoint VALUES(?,?,?,?,?,?)";
constexpr const char* checkpointsSql =
    "SELECT number,hash,time_us,installation,public_key,signature FROM audit_checkpoint "
    "WHERE number>? ORDER BY number LIMIT ?";
constexpr const char* lastCheckpointSql =
    "SELECT number,hash,time_us,installation,public_key,signature FROM audit_checkpoint "
    "ORDER BY number DESC LIMIT 1";
constexpr const char* newestCheckpointSql = "SELECT ifnull(max(number),0) FROM audit_checkpoint";
constexpr int mostOpened = 5000; // for one page
constexpr const char* countSql =
    "SELECT ifnull("
    "(SELECT max(number) FROM audit)-(SELECT min(number) FROM audit)+1,0)";
constexpr const char* firstSql = "SELECT min(number) FROM audit";
constexpr const char* pruneToSql =
    "SELECT max(number) FROM audit_checkpoint WHERE time_us<? AND number<=? AND number<"
    "(SELECT max(number) FROM audit)";
constexpr const char* pruneSql = "DELETE FROM audit WHERE number<=?";
constexpr const char* pruneCheckpointsSql = "DELETE FROM audit_checkpoint WHERE number<?";

AuditRow rowAt(const Query& query)
{
    AuditRow row { query.integerAt(0), query.integerAt(1), query.integerAt(2), query.integerAt(3) };
    row.action = query.bytesAt(4);
    row.actor = query.bytesAt(5);
    row.onBehalfOf = query.bytesAt(6);
    row.roles = query.bytesAt(7);
    row.address = query.bytesAt(8);
    row.purpose = query.bytesAt(9);
    row.entity = query.bytesAt(10);
    row.outcome = query.bytesAt(11);
    row.sealed = query.bytesAt(12);
    return row;
}

AuditCheckpoint checkpointAt(const Query& query)
{
    return { query.integerAt(0), people::auditHashFrom(query.bytesAt(1)),
        fromMicros(query.integerAt(2)), query.textAt(3), query.textAt(4), query.textAt(5) };
}

Status openInto(AuditRecord& record, BytesView sealed, const PayloadCodec& codec)
{
    if (sealed.empty()) {
        return {};
    }
    auto opened = codec.open(sealed);
    if (!opened.ok() && opened.error().kind == ErrorKind::NotFound) {
        record.forgotten = true;
        return {};
    }
    LOCUS_TRY(opened);
    Unpacker in(*opened);
    record.note.subject = in.bytes();
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        std::string name(in.bytes());
        record.note.detail.emplace_back(std::move(name), in.bytes());
    }
    return {};
}

Result<AuditRecord> recordAt(const Query& query, const PayloadCodec& codec)
{
    const AuditRow row = rowAt(query);
    AuditRecord out;
    out.number = row.number;
    out.time = fromMicros(row.timeMicros);
    out.clock = static_cast<people::AuditClock>(row.clock);
    out.note = { static_cast<people::AuditKind>(row.kind), std::string(row.action),
        std::string(row.actor), std::string(row.onBehalfOf), std::string(row.roles),
        std::string(row.address), std::string(row.purpose), std::string(row.entity),
        std::string(row.outcome) };
    out.hash = people::toHex(query.bytesAt(13));
    LOCUS_TRY(openInto(out, row.sealed, codec));
    return out;
}

// Also one of several whose labels were read.
bool isAbout(const AuditNote& note, const std::string& subject)
{
    return subject.empty() || note.subject == subject
        || std::any_of(note.detail.begin(), note.detail.end(), [&](const auto& one) {
               return one.first == "patientIds"
                   && one.second.find('"' + subject + '"') != std::string::npos;
           });
}

const char* sqlOf(const AuditFilter& filter)
{
    if (!filter.entity.empty()) {
        return listEntitySql;
    }
    return filter.actor.empty() ? listSql : listActorSql;
}

} // namespace

Result<Audit::Head> Audit::storedHead()
{
    Query query(m_database, headSql);
    LOCUS_TRY_VALUE(row, query.step());
    if (row) {
        return Head { query.integerAt(0), query.integerAt(1),
            people::auditHashFrom(query.bytesAt(2)) };
    }
    Query installation(m_database, installationSql);
    LOCUS_TRY_VALUE(known, installation.step());
    return Head { 0, 0, people::auditGenesis(known ? installation.bytesAt(0) : BytesView()) };
}

Result<Audit::Head> Audit::head()
{
    if (!m_head || m_headOf != m_database.undone()) {
        LOCUS_TRY_VALUE(stored, storedHead());
        m_head = stored;
        m_headOf = m_database.undone();
    }
    return *m_head;
}

Result<Bytes> Audit::sealed(const AuditNote& note) const
{
    if (note.subject.empty() && note.detail.empty()) {
        return Bytes();
    }
    Packer out;
    out.bytes(note.subject).number(static_cast<std::int64_t>(note.detail.size()));
    for (const auto& [name, value] : note.detail) {
        out.bytes(name).bytes(value);
    }
    return m_codec.seal(std::move(out).take(), note.subject);
}

Result<std::int64_t> Audit::append(const AuditNote& note, Instant now, bool jumped)
{
    LOCUS_TRY_VALUE(before, head());
    LOCUS_TRY_VALUE(blob, sealed(note));
    AuditRow row { before.number + 1, toMicros(now) };
    const people::AuditClock clock = row.timeMicros < before.timeMicros
        ? people::AuditClock::SteppedBack
        : (jumped ? people::AuditClock::Jumped : people::AuditClock::Steady);
    row.clock = static_cast<std::int64_t>(clock);
    row.kind = static_cast<std::int64_t>(note.kind);
    row.action = note.action;
    row.actor = note.actor;
    row.onBehalfOf = note.onBehalfOf;
    row.roles = note.roles;
    row.address = note.address;
    row.purpose = note.purpose;
    row.entity = note.entity;
    row.outcome = note.outcome;
    row.sealed = blob;
    const Head next { row.number, row.timeMicros,
        people::auditHash(before.hash, people::canonicalAudit(row)) };
    LOCUS_TRY(Query(m_database, appendSql)
                  .number(row.number)
                  .number(row.timeMicros)
                  .number(row.clock)
                  .number(row.kind)
                  .text(row.action)
                  .text(row.actor)
                  .text(row.onBehalfOf)
                  .text(row.roles)
                  .text(row.address)
                  .text(row.purpose)
                  .text(row.entity)
                  .text(row.outcome)
                  .blob(row.sealed)
                  .blob(people::octetsOf(next.hash))
                  .run());
    m_head = next;
    return next.number;
}

Result<std::int64_t> Audit::count()
{
    return m_database.integer(countSql);
}

Status Audit::addCheckpoint(const AuditCheckpoint& checkpoint)
{
    return Query(m_database, addCheckpointSql)
        .number(checkpoint.number)
        .blob(people::octetsOf(checkpoint.hash))
        .number(toMicros(checkpoint.time))
        .text(checkpoint.installation)
        .blob(checkpoint.publicKey)
        .blob(checkpoint.signature)
        .run();
}

Result<std::optional<AuditCheckpoint>> Audit::lastCheckpoint()
{
    Query query(m_database, lastCheckpointSql);
    LOCUS_TRY_VALUE(row, query.step());
    return row ? std::optional(checkpointAt(query)) : std::nullopt;
}

Result<std::vector<AuditCheckpoint>> Audit::checkpointsAfter(std::int64_t number, int limit)
{
    Query query(m_database, checkpointsSql);
    query.number(number).number(limit);
    std::vector<AuditCheckpoint> out;
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return out;
        }
        out.push_back(checkpointAt(query));
    }
}

Result<people::AuditPage> Audit::list(const people::AuditQuery& wanted)
{
    const AuditFilter& filter = wanted.filter;
    Query query(m_database, sqlOf(filter));
    query.number(wanted.before == 0 ? INT64_MAX : wanted.before)
        .number(filter.from ? toMicros(*filter.from) : INT64_MIN)
        .number(filter.until ? toMicros(*filter.until) : INT64_MAX)
        .number(filter.kind ? static_cast<std::int64_t>(*filter.kind) : 0)
        .text(filter.action)
        .text(filter.outcome)
        .text(filter.actor)
        .text(filter.entity)
        .number(filter.subject.empty() ? wanted.limit + 1 : mostOpened + 1);
    people::AuditPage page;
    LOCUS_TRY_VALUE(checkpoint, m_database.integer(newestCheckpointSql));
    page.checkpoint = checkpoint;
    std::int64_t last = 0;
    for (int seen = 0;; ++seen) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return page;
        }
        if (static_cast<int>(page.records.size()) == wanted.limit || seen == mostOpened) {
            page.next = last;
            return page;
        }
        LOCUS_TRY_VALUE(record, recordAt(query, m_codec));
        last = record.number;
        if (isAbout(record.note, filter.subject)) {
            page.records.push_back(std::move(record));
        }
    }
}

Result<std::int64_t> Audit::visitAfter(std::int64_t number, int limit, const Visit& visit)
{
    Query query(m_database, rowsSql);
    query.number(number).number(limit);
    for (;;) {
        LOCUS_TRY_VALUE(row, query.step());
        if (!row) {
            return number;
        }
        number = query.integerAt(0);
        visit(rowAt(query), query.bytesAt(13));
    }
}

Result<std::int64_t> Audit::prune(Instant bound, int limit)
{
    LOCUS_TRY_VALUE(first, m_database.integer(firstSql));
    Query to(m_database, pruneToSql);
    LOCUS_TRY_VALUE(row, to.number(toMicros(bound)).number(first + limit - 1).step());
    const std::int64_t last = row ? to.integerAt(0) : 0;
    if (last < first) {
        return std::int64_t { 0 };
    }
    LOCUS_TRY(Query(m_database, pruneSql).number(last).run());
    const std::int64_t gone = m_database.rowsChanged();
    LOCUS_TRY(Query(m_database, pruneCheckpointsSql).number(last).run());
    return gone;
}

} // namespace locus::store
