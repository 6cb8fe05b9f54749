// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checksum.h"
#include "core/genetics/fasta_reader.h"
#include "core/genetics/gff3_reader.h"
#include "core/genetics/reference.h"
#include "core/genetics/stored_reference.h"

#include <utility>

namespace locus::genetics {

Result<std::shared_ptr<const Reference>> openReferenceFiles(const ReferenceFiles& files)
{
    LOCUS_TRY_VALUE(read, readFasta(files.fasta, files.offsetFromHeader));
    GeneModels models;
    if (!files.gff.empty()) {
        LOCUS_TRY_VALUE(found, readGff3(files.gff));
        models = std::move(found);
    }
    const auto owner = std::make_shared<const std::vector<FastaStretch>>(std::move(read));
    std::vector<StoredReference::Stretch> stretches;
    for (const FastaStretch& stretch : *owner) {
        stretches.push_back(
            { { files.assembly, stretch.contig, stretch.range, files.gff.filename().string(),
                  files.fasta.filename().string(), {}, sha256Hex(stretch.letters) },
                stretch.letters });
    }
    std::vector<StoredReference::Models> placed;
    placed.push_back({ files.assembly, std::move(models.transcripts) });
    return std::shared_ptr<const Reference>(
        std::make_shared<const StoredReference>(owner, std::move(stretches), std::move(placed)));
}

} // namespace locus::genetics
