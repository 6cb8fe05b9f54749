// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/sqlite_error.h"

#include <sqlite3.h>

namespace locus::sqlite {

Error sqliteError(int code, std::string_view detail, std::string_view doing, const Subject& subject)
{
    const std::string area(subject.area);
    const std::string what = std::string(subject.name) + " failed while " + std::string(doing)
        + ": " + std::string(detail) + " (SQLite " + std::to_string(code) + ")";
    switch (code & 0xff) {
    case SQLITE_FULL: return retriable(area + ".disk_full", what + "; free space on the disk");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: return retriable(area + ".busy", what);
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
    case SQLITE_CANTOPEN: return retriable(area + ".io_failed", what);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return fatal(area + ".damaged", what);
    default: return fatal(area + ".statement", what);
    }
}

} // namespace locus::sqlite
