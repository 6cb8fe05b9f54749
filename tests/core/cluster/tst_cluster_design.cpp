// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/cluster/cluster_design_codec.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/test_registry.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <set>

using namespace locus;
using namespace locus::cluster;
using Json = nlohmann::json;

namespace {

Json shipped(const char* name)
{
    const auto text =
        readFile(std::filesystem::path(LOCUS_RESOURCE_DIR) / "schemas" / name, 1UL << 20U);
    return text.ok() ? Json::parse(*text) : Json();
}

bool schemaAccepts(const Json& document)
{
    static const Json published = shipped("cluster.schema.json");
    static const auto schema = [] {
        auto parsed = std::make_unique<valijson::Schema>();
        valijson::SchemaParser().populateSchema(
            valijson::adapters::NlohmannJsonAdapter(published), *parsed);
        return parsed;
    }();
    return valijson::Validator().validate(
        *schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

} // namespace

class ClusterDesignTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExampleHoldsTheTopicsOfTheContracts()
    {
        const Json example = shipped("cluster.example.json");
        QVERIFY(schemaAccepts(example));
        const auto design = readClusterDesign(example.dump());
        VERIFY_OK(design);
        std::map<std::string, const TopicDesign*> topics;
        for (const TopicDesign& topic : design->topics) {
            topics[topic.name] = &topic;
            QCOMPARE(topic.replication, 3);
            QCOMPARE(topic.configs.at("min.insync.replicas"), std::string("2"));
            QCOMPARE(topic.configs.at("unclean.leader.election.enable"), std::string("false"));
        }
        const std::vector<std::tuple<const char*, int, int>> expected { { "genetic-data-raw", 12,
                                                                            7 },
            { "genetic-bigdata-raw", 12, 7 }, { "genetic-nodescale-raw", 12, 7 },
            { "genetic-lag-demo-raw", 12, 7 }, { "genetic-data-annotated", 12, 14 },
            { "workflow-task-events", 10, 7 }, { "workflow-order-events", 10, 7 },
            { "workflow-state-events", 5, 7 }, { "system-events", 5, 7 },
            { "healthcare.patients.events", 12, 30 }, { "healthcare.appointments.events", 12, 30 },
            { "healthcare.clinical.events", 24, 90 }, { "healthcare.journeys.events", 6, 30 } };
        for (const auto& [name, partitions, days] : expected) {
            QVERIFY2(topics.contains(name), name);
            QCOMPARE(topics.at(name)->partitions, partitions);
            QCOMPARE(topics.at(name)->configs.at("retention.ms"),
                std::to_string(std::int64_t { days } * 86'400'000));
            QCOMPARE(topics.at(std::string(name) + ".dlq")->partitions, 1);
        }
        QCOMPARE(topics.at("genetic-bigdata-raw")->configs.at("max.message.bytes"),
            std::to_string(10 * 1024 * 1024 + 64 * 1024));
        QVERIFY(!design->rules.empty() && !design->quotas.empty());
    }

    void theSchemaSpeaksOfTheSameKeys()
    {
        const Json schema = shipped("cluster.schema.json");
        const auto keysOf = [](const Json& object) {
            std::set<std::string> keys;
            for (const auto& item : object.at("properties").items()) {
                keys.insert(item.key());
            }
            return keys;
        };
        const auto known = [](std::string_view object) {
            const auto keys = designKeys(object);
            return std::set<std::string>(keys.begin(), keys.end());
        };
        QVERIFY(keysOf(schema) == known(""));
        for (const char* list : { "topics", "rules", "quotas" }) {
            QVERIFY2(keysOf(schema.at("properties").at(list).at("items")) == known(list), list);
        }
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<bool>("schemaSeesIt");
        const auto row = [](const char* name, const char* text, const char* said,
                             bool schemaSeesIt = true) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(said) << schemaSeesIt;
        };
        row("no topics", "{}", "the file: needs topics");
        row("unknown key", R"({"topic":[]})", "unknown key topic; did you mean topics?");
        row("unknown key of a topic",
            R"({"topics":[{"name":"a","partitions":1,"replication":1,"retention_hour":3}]})",
            "/topics/0: unknown key retention_hour; did you mean retention_hours?");
        row("copies in sync above copies",
            R"({"topics":[{"name":"a","partitions":1,"replication":2,"min_insync_replicas":3}]})",
            "/topics/0/min_insync_replicas: asks for 3 copies in sync of a topic with 2", false);
        row("no partition", R"({"topics":[{"name":"a","partitions":0,"replication":1}]})",
            "/topics/0/partitions: must be a whole number from 1");
        row("bad name", R"({"topics":[{"name":"a b","partitions":1,"replication":1}]})",
            "no topic name");
        row("twice",
            R"({"topics":[{"name":"a","partitions":1,"replication":1},{"name":"a","partitions":2,"replication":1}]})",
            "/topics/1: topic a stands in the file twice", false);
        row("unknown right",
            R"({"topics":[],"rules":[{"principal":"User:x","topic":"a","operations":["Wrte"]}]})",
            "/rules/0/operations/0: unknown operation Wrte; did you mean Write?");
        row("no principal",
            R"({"topics":[],"rules":[{"principal":"x","topic":"a","operations":[]}]})",
            "must begin with \"User:\"");
        row("two resources",
            R"({"topics":[],"rules":[{"principal":"User:x","topic":"a","group":"b","operations":[]}]})",
            "exactly one of");
        row("a limit of nobody", R"({"topics":[],"quotas":[{"producer_byte_rate":1}]})",
            "/quotas/0: needs a user or a client_id");
        row("a limit of nothing", R"({"topics":[],"quotas":[{"user":"x","producer_byte_rate":0}]})",
            "/quotas/0/producer_byte_rate: must be a number above 0");
    }

    void mistakesAreNamed()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, said);
        QFETCH(const bool, schemaSeesIt);
        const auto design = readClusterDesign(text.toStdString());
        QVERIFY(!design.ok());
        QCOMPARE(design.error().code, std::string("cluster.file"));
        QVERIFY2(design.error().message.find(said.toStdString()) != std::string::npos,
            design.error().message.c_str());
        QCOMPARE(!schemaAccepts(Json::parse(text.toStdString())), schemaSeesIt);
    }

    void textThatIsNoneIsRefused()
    {
        QVERIFY(!readClusterDesign("{").ok());
        QVERIFY(!readClusterDesign(std::string(100'000, '[')).ok());
        QVERIFY(!readClusterDesign("[]").ok());
    }
};

LOCUS_TEST(cluster_design, ClusterDesignTest)
#include "tst_cluster_design.moc"
