// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/integrity_status.h"

#include "core/backup/integrity_watch.h"
#include "core/base/text.h"
#include "core/metrics/registry.h"

namespace locus::service {

namespace {

using backup::Integrity;

bool isBad(const Integrity& file)
{
    return file.state == Integrity::State::Damaged || file.state == Integrity::State::Unreadable;
}

std::string sentence(const Integrity& file)
{
    const std::string again = file.isBeingChecked ? ", being checked" : "";
    const std::string more = file.detail.empty() ? "" : " (" + file.detail + ")";
    const std::string at = toRfc3339(file.checkedAt);
    switch (file.state) {
    case Integrity::State::Unknown:
        return file.file + (file.isBeingChecked ? " is being checked" : " is not checked yet");
    case Integrity::State::Whole: return file.file + " was whole at " + at + more + again;
    case Integrity::State::Unreadable:
        return file.file + " could not be checked at " + at + more + again;
    case Integrity::State::Damaged: break;
    }
    return file.file + " was found damaged at " + at + ": " + file.detail + again;
}

} // namespace

protocol::HealthCheck integrityHealth(const std::vector<Integrity>& files)
{
    protocol::HealthCheck check;
    check.name = protocol::integrityCheck;
    check.status = "up";
    std::vector<std::string> sentences;
    double unknown = 0;
    for (const Integrity& file : files) {
        unknown += file.state == Integrity::State::Unknown ? 1 : 0;
        sentences.push_back(sentence(file));
        if (isBad(file)) {
            check.status = "degraded";
        }
    }
    check.detail = join(sentences, "; ");
    check.figures["filesNotChecked"] = unknown;
    return check;
}

void measureIntegrity(const std::vector<Integrity>& files, metrics::Registry& registry)
{
    for (const Integrity& file : files) {
        if (file.state != Integrity::State::Unknown) {
            registry
                .gauge("store_integrity_ok", "1 if the last check of this file found it whole",
                    { { "file", file.file } })
                .set(isBad(file) ? 0 : 1);
        }
    }
}

} // namespace locus::service
