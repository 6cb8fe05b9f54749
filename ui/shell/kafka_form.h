// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_profiles.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace locus::ui {

class SecretField;

// How to reach a Kafka cluster: servers, security, files. Asks only for what the chosen security
// uses; a password goes to the keychain, or stays in its file or variable.
class KafkaForm : public QWidget
{
    Q_OBJECT

public:
    explicit KafkaForm(QWidget* parent = nullptr);
    void show(const QString& servers, const ConnectionProfile::Kafka& kafka);
    [[nodiscard]] QString servers() const;
    [[nodiscard]] ConnectionProfile::Kafka kafka() const;

private:
    QLineEdit* addText(const QString& name, const char* id);
    QLineEdit* addFile(const QString& name, const char* id);
    SecretField* addSecret(const QString& name, const char* id);
    void onSecurity();

    QFormLayout* m_form;
    QLineEdit* m_servers = nullptr;
    QComboBox* m_security;
    QLineEdit* m_ca = nullptr;
    QLineEdit* m_certificate = nullptr;
    QLineEdit* m_key = nullptr;
    SecretField* m_keyPassword = nullptr;
    QComboBox* m_mechanism;
    QLineEdit* m_user = nullptr;
    SecretField* m_password = nullptr;
};

} // namespace locus::ui
