// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/bus/verify_ok.h"
#include "tests/integration/kafka_cluster/cluster_nodes.h"
#include "tests/support/test_registry.h"

using namespace locus::test;

class ClusterNewTest : public ClusterNodes
{
    Q_OBJECT

public:
    ClusterNewTest()
        : ClusterNodes(newKafka)
    { }

private Q_SLOTS:
    void f3_rollingRestartUnderTraffic()
    {
        Traffic traffic(settings(), freshTopic(), 6);
        VERIFY_OK(traffic.start());
        VERIFY_OK(cluster().rollingRestart());
        verifyKept(traffic.stop());
    }
};

LOCUS_TEST(cluster_new, ClusterNewTest)
#include "tst_cluster_new.moc"
