// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_tester.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace locus::ui {

class KafkaForm;
class SecretField;

// Choose, describe and try a connection: to a core, or to a Kafka cluster that is only looked at.
// Connecting needs no passed test, but a failed one says what is wrong. What is typed as a secret
// goes to the keychain before the profile is kept; if the keychain refuses, the dialog stays and
// says so.
class ConnectionDialog : public QDialog
{
    Q_OBJECT

public:
    // `kafka` may be null: then no cluster can be described. All must outlive this.
    ConnectionDialog(ConnectionProfiles& profiles, ConnectionTester& tester,
        ConnectionTester* kafka, QWidget* parent = nullptr);
    ~ConnectionDialog() override;

Q_SIGNALS:
    void connectRequested(const locus::ui::ConnectionProfile& profile);

private:
    void makeForm(QVBoxLayout* layout);
    void makeSteps(QVBoxLayout* layout);
    void makeButtons(QVBoxLayout* layout);
    void choose(int index);
    void finish();
    void keepSecrets(const ConnectionProfile& profile);
    void keep(const ConnectionProfile& profile);
    [[nodiscard]] ConnectionTester& tester();
    void fillProfiles();
    void showProfile(const ConnectionProfile& profile);
    [[nodiscard]] ConnectionProfile edited() const;
    void startTest();
    void onStep(int number, const ConnectionTester::Step& step);
    void onFinished(bool passed);
    void clearSteps();

    ConnectionProfiles& m_profiles;
    ConnectionTester& m_core;
    ConnectionTester* m_kafka;
    ConnectionProfile::Kind m_kind = ConnectionProfile::Kind::ThisSeat;
    QComboBox* m_choice;
    QLineEdit* m_name;
    QLineEdit* m_address;
    SecretField* m_token;
    QLineEdit* m_authorities;
    QLineEdit* m_environment;
    QFormLayout* m_form;
    QString m_shown; // name of the profile as it was shown
    KafkaForm* m_cluster;
    QLabel* m_title;
    QLabel* m_problem;
    QPushButton* m_test;
    QPushButton* m_connect;
    QVBoxLayout* m_steps;
    QLabel* m_hint = nullptr;
    QList<QWidget*> m_rows;
};

} // namespace locus::ui
