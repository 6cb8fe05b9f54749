// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/client/endpoint.h"

#include <QObject>
#include <QString>

#include <optional>

namespace locus::ui {

// Starts and watches cores of this seat: its own, and one with demo data that are deleted as a
// whole. The console shows what it says and never starts a process itself. Thread contract: the ui
// thread; nothing blocks.
class CoreLauncher : public QObject
{
    Q_OBJECT

public:
    enum class Phase
    {
        NotRunning,
        Starting,
        Running,
        Failed, // error() says why
    };
    Q_ENUM(Phase)

    struct Status
    {
        Phase phase = Phase::NotRunning;
        QString detail; // what it does at the moment, for people
        QString dataFolder;
        qint64 pid = 0;
        std::optional<Error> error {};
        bool startedHere = false; // by this console; else it ran already
    };

    using QObject::QObject;

    [[nodiscard]] virtual Status local() const = 0;
    [[nodiscard]] virtual Status demo() const = 0;

    // Finds the running one or starts it; ready() follows, or statusChanged() with Failed.
    virtual void startLocal() = 0;
    virtual void startDemo() = 0;
    // Stops the demo core and deletes everything it made.
    virtual void endDemo() = 0;
    // Whether this seat's core goes on after the window has closed; it does until told otherwise.
    virtual void keepInBackground(bool keep) = 0;

Q_SIGNALS:
    void statusChanged();
    void ready(const locus::client::Endpoint& endpoint, bool isDemo);
};

} // namespace locus::ui
