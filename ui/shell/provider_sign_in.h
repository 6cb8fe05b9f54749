// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/oidc_sign_in.h"

#include <QDeadlineTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace locus::ui {

// Sign-in by an identity provider as somebody sees it: a button, which alone begins it, and while
// the person is in the browser how long he has, the address for a browser that did not open, and
// Cancel. What was begun ends with the widget.
class ProviderSignIn : public QWidget
{
    Q_OBJECT

public:
    // `go` is what the button says; object names begin with `id`.
    ProviderSignIn(const QString& go, const QString& id, QWidget* parent = nullptr);

    // What the button opens in the browser, for the line below it; empty: not known.
    void setProvider(const QString& host);
    void setPrimary(); // where there is no other way
    void takeFocus();
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }
    // For whoever hears pressed(): what is to be begun, and what shows its page.
    [[nodiscard]] client::OidcSignIn& door() { return m_door; }
    [[nodiscard]] client::OidcSignIn::Open opener();
    // It came to an end, well or not.
    void stop();

Q_SIGNALS:
    void pressed();
    void waitingChanged(bool isWaiting);
    void rearranged(); // it needs another height

private:
    QWidget* makeWaiting();
    void begin();
    void open(const QUrl& url);
    void onHeard();
    void cancel();
    void setWaiting(bool isWaiting);
    void showTime();

    const QString m_id;
    client::OidcSignIn m_door;
    QDeadlineTimer m_deadline;
    QTimer m_second;
    bool m_isWaiting = false;
    QPushButton* m_go;
    QLabel* m_where; // the button leads
    QWidget* m_waiting = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_left = nullptr;
    QLabel* m_hint = nullptr;
    QWidget* m_addressRow = nullptr;
    QLineEdit* m_address = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace locus::ui
