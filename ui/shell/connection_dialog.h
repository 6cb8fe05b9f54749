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

// Choose, describe and try a connection: to a core, or to a Kafka cluster that is only looked at.
// Connecting needs no passed test, but a failed one says what is wrong.
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
    QLineEdit* m_tokenFile;
    QLineEdit* m_environment;
    QFormLayout* m_form;
    QWidget* m_tokenRow = nullptr;
    KafkaForm* m_cluster;
    QLabel* m_title;
    QPushButton* m_test;
    QPushButton* m_connect;
    QVBoxLayout* m_steps;
    QLabel* m_hint = nullptr;
    QList<QWidget*> m_rows;
};

} // namespace locus::ui
