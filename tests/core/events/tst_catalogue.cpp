// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/events/catalogue.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus::events;

class CatalogueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryEventAndTopic()
    {
        const Catalogue& catalogue = Catalogue::shipped();
        QCOMPARE(catalogue.events().size(), std::size_t { 671 });
        QCOMPARE(catalogue.topics().size(), std::size_t { 20 });
        std::size_t aliases = 0;
        for (const EventInfo& event : catalogue.events()) {
            QCOMPARE(catalogue.find(event.name), &event);
            aliases += event.aliases.size();
            for (const std::string& alias : event.aliases) {
                if (!catalogue.conditional(alias)) {
                    QCOMPARE(catalogue.find(alias), &event);
                }
            }
        }
        QCOMPARE(aliases, std::size_t { 2029 });
    }

    void namesAreFoundInAnySpelling()
    {
        const Catalogue& catalogue = Catalogue::shipped();
        for (const char* name : { "TASK_COMPLETED", "TaskCompleted", "task.completed",
                 "Task.Completed", "Task_Completed" }) {
            QVERIFY2(catalogue.find(name), name);
            QCOMPARE(catalogue.find(name)->name, std::string("Task.Completed"));
        }
        QCOMPARE(catalogue.find("com.redhat.healthcare.genetic.sequence.raw")->name,
            std::string("Analysis.Requested"));
        QVERIFY(!catalogue.find("Task.Vanished"));
    }

    void aNameThatMeansSeveralEventsIsChosenByItsField()
    {
        const Catalogue& catalogue = Catalogue::shipped();
        const ConditionalAlias* health = catalogue.conditional("health_check");
        QVERIFY(health);
        QCOMPARE(health->field, std::string("status"));
        QCOMPARE(catalogue.choose(*health, "up")->name, std::string("HealthCheck.Passed"));
        QCOMPARE(catalogue.choose(*health, "Down")->name, std::string("HealthCheck.Failed"));
        QCOMPARE(catalogue.choose(*health, "odd")->name, std::string("HealthCheck.Degraded"));
        const ConditionalAlias* result = catalogue.conditional("genetic.analysis.result");
        QVERIFY(result);
        QVERIFY(!catalogue.find("genetic.analysis.result"));
        QCOMPARE(catalogue.choose(*result, "timeout")->name, std::string("Analysis.Failed"));
        QVERIFY(!catalogue.choose(*result, ""));
    }

    void topicsResolveByEveryNameThatIsRead()
    {
        const Catalogue& catalogue = Catalogue::shipped();
        const TopicInfo* raw = catalogue.topic("genetic-lag-demo-raw");
        QVERIFY(raw);
        QCOMPARE(raw->name, std::string("genetic-data-raw"));
        QCOMPARE(raw->partitions, 12);
        QCOMPARE(raw->deadLetterTopic, std::string("genetic-data-raw.dlq"));
        QCOMPARE(catalogue.topic("genetic-data-processed")->retentionDays, 14);
        QVERIFY(!catalogue.topic("elsewhere"));
        QVERIFY(!Catalogue::parse("{").ok());
    }
};

LOCUS_TEST(catalogue, CatalogueTest)
#include "tst_catalogue.moc"
