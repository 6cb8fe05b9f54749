// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/protocol/sign_in_messages.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace locus::client {
class CoreClient;
}

namespace locus::ui {

class PasswordField;
class ProviderSignIn;

// The core wants to know before what is sensitive that the person is there: by the password, or by
// the identity provider for who came by it. Accepted: he is.
class SignInAgainDialog : public QDialog
{
    Q_OBJECT

public:
    enum class By
    {
        Password,
        Provider
    };
    // `purpose` ends the sentence "Sign in again to …". The client must outlive this.
    SignInAgainDialog(client::CoreClient& core, By by, const QString& purpose, QWidget* parent);

private:
    void makePassword(QVBoxLayout& layout);
    void makeProvider(QVBoxLayout& layout);
    void makeButtons(QVBoxLayout& layout);
    void fit();
    void submit();
    void onAnswer(const Result<protocol::SignedInAgain>& answer);

    client::CoreClient& m_core;
    const By m_by;
    PasswordField* m_password = nullptr;
    QLabel* m_codeLabel = nullptr;
    QLineEdit* m_code = nullptr;
    ProviderSignIn* m_provider = nullptr;
    QLabel* m_message;
    QDialogButtonBox* m_buttons;
    QPushButton* m_go = nullptr; // of the password
};

} // namespace locus::ui
