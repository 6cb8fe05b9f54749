// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/change_follower.h"

#include "core/base/log.h"
#include "core/client/streams.h"
#include "core/protocol/rpc_frame.h"

#include <utility>

namespace locus::client {

ChangeFollower::ChangeFollower(Subscribe subscribe, QObject* parent)
    : QObject(parent)
    , m_subscribe(std::move(subscribe))
{
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &ChangeFollower::deliver);
}

bool ChangeFollower::setStreams(const QStringList& names)
{
    return std::exchange(m_streams, names) != names;
}

void ChangeFollower::beginAt(quint64 change)
{
    if (!std::exchange(m_isFollowing, true)) {
        m_lastChange = change;
    }
}

void ChangeFollower::follow(const std::vector<std::string>& roles)
{
    m_followed = permittedStreams(m_streams, roles);
    subscribe();
}

void ChangeFollower::subscribe()
{
    if (m_followed.empty()) {
        return;
    }
    m_subscribe({ m_followed, m_lastChange }, [this](const Result<Bytes>& answer) {
        if (answer.ok()) {
            return;
        }
        log::warn("client.no_changes", { { "code", answer.error().code } });
        if (std::erase(m_followed, answer.error().fact("stream")) > 0) {
            subscribe(); // the others
        }
    });
}

void ChangeFollower::onNotification(const protocol::RpcNotification& notification)
{
    if (notification.method == protocol::Change::method) {
        onChange(notification.params);
        return;
    }
    if (notification.method == protocol::ChangesGap::method) {
        const auto gap = protocol::ChangesGap::fromJson(notification.params);
        if (gap.ok()) {
            deliver();
            m_lastChange = gap->to;
            Q_EMIT gapFound();
        }
    }
}

void ChangeFollower::onChange(const Bytes& params)
{
    auto change = protocol::Change::fromJson(params);
    if (!change.ok() || change->seq <= m_lastChange) {
        return;
    }
    m_lastChange = change->seq;
    m_changes[QString::fromStdString(change->stream)].append(std::move(*change));
    if (!m_turn.isActive()) {
        m_turn.start();
    }
}

void ChangeFollower::deliver()
{
    const auto changes = std::exchange(m_changes, {});
    for (auto stream = changes.begin(); stream != changes.end(); ++stream) {
        Q_EMIT changed(stream.key(), stream.value());
    }
}

} // namespace locus::client
