// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bounded_queue.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <thread>

using namespace locus;
using namespace std::chrono_literals;

class BoundedQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullQueueRefusesAndStaysAsItWas()
    {
        BoundedQueue<int> queue(2);
        QVERIFY(queue.tryPush(1));
        QVERIFY(queue.tryPush(2));
        QVERIFY(!queue.tryPush(3));
        QCOMPARE(queue.popMany(10, 0us), (std::vector<int> { 1, 2 }));
    }

    void closingLetsTheReaderDrain()
    {
        BoundedQueue<int> queue(4);
        queue.push(1);
        queue.close();
        QVERIFY(!queue.push(2));
        QCOMPARE(queue.pop(10s).value(), 1);
        QVERIFY(!queue.pop(10s).has_value()); // at once: closed and empty
    }

    void nothingIsLostBetweenManyThreads()
    {
        constexpr int perWriter = 20'000;
        constexpr int writers = 4;
        BoundedQueue<int> queue(64);
        std::vector<std::thread> threads;
        for (int w = 0; w < writers; ++w) {
            threads.emplace_back([&queue, w] {
                for (int i = 0; i < perWriter; ++i) {
                    queue.push(w * perWriter + i);
                }
            });
        }
        std::vector<int> lastOf(writers, -1);
        int seen = 0;
        while (seen < perWriter * writers) {
            for (const int item : queue.popMany(100, 10s)) {
                const auto writer = static_cast<std::size_t>(item / perWriter);
                QVERIFY(item % perWriter > lastOf[writer]); // each writer's order is kept
                lastOf[writer] = item % perWriter;
                ++seen;
            }
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(queue.size(), std::size_t(0));
    }
};

LOCUS_TEST(bounded_queue, BoundedQueueTest)
#include "tst_bounded_queue.moc"
