// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/kafka/credentials_watch.h"

#include <filesystem>

namespace locus::bus::kafka {

namespace {
constexpr std::chrono::seconds pauseBetweenLooks { 1 };
}

CredentialsWatch::CredentialsWatch(const KafkaSettings& settings)
{
    for (const std::string& file :
        { settings.caFile, settings.certificateFile, settings.keyFile }) {
        if (!file.empty()) {
            m_files.push_back(file);
        }
    }
    accept();
}

std::string CredentialsWatch::stamp() const
{
    std::string all;
    for (const std::string& file : m_files) {
        std::error_code ignored; // a file that is away for a moment has a stamp of its own
        all += std::to_string(
                   std::filesystem::last_write_time(file, ignored).time_since_epoch().count())
            + "/" + std::to_string(std::filesystem::file_size(file, ignored)) + ";";
    }
    return all;
}

bool CredentialsWatch::changed()
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_files.empty() && now >= m_lookAgain) {
        m_lookAgain = now + pauseBetweenLooks;
        m_changed = stamp() != m_accepted;
    }
    return m_changed;
}

void CredentialsWatch::accept()
{
    m_accepted = stamp();
    m_changed = false;
}

} // namespace locus::bus::kafka
