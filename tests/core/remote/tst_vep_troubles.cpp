// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/remote/vep_asking.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <numeric>

using namespace locus;
using namespace locus::test;
using namespace std::chrono_literals;

// What a service in trouble does to the answers: late, pending with a time, never made up.
class VepTroublesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passingTroubleIsRiddenOut_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("cut");
        QTest::newRow("500 html") << 500 << QByteArray("<html>oops</html>") << false;
        QTest::newRow("502") << 502 << QByteArray() << false;
        QTest::newRow("503") << 503 << QByteArray() << false;
        QTest::newRow("504 of a lone input") << 504 << QByteArray() << false;
        QTest::newRow("half answer") << 200 << QByteArray("[{\"input\":\"x\"}]") << true;
        QTest::newRow("garbage") << 200 << QByteArray("{\"input\": nonsense") << false;
        QTest::newRow("html with 200") << 200 << QByteArray("<html>maintenance</html>") << false;
    }
    void passingTroubleIsRiddenOut()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, cut);
        VepAsking vep;
        vep.server.knowsMissense(line(0));
        for (int i = 0; i < 2; ++i) {
            ServedReply reply { status, body.toStdString(), "text/html" };
            reply.cutAfter = cut ? std::optional<std::size_t>(3) : std::nullopt;
            vep.server.next(reply);
        }
        QCOMPARE(words(vep.ask(lines(1))), std::string("rows "));
        QCOMPARE(vep.server.batches().size(), std::size_t(3));
        QCOMPARE(vep.waits.size(), std::size_t(2));
        QVERIFY(vep.waits[0] >= 250ms && vep.waits[0] <= 500ms); // half to whole of the first pause
        QVERIFY(vep.waits[1] >= 500ms && vep.waits[1] <= 1s);
    }

    void lastingTroubleLeavesRowsPendingWithATime()
    {
        VepAsking vep;
        vep.server.knowsMissense(line(0));
        for (int i = 0; i < 4; ++i) {
            vep.server.next({ 503, "" });
        }
        const auto answers = vep.ask(lines(3));
        QCOMPARE(words(answers), std::string("service_down service_down service_down "));
        for (const auto& answer : answers) {
            QVERIFY(answer.notAnnotated->retryAt > vep.clock.now());
            QVERIFY(answer.notAnnotated->reason.find("503") != std::string::npos);
            QVERIFY(answer.notAnnotated->reason.find("1000") == std::string::npos);
        }
        QCOMPARE(vep.server.batches().size(), std::size_t(4));
    }

    void refusalsOfTheClientAreNotRetried_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("403") << 403;
        QTest::newRow("404 without a reason") << 404;
        QTest::newRow("301") << 301;
    }
    void refusalsOfTheClientAreNotRetried()
    {
        QFETCH(int, status);
        VepAsking vep;
        vep.server.next({ status, "IP blacklisted", "text/plain" });
        const auto answers = vep.ask(lines(2));
        QCOMPARE(words(answers), std::string("service_down service_down "));
        QVERIFY(answers[0].notAnnotated->retryAt > vep.clock.now() + 1h);
        QCOMPARE(vep.server.batches().size(), std::size_t(1));
        QVERIFY(vep.waits.empty());
    }

    void retryAfterIsObeyedToTheFraction()
    {
        VepAsking vep;
        vep.server.knowsMissense(line(0));
        vep.server.next({ 429, "You have exceeded the limit", "text/plain",
            { { "Retry-After", "1.5" }, { "X-RateLimit-Reset", "2000" } } });
        QCOMPARE(words(vep.ask(lines(1))), std::string("rows "));
        const Duration waited = std::accumulate(vep.waits.begin(), vep.waits.end(), Duration(0));
        QCOMPARE(waited.count(), Duration(1500ms).count());
    }

    void aLongSilenceIsNotSatOut()
    {
        VepAsking vep;
        vep.server.knowsMissense(line(0));
        vep.server.next({ 429, "", "text/plain", { { "Retry-After", "1800" } } });
        remote::VepClient client(vep.settings, vep.http, vep.seams());
        const auto answers = vep.ask(client, lines(1));
        QCOMPARE(words(answers), std::string("service_down "));
        QVERIFY(answers[0].notAnnotated->retryAt == vep.clock.now() + 1800s);
        QVERIFY(vep.waits.empty());
        QCOMPARE(words(vep.ask(client, lines(1))), std::string("service_down "));
        QCOMPARE(vep.server.batches().size(), std::size_t(1)); // and is kept by the next job too
        vep.clock.advance(1800s);
        QCOMPARE(words(vep.ask(client, lines(1))), std::string("rows "));
    }

    void noMoreThanFifteenRequestsASecond()
    {
        VepAsking vep;
        vep.settings.batchSize = 1;
        for (int i = 0; i < 40; ++i) {
            vep.server.knowsMissense(line(i));
        }
        QCOMPARE(count(vep.ask(lines(40)), "rows"), 40);
        QCOMPARE(vep.waits.size(), std::size_t(2)); // 42 requests with the two for releases
    }

    void tooLargeABatchIsHalved_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("413") << 413;
        QTest::newRow("504") << 504;
        QTest::newRow("400 that says so") << 400;
    }
    void tooLargeABatchIsHalved()
    {
        QFETCH(int, status);
        VepAsking vep;
        vep.server.limitBatchTo(30, status);
        for (int i = 0; i < 200; ++i) {
            vep.server.knowsMissense(line(i));
        }
        const auto answers = vep.ask(lines(200));
        QCOMPARE(count(answers, "rows"), 200);
        // 100 and 50 fail once each, then everything goes in 25s.
        QCOMPARE(vep.server.batches().size(), std::size_t(2 + 8));
    }

    void aSlowBatchIsHalved()
    {
        VepAsking vep;
        vep.settings.deadline = 300ms;
        ServedReply hang;
        hang.hang = true;
        vep.server.next(hang);
        for (int i = 0; i < 4; ++i) {
            vep.server.knowsMissense(line(i));
        }
        QCOMPARE(count(vep.ask(lines(4)), "rows"), 4);
        QCOMPARE(vep.server.batches().size(), std::size_t(3)); // 4, then 2 and 2
    }

    void aLoneInputThatNeverComesIsATimeout()
    {
        VepAsking vep;
        vep.settings.deadline = 100ms;
        ServedReply hang;
        hang.hang = true;
        for (int i = 0; i < 4; ++i) {
            vep.server.next(hang);
        }
        const auto answers = vep.ask(lines(1));
        QCOMPARE(words(answers), std::string("timeout "));
        QVERIFY(answers[0].notAnnotated->retryAt > vep.clock.now());
    }

    void theCircuitOpensIsProbedByPingAndCloses()
    {
        VepAsking vep;
        vep.server.knowsMissense(line(0));
        vep.settings.policy.circuit.failuresToOpen = 4;
        for (int i = 0; i < 4; ++i) {
            vep.server.next({ 503, "" });
        }
        remote::VepClient client(vep.settings, vep.http, vep.seams());
        QCOMPARE(words(vep.ask(client, lines(1))), std::string("service_down "));
        QVERIFY(client.circuit().state == CircuitState::Open);
        const auto asked = vep.server.requests().size();
        const auto refused = vep.ask(client, lines(1));
        QCOMPARE(words(refused), std::string("service_down "));
        QVERIFY(refused[0].notAnnotated->retryAt == client.circuit().retryAt);
        QCOMPARE(vep.server.requests().size(), asked); // left alone

        vep.server.pingAnswers(503);
        vep.clock.advance(15s);
        QCOMPARE(words(vep.ask(client, lines(1))), std::string("service_down "));
        QCOMPARE(vep.server.requests().size(), asked + 1);
        QVERIFY(vep.server.requests().back().target.starts_with("/info/ping"));
        vep.server.pingAnswers(200);
        vep.clock.advance(30s);
        QCOMPARE(words(vep.ask(client, lines(1))), std::string("rows "));
        QVERIFY(client.circuit().state == CircuitState::Closed);
    }

    void nobodyListening()
    {
        VepAsking vep;
        {
            VepServer gone;
            vep.settings.baseUrl = gone.url();
        }
        QCOMPARE(words(vep.ask(lines(2))), std::string("service_down service_down "));
    }

    void whoLeavesGetsWhatIsThere()
    {
        VepAsking vep;
        vep.settings.batchSize = 2;
        for (int i = 0; i < 6; ++i) {
            vep.server.knowsMissense(line(i));
        }
        remote::VepClient client(vep.settings, vep.http, vep.seams());
        // Leaves once the first batch and the two questions for releases are answered.
        const auto answers =
            vep.ask(client, lines(6), [&vep] { return vep.server.batches().size() >= 2; });
        QCOMPARE(words(answers).substr(0, 10), std::string("rows rows "));
        QCOMPARE(count(answers, "rows") + count(answers, "cancelled"), 6);
        QVERIFY(count(answers, "cancelled") >= 2);
    }

    void everyAnswerIsAccountedForUnderRandomTrouble()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            VepAsking vep;
            SeededRandom chance(seed);
            vep.settings.batchSize = 7;
            for (int i = 0; i < 40; ++i) {
                if (chance.chance(70)) {
                    vep.server.knowsMissense(line(i), chance.chance(90) ? "GRCh38" : "GRCh37");
                }
            }
            for (int i = 0; i < 6; ++i) {
                const int statuses[] = { 200, 400, 413, 429, 500, 503, 504 };
                vep.server.next({ statuses[chance.below(7)], "[]" });
            }
            const auto answers = vep.ask(lines(40));
            const int annotated = count(answers, "rows");
            const int rejected = count(answers, "rejected_by_vep") + count(answers, "unsupported");
            const int pending = count(answers, "service_down") + count(answers, "timeout");
            QCOMPARE(annotated + rejected + pending, 40);
        }
    }
};

LOCUS_TEST(vep_troubles, VepTroublesTest)
#include "tst_vep_troubles.moc"
