// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace locus::ui {

// A spot in the console: what history, deep links and cards point at.
struct Place
{
    QString page; // "analyses"
    QString item; // id of what is open there
    QString filter; // text of the list's filter; never part of a link

    bool operator==(const Place&) const = default;
};

// locus://analysis/<id>, patient, order, workflow, escalation, group, dead-letter; nothing for any other
// text. Links open, they never act.
std::optional<Place> placeFromLink(const QUrl& link);
// Empty where the place has no link.
QUrl linkOf(const Place& place);

} // namespace locus::ui
