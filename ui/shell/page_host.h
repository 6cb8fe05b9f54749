// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page/page_context.h"
#include "ui/page/page_factory.h"

#include <QHash>
#include <QStackedWidget>

#include <vector>

namespace locus::ui {

class ActionRegistry;
class StatePanel;

// Makes pages from their factories when they are first looked at, keeps them, shows one.
class PageHost : public QStackedWidget
{
    Q_OBJECT

public:
    // `context` and `registry` must outlive the pages.
    PageHost(const PageContext& context, std::vector<PageFactory> factories,
        ActionRegistry& registry, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<PageFactory>& factories() const { return m_factories; }
    [[nodiscard]] QString titleOf(const QString& pageId) const; // empty: no such page
    [[nodiscard]] Page* currentPage() const;
    // Shows the place's page and brings it there; false if there is no such page.
    bool show(const Place& place);
    // Of who is here: the pages of others are not made, and say who may see them.
    void setRoles(const QStringList& roles) { m_roles = roles; }
    [[nodiscard]] bool isPermitted(const QString& pageId) const;
    // Makes the other pages while nobody waits, one in each turn of the event loop.
    void warm();
    // Before what they report to goes.
    void closePages();

Q_SIGNALS:
    void moved(const locus::ui::Place& place);

private:
    Page* pageOf(const QString& id);
    [[nodiscard]] const PageFactory* factoryOf(const QString& id) const;
    void showDenied(const PageFactory& factory);

    const PageContext& m_context;
    std::vector<PageFactory> m_factories;
    ActionRegistry& m_registry;
    QHash<QString, Page*> m_pages;
    QStringList m_roles;
    StatePanel* m_denied = nullptr;
};

} // namespace locus::ui
