// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/genetics/contig_names.h"
#include "core/genetics/fasta_reader.h"
#include "core/genetics/gff3_reader.h"
#include "core/genetics/reference.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::genetics;

namespace {

const Transcript* byId(const GeneModels& models, std::string_view id)
{
    for (const Transcript& transcript : models.transcripts) {
        if (transcript.id == id) {
            return &transcript;
        }
    }
    return nullptr;
}

// Attributes with tabs between columns written as '|', which no column holds.
std::string gff(std::string text)
{
    std::replace(text.begin(), text.end(), '|', '\t');
    return text;
}

} // namespace

class GeneModelsTest : public QObject
{
    Q_OBJECT

    static std::filesystem::path write(
        const QTemporaryDir& folder, const std::string& name, const std::string& content)
    {
        const auto path = std::filesystem::path(folder.path().toStdString()) / name;
        if (!writeFileAtomically(path, content).ok()) {
            qFatal("cannot write a test file");
        }
        return path;
    }

private Q_SLOTS:
    void ensemblStyle()
    {
        const auto models = parseGff3(gff(
            "##gff-version 3\n"
            "7|x|exon|101|200|.|-|.|Parent=transcript:ENST0001\n"
            "7|x|ncRNA_gene|90|500|.|+|.|ID=gene:ENSG0002;biotype=lncRNA\n"
            "7|x|gene|101|400|.|-|.|ID=gene:ENSG0001;Name=GENE%3BA;description=a [Source:HGNC "
            "Symbol%3BAcc:HGNC:77]\n"
            "7|x|mRNA|101|400|.|-|.|ID=transcript:ENST0001;Parent=gene:ENSG0001;biotype=protein_"
            "coding;tag=basic,MANE_Select,Ensembl_canonical;version=4\n"
            "7|x|exon|301|400|.|-|.|Parent=transcript:ENST0001\n"
            "7|x|CDS|151|200|.|-|1|ID=CDS:ENSP1;Parent=transcript:ENST0001;protein_id=ENSP1\n"
            "7|x|CDS|301|350|.|-|0|ID=CDS:ENSP1;Parent=transcript:ENST0001;protein_id=ENSP1\n"
            "7|x|lncRNA|90|500|.|+|.|ID=transcript:ENST0002;Parent=gene:ENSG0002;biotype=lncRNA\n"
            "7|x|exon|90|500|.|+|.|Parent=transcript:ENST0002\n"
            "7|x|transcript|90|500|.|+|.|ID=transcript:ENST0003;Parent=gene:ENSG0002;biotype="
            "TEC\n"));
        QVERIFY(models.ok());
        QCOMPARE(models->transcripts.size(), std::size_t { 2 });
        const Transcript* const coding = byId(*models, "ENST0001.4");
        QVERIFY(coding);
        QCOMPARE(coding->sourceId, std::string("ENST0001"));
        QVERIFY((coding->gene == Gene { "ENSG0001", "GENE;A", "HGNC:77" }));
        QVERIFY(coding->strand == Strand::Minus);
        QVERIFY((coding->exons == std::vector<Range> { { 101, 200 }, { 301, 400 } }));
        QVERIFY((coding->cds == std::vector<Range> { { 151, 200 }, { 301, 350 } }));
        QCOMPARE(coding->proteinId, std::string("ENSP1"));
        QVERIFY(coding->flags.maneSelect && coding->flags.canonical && coding->flags.basic);
        QVERIFY(!coding->flags.manePlusClinical);
        QVERIFY2(!coding->cdsEndComplete, "100 bases are no whole codons");
        QCOMPARE(models->skipped.size(), std::size_t { 1 });
        QCOMPARE(models->skipped[0].reason, std::string("unknown biotype TEC"));
        QCOMPARE(models->skipped[0].example, std::string("ENST0003"));
    }

    void ncbiStyle()
    {
        const auto models = parseGff3(
            gff("NG_1.1|RefSeq|gene|1|90|.|+|.|ID=gene-ABC;Dbxref=GeneID:5,HGNC:HGNC:12;Name=ABC\n"
                "NG_1.1|RefSeq|mRNA|1|90|.|+|.|ID=rna-NM_1.2;Parent=gene-ABC;tag=MANE Select\n"
                "NG_1.1|RefSeq|exon|1|90|.|+|.|ID=exon-NM_1.2-1;Parent=rna-NM_1.2\n"
                "NG_1.1|RefSeq|CDS|10|39|.|+|0|ID=cds-NP_1.1;Parent=rna-NM_1.2;protein_id=NP_1.1\n"
                "NG_1.1|RefSeq|lnc_RNA|5|80|.|-|.|ID=rna-NR_9.1;Parent=gene-ABC\n"
                "NG_1.1|RefSeq|exon|5|80|.|-|.|Parent=rna-NR_9.1\n"
                "NG_1.1|RefSeq|exon|5|80|.|-|.|ID=id-ABC-3;Parent=gene-ABC\n"));
        QVERIFY(models.ok());
        QCOMPARE(models->transcripts.size(), std::size_t { 2 });
        const Transcript* const coding = byId(*models, "NM_1.2");
        QVERIFY(coding && coding->flags.maneSelect && coding->cdsEndComplete);
        QCOMPARE(coding->biotype, std::string("protein_coding"));
        QCOMPARE(coding->gene.symbol, std::string("ABC"));
        QCOMPARE(coding->gene.hgncId, std::string("HGNC:12"));
        QCOMPARE(coding->proteinId, std::string("NP_1.1"));
        QCOMPARE(byId(*models, "NR_9.1")->biotype, std::string("lncRNA"));
    }

    void slippageIsLegalAndWrongPhasesAreNot()
    {
        const std::string head =
            "1|x|gene|1|60|.|+|.|ID=gene:G;Name=G\n"
            "1|x|mRNA|1|60|.|+|.|ID=transcript:T;Parent=gene:G;biotype=protein_coding\n";
        const auto slipped = parseGff3(gff(head
            + "1|x|CDS|1|12|.|+|0|Parent=transcript:T\n"
              "1|x|CDS|12|26|.|+|0|Parent=transcript:T\n"));
        QVERIFY(slipped.ok());
        QCOMPARE(slipped->transcripts.size(), std::size_t { 1 });
        QCOMPARE(slipped->transcripts[0].cds.size(), std::size_t { 2 });
        QVERIFY((slipped->transcripts[0].exons == std::vector<Range> { { 1, 26 } }));
        const auto wrong = parseGff3(gff(head
            + "1|x|CDS|1|12|.|+|0|Parent=transcript:T\n"
              "1|x|CDS|20|34|.|+|1|Parent=transcript:T\n"));
        QVERIFY(wrong.ok());
        QVERIFY(wrong->transcripts.empty());
        QCOMPARE(wrong->skipped.size(), std::size_t { 1 });
        QVERIFY(wrong->skipped[0].reason.find("phase") != std::string::npos);
    }

    void malformedLinesAreNamed()
    {
        const auto models = parseGff3(gff("##gff-version 3\n1|x|gene|a|60|.|+|.|ID=gene:G\n"));
        QVERIFY(!models.ok());
        QCOMPARE(models.error().code, std::string("gff.malformed"));
        QCOMPARE(models.error().fact("line"), std::string_view("2"));
    }

    void fastaCutsAtGapsAndReadsOffsets()
    {
        QTemporaryDir folder;
        const std::string gap(1500, 'N');
        const auto path = write(folder, "a.fa",
            ">7 some words\n" + gap + "\nacgtNNacgu\r\n" + gap + "TT\n>8 8:501-504\nGATT\n");
        const auto plain = readFasta(path, false);
        QVERIFY(plain.ok());
        QCOMPARE(plain->size(), std::size_t { 3 });
        QVERIFY(((*plain)[0].range == Range { 1501, 1510 }));
        QCOMPARE((*plain)[0].letters, std::string("ACGTNNACGT"));
        QVERIFY(((*plain)[1].range == Range { 3011, 3012 }));
        QVERIFY(((*plain)[2].range == Range { 1, 4 }));
        const auto placed = readFasta(path, true);
        QVERIFY(placed.ok());
        QCOMPARE((*placed)[2].contig, std::string("8"));
        QVERIFY(((*placed)[2].range == Range { 501, 504 }));
        const auto wrong = readFasta(write(folder, "b.fa", ">1\nAC-T\n"), false);
        QVERIFY(!wrong.ok());
        QCOMPARE(wrong.error().fact("line"), std::string_view("2"));
        QCOMPARE(readFasta(folder.path().toStdString() + "/none", false).error().code,
            std::string("file.missing"));
    }

    void filesBecomeAReference()
    {
        QTemporaryDir folder;
        ReferenceFiles files;
        files.fasta = write(folder, "a.fa",
            ">chr7 7:101-140\n"
            "ACGTACGTACGTACGTACGTACGTACGTACGTACGTACGT");
        files.gff = write(folder, "a.gff3",
            gff("7|x|gene|101|130|.|+|.|ID=gene:G;Name=G\n"
                "7|x|mRNA|101|130|.|+|.|ID=transcript:T;Parent=gene:G;biotype=protein_coding\n"
                "7|x|CDS|101|130|.|+|0|Parent=transcript:T\n"));
        files.assembly = "GRCh38";
        files.offsetFromHeader = true;
        const auto reference = openReferenceFiles(files);
        QVERIFY(reference.ok());
        QCOMPARE(
            (*reference)->canonicalContig("GRCh38", "NC_000007.14").value_or(""), std::string("7"));
        QVERIFY(!(*reference)->canonicalContig("GRCh38", "NC_000007.13"));
        QCOMPARE((*reference)->accession("GRCh38", "7"), std::string("NC_000007.14"));
        QCOMPARE((*reference)->sequence("GRCh38", "7", { 102, 105 }).valueOr("-"),
            std::string_view("CGTA"));
        const auto outside = (*reference)->sequence("GRCh38", "7", { 139, 141 });
        QVERIFY(!outside.ok());
        QCOMPARE(outside.error().code, std::string("reference.not_covered"));
        QCOMPARE(outside.error().fact("allowed"), std::string_view("101-140"));
        QVERIFY(!(*reference)->covers("GRCh37", "7", { 102, 105 }));
        QCOMPARE(
            (*reference)->transcriptsAt("GRCh38", "7", { 130, 135 }).size(), std::size_t { 1 });
        QVERIFY((*reference)->transcriptsAt("GRCh38", "7", { 131, 135 }).empty());
        QCOMPARE((*reference)->findTranscripts("T").size(), std::size_t { 1 });
    }

    void contigNames()
    {
        QCOMPARE(chromosomeName("GRCh38", "chr21").value_or(""), std::string("21"));
        QCOMPARE(chromosomeName("GRCh38", "CM000683.2").value_or(""), std::string("21"));
        QCOMPARE(chromosomeName("GRCh37", "CM000683.1").value_or(""), std::string("21"));
        QVERIFY(!chromosomeName("GRCh37", "CM000683.2"));
        QVERIFY(!chromosomeName("GRCh38", "23"));
        QCOMPARE(chromosomeName("GRCh37", "chrM").value_or(""), std::string("MT"));
        QCOMPARE(chromosomeAccession("GRCh37", "X").value_or(""), std::string("NC_000023.10"));
        QCOMPARE(chromosomeAccession("GRCh38", "MT").value_or(""), std::string("NC_012920.1"));
        QCOMPARE(assemblyOfAccession("NC_000021.8").value_or(""), std::string("GRCh37"));
        QVERIFY(!assemblyOfAccession("NC_012920.1"));
    }
};

LOCUS_TEST(gene_models, GeneModelsTest)
#include "tst_gene_models.moc"
