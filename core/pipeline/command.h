// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/people/audit_record.h"

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
    // For the audit trail, as the one who took the call saw it. What a role says of what it worked
    // on (Effects::concerns) goes before.
    struct
    {
        std::string roles {}; // "clinician,coordinator"
        std::string address {};
        std::string reason {};
        std::string entity {}; // "Analysis/<id>"
        std::string subject {}; // patient reference
    } seen {};
};

// How much a command that needs a second person is about, and in words.
struct Measured
{
    std::int64_t extent = 1;
    bool isAll = false; // of what there is of its kind
    std::string effect;
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
    // Writes a record of something that is no command: a read, a denial, a sign-in. What it is
    // about may be answered when `done` says ok: then the record is on the disk. Otherwise
    // retriable "audit.overloaded", "store.disk_full", "pipeline.stopped". Commands are recorded by
    // themselves.
    virtual void note(people::AuditNote note, std::function<void(Status)> done) = 0;
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
