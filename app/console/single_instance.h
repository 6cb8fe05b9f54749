// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QLockFile>
#include <QObject>
#include <QUrl>

#include <filesystem>
#include <memory>

class QLocalServer;

namespace locus::app {

// One window a person and folder. The first holds a lock in the folder and listens on a socket that
// only this person may enter; another start hands it its link and ends. A link is all that crosses:
// no action, no path, no option.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    // Null: the window that is open already has taken the link. Blocks a moment while it answers.
    // Errors: refused "console.other_silent" (one holds the lock and does not answer), refused
    // "console.folder_unwritable", fatal "console.no_socket".
    static Result<std::unique_ptr<SingleInstance>> claim(
        const std::filesystem::path& folder, const QUrl& link);

Q_SIGNALS:
    // Another start asked for this window; the link may be empty.
    void asked(const QUrl& link);

private:
    SingleInstance(std::unique_ptr<QLockFile> lock, QObject* parent = nullptr);
    Status listen(const QString& name);
    void onConnection();

    std::unique_ptr<QLockFile> m_lock;
    QLocalServer* m_server;
};

} // namespace locus::app
