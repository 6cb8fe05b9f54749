// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace locus {

// Keeps some megabytes of freed memory a thread for its next use. A core takes and frees as much
// with every transaction; handed back each time, the system would clear every page of it again.
// Call once, before threads start. Does nothing where the C library decides for itself.
void keepFreedMemory();

} // namespace locus
