// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_reference.h"

#include "core/genetics/genetic_code.h"
#include "tests/support/seeded_random.h"

#include <QFile>
#include <QTemporaryDir>

#include <array>
#include <vector>

namespace locus::test {
namespace {

std::string frame(std::size_t codons)
{
    static constexpr std::array<std::string_view, 10> cycle { "GCT", "GAA", "AAG", "CTC", "GGT",
        "GTC", "ATC", "CCA", "TTC", "TGG" };
    std::string letters = "ATG";
    for (std::size_t i = 0; i + 2 < codons; ++i) {
        letters += cycle[i % cycle.size()];
    }
    return letters + "TAA";
}

std::string madeContig()
{
    SeededRandom random(20260302);
    std::string letters;
    for (int i = 0; i < 4000; ++i) {
        letters += "ACGT"[random.below(4)];
    }
    const auto put = [&](std::string_view bases, std::size_t first, std::size_t last) {
        letters.replace(first - 1, last - first + 1, bases.substr(0, last - first + 1));
    };
    const std::string plus = frame(73);
    put(plus.substr(0, 50), 351, 400);
    put(plus.substr(50, 120), 601, 720);
    put(plus.substr(170), 901, 949);
    const std::string minus = genetics::reverseComplement(frame(33));
    put(minus.substr(0, 50), 1551, 1600);
    put(minus.substr(50), 1801, 1849);
    return letters;
}

const char* const models =
    "##gff-version 3\n"
    "7\tx\tgene\t301\t1000\t.\t+\t.\tID=gene:GPLUS;Name=PLUSA;biotype=protein_coding\n"
    "7\tx\tmRNA\t301\t1000\t.\t+\t.\tID=transcript:TPLUS;Parent=gene:GPLUS;"
    "biotype=protein_coding;version=1\n"
    "7\tx\texon\t301\t400\t.\t+\t.\tParent=transcript:TPLUS\n"
    "7\tx\texon\t601\t720\t.\t+\t.\tParent=transcript:TPLUS\n"
    "7\tx\texon\t901\t1000\t.\t+\t.\tParent=transcript:TPLUS\n"
    "7\tx\tCDS\t351\t400\t.\t+\t0\tParent=transcript:TPLUS;protein_id=PPLUS\n"
    "7\tx\tCDS\t601\t720\t.\t+\t1\tParent=transcript:TPLUS;protein_id=PPLUS\n"
    "7\tx\tCDS\t901\t949\t.\t+\t1\tParent=transcript:TPLUS;protein_id=PPLUS\n"
    "7\tx\tgene\t1501\t1900\t.\t-\t.\tID=gene:GMINUS;Name=MINUSB;biotype=protein_coding\n"
    "7\tx\tmRNA\t1501\t1900\t.\t-\t.\tID=transcript:TMINUS;Parent=gene:GMINUS;"
    "biotype=protein_coding;version=1\n"
    "7\tx\texon\t1801\t1900\t.\t-\t.\tParent=transcript:TMINUS\n"
    "7\tx\texon\t1501\t1600\t.\t-\t.\tParent=transcript:TMINUS\n"
    "7\tx\tCDS\t1801\t1849\t.\t-\t0\tParent=transcript:TMINUS;protein_id=PMINUS\n"
    "7\tx\tCDS\t1551\t1600\t.\t-\t2\tParent=transcript:TMINUS;protein_id=PMINUS\n";

void write(const QString& path, const std::string& text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || file.write(text.data(), static_cast<qint64>(text.size())) < 0) {
        qFatal("cannot write %s", qPrintable(path));
    }
}

} // namespace

const std::string& smallContig()
{
    static const std::string letters = madeContig();
    return letters;
}

std::shared_ptr<const genetics::Reference> smallReference()
{
    static const std::shared_ptr<const genetics::Reference> reference = [] {
        const QTemporaryDir folder;
        const QString fasta = folder.filePath(QStringLiteral("small.fa"));
        const QString gff = folder.filePath(QStringLiteral("small.gff3"));
        write(fasta, ">7\n" + smallContig() + "\n");
        write(gff, models);
        auto opened = genetics::openReferenceFiles({ .fasta = fasta.toStdString(),
            .gff = gff.toStdString(),
            .assembly = "GRCh38",
            .offsetFromHeader = false });
        if (!opened.ok()) {
            qFatal("%s", opened.error().message.c_str());
        }
        return *std::move(opened);
    }();
    return reference;
}

} // namespace locus::test
