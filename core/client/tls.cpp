// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/tls.h"

#include <QSslCertificate>

#include <algorithm>
#include <initializer_list>

namespace locus::client {

namespace {

bool has(const QList<QSslError>& errors, std::initializer_list<QSslError::SslError> wanted)
{
    return std::any_of(errors.begin(), errors.end(), [wanted](const QSslError& error) {
        return std::find(wanted.begin(), wanted.end(), error.error()) != wanted.end();
    });
}

} // namespace

Result<QSslConfiguration> tlsConfiguration(const QString& caFile)
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!caFile.isEmpty()) {
        const auto authorities = QSslCertificate::fromPath(caFile);
        if (authorities.isEmpty()) {
            return refused("client.tls_ca_unreadable",
                caFile.toStdString() + " holds no certificate in PEM that can be read")
                .with("file", caFile.toStdString());
        }
        configuration.setCaCertificates(authorities);
    }
    return configuration;
}

// An authority that is not trusted weighs most: then nothing else the certificate says counts.
Error tlsError(const QList<QSslError>& errors, const QString& host)
{
    const std::string name = host.toStdString();
    const auto because = [&name](const char* code, const std::string& sentence) {
        return retriable(code, sentence).with("host", name);
    };
    if (has(errors,
            { QSslError::SelfSignedCertificate, QSslError::SelfSignedCertificateInChain,
                QSslError::UnableToGetLocalIssuerCertificate,
                QSslError::UnableToGetIssuerCertificate, QSslError::UnableToVerifyFirstCertificate,
                QSslError::CertificateUntrusted })) {
        return because("client.tls_untrusted",
            "the certificate of " + name + " is signed by no authority that is trusted here");
    }
    if (has(errors, { QSslError::HostNameMismatch })) {
        return because("client.tls_wrong_name", "the certificate that answers is not for " + name);
    }
    if (has(errors, { QSslError::CertificateExpired, QSslError::CertificateNotYetValid })) {
        return because("client.tls_expired", "the certificate of " + name + " is not valid today");
    }
    const std::string detail =
        errors.isEmpty() ? "the TLS handshake failed" : errors.first().errorString().toStdString();
    return because(
        "client.tls_untrusted", "the certificate of " + name + " is not accepted: " + detail);
}

} // namespace locus::client
