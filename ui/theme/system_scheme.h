// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/color_id.h"

namespace locus::ui {

// Light or dark, as the desktop wants it. Qt 6.4 has no question for it, so: the registry on
// Windows, the desktop portal on Linux, the platform's own window colour elsewhere. Cheap; may be
// asked every few seconds.
Scheme systemScheme();

} // namespace locus::ui
