// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/client/core_client.h"
#include "tests/support/core_process.h"

#include <map>
#include <string>
#include <vector>

namespace locus::bench {

// Submits over the real gateway and learns from live changes when each result was stored.
class LoadClient
{
public:
    explicit LoadClient(const test::CoreProcess& core);

    struct Timing
    {
        Instant submitted;
        Instant stored; // when the row says that it ended
    };
    struct Plan
    {
        std::vector<std::string> texts; // used in turn
        int count = 0;
        int window = 256; // requests without an answer at the same time
        double perSecond = 0; // 0: as fast as the window allows
    };
    // Runs until every submission has its result, or fails with what is missing after `patience`.
    Result<std::vector<Timing>> run(const Plan& plan, std::chrono::seconds patience);

    // Every analysis that the core knows, counted: read page by page.
    struct Audit
    {
        std::int64_t ended = 0;
        std::int64_t open = 0;
        std::int64_t withoutExactlyOneRow = 0; // of the ended ones; sampleSequences() make one each
        std::vector<std::string> ids;
    };
    Result<Audit> audit();

    // Ids that the core has accepted in the last run, in order of their answers.
    [[nodiscard]] const std::vector<std::string>& accepted() const { return m_accepted; }
    [[nodiscard]] client::CoreClient& client() { return m_client; }
    Status signIn();

private:
    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids;
    client::CoreClient m_client;
    client::Endpoint m_endpoint;
    std::vector<std::string> m_accepted;
};

// Short sequences of the bundled reference, each with one changed base, for submissions that align.
std::vector<std::string> sampleSequences(std::size_t count);

} // namespace locus::bench
