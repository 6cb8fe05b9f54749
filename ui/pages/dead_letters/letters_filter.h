// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dead_letters/inbox.h"

#include <QString>

namespace locus::ui {

// What a person writes over the dead letters: state:open,waiting (or all) topic:genetic-data-raw
// code:json.malformed handler:… cause:… from:2026-11-21 until:2026-11-22T08:00 first (of its lane).
// Another bare word is a topic; times are those of the last failure. Errors: as filter_line.h.
Result<dead_letters::LetterFilter> lettersFilterFrom(const QString& text);

// Whether the filter shows it.
bool matches(const dead_letters::LetterFilter& filter, const dead_letters::Letter& letter);

} // namespace locus::ui
