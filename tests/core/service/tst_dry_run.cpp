// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The dry run of a redrive while the cluster does not answer: whoever asks is told so, and nobody
// else waits.
#include "core/base/payload_codec.h"
#include "core/base/uuid.h"
#include "core/service/read_ports.h"
#include "core/store/store.h"
#include "tests/core/gateway/fake_core.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/support/fake_bus.h"
#include "tests/support/fast_folder.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace locus;
using namespace locus::test;
using nlohmann::json;

namespace {

// Answers for its topics only while its cluster is there.
class HangingBus final : public FakeBus
{
public:
    Result<std::vector<bus::TopicState>> topics() override
    {
        std::unique_lock lock(m_mutex);
        ++m_asked;
        m_wake.wait(lock, [this] { return m_isThere; });
        return std::vector<bus::TopicState> { { "elsewhere", { 0 } } };
    }
    void setThere(bool there)
    {
        const std::lock_guard lock(m_mutex);
        m_isThere = there;
        m_wake.notify_all();
    }
    int asked() const
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isThere = true;
    int m_asked = 0;
};

gateway::GatewayLimits patientFor(std::chrono::milliseconds time)
{
    gateway::GatewayLimits limits;
    limits.busPatience = time;
    return limits;
}

// A gateway on a real store with one dead letter, and a bus that may hang.
struct Desk
{
    explicit Desk(std::chrono::milliseconds patience)
        : core(patientFor(patience))
    {
        store = std::move(*store::Store::open(
            { std::filesystem::path(folder.path().toStdString()) / "locus.sqlite" }, ids, codec));
        store::DeadLetter letter;
        letter.id = ids.next();
        letter.topic = "t";
        letter.value = "v";
        (void)store->deadLetters.add(letter);
        core.stop();
        core.readers = service::readPortsOf(store->file(), codec, bus, {});
        core.start();
    }
    ~Desk()
    {
        bus.setThere(true); // whoever asks it still can end
        core.stop();
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    bool signIn(TestSocket& client, const char* name)
    {
        return client.openSession(
            core.url(QStringLiteral("/rpc")), core.token(name, { people::Role::Operator }));
    }
    json dryRun(const char* topic)
    {
        json params = { { "commandId", ids.next().toString() }, { "dryRun", true },
            { "filter", json::object() } };
        if (*topic != '\0') {
            params["topic"] = topic;
        }
        return params;
    }
    void sendDryRun(TestSocket& client)
    {
        const json request = { { "jsonrpc", "2.0" }, { "id", "dry" },
            { "method", "deadLetters.redrive" }, { "params", dryRun("elsewhere") } };
        client.send(QString::fromStdString(request.dump()));
    }
    bool isAsked(int times) const
    {
        return QTest::qWaitFor([&] { return bus.asked() == times; }, 30'000);
    }

    QTemporaryDir folder { fastFolder() };
    FakeClock clock;
    SeededRandom random { 11 };
    UuidSource ids { clock, random };
    PlainCodec codec;
    HangingBus bus;
    std::unique_ptr<store::Store> store;
    FakeCore core;
};

constexpr std::chrono::hours forever { 1 };

} // namespace

class DryRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTopicIsLookedUp()
    {
        Desk desk(forever);
        TestSocket client;
        QVERIFY(desk.signIn(client, "o.berg"));
        for (const auto& [topic, exists] : { std::pair("elsewhere", true), { "nowhere", false } }) {
            const json answer = client.call("deadLetters.redrive", desk.dryRun(topic));
            QVERIFY2(answer.contains("result"), answer.dump().c_str());
            const json& target = answer["result"]["plan"]["targets"][0];
            QCOMPARE(target["topic"], topic);
            QCOMPARE(target["exists"], exists);
        }
    }

    void othersAreAnsweredWhileTheClusterIsSilent()
    {
        Desk desk(forever);
        TestSocket asks;
        TestSocket other;
        QVERIFY(desk.signIn(asks, "o.berg") && desk.signIn(other, "m.ito"));
        const auto before = asks.texts.size();
        desk.bus.setThere(false);
        desk.sendDryRun(asks);
        QVERIFY(desk.isAsked(1));
        for (const char* method : { "deadLetters.list", "deadLetters.stats" }) {
            const json answer = other.call(method, json::object());
            QVERIFY2(answer.contains("result"), answer.dump().c_str());
        }
        const json own = asks.call("deadLetters.list", json::object()); // nor does its own session
        QVERIFY2(own.contains("result"), own.dump().c_str());
        QCOMPARE(asks.texts.size(), before + 1);
        desk.bus.setThere(true);
        const json late = asks.frame(static_cast<int>(before) + 1);
        QCOMPARE(late["id"], "dry");
        QCOMPARE(late["result"]["plan"]["letters"], 1);
    }

    void silenceIsSaidBehindTheDeadlineAndAskedNoMore()
    {
        Desk desk(std::chrono::milliseconds(50));
        TestSocket client;
        QVERIFY(desk.signIn(client, "o.berg"));
        desk.bus.setThere(false);
        for (int i = 0; i < 3; ++i) {
            const json answer = client.call("deadLetters.redrive", desk.dryRun("elsewhere"));
            QCOMPARE(answer["error"]["data"]["reason"], "gateway.bus_silent");
            QCOMPARE(answer["error"]["message"], "the cluster did not answer within 50 ms");
        }
        const auto answers = client.texts.size();
        desk.bus.setThere(true);
        // The next one is answered; for the two that gave up meanwhile nobody asks the bus.
        QTRY_VERIFY_WITH_TIMEOUT(
            client.call("deadLetters.redrive", desk.dryRun("elsewhere")).contains("result"),
            30'000);
        QVERIFY(desk.bus.asked() < 2 + static_cast<int>(client.texts.size() - answers));
        QVERIFY(desk.bus.asked() >= 2);
    }

    void whatNeedsNoTopicDoesNotAskTheBus()
    {
        Desk desk(forever);
        TestSocket client;
        QVERIFY(desk.signIn(client, "o.berg"));
        desk.bus.setThere(false);
        const json answer = client.call("deadLetters.redrive", desk.dryRun(""));
        QCOMPARE(answer["result"]["plan"]["letters"], 1);
        QCOMPARE(desk.bus.asked(), 0);
    }

    void tenSecondsAreTheDefault()
    {
        QCOMPARE(gateway::GatewayLimits().busPatience, std::chrono::milliseconds(10'000));
    }
};

LOCUS_TEST(dry_run, DryRunTest)
#include "tst_dry_run.moc"
