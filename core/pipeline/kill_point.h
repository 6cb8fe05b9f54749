// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migrations.h"

#include <string_view>

namespace locus::pipeline {

// Named points at which a crash test ends the process. In order of a transaction's life:
// "before_begin", "in_transaction", "in_lane", "before_commit", "after_commit", "before_produce",
// "before_report", "before_cursor"; of a redrive of many: "redrive_sent", "redrive_marked"; of four
// eyes: "in_approval"; of the audit trail: "audit_key_told"; of keys that go: "erasure_listed",
// "key_overwritten", "keys_forgotten"; of the master key: "master_kept", "master_moved"; of rows
// that are sealed: "rows_sealed"; of the process: "in_migration", "during_recovery",
// "during_drain".
using KillPoint = store::KillPoint;

inline void pass(const KillPoint& point, std::string_view name)
{
    if (point) {
        point(name);
    }
}

// Ends the process as kill -9 does at the nth pass of a point. `text` is "<name>:<n>", as a crash
// test puts it into the environment; empty: never. Errors: invalid "pipeline.bad_kill_point".
Result<KillPoint> killPointFrom(std::string_view text);

} // namespace locus::pipeline
