// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"

class QWidget;

namespace locus::ui {

struct PageContext;

// Asks whose analysis it is, or takes it from its patient, with a reason. The reference alone is
// kept: what the patient is called is read from the directory each time.
void assignPatient(const PageContext& context, const analyses::Summary& analysis, QWidget& over);

} // namespace locus::ui
