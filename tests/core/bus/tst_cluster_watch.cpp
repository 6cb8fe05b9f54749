// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/cluster_watch.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <string>

using namespace locus;
using bus::kafka::ClusterWatch;

namespace {
const Error cutOff = retriable("bus.unreachable", "the line is cut");
const Error noTrust = retriable("bus.tls_failed", "unknown authority");
const Error otherCluster = fatal("bus.other_cluster", "another cluster answers");

std::string codeOf(const ClusterWatch& watch)
{
    const auto trouble = watch.trouble();
    return trouble ? trouble->code : std::string();
}
} // namespace

class ClusterWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGravestOfAllIsTold()
    {
        ClusterWatch watch;
        QCOMPARE(codeOf(watch), std::string());
        watch.report("reading", cutOff);
        QCOMPARE(codeOf(watch), cutOff.code);
        watch.report("writing", noTrust);
        QCOMPARE(codeOf(watch), noTrust.code);
        watch.report("writing events", otherCluster);
        QCOMPARE(codeOf(watch), otherCluster.code);
        watch.clear("writing events");
        watch.clear("writing");
        QCOMPARE(codeOf(watch), cutOff.code);
        watch.clear("reading");
        QCOMPARE(codeOf(watch), std::string());
    }

    // Two consumers say the same thing's trouble in turn, and only one of them was told the cause.
    void aCauseIsNotHiddenByACutLine()
    {
        ClusterWatch watch;
        watch.report("reading", cutOff);
        watch.report("reading", noTrust);
        for (int times = 0; times < 3; ++times) {
            watch.report("reading", cutOff);
            QCOMPARE(codeOf(watch), noTrust.code);
        }
        watch.clear("reading");
        watch.report("reading", cutOff);
        QCOMPARE(codeOf(watch), cutOff.code);
    }
};

LOCUS_TEST(cluster_watch, ClusterWatchTest)
#include "tst_cluster_watch.moc"
