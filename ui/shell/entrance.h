// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/account_menu.h"
#include "ui/shell/cover.h"
#include "ui/shell/gate.h"
#include "ui/shell/idle_watch.h"
#include "ui/shell/shell_services.h"
#include "ui/shell/system_lock.h"

#include <QObject>

#include <memory>

class QMainWindow;

namespace locus::ui {

// Lays over the window what the gate asks for (sign-in, lock, first run), locks it when nobody is
// there, and asks for a sign-in again where the core wants it.
class Entrance : public QObject
{
    Q_OBJECT

public:
    // What `services` names and the window must outlive this.
    Entrance(const ShellServices& services, QMainWindow& window);
    ~Entrance() override;

    [[nodiscard]] Gate& gate() { return m_gate; }
    [[nodiscard]] AccountMenu& menu() { return *m_menu; }
    [[nodiscard]] bool isCovered() const { return m_cover.page() != nullptr; }
    [[nodiscard]] IdleWatch& idleWatch() { return m_idle; }
    // In place of this computer's, for tests.
    void follow(std::unique_ptr<SystemLock> systemLock);

Q_SIGNALS:
    void connectionRequested();
    // The pages can be seen again, or could all the time.
    void opened();

private:
    void onState();
    void layPage();
    void watchIdle();
    void reassure(const QString& method, const std::function<void(bool)>& told);

    const ShellServices& m_services;
    QMainWindow& m_window;
    Gate m_gate;
    Cover m_cover;
    IdleWatch m_idle;
    std::unique_ptr<SystemLock> m_systemLock;
    AccountMenu* m_menu;
    bool m_wantsSecondFactor = false;
};

} // namespace locus::ui
