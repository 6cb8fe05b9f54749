// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/start_choice.h"

#include "ui/page/page_factory.h"
#include "ui/widgets/view_store.h"

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

StartChoice::StartChoice(ViewStore& views, const std::vector<PageFactory>& pages, QObject* parent)
    : QObject(parent)
    , m_views(views)
    , m_pages(pages)
{ }

QString StartChoice::pinned() const
{
    auto kept = m_views.value(u"window"_s, u"startPage"_s).toString();
    const bool known = std::any_of(
        m_pages.begin(), m_pages.end(), [&kept](const auto& page) { return page.id == kept; });
    return known ? kept : QString();
}

QString StartChoice::page() const
{
    if (auto kept = pinned(); !kept.isEmpty()) {
        return kept;
    }
    return m_pages.empty() ? QString() : m_pages.front().id;
}

void StartChoice::pin(const QString& pageId)
{
    m_views.setValue(
        u"window"_s, u"startPage"_s, pageId.isEmpty() ? QJsonValue() : QJsonValue(pageId));
    Q_EMIT changed();
}

} // namespace locus::ui
