// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/remote/vep_client.h"
#include "tests/core/remote/remote_fixture.h"
#include "tests/support/vep_server.h"

#include <string>
#include <vector>

namespace locus::test {

using genetics::QueryKind;
using genetics::ServiceAnswer;
using genetics::ServiceQuery;

// A client in front of a stand-in server, and what became of a question in one word an answer.
struct VepAsking : RemoteFixture
{
    VepServer server;
    remote::VepSettings settings;

    VepAsking() { settings.baseUrl = server.url(); }

    std::vector<ServiceAnswer> ask(remote::VepClient& client,
        const std::vector<ServiceQuery>& queries, const remote::CancelCheck& cancelled = {})
    {
        return client.annotate(queries, "GRCh38", cancelled);
    }
    std::vector<ServiceAnswer> ask(const std::vector<ServiceQuery>& queries)
    {
        remote::VepClient client(settings, http, seams());
        return ask(client, queries);
    }
};

inline std::string line(int i)
{
    return "7 " + std::to_string(1000 + i) + " v" + std::to_string(i) + " C T . . .";
}

inline std::vector<ServiceQuery> lines(int count)
{
    std::vector<ServiceQuery> queries;
    for (int i = 0; i < count; ++i) {
        queries.push_back({ QueryKind::Region, line(i) });
    }
    return queries;
}

// "rows" or the code; "broken" where an answer is both or neither.
inline std::string word(const ServiceAnswer& answer)
{
    if (answer.rows.empty() != answer.notAnnotated.has_value()) {
        return "broken";
    }
    return answer.notAnnotated ? answer.notAnnotated->code : "rows";
}

inline std::string words(const std::vector<ServiceAnswer>& answers)
{
    std::string all;
    for (const auto& answer : answers) {
        all += word(answer) + " ";
    }
    return all;
}

inline int count(const std::vector<ServiceAnswer>& answers, const std::string& wanted)
{
    int found = 0;
    for (const auto& answer : answers) {
        found += word(answer) == wanted ? 1 : 0;
    }
    return found;
}

} // namespace locus::test
