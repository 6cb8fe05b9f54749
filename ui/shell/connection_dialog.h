// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_tester.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace locus::ui {

// Choose, describe and try a connection. Connecting needs no passed test, but a failed one says
// what is wrong.
class ConnectionDialog : public QDialog
{
    Q_OBJECT

public:
    ConnectionDialog(
        ConnectionProfiles& profiles, ConnectionTester& tester, QWidget* parent = nullptr);
    ~ConnectionDialog() override;

Q_SIGNALS:
    void connectRequested(const locus::ui::ConnectionProfile& profile);

private:
    void makeForm(QVBoxLayout* layout);
    void fillProfiles();
    void showProfile(const ConnectionProfile& profile);
    [[nodiscard]] ConnectionProfile edited() const;
    void startTest();
    void onStep(int number, const ConnectionTester::Step& step);
    void onFinished(bool passed);
    void clearSteps();

    ConnectionProfiles& m_profiles;
    ConnectionTester& m_tester;
    QComboBox* m_choice;
    QLineEdit* m_name;
    QLineEdit* m_address;
    QLineEdit* m_tokenFile;
    QLineEdit* m_environment;
    QPushButton* m_test;
    QPushButton* m_connect;
    QVBoxLayout* m_steps;
    QLabel* m_hint = nullptr;
    QList<QWidget*> m_rows;
};

} // namespace locus::ui
