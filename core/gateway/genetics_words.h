// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/error.h"
#include "core/genetics/annotation.h"
#include "core/protocol/analyses_messages.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <string>
#include <vector>

namespace locus::gateway {

struct GeneticsRequest;

// A finished analysis with all its rows.
struct GeneticsOutcome
{
    analyses::Detail detail;
    std::vector<genetics::AnnotationRow> rows;
};

// How the /genetics endpoint says things. An empty string means: this dialect does not say it.
// Thread contract: immutable; any thread.
class GeneticsWords
{
public:
    GeneticsWords() = default;
    GeneticsWords(const GeneticsWords&) = delete;
    GeneticsWords& operator=(const GeneticsWords&) = delete;
    virtual ~GeneticsWords() = default;

    [[nodiscard]] virtual QString connected(const std::string& sessionId) const = 0;
    [[nodiscard]] virtual QStringList queued(
        const GeneticsRequest& request, const protocol::AnalysesSubmitted& answer) const = 0;
    [[nodiscard]] virtual QString progress(const analyses::Summary& summary) const = 0;
    // The line a waiting client gets from time to time, and the last one of them.
    [[nodiscard]] virtual QString waiting(Instant now, std::chrono::seconds since) const = 0;
    [[nodiscard]] virtual QString gaveUp(std::chrono::seconds since) const = 0;
    // One or more frames, each at most about 512 KiB.
    [[nodiscard]] virtual QStringList result(const GeneticsOutcome& outcome) const = 0;
    [[nodiscard]] virtual QString error(
        const Error& error, const std::string& requestId, const std::string& analysisId) const = 0;
};

// JSON messages with a "type".
const GeneticsWords& typedWords();
// The predecessor's text lines with their stable markers, for clients
// that ask for the sub-protocol genetics-v1.
const GeneticsWords& legacyWords();

} // namespace locus::gateway
