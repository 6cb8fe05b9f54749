// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

namespace locus::store {

// One transaction of the writer. Leaving without commit() undoes everything. REQUIRES: none is
// open.
class UnitOfWork
{
public:
    static Result<UnitOfWork> begin(Database& database);
    UnitOfWork(UnitOfWork&& other) noexcept;
    UnitOfWork& operator=(UnitOfWork&&) = delete;
    ~UnitOfWork();

    // On the disk when it returns ok; after an error nothing of it is, and the unit is over.
    Status commit();

private:
    explicit UnitOfWork(Database& database)
        : m_database(&database)
    { }

    Database* m_database; // null: over
};

// A part of a transaction that can be undone alone. Leaving without keep() undoes it.
class Savepoint
{
public:
    static Result<Savepoint> begin(Database& database);
    Savepoint(Savepoint&& other) noexcept;
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();

    Status keep();
    // Errors: retriable "store.transaction_lost" if SQLite gave up the whole transaction (disk
    // full).
    Status undo();

private:
    explicit Savepoint(Database& database)
        : m_database(&database)
    { }

    Database* m_database; // null: over
};

} // namespace locus::store
