// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace locus::ui {

class Theme;
class ViewStore;

// The person's choice of theme and density, kept with his views.
void loadAppearance(Theme& theme, const ViewStore& views);
void switchScheme(Theme& theme, ViewStore& views);
void switchDensity(Theme& theme, ViewStore& views);

// Where the window stood and how large it was when it was closed.
void restoreWindow(QWidget& window, const ViewStore& views);
void keepWindow(const QWidget& window, ViewStore& views);

} // namespace locus::ui
