// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/failure.h"
#include "core/events/wire_record.h"

#include <array>
#include <span>

namespace locus::dead_letters {

// What a failure header says, whichever framework named it.
enum class Field : std::uint8_t
{
    Topic,
    Partition,
    Offset,
    Timestamp,
    Group,
    ExceptionClass,
    Message,
    CauseClass,
    CauseMessage,
    StackTrace,
    KeyExceptionClass,
    KeyMessage,
    KeyStackTrace,
    SerializedException, // of the value, as a Java object
    SerializedKeyException,
    Attempts,
    RetryAttempts,
    RetryTimestamp,
    DelayedCount,
    DelayedTimestamp,
    Stage,
    ExecutingClass,
    Connector,
    TaskId,
    Handler,
    Other // belongs to the failure, tells nothing that is read
};
constexpr std::size_t fieldCount = static_cast<std::size_t>(Field::Other) + 1;

struct FailureHeader
{
    std::string_view name;
    Family family;
    Field field;
};

// The one list of names, for reading and for taking them off before a record goes back.
std::span<const FailureHeader> failureHeaders();
const FailureHeader* findFailureHeader(std::string_view name); // exact; null: none of them

// The headers that one failure wrote, no field twice. Refers to the record's headers.
class FieldSet
{
public:
    bool add(const FailureHeader& header, const std::optional<Bytes>& value); // false: is there

    [[nodiscard]] bool has(Field field) const { return find(field) != nullptr; }
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }
    [[nodiscard]] std::optional<BytesView> bytes(Field field) const;
    [[nodiscard]] std::optional<std::string> text(Field field) const; // broken UTF-8 replaced
    // A number that cannot be one is empty and its header's name is added to `malformed`.
    // Written as the family does: decimal digits, or 4 or 8 octets with the highest first.
    [[nodiscard]] std::optional<std::int64_t> count(
        Field field, std::vector<std::string>& malformed) const; // 0 and up
    // Two's complement of one to eight octets, the highest first; 0 and up.
    [[nodiscard]] std::optional<std::int64_t> shortest(
        Field field, std::vector<std::string>& malformed) const;

private:
    struct Entry
    {
        const FailureHeader* header = nullptr;
        const std::optional<Bytes>* value = nullptr;
    };
    [[nodiscard]] const Entry* find(Field field) const;

    std::array<Entry, fieldCount> m_entries {};
    bool m_isEmpty = true;
};

// A family's headers by what they tell, each list in the order of the wire. A failure's headers
// end where the first of their names comes again.
struct FailureSets
{
    std::vector<FieldSet> origins; // Topic ... Group
    std::vector<FieldSet> exceptions; // ExceptionClass ... SerializedKeyException
    std::vector<FieldSet> others;
};
FailureSets failureSets(std::span<const events::WireHeader> headers, Family family);

} // namespace locus::dead_letters
