// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace locus::service {

// The error of a core that stops because of its bus, with what a person can do at its end: places
// that are gone, a topic made anew, another cluster. Any other error as it is.
Error withAdvice(Error error);

} // namespace locus::service
