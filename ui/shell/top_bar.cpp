// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "core/base/uuid.h"
#include "core/protocol/system_messages.h"
#include "ui/models/text.h"
#include "ui/shell/window_actions.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace locus::ui {

using namespace Qt::StringLiterals;

TopBar::TopBar(const WindowActions& actions, QWidget* parent)
    : QFrame(parent)
    , m_environment(new Badge(this))
    , m_core(makeLabel({}, "muted", this))
{
    setObjectName(u"topBar"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::medium, space::small, space::medium, space::small);
    layout->setSpacing(space::hair);
    addButton(*layout, actions.back);
    addButton(*layout, actions.forward);
    layout->addSpacing(space::small);
    layout->addWidget(m_environment);
    layout->addSpacing(space::hair);
    layout->addWidget(m_core, 1);
    addOpener(*layout, actions.palette);
    layout->addSpacing(space::small);
    addButton(*layout, actions.theme);
    addButton(*layout, actions.keys);
    clearEnvironment();
}

void TopBar::addButton(QHBoxLayout& layout, QAction* action)
{
    auto* tool = makeIconButton({}, action->text(), this);
    tool->setDefaultAction(action);
    tool->setObjectName(action->objectName() + u"Button"_s);
    tool->setAccessibleName(action->text());
    const auto tip = [action, tool] {
        const auto key = action->shortcut().toString(QKeySequence::NativeText);
        tool->setToolTip(key.isEmpty() ? action->text() : action->text() + u"  "_s + key);
    };
    connect(action, &QAction::changed, tool, tip);
    tip();
    layout.addWidget(tool);
}

void TopBar::addOpener(QHBoxLayout& layout, QAction* palette)
{
    auto* opener = new QToolButton(this);
    opener->setObjectName(u"paletteOpener"_s);
    opener->setIcon(icon(u"search"_s));
    opener->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    opener->setAccessibleName(tr("Search or run"));
    const auto show = [opener, palette] {
        //: In the top bar; %1 is a key such as Ctrl+K
        opener->setText(
            tr("  Search or run   %1").arg(palette->shortcut().toString(QKeySequence::NativeText)));
    };
    connect(palette, &QAction::changed, opener, show);
    show();
    connect(opener, &QToolButton::clicked, palette, &QAction::trigger);
    layout.addWidget(opener);
}

void TopBar::setEnvironment(const protocol::HealthReport& report, const QString& word)
{
    if (report.demo) {
        m_environment->setState(tr("DEMO DATA"), Tone::Special, u"flask"_s);
    } else if (!word.isEmpty()) {
        m_environment->setState(word.toUpper(), Tone::Accent, u"diamond"_s);
    } else if (report.bus == "kafka") {
        m_environment->setState(tr("PRODUCTION"), Tone::Danger, u"diamond"_s);
    } else {
        m_environment->setState(tr("THIS SEAT"), Tone::Accent, u"seat"_s);
    }
    m_environment->show();
    const QString bus = report.bus == "kafka" ? u"Kafka"_s : tr("embedded log");
    QStringList parts { bus, u"Locus "_s + fromStd(report.serverVersion) };
    // A name that somebody gave; a number that the core gave itself says nothing to people.
    if (!report.installation.empty() && !Uuid::parse(report.installation).ok()) {
        parts.prepend(fromStd(report.installation).left(40));
    }
    m_core->setText(parts.join(u"  ·  "_s));
    m_core->setToolTip(fromStd(report.installation));
}

void TopBar::setConnected(const QString& word)
{
    //: In place of what a core is used for, to a person who may not ask it
    m_environment->setState(
        word.isEmpty() ? tr("CONNECTED") : word.toUpper(), Tone::Accent, u"diamond"_s);
    m_environment->show();
    m_core->clear();
}

void TopBar::clearEnvironment()
{
    m_environment->setState(tr("NOT CONNECTED"), Tone::Warning, u"offline"_s);
    m_core->clear();
}

void TopBar::setMenu(QMenu* menu)
{
    m_menu = makeIconButton(u"menu"_s, tr("Menu"), this);
    m_menu->setObjectName(u"menuButton"_s);
    m_menu->setMenu(menu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    layout()->addWidget(m_menu);
}

void TopBar::openMenu()
{
    m_menu->menu()->popup(m_menu->mapToGlobal(QPoint(0, m_menu->height())));
}

QString TopBar::environment() const
{
    return m_environment->word();
}

} // namespace locus::ui
