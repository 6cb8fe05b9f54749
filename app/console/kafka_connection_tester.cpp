// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/kafka_connection_tester.h"

#include "core/analyses/analysis_topics.h"
#include "ui/shell/connection_words.h"

#include <array>

namespace locus::app {

using namespace Qt::StringLiterals;

namespace {

using Kafka = ui::ConnectionProfile::Kafka;
using Secrets = ui::ConnectionProfile::Secrets;
using Outcome = bus::CheckStep::Outcome;
using Step = ui::ConnectionTester::Step;

constexpr std::chrono::milliseconds patience { 5000 }; // of one step
bus::SaslMechanism mechanismOf(const QString& name)
{
    if (name == u"SCRAM-SHA-256"_s) {
        return bus::SaslMechanism::ScramSha256;
    }
    return name == u"SCRAM-SHA-512"_s ? bus::SaslMechanism::ScramSha512 : bus::SaslMechanism::Plain;
}

bus::KafkaSettings settingsOf(const ui::ConnectionProfile& profile, const Secrets& secrets)
{
    const Kafka& kafka = profile.kafka;
    bus::KafkaSettings settings;
    settings.bootstrap = profile.address.toStdString();
    settings.clientId = "locus-console";
    settings.tls = kafka.usesTls();
    if (settings.tls) {
        settings.caFile = kafka.caFile.toStdString();
        settings.certificateFile = kafka.certificateFile.toStdString();
        settings.keyFile = kafka.keyFile.toStdString();
        settings.keyPassword = secrets.keyPassword.toStdString();
    }
    if (kafka.signsIn()) {
        settings.sasl = mechanismOf(kafka.mechanism);
        settings.user = kafka.user.toStdString();
        settings.password = secrets.password.toStdString();
    }
    return settings;
}

std::vector<bus::TopicSpec> wantedTopics()
{
    std::vector<bus::TopicSpec> topics;
    using enum analyses::Mode;
    for (const auto mode : { Normal, BigData, NodeScale, LagDemo }) {
        topics.push_back({ std::string(analyses::requestTopic(mode)) });
    }
    topics.push_back({ std::string(analyses::resultTopic) });
    return topics;
}

} // namespace

KafkaConnectionTester::KafkaConnectionTester(QObject* parent)
    : ConnectionTester(parent)
    , m_worker(new QObject)
{
    m_thread.setObjectName(u"kafka-check"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

KafkaConnectionTester::~KafkaConnectionTester()
{
    m_thread.quit();
    m_thread.wait();
}

QStringList KafkaConnectionTester::steps(const ui::ConnectionProfile& /*profile*/) const
{
    return { tr("Settings"), tr("Name"), tr("TCP"), tr("TLS"), tr("Sign-in"), tr("Topics"),
        tr("Rights") };
}

void KafkaConnectionTester::run(const ui::ConnectionProfile& profile)
{
    const int number = ++m_run;
    profile.findSecrets(this, [this, number, profile](const Result<Secrets>& secrets) {
        if (number != m_run) {
            return;
        }
        if (secrets.ok()) {
            check(settingsOf(profile, *secrets));
            return;
        }
        Q_EMIT stepFinished(0,
            { steps(profile).constFirst(), false, ui::ConnectionWords::cause(secrets.error()),
                ui::ConnectionWords::nextStep(secrets.error()) });
        Q_EMIT finished(false);
    });
}

void KafkaConnectionTester::check(const bus::KafkaSettings& settings)
{
    QMetaObject::invokeMethod(m_worker, [this, number = m_run, settings] {
        const auto steps = bus::checkConnection(settings, wantedTopics(), patience);
        QMetaObject::invokeMethod(this, [this, number, steps] {
            if (number == m_run) {
                tell(steps);
            }
        });
    });
}

void KafkaConnectionTester::stop()
{
    ++m_run;
}

void KafkaConnectionTester::tell(const std::vector<bus::CheckStep>& steps)
{
    const auto names = this->steps({});
    const auto run = m_run;
    for (std::size_t i = 0; i < steps.size() && run == m_run; ++i) {
        const auto& found = steps[i];
        if (found.outcome == Outcome::NotReached) {
            break;
        }
        const bool failed = found.outcome == Outcome::Failed;
        const auto mark = found.outcome == Outcome::Warning ? Step::Mark::Warning
            : found.outcome == Outcome::NotUsed             ? Step::Mark::NotUsed
                                                            : Step::Mark::None;
        const auto number = static_cast<int>(i);
        Q_EMIT stepFinished(number,
            { names.value(number), !failed, QString::fromStdString(found.cause),
                QString::fromStdString(found.nextStep), mark });
        if (failed) {
            Q_EMIT finished(false);
            return;
        }
    }
    Q_EMIT finished(true);
}

} // namespace locus::app
