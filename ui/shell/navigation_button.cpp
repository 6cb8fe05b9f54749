// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation_button.h"

#include "ui/page/page_factory.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QPainter>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

NavigationButton::NavigationButton(const PageFactory& factory, QAction* action, QWidget* parent)
    : QToolButton(parent)
    , m_action(action)
    , m_page(factory.id)
    , m_title(factory.title())
    , m_roles(factory.roles)
{
    setObjectName(u"nav-"_s + m_page);
    setIcon(ui::icon(factory.icon, ColorId::SidebarText));
    setIconSize({ 19, 19 });
    setText(u"  "_s + m_title);
    setAccessibleName(m_title);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCheckable(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QToolButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, this, &NavigationButton::showTip);
    showTip();
}

bool NavigationButton::isFor(const QStringList& roles) const
{
    return m_roles.isEmpty() || roles.isEmpty()
        || std::any_of(m_roles.begin(), m_roles.end(),
            [&roles](const QString& role) { return roles.contains(role); });
}

void NavigationButton::setPinned(bool pinned)
{
    m_pinned = pinned;
    setAccessibleDescription(pinned ? tr("Locus starts with this page") : QString());
    showTip();
    update();
}

void NavigationButton::setNarrow(bool narrow)
{
    setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void NavigationButton::showTip()
{
    QStringList lines { m_title };
    if (!m_action->shortcut().isEmpty()) {
        lines.front() += u"  "_s + m_action->shortcut().toString(QKeySequence::NativeText);
    }
    if (m_pinned) {
        lines << accessibleDescription();
    }
    setToolTip(lines.join(u'\n'));
}

void NavigationButton::paintEvent(QPaintEvent* event)
{
    QToolButton::paintEvent(event);
    if (m_pinned) {
        constexpr int size = 12;
        const bool words = toolButtonStyle() != Qt::ToolButtonIconOnly;
        const QRect star(
            width() - size - (words ? 10 : 2), words ? (height() - size) / 2 : 2, size, size);
        QPainter painter(this);
        ui::icon(u"star"_s, ColorId::SidebarText).paint(&painter, star);
    }
}

} // namespace locus::ui
