// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_words.h"

#include "ui/models/text.h"
#include "ui/models/words.h"

namespace locus::ui {

namespace {

QString fact(const Error& error, std::string_view name)
{
    const auto value = error.fact(name);
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

} // namespace

QString ConnectionWords::cause(const Error& error)
{
    const auto& code = error.code;
    if (code == "secret.keychain_absent") {
        return tr("No keychain answers on this computer (%1).").arg(fact(error, "detail"));
    }
    if (code == "secret.keychain_locked") {
        return tr("The keychain is locked, or access to it was denied.");
    }
    if (code == "secret.not_in_keychain") {
        return tr("The keychain holds no such secret any more.");
    }
    if (code == "secret.not_given") {
        return tr("No token is given.");
    }
    if (code == "client.tls_untrusted") {
        //: %1 is the name of a computer
        return tr("The certificate of %1 is signed by no authority that is trusted here.")
            .arg(fact(error, "host"));
    }
    if (code == "client.tls_wrong_name") {
        return tr("The certificate that answers is not for %1.").arg(fact(error, "host"));
    }
    if (code == "client.tls_expired") {
        return tr("The certificate of %1 is not valid today.").arg(fact(error, "host"));
    }
    if (code == "client.tls_ca_unreadable") {
        return tr("%1 holds no certificate that can be read.").arg(fact(error, "file"));
    }
    return Words::cause(error);
}

QString ConnectionWords::nextStep(const Error& error)
{
    const auto& code = error.code;
    if (code == "secret.keychain_absent") {
        return tr("Keep the secret in a file that only you can read, or in an environment "
                  "variable.");
    }
    if (code == "secret.keychain_locked") {
        return tr("Unlock it and try again, or keep the secret in a file that only you can read.");
    }
    if (code == "secret.not_in_keychain" || code == "secret.not_given") {
        return tr("Type it once more, or ask whoever runs the core for a new one.");
    }
    if (code == "secret.file_missing" || code == "secret.file_empty") {
        return tr("Check the path of the file and that your account may read it.");
    }
    if (code == "secret.variable_unset") {
        return tr("Set the variable before Locus is started.");
    }
    if (code == "client.tls_untrusted" || code == "client.tls_ca_unreadable") {
        return tr("Name the file with the certificate of the authority that signed it (PEM) under "
                  "“Authorities”; never switch the check off.");
    }
    if (code == "client.tls_wrong_name") {
        return tr("Use the name that stands in the certificate; if it should be this one, do not "
                  "go on and ask whoever runs the core.");
    }
    if (code == "client.tls_expired") {
        return tr("Check this computer's clock, then ask whoever runs the core to renew it.");
    }
    return Words::nextStep(error);
}

} // namespace locus::ui
