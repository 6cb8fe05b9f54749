// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"

#include "ui/theme/theme.h"
#include "ui/widgets/view_store.h"

#include <QWidget>

namespace locus::ui {

using namespace Qt::StringLiterals;

void loadAppearance(Theme& theme, const ViewStore& views)
{
    const bool compact = views.value(u"appearance"_s, u"compact"_s).toBool();
    theme.setDensity(compact ? Density::Compact : Density::Comfortable);
    const auto scheme = views.value(u"appearance"_s, u"scheme"_s).toString();
    if (!scheme.isEmpty()) {
        theme.setChoice(scheme == u"dark"_s ? Theme::Choice::Dark : Theme::Choice::Light);
    }
}

void switchScheme(Theme& theme, ViewStore& views)
{
    const bool dark = Theme::scheme() == Scheme::Dark;
    theme.setChoice(dark ? Theme::Choice::Light : Theme::Choice::Dark);
    views.setValue(u"appearance"_s, u"scheme"_s, dark ? u"light"_s : u"dark"_s);
}

void switchDensity(Theme& theme, ViewStore& views)
{
    const bool compact = theme.density() == Density::Compact;
    theme.setDensity(compact ? Density::Comfortable : Density::Compact);
    views.setValue(u"appearance"_s, u"compact"_s, !compact);
}

void restoreWindow(QWidget& window, const ViewStore& views)
{
    const auto kept = views.value(u"window"_s, u"geometry"_s).toString().toLatin1();
    if (!kept.isEmpty()) {
        window.restoreGeometry(QByteArray::fromBase64(kept));
    }
}

void keepWindow(const QWidget& window, ViewStore& views)
{
    const auto geometry = window.saveGeometry().toBase64();
    views.setValue(u"window"_s, u"geometry"_s, QString::fromLatin1(geometry));
}

} // namespace locus::ui
