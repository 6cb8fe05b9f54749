// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page_context.h"

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace locus {
class Clock;
}

namespace locus::ui {

// What I did: newest first, with its result, a way to the object, and Undo where it exists. Entries
// stay until they are dismissed or the window closes.
class ActivityPane : public QFrame
{
    Q_OBJECT

public:
    ActivityPane(Shell& shell, const Clock& clock, QWidget* parent = nullptr);
    void add(const Activity& activity);
    // Undoes the newest that can be and was not yet; false: there is none.
    bool undoNewest();
    // Somebody else is here now.
    void clear();
    // To the newest entry's first button.
    void takeFocus();
    [[nodiscard]] int count() const { return m_count; }

Q_SIGNALS:
    void countChanged(int count);

private:
    QWidget* makeEntry(const Activity& activity);
    QHBoxLayout* makeButtons(const Activity& activity, QWidget* entry);

    Shell& m_shell;
    const Clock& m_clock;
    QWidget* m_empty = nullptr;
    QVBoxLayout* m_list;
    int m_count = 0;
};

} // namespace locus::ui
