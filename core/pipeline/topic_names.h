// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace locus::pipeline {

// Logical topic names and what they are called on this bus; a name without an entry is its own.
// Immutable; any thread.
class TopicNames
{
public:
    TopicNames() = default;
    explicit TopicNames(std::map<std::string, std::string, std::less<>> physicalByLogical)
        : m_physical(std::move(physicalByLogical))
    {
        for (const auto& [logical, physical] : m_physical) {
            m_logical.emplace(physical, logical);
        }
    }

    [[nodiscard]] std::string physical(std::string_view logical) const
    {
        return found(m_physical, logical);
    }
    [[nodiscard]] std::string logical(std::string_view physical) const
    {
        return found(m_logical, physical);
    }

private:
    using Names = std::map<std::string, std::string, std::less<>>;
    static std::string found(const Names& names, std::string_view name)
    {
        const auto at = names.find(name);
        return at == names.end() ? std::string(name) : at->second;
    }

    Names m_physical;
    Names m_logical;
};

} // namespace locus::pipeline
