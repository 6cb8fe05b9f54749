// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shell_services.h"

#include <QObject>
#include <QString>

namespace locus::client {
struct Endpoint;
}

namespace locus::ui {

class Gate;
struct ConnectionProfile;

// Which core the console talks to: a profile's, this seat's own, or the one with sample data. The
// newest wish counts, however long the finding of a secret takes.
class CoreChoice : public QObject
{
    Q_OBJECT

public:
    // What `services` names and the gate must outlive this.
    CoreChoice(const ShellServices& services, Gate& gate, QObject* parent = nullptr);

    // The profile used last, else this seat's core if it runs, else nothing.
    void start();
    void use(const ConnectionProfile& profile);
    // The profile's word for its environment; may be empty.
    [[nodiscard]] const QString& environment() const { return m_environment; }

Q_SIGNALS:
    // Before the core is entered. On the seat: to the core that the launcher found or
    // started for the seat's own data.
    void chosen(bool onSeat);
    // A sentence: what failed, why, and what to do.
    void failed(const QString& sentence);

private:
    void useLaunched(const client::Endpoint& endpoint, bool isDemo);
    void useFound(const ConnectionProfile& profile, const client::Endpoint& endpoint);

    ShellServices m_services;
    Gate& m_gate;
    QString m_environment;
    int m_attempt = 0; // the newest wish
};

} // namespace locus::ui
