// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_profiles.h"

#include "ui/widgets/view_store.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace locus::ui {

using namespace Qt::StringLiterals;

Result<client::Endpoint> ConnectionProfile::endpoint() const
{
    if (kind == Kind::ThisSeat) {
        return client::seatEndpoint();
    }
    if (kind == Kind::Kafka) {
        return invalid("console.not_a_core", "a Kafka cluster is looked at, not signed in to");
    }
    return client::endpointAt(address, tokenFile.toStdString());
}

namespace {

struct KindName
{
    ConnectionProfile::Kind kind;
    const char* name;
};
constexpr std::array kindNames {
    KindName { ConnectionProfile::Kind::ThisSeat, "seat" },
    KindName { ConnectionProfile::Kind::Core, "core" },
    KindName { ConnectionProfile::Kind::Kafka, "kafka" },
};

struct KafkaField
{
    const char* name;
    QString ConnectionProfile::Kafka::*value;
};
constexpr std::array kafkaFields {
    KafkaField { "security", &ConnectionProfile::Kafka::security },
    KafkaField { "mechanism", &ConnectionProfile::Kafka::mechanism },
    KafkaField { "caFile", &ConnectionProfile::Kafka::caFile },
    KafkaField { "certificateFile", &ConnectionProfile::Kafka::certificateFile },
    KafkaField { "keyFile", &ConnectionProfile::Kafka::keyFile },
    KafkaField { "keyPasswordFile", &ConnectionProfile::Kafka::keyPasswordFile },
    KafkaField { "user", &ConnectionProfile::Kafka::user },
    KafkaField { "passwordFile", &ConnectionProfile::Kafka::passwordFile },
};

ConnectionProfile::Kind kindOf(const QString& name)
{
    for (const auto& known : kindNames) {
        if (name == QLatin1String(known.name)) {
            return known.kind;
        }
    }
    return ConnectionProfile::Kind::Core;
}

QString nameOf(ConnectionProfile::Kind kind)
{
    const auto* known = std::find_if(kindNames.begin(), kindNames.end(),
        [kind](const auto& entry) { return entry.kind == kind; });
    return QString::fromLatin1(known->name);
}

ConnectionProfile::Kafka kafkaFrom(const QJsonObject& object)
{
    ConnectionProfile::Kafka kafka;
    for (const auto& field : kafkaFields) {
        kafka.*field.value = object.value(QLatin1String(field.name)).toString();
    }
    return kafka;
}

QJsonObject jsonOf(const ConnectionProfile::Kafka& kafka)
{
    QJsonObject object;
    for (const auto& field : kafkaFields) {
        object.insert(QLatin1String(field.name), kafka.*field.value);
    }
    return object;
}

} // namespace

ConnectionProfiles::ConnectionProfiles(ViewStore& store)
    : m_store(store)
{
    const auto kept = store.value(u"connections"_s, u"profiles"_s).toArray();
    for (const auto& entry : kept) {
        const auto object = entry.toObject();
        ConnectionProfile profile;
        profile.name = object.value(u"name"_s).toString();
        profile.kind = kindOf(object.value(u"kind"_s).toString());
        profile.kafka = kafkaFrom(object.value(u"kafka"_s).toObject());
        profile.address = object.value(u"address"_s).toString();
        profile.tokenFile = object.value(u"tokenFile"_s).toString();
        profile.environment = object.value(u"environment"_s).toString();
        if (!profile.name.isEmpty()) {
            m_profiles.push_back(profile);
        }
    }
}

void ConnectionProfiles::save(const ConnectionProfile& profile)
{
    const auto same = std::find_if(m_profiles.begin(), m_profiles.end(),
        [&](const auto& other) { return other.name == profile.name; });
    if (same != m_profiles.end()) {
        *same = profile;
    } else {
        m_profiles.push_back(profile);
    }
    write();
}

void ConnectionProfiles::remove(const QString& name)
{
    std::erase_if(m_profiles, [&](const auto& profile) { return profile.name == name; });
    write();
}

const ConnectionProfile* ConnectionProfiles::last() const
{
    const auto name = m_store.value(u"connections"_s, u"last"_s).toString();
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
        [&](const auto& profile) { return profile.name == name; });
    return found == m_profiles.end() ? nullptr : &*found;
}

void ConnectionProfiles::setLast(const QString& name)
{
    m_store.setValue(u"connections"_s, u"last"_s, name);
}

void ConnectionProfiles::write()
{
    QJsonArray array;
    for (const auto& profile : m_profiles) {
        QJsonObject object { { u"name"_s, profile.name }, { u"kind"_s, nameOf(profile.kind) },
            { u"address"_s, profile.address }, { u"tokenFile"_s, profile.tokenFile },
            { u"environment"_s, profile.environment } };
        if (profile.kind == ConnectionProfile::Kind::Kafka) {
            object.insert(u"kafka"_s, jsonOf(profile.kafka));
        }
        array.append(object);
    }
    m_store.setValue(u"connections"_s, u"profiles"_s, array);
}

} // namespace locus::ui
