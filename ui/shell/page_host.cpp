// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_host.h"

#include "ui/models/words.h"
#include "ui/shell/action_registry.h"
#include "ui/widgets/state_panel.h"

#include <QAction>
#include <QTimer>

#include <algorithm>

namespace locus::ui {

PageHost::PageHost(const PageContext& context, std::vector<PageFactory> factories,
    ActionRegistry& registry, QWidget* parent)
    : QStackedWidget(parent)
    , m_context(context)
    , m_factories(std::move(factories))
    , m_registry(registry)
{
    setObjectName(QStringLiteral("pageHost"));
}

QString PageHost::titleOf(const QString& pageId) const
{
    const auto* factory = factoryOf(pageId);
    return factory == nullptr ? QString() : factory->title();
}

const PageFactory* PageHost::factoryOf(const QString& id) const
{
    const auto factory = std::find_if(
        m_factories.begin(), m_factories.end(), [&id](const auto& f) { return f.id == id; });
    return factory == m_factories.end() ? nullptr : &*factory;
}

bool PageHost::isPermitted(const QString& pageId) const
{
    const auto* factory = factoryOf(pageId);
    return factory == nullptr || factory->roles.isEmpty()
        || std::any_of(factory->roles.begin(), factory->roles.end(),
            [this](const QString& role) { return m_roles.contains(role); });
}

void PageHost::showDenied(const PageFactory& factory)
{
    if (m_denied == nullptr) {
        m_denied = new StatePanel(this);
        m_denied->setObjectName(QStringLiteral("deniedPage"));
        addWidget(m_denied);
    }
    QStringList needed;
    for (const auto& role : factory.roles) {
        needed << Words::role(role.toStdString());
    }
    //: %1 is the title of a page
    m_denied->show(StatePanel::Kind::Denied, tr("“%1” is not open to you").arg(factory.title()),
        //: %1 are roles
        tr("It needs one of these roles: %1. An administrator of this core can give it to you.")
            .arg(needed.join(QStringLiteral(", "))));
    setCurrentWidget(m_denied);
}

Page* PageHost::currentPage() const
{
    return qobject_cast<Page*>(currentWidget());
}

Page* PageHost::pageOf(const QString& id)
{
    if (auto* known = m_pages.value(id)) {
        return known;
    }
    const auto* factory = factoryOf(id);
    if (factory == nullptr) {
        return nullptr;
    }
    auto* page = factory->create(m_context, this);
    m_pages.insert(id, page);
    addWidget(page);
    for (auto* action : page->pageActions()) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        page->addAction(action);
    }
    m_registry.add(factory->title(), page->pageActions());
    connect(page, &Page::moved, this, &PageHost::moved);
    return page;
}

bool PageHost::show(const Place& place)
{
    if (const auto* factory = factoryOf(place.page); factory && !isPermitted(place.page)) {
        showDenied(*factory);
        return true;
    }
    auto* page = pageOf(place.page);
    if (page == nullptr) {
        return false;
    }
    setCurrentWidget(page);
    m_registry.setActiveGroup(titleOf(place.page));
    page->go(place);
    return true;
}

void PageHost::warm()
{
    for (const auto& factory : m_factories) {
        if (!m_pages.contains(factory.id) && isPermitted(factory.id)) {
            pageOf(factory.id);
            QTimer::singleShot(0, this, &PageHost::warm);
            return;
        }
    }
}

void PageHost::closePages()
{
    qDeleteAll(m_pages);
    m_pages.clear();
}

} // namespace locus::ui
