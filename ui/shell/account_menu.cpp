// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/account_menu.h"

#include "ui/shell/gate.h"
#include "ui/shell/window_actions.h"
#include "ui/theme/icons.h"
#include "ui/widgets/view_store.h"

#include <QActionGroup>

#include <algorithm>
#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualMinutes = 15;
constexpr std::array offeredMinutes { 2, 5, 10, 15, 30, 60 };

} // namespace

AccountMenu::AccountMenu(Gate& gate, ViewStore& views, QWidget& window)
    : QMenu(&window)
    , m_gate(gate)
    , m_views(views)
    , m_times(new QMenu(tr("Lock when idle"), this))
    , m_group(new QActionGroup(this))
{
    setObjectName(u"accountMenu"_s);
    setAccessibleName(tr("Account"));
    const auto add = [this, &window](const char* id, const QString& picture, const QString& text,
                         const QString& keys = {}) {
        auto* action =
            addWindowAction(window, u"account."_s + QLatin1StringView(id), picture, text, keys);
        addAction(action);
        return action;
    };
    lock = add("lock", u"lock"_s, tr("Lock now"), u"Ctrl+Shift+K"_s);
    addLockTimes();
    addSeparator();
    password = add("password", u"settings"_s, tr("Change password…"));
    factor = add("factor", u"settings"_s, tr("Second factor…"));
    firstAdmin = add("firstAdmin", u"user"_s, tr("Create the first administrator…"));
    addSeparator();
    other = add("other", u"user"_s, tr("Sign in as somebody else…"));
    signOut = add("signOut", u"close"_s, tr("Sign out"));
    signOutEverywhere = add("signOutEverywhere", u"close"_s, tr("Sign out everywhere"));
    connect(lock, &QAction::triggered, &m_gate, &Gate::lock);
    connect(other, &QAction::triggered, &m_gate, &Gate::signOut);
    connect(signOut, &QAction::triggered, &m_gate, &Gate::signOut);
    connect(signOutEverywhere, &QAction::triggered, &m_gate, &Gate::signOutEverywhere);
    connect(firstAdmin, &QAction::triggered, &m_gate, &Gate::showFirstRun);
    connect(&m_gate, &Gate::stateChanged, this, &AccountMenu::refresh);
    connect(this, &QMenu::aboutToShow, this, &AccountMenu::refresh);
    refresh();
}

QList<QAction*> AccountMenu::windowActions() const
{
    return { lock, other, signOut, signOutEverywhere, password, factor, firstAdmin };
}

int AccountMenu::lockMinutes(const ViewStore& views)
{
    const auto kept = views.value(u"people"_s, u"lockMinutes"_s).toInt(usualMinutes);
    return std::clamp(kept, offeredMinutes.front(), offeredMinutes.back());
}

void AccountMenu::addLockTimes()
{
    for (const int minutes : offeredMinutes) {
        auto* action = m_times->addAction(tr("after %n min", nullptr, minutes));
        action->setObjectName(u"lockAfter%1"_s.arg(minutes));
        action->setCheckable(true);
        action->setData(minutes);
        m_group->addAction(action);
        connect(action, &QAction::triggered, this, [this, minutes] {
            m_views.setValue(u"people"_s, u"lockMinutes"_s, minutes);
            Q_EMIT lockMinutesChanged();
        });
    }
    m_times->setObjectName(u"lockTimes"_s);
    addMenu(m_times);
}

void AccountMenu::refresh()
{
    const bool isPerson = m_gate.person().has_value();
    for (auto* action : { lock, other, signOut, signOutEverywhere, password, factor }) {
        action->setEnabled(isPerson);
        action->setToolTip(isPerson ? action->text() : tr("nobody has signed in with a password"));
    }
    m_times->setEnabled(isPerson);
    const bool canMake = m_gate.canMakeFirstAdmin();
    firstAdmin->setVisible(canMake);
    firstAdmin->setEnabled(canMake);
    firstAdmin->setToolTip(
        canMake ? firstAdmin->text() : tr("there is an account, or this is not the core's seat"));
    const int now = lockMinutes(m_views);
    for (auto* action : m_group->actions()) {
        action->setChecked(action->data().toInt() == now);
    }
}

} // namespace locus::ui
