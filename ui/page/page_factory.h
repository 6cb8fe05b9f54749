// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page.h"
#include "ui/page/page_context.h"

#include <QStringList>

#include <functional>

namespace locus::ui {

// How the shell learns of a page. Titles are functions, so that a change of language reaches them.
struct PageFactory
{
    QString id; // "analyses": also the first part of its place
    QString icon;
    std::function<QString()> title;
    std::function<QString()> group; // heading in the navigation; empty for the first ones
    QStringList roles; // who finds it in the navigation; empty: everybody
    std::function<Page*(const PageContext&, QWidget* parent)> create;
    QString groupId {}; // names the group in every language; pages of one group share it
};

} // namespace locus::ui
