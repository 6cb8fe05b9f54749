// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/spdi.h"

#include "core/base/text.h"
#include "core/genetics/reason.h"

#include <algorithm>
#include <vector>

namespace locus::genetics {
namespace {

constexpr std::string_view alphabet = "ACGTN";

Error malformed(std::size_t position, const std::string& allowed)
{
    const std::string at = std::to_string(position + 1);
    return explained(ErrorKind::Invalid, "spdi.syntax",
        because("spdi.syntax", { { "position", at }, { "allowed", allowed } }));
}

} // namespace

bool looksLikeSpdi(std::string_view text)
{
    if (std::count(text.begin(), text.end(), ':') != 3) {
        return false;
    }
    return toInt(split(text, ':')[1]).has_value();
}

Result<Spdi> parseSpdi(std::string_view text)
{
    const std::vector<std::string_view> fields = split(text, ':');
    if (fields.size() != 4) {
        return malformed(0, "sequence:position:deletion:insertion");
    }
    const auto offset = [&](std::size_t field) {
        return static_cast<std::size_t>(fields[field].data() - text.data());
    };
    if (fields[0].empty()) {
        return malformed(0, "an accession or a chromosome");
    }
    const auto position = toInt(fields[1]);
    if (!position || *position < 0) {
        return malformed(offset(1), "a position counted from 0");
    }
    Spdi spdi { .sequence = std::string(fields[0]),
        .position = *position,
        .deleted = toUpper(fields[2]),
        .inserted = toUpper(fields[3]) };
    if (const auto length = toInt(fields[2])) {
        if (*length < 0) {
            return malformed(offset(2), "a length of at least 0");
        }
        spdi.deletedLength = length;
        spdi.deleted.clear();
    } else if (const std::size_t bad = spdi.deleted.find_first_not_of(alphabet);
               bad != std::string::npos) {
        return malformed(offset(2) + bad, "A C G T or a length");
    }
    if (const std::size_t bad = spdi.inserted.find_first_not_of(alphabet);
        bad != std::string::npos) {
        return malformed(offset(3) + bad, "A C G T");
    }
    return spdi;
}

std::string formatSpdi(const Spdi& spdi)
{
    const std::string deleted =
        spdi.deletedLength ? std::to_string(*spdi.deletedLength) : spdi.deleted;
    return spdi.sequence + ":" + std::to_string(spdi.position) + ":" + deleted + ":"
        + spdi.inserted;
}

} // namespace locus::genetics
