// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/redrive.h"
#include "core/store/database.h"

#include <map>
#include <memory>
#include <string>

namespace locus::store {

// Statements made of parts; their number is small. A statement is known by its address.
class SqlTexts
{
public:
    const char* kept(std::string sql);

private:
    std::map<std::string, std::unique_ptr<std::string>> m_texts;
};

// " WHERE ..." of a filter over dead_letter, or nothing; bind() gives the values in its order.
std::string conditionsOf(const dead_letters::LetterFilter& filter);
void bindConditions(Query& query, const dead_letters::LetterFilter& filter);

// A selection as a common table `sel(number,id,lane,bytes,origin,source_topic,place)` of open letters that no run
// holds; `place`: topic and key, empty without a key.
class LetterSelection
{
public:
    explicit LetterSelection(const dead_letters::Selection& selection);

    [[nodiscard]] const std::string& with() const { return m_with; } // "WITH ... "
    void bind(Query& query) const;

private:
    dead_letters::LetterFilter m_filter;
    Bytes m_ids;
    std::string m_with;
};

} // namespace locus::store
