// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/key_ring.h"
#include "core/sealing/ring_rows.h"
#include "core/sqlite/query.h"

namespace locus::sealing {

namespace {

Result<sqlite::Connection> openReader(const std::filesystem::path& file)
{
    LOCUS_TRY_VALUE(ring, sqlite::Connection::open({ file, sqlite::Access::Reader, ringSubject }));
    LOCUS_TRY(checkRingVersion(ring));
    return ring;
}

Status writeCopy(const std::filesystem::path& from, const std::filesystem::path& to)
{
    LOCUS_TRY_VALUE(ring, openReader(from));
    const std::string name = to.string();
    return sqlite::Query(ring, "VACUUM INTO ?").text(name).run();
}

} // namespace

Status copyRing(const std::filesystem::path& from, const std::filesystem::path& to)
{
    LOCUS_TRY(writeCopy(from, to));
    LOCUS_TRY_VALUE(made, sqlite::Connection::open({ to, sqlite::Access::Writer, ringSubject }));
    // VACUUM INTO does not wait for the disk; this commit syncs the whole file.
    return made.run("PRAGMA synchronous=FULL; UPDATE ring SET is_open=0");
}

Status checkRing(const std::filesystem::path& file)
{
    LOCUS_TRY_VALUE(ring, openReader(file));
    sqlite::Query check(ring, "PRAGMA integrity_check(1)");
    LOCUS_TRY_VALUE(row, check.step());
    if (row && check.bytesAt(0) != "ok") {
        return fatal("sealing.damaged", "the key ring's check found: " + check.textAt(0));
    }
    return {};
}

Status checkMaster(const std::filesystem::path& file, const MasterKey& master)
{
    LOCUS_TRY_VALUE(ring, openReader(file));
    LOCUS_TRY_VALUE(head, readRing(ring, master));
    static_cast<void>(head);
    return {};
}

} // namespace locus::sealing
