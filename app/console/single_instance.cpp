// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/single_instance.h"

#include "core/base/places.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QLocalServer>
#include <QLocalSocket>

namespace locus::app {

namespace {

constexpr int stepMs = 100;
constexpr int answerMs = 3000;
constexpr int patienceMs = 8000; // longer than a start on a busy computer
constexpr qint64 linkCap = 4096;
constexpr char taken[] = "ok\n";

// The path of a socket is short everywhere, that of a folder is not.
QString socketName(const std::filesystem::path& folder)
{
    std::error_code failure;
    const auto whole = std::filesystem::weakly_canonical(folder, failure);
    const auto digest = QCryptographicHash::hash(
        QByteArray::fromStdString((failure ? folder : whole).string()), QCryptographicHash::Sha256);
    const QString key = QString::fromLatin1(digest.toHex().left(16));
#ifdef Q_OS_WIN
    return QStringLiteral("locus-%1-%2").arg(qEnvironmentVariable("USERNAME"), key);
#else
    const auto runtime = seatPlaces().runtime;
    std::filesystem::create_directories(runtime, failure);
    return QString::fromStdString((runtime / ("console-" + key.toStdString())).string());
#endif
}

bool handOver(const QString& name, const QUrl& link)
{
    QLocalSocket socket;
    socket.connectToServer(name);
    if (!socket.waitForConnected(answerMs)) {
        return false;
    }
    socket.write(link.toEncoded() + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(answerMs)) {
            return false;
        }
    }
    return socket.readLine() == taken;
}

} // namespace

SingleInstance::SingleInstance(std::unique_ptr<QLockFile> lock, QObject* parent)
    : QObject(parent)
    , m_lock(std::move(lock))
    , m_server(new QLocalServer(this))
{
    connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

Result<std::unique_ptr<SingleInstance>> SingleInstance::claim(
    const std::filesystem::path& folder, const QUrl& link)
{
    const QString name = socketName(folder);
    const QString path = QString::fromStdString((folder / "console.lock").string());
    auto lock = std::make_unique<QLockFile>(path);
    lock->setStaleLockTime(0); // a window may be open for weeks; only its end frees the lock
    QDeadlineTimer deadline(patienceMs);
    while (!lock->tryLock(stepMs)) {
        if (lock->error() != QLockFile::LockFailedError) {
            return refused("console.folder_unwritable",
                folder.string() + " cannot be written; name another folder with --data-dir");
        }
        if (handOver(name, link)) {
            return std::unique_ptr<SingleInstance>();
        }
        if (deadline.hasExpired()) {
            qint64 pid = 0;
            QString host;
            QString program;
            lock->getLockInfo(&pid, &host, &program);
            return refused("console.other_silent",
                "Locus is open already (process " + std::to_string(pid)
                    + ") and does not answer; close it, or end the process, and start again");
        }
    }
    std::unique_ptr<SingleInstance> first(new SingleInstance(std::move(lock)));
    LOCUS_TRY(first->listen(name));
    return first;
}

Status SingleInstance::listen(const QString& name)
{
    QLocalServer::removeServer(name); // of a window that was killed; the lock says it is gone
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    if (!m_server->listen(name)) {
        return fatal("console.no_socket",
            "no socket for further starts: " + m_server->errorString().toStdString());
    }
    return {};
}

void SingleInstance::onConnection()
{
    while (auto* socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > linkCap) {
                    socket->abort();
                }
                return;
            }
            const QByteArray line = socket->readLine(linkCap).trimmed();
            socket->write(taken);
            socket->disconnectFromServer();
            Q_EMIT asked(QUrl::fromEncoded(line, QUrl::StrictMode));
        });
    }
}

} // namespace locus::app
