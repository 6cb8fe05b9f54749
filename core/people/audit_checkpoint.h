// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/people/audit_chain.h"

#include <filesystem>
#include <vector>

namespace locus::people {

// Signed word of where the chain stood: up to record `number` its hash was this. Published outside
// the store, it shows a tail that was cut off and a chain that was written anew.
struct AuditCheckpoint
{
    std::int64_t number = 0;
    AuditHash hash {};
    Instant time {};
    std::string installation;
    Bytes publicKey {}; // Ed25519, 32 octets
    Bytes signature {}; // 64 octets

    // One object, without a line's end; the form of the witness file and of the topic.
    [[nodiscard]] Bytes toJson() const;
    // Errors: invalid "audit.bad_checkpoint".
    static Result<AuditCheckpoint> fromJson(BytesView json);
};

bool isSignedRight(const AuditCheckpoint& checkpoint);

// The checkpoints of a witness file in their order; a line that was cut by a crash is left out. A
// missing file is empty. Errors: invalid "audit.bad_checkpoint" naming the line, retriable
// "file.unreadable".
Result<std::vector<AuditCheckpoint>> readWitness(const std::filesystem::path& file);

// Holds the secret half. Thread contract: any thread.
class AuditSigner
{
public:
    // Reads the key, or makes one where the file is missing: 0600, as hexadecimal digits. Errors:
    // refused "audit.key_exposed" (others can read it), "audit.bad_key".
    static Result<AuditSigner> open(const std::filesystem::path& file);

    // A change of the key is two steps, because the trail that tells of it stands in another file:
    // the next key is durable beside the one in use (".next") before the trail says its name, and
    // takes its place when the trail has. Errors: retriable "file.unwritable".
    [[nodiscard]] Result<AuditSigner> makeNext() const;
    // Of the next one.
    [[nodiscard]] Status takePlace() const;
    // At a start: what a crash left of a change. `told`: the key, in hexadecimal digits, that the
    // trail named last; empty: none.
    static Status finishChange(const std::filesystem::path& file, std::string_view told);

    [[nodiscard]] const Bytes& publicKey() const { return m_publicKey; }
    [[nodiscard]] AuditCheckpoint sign(std::int64_t number, const AuditHash& hash, Instant time,
        const std::string& installation) const;

private:
    AuditSigner() = default;
    static Result<AuditSigner> of(const std::filesystem::path& file, Bytes seed);

    std::filesystem::path m_file; // of the key in use
    Bytes m_publicKey;
    Bytes m_secretKey;
};

} // namespace locus::people
