// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/change_feed.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <memory>
#include <mutex>

using namespace locus;
using namespace locus::test;
using nlohmann::json;
using people::Role;

namespace {

const json analysesStream = { "analyses" };
constexpr const char* allStreams =
    "analyses, deadLetters, patients, people.approvals, people.breakGlass, people.delegations, "
    "people.teams";

std::string rowOf(const analyses::AnalysisId& id)
{
    return "analyses/" + id.toString();
}

json follow(TestSocket& client, const json& names, std::optional<int> from = std::nullopt)
{
    json params = { { "streams", names } };
    if (from) {
        params["from"] = *from;
    }
    return client.call("changes.subscribe", params);
}

// Which change came as which number, in order.
std::vector<std::pair<int, std::string>> seen(const TestSocket& client)
{
    std::vector<std::pair<int, std::string>> out;
    for (const json& change : client.notifications("change")) {
        out.emplace_back(change["seq"].get<int>(), change["id"].get<std::string>());
    }
    return out;
}

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
        QCOMPARE(answer["error"]["data"]["allowed"], allStreams);
    }

    void oneRowComesAloneCoalescedAndInOrder()
    {
        FakeCore core;
        const auto mine = core.addAnalysis(analyses::State::Requested, "mine");
        const auto also = core.addAnalysis(analyses::State::Requested, "also mine");
        const auto other = core.addAnalysis(analyses::State::Requested, "another's");
        const std::string token = core.token("a", { Role::Clinician });
        TestSocket rows;
        TestSocket whole;
        QVERIFY(rows.openSession(core.url(QStringLiteral("/rpc")), token));
        QVERIFY(whole.openSession(core.url(QStringLiteral("/rpc")), token));
        QCOMPARE(follow(rows, { rowOf(mine), rowOf(also) })["result"]["now"], 0);
        follow(whole, analysesStream);
        core.change(mine);
        core.change(other);
        core.change(mine);
        core.change(also, "delete");
        core.change(other);
        QTRY_COMPARE(whole.notifications("change").size(), std::size_t(3));
        core.change(mine);
        QTRY_COMPARE(whole.notifications("change").size(), std::size_t(4));
        const std::vector<std::pair<int, std::string>> expected { { 3, mine.toString() },
            { 4, also.toString() }, { 6, mine.toString() } };
        QTRY_COMPARE(seen(rows), expected);
        QCOMPARE(rows.notifications("change")[0]["stream"], "analyses");
        QCOMPARE(rows.notifications("change")[0]["item"]["label"], "mine");
        QCOMPARE(rows.notifications("change")[1]["op"], "delete");
    }

    void overlappingNamesBringEachChangeOnce()
    {
        FakeCore core;
        const auto id = core.addAnalysis(analyses::State::Requested);
        TestSocket client;
        QVERIFY(client.openSession(core.url(QStringLiteral("/rpc")),
            core.token("a", { Role::Clinician, Role::Operator })));
        follow(client, { rowOf(id), "deadLetters", "analyses", rowOf(id) });
        core.change(id);
        QTRY_COMPARE(seen(client).size(), std::size_t(1));
        core.change(id);
        QTRY_COMPARE(seen(client).size(), std::size_t(2));
        const std::vector<std::pair<int, std::string>> expected { { 1, id.toString() },
            { 2, id.toString() } };
        QCOMPARE(seen(client), expected);
    }

    void aRowThatComesBackGetsItsOwnMissedChangesOnly()
    {
        FakeCore core;
        const auto mine = core.addAnalysis(analyses::State::Requested);
        const auto other = core.addAnalysis(analyses::State::Requested);
        const std::string token = core.token("a", { Role::Clinician });
        TestSocket watcher;
        QVERIFY(watcher.openSession(core.url(QStringLiteral("/rpc")), token));
        follow(watcher, analysesStream);
        for (const auto& id : { mine, other, mine, other }) {
            core.change(id);
        }
        QTRY_COMPARE(watcher.notifications("change").size(), std::size_t(2));
        TestSocket client;
        QVERIFY(client.openSession(core.url(QStringLiteral("/rpc")), token));
        follow(client, { rowOf(mine) }, 0);
        core.change(other);
        core.change(mine);
        const std::vector<std::pair<int, std::string>> expected { { 3, mine.toString() },
            { 6, mine.toString() } };
        QTRY_COMPARE(seen(client), expected);
        QVERIFY(client.notifications("changes.gap").empty());
    }

    void aRowWhoseChangesAreForgottenIsAGap()
    {
        gateway::GatewayLimits limits;
        limits.changesKept = 2;
        FakeCore core(limits);
        const auto mine = core.addAnalysis(analyses::State::Requested);
        const auto other = core.addAnalysis(analyses::State::Requested);
        const std::string token = core.token("a", { Role::Clinician });
        for (int i = 0; i < 4; ++i) {
            core.change(other);
        }
        TestSocket client;
        QVERIFY(client.openSession(core.url(QStringLiteral("/rpc")), token));
        follow(client, { rowOf(mine) }, 1);
        QTRY_COMPARE(client.notifications("changes.gap").size(), std::size_t(1));
        QCOMPARE(client.notifications("changes.gap")[0]["from"], 1);
        QCOMPARE(client.notifications("changes.gap")[0]["to"], 4);
        core.change(mine);
        const std::vector<std::pair<int, std::string>> expected { { 5, mine.toString() } };
        QTRY_COMPARE(seen(client), expected);
    }

    void anotherSubscriptionEndsTheFirst()
    {
        FakeCore core;
        const auto before = core.addAnalysis(analyses::State::Requested);
        const auto now = core.addAnalysis(analyses::State::Requested);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        follow(client, { rowOf(before) });
        follow(client, { rowOf(now) });
        QVERIFY(follow(client, { "analyses/" }).contains("error")); // changes nothing
        core.change(before);
        core.change(now);
        const std::vector<std::pair<int, std::string>> expected { { 2, now.toString() } };
        QTRY_COMPARE(seen(client), expected);
    }

    void namesThatCannotBeFollowedAreRefused_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("allowed");
        const QString streams = QString::fromLatin1(allStreams);
        const QString nextRow = QStringLiteral("analyses/2");
        const QStringList many { QStringLiteral("analyses/1"), nextRow,
            QStringLiteral("analyses/3"), QStringLiteral("analyses/4") };
        QTest::newRow("unknown stream of a row")
            << QStringList { nextRow, QStringLiteral("nothing/1") }
            << QStringLiteral("changes.unknown_stream") << streams;
        QTest::newRow("no stream") << QStringList { QStringLiteral("/1") }
                                   << QStringLiteral("changes.unknown_stream") << streams;
        QTest::newRow("no id") << QStringList { nextRow, QStringLiteral("analyses/") }
                               << QStringLiteral("changes.empty_id")
                               << QStringLiteral("analyses, analyses/<id>");
        QTest::newRow("too many") << many << QStringLiteral("changes.too_many_names")
                                  << QStringLiteral("3");
        QTest::newRow("a stream of others")
            << QStringList { QStringLiteral("deadLetters/1") }
            << QStringLiteral("people.not_permitted") << QStringLiteral("operator");
    }

    void namesThatCannotBeFollowedAreRefused()
    {
        QFETCH(const QStringList, names);
        QFETCH(const QString, reason);
        QFETCH(const QString, allowed);
        gateway::GatewayLimits limits;
        limits.namesFollowed = 3;
        FakeCore core(limits);
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        json streams = json::array();
        for (const QString& name : names) {
            streams.push_back(name.toStdString());
        }
        const json error = follow(client, streams)["error"]["data"];
        QCOMPARE(QString::fromStdString(error.value("reason", "")), reason);
        QCOMPARE(QString::fromStdString(error.value("allowed", "")), allowed);
        streams.erase(streams.begin(), streams.end() - 1);
        if (reason == QLatin1String("changes.too_many_names")) {
            QVERIFY(follow(client, streams).contains("result"));
        }
    }

    void manyFollowManyRows()
    {
        constexpr int clients = 60; // of one user and address
        constexpr int rowsEach = 20;
        FakeCore core;
        std::vector<analyses::AnalysisId> ids;
        for (int i = 0; i < clients + rowsEach; ++i) {
            ids.push_back(core.addAnalysis(analyses::State::Requested));
        }
        const std::string token = core.token("a", { Role::Clinician });
        std::vector<std::unique_ptr<TestSocket>> sockets;
        for (int i = 0; i < clients; ++i) {
            sockets.push_back(std::make_unique<TestSocket>());
            QVERIFY(sockets.back()->openSession(core.url(QStringLiteral("/rpc")), token));
            json names = json::array();
            for (int row = i; row < i + rowsEach; ++row) {
                names.push_back(rowOf(ids[static_cast<std::size_t>(row)]));
            }
            QVERIFY(follow(*sockets.back(), names).contains("result"));
        }
        for (const auto& id : ids) {
            core.change(id);
        }
        for (int i = 0; i < clients; ++i) {
            const TestSocket& socket = *sockets[static_cast<std::size_t>(i)];
            std::vector<std::pair<int, std::string>> expected;
            for (int row = i; row < i + rowsEach; ++row) {
                expected.emplace_back(row + 1, ids[static_cast<std::size_t>(row)].toString());
            }
            QTRY_COMPARE_WITH_TIMEOUT(seen(socket), expected, 30'000);
        }
    }

    void rowsThatNobodyFollowsAreNotRead()
    {
        FakeCore core;
        const auto mine = core.addAnalysis(analyses::State::Requested);
        std::vector<std::string> read;
        std::mutex mutex;
        core.gateway->feed().addStream(
            "tasks", [&](gateway::ReadPorts&, const std::string& id) -> Result<Bytes> {
                const std::lock_guard lock(mutex);
                read.push_back(id);
                return Bytes("{}");
            });
        TestSocket client;
        QVERIFY(client.openSession(
            core.url(QStringLiteral("/rpc")), core.token("a", { Role::Clinician })));
        QVERIFY(follow(client, { "tasks/2", rowOf(mine) }).contains("result"));
        core.gateway->onChanges(
            { { 1, "tasks", "put", "1" }, { 2, "tasks", "put", "2" }, { 3, "tasks", "put", "3" } });
        QTRY_COMPARE(seen(client).size(), std::size_t(1));
        const std::lock_guard lock(mutex);
        QCOMPARE(read, std::vector<std::string> { "2" });
    }
};

LOCUS_TEST(changes, ChangesTest)
#include "tst_changes.moc"
