// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/gateway_clients.h"

#include "core/protocol/version.h"
#include "tests/bench/latency_counts.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QNetworkRequest>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <nlohmann/json.hpp>

#include <deque>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace locus::bench {

using nlohmann::json;

namespace {

const QString ask = QStringLiteral("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"patients.get\","
                                   "\"params\":{\"patientId\":\"p1\"}}");
constexpr int settleMs = 1'000;
constexpr int lateMs = 5'000; // answers that come after that are not there

void say(const json& line)
{
    std::cout << line.dump() << std::endl;
}

// Answers come in the order of the questions.
class Client
{
public:
    Client(const QString& url, const std::string& token, std::function<void()> ready)
        : m_ready(std::move(ready))
    {
        QObject::connect(&m_socket, &QWebSocket::connected, &m_socket, [this, token] {
            const json open { { "jsonrpc", "2.0" }, { "id", 1 }, { "method", "session.open" },
                { "params", { { "token", token }, { "client", "bench" }, { "version", "1.0" } } } };
            m_socket.sendTextMessage(QString::fromStdString(open.dump()));
        });
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
            [this](const QString& text) { onText(text); });
        QWebSocketHandshakeOptions options;
        options.setSubprotocols({ QString::fromLatin1(protocol::subProtocol.data()) });
        m_socket.open(QNetworkRequest(QUrl(url)), options);
    }

    // `due`: microseconds of `clock`, when the message should have gone.
    void send(qint64 due)
    {
        m_due.push_back(due);
        m_socket.sendTextMessage(ask);
    }
    void measureWith(LatencyCounts& counts, const QElapsedTimer& clock)
    {
        m_counts = &counts;
        m_clock = &clock;
    }
    [[nodiscard]] std::size_t waiting() const { return m_due.size(); }
    [[nodiscard]] qint64 answers() const { return m_answers; }
    QWebSocket& socket() { return m_socket; }

private:
    void onText(const QString& text)
    {
        if (m_counts == nullptr) {
            if (!text.contains(QLatin1String("\"result\""))) {
                std::cerr << text.toStdString() << '\n';
                QCoreApplication::exit(1);
            }
            m_ready();
            return;
        }
        if (m_due.empty() || !text.contains(QLatin1String("masked"))) {
            std::cerr << text.toStdString() << '\n';
            return; // counts as unanswered
        }
        m_counts->addMicros(m_clock->nsecsElapsed() / 1'000 - m_due.front());
        m_due.pop_front();
        ++m_answers;
    }

    std::function<void()> m_ready;
    LatencyCounts* m_counts = nullptr;
    const QElapsedTimer* m_clock = nullptr;
    std::deque<qint64> m_due;
    qint64 m_answers = 0;
    QWebSocket m_socket;
};

class Pace
{
public:
    explicit Pace(const json& task)
        : m_task(task)
        , m_count(task.at("clients").get<std::size_t>())
        , m_every(1'000'000 / task.at("perSecond").get<qint64>())
        , m_end(task.at("seconds").get<qint64>() * 1'000'000)
    {
        QObject::connect(&m_tick, &QTimer::timeout, &m_tick, [this] { onTick(); });
        m_tick.setTimerType(Qt::PreciseTimer);
        addOne();
    }

private:
    void addOne()
    {
        if (m_clients.size() == m_count) {
            say({ { "ready", m_count } });
            for (const auto& client : m_clients) {
                client->measureWith(m_counts, m_clock);
            }
            QTimer::singleShot(settleMs, &m_tick, [this] {
                m_clock.start();
                m_tick.start(1);
            });
            return;
        }
        const auto& tokens = m_task.at("tokens");
        m_clients.push_back(std::make_unique<Client>(
            QString::fromStdString(m_task.at("url").get<std::string>()),
            tokens.at(m_clients.size() % tokens.size()).get<std::string>(), [this] { addOne(); }));
    }

    // Clients take turns within each interval; who is late says when it was due.
    void onTick()
    {
        const qint64 now = m_clock.nsecsElapsed() / 1'000;
        const qint64 step = std::max<qint64>(1, m_every / static_cast<qint64>(m_count));
        for (; m_next * step <= std::min(now, m_end); ++m_next) {
            m_clients.at(static_cast<std::size_t>(m_next) % m_count)->send(m_next * step);
        }
        if (now > m_end) {
            m_tick.stop();
            finish(lateMs);
        }
    }

    void finish(int patience)
    {
        std::size_t waiting = 0;
        qint64 answers = 0;
        for (const auto& client : m_clients) {
            waiting += client->waiting();
            answers += client->answers();
        }
        if (waiting > 0 && patience > 0) {
            QTimer::singleShot(100, &m_tick, [this, patience] { finish(patience - 100); });
            return;
        }
        say({ { "p50", m_counts.percentileMillis(0.5) }, { "p99", m_counts.percentileMillis(0.99) },
            { "answers", answers }, { "unanswered", waiting } });
        std::_Exit(0);
    }

    const json m_task;
    const std::size_t m_count;
    const qint64 m_every; // microseconds between messages of a client
    const qint64 m_end;
    std::vector<std::unique_ptr<Client>> m_clients;
    LatencyCounts m_counts;
    QElapsedTimer m_clock;
    QTimer m_tick;
    qint64 m_next = 0;
};

// Asks and never reads, or asks far above its rate; comes again when it is closed.
class Disturber
{
public:
    explicit Disturber(const json& task)
        : m_task(task)
        , m_floods(task.at("disturb") == "flood")
    {
        QObject::connect(&m_tick, &QTimer::timeout, &m_tick, [this] { onTick(); });
        again();
    }

private:
    void again()
    {
        m_client =
            std::make_unique<Client>(QString::fromStdString(m_task.at("url").get<std::string>()),
                m_task.at("tokens").back().get<std::string>(), [this] { onReady(); });
        QObject::connect(&m_client->socket(), &QWebSocket::disconnected, &m_tick,
            [this] { QTimer::singleShot(100, &m_tick, [this] { again(); }); });
    }
    void onReady()
    {
        if (!m_said) {
            say({ { "ready", 1 } });
            m_said = true;
        }
        if (!m_floods) {
            m_client->socket().setReadBufferSize(1); // the kernel's buffers fill
        }
        m_tick.start(10);
    }
    void onTick()
    {
        const int burst = m_floods ? 100 : 20; // 10,000 messages/s; 2,000
        for (int i = 0; i < burst && m_client->socket().isValid(); ++i) {
            m_client->socket().sendTextMessage(ask);
        }
    }

    const json m_task;
    const bool m_floods;
    bool m_said = false;
    std::unique_ptr<Client> m_client;
    QTimer m_tick;
};

} // namespace

int runGatewayClients()
{
    std::string line;
    std::getline(std::cin, line);
    const json task = json::parse(line);
    if (task.contains("disturb")) {
        const Disturber disturber(task);
        return QCoreApplication::exec();
    }
    const Pace pace(task);
    return QCoreApplication::exec();
}

} // namespace locus::bench
