// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QString>

namespace locus::client {

// TLS 1.2 or later with the peer checked, trusting the authorities of the PEM file, or the system's
// if `caFile` is empty. Errors: refused "client.tls_ca_unreadable".
Result<QSslConfiguration> tlsConfiguration(const QString& caFile);

// Why a certificate was not accepted, one sentence with host and cause. Errors (always retriable, a
// certificate may be replaced): "client.tls_wrong_name", "client.tls_expired",
// "client.tls_untrusted"; each with the context "host".
Error tlsError(const QList<QSslError>& errors, const QString& host);

} // namespace locus::client
