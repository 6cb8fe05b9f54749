// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/cause.h"

#include "core/base/checksum.h"
#include "core/base/text.h"

#include <algorithm>
#include <map>

namespace locus::dead_letters {

namespace {

constexpr std::size_t longestMessage = 200;
constexpr std::size_t keyDigits = 16;

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || static_cast<signed char>(c) < 0;
}

// An id may be joined of words by a hyphen.
std::size_t wordEnd(std::string_view text, std::size_t from)
{
    std::size_t end = from;
    while (end < text.size()
        && (isWordCharacter(text[end])
            || (text[end] == '-' && end + 1 < text.size() && isWordCharacter(text[end + 1])))) {
        ++end;
    }
    return end;
}

bool holdsDigit(std::string_view word)
{
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void setError(Cause& out, const Exception& exception)
{
    const auto set = [&](const std::optional<std::string>& name,
                         const std::optional<std::string>& message) {
        out.errorClass = name.value_or(std::string());
        out.message = normalisedMessage(message.value_or(std::string()));
    };
    if (exception.rootCauseClass) {
        set(exception.rootCauseClass, exception.rootCauseMessage);
    } else if (exception.causeClass) {
        set(exception.causeClass, exception.causeMessage);
    } else {
        set(exception.className, exception.message);
    }
}

// No name holds a NUL, so that no two causes share a text.
std::string keyOf(const Cause& cause)
{
    Bytes text(toString(cause.family));
    for (const std::string* part :
        { &cause.errorClass, &cause.message, &cause.handler, &cause.topic }) {
        text += '\0';
        text += *part;
    }
    return sha256Hex(text).substr(0, keyDigits);
}

void add(CauseGroup& group, const FailedRecord& record)
{
    (record.failure.role == Role::Retry ? group.retries : group.deadLetters) += 1;
    const auto& time = record.place.timestampMs;
    if (time && (!group.firstMs || *time < *group.firstMs)) {
        group.firstMs = time;
    }
    if (!group.sample.topic || (time && (!group.lastMs || *time >= *group.lastMs))) {
        group.lastMs = time;
        group.sample = record.place;
    }
    if (const auto& attempts = record.failure.attempts) {
        group.fewestAttempts = std::min(group.fewestAttempts.value_or(*attempts), *attempts);
        group.mostAttempts = std::max(group.mostAttempts.value_or(*attempts), *attempts);
    }
    const std::string topic = record.place.topic.value_or(std::string());
    const auto at = std::lower_bound(group.topics.begin(), group.topics.end(), topic);
    if (at == group.topics.end() || *at != topic) {
        group.topics.insert(at, topic);
    }
}

std::string counted(std::size_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

std::string triedTimes(const CauseGroup& group)
{
    if (!group.mostAttempts) {
        return {};
    }
    const std::string most =
        counted(static_cast<std::size_t>(*group.mostAttempts), "attempt", "attempts");
    return group.fewestAttempts == group.mostAttempts
        ? ", after " + most
        : ", after " + std::to_string(*group.fewestAttempts) + " to " + most;
}

} // namespace

std::string normalisedMessage(std::string_view message)
{
    std::string out;
    for (std::size_t i = 0; i < message.size() && out.size() <= longestMessage;) {
        const char c = message[i];
        const bool opens = c == '"' || (c == '\'' && (i == 0 || !isWordCharacter(message[i - 1])));
        const std::size_t close = opens ? message.find(c, i + 1) : std::string_view::npos;
        if (close != std::string_view::npos) {
            out += "\u2026";
            i = close + 1;
        } else if (const std::size_t end = wordEnd(message, i); end > i) {
            const std::string_view word = message.substr(i, end - i);
            out += holdsDigit(word) ? std::string_view("#") : word;
            i = end;
        } else {
            out += c;
            ++i;
        }
    }
    if (out.size() > longestMessage) {
        std::size_t end = longestMessage;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        out.resize(end);
    }
    return toUtf8(trimmed(out));
}

Cause causeOf(const Failure& failure, std::string_view topic)
{
    Cause out;
    out.family = failure.family;
    if (failure.exception) {
        setError(out, *failure.exception);
    }
    out.handler = failure.connector ? *failure.connector
        : failure.handler           ? *failure.handler
                                    : failure.consumerGroup.value_or(std::string());
    const Place& origin = failure.originAsReported ? *failure.originAsReported : failure.original;
    out.topic = origin.topic.value_or(std::string(topic));
    out.key = keyOf(out);
    return out;
}

std::vector<CauseGroup> groupByCause(std::span<const FailedRecord> records)
{
    std::map<std::string, CauseGroup> groups;
    for (const FailedRecord& record : records) {
        if (record.failure.role == Role::None) {
            continue;
        }
        Cause cause = causeOf(record.failure, record.place.topic.value_or(std::string()));
        CauseGroup& group = groups[cause.key];
        group.cause = std::move(cause);
        add(group, record);
    }
    std::vector<CauseGroup> out;
    out.reserve(groups.size());
    for (auto& [key, group] : groups) {
        out.push_back(std::move(group));
    }
    std::sort(out.begin(), out.end(), [](const CauseGroup& a, const CauseGroup& b) {
        const auto rank = [](const CauseGroup& group) {
            return std::pair(group.deadLetters, group.retries);
        };
        return rank(a) != rank(b) ? rank(a) > rank(b) : a.cause.key < b.cause.key;
    });
    return out;
}

std::string describe(const CauseGroup& group)
{
    const Cause& cause = group.cause;
    const std::string dead = counted(group.deadLetters, "dead letter", "dead letters");
    const std::string retries = counted(group.retries, "retry", "retries");
    std::string out = group.retries == 0 ? dead
        : group.deadLetters == 0         ? retries
                                         : dead + " and " + retries;
    out += cause.family == Family::None ? " that only the topic's name tells"
                                        : " of " + std::string(toString(cause.family));
    out += " in " + join(group.topics, ", ");
    if (group.topics.size() != 1 || group.topics.front() != cause.topic) {
        out += ": records of " + cause.topic;
    }
    if (!cause.handler.empty()) {
        out += " that " + cause.handler + " could not handle";
    }
    out += triedTimes(group);
    return out + (cause.errorClass.empty() ? ", the error is unknown." : ".");
}

} // namespace locus::dead_letters
