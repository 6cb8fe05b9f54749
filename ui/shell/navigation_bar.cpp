// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation_bar.h"

#include "ui/page/page_factory.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

NavigationBar::NavigationBar(QWidget* parent)
    : QFrame(parent)
    , m_layout(new QVBoxLayout(this))
    , m_buttons(new QButtonGroup(this))
{
    setObjectName(u"navigation"_s);
    setAccessibleName(tr("Pages"));
    setFixedWidth(196);
    m_layout->setContentsMargins(space::medium, space::large, space::medium, space::medium);
    m_layout->setSpacing(2);
    auto* brand = new QHBoxLayout;
    auto* picture = new QLabel(this);
    picture->setPixmap(icon(u"locus"_s, ColorId::SidebarText).pixmap(26, 26));
    auto* name = makeLabel(u"Locus"_s, nullptr, this);
    name->setObjectName(u"productName"_s);
    brand->addWidget(picture);
    brand->addWidget(name);
    brand->addStretch();
    m_layout->addLayout(brand);
    m_layout->addSpacing(space::medium);
    m_layout->addStretch();
}

void NavigationBar::addPage(const PageFactory& factory, QAction* action)
{
    const auto group = factory.group ? factory.group() : QString();
    auto at = m_layout->count() - 1;
    if (group != m_lastGroup && !group.isEmpty()) {
        auto* heading = makeLabel(group, nullptr, this);
        heading->setContentsMargins(10, space::large, 0, space::hair);
        auto font = heading->font();
        font.setPixelSize(11);
        heading->setFont(font);
        m_layout->insertWidget(at++, heading);
    }
    m_lastGroup = group;
    auto* button = new QToolButton(this);
    button->setObjectName(u"nav-"_s + factory.id);
    button->setIcon(icon(factory.icon, ColorId::SidebarText));
    button->setIconSize({ 19, 19 });
    button->setText(u"  "_s + factory.title());
    button->setAccessibleName(factory.title());
    button->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setCheckable(true);
    button->setProperty("page", factory.id);
    button->setProperty("roles", factory.roles);
    m_buttons->addButton(button);
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    m_layout->insertWidget(at, button);
}

void NavigationBar::setCurrent(const QString& pageId)
{
    for (auto* button : m_buttons->buttons()) {
        if (button->property("page").toString() == pageId) {
            button->setChecked(true);
        }
    }
}

void NavigationBar::setRoles(const QStringList& roles)
{
    for (auto* button : m_buttons->buttons()) {
        const auto needed = button->property("roles").toStringList();
        const bool mine = needed.isEmpty() || roles.isEmpty()
            || std::any_of(needed.begin(), needed.end(),
                [&roles](const QString& role) { return roles.contains(role); });
        button->setVisible(mine);
    }
}

} // namespace locus::ui
