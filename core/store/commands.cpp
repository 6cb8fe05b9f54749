// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/commands.h"

#include "core/store/database.h"
#include "core/store/octets.h"
#include "core/store/packed.h"

namespace locus::store {

namespace {

constexpr const char* findSql = "SELECT kind,body FROM command WHERE id=?";
constexpr const char* putSql = "INSERT OR REPLACE INTO command VALUES(?,?,?,?)";
constexpr const char* pruneSql =
    "DELETE FROM command WHERE id IN (SELECT id FROM command WHERE recorded_us<? LIMIT ?)";
constexpr std::int64_t answered = -1; // else the ErrorKind of a refusal

Bytes packError(const Error& error)
{
    Packer out;
    out.bytes(error.code)
        .bytes(error.message)
        .number(static_cast<std::int64_t>(error.context.size()));
    for (const auto& [name, value] : error.context) {
        out.bytes(name).bytes(value);
    }
    return std::move(out).take();
}

Error unpackError(std::int64_t kind, BytesView body)
{
    Unpacker in(body);
    Error error;
    error.kind = static_cast<ErrorKind>(kind);
    error.code = in.bytes();
    error.message = in.bytes();
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        std::string name(in.bytes());
        error.context.emplace_back(std::move(name), in.bytes());
    }
    return error;
}

} // namespace

Result<std::optional<Result<Bytes>>> Commands::find(const Uuid& id)
{
    Query query(m_database, findSql);
    LOCUS_TRY_VALUE(row, query.blob(octetsOf(id)).step());
    if (!row) {
        return std::optional<Result<Bytes>>();
    }
    const std::int64_t kind = query.integerAt(0);
    return std::optional(kind == answered ? Result<Bytes>(query.textAt(1))
                                          : Result<Bytes>(unpackError(kind, query.bytesAt(1))));
}

Status Commands::put(const Uuid& id, const Result<Bytes>& answer, Instant now)
{
    const Bytes packed = answer.ok() ? Bytes() : packError(answer.error());
    return Query(m_database, putSql)
        .blob(octetsOf(id))
        .number(toMicros(now))
        .number(answer.ok() ? answered : static_cast<std::int64_t>(answer.error().kind))
        .blob(answer.ok() ? *answer : packed)
        .run();
}

Result<std::int64_t> Commands::prune(Instant bound, int limit)
{
    LOCUS_TRY(Query(m_database, pruneSql).number(toMicros(bound)).number(limit).run());
    return m_database.rowsChanged();
}

} // namespace locus::store
