// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/events/envelope.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locus::events {

struct EventInfo
{
    std::string name; // Entity.Action
    std::string domain;
    std::string entity;
    std::string action;
    std::string topic; // logical name
    std::string aggregateType; // the stream it is appended to
    PhiClass phi = PhiClass::Direct; // a floor: a payload may be worse, never better
    std::string since;
    std::string description;
    std::vector<std::string> aliases;
};

struct TopicInfo
{
    std::string name;
    int partitions = 0;
    int retentionDays = 0;
    std::string key; // field that is the record key
    std::vector<std::string> alsoRead;
    std::string deadLetterTopic;
};

// An alias that stands for several events, told apart by a field of the payload.
struct ConditionalAlias
{
    std::string alias;
    std::string field;
    std::vector<std::pair<std::string, std::string>> cases; // value, event; any case
    std::string otherwise; // an event; empty: the record is malformed
};

// Every event that Locus knows. Names are found in any case, canonical or by alias; conditional
// aliases come before plain ones. Immutable; any thread.
class Catalogue
{
public:
    // The one that ships, read at the first call (about a millisecond).
    static const Catalogue& shipped();
    // Errors: invalid "catalogue.malformed".
    static Result<Catalogue> parse(BytesView json);

    // By canonical name or unconditional alias; null if unknown.
    [[nodiscard]] const EventInfo* find(std::string_view name) const;
    // Set where a name alone does not tell the event.
    [[nodiscard]] const ConditionalAlias* conditional(std::string_view name) const;
    // The event that a conditional alias stands for; null: its field cannot be read as any.
    [[nodiscard]] const EventInfo* choose(
        const ConditionalAlias& alias, std::string_view fieldValue) const;

    [[nodiscard]] const std::vector<EventInfo>& events() const { return m_events; }
    [[nodiscard]] const std::vector<TopicInfo>& topics() const { return m_topics; }
    // By name or by a name that is also read; null if unknown.
    [[nodiscard]] const TopicInfo* topic(std::string_view name) const;

private:
    struct AnyCaseHash
    {
        std::size_t operator()(std::string_view text) const noexcept;
    };
    struct AnyCaseEqual
    {
        bool operator()(std::string_view a, std::string_view b) const noexcept;
    };

    std::vector<EventInfo> m_events;
    std::vector<TopicInfo> m_topics;
    std::vector<ConditionalAlias> m_conditional;
    // Keys point into the vectors, which do not change after parse().
    std::unordered_map<std::string_view, std::uint32_t, AnyCaseHash, AnyCaseEqual> m_byName;
};

std::string_view toString(PhiClass phi); // "none" "possible" "direct"
std::string_view toString(Severity severity); // "critical" "high" "normal" "low"
std::optional<PhiClass> phiClassFrom(std::string_view text);
std::optional<Severity> severityFrom(std::string_view text);

} // namespace locus::events
