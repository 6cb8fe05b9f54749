// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

class QTimer;

namespace locus::client {

// Requests that wait for their answers, each with a deadline. Each is told once how it ended, from
// the event loop, unless its context is gone by then. Thread contract: the thread it lives in.
class PendingRequests : public QObject
{
public:
    using Done = std::function<void(Result<Bytes>)>;
    using Ended = std::function<void(const QString& method, bool succeeded)>;

    // `ended` hears of each one behind who asked.
    explicit PendingRequests(Ended ended, QObject* parent = nullptr);

    // The id that it goes out with. It ends with retriable "client.timeout" where nothing else
    // ends it before.
    std::int64_t add(
        const std::string& method, QObject* context, Done done, std::chrono::milliseconds timeout);
    // It cannot go out.
    void failSoon(std::int64_t id, const Error& error);
    // Nothing happens where its time was over.
    void finish(std::int64_t id, Result<Bytes> result);
    // The connection is gone. The opening of a session is dropped: whoever connects is told
    // otherwise.
    void failAll(const Error& error);

private:
    struct Pending
    {
        QString method;
        QPointer<QObject> context;
        bool hadContext = false;
        Done done;
        QTimer* deadline = nullptr;
        std::optional<Error> failed {}; // it never went out
    };

    Ended m_ended;
    QHash<std::int64_t, Pending> m_pending;
    std::int64_t m_nextId = 1;
};

} // namespace locus::client
