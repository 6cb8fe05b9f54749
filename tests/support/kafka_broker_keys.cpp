// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafka_broker_keys.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStringList>

namespace locus::test {

namespace {

class OpenSsl
{
public:
    explicit OpenSsl(const QString& folder)
        : m_folder(folder)
    { }

    Status run(const QString& arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("openssl"), arguments.split(QLatin1Char(' ')));
        if (!process.waitForStarted()) {
            return retriable("test.no_openssl", "tests of TLS need the program openssl");
        }
        if (!process.waitForFinished(60'000) || process.exitCode() != 0) {
            return retriable("test.keys_failed",
                "openssl " + arguments.toStdString() + ": " + process.readAll().toStdString());
        }
        return {};
    }

    Status authority(const QString& name)
    {
        LOCUS_TRY(key(name));
        return run(QStringLiteral("req -x509 -new -key %1.key -out %1.pem -days 3650 -subj "
                                  "/CN=%1 -addext basicConstraints=critical,CA:TRUE")
                       .arg(name));
    }

    // `extensions`: an OpenSSL extension file's text.
    Status signedBy(const QString& issuer, const QString& name, const QByteArray& extensions)
    {
        LOCUS_TRY(key(name));
        LOCUS_TRY(run(QStringLiteral("req -new -key %1.key -out %1.csr -subj /CN=%1").arg(name)));
        LOCUS_TRY(write(name + QStringLiteral(".ext"), extensions));
        return run(QStringLiteral("x509 -req -in %1.csr -CA %2.pem -CAkey %2.key -CAcreateserial "
                                  "-days 3650 -out %1.pem -extfile %1.ext")
                       .arg(name, issuer));
    }

    Status join(const QStringList& parts, const QString& into)
    {
        QByteArray all;
        for (const QString& part : parts) {
            QFile file(path(part));
            if (!file.open(QIODevice::ReadOnly)) {
                return retriable("test.keys_failed", "missing " + part.toStdString());
            }
            all += file.readAll();
        }
        return write(into, all);
    }

    [[nodiscard]] QString path(const QString& name) const { return QDir(m_folder).filePath(name); }

private:
    Status key(const QString& name)
    {
        return run(
            QStringLiteral("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out %1.key")
                .arg(name));
    }

    Status write(const QString& name, const QByteArray& content)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
            return retriable("test.keys_failed", "cannot write " + name.toStdString());
        }
        return {};
    }

    const QString m_folder;
};

} // namespace

Result<KafkaBrokerKeys> makeKafkaBrokerKeys(const QString& folder)
{
    OpenSsl openssl(folder);
    LOCUS_TRY(openssl.authority(QStringLiteral("authority")));
    LOCUS_TRY(openssl.authority(QStringLiteral("stranger")));
    LOCUS_TRY(openssl.signedBy(QStringLiteral("authority"), QStringLiteral("broker"),
        "subjectAltName=IP:127.0.0.1,DNS:localhost\n"));
    LOCUS_TRY(openssl.signedBy(QStringLiteral("authority"), QStringLiteral("between"),
        "basicConstraints=critical,CA:TRUE\n"));
    LOCUS_TRY(openssl.signedBy(QStringLiteral("between"), QStringLiteral("locus-client"),
        "extendedKeyUsage=clientAuth\n"));
    LOCUS_TRY(openssl.join({ QStringLiteral("broker.key"), QStringLiteral("broker.pem") },
        QStringLiteral("broker-store.pem")));
    LOCUS_TRY(openssl.join({ QStringLiteral("locus-client.pem"), QStringLiteral("between.pem") },
        QStringLiteral("client-chain.pem")));
    const auto path = [&](const char* name) {
        return openssl.path(QString::fromLatin1(name)).toStdString();
    };
    return KafkaBrokerKeys { path("authority.pem"), path("stranger.pem"), path("broker-store.pem"),
        path("client-chain.pem"), path("locus-client.key") };
}

} // namespace locus::test
