// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/kafka_cluster/cluster_nodes.h"
#include "tests/support/test_registry.h"

using namespace locus::test;

class ClusterOldTest : public ClusterNodes
{
    Q_OBJECT

public:
    ClusterOldTest()
        : ClusterNodes(oldKafka)
    { }
};

LOCUS_TEST(cluster_old, ClusterOldTest)
#include "tst_cluster_old.moc"
