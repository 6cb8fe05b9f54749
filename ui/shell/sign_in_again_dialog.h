// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/protocol/sign_in_messages.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace locus::client {
class CoreClient;
}

namespace locus::ui {

class PasswordField;

// The core wants the password again before what is sensitive. Accepted: it was right.
class SignInAgainDialog : public QDialog
{
    Q_OBJECT

public:
    // `purpose` ends the sentence "Sign in again to …". The client must outlive this.
    SignInAgainDialog(client::CoreClient& core, const QString& purpose, QWidget* parent);

private:
    void submit();
    void onAnswer(const Result<protocol::SignedInAgain>& answer);

    client::CoreClient& m_core;
    PasswordField* m_password;
    QLabel* m_codeLabel;
    QLineEdit* m_code;
    QLabel* m_message;
    QPushButton* m_go = nullptr;
};

} // namespace locus::ui
