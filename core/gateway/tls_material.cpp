// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/tls_material.h"

#include "core/base/log.h"
#include "core/gateway/gateway_options.h"

#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace locus::gateway {

namespace {

constexpr int soonDays = 14;

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Error bad(const char* field, const std::string& what)
{
    return refused("gateway.bad_certificate", what).with("field", field);
}

QSslKey keyFrom(const QByteArray& pem)
{
    const QSslKey key(pem, QSsl::Rsa);
    return key.isNull() ? QSslKey(pem, QSsl::Ec) : key;
}

// A private key's DER repeats what makes the public one: the modulus, or the point. One that leaves
// the point out is believed.
bool fitTogether(const QSslCertificate& certificate, const QSslKey& key)
{
    const QSslKey open = certificate.publicKey();
    if (open.algorithm() != key.algorithm() || open.length() != key.length()) {
        return false;
    }
    constexpr int exponent = 5; // tag, length, 65537
    const int octets = (open.length() + 7) / 8;
    const QByteArray der = open.toDer();
    const QByteArray secret = key.toDer();
    if (open.algorithm() == QSsl::Rsa) {
        return secret.contains(der.mid(der.size() - exponent - octets, octets));
    }
    const int point = 2 * octets;
    return secret.size() < point + octets || secret.contains(der.right(point));
}

} // namespace

TlsMaterial::TlsMaterial(const GatewayOptions& options)
    : m_options(options)
{ }

TlsMaterial::Stamps TlsMaterial::stamps() const
{
    Stamps out;
    const std::array files { &m_options.certificateFile, &m_options.keyFile,
        &m_options.clientCaFile };
    for (std::size_t i = 0; i < files.size(); ++i) {
        const QFileInfo info(*files.at(i));
        out.at(i) = { info.lastModified(), info.exists() ? info.size() : -1 };
    }
    return out;
}

Result<QSslConfiguration> TlsMaterial::read() const
{
    const auto chain = QSslCertificate::fromData(readAll(m_options.certificateFile));
    const QSslKey key = keyFrom(readAll(m_options.keyFile));
    if (chain.isEmpty() || key.isNull()) {
        return bad(chain.isEmpty() ? "gateway.certificate_file" : "gateway.key_file",
            "the certificate or its key cannot be read as PEM");
    }
    if (chain.front().expiryDate() < QDateTime::currentDateTimeUtc()) {
        return bad("gateway.certificate_file",
            "the certificate ended on "
                + chain.front().expiryDate().toString(Qt::ISODate).toStdString());
    }
    if (!fitTogether(chain.front(), key)) {
        return bad("gateway.key_file", "the key is not that of the certificate");
    }
    QSslConfiguration out = QSslConfiguration::defaultConfiguration();
    out.setLocalCertificateChain(chain);
    out.setPrivateKey(key);
    out.setProtocol(QSsl::TlsV1_2OrLater);
    out.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!m_options.clientCaFile.isEmpty()) {
        const auto authorities = QSslCertificate::fromData(readAll(m_options.clientCaFile));
        if (authorities.isEmpty()) {
            return bad("gateway.client_ca_file", "the file holds no certificate in PEM");
        }
        out.setCaCertificates(authorities);
        out.setPeerVerifyMode(QSslSocket::VerifyPeer);
    }
    return out;
}

Status TlsMaterial::load()
{
    m_stamps = stamps();
    LOCUS_TRY_VALUE(made, read());
    m_current = std::move(made);
    return {};
}

bool TlsMaterial::refresh()
{
    if (!m_current) {
        return false;
    }
    const Stamps now = stamps();
    if (now == m_stamps) {
        return true;
    }
    m_stamps = now;
    auto made = read();
    if (made.ok()) {
        m_current = std::move(*made);
        m_trouble.reset();
        log::info(
            "gateway.certificate_taken", { { "file", m_options.certificateFile.toStdString() } });
    } else {
        m_trouble = std::move(made).error();
        log::warn("gateway.certificate_refused",
            { { "code", m_trouble->code }, { "why", m_trouble->message } });
    }
    return true;
}

std::optional<Error> TlsMaterial::trouble() const
{
    if (m_trouble || !m_current) {
        return m_trouble;
    }
    const QDateTime end = m_current->localCertificate().expiryDate();
    if (QDateTime::currentDateTimeUtc().daysTo(end) < soonDays) {
        return bad("gateway.certificate_file",
            "the certificate ends on " + end.toString(Qt::ISODate).toStdString());
    }
    return std::nullopt;
}

} // namespace locus::gateway
