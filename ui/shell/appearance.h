// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace locus::ui {

class Theme;
class ViewStore;

// The person's choice of theme and density, kept with his views.
void loadAppearance(Theme& theme, const ViewStore& views);
void switchScheme(Theme& theme, ViewStore& views);
void switchDensity(Theme& theme, ViewStore& views);

} // namespace locus::ui
