// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

#include <span>

namespace locus::ui {

// What a model says of a column apart from its words.
struct TableColumn
{
    const char* id; // stable for ever: layouts are kept by it
    int width; // pixels
    bool hidden = false; // until asked for
    bool sorts = false;
    bool number = false; // stands at the right
    bool grows = false; // has its part of the room that the others leave
};

// The answer to every role of a header section but its words; nothing for a role or section that is
// not known.
QVariant columnFact(std::span<const TableColumn> columns, int section, int role);

} // namespace locus::ui
