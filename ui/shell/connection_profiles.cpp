// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_profiles.h"

#include "core/base/log.h"
#include "core/secrets/secret_store.h"
#include "ui/widgets/view_store.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <utility>

namespace locus::ui {

using namespace Qt::StringLiterals;

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
    KafkaField { "user", &ConnectionProfile::Kafka::user },
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

// Profiles of earlier versions name files only, as "tokenFile".
secrets::SecretPlace placeFrom(const QJsonObject& object, const QString& name)
{
    const auto place = object.value(name).toString();
    return secrets::SecretPlace::fromText(
        place.isEmpty() ? object.value(QString(name + u"File"_s)).toString() : place);
}

ConnectionProfile::Kafka kafkaFrom(const QJsonObject& object)
{
    ConnectionProfile::Kafka kafka;
    for (const auto& field : kafkaFields) {
        kafka.*field.value = object.value(QLatin1String(field.name)).toString();
    }
    kafka.keyPassword = placeFrom(object, u"keyPassword"_s);
    kafka.password = placeFrom(object, u"password"_s);
    return kafka;
}

QJsonObject jsonOf(const ConnectionProfile::Kafka& kafka)
{
    QJsonObject object;
    for (const auto& field : kafkaFields) {
        object.insert(QLatin1String(field.name), kafka.*field.value);
    }
    object.insert(u"keyPassword"_s, kafka.keyPassword.toText());
    object.insert(u"password"_s, kafka.password.toText());
    return object;
}

using Secrets = ConnectionProfile::Secrets;
struct Wanted
{
    secrets::SecretPlace place;
    QString Secrets::*value;
};

// One after the other: a keychain that has to be unlocked asks once.
void findNext(std::vector<Wanted> wanted, const Secrets& secrets, QObject* context,
    const std::function<void(const Result<Secrets>&)>& found)
{
    if (wanted.empty()) {
        QMetaObject::invokeMethod(
            context, [found, secrets] { found(secrets); }, Qt::QueuedConnection);
        return;
    }
    const auto next = wanted.back();
    wanted.pop_back();
    secrets::SecretStore().find(next.place, context,
        [wanted = std::move(wanted), value = next.value, secrets, context, found](
            const Result<QString>& secret) {
            if (!secret.ok()) {
                found(secret.error());
                return;
            }
            auto more = secrets;
            more.*value = *secret;
            findNext(wanted, more, context, found);
        });
}

Result<client::Endpoint> endpointWith(const ConnectionProfile& profile, const QString& token)
{
    LOCUS_TRY_VALUE(url, client::addressOf(profile.address));
    return client::Endpoint { url, token, {}, 0, profile.caFile };
}

Error notACore()
{
    return invalid("console.not_a_core", "a Kafka cluster is looked at, not signed in to");
}

bool names(const ConnectionProfile& profile, const secrets::SecretPlace& place)
{
    const auto places = profile.secretPlaces();
    return std::any_of(places.begin(), places.end(), [&place](const auto* other) {
        return other->kind == place.kind && other->name == place.name;
    });
}

} // namespace

bool ConnectionProfile::Kafka::usesTls() const
{
    return security == u"tls"_s || security == u"sasl_tls"_s;
}

bool ConnectionProfile::Kafka::signsIn() const
{
    return security.startsWith(u"sasl"_s);
}

void ConnectionProfile::findSecrets(
    QObject* context, const std::function<void(const Result<Secrets>&)>& found) const
{
    std::vector<Wanted> wanted;
    const auto want = [&wanted](const secrets::SecretPlace& place, QString Secrets::*value) {
        if (!place.isEmpty()) {
            wanted.push_back({ place, value });
        }
    };
    if (kind == Kind::Core) {
        want(token, &Secrets::token);
    } else if (kind == Kind::Kafka && kafka.usesTls()) {
        want(kafka.keyPassword, &Secrets::keyPassword);
    }
    if (kind == Kind::Kafka && kafka.signsIn()) {
        want(kafka.password, &Secrets::password);
    }
    findNext(std::move(wanted), {}, context, found);
}

void ConnectionProfile::findEndpoint(
    QObject* context, std::function<void(const Result<client::Endpoint>&)> found) const
{
    findSecrets(context, [profile = *this, found = std::move(found)](const auto& secrets) {
        if (profile.kind != Kind::Core) {
            found(notACore());
        } else if (!secrets.ok()) {
            found(secrets.error());
        } else if (const auto url = client::addressOf(profile.address); !url.ok()) {
            found(url.error());
        } else {
            found(endpointWith(profile, secrets->token));
        }
    });
}

Result<client::Endpoint> ConnectionProfile::endpoint() const
{
    if (kind != Kind::Core) {
        return notACore();
    }
    LOCUS_TRY_VALUE(secret, secrets::readSecret(token));
    return endpointWith(*this, secret);
}

std::vector<secrets::SecretPlace*> ConnectionProfile::secretPlaces()
{
    return { &token, &kafka.keyPassword, &kafka.password };
}

std::vector<const secrets::SecretPlace*> ConnectionProfile::secretPlaces() const
{
    return { &token, &kafka.keyPassword, &kafka.password };
}

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
        profile.token = placeFrom(object, u"token"_s);
        profile.caFile = object.value(u"caFile"_s).toString();
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
        const auto old = std::exchange(*same, profile);
        forgetUnused(old);
    } else {
        m_profiles.push_back(profile);
    }
    write();
}

void ConnectionProfiles::forgetUnused(const ConnectionProfile& old)
{
    for (const auto* place : old.secretPlaces()) {
        const bool kept = std::any_of(m_profiles.begin(), m_profiles.end(),
            [place](const auto& profile) { return names(profile, *place); });
        if (!kept && place->kind == secrets::SecretPlace::Kind::Keychain && !place->name.isEmpty()) {
            secrets::SecretStore().forget(place->name, qApp, [](const Status& done) {
                if (!done.ok()) {
                    log::warn("console.secret_not_forgotten", { { "code", done.error().code } });
                }
            });
        }
    }
}

void ConnectionProfiles::remove(const QString& name)
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
        [&](const auto& profile) { return profile.name == name; });
    if (found == m_profiles.end()) {
        return;
    }
    const auto old = *found;
    m_profiles.erase(found);
    write();
    forgetUnused(old);
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
            { u"address"_s, profile.address }, { u"token"_s, profile.token.toText() },
            { u"environment"_s, profile.environment }, { u"caFile"_s, profile.caFile } };
        if (profile.kind == ConnectionProfile::Kind::Kafka) {
            object.insert(u"kafka"_s, jsonOf(profile.kafka));
        }
        array.append(object);
    }
    m_store.setValue(u"connections"_s, u"profiles"_s, array);
}

} // namespace locus::ui
