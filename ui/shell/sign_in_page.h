// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/gate.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace locus {
class Clock;
}

namespace locus::ui {

class PasswordField;
class ProviderSignIn;

// Stands where the pages were: somebody has to sign in, or who locked comes back. Shows nothing but
// the product's name, the core's, the person's and the time. Enter signs in. The identity provider
// is offered where the core has one; who came by it unlocks by it.
class SignInPage : public QWidget
{
    Q_OBJECT

public:
    struct Words
    {
        QString core; // its name or address
        QString environment; // the profile's word; may be empty
    };

    // For the gate's state SignIn or Locked, as it is now. All must outlive this.
    SignInPage(Gate& gate, const Words& words, const Clock& clock, QWidget* parent = nullptr);

Q_SIGNALS:
    void connectionRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeHead(QVBoxLayout& layout, const Words& words);
    void makeFields(QVBoxLayout& layout);
    void makeProvider(QVBoxLayout& layout);
    void makeButtons(QVBoxLayout& layout);
    void arrange();
    void takeFocus();
    void submit();
    void setBusy(bool busy);
    void say(const QString& text, bool isWrong);
    void onRefused(const Error& error);
    void showWait();
    void showTime();

    Gate& m_gate;
    const Clock& m_clock;
    const bool m_isLocked;
    const bool m_asksPassword;
    QLabel* m_time = nullptr;
    QLineEdit* m_user = nullptr; // none while locked: it is known who is away
    PasswordField* m_password = nullptr;
    QLabel* m_codeLabel = nullptr;
    QLineEdit* m_code = nullptr;
    QLabel* m_message = nullptr;
    QWidget* m_fields = nullptr;
    QPushButton* m_go = nullptr;
    ProviderSignIn* m_provider = nullptr;
    QPushButton* m_other = nullptr;
    QString m_refusal; // what is said while somebody has to wait
    qint64 m_waitUntilMs = 0; // monotonic
    QTimer m_second;
};

} // namespace locus::ui
