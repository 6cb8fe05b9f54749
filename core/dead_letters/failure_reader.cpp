// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/failure_reader.h"

#include "core/base/text.h"
#include "core/dead_letters/failure_headers.h"
#include "core/dead_letters/family_reader.h"

#include <algorithm>

namespace locus::dead_letters {

namespace {

struct Seen
{
    Family family;
    std::size_t first; // positions among the headers
    std::size_t last;
};

// Oldest first. SmallRye's headers stand before those that were there, all others behind.
std::vector<Seen> familiesOf(std::span<const events::WireHeader> headers)
{
    std::vector<Seen> out;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const FailureHeader* const header = findFailureHeader(headers[i].first);
        if (!header) {
            continue;
        }
        const auto found = std::find_if(out.begin(), out.end(),
            [&](const Seen& seen) { return seen.family == header->family; });
        if (found == out.end()) {
            out.push_back({ header->family, i, i });
        } else {
            found->last = i;
        }
    }
    std::sort(out.begin(), out.end(), [](const Seen& a, const Seen& b) { return a.last < b.last; });
    const auto smallRye = std::find_if(
        out.begin(), out.end(), [](const Seen& seen) { return seen.family == Family::SmallRye; });
    if (smallRye != out.end() && std::all_of(out.begin(), out.end(), [&](const Seen& seen) {
            return seen.first >= smallRye->first;
        })) {
        std::rotate(smallRye, smallRye + 1, out.end());
    }
    return out;
}

// Both frameworks told; `out` is what the older ones said.
void handOver(Failure& out, Failure next)
{
    next.firstException = out.firstException ? out.firstException
        : out.exception                      ? out.exception
                                             : next.firstException;
    next.original = out.original;
    next.originAsReported = out.originAsReported;
    if (out.hops && next.hops) {
        next.hops = *out.hops + *next.hops;
    }
    next.malformed.insert(next.malformed.begin(), out.malformed.begin(), out.malformed.end());
    out = std::move(next);
}

std::vector<std::string> wordsOf(std::string_view topic)
{
    std::string text = toLower(topic);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '-' || c == '_'; }, '.');
    std::vector<std::string> out;
    for (const std::string_view word : split(text, '.')) {
        out.emplace_back(word);
    }
    return out;
}

bool isNumber(const std::string& word)
{
    return !word.empty()
        && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Retry topics and their dead-letter topic carry the same headers: the name tells them apart.
bool isRetryTopic(std::string_view topic)
{
    const std::vector<std::string> words = wordsOf(topic);
    if (isDeadLetterTopic(topic)) {
        return false;
    }
    return isNumber(words.back())
        || std::any_of(words.begin(), words.end(), [](const std::string& word) {
               return word.starts_with("retry") || word.starts_with("retries");
           });
}

Role roleOf(const Failure& failure, std::string_view topic)
{
    if (failure.family == Family::None) {
        return isDeadLetterTopic(topic) ? Role::DeadLetter : Role::None;
    }
    const bool retries = failure.retryAttemptsHeader || failure.delayedRetryCountHeader;
    return retries && isRetryTopic(topic) ? Role::Retry : Role::DeadLetter;
}

} // namespace

std::string_view toString(Family family)
{
    switch (family) {
    case Family::None: return {};
    case Family::Spring: return "spring-kafka";
    case Family::SpringCloudStream: return "spring-cloud-stream";
    case Family::Connect: return "kafka-connect";
    case Family::Streams: return "kafka-streams";
    case Family::SmallRye: return "smallrye-reactive-messaging";
    case Family::ShareGroup: return "kafka-share-group";
    case Family::Locus: return "locus";
    }
    return {};
}

std::string_view toString(Role role)
{
    switch (role) {
    case Role::None: return {};
    case Role::DeadLetter: return "dead-letter";
    case Role::Retry: return "retry";
    }
    return {};
}

bool isDeadLetterTopic(std::string_view topic)
{
    const std::vector<std::string> words = wordsOf(topic);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const bool isDead =
            word == "dead" && (i + 1 == words.size() || words[i + 1].starts_with("letter"));
        if (isDead || word == "dlq" || word == "dlt" || word.starts_with("deadletter")) {
            return true;
        }
    }
    return false;
}

Failure readFailure(const events::WireRecord& record)
{
    Failure out;
    for (const Seen& seen : familiesOf(record.headers)) {
        auto next = readFamily(record, seen.family);
        if (next && out.family == Family::None) {
            out = std::move(*next);
        } else if (next) {
            handOver(out, std::move(*next));
        }
    }
    out.role = roleOf(out, record.topic);
    out.headersTellNothing = out.role == Role::DeadLetter && out.family == Family::None;
    return out;
}

} // namespace locus::dead_letters
