// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/kafka_cluster/traffic.h"
#include "tests/support/core_process.h"
#include "tests/support/kafka_cluster.h"

#include <QObject>

#include <memory>

namespace locus::test {

// Nodes of a three-node cluster move, go and come back (faults F3 and F4) under a bus that writes
// and reads, and under a whole core. Each version of Kafka derives its suite.
class ClusterNodes : public QObject
{
    Q_OBJECT

protected:
    explicit ClusterNodes(const char* version)
        : m_version(version)
    { }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void f3_leadersMoveUnderTraffic();
    void f3_aNodeIsKilledAndTheRestGoesOn();
    void f3_tooFewCopiesInSyncIsNamedAndNothingIsLost();
    void f4_twoNodesAreKilledUnderACore();

protected:
    [[nodiscard]] bus::KafkaSettings settings() const;
    static std::string freshTopic();
    // Everything sent was read, in order, and nothing ended for good.
    static void verifyKept(const Traffic::Seen& seen);
    KafkaCluster& cluster() { return *m_cluster; }

private:
    [[nodiscard]] Finished ctl(QStringList words);
    [[nodiscard]] int ended();
    [[nodiscard]] QByteArray busHealth();

    const char* const m_version;
    std::unique_ptr<KafkaCluster> m_cluster;
    std::unique_ptr<CoreProcess> m_core;
};

} // namespace locus::test
