// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/subjects.h"

#include "core/store/analyses.h"
#include "core/store/database.h"
#include "core/store/octets.h"

namespace locus::store {

namespace {
constexpr const char* lettersSql = "SELECT id FROM dead_letter WHERE lane=? AND lane<>''";
}

Result<std::vector<std::string>> subjectsOf(
    Database& database, const PayloadCodec& codec, std::string_view patientRef)
{
    std::vector<std::string> out { std::string(patientRef) };
    LOCUS_TRY_VALUE(analyses, Analyses(database, codec).ofPatient(patientRef));
    for (const analyses::AnalysisId& id : analyses) {
        out.push_back(id.toString());
    }
    const std::size_t lanes = out.size();
    for (std::size_t i = 0; i < lanes; ++i) {
        Query letters(database, lettersSql);
        const std::string lane = out[i];
        letters.text(lane);
        for (;;) {
            LOCUS_TRY_VALUE(row, letters.step());
            if (!row) {
                break;
            }
            out.push_back(uuidFromOctets(letters.bytesAt(0)).toString());
        }
    }
    return out;
}

} // namespace locus::store
