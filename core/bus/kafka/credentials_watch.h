// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/kafka/kafka_settings.h"

#include <chrono>
#include <string>
#include <vector>

namespace locus::bus::kafka {

// Notices that the files of a connection's certificates were replaced. librdkafka reads them once,
// when a client is made. Thread contract: one thread.
class CredentialsWatch
{
public:
    explicit CredentialsWatch(const KafkaSettings& settings);

    // The files differ from those of the last accept(); looks at most once a second.
    [[nodiscard]] bool changed();
    // A client was just made from the files.
    void accept();

private:
    [[nodiscard]] std::string stamp() const;

    std::vector<std::string> m_files;
    std::string m_accepted;
    bool m_changed = false;
    std::chrono::steady_clock::time_point m_lookAgain {};
};

} // namespace locus::bus::kafka
