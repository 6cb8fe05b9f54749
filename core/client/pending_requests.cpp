// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/pending_requests.h"

#include <QTimer>

#include <utility>

namespace locus::client {

PendingRequests::PendingRequests(Ended ended, QObject* parent)
    : QObject(parent)
    , m_ended(std::move(ended))
{ }

std::int64_t PendingRequests::add(
    const std::string& method, QObject* context, Done done, std::chrono::milliseconds timeout)
{
    const std::int64_t id = m_nextId++;
    auto* deadline = new QTimer(this);
    deadline->setSingleShot(true);
    m_pending.insert(id,
        { QString::fromStdString(method), context, context != nullptr, std::move(done), deadline });
    connect(deadline, &QTimer::timeout, this, [this, id] {
        const std::optional<Error> failed = m_pending.value(id).failed;
        finish(
            id, failed ? *failed : retriable("client.timeout", "the core did not answer in time"));
    });
    deadline->start(timeout);
    return id;
}

void PendingRequests::failSoon(std::int64_t id, const Error& error)
{
    Pending& pending = m_pending[id];
    pending.failed = error;
    pending.deadline->start(0);
}

void PendingRequests::finish(std::int64_t id, Result<Bytes> result)
{
    const auto found = m_pending.find(id);
    if (found == m_pending.end()) {
        return;
    }
    Pending pending = std::move(*found);
    m_pending.erase(found);
    pending.deadline->stop();
    pending.deadline->deleteLater();
    const bool succeeded = result.ok();
    if (pending.done && (!pending.hadContext || pending.context)) {
        pending.done(std::move(result));
    }
    m_ended(pending.method, succeeded);
}

void PendingRequests::failAll(const Error& error)
{
    const auto ids = m_pending.keys();
    for (const std::int64_t id : ids) {
        const auto found = m_pending.constFind(id);
        if (found == m_pending.cend()) {
            continue; // ended by who was told of another
        }
        if (found->method == QLatin1String("session.open")) {
            found->deadline->deleteLater();
            m_pending.erase(found);
        } else {
            finish(id, found->failed.value_or(error));
        }
    }
}

} // namespace locus::client
