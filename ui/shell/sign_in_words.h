// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QCoreApplication>
#include <QString>

namespace locus::ui {

// What goes wrong when somebody signs in, and why a session is over. What is wrong with a name or a
// password is never told apart.
class SignInWords
{
    Q_DECLARE_TR_FUNCTIONS(locus::ui::SignInWords)

public:
    static QString refusal(const Error& error);
    // Why somebody who was in has to sign in again.
    static QString reason(const Error& error);
    // What is about to be done, after "Sign in again to …".
    static QString purpose(const QString& method);
    // How long to wait, 0 where nothing was said.
    static qint64 waitMs(const Error& error);

private:
    static QString byProvider(const std::string& code);
};

} // namespace locus::ui
