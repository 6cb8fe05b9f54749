// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/audit_checkpoint.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locus::people {

enum class AuditFault : std::uint8_t
{
    Changed, // a record is not what was written there
    Missing, // records between others, or at the beginning, are gone
    Reordered, // a record stands where another belongs
    CutTail, // records that were signed for are gone from the end
    BadSignature, // a checkpoint is not signed by the key that it names
    KeyChanged // a checkpoint of another key, and no record tells of the change
};
std::string_view toString(AuditFault fault); // "changed" "missing" "reordered" "cutTail" ...

struct AuditFinding
{
    AuditFault fault = AuditFault::Changed;
    std::int64_t from = 0; // the records it is about
    std::int64_t to = 0;
    std::string sentence; // English, for people
};

struct AuditVerdict
{
    std::int64_t records = 0;
    std::int64_t first = 0; // number of the first record; above 1: older ones were kept six years
    std::int64_t last = 0;
    std::int64_t checkpoints = 0; // of the store
    std::int64_t witnessed = 0; // of elsewhere
    std::vector<AuditFinding> findings; // by their place, at most 100
    std::int64_t faults = 0; // all of them

    [[nodiscard]] bool ok() const { return faults == 0; }
};

// Checks a chain record by record in constant memory, but for the checkpoints. Give the
// checkpoints, then the records in order of number, then ask. Thread contract: one thread.
class AuditVerifier
{
public:
    explicit AuditVerifier(std::string installation);

    void checkpoint(AuditCheckpoint checkpoint, bool witnessed);
    // `hash`: as it stands beside the record.
    void record(const AuditRow& row, BytesView hash);
    [[nodiscard]] AuditVerdict finish();

    [[nodiscard]] std::int64_t records() const { return m_verdict.records; } // so far

private:
    // A record whose hash does not follow; kept to find out whether it belongs elsewhere.
    struct Broken
    {
        std::int64_t number = 0;
        Bytes canonical;
        AuditHash stored {};
        AuditHash before {}; // the hash that it should follow
        std::size_t finding = 0; // its place in the verdict's; none: SIZE_MAX
    };
    struct Mark
    {
        AuditCheckpoint checkpoint;
        bool witnessed = false;
        bool good = false; // signed right, of this installation
    };

    void begin();
    void anchor(std::int64_t first);
    void pass(std::int64_t number, const AuditHash& hash);
    void checkKeys();
    void nameReordered();
    void cutTail();
    std::size_t found(AuditFault fault, std::int64_t from, std::int64_t to, std::string sentence);
    [[nodiscard]] bool isFound(std::int64_t from, std::int64_t to) const;

    std::string m_installation;
    std::vector<Mark> m_marks; // by number once begun
    std::size_t m_nextMark = 0;
    std::int64_t m_good = 0; // up to here a checkpoint agrees
    bool m_begun = false;
    bool m_linked = true; // false: what stands before the next record is not known
    AuditHash m_previous {};
    std::optional<AuditHash> m_computed; // of the last record, where it differs from the stored
    std::int64_t m_newest = 0; // time of the newest record
    std::vector<Broken> m_broken;
    struct KeyChange // a record that tells of one
    {
        std::int64_t number = 0;
        std::string names; // auditKeyChange()
    };
    std::vector<KeyChange> m_keyChanges;
    AuditVerdict m_verdict;
};

} // namespace locus::people
