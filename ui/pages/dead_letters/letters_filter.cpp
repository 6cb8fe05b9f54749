// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dead_letters/letters_filter.h"

#include "ui/models/filter_line.h"
#include "ui/models/text.h"

#include <QStringList>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;
using dead_letters::Letter;
using dead_letters::LetterFilter;

namespace {

Status apply(const QString& key, const QString& value, LetterFilter& out)
{
    const std::pair<QString, std::string*> texts[] = { { u"topic"_s, &out.topic },
        { u"code"_s, &out.errorCode }, { u"handler"_s, &out.handler }, { u"cause"_s, &out.cause } };
    for (const auto& [name, member] : texts) {
        if (key == name) {
            *member = toStd(value);
            return {};
        }
    }
    if (key == u"state") {
        if (value == u"all") {
            return {};
        }
        for (const auto& name : value.split(u',', Qt::SkipEmptyParts)) {
            const auto state = dead_letters::letterStateFrom(toStd(name));
            if (!state) {
                return unknownFilterValue(key, "open, waiting, redriven, discarded, all");
            }
            out.states.push_back(*state);
        }
        return {};
    }
    if (key == u"from" || key == u"until") {
        const bool isEnd = key == u"until";
        auto& member = isEnd ? out.until : out.since;
        member = filterMoment(value, isEnd);
        return member ? Status() : Status(unknownFilterValue(key, filterMoments));
    }
    return unknownFilterKey(key, "state, topic, code, handler, cause, from, until, first");
}

bool holds(const std::string& wanted, const std::string& value)
{
    return wanted.empty() || wanted == value;
}

} // namespace

Result<LetterFilter> lettersFilterFrom(const QString& text)
{
    LetterFilter out;
    for (const auto& [key, value] : filterParts(text)) {
        if (key.isEmpty() && value == u"first") {
            out.firstOnly = true;
            continue;
        }
        LOCUS_TRY(apply(key.isEmpty() ? u"topic"_s : key, value, out));
    }
    return out;
}

bool matches(const LetterFilter& filter, const Letter& letter)
{
    const auto& states = filter.states;
    return (states.empty() || std::find(states.begin(), states.end(), letter.state) != states.end())
        && holds(filter.topic, letter.topic) && holds(filter.handler, letter.handler)
        && holds(filter.errorCode, letter.errorCode) && holds(filter.cause, letter.cause)
        && (!filter.since || letter.lastFailed >= *filter.since)
        && (!filter.until || letter.lastFailed < *filter.until)
        && (!filter.firstOnly || !letter.behind);
}

} // namespace locus::ui
