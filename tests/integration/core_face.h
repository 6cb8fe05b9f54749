// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/core_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QUrl>

namespace locus::test {

// The body of what a core answers to a GET; empty: no answer.
inline QByteArray httpGet(const CoreProcess& core, const QByteArray& path)
{
    constexpr int patienceMs = 30'000;
    const QUrl url(core.endpoint(QStringLiteral("http")));
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("GET " + path + " HTTP/1.1\r\nHost: core\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    qsizetype wanted = -1; // known once the head is there
    while (wanted < 0 || answer.size() < wanted) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(patienceMs)) {
            return {};
        }
        answer += socket.readAll();
        const qsizetype head = answer.indexOf("\r\n\r\n");
        const qsizetype length = answer.toLower().indexOf("content-length:");
        if (wanted < 0 && head >= 0 && length >= 0 && length < head) {
            const qsizetype end = answer.indexOf('\r', length);
            wanted = head + 4 + answer.mid(length + 15, end - length - 15).trimmed().toLongLong();
        }
    }
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

// One check of /health/ready; empty: there is none of this name.
inline QJsonObject healthCheck(const CoreProcess& core, const QString& name)
{
    const QJsonObject report = QJsonDocument::fromJson(httpGet(core, "/health/ready")).object();
    for (const QJsonValue& check : report.value(QStringLiteral("checks")).toArray()) {
        if (check.toObject().value(QStringLiteral("name")).toString() == name) {
            return check.toObject();
        }
    }
    return {};
}

} // namespace locus::test
