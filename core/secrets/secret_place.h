// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace locus::secrets {

// Where a secret is kept; what a profile may say of it.
struct SecretPlace
{
    enum class Kind
    {
        Keychain, // of the operating system
        File, // readable by its owner alone
        Environment
    };

    Kind kind = Kind::Keychain;
    QString name {}; // entry of the keychain, path of the file, name of the variable
    QString typed {}; // just typed for the keychain and not kept yet; never part of toText()

    [[nodiscard]] bool isEmpty() const { return name.isEmpty() && typed.isEmpty(); }

    // "keychain:Riverside", "file:/home/osei/token", "env:LOCUS_TOKEN"; empty if nothing is named.
    [[nodiscard]] QString toText() const;
    // Anything without such a beginning is the path of a file.
    static SecretPlace fromText(const QString& text);

    bool operator==(const SecretPlace&) const = default;
};

} // namespace locus::secrets
