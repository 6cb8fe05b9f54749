// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The event loop of a core, in a thread of its own: sockets, timers and posted events as Qt's.
#include "core/gateway/epoll_dispatcher.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <functional>

using namespace locus;

namespace {

// Runs work in a thread with the loop under test.
class Loop
{
public:
    Loop()
    {
        m_thread.setEventDispatcher(new gateway::EpollDispatcher);
        m_room.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Loop()
    {
        m_thread.quit();
        m_thread.wait();
    }
    void run(std::function<void()> work)
    {
        QMetaObject::invokeMethod(&m_room, std::move(work), Qt::BlockingQueuedConnection);
    }

private:
    QThread m_thread;
    QObject m_room;
};

} // namespace

class EpollDispatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timersFireInTimeAndUntilTheyAreStopped()
    {
        Loop loop;
        std::atomic<int> ticks = 0;
        std::atomic<int> passes = 0;
        std::atomic<qint64> single = 0;
        QTimer* ticking = nullptr;
        QElapsedTimer clock;
        clock.start();
        loop.run([&] {
            ticking = new QTimer;
            ticking->callOnTimeout([&ticks] { ++ticks; });
            ticking->start(10);
            auto* pass = new QTimer;
            pass->callOnTimeout([&passes, pass] {
                if (++passes == 50) {
                    pass->deleteLater();
                }
            });
            pass->start(0);
            QTimer::singleShot(60, Qt::PreciseTimer, ticking, [&] { single = clock.elapsed(); });
        });
        QTRY_VERIFY(single > 0 && passes == 50 && ticks >= 5);
        QVERIFY2(single >= 60 && single < 1000, QByteArray::number(single).constData());
        int remaining = 0;
        loop.run([&] {
            remaining = ticking->remainingTime();
            delete ticking;
        });
        QVERIFY(remaining >= 0 && remaining <= 10);
        const int stopped = ticks;
        QTest::qWait(50);
        QCOMPARE(ticks.load(), stopped);
        QCOMPARE(passes.load(), 50);
    }

    void aLoopWithNothingToDoSleepsAndIsWoken()
    {
        Loop loop;
        std::atomic<int> done = 0;
        for (int i = 0; i < 200; ++i) {
            loop.run([&done] { ++done; });
        }
        QCOMPARE(done.load(), 200);
    }

    // Numbers of descriptors are given out again at once.
    void socketsAreServedOneAfterTheOther()
    {
        Loop loop;
        quint16 port = 0;
        std::atomic<int> served = 0;
        std::unique_ptr<QTcpServer> server;
        loop.run([&] {
            server = std::make_unique<QTcpServer>();
            QObject::connect(server.get(), &QTcpServer::newConnection, server.get(), [&] {
                while (QTcpSocket* socket = server->nextPendingConnection()) {
                    QObject::connect(socket, &QTcpSocket::readyRead, socket,
                        [socket] { socket->write(socket->readAll()); });
                    QObject::connect(socket, &QTcpSocket::disconnected, socket, [&, socket] {
                        ++served;
                        socket->deleteLater();
                    });
                }
            });
            server->listen(QHostAddress::LocalHost);
            port = server->serverPort();
        });
        const QByteArray big(1024 * 1024, 'x'); // more than a socket's buffers take
        for (int round = 0; round < 20; ++round) {
            QTcpSocket client;
            client.connectToHost(QHostAddress::LocalHost, port);
            QVERIFY(client.waitForConnected(5000));
            const QByteArray text =
                round == 0 ? big : QByteArray("round ") + QByteArray::number(round);
            client.write(text);
            QByteArray back;
            while (back.size() < text.size() && client.waitForReadyRead(5000)) {
                back += client.readAll();
            }
            QCOMPARE(back, text);
        }
        QTRY_COMPARE(served.load(), 20);
        loop.run([&] { server.reset(); });
    }
};

LOCUS_TEST(epoll_dispatcher, EpollDispatcherTest)
#include "tst_epoll_dispatcher.moc"
