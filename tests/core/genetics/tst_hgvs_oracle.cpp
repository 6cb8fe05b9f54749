// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/genetics/hgvs_format.h"
#include "core/genetics/hgvs_mapper.h"
#include "core/genetics/hgvs_namer.h"
#include "core/genetics/hgvs_parser.h"
#include "core/genetics/input_recognition.h"
#include "core/genetics/input_resolver.h"
#include "core/genetics/normalise.h"
#include "core/genetics/vcf_reader.h"
#include "hgvs_rules.h"
#include "oracle.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <set>

using namespace locus;
using namespace locus::genetics;

namespace {

// p. is compared without its parentheses and with one word for the stop.
std::string plainProtein(std::string text)
{
    std::erase_if(text, [](char c) { return c == '(' || c == ')'; });
    for (std::size_t at = 0; (at = text.find('*', at)) != std::string::npos;) {
        text.replace(at, 1, "Ter");
    }
    return text;
}

// Only the letters that a record and its expected name state, at their true place.
class StatedReference final : public Reference
{
public:
    StatedReference(const VcfRecord& record, const HgvsVariant& expected)
        : m_accession(expected.accession)
    {
        put(record.position, record.ref);
        const auto& change = std::get<HgvsNucleotideChange>(expected.change);
        put(change.interval.start.first.base, change.edit.ref);
        m_intervals.push_back({ .assembly = "GRCh37",
            .contig = record.contig,
            .range = { record.position,
                record.position + static_cast<std::int64_t>(m_letters.size()) - 1 },
            .release = {},
            .source = {},
            .licence = {},
            .sha256 = {} });
    }
    const std::vector<CoveredInterval>& intervals() const override { return m_intervals; }
    std::optional<std::string> canonicalContig(
        std::string_view, std::string_view name) const override
    {
        return std::string(name);
    }
    std::string accession(std::string_view, std::string_view) const override { return m_accession; }
    bool covers(std::string_view, std::string_view, Range range) const override
    {
        return range.start >= m_intervals[0].range.start && range.end <= m_intervals[0].range.end;
    }
    Result<std::string_view> sequence(
        std::string_view assembly, std::string_view contig, Range range) const override
    {
        if (!covers(assembly, contig, range)) {
            return notFound("reference.not_covered", "not covered");
        }
        return std::string_view(m_letters).substr(
            static_cast<std::size_t>(range.start - m_intervals[0].range.start),
            static_cast<std::size_t>(range.length()));
    }
    std::vector<const Transcript*> transcriptsAt(
        std::string_view, std::string_view, Range) const override
    {
        return {};
    }
    std::vector<PlacedTranscript> findTranscripts(std::string_view) const override { return {}; }

private:
    void put(std::int64_t position, std::string_view letters)
    {
        m_first = m_letters.empty() ? position : m_first;
        const auto at = static_cast<std::size_t>(position - m_first);
        if (m_letters.size() < at + letters.size()) {
            m_letters.resize(at + letters.size(), 'N');
        }
        m_letters.replace(at, letters.size(), letters);
    }

    std::string m_accession;
    std::int64_t m_first = 0;
    std::string m_letters;
    std::vector<CoveredInterval> m_intervals;
};

bool printsBack(std::string_view text, QStringList& failures)
{
    const auto parsed = parseHgvs(text);
    const bool protein = text.find(":p.") != std::string_view::npos;
    const std::string printed = parsed.ok() ? formatHgvs(*parsed) : parsed.error().message;
    const bool same =
        protein ? plainProtein(printed) == plainProtein(std::string(text)) : printed == text;
    if (!same) {
        failures << QString::fromStdString(std::string(text) + " -> " + printed);
    }
    return same;
}

} // namespace

class TestHgvsOracle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void grammarRules();
    void printsBack_data();
    void printsBack();
    void oneVariantInElevenNotations();
    void ambiguousAndInvalidNotations();
    void genomicNamesOfVcfRecords();
    void refusesWhatOthersRefuse();
    void vcfSetsAreReadWhole();
    void readsOfTheReferenceAreAllPlaced();

private:
    std::shared_ptr<const Reference> m_chr21; // none: the data are absent, and nothing compares
};

void TestHgvsOracle::initTestCase()
{
    if (!locus::test::oraclePath("vep/hgvs/grammar_test.tsv")) {
        qInfo("oracle data absent: 6 HGVS suites not run");
        return;
    }
    auto opened = openReferenceFiles(
        { .fasta = *locus::test::oraclePath("vep/chr21/GRCh38.chr21.Npadded.fa.gz"),
            .gff = *locus::test::oraclePath("vep/chr21/Homo_sapiens.GRCh38.84.chr21_slice.gff3"),
            .assembly = "GRCh38",
            .offsetFromHeader = false });
    QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().message.c_str());
    m_chr21 = *opened;
}

void TestHgvsOracle::grammarRules()
{
    if (!m_chr21) {
        return; // said once, above
    }
    const std::string text = locus::test::oracleText("vep/hgvs/grammar_test.tsv");
    QStringList failures;
    int items = 0;
    for (const std::string_view line : split(text, '\n')) {
        const auto fields = split(line.substr(0, line.find('\r')), '\t');
        if (line.empty() || line[0] == '#' || fields.size() < 3 || fields[0] == "Func") {
            continue;
        }
        const std::string rule(fields[0]);
        QVERIFY2(locus::test::isHgvsRule(rule), rule.c_str());
        const bool valid = equalsIgnoreCase(fields[2], "true");
        std::vector<std::string_view> tests;
        const std::string_view type = fields.size() > 3 ? fields[3] : "one";
        if (type == "string") {
            for (std::size_t i = 0; i < fields[1].size(); ++i) {
                tests.push_back(fields[1].substr(i, 1));
            }
        } else {
            tests = type == "list" ? split(fields[1], '|') : std::vector { fields[1] };
        }
        const auto expected = fields.size() > 4 && !fields[4].empty()
            ? split(fields[4], '|')
            : std::vector<std::string_view> {};
        for (std::size_t i = 0; i < tests.size(); ++i) {
            ++items;
            const auto found = locus::test::readByHgvsRule(rule, tests[i]);
            std::string want = i < expected.size() ? std::string(expected[i]) : "";
            std::string got = found.value_or("refused");
            if (rule == "aa13_ext") { // the table keeps the sign that was written
                got = plainProtein(got);
                want = plainProtein(want);
                if (tests[i].starts_with("X")) {
                    want.replace(want.find('X'), 1, "Ter");
                }
            }
            const bool right =
                found.has_value() == valid && (!valid || want.empty() || got == want);
            if (!right) {
                failures << QString::fromStdString(rule + " '" + std::string(tests[i]) + "': " + got
                    + ", expected " + (valid ? (want.empty() ? "accepted" : want) : "refused"));
            }
        }
    }
    qInfo("grammar items: %d", items);
    QVERIFY(items > 500);
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(QLatin1Char('\n'))));
}

void TestHgvsOracle::printsBack_data()
{
    if (!m_chr21) {
        return; // said once, above
    }
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("least");
    for (const auto& [file, least] : { std::pair("gauntlet", 25), std::pair("garcia.tsv", 200),
             std::pair("clinvar.gz", 15000), std::pair("proj-near-disc.tsv", 30),
             std::pair("gcp_ADRA2B-dbSNP.tsv", 100), std::pair("gcp_BAHCC1-dbSNP.tsv", 100),
             std::pair("gcp_DNAH11-dbSNP-NM_001277115.tsv", 100),
             std::pair("gcp_DNAH11-dbSNP-NM_003777.tsv", 100), std::pair("gcp_NEFL-dbSNP.tsv", 30),
             std::pair("gcp_ORAI1-dbSNP.tsv", 100), std::pair("gcp_noncoding.tsv", 100),
             std::pair("gcp_real.tsv", 50), std::pair("gcp_regression.tsv", 20) }) {
        QTest::newRow(file) << QString::fromLatin1(file) << least;
    }
}

void TestHgvsOracle::printsBack()
{
    if (!m_chr21) {
        return; // said once, above
    }
    QFETCH(QString, file);
    QFETCH(int, least);
    const std::string text = locus::test::oracleText("vep/hgvs/" + file.toStdString());
    QStringList failures;
    int notations = 0;
    for (const std::string_view line : split(text, '\n')) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        // Fields hold a notation, several with blanks or bars between, or something else; behind
        // the gcp files' four columns stand remarks.
        const std::size_t columns = file.startsWith(QLatin1String("gcp_")) ? 4 : 99;
        std::string spaced;
        for (const std::string_view column : split(line, '\t')) {
            if (std::count(spaced.begin(), spaced.end(), '\t')
                < static_cast<std::ptrdiff_t>(columns)) {
                spaced += std::string(column) + '\t';
            }
        }
        std::replace_if(
            spaced.begin(), spaced.end(), [](char c) { return c == '\t' || c == '|' || c == '\r'; },
            ' ');
        for (const std::string_view field : split(spaced, ' ')) {
            if (looksLikeHgvs(field)) {
                ++notations;
                ::printsBack(field, failures);
            }
        }
    }
    qInfo("%s: %d notations", qPrintable(file), notations);
    QVERIFY2(notations >= least, qPrintable(QString::number(notations)));
    QVERIFY2(failures.isEmpty(), qPrintable(failures.mid(0, 20).join(QLatin1Char('\n'))));
}

void TestHgvsOracle::oneVariantInElevenNotations()
{
    if (!m_chr21) {
        return; // said once, above
    }
    const auto table = QJsonDocument::fromJson(QByteArray::fromStdString(locus::test::oracleText(
                                                   "vep/hgvs/vep_equivalent_notations.json")))
                           .object();
    const auto same = table[QLatin1String("same_variant")].toObject();
    const Variant expected { "GRCh38", "21", 25585733, "C", "T" };
    const SequenceLocator locator(m_chr21);
    const InputResolver resolver(*m_chr21, locator, "GRCh38");
    int placed = 0;
    for (const auto& value : same[QLatin1String("notations")].toArray()) {
        const std::string notation = value.toString().toStdString();
        const auto items = recogniseInput(notation).items;
        QCOMPARE(items.size(), std::size_t(1));
        QVERIFY2(items[0].accepted(), notation.c_str());
        const auto rows = resolver.resolve(items[0]);
        QCOMPARE(rows.size(), std::size_t(1));
        QVERIFY2(!rows[0].refused, rows[0].refused ? rows[0].refused->reason.c_str() : "");
        if (rows[0].variant) {
            QVERIFY2(*rows[0].variant == expected, notation.c_str());
            QCOMPARE(spdiOf(*m_chr21, *rows[0].variant),
                same[QLatin1String("spdi")].toString().toStdString());
            ++placed;
        } else { // RefSeq transcripts and ids are not bundled: a service is asked, with the reason
            QVERIFY2(rows[0].query && rows[0].notLocal, notation.c_str());
        }
    }
    QCOMPARE(placed, 7);
}

void TestHgvsOracle::ambiguousAndInvalidNotations()
{
    if (!m_chr21) {
        return; // said once, above
    }
    const SequenceLocator locator(m_chr21);
    const InputResolver resolver(*m_chr21, locator, "GRCh38");
    const auto first = [&](const char* notation) {
        return resolver.resolve(recogniseInput(notation).items.front()).front();
    };
    const auto gene = first("JAM2:c.721A>T");
    QVERIFY2(gene.refused && gene.refused->code == "ambiguous",
        gene.refused        ? gene.refused->reason.c_str()
            : gene.notLocal ? gene.notLocal->reason.c_str()
                            : "placed");
    for (const char* start : { "25706002", "25709954", "25712347" }) {
        QVERIFY2(
            gene.refused->reason.find(start) != std::string::npos, gene.refused->reason.c_str());
    }
    const auto protein = first("ENSP00000284967.6:p.Glu2Asp");
    QVERIFY(protein.refused && protein.refused->code == "ambiguous");
    QVERIFY(protein.refused->reason.find("several codons") != std::string::npos);
    const auto invalidItem = recogniseInput("21:k.25585733C>T").items.front();
    QVERIFY(!invalidItem.accepted());
    QCOMPARE(invalidItem.rejection->position, std::int64_t(4));
}

void TestHgvsOracle::genomicNamesOfVcfRecords()
{
    if (!m_chr21) {
        return; // said once, above
    }
    const std::string text = locus::test::oracleText("vep/hgvs/exemplars.vcf.gz");
    int compared = 0;
    for (const std::string_view line : split(text, '\n')) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        const auto record = parseVcfLine(line);
        QVERIFY(record.ok());
        const std::string_view info = split(line, '\t')[7];
        const auto valueOf = [&](std::string_view key) {
            const std::size_t at = info.find(key) + key.size();
            return info.substr(at, info.find(';', at) - at);
        };
        const auto names = split(valueOf("CLNHGVS="), ',');
        const auto alleles = split(valueOf("CLNALLE="), ',');
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto allele = toInt(alleles[i]);
            QVERIFY(allele && *allele > 0);
            const auto expected = parseHgvs(names[i]);
            QVERIFY2(expected.ok(), std::string(names[i]).c_str());
            const StatedReference reference(*record, *expected);
            const auto variant = normalise(reference,
                Variant { "GRCh37", record->contig, record->position, record->ref,
                    record->alts[static_cast<std::size_t>(*allele - 1)] });
            QVERIFY2(variant.ok(), variant.ok() ? "" : variant.error().message.c_str());
            QCOMPARE(QString::fromStdString(nameGenomic(reference, *variant)),
                QString::fromStdString(formatHgvs(*expected, HgvsStyle::Normal)));
            ++compared;
        }
    }
    QCOMPARE(compared, 11);
}

void TestHgvsOracle::refusesWhatOthersRefuse()
{
    if (!m_chr21) {
        return; // said once, above
    }
    QVERIFY(!parseHgvs("NC_000001.10:g.155208383_155208384dup2").ok());
}

void TestHgvsOracle::vcfSetsAreReadWhole()
{
    if (!m_chr21) {
        return; // said once, above
    }
    const auto read = [](const char* file) {
        return recogniseInput(locus::test::oracleText(std::string("vep/vcf/") + file));
    };
    const auto clinvar = read("clinvar-testset.GRCh38.vcf");
    QCOMPARE(clinvar.items.size(), std::size_t(40));
    QCOMPARE(clinvar.rejected(), std::int64_t(0));
    QCOMPARE(clinvar.assembly, std::string("GRCh38"));
    const auto here = read("ensembl-vep.homo_sapiens_GRCh38.vcf");
    const auto there = read("ensembl-vep.homo_sapiens_GRCh37.vcf");
    QCOMPARE(here.items.size(), std::size_t(130));
    QCOMPARE(here.rejected() + there.rejected(), std::int64_t(0));
    const auto idsOf = [](const RecognisedInput& input) {
        std::multiset<std::string> ids;
        for (const InputItem& item : input.items) {
            ids.insert(item.name);
        }
        return ids;
    };
    QVERIFY(idsOf(here) == idsOf(there));
    QVERIFY(!idsOf(here).contains(""));
}

// Microsatellites and scattered repeats included: what is the reference is found there.
void TestHgvsOracle::readsOfTheReferenceAreAllPlaced()
{
    if (!m_chr21) {
        return; // said once, above
    }
    const SequenceLocator locator(m_chr21);
    constexpr std::int64_t length = 150;
    int placed = 0;
    for (std::int64_t start = 24985581; start + length < 26000000; start += 997) {
        const auto letters = m_chr21->sequence("GRCh38", "21", { start, start + length - 1 });
        QVERIFY(letters.ok());
        const auto located = locator.locate({ std::string(*letters), 0, false }, "GRCh38");
        QVERIFY2(located.state == LocatedState::Placed || located.state == LocatedState::Ambiguous,
            located.sentence.c_str());
        if (located.state == LocatedState::Placed) {
            QVERIFY2(located.interval.start == start && located.variants.empty(),
                located.sentence.c_str());
            ++placed;
        }
    }
    QVERIFY(placed > 1000);
}

LOCUS_TEST(hgvs_oracle, TestHgvsOracle)
#include "tst_hgvs_oracle.moc"
