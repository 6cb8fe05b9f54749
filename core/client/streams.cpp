// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/streams.h"

#include "core/people/permissions.h"

namespace locus::client {

std::vector<std::string> permittedStreams(
    const QStringList& names, const std::vector<std::string>& roles)
{
    std::vector<people::Role> known;
    for (const std::string& name : roles) {
        if (const auto role = people::roleFrom(name)) {
            known.push_back(*role);
        }
    }
    std::vector<std::string> out;
    for (const QString& each : names) {
        std::string name = each.toStdString();
        const bool isRow = name.find('/') != std::string::npos;
        if (isRow || people::checkPermitted(known, {}, name + ".list").ok()) {
            out.push_back(std::move(name));
        }
    }
    return out;
}

} // namespace locus::client
