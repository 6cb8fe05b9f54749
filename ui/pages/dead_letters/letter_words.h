// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dead_letters/redrive.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QString>

namespace locus::ui {

// What the core says of dead letters, in the person's language; nothing of a record's payload.
class LetterWords
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::LetterWords)

public:
    static Words::State of(dead_letters::LetterState state);
    // "genetic-data-raw · 0 · 17": topic, partition and offset.
    static QString place(const dead_letters::Letter& letter);
    // How often it was tried, as far as is known.
    static QString tries(const dead_letters::Letter& letter);
    // The first few of `all`, a line each: place and why.
    static QString named(const std::vector<dead_letters::Letter>& letters, std::int64_t all);
    // Why it is held back, as a sentence.
    static QString why(const dead_letters::Letter& letter);
    // The one table of sentences by code; empty: not known.
    static QString ofCode(std::string_view code);
    // What happened and what to do next.
    static QString refusal(const Error& error);
    // What a run made of one letter: a code as a sentence, else the place of the copy.
    static QString result(const dead_letters::RunItem& item);
    static QString action(const dead_letters::LetterNote& note);
    // "17 octets"; none: "none".
    static QString size(const std::optional<std::int64_t>& octets);
    // What a redrive would do, a line each.
    static QString plan(const dead_letters::RedrivePlan& plan);
};

} // namespace locus::ui
