// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace locus::pipeline {

// A person's or a finished job's wish. The same id again gets the stored answer again, and nothing
// is done twice.
struct Command
{
    Uuid id;
    std::string name; // as the RPC method: "analyses.submit"
    Bytes body; // JSON object, already checked by the sender's codec
    std::string actor; // user or service account
    std::string onBehalfOf;
    std::optional<std::uint64_t> expectedVersion;
};

// A command's answer: a JSON object, or a refusal that says why.
using Answer = Result<Bytes>;
using AnswerCallback = std::function<void(Answer)>;

// The core loop as the gateway sees it. Thread contract: any thread. The callback runs on the
// loop's thread after the commit that holds the effect; it must return at once (post, do not work).
class CommandPort
{
public:
    CommandPort() = default;
    CommandPort(const CommandPort&) = delete;
    CommandPort& operator=(const CommandPort&) = delete;
    virtual ~CommandPort() = default;

    // Answers with retriable "pipeline.overloaded" at once when the loop's queue is full.
    virtual void submit(Command command, AnswerCallback done) = 0;
};

// A row that a commit changed, as live lists need it. `seq` counts without gaps within one store
// file.
struct Change
{
    std::uint64_t seq = 0;
    std::string stream; // "analyses"
    std::string op; // "put" or "delete"
    std::string id;
};
using ChangeListener =
    std::function<void(const std::vector<Change>&)>; // loop's thread, after the commit

} // namespace locus::pipeline
