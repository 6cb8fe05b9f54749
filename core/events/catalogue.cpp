// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/catalogue.h"

#include "core/base/text.h"
#include "core/events/catalogue_text.h"

#include <simdjson.h>

#include <cstdlib>

namespace locus::events {

namespace {

using simdjson::dom::element;

std::string textAt(element object, const char* name)
{
    return std::string(object[name].get_string().value());
}

simdjson::dom::array listAt(element object, const char* name)
{
    return object[name].get_array().value();
}

std::vector<std::string> textsAt(element object, const char* name)
{
    std::vector<std::string> out;
    for (const element item : listAt(object, name)) {
        out.emplace_back(item.get_string().value());
    }
    return out;
}

EventInfo eventFrom(element in)
{
    EventInfo out;
    out.name = textAt(in, "name");
    out.domain = textAt(in, "domain");
    out.entity = textAt(in, "entity");
    out.action = textAt(in, "action");
    out.topic = textAt(in, "topic");
    out.aggregateType = textAt(in, "aggregate_type");
    out.phi = phiClassFrom(textAt(in, "phi")).value_or(PhiClass::Direct);
    out.since = textAt(in, "since");
    out.description = textAt(in, "description");
    out.aliases = textsAt(in, "aliases");
    return out;
}

TopicInfo topicFrom(element in)
{
    TopicInfo out;
    out.name = textAt(in, "name");
    out.partitions = static_cast<int>(in["partitions"].get_int64().value());
    out.retentionDays = static_cast<int>(in["retention_days"].get_int64().value());
    out.key = textAt(in, "key");
    out.alsoRead = textsAt(in, "also_read");
    out.deadLetterTopic = textAt(in, "dead_letter_topic");
    return out;
}

ConditionalAlias conditionalFrom(element in)
{
    ConditionalAlias out;
    out.alias = textAt(in, "alias");
    out.field = textAt(in, "field");
    for (const element one : listAt(in, "cases")) {
        for (std::string& value : textsAt(one, "values")) {
            out.cases.emplace_back(std::move(value), textAt(one, "event"));
        }
    }
    out.otherwise = textAt(in, "otherwise");
    if (out.otherwise == "dead-letter") {
        out.otherwise.clear();
    }
    return out;
}

} // namespace

std::size_t Catalogue::AnyCaseHash::operator()(std::string_view text) const noexcept
{
    std::uint64_t hash = 0xCBF29CE484222325U; // FNV-1a over the letters without their case
    for (const char c : text) {
        const auto lower = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        hash = (hash ^ lower) * 0x100000001B3U;
    }
    return static_cast<std::size_t>(hash);
}

bool Catalogue::AnyCaseEqual::operator()(std::string_view a, std::string_view b) const noexcept
{
    return equalsIgnoreCase(a, b);
}

Result<Catalogue> Catalogue::parse(BytesView json)
{
    Catalogue out;
    try {
        simdjson::dom::parser parser;
        const element root = parser.parse(json.data(), json.size());
        for (const element item : listAt(root, "events")) {
            out.m_events.push_back(eventFrom(item));
        }
        for (const element item : listAt(root, "topics")) {
            out.m_topics.push_back(topicFrom(item));
        }
        for (const element item : listAt(root, "conditional_aliases")) {
            out.m_conditional.push_back(conditionalFrom(item));
        }
    } catch (const simdjson::simdjson_error& e) {
        return invalid("catalogue.malformed", "the event catalogue is not as expected")
            .with("cause", e.what());
    }
    for (std::uint32_t i = 0; i < out.m_events.size(); ++i) {
        out.m_byName.emplace(out.m_events[i].name, i);
        for (const std::string& alias : out.m_events[i].aliases) {
            out.m_byName.emplace(alias, i);
        }
    }
    for (const ConditionalAlias& alias : out.m_conditional) {
        out.m_byName.erase(alias.alias);
    }
    return out;
}

const Catalogue& Catalogue::shipped()
{
    static const Catalogue catalogue = [] {
        std::string text;
        for (const std::string_view piece : catalogueText()) {
            text += piece;
        }
        auto parsed = parse(text);
        if (!parsed.ok()) {
            std::abort(); // built into the program and tested with it
        }
        return std::move(parsed).value();
    }();
    return catalogue;
}

const EventInfo* Catalogue::find(std::string_view name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : &m_events[found->second];
}

const ConditionalAlias* Catalogue::conditional(std::string_view name) const
{
    for (const ConditionalAlias& alias : m_conditional) {
        if (equalsIgnoreCase(alias.alias, name)) {
            return &alias;
        }
    }
    return nullptr;
}

const EventInfo* Catalogue::choose(const ConditionalAlias& alias, std::string_view fieldValue) const
{
    for (const auto& [value, event] : alias.cases) {
        if (equalsIgnoreCase(value, fieldValue)) {
            return find(event);
        }
    }
    return alias.otherwise.empty() ? nullptr : find(alias.otherwise);
}

const TopicInfo* Catalogue::topic(std::string_view name) const
{
    for (const TopicInfo& topic : m_topics) {
        if (topic.name == name) {
            return &topic;
        }
        for (const std::string& also : topic.alsoRead) {
            if (also == name) {
                return &topic;
            }
        }
    }
    return nullptr;
}

std::string_view toString(PhiClass phi)
{
    switch (phi) {
    case PhiClass::None: return "none";
    case PhiClass::Possible: return "possible";
    case PhiClass::Direct: break;
    }
    return "direct";
}

std::string_view toString(Severity severity)
{
    switch (severity) {
    case Severity::Critical: return "critical";
    case Severity::High: return "high";
    case Severity::Low: return "low";
    case Severity::Normal: break;
    }
    return "normal";
}

std::optional<PhiClass> phiClassFrom(std::string_view text)
{
    for (const PhiClass phi : { PhiClass::None, PhiClass::Possible, PhiClass::Direct }) {
        if (text == toString(phi)) {
            return phi;
        }
    }
    return std::nullopt;
}

std::optional<Severity> severityFrom(std::string_view text)
{
    for (const Severity severity :
        { Severity::Critical, Severity::High, Severity::Normal, Severity::Low }) {
        if (text == toString(severity)) {
            return severity;
        }
    }
    return std::nullopt;
}

} // namespace locus::events
