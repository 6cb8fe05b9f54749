// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace locus::test {

// A folder of short-lived certificates.
class CertificateFiles
{
public:
    [[nodiscard]] QString path(const char* name) const
    {
        return m_folder.path() + u'/' + QString::fromLatin1(name);
    }
    // <name>.pem and <name>.key, signed by itself.
    bool make(const char* name, const char* days = "30") const
    {
        return run({ QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
            QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-keyout"),
            file(name, ".key"), QStringLiteral("-out"), file(name, ".pem"), QStringLiteral("-days"),
            QString::fromLatin1(days), QStringLiteral("-subj"),
            QStringLiteral("/CN=") + QString::fromLatin1(name), QStringLiteral("-addext"),
            QStringLiteral("subjectAltName=DNS:%1.local,IP:127.0.0.1")
                .arg(QString::fromLatin1(name)) });
    }
    [[nodiscard]] QString file(const char* name, const char* end) const
    {
        return path(name) + QString::fromLatin1(end);
    }
    // The pair stands in the place of another, as a renewal leaves it.
    bool put(const char* name, const char* end, const char* place) const
    {
        const QString to = file(place, end);
        QFile::remove(to);
        return QFile::copy(file(name, end), to);
    }

private:
    static bool run(const QStringList& words)
    {
        QProcess process;
        process.start(QStringLiteral("openssl"), words);
        return process.waitForFinished() && process.exitCode() == 0;
    }
    QTemporaryDir m_folder;
};

} // namespace locus::test
