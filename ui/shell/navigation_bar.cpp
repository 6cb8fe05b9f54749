// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation_bar.h"

#include "ui/page/page_factory.h"
#include "ui/shell/navigation_button.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/view_store.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollArea>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int wideWidth = 196;
constexpr int narrowWidth = 66;

} // namespace

NavigationBar::NavigationBar(ViewStore& views, QWidget* parent)
    : QFrame(parent)
    , m_views(views)
    , m_list(new QVBoxLayout)
    , m_name(makeLabel(u"Locus"_s, nullptr, this))
    , m_buttons(new QButtonGroup(this))
{
    setObjectName(u"navigation"_s);
    setAccessibleName(tr("Pages"));
    setFixedWidth(wideWidth);
    auto* brand = new QHBoxLayout;
    auto* picture = new QLabel(this);
    picture->setPixmap(icon(u"locus"_s, ColorId::SidebarText).pixmap(26, 26));
    m_name->setObjectName(u"productName"_s);
    brand->setContentsMargins(5, 0, 0, 0);
    brand->addWidget(picture);
    brand->addWidget(m_name);
    brand->addStretch();
    auto* body = new QWidget(this);
    body->setObjectName(u"navigationBody"_s);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(2);
    m_list->addStretch();
    body->setLayout(m_list);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(u"navigationScroll"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(body);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::medium, space::large, space::medium, space::medium);
    layout->setSpacing(space::medium);
    layout->addLayout(brand);
    layout->addWidget(scroll);
}

NavigationBar::Group& NavigationBar::groupOf(const PageFactory& factory)
{
    const auto known = std::find_if(m_groups.begin(), m_groups.end(),
        [&factory](const Group& group) { return group.id == factory.groupId; });
    if (known != m_groups.end()) {
        return *known;
    }
    Group group { factory.groupId, factory.group ? factory.group() : QString() };
    group.layout = new QVBoxLayout;
    group.layout->setSpacing(2);
    if (!group.title.isEmpty()) {
        group.heading = makeHeading(group.id, group.title);
        group.layout->addSpacing(space::small);
        group.layout->addWidget(group.heading);
        group.folded = m_views.value(u"navigationFolded"_s, group.id).toBool();
    }
    m_list->insertLayout(m_list->count() - 1, group.layout);
    m_groups.push_back(group);
    return m_groups.back();
}

QToolButton* NavigationBar::makeHeading(const QString& id, const QString& title)
{
    auto* heading = new QToolButton(this);
    heading->setObjectName(u"navGroup-"_s + id);
    heading->setProperty("role", u"group"_s);
    heading->setText(title);
    heading->setIconSize({ 12, 12 });
    heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    heading->installEventFilter(this);
    connect(heading, &QToolButton::clicked, this, [this, id] {
        const auto at = std::find_if(
            m_groups.begin(), m_groups.end(), [&id](const Group& group) { return group.id == id; });
        fold(id, !at->folded);
    });
    return heading;
}

// As in a tree: Left folds, Right unfolds, Enter does what Space does.
bool NavigationBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent*>(event)->key();
        for (const auto& group : m_groups) {
            if (group.heading != watched) {
                continue;
            }
            if (key == Qt::Key_Left || key == Qt::Key_Right) {
                fold(group.id, key == Qt::Key_Left);
                return true;
            }
            if (key == Qt::Key_Return || key == Qt::Key_Enter) {
                fold(group.id, !group.folded);
                return true;
            }
        }
    }
    return QFrame::eventFilter(watched, event);
}

void NavigationBar::addPage(const PageFactory& factory, QAction* action)
{
    Group& group = groupOf(factory);
    auto* button = new NavigationButton(factory, action, this);
    m_buttons->addButton(button);
    connect(button, &QWidget::customContextMenuRequested, this,
        [this, button](const QPoint& at) { popUpMenu(*button, button->mapToGlobal(at)); });
    group.layout->addWidget(button);
    group.pages.push_back(button);
    showGroup(group);
}

void NavigationBar::fold(const QString& id, bool folded)
{
    for (auto& group : m_groups) {
        if (group.id == id) {
            group.folded = folded;
            m_views.setValue(u"navigationFolded"_s, id, folded ? QJsonValue(true) : QJsonValue());
            showGroup(group);
        }
    }
}

void NavigationBar::showGroup(const Group& group)
{
    bool any = false;
    for (auto* button : group.pages) {
        any = any || button->isMine();
        button->setVisible(button->isMine() && (!group.folded || button->page() == m_current));
        button->setNarrow(m_narrow);
    }
    if (group.heading == nullptr) {
        return;
    }
    group.heading->setVisible(any);
    group.heading->setIcon(
        icon(group.folded ? u"chevron-right"_s : u"chevron-down"_s, ColorId::SidebarMuted));
    group.heading->setToolButtonStyle(
        m_narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    //: A group of pages in the navigation; %1 is its heading
    const QString state = group.folded ? tr("%1, collapsed") : tr("%1, expanded");
    group.heading->setAccessibleName(state.arg(group.title));
    group.heading->setToolTip(
        (group.folded ? tr("Show the pages of “%1”") : tr("Hide the pages of “%1”"))
            .arg(group.title));
}

void NavigationBar::showAll()
{
    for (const auto& group : m_groups) {
        showGroup(group);
    }
}

void NavigationBar::setCurrent(const QString& pageId)
{
    m_current = pageId;
    for (const auto& group : m_groups) {
        for (auto* button : group.pages) {
            if (button->page() == pageId) {
                button->setChecked(true);
            }
        }
    }
    showAll();
}

void NavigationBar::setRoles(const QStringList& roles)
{
    for (const auto& group : m_groups) {
        for (auto* button : group.pages) {
            button->setMine(button->isFor(roles));
        }
    }
    showAll();
}

void NavigationBar::setPinned(const QString& pageId)
{
    for (const auto& group : m_groups) {
        for (auto* button : group.pages) {
            button->setPinned(button->page() == pageId);
        }
    }
}

void NavigationBar::setNarrow(bool narrow)
{
    if (narrow != m_narrow) {
        m_narrow = narrow;
        setFixedWidth(narrow ? narrowWidth : wideWidth);
        m_name->setVisible(!narrow);
        showAll();
    }
}

void NavigationBar::popUpMenu(NavigationButton& button, const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(u"navigationMenu"_s);
    menu->setAccessibleName(button.accessibleName());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString page = button.isPinned() ? QString() : button.page();
    menu->addAction(icon(u"star"_s),
        button.isPinned() ? tr("Start with the first page") : tr("Start with this page"), this,
        [this, page] { Q_EMIT startPageChosen(page); });
    menu->popup(at);
}

} // namespace locus::ui
