// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_filter.h"

#include "ui/models/text.h"

#include <QDateTime>
#include <QRegularExpression>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

Error unknownValue(const QString& key, const char* allowed)
{
    return invalid(
        "filter.unknown_value", "\"" + toStd(key) + "\" has no such value; allowed are " + allowed)
        .with("field", toStd(key))
        .with("allowed", allowed);
}

// A day alone means its beginning, or its end where it is the last one.
std::optional<Instant> momentFrom(const QString& text, bool isEnd)
{
    const auto day = QDate::fromString(text, Qt::ISODate);
    if (day.isValid()) {
        const auto start = isEnd ? day.addDays(1) : day;
        return fromMillis(start.startOfDay().toMSecsSinceEpoch());
    }
    const auto time = QDateTime::fromString(text, Qt::ISODate);
    return time.isValid() ? std::optional(fromMillis(time.toMSecsSinceEpoch())) : std::nullopt;
}

Status apply(const QString& key, const QString& value, people::AuditFilter& out)
{
    const std::pair<QString, std::string*> texts[] = { { u"person"_s, &out.actor },
        { u"patient"_s, &out.subject }, { u"action"_s, &out.action },
        { u"outcome"_s, &out.outcome }, { u"about"_s, &out.entity } };
    for (const auto& [name, member] : texts) {
        if (key == name) {
            *member = toStd(value);
            return {};
        }
    }
    if (key == u"kind") {
        out.kind = people::auditKindFrom(toStd(value));
        return out.kind ? Status()
                        : Status(unknownValue(key,
                            "command, refusal, signIn, signOut, read, export, reveal, "
                            "configuration, system"));
    }
    if (key == u"from" || key == u"until") {
        const bool isEnd = key == u"until";
        auto& member = isEnd ? out.until : out.from;
        member = momentFrom(value, isEnd);
        return member ? Status() : Status(unknownValue(key, "2026-11-21 or 2026-11-21T08:00"));
    }
    constexpr const char* allowed = "person, patient, action, outcome, kind, about, from, until";
    return invalid(
        "filter.unknown_key", "\"" + toStd(key) + "\" is not known here; allowed are " + allowed)
        .with("field", toStd(key))
        .with("allowed", allowed);
}

} // namespace

Result<people::AuditFilter> auditFilterFrom(const QString& text)
{
    static const QRegularExpression part(u"(?:([A-Za-z]+):)?(?:\"([^\"]*)\"|(\\S+))"_s);
    people::AuditFilter out;
    for (auto parts = part.globalMatch(text); parts.hasNext();) {
        const auto match = parts.next();
        const auto key = match.captured(1);
        const auto value = match.captured(2).isEmpty() ? match.captured(3) : match.captured(2);
        // A bare word is a person: that is what is looked for most.
        LOCUS_TRY(apply(key.isEmpty() ? u"person"_s : key, value, out));
    }
    return out;
}

} // namespace locus::ui
