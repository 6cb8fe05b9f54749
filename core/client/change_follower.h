// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/protocol/changes_messages.h"

#include <QMap>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <string>
#include <vector>

namespace locus::protocol {
struct RpcNotification;
}

namespace locus::client {

// Follows streams of changes over every reconnect, from the last number seen. Thread contract: the
// thread it lives in.
class ChangeFollower : public QObject
{
    Q_OBJECT

public:
    using Subscribe = std::function<void(
        const protocol::ChangesSubscribe& message, std::function<void(const Result<Bytes>&)> done)>;

    explicit ChangeFollower(Subscribe subscribe, QObject* parent = nullptr);

    // False: they are the ones there were.
    bool setStreams(const QStringList& names);
    // Whatever was seen is no place to go on from: of another core or another store.
    void forget() { m_isFollowing = false; }
    // Of a session that was opened: where to begin, unless there is a place to go on from.
    void beginAt(quint64 change);
    // Asks for those that these roles may see; one that is refused leaves the others.
    void follow(const std::vector<std::string>& roles);
    [[nodiscard]] quint64 lastChange() const { return m_lastChange; }

    void onNotification(const protocol::RpcNotification& notification);

Q_SIGNALS:
    // In order of their numbers, never twice; those of one turn of the loop together.
    void changed(const QString& stream, const QList<locus::protocol::Change>& changes);
    void gapFound();

private:
    void subscribe();
    void onChange(const Bytes& params);
    void deliver();

    Subscribe m_subscribe;
    QStringList m_streams;
    std::vector<std::string> m_followed; // of them
    bool m_isFollowing = false; // m_lastChange is a place to go on from
    quint64 m_lastChange = 0;
    QMap<QString, QList<protocol::Change>> m_changes;
    QTimer m_turn;
};

} // namespace locus::client
