// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/entrance.h"

#include "core/client/core_client.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/password_dialog.h"
#include "ui/shell/second_factor_dialog.h"
#include "ui/shell/sign_in_again_dialog.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/sign_in_words.h"

#include <QApplication>
#include <QMainWindow>

namespace locus::ui {

namespace {

void show(QDialog& dialog)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.open();
}

} // namespace

Entrance::Entrance(const ShellServices& services, QMainWindow& window)
    : m_services(services)
    , m_window(window)
    , m_gate(services.core, services.views)
    , m_cover(window)
    , m_menu(new AccountMenu(m_gate, services.views, window))
{
    connect(&m_gate, &Gate::stateChanged, this, &Entrance::onState);
    connect(&m_gate, &Gate::personChanged, this, [this] { m_cover.forget(); });
    connect(&m_idle, &IdleWatch::idle, &m_gate, &Gate::lock);
    connect(&m_idle, &IdleWatch::used, &m_gate, &Gate::touch);
    connect(m_menu, &AccountMenu::lockMinutesChanged, this, &Entrance::watchIdle);
    connect(m_menu->password, &QAction::triggered, this,
        [this] { show(*new PasswordDialog(m_services.core, &m_window)); });
    connect(m_menu->factor, &QAction::triggered, this,
        [this] { show(*new SecondFactorDialog(m_services.core, &m_window)); });
    follow(SystemLock::make());
    m_services.core.setReassurance(
        [this](const QString& method, const auto& told) { reassure(method, told); });
}

Entrance::~Entrance()
{
    m_services.core.setReassurance({});
}

void Entrance::follow(std::unique_ptr<SystemLock> systemLock)
{
    m_systemLock = std::move(systemLock);
    connect(m_systemLock.get(), &SystemLock::locked, &m_gate, &Gate::lock);
}

void Entrance::onState()
{
    watchIdle();
    switch (m_gate.state()) {
    case Gate::State::Open:
        if (const auto* first = qobject_cast<FirstRunPage*>(m_cover.page())) {
            m_wantsSecondFactor = m_gate.person() && first->wantsSecondFactor();
        }
        m_cover.lift();
        Q_EMIT opened();
        if (std::exchange(m_wantsSecondFactor, false)) {
            m_menu->factor->trigger();
        }
        break;
    case Gate::State::Asking: break;
    case Gate::State::FirstRun:
        m_cover.lay(new FirstRunPage(m_gate), Cover::Dialogs::Allowed);
        break;
    case Gate::State::SignIn:
    case Gate::State::Locked: layPage(); break;
    }
}

void Entrance::layPage()
{
    const bool isLocked = m_gate.state() == Gate::State::Locked;
    const auto& core = m_gate.core();
    auto* page = new SignInPage(m_gate, { core.name, core.environment }, m_services.clock);
    connect(page, &SignInPage::connectionRequested, this, &Entrance::connectionRequested);
    m_cover.lay(page, isLocked ? Cover::Dialogs::Closed : Cover::Dialogs::Allowed);
    m_window.setWindowTitle(QStringLiteral("Locus"));
}

void Entrance::watchIdle()
{
    if (!m_gate.isOpen() || !m_gate.person()) {
        m_idle.stop();
        return;
    }
    std::chrono::milliseconds limit =
        std::chrono::minutes(AccountMenu::lockMinutes(m_services.views));
    if (const auto& session = m_services.core.session();
        session && session->limits.sessionIdleMs > 0) {
        limit = std::min(limit, std::chrono::milliseconds(session->limits.sessionIdleMs));
    }
    m_idle.start(limit);
}

void Entrance::reassure(const QString& method, const std::function<void(bool)>& told)
{
    if (!m_gate.isOpen() || !m_gate.person()) {
        told(false);
        return;
    }
    QWidget* above = QApplication::activeModalWidget();
    using By = SignInAgainDialog::By;
    auto* dialog = new SignInAgainDialog(m_services.core,
        m_gate.person()->byProvider ? By::Provider : By::Password, SignInWords::purpose(method),
        above != nullptr ? above : &m_window);
    connect(dialog, &QDialog::finished, this,
        [told](int result) { told(result == QDialog::Accepted); });
    show(*dialog);
}

} // namespace locus::ui
