// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_host.h"

#include "ui/shell/action_registry.h"

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
    const auto factory = std::find_if(m_factories.begin(), m_factories.end(),
        [&pageId](const auto& f) { return f.id == pageId; });
    return factory == m_factories.end() ? QString() : factory->title();
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
    const auto factory = std::find_if(
        m_factories.begin(), m_factories.end(), [&id](const auto& f) { return f.id == id; });
    if (factory == m_factories.end()) {
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
        if (!m_pages.contains(factory.id)) {
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
