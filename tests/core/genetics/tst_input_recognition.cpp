// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/input_coverage.h"
#include "core/genetics/input_recognition.h"
#include "small_reference.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <htslib/bgzf.h>
#include <htslib/hts.h>
#include <htslib/vcf.h>
#include <zlib.h>

#include <array>
#include <functional>

using namespace locus;
using namespace locus::genetics;

namespace {

// A gzip file as gzip(1) writes it.
std::string gzipped(const std::string& text)
{
    z_stream stream {};
    constexpr int gzipWindow = 15 + 16;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY)
        != Z_OK) {
        qFatal("zlib");
    }
    std::string packed(deflateBound(&stream, text.size()), '\0');
    std::string input = text;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

// The bytes of a file that `write` makes.
std::string writtenBy(const std::function<bool(const char*)>& write)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("file"));
    QFile file(path);
    if (!write(path.toLocal8Bit().constData()) || !file.open(QIODevice::ReadOnly)) {
        qFatal("cannot write the file");
    }
    return file.readAll().toStdString();
}

std::string vcfOf(int records)
{
    std::string text = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\n";
    for (int i = 0; i < records; ++i) {
        text += "7\t" + std::to_string(i * 37 % 4000 + 1) + "\t.\t" + "ACGT"[i % 4] + "\t"
            + "CGTA"[i / 4 % 4] + "\t.\t.\tN=" + std::to_string(i * 7919) + "\n";
    }
    return text;
}

} // namespace

class TestInputRecognition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void wrongInputSaysWhatIsWrong_data();
    void wrongInputSaysWhatIsWrong();
    void neighboursOfAWrongLineAreUnharmed();
    void fastaRecordsKeepNamesAndLines();
    void otherNotationsEndAFastaRecord();
    void whatStaysInAFastaRecord_data();
    void whatStaysInAFastaRecord();
    void aForcedSequenceSwallowsNoLine();
    void wrappedSequenceIsOne();
    void vcfHeaderNamesTheAssembly();
    void packedFilesAreRead();
    void packedFileCutShortKeepsEarlierRecords();
    void blockedFileCutBetweenBlocksIsNoticed();
    void binaryVcfIsRead();
    void everyLineHasAVerdict();
    void anyBytesGetAnAnswer();
    void manyRecords();
    void limitsAreTold();
    void forcedKindOverrides();
    void coverageIsToldBeforeSending_data();
    void coverageIsToldBeforeSending();
};

void TestInputRecognition::kinds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char* text, const char* kind) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(kind);
    };
    row("ATCGATCG", "sequence");
    row("auggcuaac", "sequence");
    row("ACGTNRYKM", "sequence");
    row("        1 atgaaacgca ttagcaccac\n       21 cattaccacc", "sequence");
    row(">s1 a name\nACGT\nACGT\n", "fasta");
    row("21 25585733 rs142513484 C T", "vcf");
    row("21\t25585733\t.\tC\tT,G", "vcf");
    row("21\t25585733\t.\tC\t<DEL>\t.\t.\tEND=25585800", "vcf");
    row("1 156114921 156114920 -/A 1", "ensembl");
    row("1 156114921 156114921 G/A -1 name", "ensembl");
    row("rs699", "id");
    row("COSV57108888", "id");
    row("CM940877", "id");
    row("esv3584976", "id");
    row("NC_000023.11:284252:C:G", "spdi");
    row("NC_000023.11:284252:2:", "spdi");
    row("AGT:c.803T>C", "hgvs");
    row("9:g.22125504G>C", "hgvs");
    row("ENST00000003084:c.1431_1433delTTC", "hgvs");
    row("ENSP00000401091.1:p.Tyr124Cys", "hgvs");
    row("LRG_101t1:c.1019T>C", "hgvs");
    row("NG_012337.1(NM_012459.2):c.-12-?_34+?del", "hgvs");
    row("21:25585733-25585733:1/T", "region");
    row("21:25585733-25585732/ACG", "region");
    row("21:25585733:25585740/DUP", "region");
}

void TestInputRecognition::kinds()
{
    QFETCH(QString, text);
    QFETCH(QString, kind);
    const auto recognised = recogniseInput(text.toStdString());
    QCOMPARE(recognised.items.size(), std::size_t(1));
    const InputItem& item = recognised.items.front();
    QCOMPARE(QString::fromStdString(std::string(toString(item.kind))), kind);
    QVERIFY2(item.accepted(), item.rejection ? item.rejection->reason.c_str() : "");
}

void TestInputRecognition::wrongInputSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const QByteArray& text, const char* code, int position,
                         const char* words) {
        QTest::newRow(name) << text << QString::fromLatin1(code) << position
                            << QString::fromLatin1(words);
    };
    row("empty", "", "empty", 0, "at least one sequence or notation is needed");
    row("only blanks", " \n\t\n", "empty", 0, "nothing to annotate");
    row("not UTF-8", QByteArray("rs699\xff\xfe"), "not_utf8", 6, "Byte 6 is not UTF-8");
    row("UTF-16",
        QByteArray("\xff\xfe"
                   "A\0C\0",
            6),
        "not_utf8", 0, "Save it as UTF-8");
    row("wrong letter", ">s\nACGTACGTJ1!ACGT", "wrong_alphabet", 9, "Character 9 is no nucleotide");
    row("protein", "MEEPQSDPSVEPPLSQETFSDLWKLLPENNVLSPLPSQAMDDLMLSPDD", "protein", 2,
        "looks like a protein");
    row("protein FASTA", ">P1\nMEEPQSDPSVEPPL", "protein", 2, "looks like a protein");
    row("DNA and RNA", ">s\nACGUACGT", "wrong_alphabet", 4, "DNA (T) or RNA (U), not both");
    row("only N", ">s\nNNNNNNNN", "only_n", 1, "only unknown bases");
    row("empty FASTA record", ">s\n", "empty", 0, "at least one base is needed");
    row("HGVS type", "21:k.25585733C>T", "hgvs.syntax", 4, "one of c. g. m. n. r. p.");
    row("HGVS cut", "NM_000518.5:c.20A>", "hgvs.syntax", 19, "ends too early");
    row("HGVS list", "NM_000518.5:c.[20A>T;21G>C]", "hgvs.several", 15, "a line of its own");
    row("HGVS base 0", "NM_000518.5:c.0A>T", "hgvs.syntax", 16, "counted from 1");
    row("SPDI letters", "NC_000021.9:25585732:C:X", "spdi.syntax", 24, "A C G T");
    row("region strand", "21:25585733-25585733:2/T", "region.syntax", 22, "1 or -1");
    row("region order", "21:25585740-25585733/T", "region.syntax", 13, "start - 1");
    row("Ensembl length", "1 100 101 A/T 1", "ensembl.syntax", 11, "of 2 bases");
    row("VCF REF", "##fileformat=VCFv4.2\n21\t5\t.\tC?\tT", "vcf.malformed", 9, "REF of A C G T");
    row("VCF columns", "##fileformat=VCFv4.2\n21\t5\t.\tC", "vcf.malformed", 9, "found 4");
    row("VCF position", "##fileformat=VCFv4.2\n21\tx\t.\tC\tT", "vcf.malformed", 4,
        "counted from 1");
    row("JSON", "{\"sequence\": \"ACGT\"}", "json_request", 1, "JSON request");
    row("a word", "hello world", "unknown_notation", 1, "allowed are a sequence, FASTA, VCF");
}

void TestInputRecognition::wrongInputSaysWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(int, position);
    QFETCH(QString, words);
    const auto recognised = recogniseInput(text.toStdString());
    QCOMPARE(recognised.items.size(), std::size_t(1));
    const auto& rejection = recognised.items.front().rejection;
    QVERIFY(rejection.has_value());
    QCOMPARE(QString::fromStdString(rejection->code), code);
    QVERIFY2(QString::fromStdString(rejection->reason).contains(words), rejection->reason.c_str());
    QCOMPARE(rejection->position, std::int64_t(position));
    QCOMPARE(sentenceOf(rejection->why), rejection->reason); // can be said in any language
}

void TestInputRecognition::neighboursOfAWrongLineAreUnharmed()
{
    const std::string text = "rs699\nnonsense here\n21:g.25585733C>T\nMN\xff\x01\n"
                             "21 25585733 . C T\n# a remark\n\n21:25585732:C:T\nNM_1.1:c.5A>\n"
                             "ACGTACGTACGTACGTACGT\n";
    const auto recognised = recogniseInput(text);
    QCOMPARE(recognised.items.size(), std::size_t(8));
    QCOMPARE(recognised.accepted(), std::int64_t(5));
    QCOMPARE(recognised.rejected(), std::int64_t(3));
    QCOMPARE(recognised.headerLines, std::int64_t(1));
    QCOMPARE(recognised.blankLines, std::int64_t(1));
    const std::array<std::int64_t, 8> lines { 1, 2, 3, 4, 5, 8, 9, 10 };
    const std::array<InputKind, 8> kinds { InputKind::Identifier, InputKind::Unknown,
        InputKind::Hgvs, InputKind::Unknown, InputKind::Vcf, InputKind::Spdi, InputKind::Hgvs,
        InputKind::Sequence };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        QCOMPARE(recognised.items[i].line, lines[i]);
        QVERIFY(recognised.items[i].kind == kinds[i]);
    }
    QCOMPARE(recognised.items[2].text, std::string("21:g.25585733C>T"));
}

void TestInputRecognition::fastaRecordsKeepNamesAndLines()
{
    const auto recognised = recogniseInput(">first one\nACGT\nACGT\n>second\nACGX\n>third\nACGU\n");
    QCOMPARE(recognised.items.size(), std::size_t(3));
    QCOMPARE(recognised.items[0].name, std::string("first one"));
    QCOMPARE(recognised.items[1].line, std::int64_t(4));
    QCOMPARE(recognised.items[1].record, std::int64_t(2));
    QVERIFY(!recognised.items[1].accepted());
    QVERIFY(recognised.items[0].accepted() && recognised.items[2].accepted());
    QCOMPARE(recognised.items[2].line, std::int64_t(6));
}

void TestInputRecognition::otherNotationsEndAFastaRecord()
{
    const auto recognised = recogniseInput(">patient\nACGTACGT\nACGT\n##fileformat=VCFv4.2\n"
                                           "##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\n"
                                           "21\t5\t.\tC\tT\n21\t6\tC\n21:g.25585733C>T\nrs699\n"
                                           ">next\nAC\n7 354 . G A\n>last\nGG\nwhat is this\n");
    struct Expected
    {
        std::int64_t line;
        InputKind kind;
        std::string text;
        bool accepted;
    };
    const std::vector<Expected> expected {
        { 1, InputKind::Fasta, ">patient\nACGTACGT\nACGT\n", true },
        { 7, InputKind::Vcf, "21\t5\t.\tC\tT", true },
        { 8, InputKind::Vcf, "21\t6\tC", false },
        { 9, InputKind::Hgvs, "21:g.25585733C>T", true },
        { 10, InputKind::Identifier, "rs699", true },
        { 11, InputKind::Fasta, ">next\nAC\n", true },
        { 13, InputKind::Vcf, "7 354 . G A", true },
        { 14, InputKind::Fasta, ">last\nGG\n", true },
        { 16, InputKind::Unknown, "what is this", false },
    };
    QCOMPARE(recognised.headerLines, std::int64_t(3));
    QCOMPARE(recognised.assembly, std::string("GRCh38"));
    QCOMPARE(recognised.items.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(recognised.items[i].line, expected[i].line);
        QCOMPARE(static_cast<int>(recognised.items[i].kind), static_cast<int>(expected[i].kind));
        QCOMPARE(recognised.items[i].text, expected[i].text);
        QCOMPARE(recognised.items[i].accepted(), expected[i].accepted);
    }
}

void TestInputRecognition::whatStaysInAFastaRecord_data()
{
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("code"); // empty: accepted
    const auto row = [](const char* name, const char* lines, const char* code) {
        QTest::newRow(name) << QString::fromLatin1(lines) << QString::fromLatin1(code);
    };
    row("wrapped, with an end of Windows", "ACGT\r\nNNRY\r\nac", "");
    row("a blank line", "ACGT\n\nACGT", "");
    row("numbers of GenBank", "  1 acgtacgtac gtacgtacgt\n 21 acg", "");
    row("gaps", "AC--GT\n----\nAC", "");
    row("a bad letter", "ACGT\nACGJACGT\nACGT", "wrong_alphabet");
    row("a bad sign", "ACGT\nAC!TAC?T\nACGT", "wrong_alphabet");
    row("a digit amid the letters", "ACGT\nAC5TACXT\nACGT", "wrong_alphabet");
    row("a line of residues", "MEEPQSDPSV\nEPPLSQETFS*", "protein");
}

void TestInputRecognition::whatStaysInAFastaRecord()
{
    QFETCH(QString, lines);
    QFETCH(QString, code);
    const auto recognised = recogniseInput(">s\n" + lines.toStdString() + "\nrs699\n");
    QCOMPARE(recognised.items.size(), std::size_t(2));
    QVERIFY(recognised.items[0].kind == InputKind::Fasta);
    const auto& rejection = recognised.items[0].rejection;
    QCOMPARE(QString::fromStdString(rejection ? rejection->code : std::string()), code);
    QVERIFY(recognised.items[1].kind == InputKind::Identifier);
    QCOMPARE(recognised.items[1].line, std::int64_t(lines.count(QLatin1Char('\n')) + 3));
}

void TestInputRecognition::aForcedSequenceSwallowsNoLine()
{
    const auto recognised = recogniseInput(">s\nACGT\n21\t5\t.\tC\tT\n", InputKind::Fasta);
    QCOMPARE(recognised.items.size(), std::size_t(1));
    QVERIFY(!recognised.items[0].accepted()); // told, where it would have been left out
}

void TestInputRecognition::wrappedSequenceIsOne()
{
    const auto recognised = recogniseInput("ACGTACGT\nACGTACGT\r\nAC\n");
    QCOMPARE(recognised.items.size(), std::size_t(1));
    QVERIFY(recognised.items[0].accepted());
    const auto ids = recogniseInput("rs1\nrs22\n");
    QCOMPARE(ids.items.size(), std::size_t(2));
    QVERIFY(ids.items[1].kind == InputKind::Identifier);
}

void TestInputRecognition::vcfHeaderNamesTheAssembly()
{
    QCOMPARE(recogniseInput(vcfOf(1)).assembly, std::string("GRCh38"));
    QCOMPARE(recogniseInput("##fileformat=VCFv4.1\n##contig=<ID=21,assembly=hg19>\n1\t5\t.\tA\tC\n")
                 .assembly,
        std::string("GRCh37"));
    QCOMPARE(recogniseInput("1\t5\t.\tA\tC\n").assembly, std::string());
}

void TestInputRecognition::packedFilesAreRead()
{
    const auto recognised = recogniseInput(gzipped(vcfOf(300)));
    QCOMPARE(recognised.items.size(), std::size_t(300));
    QCOMPARE(recognised.rejected(), std::int64_t(0));
    QCOMPARE(recognised.headerLines, std::int64_t(3));
}

void TestInputRecognition::packedFileCutShortKeepsEarlierRecords()
{
    const std::string packed = gzipped(vcfOf(20'000));
    const auto recognised = recogniseInput(packed.substr(0, packed.size() * 2 / 3));
    QVERIFY(recognised.items.size() > 1000);
    QCOMPARE(recognised.rejected(), std::int64_t(1));
    const InputItem& last = recognised.items.back();
    QVERIFY(last.rejection.has_value());
    QCOMPARE(last.rejection->code, std::string("file_damaged"));
    QVERIFY(last.rejection->reason.find("cut short") != std::string::npos);
    QVERIFY(recognised.items[recognised.items.size() - 2].accepted());
}

void TestInputRecognition::blockedFileCutBetweenBlocksIsNoticed()
{
    const std::string text = vcfOf(20'000);
    const std::string whole = writtenBy([&](const char* path) {
        BGZF* file = bgzf_open(path, "w");
        const bool written =
            bgzf_write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
        return bgzf_close(file) == 0 && written;
    });
    QCOMPARE(recogniseInput(whole).items.size(), std::size_t(20'000));
    QCOMPARE(recogniseInput(whole).rejected(), std::int64_t(0));
    // Without the empty block at its end a file looks whole and is not.
    constexpr std::size_t endMark = 28;
    const auto cut = recogniseInput(std::string_view(whole).substr(0, whole.size() - endMark));
    QCOMPARE(cut.rejected(), std::int64_t(1));
    QCOMPARE(cut.items.back().rejection->code, std::string("file_damaged"));
}

void TestInputRecognition::binaryVcfIsRead()
{
    const std::string bytes = writtenBy([](const char* path) {
        htsFile* file = hts_open(path, "wb");
        bcf_hdr_t* header = bcf_hdr_init("w");
        bcf_hdr_append(header, "##contig=<ID=7,length=4000>");
        bcf1_t* record = bcf_init();
        bool written = bcf_hdr_write(file, header) == 0;
        for (int i = 0; i < 50; ++i) {
            bcf_clear(record);
            record->rid = 0;
            record->pos = i * 10;
            bcf_update_alleles_str(header, record, "A,C");
            written = bcf_write(file, header, record) == 0 && written;
        }
        bcf_destroy(record);
        bcf_hdr_destroy(header);
        return hts_close(file) == 0 && written;
    });
    const auto recognised = recogniseInput(bytes);
    QCOMPARE(recognised.items.size(), std::size_t(50));
    QCOMPARE(recognised.rejected(), std::int64_t(0));
    QVERIFY(recognised.items[1].text.starts_with("7\t11\t.\tA\tC"));
}

void TestInputRecognition::anyBytesGetAnAnswer()
{
    locus::test::SeededRandom random(2026);
    const std::array<std::string, 8> seeds { "NM_000518.5:c.20_22delinsTT", "21:g.25585733C>T",
        "NP_000509.1:p.(Glu7ValfsTer12)", "NC_000021.9:25585732:C:T", "1 156114921 156114920 -/A 1",
        "21:25585733-25585733:1/T", "21\t5\t.\tC\tT,<DEL>\t.", ">s\nACGTNN\nAC" };
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text = seeds[random.below(seeds.size())];
        for (std::uint64_t k = random.below(4); k > 0; --k) {
            const auto at = random.below(text.size());
            const char byte = random.chance(70) ? text[random.below(text.size())]
                                                : static_cast<char>(random.below(256));
            random.chance(50) ? text.insert(at, 1, byte) : text.replace(at, 1, 1, byte);
        }
        const auto recognised = recogniseInput(text);
        QVERIFY(!recognised.items.empty() || recognised.headerLines + recognised.blankLines > 0);
        for (const InputItem& item : recognised.items) {
            QVERIFY(item.line > 0);
            QVERIFY(item.accepted() || item.rejection->reason.size() > 20);
            accepted += item.accepted() ? 1 : 0;
        }
    }
    QVERIFY(accepted > 5000);
}

void TestInputRecognition::everyLineHasAVerdict()
{
    std::string text;
    constexpr int lines = 500;
    for (int i = 0; i < lines; ++i) {
        text += i % 5 == 0 ? "\n" : i % 5 == 1 ? "what is this\n" : "21:g.25585733C>T\n";
    }
    const auto recognised = recogniseInput(text);
    QCOMPARE(
        static_cast<int>(recognised.items.size()) + recognised.blankLines + recognised.headerLines,
        lines);
    QCOMPARE(recognised.rejected(), std::int64_t(lines / 5));
}

void TestInputRecognition::manyRecords()
{
    constexpr std::size_t records = 10'000;
    const auto recognised = recogniseInput(vcfOf(records));
    QCOMPARE(recognised.items.size(), records);
    QCOMPARE(recognised.rejected(), std::int64_t(0));
    QCOMPARE(recognised.items.back().record, std::int64_t(records));
    std::string mixed;
    for (std::size_t i = 0; i < records; ++i) {
        mixed +=
            "NM_000518.5:c." + std::to_string(i + 1) + "_" + std::to_string(i + 3) + "delinsTG\n";
    }
    QBENCHMARK
    {
        QCOMPARE(recogniseInput(mixed).accepted(), std::int64_t(records));
    }
}

void TestInputRecognition::limitsAreTold()
{
    const InputLimits limits {
        .bytes = 1000, .notation = 40, .vcfLine = 100, .sequence = 50, .items = 3
    };
    const auto whole = recogniseInput(std::string(1001, 'A'), {}, limits);
    QCOMPARE(whole.items[0].rejection->code, std::string("too_large"));
    const auto sequence = recogniseInput(std::string(60, 'A'), {}, limits);
    QCOMPARE(sequence.items[0].rejection->code, std::string("too_long"));
    QVERIFY(sequence.items[0].rejection->reason.find("at most 50") != std::string::npos);
    const auto many = recogniseInput("rs1\nrs2\nrs3\nrs4\nrs5\n", {}, limits);
    QCOMPARE(many.items.size(), std::size_t(4));
    QCOMPARE(many.items[3].rejection->code, std::string("too_many"));
    QCOMPARE(many.items[3].line, std::int64_t(4));
    // A line of ten million characters, with neighbours.
    const std::string longLine = "rs1\n" + std::string(10'000'000, '?') + "\nrs2\n";
    const auto recognised = recogniseInput(longLine);
    QCOMPARE(recognised.items.size(), std::size_t(3));
    QCOMPARE(recognised.items[1].rejection->code, std::string("too_long"));
    QVERIFY(recognised.items[1].text.size() < 1000);
    QVERIFY(recognised.items[0].accepted() && recognised.items[2].accepted());
    // So with one that is refused for its letters.
    const auto protein = recogniseInput("rs1\n" + std::string(1'000'000, 'L') + "\nrs2\n");
    QCOMPARE(protein.items[1].rejection->code, std::string("protein"));
    QVERIFY(protein.items[1].text.size() < 1000);
    QVERIFY(protein.items[1].rejection->reason.find("beginning is shown") != std::string::npos);
}

void TestInputRecognition::forcedKindOverrides()
{
    const auto recognised = recogniseInput("rs699\n", InputKind::Hgvs);
    QVERIFY(recognised.items[0].kind == InputKind::Hgvs);
    QVERIFY(!recognised.items[0].accepted());
}

void TestInputRecognition::coverageIsToldBeforeSending_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("alone");
    QTest::addColumn<int>("withService");
    const auto row = [](const char* text, AnnotatedBy alone, AnnotatedBy withService) {
        QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(alone)
                            << static_cast<int>(withService);
    };
    for (const char* local : { "7 354 . G A", "chr7 354 . G A", "7:353:G:A", "7:354-354/A",
             "7:g.354G>A", "TPLUS.1:c.4G>A", "PLUSA:c.4G>A", "PPLUS:p.Ala2Thr", "7 354 354 G/A 1",
             "NC_000007.14:g.354G>A" }) {
        row(local, AnnotatedBy::Local, AnnotatedBy::ServiceElseLocal);
    }
    for (const char* away : { "7 99999 . G A", "8 354 . G A", "rs699", "NM_1.1:c.4G>A",
             "PPLUS:p.Ala2fs", "7 354 . G <DEL>", "7:354-354/TDUP", "TPLUS.1:r.4g>a" }) {
        row(away, AnnotatedBy::Nobody, AnnotatedBy::Service);
    }
    row("ACGTACGTACGTACGTACGT", AnnotatedBy::LocalIfPlaced, AnnotatedBy::LocalIfPlaced);
    row("what is this", AnnotatedBy::Nobody, AnnotatedBy::Nobody);
}

void TestInputRecognition::coverageIsToldBeforeSending()
{
    QFETCH(QString, text);
    QFETCH(int, alone);
    QFETCH(int, withService);
    const InputItem item = recogniseInput(text.toStdString()).items.front();
    const auto reference = locus::test::smallReference();
    const auto here = whereAnnotated(item, coverageOf(*reference, "GRCh38", false));
    QCOMPARE(static_cast<int>(here.by), alone);
    QCOMPARE(here.reason.empty(), here.by != AnnotatedBy::Nobody);
    const auto served = whereAnnotated(item, coverageOf(*reference, "GRCh38", true));
    QCOMPARE(static_cast<int>(served.by), withService);
}

LOCUS_TEST(input_recognition, TestInputRecognition)
#include "tst_input_recognition.moc"
