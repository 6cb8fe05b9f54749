// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/audit_verifier.h"

#include "core/people/audit_record.h"
#include "core/people/audit_retention.h"

#include <algorithm>

namespace locus::people {

namespace {

constexpr std::size_t mostFindings = 100;
constexpr std::size_t mostBroken = 16; // what is compared grows with its third power
constexpr std::size_t numberOctets = 8;
constexpr std::size_t none = SIZE_MAX;

std::string text(std::int64_t number)
{
    return std::to_string(number);
}

std::string span(std::int64_t from, std::int64_t to)
{
    return from == to ? "record " + text(from) : "records " + text(from) + " to " + text(to);
}

std::string are(std::int64_t from, std::int64_t to)
{
    return from == to ? " is" : " are";
}

// The same octets under another number.
Bytes renumbered(BytesView canonical, std::int64_t number)
{
    Bytes out(canonical);
    for (std::size_t i = 0; i < numberOctets; ++i) {
        out[i] = static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
    }
    return out;
}

} // namespace

std::string_view toString(AuditFault fault)
{
    switch (fault) {
    case AuditFault::Changed: return "changed";
    case AuditFault::Missing: return "missing";
    case AuditFault::Reordered: return "reordered";
    case AuditFault::CutTail: return "cutTail";
    case AuditFault::BadSignature: return "badSignature";
    case AuditFault::KeyChanged: return "keyChanged";
    }
    return "unknown";
}

AuditVerifier::AuditVerifier(std::string installation)
    : m_installation(std::move(installation))
    , m_previous(auditGenesis(m_installation))
{ }

void AuditVerifier::checkpoint(AuditCheckpoint checkpoint, bool witnessed)
{
    ++(witnessed ? m_verdict.witnessed : m_verdict.checkpoints);
    m_marks.push_back({ std::move(checkpoint), witnessed, false });
}

std::size_t AuditVerifier::found(
    AuditFault fault, std::int64_t from, std::int64_t to, std::string sentence)
{
    ++m_verdict.faults;
    if (m_verdict.findings.size() == mostFindings) {
        return none;
    }
    m_verdict.findings.push_back({ fault, from, to, std::move(sentence) });
    return m_verdict.findings.size() - 1;
}

bool AuditVerifier::isFound(std::int64_t from, std::int64_t to) const
{
    return std::any_of(m_verdict.findings.begin(), m_verdict.findings.end(),
        [&](const AuditFinding& one) { return one.to >= from && one.from <= to; });
}

void AuditVerifier::begin()
{
    m_begun = true;
    std::stable_sort(m_marks.begin(), m_marks.end(),
        [](const Mark& a, const Mark& b) { return a.checkpoint.number < b.checkpoint.number; });
    const Mark* before = nullptr; // most are written twice: in the store and elsewhere
    for (Mark& mark : m_marks) {
        const AuditCheckpoint& one = mark.checkpoint;
        const std::string where = mark.witnessed ? "the witness's checkpoint" : "the checkpoint";
        const bool same = before != nullptr && before->checkpoint.number == one.number
            && before->checkpoint.signature == one.signature && before->checkpoint.hash == one.hash
            && before->checkpoint.time == one.time && before->checkpoint.publicKey == one.publicKey;
        if (one.installation != m_installation) {
            found(AuditFault::BadSignature, one.number, one.number,
                where + " at record " + text(one.number) + " belongs to another installation");
        } else if (same ? !before->good : !isSignedRight(one)) {
            found(AuditFault::BadSignature, one.number, one.number,
                where + " at record " + text(one.number) + " was changed: its signature is wrong");
        } else {
            mark.good = true;
        }
        before = &mark;
    }
}

// What stands before the first record when older ones have had their time.
void AuditVerifier::anchor(std::int64_t first)
{
    if (first == 1) {
        return;
    }
    const auto mark = std::find_if(m_marks.begin(), m_marks.end(),
        [&](const Mark& one) { return one.good && one.checkpoint.number == first - 1; });
    if (mark == m_marks.end()) {
        m_linked = false;
        found(AuditFault::Missing, 1, first - 1,
            span(1, first - 1) + are(1, first - 1)
                + " gone, and no signed checkpoint stands in their place");
        return;
    }
    m_previous = mark->checkpoint.hash;
    m_good = first - 1;
}

void AuditVerifier::record(const AuditRow& row, BytesView hash)
{
    if (!m_begun) {
        begin();
    }
    if (m_verdict.records++ == 0) {
        m_verdict.first = row.number;
        anchor(row.number);
    } else if (row.number > m_verdict.last + 1) {
        const std::int64_t from = m_verdict.last + 1;
        found(AuditFault::Missing, from, row.number - 1,
            span(from, row.number - 1) + are(from, row.number - 1) + " gone");
        m_linked = false;
    } else if (row.number <= m_verdict.last) {
        found(AuditFault::Reordered, row.number, row.number,
            "record " + text(row.number) + " stands behind record " + text(m_verdict.last));
        m_linked = false;
    }
    const AuditHash stored = auditHashFrom(hash);
    Bytes canonical = canonicalAudit(row);
    const AuditHash computed = auditHash(m_previous, canonical);
    const bool follows = !m_linked || computed == stored
        || (m_computed && auditHash(*m_computed, canonical) == stored);
    if (!follows) {
        const std::size_t at = found(AuditFault::Changed, row.number, row.number,
            "record " + text(row.number) + " does not follow from the one before it: it was changed"
                + (row.number == m_verdict.first ? std::string()
                                                 : ", or record " + text(row.number - 1)
                            + " was, with a hash that fits the change"));
        if (m_broken.size() < mostBroken) {
            m_broken.push_back({ row.number, std::move(canonical), stored, m_previous, at });
        }
    }
    m_computed = follows ? std::nullopt : std::optional(computed);
    m_previous = stored;
    m_linked = true;
    m_verdict.last = row.number;
    m_newest = std::max(m_newest, row.timeMicros);
    if (row.kind == static_cast<std::int64_t>(AuditKind::System) && row.action == auditKeyChanged) {
        m_keyChanges.push_back({ row.number, std::string(row.purpose) });
    }
    pass(row.number, stored);
}

// Compares the chain with what was signed for it at this record.
void AuditVerifier::pass(std::int64_t number, const AuditHash& hash)
{
    for (; m_nextMark < m_marks.size() && m_marks[m_nextMark].checkpoint.number <= number;
         ++m_nextMark) {
        const Mark& mark = m_marks[m_nextMark];
        if (!mark.good || mark.checkpoint.number < number) {
            continue;
        }
        if (mark.checkpoint.hash == hash) {
            m_good = number;
        } else if (!isFound(m_good + 1, number)) {
            found(AuditFault::Changed, m_good + 1, number,
                span(m_good + 1, number)
                    + (m_good + 1 == number ? " was" : ": one or more of them were")
                    + " changed and the chain was written anew: it is not the one that "
                    + (mark.witnessed ? "the witness" : "the checkpoint") + " at record "
                    + text(number) + " stands for");
        }
    }
}

// A broken record that fits the place of another broken one was moved there.
void AuditVerifier::nameReordered()
{
    for (const Broken& one : m_broken) {
        for (const Broken& place : m_broken) {
            if (one.number == place.number || one.finding == none) {
                continue;
            }
            const Bytes there = renumbered(one.canonical, place.number);
            std::vector<AuditHash> before { place.before };
            for (const Broken& other : m_broken) {
                before.push_back(other.stored);
            }
            const bool fits =
                std::any_of(before.begin(), before.end(), [&](const AuditHash& previous) {
                    const AuditHash hash = auditHash(previous, there);
                    return hash == one.stored || hash == place.stored;
                });
            if (fits) {
                AuditFinding& finding = m_verdict.findings[one.finding];
                finding.fault = AuditFault::Reordered;
                finding.sentence = "what stands as record " + text(one.number) + " is record "
                    + text(place.number) + ": they were exchanged";
            }
        }
    }
}

void AuditVerifier::cutTail()
{
    const Mark* newest = nullptr;
    for (const Mark& mark : m_marks) {
        if (mark.good && mark.checkpoint.number > m_verdict.last) {
            newest = &mark;
        }
    }
    if (newest != nullptr) {
        const std::int64_t from = m_verdict.last + 1;
        const std::int64_t to = newest->checkpoint.number;
        found(AuditFault::CutTail, from, to,
            span(from, to) + are(from, to)
                + " gone from the end: " + (newest->witnessed ? "the witness" : "a checkpoint")
                + " of " + toRfc3339(newest->checkpoint.time) + " stands for record " + text(to));
    }
}

// A change is told by a record that names both keys, behind the change before it; the earlier key
// may have signed that record, too.
void AuditVerifier::checkKeys()
{
    const Mark* before = nullptr;
    auto next = m_keyChanges.begin();
    for (const Mark& mark : m_marks) {
        if (!mark.good || mark.checkpoint.number < m_verdict.first) {
            continue; // what told of it has had its time
        }
        if (before != nullptr && before->checkpoint.publicKey != mark.checkpoint.publicKey) {
            const std::int64_t to = mark.checkpoint.number;
            const std::string names = auditKeyChange(
                toHex(before->checkpoint.publicKey), toHex(mark.checkpoint.publicKey));
            const auto told = std::find_if(next, m_keyChanges.end(),
                [&](const KeyChange& one) { return one.number <= to && one.names == names; });
            if (told == m_keyChanges.end()) {
                found(AuditFault::KeyChanged, to, to,
                    "the checkpoint at record " + text(to)
                        + " is signed by another key than the one before it, and no record tells "
                          "of the change");
            } else {
                next = told + 1;
            }
        }
        before = &mark;
    }
}

AuditVerdict AuditVerifier::finish()
{
    if (!m_begun) {
        begin();
    }
    nameReordered();
    const auto mark = std::find_if(m_marks.begin(), m_marks.end(),
        [&](const Mark& one) { return one.good && one.checkpoint.number == m_verdict.first - 1; });
    if (m_verdict.first > 1 && mark != m_marks.end()
        && toMicros(mark->checkpoint.time + auditKept) > m_newest) {
        found(AuditFault::Missing, 1, m_verdict.first - 1,
            span(1, m_verdict.first - 1) + are(1, m_verdict.first - 1)
                + " gone before the six years were over");
    }
    cutTail();
    checkKeys();
    std::stable_sort(m_verdict.findings.begin(), m_verdict.findings.end(),
        [](const AuditFinding& a, const AuditFinding& b) { return a.from < b.from; });
    return std::move(m_verdict);
}

} // namespace locus::people
