// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dead_letters/inbox.h"

#include <algorithm>

namespace locus::dead_letters {

std::string_view toString(LetterState state)
{
    switch (state) {
    case LetterState::Open: return "open";
    case LetterState::Redriven: return "redriven";
    case LetterState::Discarded: return "discarded";
    case LetterState::Waiting: break;
    }
    return "waiting";
}

std::optional<LetterState> letterStateFrom(std::string_view name)
{
    const auto* const found = std::find_if(letterStates.begin(), letterStates.end(),
        [name](LetterState state) { return toString(state) == name; });
    return found == letterStates.end() ? std::nullopt : std::optional(*found);
}

Cause causeOfOwn(std::string_view errorCode, std::string_view errorMessage,
    std::string_view handler, std::string_view topic)
{
    Failure failure;
    failure.family = Family::Locus;
    failure.role = Role::DeadLetter;
    failure.handler = handler;
    Exception exception;
    exception.className = errorCode;
    exception.message = errorMessage;
    failure.exception = std::move(exception);
    return causeOf(failure, topic);
}

} // namespace locus::dead_letters
