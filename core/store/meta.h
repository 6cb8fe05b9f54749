// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace locus::store {

class Database;

// Facts about this file: "installation_id", "cluster_id", "is_open".
class Meta
{
public:
    explicit Meta(Database& database)
        : m_database(database)
    { }

    Result<std::string> get(std::string_view name); // empty if never set
    Status set(std::string_view name, std::string_view value);

private:
    Database& m_database;
};

} // namespace locus::store
