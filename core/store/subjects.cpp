// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/subjects.h"

#include "core/base/payload_codec.h"
#include "core/store/analyses.h"
#include "core/store/database.h"
#include "core/store/octets.h"

namespace locus::store {

namespace {
constexpr const char* lettersSql = "SELECT id FROM dead_letter WHERE lane=?1 AND lane<>'' UNION "
                                   "SELECT id FROM dead_letter WHERE lane=?2 AND lane<>'' UNION "
                                   "SELECT id FROM dead_letter WHERE key=?3 AND key IS NOT NULL";
}

Result<Subjects> subjectsOf(
    Database& database, const PayloadCodec& codec, const std::vector<std::string>& references)
{
    Subjects out { references, {}, 0 };
    for (const std::string& reference : references) {
        LOCUS_TRY_VALUE(analyses, Analyses(database, codec).ofPatient(reference));
        for (const analyses::AnalysisId& id : analyses) {
            out.all.push_back(id.toString());
            out.analyses.push_back(id);
        }
    }
    const std::size_t lanes = out.all.size();
    for (std::size_t i = 0; i < lanes; ++i) {
        const std::string lane = out.all[i];
        const std::string name = codec.lookUp(lane);
        Query letters(database, lettersSql);
        letters.text(lane).text(name).blob(name);
        if (name != lane) {
            out.all.push_back(name);
        }
        for (;;) {
            LOCUS_TRY_VALUE(row, letters.step());
            if (!row) {
                break;
            }
            out.all.push_back(uuidFromOctets(letters.bytesAt(0)).toString());
            ++out.letters;
        }
    }
    return out;
}

} // namespace locus::store
