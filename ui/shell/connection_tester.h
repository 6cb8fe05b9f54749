// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_profiles.h"

#include <QObject>
#include <QStringList>

namespace locus::ui {

// Tries a connection for real, step by step, and says of each step how it went, why it failed and
// what to do next. One test at a time; nothing blocks. Two kinds: CoreConnectionTester here, and
// the Kafka one that app/console brings (name, TCP, TLS, sign-in, topics, rights).
class ConnectionTester : public QObject
{
    Q_OBJECT

public:
    struct Step
    {
        QString name;
        bool passed = false;
        QString detail; // what was found, or the cause
        QString next; // what to do; empty when all is well
        enum class Mark
        {
            None,
            Warning, // passed, and yet deserves a word
            NotUsed // this way has no such step
        };
        Mark mark = Mark::None;
    };

    using QObject::QObject;

    // Names of the steps in their order, so that they can be shown before they run.
    [[nodiscard]] virtual QStringList steps(const ConnectionProfile& profile) const = 0;
    virtual void run(const ConnectionProfile& profile) = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    void stepFinished(int number, const locus::ui::ConnectionTester::Step& step);
    // After the last step, or the first that failed.
    void finished(bool passed);
};

} // namespace locus::ui
