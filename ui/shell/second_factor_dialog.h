// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace locus::client {
class CoreClient;
}

namespace locus::ui {

// Sets up, confirms or removes the codes of an authenticator app for who is signed in. The secret
// is shown once, as text and as the link that such apps read.
class SecondFactorDialog : public QDialog
{
    Q_OBJECT

public:
    // The client must outlive this.
    SecondFactorDialog(client::CoreClient& core, QWidget* parent);

private:
    QLineEdit* makeSecret(const QString& name, const char* id, QVBoxLayout& layout);
    void makeButtons(QVBoxLayout& layout);
    void enrol();
    void confirm();
    void remove();
    void say(const QString& text, bool isWrong);
    void onRefused(const Error& error);

    client::CoreClient& m_core;
    QWidget* m_setup; // the part with the secret
    QLineEdit* m_secret = nullptr;
    QLineEdit* m_uri = nullptr;
    QLineEdit* m_code = nullptr;
    QLabel* m_message;
    QPushButton* m_enrol = nullptr;
    QPushButton* m_confirm = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_close = nullptr;
};

} // namespace locus::ui
