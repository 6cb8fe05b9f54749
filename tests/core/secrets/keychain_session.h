// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace locus::test {

// A real keychain: a session bus and a gnome-keyring of its own with an unlocked collection, gone
// with this object. It has no display, so that nothing can ask the person.
class KeychainSession
{
public:
    KeychainSession() = default;
    ~KeychainSession();
    KeychainSession(const KeychainSession&) = delete;
    KeychainSession& operator=(const KeychainSession&) = delete;

    // Errors: retriable "test.no_keychain" with the program that is missing or what it said.
    Status start();
    // Locks the collection; what it holds stays.
    Status lock();
    // It goes on to be there and answers nothing, until it is let go on.
    void freeze(bool isFrozen) const;

    [[nodiscard]] QByteArray busAddress() const { return m_address; }
    [[nodiscard]] QProcessEnvironment environment() const { return m_environment; }

private:
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] QByteArray call(const QStringList& words) const;

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QByteArray m_address;
    QProcess m_bus;
    QProcess m_keyring;
};

} // namespace locus::test
