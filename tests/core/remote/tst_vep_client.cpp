// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/remote/vep_asking.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace locus;
using namespace locus::test;

// What a healthy service is asked, and how its answers find their questions.
class VepClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowCarriesSourceTimeAndRawReply()
    {
        VepAsking vep;
        vep.server.knowsMissense(line(0));
        const auto answers = vep.ask(lines(1));
        QCOMPARE(words(answers), std::string("rows "));
        const auto& row = answers[0].rows.at(0);
        const genetics::EngineSource expected { "ensembl-vep-rest", "115", "116" };
        QVERIFY(row.source == expected);
        QVERIFY(row.retrieved == vep.clock.now());
        QCOMPARE(row.input, line(0));
        QCOMPARE(row.annotation->mostSevere, std::string("missense_variant"));
        QVERIFY(row.rawReply.find("FICT1") != std::string::npos);
        const auto request = vep.server.batches().at(0);
        QCOMPARE(request.target, std::string("/vep/homo_sapiens/region"));
        QCOMPARE(request.headers.at("content-type"), std::string("application/json"));
        QCOMPARE(request.headers.at("accept"), std::string("application/json"));
        QVERIFY(request.headers.at("user-agent").find("it@hospital.example") != std::string::npos);
    }

    void packedRepliesAreRead()
    {
        VepAsking vep;
        vep.server.knowsMissense(line(0));
        vep.server.compress(true);
        QCOMPARE(words(vep.ask(lines(1))), std::string("rows "));
    }

    void batchesAreCutAndAnswersComeInTheOrderOfTheQuestions()
    {
        VepAsking vep;
        for (int i = 0; i < 250; ++i) {
            vep.server.knowsMissense(line(i));
        }
        const auto answers = vep.ask(lines(250));
        QCOMPARE(count(answers, "rows"), 250);
        for (int i = 0; i < 250; ++i) {
            QCOMPARE(answers[static_cast<std::size_t>(i)].rows.at(0).input, line(i));
        }
        QCOMPARE(vep.server.batches().size(), std::size_t(3)); // 100, 100, 50
    }

    void whatABatchDropsIsAskedSinglyForItsReason()
    {
        VepAsking vep;
        vep.server.knowsMissense(line(0));
        vep.server.knowsMissense(line(2));
        vep.server.refuses(line(1), "request for consequence of [C] matches reference [C]");
        const auto answers = vep.ask(lines(3));
        QCOMPARE(words(answers), std::string("rows rejected_by_vep rows "));
        QCOMPARE(answers[1].notAnnotated->reason,
            std::string("request for consequence of [C] matches reference [C]"));
        QVERIFY(!answers[1].notAnnotated->retryAt);
        QCOMPARE(vep.server.batches().size(), std::size_t(2));
        QVERIFY(vep.waits.empty()); // a 400 is never tried again
    }

    void aBatchOfNothingButBadInputsNamesEachReason()
    {
        VepAsking vep;
        vep.server.refuses(line(0), "reason zero");
        vep.server.refuses(line(1), "reason one");
        const auto answers = vep.ask(lines(2));
        QCOMPARE(words(answers), std::string("rejected_by_vep rejected_by_vep "));
        QCOMPARE(answers[0].notAnnotated->reason, std::string("reason zero"));
        QCOMPARE(answers[1].notAnnotated->reason, std::string("reason one"));
        QCOMPARE(vep.server.batches().size(), std::size_t(3));
    }

    void anEntryWithOnlyItsInputIsRejected()
    {
        VepAsking vep;
        vep.server.knows(line(0), "");
        vep.server.knowsMissense(line(1));
        QCOMPARE(words(vep.ask(lines(2))), std::string("rejected_by_vep rows "));
    }

    void kindsAndFormatsGoApart()
    {
        VepAsking vep;
        const std::vector<ServiceQuery> queries { { QueryKind::Id, "rs990001" },
            { QueryKind::Region, line(0) }, { QueryKind::Hgvs, "7:g.1000C>T" },
            { QueryKind::Region, "7 1000 1000 C/T 1" }, { QueryKind::Region, "7:1000-1000:1/T" },
            { QueryKind::Region, "NC_000007.14:999:C:T" }, { QueryKind::Region, line(1) } };
        for (const auto& query : queries) {
            vep.server.knowsMissense(query.text);
        }
        QCOMPARE(count(vep.ask(queries), "rows"), 7);
        const auto batches = vep.server.batches();
        QCOMPARE(batches.size(), std::size_t(6)); // only the two VCF lines share one
        std::vector<std::string> targets;
        for (const auto& batch : batches) {
            targets.push_back(batch.target);
        }
        QCOMPARE(std::count(targets.begin(), targets.end(), "/vep/homo_sapiens/region"), 4);
        QCOMPARE(std::count(targets.begin(), targets.end(), "/vep/homo_sapiens/hgvs"), 1);
        QCOMPARE(std::count(targets.begin(), targets.end(), "/vep/homo_sapiens/id"), 1);
    }

    void equalQuestionsAreAskedOnceAndAmbiguousOnesKeepAllRows()
    {
        VepAsking vep;
        vep.server.knowsMissense("FICT1:c.100C>T");
        vep.server.knowsMissense("FICT1:c.100C>T");
        const ServiceQuery query { QueryKind::Hgvs, "FICT1:c.100C>T" };
        const auto answers = vep.ask({ query, query });
        QCOMPARE(words(answers), std::string("rows rows "));
        QCOMPARE(answers[0].rows.size(), std::size_t(2));
        QCOMPARE(answers[1].rows.size(), std::size_t(2));
        const auto body = nlohmann::json::parse(vep.server.batches().at(0).body);
        QCOMPARE(body.at("hgvs_notations").size(), std::size_t(1));
    }

    void aReplyForAnotherAssemblyIsNotTaken()
    {
        VepAsking vep;
        vep.server.knowsMissense(line(0), "GRCh37");
        vep.server.knowsMissense(line(1));
        const auto answers = vep.ask(lines(2));
        QCOMPARE(words(answers), std::string("unsupported rows "));
        QVERIFY(answers[0].notAnnotated->reason.find("GRCh37") != std::string::npos);
    }

    void anotherAssemblyIsNotEvenAsked()
    {
        VepAsking vep;
        remote::VepClient client(vep.settings, vep.http, vep.seams());
        QVERIFY(client.serves("GRCh38") && !client.serves("GRCh37"));
        const auto queries = lines(2);
        QCOMPARE(
            words(client.annotate(queries, "GRCh37", {})), std::string("unsupported unsupported "));
        QVERIFY(vep.server.requests().empty());
    }

    void releasesAreAskedOnceAnHour()
    {
        VepAsking vep;
        vep.server.knowsMissense(line(0));
        remote::VepClient client(vep.settings, vep.http, vep.seams());
        vep.ask(client, lines(1));
        vep.ask(client, lines(1));
        QCOMPARE(vep.server.requests().size(), std::size_t(4)); // two batches, software, data
        vep.clock.advance(std::chrono::hours(2));
        vep.ask(client, lines(1));
        QCOMPARE(vep.server.requests().size(), std::size_t(7));
    }
};

LOCUS_TEST(vep_client, VepClientTest)
#include "tst_vep_client.moc"
