// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_admin.h"
#include "core/cluster/cluster_commands.h"
#include "core/cluster/cluster_design_codec.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

using namespace locus;
using namespace locus::cluster;

namespace {

// A cluster that does what it is told, in memory.
class FakeCluster final : public ClusterAdmin
{
public:
    explicit FakeCluster(int brokers)
    {
        state.id = "one";
        state.brokers.resize(static_cast<std::size_t>(brokers));
        std::iota(state.brokers.begin(), state.brokers.end(), 1);
        state.rules.emplace();
    }

    ClusterState state {};
    std::string refuses {}; // topic whose steps fail

    Result<ClusterState> observe(const ClusterDesign&) override { return state; }

    Status perform(const PlanStep& step) override
    {
        if (!refuses.empty() && step.topic.name == refuses) {
            return refused("bus.not_permitted", "no");
        }
        if (step.kind == PlanStep::Kind::CreateRule) {
            state.rules->insert(step.rule);
            return {};
        }
        const bool isNew = step.kind == PlanStep::Kind::CreateTopic;
        if (isNew == state.topics.contains(step.topic.name)) {
            return refused("bus.rejected", "exists or does not");
        }
        TopicActual& topic = state.topics[step.topic.name];
        if (step.kind != PlanStep::Kind::SetConfigs) {
            const std::size_t copies = isNew ? static_cast<std::size_t>(step.topic.replication)
                                             : topic.replicas.begin()->second.size();
            if (copies > state.brokers.size()) {
                return refused("bus.rejected", "more copies than brokers");
            }
            for (auto p = static_cast<std::int32_t>(topic.replicas.size());
                 p < step.topic.partitions; ++p) {
                topic.replicas[p] = { state.brokers.begin(),
                    state.brokers.begin() + static_cast<std::ptrdiff_t>(copies) };
            }
        }
        for (const auto& [name, value] : step.topic.configs) {
            topic.configs[name] = value;
        }
        return {};
    }
};

TopicDesign topic(const std::string& name, int partitions, int replication = 3, int inSync = 2)
{
    return { name, partitions, replication,
        { { "min.insync.replicas", std::to_string(inSync) }, { "retention.ms", "604800000" } } };
}

int apply(const ClusterDesign& design, FakeCluster& fake)
{
    return applyPlan(makePlan(design, fake.state, "b:1"), fake, [](const auto&, const auto&) {});
}

std::vector<std::string> codes(const ClusterPlan& plan)
{
    std::vector<std::string> all;
    for (const PlanNote& note : plan.notes) {
        all.push_back(note.code);
    }
    return all;
}

ClusterDesign anyDesign(test::SeededRandom& random)
{
    ClusterDesign design;
    for (std::uint64_t i = 0; i < random.below(6); ++i) {
        const int replication = 1 + static_cast<int>(random.below(4));
        design.topics.push_back(
            topic("t" + std::to_string(i), 1 + static_cast<int>(random.below(12)), replication,
                1 + static_cast<int>(random.below(static_cast<std::uint64_t>(replication)))));
    }
    for (std::uint64_t i = 0; i < random.below(4); ++i) {
        AccessRule rule;
        rule.principal = "User:u" + std::to_string(random.below(3));
        rule.resource = "Topic";
        rule.name = "t" + std::to_string(random.below(3));
        rule.isPrefix = random.chance(50);
        rule.operation = random.chance(50) ? "Read" : "Write";
        const bool isNew =
            std::find(design.rules.begin(), design.rules.end(), rule) == design.rules.end();
        if (isNew) {
            design.rules.push_back(std::move(rule));
        }
    }
    return design;
}

} // namespace

class ClusterPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void afterApplyNothingIsLeftToDoAndNothingWasTakenAway()
    {
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            test::SeededRandom random(seed);
            FakeCluster fake(1 + static_cast<int>(random.below(5)));
            (void)apply(anyDesign(random), fake); // what was there before
            const ClusterState before = fake.state;
            const ClusterDesign design = anyDesign(random);
            QCOMPARE(apply(design, fake), 0);
            QVERIFY2(
                makePlan(design, fake.state, "b:1").steps.empty(), std::to_string(seed).c_str());
            for (const auto& [name, was] : before.topics) {
                QVERIFY(fake.state.topics.contains(name));
                const TopicActual& is = fake.state.topics.at(name);
                QVERIFY(is.replicas.size() >= was.replicas.size());
                for (const auto& [partition, replicas] : was.replicas) {
                    QVERIFY(is.replicas.at(partition) == replicas);
                }
            }
            QVERIFY(std::includes(fake.state.rules->begin(), fake.state.rules->end(),
                before.rules->begin(), before.rules->end()));
            for (const auto& [name, is] : fake.state.topics) { // it can always be written
                const auto inSync = std::stoul(is.configs.at("min.insync.replicas"));
                QVERIFY(inSync <= is.replicas.begin()->second.size());
            }
        }
    }

    void fewerBrokersThanCopiesIsShown()
    {
        FakeCluster fake(1);
        const ClusterDesign design { { topic("a", 2) }, {}, {} };
        const ClusterPlan plan = makePlan(design, fake.state, "b:1");
        QCOMPARE(codes(plan), std::vector<std::string> { "fewer_brokers" });
        QVERIFY(plan.notes[0].sentence.find("wants 3 copies and has 1 copy") != std::string::npos);
        QCOMPARE(plan.steps[0].topic.replication, 1);
        QCOMPARE(plan.steps[0].topic.configs.at("min.insync.replicas"), std::string("1"));
        QCOMPARE(apply(design, fake), 0);
        const ClusterPlan second = makePlan(design, fake.state, "b:1");
        QVERIFY(second.steps.empty() && second.commands.empty());
        QCOMPARE(codes(second), std::vector<std::string> { "fewer_brokers" });
    }

    void moreBrokersLaterAreACommandWithItsFile()
    {
        FakeCluster fake(1);
        const ClusterDesign design { { topic("a", 2) }, {}, {} };
        QCOMPARE(apply(design, fake), 0);
        fake.state.brokers = { 1, 2, 3 };
        const ClusterPlan plan = makePlan(design, fake.state, "h:9092");
        QVERIFY(plan.steps.empty());
        QCOMPARE(plan.commands.size(), 1UL);
        QCOMPARE(plan.commands[0].command,
            std::string("kafka-reassign-partitions.sh --bootstrap-server 'h:9092' --execute "
                        "--reassignment-json-file 'a.reassign.json'"));
        const auto file = nlohmann::json::parse(plan.commands[0].file);
        for (const auto& one : file.at("partitions")) {
            auto replicas = one.at("replicas").get<std::vector<int>>();
            QCOMPARE(replicas.front(), 1); // where the records are
            std::sort(replicas.begin(), replicas.end());
            QVERIFY((replicas == std::vector { 1, 2, 3 }));
            fake.state.topics["a"].replicas[one.at("partition").get<std::int32_t>()] = replicas;
        }
        const ClusterPlan then = makePlan(design, fake.state, "h:9092"); // copied
        QVERIFY(then.commands.empty());
        QCOMPARE(then.steps.size(), 1UL);
        QCOMPARE(then.steps[0].topic.configs.at("min.insync.replicas"), std::string("2"));
    }

    void partitionsAreAddedWithTheirConsequenceAndNeverTakenAway()
    {
        FakeCluster fake(3);
        QCOMPARE(apply({ { topic("a", 4) }, {}, {} }, fake), 0);
        const ClusterPlan more = makePlan({ { topic("a", 6) }, {}, {} }, fake.state, "b:1");
        QCOMPARE(more.steps.size(), 1UL);
        QVERIFY(more.steps[0].kind == PlanStep::Kind::AddPartitions);
        QVERIFY(more.steps[0].consequence.find("order of a key is not kept") != std::string::npos);
        const ClusterPlan fewer = makePlan({ { topic("a", 2) }, {}, {} }, fake.state, "b:1");
        QVERIFY(fewer.steps.empty());
        QCOMPARE(codes(fewer), std::vector<std::string> { "more_partitions" });
    }

    void onlyWhatDiffersIsChangedAndSaid()
    {
        FakeCluster fake(3);
        QCOMPARE(apply({ { topic("a", 1) }, {}, {} }, fake), 0);
        TopicDesign shorter = topic("a", 1);
        shorter.configs["retention.ms"] = "3600000";
        const ClusterPlan plan = makePlan({ { shorter }, {}, {} }, fake.state, "b:1");
        QCOMPARE(plan.steps.size(), 1UL);
        QCOMPARE(plan.steps[0].sentence,
            std::string("change topic a: retention.ms from 604800000 to 3600000"));
        QVERIFY(plan.steps[0].consequence.find("deletes records older") != std::string::npos);
        QCOMPARE(plan.steps[0].topic.configs.size(), 1UL);
    }

    void aStepThatFailsDoesNotStopTheOthers()
    {
        FakeCluster fake(3);
        fake.refuses = "a";
        const ClusterDesign design { { topic("a", 1), topic("b", 1) }, {}, {} };
        QCOMPARE(apply(design, fake), 1);
        QVERIFY(fake.state.topics.contains("b"));
        fake.refuses.clear();
        QCOMPARE(makePlan(design, fake.state, "b:1").steps.size(), 1UL);
    }

    void rulesNeedAnAuthorizer()
    {
        FakeCluster fake(3);
        fake.state.rules.reset();
        AccessRule rule { "User:x", "Topic", "a", true, "Read" };
        const ClusterPlan plan = makePlan({ {}, { rule, rule }, {} }, fake.state, "b:1");
        QVERIFY(plan.steps.empty());
        QCOMPARE(codes(plan), std::vector<std::string> { "no_authorizer" });
        QCOMPARE(inWords(rule), std::string("User:x may Read topic a*"));
        rule = { "User:x", "Cluster", "kafka-cluster", false, "Create", "Deny", "10.0.0.1" };
        QCOMPARE(inWords(rule), std::string("User:x may not Create on the cluster from 10.0.0.1"));
    }

    void limitsAreACommand()
    {
        const QuotaDesign quota { "O'Neil", "c1", { { "producer_byte_rate", 1048576.0 } } };
        const PlanCommand command = quotaCommand(quota, "h:1");
        QVERIFY(!command.canBeSeen);
        QCOMPARE(command.command,
            std::string("kafka-configs.sh --bootstrap-server 'h:1' --alter --add-config "
                        "'producer_byte_rate=1048576' --entity-type users --entity-name "
                        "'O'\\''Neil' --entity-type clients --entity-name 'c1'"));
    }

    void everyLineOfAPlanIsJson()
    {
        FakeCluster fake(1);
        const ClusterDesign design { { topic("a", 1) },
            { { "User:x", "Topic", "a", false, "Read" } },
            { { "x", "", { { "producer_byte_rate", 1.0 } } } } };
        const auto lines = planJson(makePlan(design, fake.state, "b:1"));
        std::vector<std::string> what;
        for (const Bytes& line : lines) {
            const auto json = nlohmann::json::parse(line);
            QVERIFY(!json.at("sentence").get<std::string>().empty());
            what.push_back(json.at("what").get<std::string>());
        }
        QCOMPARE(what, (std::vector<std::string> { "note", "step", "step", "command" }));
    }
};

LOCUS_TEST(cluster_plan, ClusterPlanTest)
#include "tst_cluster_plan.moc"
