// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace locus::ui {

// Notices that the computer is locked, goes to sleep, or is given to another user. Each system has
// a file of its own; where none says so, this stays silent. Thread contract: the ui thread.
class SystemLock : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Of this computer. `bus`: name of a D-Bus connection that stands for system and session bus,
    // for tests; empty: the real ones.
    static std::unique_ptr<SystemLock> make(const QString& bus = {});

Q_SIGNALS:
    void locked();
};

} // namespace locus::ui
