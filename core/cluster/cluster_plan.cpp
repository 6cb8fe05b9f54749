// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_plan.h"

#include "core/base/text.h"
#include "core/cluster/cluster_commands.h"

#include <algorithm>

namespace locus::cluster {

namespace {

constexpr const char* minInSync = "min.insync.replicas";

std::string counted(std::size_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string copies(int count)
{
    return counted(static_cast<std::size_t>(count), "copy", "copies");
}

std::string partitions(std::size_t count)
{
    return counted(count, "partition", "partitions");
}

std::string listed(const TopicConfigs& configs)
{
    std::string text;
    for (const auto& [name, value] : configs) {
        text.append(text.empty() ? "" : ", ").append(name).append(" ").append(value);
    }
    return text;
}

// The fewest that any partition has.
int copiesOf(const TopicActual& actual)
{
    std::size_t fewest = actual.replicas.empty() ? 0 : actual.replicas.begin()->second.size();
    for (const auto& [partition, replicas] : actual.replicas) {
        fewest = std::min(fewest, replicas.size());
    }
    return static_cast<int>(fewest);
}

// What the file says, made bearable for a topic with fewer copies than it wants.
TopicConfigs bearable(const TopicDesign& design, int copies)
{
    TopicConfigs configs = design.configs;
    const auto wanted = configs.find(minInSync);
    if (wanted != configs.end() && copies < design.replication) {
        const auto most = std::max<std::int64_t>(copies - 1, 1);
        wanted->second = std::to_string(std::min(toInt(wanted->second).value_or(1), most));
    }
    return configs;
}

class Planner
{
public:
    Planner(const ClusterState& state, const std::string& bootstrap)
        : m_state(state)
        , m_bootstrap(bootstrap)
    { }

    void add(const TopicDesign& design)
    {
        const auto actual = m_state.topics.find(design.name);
        if (actual == m_state.topics.end()) {
            create(design);
            return;
        }
        const std::size_t before = size();
        comparePartitions(design, actual->second);
        compareCopies(design, actual->second);
        compareConfigs(design, actual->second);
        if (size() == before) {
            note("as_wanted", design.name,
                "topic " + design.name
                    + " is as the file says: " + partitions(actual->second.replicas.size()) + ", "
                    + copies(copiesOf(actual->second)) + ", " + listed(design.configs));
        }
    }

    void add(const AccessRule& rule)
    {
        const std::string text = inWords(rule);
        if (!m_state.rules) {
            if (!m_saidNoAuthorizer) {
                note("no_authorizer", m_state.id,
                    "the cluster checks no rights (it has no authorizer): the file's access rules "
                    "cannot be set before authorizer.class.name is");
            }
            m_saidNoAuthorizer = true;
        } else if (m_state.rules->contains(rule)) {
            note("as_wanted", rule.principal, text + " already");
        } else {
            PlanStep step;
            step.kind = PlanStep::Kind::CreateRule;
            step.rule = rule;
            step.sentence = "let the cluster know that " + text;
            m_plan.steps.push_back(std::move(step));
        }
    }

    void add(const QuotaDesign& quota)
    {
        m_plan.commands.push_back(quotaCommand(quota, m_bootstrap));
    }

    ClusterPlan take() { return std::move(m_plan); }

private:
    [[nodiscard]] std::size_t size() const
    {
        return m_plan.steps.size() + m_plan.commands.size() + m_plan.notes.size();
    }

    void note(const char* code, const std::string& subject, const std::string& sentence)
    {
        m_plan.notes.push_back({ code, subject, sentence });
    }

    void tellFewerBrokers(const TopicDesign& design, int has)
    {
        note("fewer_brokers", design.name,
            "topic " + design.name + " wants " + copies(design.replication) + " and has "
                + copies(has) + ", because the cluster has "
                + counted(m_state.brokers.size(), "broker", "brokers")
                + ": the loss of a disk can lose records; plan again when more brokers are there");
    }

    void create(const TopicDesign& design)
    {
        const int brokers = std::max(static_cast<int>(m_state.brokers.size()), 1);
        PlanStep step;
        step.kind = PlanStep::Kind::CreateTopic;
        step.topic = design;
        step.topic.replication = std::min(design.replication, brokers);
        step.topic.configs = bearable(design, step.topic.replication);
        step.sentence = "create topic " + design.name + " with "
            + partitions(static_cast<std::size_t>(design.partitions)) + ", "
            + copies(step.topic.replication) + ", " + listed(step.topic.configs);
        if (step.topic.replication < design.replication) {
            tellFewerBrokers(design, step.topic.replication);
        }
        m_plan.steps.push_back(std::move(step));
    }

    void comparePartitions(const TopicDesign& design, const TopicActual& actual)
    {
        const auto has = static_cast<std::int32_t>(actual.replicas.size());
        if (has > design.partitions) {
            note("more_partitions", design.name,
                "topic " + design.name + " has " + partitions(actual.replicas.size())
                    + " and the file says " + std::to_string(design.partitions)
                    + ": partitions cannot be taken away, nothing is done");
        }
        if (has >= design.partitions) {
            return;
        }
        PlanStep step;
        step.kind = PlanStep::Kind::AddPartitions;
        step.topic.name = design.name;
        step.topic.partitions = design.partitions;
        step.sentence = "give topic " + design.name + " "
            + partitions(static_cast<std::size_t>(design.partitions)) + " instead of "
            + std::to_string(has);
        step.consequence =
            "records already written stay where they are, and the next record of the same key may "
            "go to another partition: the order of a key is not kept across this change unless "
            "producers pause until everything is read; and this cannot be undone";
        m_plan.steps.push_back(std::move(step));
    }

    void compareCopies(const TopicDesign& design, const TopicActual& actual)
    {
        const int has = copiesOf(actual);
        if (has > design.replication) {
            note("more_copies", design.name,
                "topic " + design.name + " has " + copies(has) + " and the file says "
                    + std::to_string(design.replication) + ": copies are not taken away");
        } else if (has < design.replication
            && static_cast<int>(m_state.brokers.size()) < design.replication) {
            tellFewerBrokers(design, has);
        } else if (has < design.replication) {
            m_plan.commands.push_back(copiesCommand(design, actual, m_state.brokers, m_bootstrap));
        }
    }

    void compareConfigs(const TopicDesign& design, const TopicActual& actual)
    {
        PlanStep step;
        step.kind = PlanStep::Kind::SetConfigs;
        step.topic.name = design.name;
        std::string changes;
        for (const auto& [name, value] : bearable(design, copiesOf(actual))) {
            const auto is = actual.configs.find(name);
            if (is == actual.configs.end() || is->second != value) {
                step.topic.configs[name] = value;
                changes.append(changes.empty() ? "" : ", ").append(name);
                if (is != actual.configs.end()) {
                    changes.append(" from ").append(is->second);
                }
                changes.append(" to ").append(value);
            }
        }
        if (!changes.empty()) {
            step.sentence = "change topic " + design.name + ": " + changes;
            step.consequence = shorterRetention(step.topic.configs, actual.configs);
            m_plan.steps.push_back(std::move(step));
        }
    }

    static std::string shorterRetention(const TopicConfigs& wanted, const TopicConfigs& actual)
    {
        constexpr const char* name = "retention.ms";
        const auto to = wanted.find(name);
        const auto from = actual.find(name);
        if (to == wanted.end() || from == actual.end()) {
            return {};
        }
        const std::int64_t before = toInt(from->second).value_or(-1);
        const bool isShorter = before < 0 || toInt(to->second).value_or(-1) < before;
        return isShorter ? "the cluster deletes records older than the new retention soon after"
                         : std::string();
    }

    const ClusterState& m_state;
    const std::string& m_bootstrap;
    ClusterPlan m_plan;
    bool m_saidNoAuthorizer = false;
};

} // namespace

std::string_view toString(PlanStep::Kind kind)
{
    switch (kind) {
    case PlanStep::Kind::CreateTopic: return "create_topic";
    case PlanStep::Kind::AddPartitions: return "add_partitions";
    case PlanStep::Kind::SetConfigs: return "set_configs";
    case PlanStep::Kind::CreateRule: break;
    }
    return "create_rule";
}

ClusterPlan makePlan(
    const ClusterDesign& design, const ClusterState& state, const std::string& bootstrap)
{
    Planner planner(state, bootstrap);
    for (const TopicDesign& topic : design.topics) {
        planner.add(topic);
    }
    for (const AccessRule& rule : design.rules) {
        planner.add(rule);
    }
    for (const QuotaDesign& quota : design.quotas) {
        planner.add(quota);
    }
    return planner.take();
}

} // namespace locus::cluster
