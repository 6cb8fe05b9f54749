// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/support/core_process.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/seeded_random.h"
#include "tests/support/tcp_proxy.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace locus::torture {

// The core under test with what stands around it, and everything that may be done to them.
class Victim
{
public:
    // A broker of its own behind a bad network, or none.
    static Result<std::unique_ptr<Victim>> make(bool kafka);
    ~Victim();

    [[nodiscard]] test::CoreProcess& core() { return m_core; }
    [[nodiscard]] bool isOnKafka() const { return m_broker != nullptr; }
    [[nodiscard]] std::string bootstrap() const { return m_broker->bootstrap(); } // past the proxy

    struct FaultKind
    {
        std::string name;
        // Does it and undoes it; `live` passes time while it lasts, so that work goes on.
        std::function<Status(const std::function<void(std::chrono::milliseconds)>& live)> act;
    };
    // Those that make sense here. Times and points are drawn from `random`.
    std::vector<FaultKind> faults(test::SeededRandom& random);

private:
    Status startCore(const QString& killPoint = {});

    std::unique_ptr<test::KafkaBroker> m_broker;
    std::unique_ptr<test::TcpProxy> m_proxy;
    test::CoreProcess m_core;
};

} // namespace locus::torture
