// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secrets/secret_place.h"

#include <filesystem>
#include <functional>

class QObject;

namespace locus::secrets {

// Finds secrets wherever they are kept, and keeps them in the keychain of the operating system:
// Secret Service or KWallet, Credential Manager, Keychain. Never writes one anywhere else. The
// keychain may ask the person to unlock it, so every answer comes later, from the event loop, once,
// unless `context` is gone by then. Holds nothing itself; copies are cheap.
// Thread contract: the thread of `context`, which has an event loop.
class SecretStore
{
public:
    using Found = std::function<void(const Result<QString>&)>;
    using Done = std::function<void(const Status&)>;

    // `service` is the name under which the keychain lists the entries.
    explicit SecretStore(QString service = QStringLiteral("Locus"));

    // Errors: of the keychain refused "secret.keychain_absent", refused "secret.keychain_locked",
    // not_found "secret.not_in_keychain"; of all places those of readSecret().
    void find(const SecretPlace& place, QObject* context, Found found) const;
    // Replaces what the entry held. Errors as find().
    void keep(const QString& entry, const QString& secret, QObject* context, Done done) const;
    // An entry that is not there is no error.
    void forget(const QString& entry, QObject* context, Done done) const;

private:
    QString m_service;
};

// What a file, the environment or the person just gave, at once and without the ends of lines.
// Errors: invalid "secret.not_given" (nothing named), refused "secret.keychain_asked" (an entry of
// the keychain is found through find() alone), not_found "secret.file_missing", refused
// "client.token_readable" (others may read the file), invalid "secret.file_empty", not_found
// "secret.variable_unset".
Result<QString> readSecret(const SecretPlace& place);
Result<QString> readSecretFile(const std::filesystem::path& file);

} // namespace locus::secrets
