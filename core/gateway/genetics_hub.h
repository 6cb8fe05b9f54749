// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyses/analysis.h"
#include "core/base/instant.h"
#include "core/gateway/change_subscriber.h"
#include "core/gateway/genetics_words.h"
#include "core/gateway/reader_thread.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace locus {
class Clock;
class UuidSource;
} // namespace locus

namespace locus::gateway {

class ChangeFeed;
class CommandSender;
struct GeneticsRequest;

// What the hub tells a connected client. Thread contract: the gateway's thread.
class GeneticsListener
{
public:
    GeneticsListener() = default;
    GeneticsListener(const GeneticsListener&) = delete;
    GeneticsListener& operator=(const GeneticsListener&) = delete;
    virtual ~GeneticsListener() = default;

    virtual void onQueued(
        const GeneticsRequest& request, const protocol::AnalysesSubmitted& answer) = 0;
    virtual void onProgress(const analyses::Summary& summary) = 0;
    // As frames in the client's own words; read and worded on the reader thread.
    virtual void onResult(const QStringList& frames) = 0;
    virtual void onError(
        const Error& error, const std::string& requestId, const std::string& analysisId) = 0;
    [[nodiscard]] virtual const GeneticsWords& words() const = 0;
};

// Who a result belongs to: a user and the session under which he asked, never a socket.
using GeneticsKey = std::pair<std::string, std::string>; // user, session id

// Submissions and results of /genetics. A result that comes while nobody listens is delivered when
// its session returns; after a restart of the core that may repeat one. Thread contract: the
// gateway's thread.
class GeneticsHub : public ChangeSubscriber
{
public:
    struct Services
    {
        ReaderThread& reader;
        CommandSender& commands;
        ChangeFeed& feed;
        const Clock& clock;
        UuidSource& ids;
    };
    explicit GeneticsHub(const Services& services);
    ~GeneticsHub() override;

    // The latest listener of a session wins. Delivers what was missed.
    void attach(const GeneticsKey& key, GeneticsListener& listener);
    void detach(const GeneticsKey& key, const GeneticsListener& listener);
    // The answer goes to whoever listens when it comes.
    void submit(const GeneticsKey& key, const GeneticsRequest& request);

    void onChange(const ChangeFrame& change) override;
    void onGap(std::uint64_t from, std::uint64_t to) override;

private:
    struct Session
    {
        GeneticsListener* listener = nullptr;
        std::set<analyses::AnalysisId> open; // asked for, not delivered
        std::set<analyses::AnalysisId> delivered;
        Duration lastSeen { 0 };
    };
    struct Finding; // what the reader thread found about one analysis

    void track(const GeneticsKey& key, const analyses::AnalysisId& id);
    void recall(const GeneticsKey& key);
    void look(const GeneticsKey& key, const analyses::AnalysisId& id);
    void tell(const GeneticsKey& key, const Finding& finding);
    void forgetOld();

    Services m_services;
    std::map<GeneticsKey, Session> m_sessions;
    std::map<analyses::AnalysisId, GeneticsKey> m_tracked;
};

} // namespace locus::gateway
