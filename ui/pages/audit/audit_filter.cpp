// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_filter.h"

#include "ui/models/filter_line.h"
#include "ui/models/text.h"

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

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
                        : Status(unknownFilterValue(key,
                            "command, refusal, signIn, signOut, read, export, reveal, "
                            "configuration, system"));
    }
    if (key == u"from" || key == u"until") {
        const bool isEnd = key == u"until";
        auto& member = isEnd ? out.until : out.from;
        member = filterMoment(value, isEnd);
        return member ? Status() : Status(unknownFilterValue(key, filterMoments));
    }
    constexpr const char* allowed = "person, patient, action, outcome, kind, about, from, until";
    return unknownFilterKey(key, allowed);
}

} // namespace

Result<people::AuditFilter> auditFilterFrom(const QString& text)
{
    people::AuditFilter out;
    for (const auto& [key, value] : filterParts(text)) {
        // A bare word is a person: that is what is looked for most.
        LOCUS_TRY(apply(key.isEmpty() ? u"person"_s : key, value, out));
    }
    return out;
}

} // namespace locus::ui
