// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/place.h"

#include <array>

namespace locus::ui {

namespace {

struct Kind
{
    const char* host;
    const char* page;
};

constexpr std::array kinds {
    Kind { "analysis", "analyses" },
    Kind { "patient", "patients" },
    Kind { "order", "orders" },
    Kind { "workflow", "workflows" },
    Kind { "escalation", "escalations" },
    Kind { "group", "lag" },
    Kind { "dead-letter", "dead-letters" },
};

} // namespace

std::optional<Place> placeFromLink(const QUrl& link)
{
    if (link.scheme() != QStringLiteral("locus") || link.hasQuery() || link.hasFragment()) {
        return std::nullopt;
    }
    const auto item = link.path().mid(1);
    if (item.isEmpty() || item.contains(u'/')) {
        return std::nullopt;
    }
    for (const auto& kind : kinds) {
        if (link.host() == QString::fromLatin1(kind.host)) {
            return Place { QString::fromLatin1(kind.page), item, {} };
        }
    }
    return std::nullopt;
}

QUrl linkOf(const Place& place)
{
    for (const auto& kind : kinds) {
        if (!place.item.isEmpty() && place.page == QString::fromLatin1(kind.page)) {
            QUrl link;
            link.setScheme(QStringLiteral("locus"));
            link.setHost(QString::fromLatin1(kind.host));
            link.setPath(u'/' + place.item);
            return link;
        }
    }
    return {};
}

} // namespace locus::ui
