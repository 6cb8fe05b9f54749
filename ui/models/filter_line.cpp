// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_line.h"

#include "ui/models/text.h"

#include <QDateTime>
#include <QRegularExpression>

namespace locus::ui {

using namespace Qt::StringLiterals;

std::vector<FilterPart> filterParts(const QString& text)
{
    static const QRegularExpression part(u"(?:([A-Za-z]+):)?(?:\"([^\"]*)\"|(\\S+))"_s);
    std::vector<FilterPart> out;
    for (auto parts = part.globalMatch(text); parts.hasNext();) {
        const auto match = parts.next();
        out.push_back({ match.captured(1),
            match.captured(2).isEmpty() ? match.captured(3) : match.captured(2) });
    }
    return out;
}

std::optional<Instant> filterMoment(const QString& text, bool isEnd)
{
    const auto day = QDate::fromString(text, Qt::ISODate);
    if (day.isValid()) {
        const auto start = isEnd ? day.addDays(1) : day;
        return fromMillis(start.startOfDay().toMSecsSinceEpoch());
    }
    const auto time = QDateTime::fromString(text, Qt::ISODate);
    return time.isValid() ? std::optional(fromMillis(time.toMSecsSinceEpoch())) : std::nullopt;
}

Error unknownFilterKey(const QString& key, const char* allowed)
{
    return invalid(
        "filter.unknown_key", "\"" + toStd(key) + "\" is not known here; allowed are " + allowed)
        .with("field", toStd(key))
        .with("allowed", allowed);
}

Error unknownFilterValue(const QString& key, const char* allowed)
{
    return invalid(
        "filter.unknown_value", "\"" + toStd(key) + "\" has no such value; allowed are " + allowed)
        .with("field", toStd(key))
        .with("allowed", allowed);
}

} // namespace locus::ui
