// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/inference_client.h"
#include "core/remote/model_features.h"
#include "tests/core/remote/remote_fixture.h"
#include "tests/support/model_server.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;
using genetics::AnnotationRow;
using nlohmann::json;

namespace {

AnnotationRow row(std::optional<double> sift, std::int64_t position = 34)
{
    genetics::TranscriptAnnotation transcript;
    transcript.consequenceTerms = { "missense_variant" };
    transcript.proteinStart = position;
    if (sift) {
        transcript.scores["sift"] = *sift;
    }
    AnnotationRow row;
    row.annotation.emplace();
    row.annotation->transcripts = { transcript };
    return row;
}

struct Asking : RemoteFixture
{
    ModelServer server;
    remote::InferenceSettings settings;

    Asking()
    {
        settings.baseUrl = server.url();
        settings.model = "pathogenicity";
    }
    Result<genetics::Score> score(const std::vector<AnnotationRow>& rows)
    {
        remote::InferenceClient client(settings, http, seams());
        return client.score(rows);
    }
};

std::string codeOf(const Result<genetics::Score>& score)
{
    return score.ok() ? "ok" : score.error().code;
}

} // namespace

class InferenceClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRequestForAllRowsInNamedColumns()
    {
        Asking asking;
        asking.settings.bearerToken = "t0ken";
        const auto score = asking.score({ row(0.25, 10), row(0.75, 20) });
        QCOMPARE(codeOf(score), std::string("ok"));
        QVERIFY(score->values == (std::vector<std::optional<double>> { 0.25, 0.75 }));
        QCOMPARE(score->model, std::string("pathogenicity"));
        QCOMPARE(score->version, std::string("3"));
        QVERIFY(!score->classesOnly);
        QCOMPARE(score->features.at(1).at("protPos"), std::string("20"));
        const auto all = asking.server.requests();
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(all[0].target, std::string("/v2/models/pathogenicity/ready"));
        QCOMPARE(all[1].target, std::string("/v2/models/pathogenicity"));
        QCOMPARE(all[2].target, std::string("/v2/models/pathogenicity/infer"));
        QCOMPARE(all[2].headers.at("authorization"), std::string("Bearer t0ken"));
        const auto body = json::parse(all[2].body);
        QCOMPARE(body["parameters"]["content_type"], json("pd"));
        QCOMPARE(body["outputs"], json::parse(R"([{"name":"predict_proba"}])"));
        QCOMPARE(body["inputs"][0],
            json::parse(
                R"({"name":"sift_score","datatype":"FP32","shape":[2],"data":[0.25,0.75]})"));
        QCOMPARE(body["inputs"][1]["data"], json::parse("[10,20]"));
        QCOMPARE(
            body["inputs"][2]["data"], json::parse(R"(["missense_variant","missense_variant"])"));
    }

    void everyFormOfTheAnswer_data()
    {
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<double>("second");
        QTest::addColumn<bool>("classes");
        QTest::newRow("flat") << QByteArray("flat") << 0.75 << false;
        QTest::newRow("nested") << QByteArray("nested") << 0.75 << false;
        QTest::newRow("base64") << QByteArray("base64") << 0.75 << true;
        QTest::newRow("classes") << QByteArray("classes") << 1.0 << true;
    }
    void everyFormOfTheAnswer()
    {
        QFETCH(QByteArray, form);
        QFETCH(double, second);
        QFETCH(bool, classes);
        Asking asking;
        asking.server.answersIn(form.toStdString());
        const auto score = asking.score({ row(0.0), row(0.75) });
        QCOMPARE(codeOf(score), std::string("ok"));
        QCOMPARE(score->values.at(0).value_or(-1), 0.0); // zero is a score
        QCOMPARE(score->values.at(1).value_or(-1), second);
        QCOMPARE(score->classesOnly, classes);
    }

    void aRowThatLacksAnInputGetsNoScore()
    {
        Asking asking;
        const auto score = asking.score({ row(std::nullopt), row(0.75), AnnotationRow {} });
        QCOMPARE(codeOf(score), std::string("ok"));
        QVERIFY(!score->values.at(0) && !score->values.at(2));
        QCOMPARE(score->values.at(1).value_or(-1), 0.75);
        QVERIFY(score->features.at(0).empty());
        const auto body = json::parse(asking.server.inferences().at(0).body);
        QCOMPARE(body["inputs"][0]["shape"], json::parse("[1]"));
    }

    void nothingIsSentWhereNoRowIsComplete()
    {
        Asking asking;
        const auto score = asking.score({ row(std::nullopt) });
        QCOMPARE(codeOf(score), std::string("ok"));
        QVERIFY(!score->values.at(0));
        QVERIFY(asking.server.inferences().empty());
    }

    void theVersionStandsInEveryPath()
    {
        Asking asking;
        asking.settings.version = "3";
        QCOMPARE(codeOf(asking.score({ row(0.5) })), std::string("ok"));
        for (const auto& request : asking.server.requests()) {
            QVERIFY(request.target.starts_with("/v2/models/pathogenicity/versions/3"));
        }
    }

    void aModelThatIsNotReadyIsNotAsked_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("503") << 503;
        QTest::newRow("400") << 400;
    }
    void aModelThatIsNotReadyIsNotAsked()
    {
        QFETCH(int, status);
        Asking asking;
        asking.server.readyAnswers(status);
        const auto score = asking.score({ row(0.5) });
        QCOMPARE(codeOf(score), std::string("inference.not_ready"));
        QVERIFY(score.error().isRetriable());
        QCOMPARE(asking.server.requests().size(), std::size_t(1));
    }

    void aProxyWithoutHealthPathsIsAskedAllTheSame()
    {
        Asking asking;
        asking.server.readyAnswers(404);
        QCOMPARE(codeOf(asking.score({ row(0.5) })), std::string("ok"));
    }

    void anUnknownModelIsNamed()
    {
        Asking asking;
        asking.settings.model = "other";
        const auto score = asking.score({ row(0.5) });
        QCOMPARE(codeOf(score), std::string("inference.no_model"));
        QVERIFY(score.error().message.find("other") != std::string::npos);
    }

    void anInputThatAnnotationsDoNotHaveIsNamed()
    {
        Asking asking;
        asking.server.describedAs(
            R"({"name":"pathogenicity","inputs":[{"name":"shoe_size","datatype":"FP32","shape":[-1]}]})");
        const auto score = asking.score({ row(0.5) });
        QCOMPARE(codeOf(score), std::string("inference.unknown_feature"));
        QCOMPARE(std::string(score.error().fact("feature")), std::string("shoe_size"));
        QVERIFY(asking.server.inferences().empty());
    }

    void datatypesWithoutAJsonFormAreRefused()
    {
        Asking asking;
        asking.server.describedAs(
            R"({"name":"pathogenicity","inputs":[{"name":"sift","datatype":"FP16","shape":[-1]}]})");
        QCOMPARE(codeOf(asking.score({ row(0.5) })), std::string("inference.unsupported_datatype"));
    }

    void bothErrorShapesAreRead_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("open inference") << QByteArray(R"({"error":"bad column"})");
        QTest::newRow("model mesh") << QByteArray(R"({"code":3,"message":"bad column"})");
    }
    void bothErrorShapesAreRead()
    {
        QFETCH(QByteArray, body);
        Asking asking;
        asking.server.next({ 422, body.toStdString() });
        const auto score = asking.score({ row(0.5) });
        QCOMPARE(codeOf(score), std::string("inference.refused"));
        QCOMPARE(std::string(score.error().fact("said")), std::string("bad column"));
        QVERIFY(score.error().message.find("bad column") == std::string::npos);
    }

    void anAnswerOfTheWrongShapeIsNoScore_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("html") << QByteArray("<html>");
        QTest::newRow("no outputs") << QByteArray(R"({"model_name":"m"})");
        QTest::newRow("other output")
            << QByteArray(R"({"outputs":[{"name":"x","shape":[1],"datatype":"FP32","data":[1]}]})");
        QTest::newRow("another count of rows") << QByteArray(
            R"({"outputs":[{"name":"predict_proba","shape":[2,2],"datatype":"FP32","data":[1,0,1,0]}]})");
        QTest::newRow("three classes") << QByteArray(
            R"({"outputs":[{"name":"predict_proba","shape":[1,3],"datatype":"FP32","data":[1,0,0]}]})");
        QTest::newRow("data shorter than its shape") << QByteArray(
            R"({"outputs":[{"name":"predict_proba","shape":[1,2],"datatype":"FP32","data":[1]}]})");
    }
    void anAnswerOfTheWrongShapeIsNoScore()
    {
        QFETCH(QByteArray, body);
        Asking asking;
        asking.server.next({ 200, body.toStdString() });
        QCOMPARE(codeOf(asking.score({ row(0.5) })), std::string("inference.bad_reply"));
    }

    void aValueThatIsNoNumberIsNoScore()
    {
        Asking asking;
        asking.server.next({ 200,
            R"({"outputs":[{"name":"predict_proba","shape":[1,2],"datatype":"FP32","data":[null,null]}]})" });
        const auto score = asking.score({ row(0.5) });
        QCOMPARE(codeOf(score), std::string("ok"));
        QVERIFY(!score->values.at(0));
    }

    void slowModelsAreGivenUp()
    {
        Asking asking;
        asking.settings.deadline = 200ms;
        ServedReply hang;
        hang.hang = true;
        asking.server.next(hang);
        const auto score = asking.score({ row(0.5) });
        QCOMPARE(codeOf(score), std::string("http.timeout"));
        QVERIFY(score.error().isRetriable());
    }

    void usualFeatureNamesAreKnown()
    {
        const auto sample = row(0.5);
        QCOMPARE(remote::featureOf(sample, "SIFTval").value_or(""), std::string("0.5"));
        QCOMPARE(remote::featureOf(sample, "gene_count").value_or(""), std::string("1"));
        QVERIFY(!remote::featureOf(sample, "PolyPhenVal"));
        for (const auto* name :
            { "PolyPhenVal", "cDNApos", "CDSpos", "protPos", "oAA", "nAA", "Ref", "Alt",
                "Consequence", "SpliceAI_pred_DS_AG", "cadd_phred", "mean_severity" }) {
            QVERIFY2(remote::knowsFeature(name), name);
        }
        QVERIFY(!remote::knowsFeature("Grantham"));
    }
};

LOCUS_TEST(inference_client, InferenceClientTest)
#include "tst_inference_client.moc"
