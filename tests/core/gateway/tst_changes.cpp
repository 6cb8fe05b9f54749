// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::test;
using nlohmann::json;
using people::Role;

namespace {
const json analysesStream = { "analyses" };
} // namespace

class ChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesComeInOrderWithTheRowAsItIs()
    {
        FakeCore core;
        const auto first = core.addAnalysis(analyses::State::Requested, "one");
        const auto second = core.addAnalysis(analyses::State::Requested, "two");
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        const json answer =
            client.call("changes.subscribe", { { "streams", analysesStream }, { "from", 0 } });
        QCOMPARE(answer["result"]["now"], 0);
        core.change(first);
        core.change(second);
        core.change(first);
        core.change(second, "delete");
        QTRY_COMPARE(client.notifications("change").size(), std::size_t(2));
        const auto changes = client.notifications("change");
        QCOMPARE(changes[0]["seq"], 3); // 1 was the same row
        QCOMPARE(changes[0]["item"]["label"], "one");
        QCOMPARE(changes[1]["seq"], 4);
        QCOMPARE(changes[1]["op"], "delete");
        QVERIFY(!changes[1].contains("item"));
    }

    void whoComesBackGetsWhatWasMissedOnce()
    {
        FakeCore core;
        const auto id = core.addAnalysis(analyses::State::Requested);
        const auto other = core.addAnalysis(analyses::State::Requested);
        const std::string token = core.token("a", { Role::Clinician });
        {
            TestSocket client;
            QVERIFY(client.openSession(core.url(QStringLiteral("/rpc")), token));
            client.call("changes.subscribe", { { "streams", analysesStream }, { "from", 0 } });
            core.change(id);
            QTRY_COMPARE(client.notifications("change").size(), std::size_t(1));
        }
        core.change(other);
        TestSocket again;
        QVERIFY(again.openSession(core.url(QStringLiteral("/rpc")), token));
        again.call("changes.subscribe", { { "streams", analysesStream }, { "from", 1 } });
        core.change(id);
        QTRY_COMPARE(again.notifications("change").size(), std::size_t(2));
        QCOMPARE(again.notifications("change")[0]["seq"], 2);
        QCOMPARE(again.notifications("change")[1]["seq"], 3);
        QVERIFY(again.notifications("changes.gap").empty());
    }

    void whoMissedTooMuchIsToldToListAgain()
    {
        gateway::GatewayLimits limits;
        limits.changesKept = 3;
        FakeCore core(limits);
        const auto id = core.addAnalysis(analyses::State::Requested);
        const std::string token = core.token("a", { Role::Clinician });
        TestSocket watcher;
        QVERIFY(watcher.openSession(core.url(QStringLiteral("/rpc")), token));
        watcher.call("changes.subscribe", { { "streams", analysesStream }, { "from", 0 } });
        for (int i = 0; i < 3; ++i) {
            core.change(id);
        }
        QTRY_VERIFY(!watcher.notifications("change").empty());
        for (int i = 0; i < 3; ++i) {
            core.change(id);
        }
        QTRY_COMPARE(watcher.notifications("change").back()["seq"], 6);

        TestSocket client;
        QVERIFY(client.openSession(core.url(QStringLiteral("/rpc")), token));
        client.call("changes.subscribe", { { "streams", analysesStream }, { "from", 1 } });
        QTRY_COMPARE(client.notifications("changes.gap").size(), std::size_t(1));
        QCOMPARE(client.notifications("changes.gap")[0]["to"], 6);
        core.change(id);
        QTRY_COMPARE(client.notifications("change").size(), std::size_t(1));
        QCOMPARE(client.notifications("change")[0]["seq"], 7);
    }

    void aNumberOfAnotherStoreIsAGap()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        client.call("changes.subscribe", { { "streams", analysesStream }, { "from", 4711 } });
        QTRY_COMPARE(client.notifications("changes.gap").size(), std::size_t(1));
    }

    void rowsThatCannotBeReadAreAGap()
    {
        FakeCore core;
        const auto id = core.addAnalysis(analyses::State::Requested);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        client.call("changes.subscribe", { { "streams", analysesStream }, { "from", 0 } });
        core.store->readError = retriable("store.busy", "busy");
        core.change(id);
        QTRY_COMPARE(client.notifications("changes.gap").size(), std::size_t(1));
        QVERIFY(client.notifications("change").empty());
    }

    void anUnknownStreamIsNamed()
    {
        FakeCore core;
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        const json answer =
            client.call("changes.subscribe", { { "streams", { "orders" } }, { "from", 0 } });
        QCOMPARE(answer["error"]["data"]["reason"], "changes.unknown_stream");
        QCOMPARE(answer["error"]["data"]["allowed"], "analyses, deadLetters");
    }
};

LOCUS_TEST(changes, ChangesTest)
#include "tst_changes.moc"
