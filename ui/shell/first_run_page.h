// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/gate.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace locus::ui {

class PasswordField;

// A core without an account: somebody works here alone, or people sign in and this is the first
// administrator. There is no default password.
class FirstRunPage : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(Gate& gate, QWidget* parent = nullptr);
    // Whoever was made wants a second factor at once.
    [[nodiscard]] bool wantsSecondFactor() const;

private:
    QWidget* makeAlone();
    QWidget* makeAdmin();
    void addField(QVBoxLayout& layout, const QString& name, QWidget* field);
    void submit();
    // Nothing: all is well.
    [[nodiscard]] QString wrong() const;
    void say(const QString& text, bool isWrong);

    Gate& m_gate;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_displayName = nullptr;
    PasswordField* m_password = nullptr;
    PasswordField* m_again = nullptr;
    QCheckBox* m_factor = nullptr;
    QLabel* m_message = nullptr;
    QPushButton* m_make = nullptr;
};

} // namespace locus::ui
