// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/unit_of_work.h"

#include <utility>

namespace locus::store {

namespace {

constexpr const char* beginSql = "BEGIN IMMEDIATE";
constexpr const char* commitSql = "COMMIT";
constexpr const char* savepointSql = "SAVEPOINT input";
constexpr const char* releaseSql = "RELEASE input";
constexpr const char* backSql = "ROLLBACK TO input";

} // namespace

Result<UnitOfWork> UnitOfWork::begin(Database& database)
{
    LOCUS_TRY(Query(database, beginSql).run());
    return UnitOfWork(database);
}

UnitOfWork::UnitOfWork(UnitOfWork&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{ }

UnitOfWork::~UnitOfWork()
{
    if (m_database != nullptr) {
        m_database->rollBack();
    }
}

Status UnitOfWork::commit()
{
    Database& database = *std::exchange(m_database, nullptr);
    Status done = database.inTransaction()
        ? Query(database, commitSql).run()
        : Status(retriable("store.transaction_lost", "the store gave up the transaction"));
    if (!done.ok()) {
        database.rollBack();
    }
    return done;
}

Result<Savepoint> Savepoint::begin(Database& database)
{
    LOCUS_TRY(Query(database, savepointSql).run());
    return Savepoint(database);
}

Savepoint::Savepoint(Savepoint&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{ }

Savepoint::~Savepoint()
{
    if (m_database != nullptr) {
        static_cast<void>(undo());
    }
}

Status Savepoint::keep()
{
    return Query(*std::exchange(m_database, nullptr), releaseSql).run();
}

Status Savepoint::undo()
{
    Database& database = *std::exchange(m_database, nullptr);
    database.noteUndone();
    if (!database.inTransaction()) {
        return retriable("store.transaction_lost", "the store gave up the transaction");
    }
    LOCUS_TRY(Query(database, backSql).run());
    return Query(database, releaseSql).run();
}

} // namespace locus::store
