// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <string>
#include <vector>

namespace locus::client {

// Of these names those that somebody with these roles may follow, since a core takes or refuses a
// subscription as a whole: a stream by the right to list it; of single rows the core decides.
std::vector<std::string> permittedStreams(
    const QStringList& names, const std::vector<std::string>& roles);

} // namespace locus::client
