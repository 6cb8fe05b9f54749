// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/role.h"

#include <QDialog>

#include <map>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace locus::client {
class CoreClient;
}

namespace locus::ui {

// Name and roles of a program's token; then the token itself, this once.
class TokenDialog : public QDialog
{
    Q_OBJECT

public:
    // The client must outlive this.
    TokenDialog(client::CoreClient& core, QWidget* parent);

Q_SIGNALS:
    void issued(const QString& name);

private:
    QWidget* makeQuestion();
    QWidget* makeAnswer();
    void send();

    client::CoreClient& m_core;
    QStackedWidget* m_stack;
    QLineEdit* m_name = nullptr;
    std::map<people::Role, QCheckBox*> m_roles;
    QLabel* m_message = nullptr;
    QPushButton* m_send = nullptr;
    QLineEdit* m_token = nullptr;
};

} // namespace locus::ui
