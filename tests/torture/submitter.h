// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random_source.h"
#include "core/base/uuid.h"
#include "core/client/core_client.h"
#include "core/protocol/analyses_messages.h"
#include "tests/support/seeded_random.h"
#include "tests/torture/ordeal.h"
#include "tests/torture/pacer.h"

#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <set>

namespace locus::torture {

// A crowd at the gateway: submits values at a pace, again after a lost answer with the same
// commandId, some twice on purpose, some that must be refused, some given up with their fate
// unknown. The value is the commandId, sent along as the analysis' label.
class Submitter : public QObject
{
    Q_OBJECT

public:
    Submitter(History& history, std::filesystem::path coreData, std::uint64_t seed,
        std::function<std::int64_t()> nowMs);

    void start(double perSecond);
    void stopSending(); // what waits for its answer goes on
    // Learns what ended from the list, where changes were missed.
    void listAll() { listFrom({}); }
    // Every value has its answer, or was given up.
    [[nodiscard]] bool isSettled() const { return m_open.empty(); }
    [[nodiscard]] int waiting() const { return static_cast<int>(m_waiting.size()); }
    // One of those that were accepted and have no result; for a sentence.
    [[nodiscard]] std::string oneWaiting() const { return *m_waiting.begin(); }
    [[nodiscard]] double takeWorstLatencyMs() { return std::exchange(m_worstLatency, 0); }
    [[nodiscard]] const Status& failure() const { return m_failure; }
    [[nodiscard]] int results() const { return m_results; } // seen so far, anybody's

private:
    struct Open
    {
        protocol::AnalysesSubmit message;
        std::int64_t since = 0;
        bool sent = false; // an answer is awaited
    };

    void sendNew();
    void send(const std::string& value);
    void sendAgain();
    void answered(const std::string& value, const Result<protocol::AnalysesSubmitted>& answer);
    void note(Operation::Phase phase, const std::string& value);
    void sawChanges(const QList<protocol::Change>& changes);
    void listFrom(const std::string& after);
    void saw(const analyses::Summary& summary);

    History& m_history;
    test::SeededRandom m_random;
    std::function<std::int64_t()> m_nowMs;
    SystemClock m_clock;
    SystemRandom m_systemRandom;
    UuidSource m_ids { m_clock, m_systemRandom };
    client::CoreClient m_client;
    QTimer m_pace;
    Pacer m_pacer;
    std::map<std::string, Open> m_open;
    std::set<std::string> m_waiting; // accepted and without a result
    std::set<std::string> m_early; // results that came before their answer
    int m_results = 0;
    double m_worstLatency = 0;
    Status m_failure;
};

} // namespace locus::torture
