// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/error.h"
#include "core/base/instant.h"
#include "ui/theme/color_id.h"

#include <QCoreApplication>
#include <QString>

namespace locus::ui {

// The core's codes and facts as words of the person's language.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::Words)

public:
    struct State
    {
        QString word;
        Tone tone = Tone::Neutral;
        QString shape;
    };
    static State of(analyses::State state);
    static QString of(analyses::Mode mode);
    // What a person calls it: its label, else the end of its id.
    static QString nameOf(const analyses::Summary& analysis);
    // What choosing this mode does, in one sentence.
    static QString explain(analyses::Mode mode);
    // A role of a person; one that is not known stands as it is.
    static QString role(const std::string& role);
    static QString priority(int priority); // "5 · normal"

    // "12 s ago", "3 min ago", "2 h ago", "14 Mar 2026": short enough for a column.
    static QString age(Instant then, Instant now);
    static QString duration(Duration length);
    // Local date and time with the zone's name, for tips.
    static QString moment(Instant t);
    static QString count(std::int64_t number);
    // How many rows a list shows; of one that was not read to its end, that they are the newest.
    static QString rowsRead(int rows, bool isWhole);

    // Of a filter that is not known, with "field" and "allowed".
    static QString unknownFilter(const Error& error);

    // What happened and what to do next. Codes that are not known are shown as the core said them.
    static QString cause(const Error& error);
    static QString nextStep(const Error& error);
    static QString whole(const Error& error); // both
};

} // namespace locus::ui
