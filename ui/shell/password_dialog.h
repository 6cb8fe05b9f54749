// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QPushButton;

namespace locus::client {
class CoreClient;
}

namespace locus::ui {

class PasswordField;

// A new password for who is signed in. All other sessions of the account end with the old one.
class PasswordDialog : public QDialog
{
    Q_OBJECT

public:
    // The client must outlive this.
    PasswordDialog(client::CoreClient& core, QWidget* parent);

private:
    void submit();
    void say(const QString& text);

    client::CoreClient& m_core;
    PasswordField* m_password;
    PasswordField* m_again;
    QLabel* m_message;
    QPushButton* m_go = nullptr;
};

} // namespace locus::ui
