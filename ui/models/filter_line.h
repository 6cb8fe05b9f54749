// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/instant.h"

#include <QString>

#include <optional>
#include <vector>

namespace locus::ui {

// A part of a filter as a person writes it: key:value, a value with blanks in quotation marks, or a
// bare word, whose key is empty.
struct FilterPart
{
    QString key;
    QString value;
};
std::vector<FilterPart> filterParts(const QString& text);

// A time, or a day of the seat: its beginning, or its end where it is the last one. None: neither.
std::optional<Instant> filterMoment(const QString& text, bool isEnd);
inline constexpr const char* filterMoments = "2026-11-21 or 2026-11-21T08:00";

// invalid "filter.unknown_key" and "filter.unknown_value", with "field" and "allowed".
Error unknownFilterKey(const QString& key, const char* allowed);
Error unknownFilterValue(const QString& key, const char* allowed);

} // namespace locus::ui
