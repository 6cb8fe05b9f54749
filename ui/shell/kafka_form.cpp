// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/kafka_form.h"

#include "ui/shell/connection_secret_field.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>
#include <initializer_list>

namespace locus::ui {

using namespace Qt::StringLiterals;

KafkaForm::KafkaForm(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_security(new QComboBox(this))
    , m_mechanism(new QComboBox(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::large);
    m_form->setVerticalSpacing(space::small);
    m_servers = addText(tr("Bootstrap servers"), "kafkaServers");
    m_servers->setPlaceholderText(u"broker-1:9093,broker-2:9093"_s);
    m_security->addItem(tr("No encryption, no sign-in (test clusters)"), u"plaintext"_s);
    m_security->addItem(tr("TLS"), u"tls"_s);
    m_security->addItem(tr("TLS and sign-in"), u"sasl_tls"_s);
    m_security->addItem(tr("Sign-in without encryption"), u"sasl_plaintext"_s);
    m_security->setObjectName(u"kafkaSecurity"_s);
    m_security->setAccessibleName(tr("Security"));
    m_form->addRow(tr("Security"), m_security);
    m_ca = addFile(tr("Authorities"), "kafkaAuthorities");
    m_ca->setPlaceholderText(tr("PEM; empty: those of the system"));
    m_certificate = addFile(tr("Client certificate"), "kafkaCertificate");
    m_key = addFile(tr("Client key"), "kafkaKey");
    m_keyPassword = addSecret(tr("Key password"), "kafkaKeyPassword");
    m_mechanism->addItems({ u"PLAIN"_s, u"SCRAM-SHA-256"_s, u"SCRAM-SHA-512"_s });
    m_mechanism->setObjectName(u"kafkaMechanism"_s);
    m_mechanism->setAccessibleName(tr("Sign-in method"));
    m_form->addRow(tr("Sign-in method"), m_mechanism);
    m_user = addText(tr("User"), "kafkaUser");
    m_password = addSecret(tr("Password"), "kafkaPassword");
    connect(m_security, &QComboBox::currentIndexChanged, this, &KafkaForm::onSecurity);
    onSecurity();
}

QLineEdit* KafkaForm::addText(const QString& name, const char* id)
{
    auto* field = new QLineEdit(this);
    field->setObjectName(QString::fromLatin1(id));
    field->setAccessibleName(name);
    m_form->addRow(name, field);
    return field;
}

QLineEdit* KafkaForm::addFile(const QString& name, const char* id)
{
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* field = new QLineEdit(row);
    field->setObjectName(QString::fromLatin1(id));
    field->setAccessibleName(name);
    //: Name of a button; %1 is what the file holds, such as "Client key"
    auto* browse = makeIconButton(u"file"_s, tr("Choose a file: %1").arg(name), row);
    browse->setObjectName(QString(field->objectName() + u"Browse"_s));
    line->addWidget(field);
    line->addWidget(browse);
    m_form->addRow(name, row);
    connect(browse, &QToolButton::clicked, this, [this, field, name] {
        auto* dialog = new QFileDialog(this, name);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::fileSelected, field, &QLineEdit::setText);
        dialog->open();
    });
    return field;
}

SecretField* KafkaForm::addSecret(const QString& name, const char* id)
{
    auto* field = new SecretField(name, QString::fromLatin1(id), this);
    m_form->addRow(name, field);
    return field;
}

void KafkaForm::onSecurity()
{
    ConnectionProfile::Kafka chosen;
    chosen.security = m_security->currentData().toString();
    for (auto* row : std::initializer_list<QWidget*> { m_ca->parentWidget(),
             m_certificate->parentWidget(), m_key->parentWidget(), m_keyPassword }) {
        m_form->setRowVisible(row, chosen.usesTls());
    }
    for (auto* row : std::initializer_list<QWidget*> { m_mechanism, m_user, m_password }) {
        m_form->setRowVisible(row, chosen.signsIn());
    }
}

void KafkaForm::show(const QString& servers, const ConnectionProfile::Kafka& kafka)
{
    m_servers->setText(servers);
    m_security->setCurrentIndex(std::max(m_security->findData(kafka.security), 0));
    m_ca->setText(kafka.caFile);
    m_certificate->setText(kafka.certificateFile);
    m_key->setText(kafka.keyFile);
    m_keyPassword->show(kafka.keyPassword);
    m_mechanism->setCurrentIndex(std::max(m_mechanism->findText(kafka.mechanism), 0));
    m_user->setText(kafka.user);
    m_password->show(kafka.password);
}

QString KafkaForm::servers() const
{
    return m_servers->text().trimmed();
}

ConnectionProfile::Kafka KafkaForm::kafka() const
{
    return { m_security->currentData().toString(), m_mechanism->currentText(), m_ca->text(),
        m_certificate->text(), m_key->text(), m_keyPassword->place(), m_user->text().trimmed(),
        m_password->place() };
}

} // namespace locus::ui
