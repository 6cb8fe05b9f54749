// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyses/analyses_codec.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::analyses;

namespace {

constexpr const char* uuid = "01920000-0000-7000-8000-000000000001";

// ID stands for a UUID.
Status judge(const QByteArray& type, QByteArray data)
{
    data.replace("ID", uuid);
    return checkPayload(type.toStdString(), data.toStdString());
}

} // namespace

class AnalysisPayloadCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLocusWritesPasses()
    {
        const auto id = AnalysisId::parse(uuid);
        QVERIFY(id.ok());
        Request request;
        request.id = *id;
        request.text = "rs699";
        genetics::AnnotationRow row;
        row.input = "rs1";
        row.notAnnotated = genetics::NotAnnotated { "service_down", "no answer", {} };
        ResultHead head;
        head.id = *id;
        head.counts = Counts { 1, 0, 1 };
        head.engines = { { "locus-local", "1", "110" } };
        head.ml = ModelScore { "m", "1", 0.5 };
        const auto parts = encodeResult(head, std::vector { row });
        QVERIFY(parts.ok());
        const Bytes prediction = R"({"analysisId":"01920000-0000-7000-8000-000000000001",)"
                                 R"("model":"m","version":"2","latencyMs":1.5})";
        const std::pair<const char*, Bytes> written[] {
            { "Analysis.Requested", encodeRequest(request) },
            { "Analysis.Started", encodeStarted(*id, "s", "w") },
            { "Analysis.Completed", parts->front() },
            { "Analysis.Failed", encodeFailure({ *id, "s", "timeout", "no answer", true }) },
            { "Prediction.Generated", prediction },
            { "Ward.Repainted", R"({"analysisId":17})" }, // another program's
        };
        for (const auto& [type, data] : written) {
            const Status status = checkPayload(type, data);
            QVERIFY2(status.ok(), status.ok() ? "" : status.error().message.c_str());
        }
    }

    void aWrongPayloadIsNamed_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("said"); // behind the type
        const auto row = [](const char* type, const char* data, const char* said) {
            QTest::newRow((std::string(type) + ' ' + data).c_str())
                << QByteArray(type) << QByteArray(data) << QByteArray(said);
        };
        const char* requested = "Analysis.Requested";
        row(requested, "[]", "the data is a list; allowed: an object");
        row(requested, R"({"analysisId":"ID"})", "/input is missing; allowed: an object with");
        row(requested, R"({"input":"ACGT"})", "/input is a text; allowed: an object");
        row(requested, R"({"input":{"format":"vcf"}})", "/input is an object without either;");
        row(requested, R"({"input":{"text":17}})",
            "/input/text is a whole number; allowed: a text");
        row(requested, R"({"input":{"variants":"rs699"}})",
            "/input/variants is a text; allowed: a list");
        row(requested, R"({"input":{"variants":["rs699",7]}})",
            "/input/variants is a list with a whole number; allowed: a list of texts");
        row(requested, R"({"input":{"text":"A"},"priority":10})",
            "/priority is the number 10; allowed: a whole number from 0 to 9");
        row(requested, R"({"input":{"text":"A"},"priority":-1})",
            "/priority is the number -1; allowed: a whole number from 0 to 9");
        row(requested, R"({"input":{"text":"A"},"priority":4.5})",
            "/priority is a number with a fraction; allowed: a whole number from 0 to 9");
        row(requested, R"({"input":{"text":"A"},"priority":99999999999999999999})",
            "/priority is a number with a fraction; allowed: a whole number from 0 to 9");
        row(requested, R"({"input":{"text":"A"},"mode":"warp"})",
            "/mode is another word; allowed: normal, big-data, node-scale, lag-demo");
        row(requested, R"({"input":{"text":"A"},"processing_mode":"warp"})",
            "/processing_mode is another word; allowed: normal, big-data, node-scale, lag-demo");
        row(requested, R"({"input":{"text":"A"},"patientRef":4711})",
            "/patientRef is a whole number; allowed: a text");
        row("Analysis.Started", "{}", "/analysisId is missing; allowed: a UUID");
        row("Analysis.Started", R"({"analysisId":"ID","worker":{}})",
            "/worker is an object; allowed: a text");
        const char* completed = "Analysis.Completed";
        row(completed, R"({"analysisId":"17","status":"complete"})",
            "/analysisId is a text; allowed: a UUID");
        row(completed, R"({"analysisId":"ID"})", "/status is missing; allowed: complete, partial,");
        row(completed, R"({"analysisId":"ID","status":"nearly"})",
            "/status is another word; allowed: complete, partial, failed");
        row(completed, R"({"analysisId":"ID","status":"complete","part":3,"parts":2})",
            "/part is the number 3; allowed: a whole number from 1 to 2");
        row(completed, R"({"analysisId":"ID","status":"complete","parts":0})",
            "/parts is the number 0; allowed: a whole number from 1 to 100000");
        row(completed, R"({"analysisId":"ID","status":"complete","counts":{"annotated":-1}})",
            "/counts/annotated is the number -1; allowed: a whole number from 0");
        row(completed, R"({"analysisId":"ID","status":"complete","engines":{"name":"x"}})",
            "/engines is an object; allowed: a list");
        row(completed, R"({"analysisId":"ID","status":"complete","engines":[{"name":"x"},{}]})",
            "/engines/1/name is missing; allowed: a text that is not empty");
        row(completed, R"({"analysisId":"ID","status":"complete","ml":[]})",
            "/ml is a list; allowed: an object");
        row(completed, R"({"analysisId":"ID","status":"complete","rows":[7]})",
            "/rows/0 is a whole number; allowed: an object");
        row(completed, R"({"analysisId":"ID","status":"complete","rows":[{"input":"rs1"}]})",
            "/rows/0/annotation is against the rule; allowed: a row has exactly one of");
        row(completed,
            R"({"analysisId":"ID","status":"complete","rows":[{"notAnnotated":{"code":"c"}},)"
            R"({"annotation":{},"source":{"engine":"e"},"variant":{"assembly":"GRCh38"}}]})",
            "/rows/1/variant/chrom is missing; allowed: a text that is not empty");
        row(completed,
            R"({"analysisId":"ID","status":"complete","rows":[{"source":{"engine":"e"},)"
            R"("annotation":{"transcripts":[{},{"scores":{"a/b":"x"}}]}}]})",
            "/rows/0/annotation/transcripts/1/scores is something else; allowed: an object of");
        row(completed,
            R"({"analysisId":"ID","status":"complete","rows":[{"source":{"engine":"e"},)"
            R"("annotation":{"colocated":[{"synonyms":{"ClinVar":"RCV1"}}]}}]})",
            "/rows/0/annotation/colocated/0/synonyms is something else; allowed: an object of");
        row(completed,
            R"({"analysisId":"ID","status":"complete","rows":[{"retrieved":"yesterday",)"
            R"("notAnnotated":{"code":"c"}}]})",
            "/rows/0/retrieved is a text; allowed: a time as RFC 3339 writes it");
        row("Analysis.Failed", R"({"analysisId":"ID","retriable":"no"})",
            "/retriable is a text; allowed: true or false");
        row("Prediction.Generated", R"({"analysisId":"ID","model":"m"})",
            "/version is missing; allowed: a text that is not empty");
    }
    void aWrongPayloadIsNamed()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, said);
        const Status status = judge(type, data);
        QVERIFY(!status.ok());
        const Error& error = status.error();
        QCOMPARE(error.code, std::string("event.payload"));
        QVERIFY2(error.message.starts_with(QByteArray(type + ": " + said).toStdString()),
            error.message.c_str());
        QCOMPARE(std::string(error.fact("type")), type.toStdString());
        for (const char* fact : { "field", "found", "allowed" }) {
            QVERIFY2(!error.fact(fact).empty(), fact);
        }
        const auto where = std::string(error.fact("path"));
        QVERIFY(where.empty() || said.startsWith(QByteArray::fromStdString(where)));
    }

    void noErrorRepeatsWhatWasSent()
    {
        for (const char* data : { R"({"input":{"text":"A"},"mode":"Jane Doe"})",
                 R"({"input":{"text":"A"},"priority":"Jane Doe"})",
                 R"({"input":{"text":{"Jane Doe":1}}})" }) {
            const Status status = checkPayload("Analysis.Requested", data);
            QVERIFY(!status.ok());
            QVERIFY(status.error().message.find("Jane") == std::string::npos);
            for (const auto& [name, value] : status.error().context) {
                QVERIFY2(value.find("Jane") == std::string::npos, name.c_str());
            }
        }
    }
};

LOCUS_TEST(payload_check, AnalysisPayloadCheckTest)
#include "tst_payload_check.moc"
