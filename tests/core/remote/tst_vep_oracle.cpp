// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "tests/core/remote/oracle_files.h"
#include "tests/core/remote/vep_asking.h"
#include "tests/support/test_registry.h"

#include <QRegularExpression>
#include <QTest>

#include <nlohmann/json.hpp>

#include <set>

using namespace locus;
using namespace locus::test;
using genetics::AnnotationRow;
using nlohmann::json;

namespace {

// Arrays without their order, at every depth.
json bag(const json& value)
{
    json out = value;
    if (value.is_array()) {
        std::vector<json> items;
        for (const auto& item : value) {
            items.push_back(bag(item));
        }
        std::sort(items.begin(), items.end(),
            [](const json& a, const json& b) { return a.dump() < b.dump(); });
        out = json(items);
    } else if (value.is_object()) {
        for (auto& [name, member] : out.items()) {
            member = bag(member);
        }
    }
    return out;
}

QueryKind kindOf(const std::string& input)
{
    if (input.find(":g.") != std::string::npos || input.find(":c.") != std::string::npos) {
        return QueryKind::Hgvs;
    }
    return input.find_first_of(" \t") != std::string::npos ? QueryKind::Region : QueryKind::Id;
}

// Serves the elements, asks for their inputs, gives the answers.
std::vector<ServiceAnswer> replay(VepAsking& vep, const std::vector<json>& elements)
{
    std::vector<ServiceQuery> queries;
    for (const auto& element : elements) {
        const auto input = element.at("input").get<std::string>();
        vep.server.knows(input, element.dump());
        queries.push_back({ kindOf(input), input });
    }
    const auto assembly = elements.at(0).at("assembly_name").get<std::string>();
    vep.settings.assembly = assembly;
    remote::VepClient client(vep.settings, vep.http, vep.seams());
    return client.annotate(queries, assembly, {});
}

const AnnotationRow* rowFrom(const std::vector<AnnotationRow>& rows)
{
    return rows.empty() ? nullptr : &rows.front();
}

std::vector<AnnotationRow> decodeFile(const std::filesystem::path& file)
{
    auto entries = remote::decodeVepReply(contentOf(file), {});
    return entries.ok() && !entries->empty() ? std::move(entries->front().rows)
                                             : std::vector<AnnotationRow> {};
}

} // namespace

// Replies and cases of public projects, through the client over real HTTP.
class VepOracleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_folder = oracleFolder("vep/rest", 5); }

    void realReplies()
    {
        if (!m_folder) {
            return;
        }
        std::vector<std::string> texts;
        for (const auto* part : { "gpsea", "genome-nexus" }) {
            for (const auto& file : jsonFiles(*m_folder / part)) {
                texts.push_back(contentOf(file));
            }
        }
        const auto jsonLines = contentOf(*m_folder / "gentropy" / "vep_sample.jsonl");
        for (const auto text : split(jsonLines, '\n')) {
            if (!trimmed(text).empty()) {
                texts.emplace_back(text);
            }
        }
        QCOMPARE(texts.size(), std::size_t(48));
        for (const auto& text : texts) {
            checkRealReply(json::parse(text));
        }
    }

    void significanceFollowsTheAllele()
    {
        if (!m_folder) {
            return;
        }
        const auto stop = decodeFile(*m_folder / "gpsea" / "16_89279135_89279135_G_C.json");
        QVERIFY(rowFrom(stop));
        const auto& known = stop[0].annotation->colocated.at(1);
        QCOMPARE(known.id, std::string("rs370673579"));
        QVERIFY(known.clinicalSignificance == std::vector<std::string> { "likely_pathogenic" });
        QVERIFY(!known.siteLevelOnly);
        const auto deletion = decodeFile(*m_folder / "gpsea" / "16_89284129_89284130_CT_C.json");
        QVERIFY(rowFrom(deletion));
        QVERIFY(deletion[0].annotation->colocated.at(1).siteLevelOnly);
        const auto missense = decodeFile(*m_folder / "gpsea" / "X_31180437_31180437_C_T.json");
        QVERIFY(rowFrom(missense));
        const auto& duchenne = missense[0].annotation->colocated.at(1);
        QVERIFY(duchenne.clinicalSignificance == std::vector<std::string> { "pathogenic" });
    }

    void partnersKeepTheirVersion()
    {
        if (!m_folder) {
            return;
        }
        const auto rows = decodeFile(*m_folder / "gpsea" / "1_156114921_156114920_G_A.json");
        QVERIFY(rowFrom(rows));
        std::map<std::string, std::string> partners;
        for (const auto& transcript : rows[0].annotation->transcripts) {
            partners[transcript.transcriptId] = transcript.partnerId;
        }
        QCOMPARE(partners.at("NM_170707.4"), std::string("ENST00000368300.9"));
        QCOMPARE(partners.at("NM_005572.4"), std::string("ENST00000677389.1"));
        QCOMPARE(rows[0].annotation->transcripts.front().transcriptId, std::string("NM_170707.4"));
        QCOMPARE(rows[0].annotation->transcripts.front().chosenBecause, std::string("mane_select"));
    }

    void contractCases()
    {
        if (!m_folder) {
            return;
        }
        const auto cases =
            json::parse(contentOf(*m_folder / "ensembl" / "ensembl-rest.vep_cases.json"));
        QCOMPARE(cases.size(), std::size_t(17));
        collectElements(cases);
        std::size_t run = 0;
        for (const auto& one : cases) {
            checkContractCase(one);
            ++run;
        }
        QCOMPARE(run, std::size_t(17));
    }

    void jsonOutputCases()
    {
        if (!m_folder) {
            return;
        }
        const auto cases =
            json::parse(contentOf(*m_folder / "ensembl" / "ensembl-vep.json_output_cases.json"));
        QCOMPARE(cases.size(), std::size_t(4));
        const auto vcf = contentOf(m_folder->parent_path() / "chr21" / "ensembl-vep.test.vcf");
        std::vector<std::string> dataLines;
        for (const auto text : split(vcf, '\n')) {
            if (!text.empty() && text[0] != '#') {
                dataLines.emplace_back(text);
            }
        }
        QCOMPARE(dataLines.size(), std::size_t(100));
        for (const auto& one : cases) {
            checkOutputCase(one, dataLines);
        }
    }

private:
    void checkRealReply(const json& reply)
    {
        VepAsking vep;
        const json element = reply.is_array() ? reply.at(0) : reply;
        const auto answers = replay(vep, { element });
        QCOMPARE(words(answers), std::string("rows "));
        QCOMPARE(answers[0].rows.size(), std::size_t(1));
        const auto& row = answers[0].rows[0];
        QCOMPARE(json::parse(row.rawReply), element);
        QCOMPARE(
            row.annotation->mostSevere, element.at("most_severe_consequence").get<std::string>());
        const auto& transcripts = row.annotation->transcripts;
        QCOMPARE(transcripts.size(), element.at("transcript_consequences").size());
        QVERIFY(!transcripts.front().chosenBecause.empty());
        std::set<std::string> genes;
        std::size_t chosen = 0;
        for (const auto& transcript : transcripts) {
            genes.insert(transcript.geneId);
            chosen += !transcript.chosenBecause.empty()
                    && transcript.chosenBecause != "mane_plus_clinical"
                ? 1
                : 0;
        }
        QCOMPARE(chosen, genes.size()); // one displayed transcript a gene
    }

    // What the cases expect, by input: the stand-in server's knowledge.
    void collectElements(const json& cases)
    {
        for (const auto& one : cases) {
            for (const auto& expected : one.value("expect", json::array())) {
                for (const auto& item : expected.at("value")) {
                    if (item.is_object() && item.contains("input")) {
                        m_elements.emplace(item.at("input").get<std::string>(), item);
                    }
                }
            }
        }
    }

    // The elements that the server of this case holds.
    std::vector<json> elementsOf(const json& one) const
    {
        std::vector<json> elements;
        json built = { { "input", "7:g.86689450N>C" }, { "assembly_name", "GRCh37" } };
        for (const auto& expected : one.value("expect", json::array())) {
            const auto name = expected.at("name").get<std::string>();
            const auto& value = expected.at("value");
            if (value.is_object()) { // the set of transcript ids
                for (const auto& [id, ignored] : value.items()) {
                    built["transcript_consequences"].push_back({ { "transcript_id", id } });
                }
            } else if (value.at(0).contains("input")) {
                elements.insert(elements.end(), value.begin(), value.end());
            } else {
                const auto block = name.substr(name.find(' ') + 1);
                built[block] = value;
            }
        }
        if (built.size() > 2) {
            built["allele_string"] = "N/C";
            elements.push_back(built);
        }
        return elements;
    }

    void checkContractCase(const json& one)
    {
        const auto name = one.at("name").get<std::string>();
        if (one.contains("expect_error")) {
            checkErrorCase(one);
            return;
        }
        auto elements = elementsOf(one);
        if (elements.empty()) {
            checkPlainCase(one);
            return;
        }
        VepAsking vep;
        const auto answers = replay(vep, elements);
        json replies = json::array();
        for (const auto& answer : answers) {
            QVERIFY2(!answer.rows.empty(), name.c_str());
            replies.push_back(json::parse(answer.rows.front().rawReply));
        }
        for (const auto& expected : one.at("expect")) {
            const auto& value = expected.at("value");
            const auto title = expected.at("name").get<std::string>();
            if (value.is_object()) {
                std::set<std::string> ids;
                for (const auto& transcript : answers[0].rows[0].annotation->transcripts) {
                    ids.insert(transcript.transcriptId);
                }
                QCOMPARE(ids.size(), value.size());
                for (const auto& id : ids) {
                    QVERIFY2(value.contains(id), id.c_str());
                }
            } else if (!value.at(0).contains("input")) {
                QCOMPARE(bag(replies[0].at(title.substr(title.find(' ') + 1))), bag(value));
            } else if (expected.at("check") == "bag") {
                QCOMPARE(bag(replies), bag(value));
            } else {
                QCOMPARE(replies, value);
            }
        }
    }

    // Neither an expectation nor an error: status 200, and the valid items are answered.
    void checkPlainCase(const json& one)
    {
        const auto path = one.at("path").get<std::string>();
        VepAsking vep;
        vep.settings.assembly = "GRCh37";
        std::vector<ServiceQuery> queries;
        int valid = 0;
        if (one.at("method") == "POST") {
            const auto body = json::parse(one.at("body").get<std::string>());
            for (const auto& input : body.begin().value()) {
                const auto text = input.get<std::string>();
                queries.push_back({ body.contains("ids") ? QueryKind::Id : QueryKind::Hgvs, text });
                if (const auto it = m_elements.find(text); it != m_elements.end()) {
                    vep.server.knows(text, it->second.dump());
                    ++valid;
                }
            }
            QVERIFY(valid > 0 && valid + 1 == static_cast<int>(queries.size()));
        } else {
            const auto input = path.substr(path.rfind("1/G") == std::string::npos ? 25 : 28);
            const auto text = input.substr(0, input.find('?'));
            vep.server.knowsMissense(text, "GRCh37");
            queries.push_back({ QueryKind::Hgvs, text });
            valid = 1;
        }
        remote::VepClient client(vep.settings, vep.http, vep.seams());
        const auto answers = client.annotate(queries, "GRCh37", {});
        QCOMPARE(count(answers, "rows"), valid);
        QCOMPARE(count(answers, "rejected_by_vep"), static_cast<int>(queries.size()) - valid);
    }

    void checkErrorCase(const json& one)
    {
        VepAsking vep;
        remote::HttpRequest request { "POST", vep.server.url() + one.at("path").get<std::string>(),
            {}, one.at("body").get<std::string>() };
        const auto reply = vep.http.send(request);
        QVERIFY(reply.ok());
        QCOMPARE(reply->status, 400);
        auto pattern = one.at("expect_error").get<std::string>();
        pattern = pattern.substr(4, pattern.size() - 5); // (?^:...)
        const auto text = QString::fromStdString(remote::vepErrorText(reply->body));
        QVERIFY(QRegularExpression(QString::fromStdString(pattern)).match(text).hasMatch());
    }

    void checkOutputCase(const json& one, const std::vector<std::string>& dataLines)
    {
        const auto selector = one.at("selector").get<std::string>();
        const auto& expected = one.at("expected");
        const auto& line = dataLines.at(one.at("line_index").get<std::size_t>());
        json element = { { "input", line }, { "assembly_name", "GRCh38" } };
        if (selector.empty()) {
            element = expected;
            QCOMPARE(element.at("input").get<std::string>(), line);
        } else if (expected.is_array()) {
            element["regulatory_feature_consequences"] = expected;
        } else {
            element["transcript_consequences"] = json::array({ expected });
        }
        VepAsking vep;
        const auto answers = replay(vep, { element });
        QCOMPARE(words(answers), std::string("rows "));
        const auto& row = answers[0].rows.at(0);
        QCOMPARE(json::parse(row.rawReply), element);
        if (selector.empty()) {
            QCOMPARE(row.annotation->mostSevere, std::string("missense_variant"));
            const genetics::Variant variant { "GRCh38", "21", 25585733, "C", "T" };
            QVERIFY(row.variant && *row.variant == variant);
        }
        if (element.contains("colocated_variants")) {
            const auto& known = row.annotation->colocated.at(0);
            QCOMPARE(known.frequencies.at("af"), 0.001); // text on the wire
            QCOMPARE(known.frequencies.at("gnomade_nfe"), 1.886e-05);
            QCOMPARE(known.frequencies.at("eas"), 0.0);
        }
        if (!selector.empty() && expected.is_object()) {
            const auto& transcript = row.annotation->transcripts.at(0);
            QCOMPARE(transcript.cdnaStart.value_or(0), std::int64_t(2347));
            QCOMPARE(transcript.aminoAcids, std::string("I/IX"));
        }
    }

    std::optional<std::filesystem::path> m_folder;
    std::map<std::string, json> m_elements;
};

LOCUS_TEST(vep_oracle, VepOracleTest)
#include "tst_vep_oracle.moc"
