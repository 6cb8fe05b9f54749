// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/bus/embedded/record_codec.h"
#include "core/sealing/sealed_folder.h"
#include "core/sqlite/query.h"

#include <QDirIterator>
#include <QFile>
#include <QStringList>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locus::test {

inline bool tells(std::string_view octets, const std::vector<std::string>& all)
{
    return std::any_of(all.begin(), all.end(),
        [&](const std::string& marker) { return octets.find(marker) != std::string_view::npos; });
}

// Files below a folder that tell one of the markers in the clear.
inline QStringList inTheClear(
    const std::filesystem::path& folder, const std::vector<std::string>& all)
{
    QStringList names;
    QDirIterator at(QString::fromStdString(folder.string()), QDir::Files | QDir::Hidden,
        QDirIterator::Subdirectories);
    while (at.hasNext()) {
        QFile file(at.next());
        if (file.open(QIODevice::ReadOnly) && tells(file.readAll().toStdString(), all)) {
            names.append(at.fileName());
        }
    }
    return names;
}

// How many stored values tell a marker once they are opened with whatever keys are left.
class Opener
{
public:
    Opener(const PayloadCodec& codec, std::vector<std::string> all)
        : m_codec(codec)
        , m_all(std::move(all))
    { }

    Result<int> count(const std::filesystem::path& file, std::string_view leaveOut = {}) const
    {
        LOCUS_TRY_VALUE(database,
            sqlite::Connection::open({ file, sqlite::Access::Reader, { "test", "the file" } }));
        std::vector<std::pair<std::string, int>> tables;
        sqlite::Query names(database,
            "SELECT name,(SELECT count(*) FROM pragma_table_info(t.name)) FROM sqlite_schema AS t "
            "WHERE type='table'");
        for (;;) {
            LOCUS_TRY_VALUE(row, names.step());
            if (!row) {
                break;
            }
            if (names.bytesAt(0) != leaveOut) {
                tables.emplace_back(names.textAt(0), static_cast<int>(names.integerAt(1)));
            }
        }
        int found = 0;
        for (const auto& [name, columns] : tables) {
            const std::string sql = "SELECT * FROM \"" + name + '"';
            LOCUS_TRY_VALUE(here, countRows(database, sql, columns));
            found += here;
        }
        return found;
    }

private:
    Result<int> countRows(sqlite::Connection& database, const std::string& sql, int columns) const
    {
        int found = 0;
        sqlite::Query rows(database, sql.c_str());
        for (;;) {
            LOCUS_TRY_VALUE(row, rows.step());
            if (!row) {
                return found;
            }
            for (int column = 0; column < columns; ++column) {
                found += opensToMarker(rows.bytesAt(column)) ? 1 : 0;
            }
        }
    }
    [[nodiscard]] bool opensToMarker(BytesView value) const
    {
        const auto opened = m_codec.open(value);
        if (tells(value, m_all) || (opened.ok() && tells(*opened, m_all))) {
            return true;
        }
        for (BytesView segment = value; !segment.empty();) { // of the event log
            const auto entry = bus::embedded::takeFromSegment(segment);
            if (!entry.ok()) {
                break;
            }
            const auto record = m_codec.open(entry->sealed);
            if (record.ok() && tells(*record, m_all)) {
                return true;
            }
        }
        return false;
    }

    const PayloadCodec& m_codec;
    std::vector<std::string> m_all;
};

struct Keys
{
    SystemClock clock {};
    SystemRandom random {};
    UuidSource ids { clock, random };
    sealing::SealedFolder folder {};

    Status open(const std::filesystem::path& dataDir, const std::filesystem::path& masterKey,
        sealing::Want want = sealing::Want::ReadOnly)
    {
        LOCUS_TRY_VALUE(opened, sealing::openFolder(dataDir, { masterKey }, want, { clock, ids }));
        folder = std::move(opened);
        return {};
    }
};

// The same of the store and the embedded bus of a folder whose core does not run.
inline Result<int> countOpened(const std::filesystem::path& dataDir,
    const std::filesystem::path& masterKey, const std::vector<std::string>& all)
{
    Keys keys;
    LOCUS_TRY(keys.open(dataDir, masterKey));
    const Opener opener(*keys.folder.codec, all);
    LOCUS_TRY_VALUE(inStore, opener.count(dataDir / "locus.sqlite"));
    LOCUS_TRY_VALUE(inBus, opener.count(dataDir / "bus.sqlite"));
    return inStore + inBus;
}

} // namespace locus::test
