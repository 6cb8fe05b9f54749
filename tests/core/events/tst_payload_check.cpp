// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/catalogue.h"
#include "core/events/payload_check.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <set>

using namespace locus;
using namespace locus::events;

class EventPayloadCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRightPayloadPasses_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        const std::initializer_list<std::pair<const char*, const char*>> cases {
            { "Task.Created", R"({"taskInstanceId":"T-1","patientId":null,"more":[1]})" },
            { "Task.Failed", R"({"taskInstanceId":"T-1","errorMessage":"no answer"})" },
            { "Order.Created",
                R"({"orderId":"O-1","orderStatus":"PROPOSED","metadata":{"cost":12}})" },
            { "Workflow.ProgressUpdated",
                R"({"workflowInstanceId":"W-1","progressPercentage":100})" },
            { "Workflow.Escalated", R"({"workflowInstanceId":"W-1","escalationReason":"late"})" },
            { "HealthCheck.Passed", R"({"component":"relay","status":"up"})" },
            { "HealthCheck.Degraded", R"({"component":"relay","status":"unsure"})" },
            { "PerformanceMetric.Recorded", R"({"name":"rtt","value":-1.5e3,"unit":"ms"})" },
            { "ErrorReport.Raised", R"({"severity":"LOW","details":{"code":7}})" },
            { "Ward.Repainted", R"({"colour":"green"})" }, // another program's
            { "Analysis.Failed", "{}" }, // judged by who owns it
        };
        for (const auto& [type, data] : cases) {
            QTest::newRow(type) << QByteArray(type) << QByteArray(data);
        }
    }
    void aRightPayloadPasses()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, data);
        const Status status = checkPayload(type.toStdString(), data.toStdString());
        QVERIFY2(status.ok(), status.ok() ? "" : status.error().message.c_str());
    }

    void aWrongOneIsNamed_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("found");
        QTest::addColumn<QByteArray>("allowed");
        const auto row = [](const char* type, const char* data, const char* path, const char* found,
                             const char* allowed) {
            QTest::newRow((std::string(type) + ' ' + data).c_str())
                << QByteArray(type) << QByteArray(data) << QByteArray(path) << QByteArray(found)
                << QByteArray(allowed);
        };
        const char* text = "a text that is not empty";
        row("Task.Created", "{}", "/taskInstanceId", "missing", text);
        row("Task.Created", R"({"taskInstanceId":null})", "/taskInstanceId", "missing", text);
        row("Task.Created", R"({"taskInstanceId":""})", "/taskInstanceId", "an empty text", text);
        row("Task.Created", R"({"taskInstanceId":17})", "/taskInstanceId", "a number", text);
        row("Task.Created", R"({"taskInstanceId":"T","patientId":[]})", "/patientId", "a list",
            text);
        row("Task.Created", R"({"taskInstanceId":"T","metadata":"m"})", "/metadata", "a text",
            "an object");
        row("Task.Failed", R"({"taskInstanceId":"T"})", "/errorMessage", "missing", text);
        row("Order.Held", R"({"order":"O"})", "/orderId", "missing", text);
        row("Order.Created", R"({"orderId":"O","orderStatus":"Jane Doe"})", "/orderStatus",
            "another word",
            "PROPOSED, AUTHORIZED, ACTIVATED, IN_PROGRESS, RESULTED, DISPENSED, COMPLETED, "
            "VERIFIED, CLOSED, CANCELLED");
        row("Order.Created", R"({"orderId":"O","orderStatus":"PROPOSED, AUTHORIZED"})",
            "/orderStatus", "another word",
            "PROPOSED, AUTHORIZED, ACTIVATED, IN_PROGRESS, RESULTED, DISPENSED, COMPLETED, "
            "VERIFIED, CLOSED, CANCELLED");
        const char* percent = "a number from 0 to 100";
        const char* progress = "/progressPercentage";
        row("Workflow.ProgressUpdated", R"({"workflowInstanceId":"W","progressPercentage":101})",
            progress, "beyond the range", percent);
        row("Workflow.ProgressUpdated", R"({"workflowInstanceId":"W","progressPercentage":-0.1})",
            progress, "beyond the range", percent);
        row("Workflow.ProgressUpdated", R"({"workflowInstanceId":"W","progressPercentage":"9"})",
            progress, "a text", percent);
        row("Workflow.Escalated", R"({"workflowInstanceId":"W"})", "/escalationReason", "missing",
            text);
        row("HealthCheck.Passed", R"({"component":"relay","status":"DOWN"})", "/status",
            "a word of another event", "HEALTHY, UP, OK, PASS");
        row("HealthCheck.Failed", R"({"status":"DOWN"})", "/component", "missing", text);
        row("PerformanceMetric.Recorded", R"({"name":"rtt","value":"12"})", "/value", "a text",
            "a number");
        row("PerformanceMetric.Recorded", R"({"name":"rtt","value":true})", "/value",
            "a truth value", "a number");
        row("ErrorReport.Raised", R"({"severity":"low"})", "/severity", "another word",
            "CRITICAL, HIGH, MEDIUM, LOW");
    }
    void aWrongOneIsNamed()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, found);
        QFETCH(QByteArray, allowed);
        const Status status = checkPayload(type.toStdString(), data.toStdString());
        QVERIFY(!status.ok());
        const Error& error = status.error();
        QCOMPARE(error.code, std::string("event.payload"));
        QCOMPARE(QByteArray::fromStdString(error.message),
            QByteArray(type + ": " + path + " is " + found + "; allowed: " + allowed));
        QCOMPARE(std::string(error.fact("type")), type.toStdString());
        QCOMPARE(std::string(error.fact("path")), path.toStdString());
        QCOMPARE(std::string(error.fact("found")), found.toStdString());
        QCOMPARE(std::string(error.fact("allowed")), allowed.toStdString());
    }

    void everyRuleIsOfAnEventOfTheCatalogue()
    {
        const std::set<std::string> judgedEntities { "Task", "Order", "Workflow", "HealthCheck" };
        int others = 0;
        for (const EventInfo& event : Catalogue::shipped().events()) {
            const bool judged = !checkPayload(event.name, "{}").ok();
            if (judgedEntities.contains(event.entity)) {
                QVERIFY2(judged, event.name.c_str());
            } else {
                others += judged ? 1 : 0;
            }
        }
        QCOMPARE(others, 2); // PerformanceMetric.Recorded, ErrorReport.Raised
    }

    void nameTwiceIsRefusedWithItsType()
    {
        const Status status = checkPayload("Order.Created", R"({"orderId":"A","orderId":"B"})");
        QVERIFY(!status.ok());
        QCOMPARE(status.error().code, std::string("event.payload"));
        QVERIFY(status.error().message.starts_with("Order.Created: "));
    }
};

LOCUS_TEST(payload_check, EventPayloadCheckTest)
#include "tst_payload_check.moc"
