// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_store.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusReply>
#include <QDBusVariant>
#include <QMetaObject>
#include <QPointer>
#include <qt6keychain/keychain.h>

#include <array>

namespace locus::secrets {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t secretCap = 64UL * 1024;

struct Prefix
{
    SecretPlace::Kind kind;
    QLatin1String text;
};
constexpr std::array prefixes {
    Prefix { SecretPlace::Kind::Keychain, QLatin1String("keychain:") },
    Prefix { SecretPlace::Kind::File, QLatin1String("file:") },
    Prefix { SecretPlace::Kind::Environment, QLatin1String("env:") },
};

Error locked()
{
    return refused("secret.keychain_locked",
        "the keychain is locked, or access to it was denied; unlock it and try again");
}

Error errorOf(const QKeychain::Job& job)
{
    const std::string detail = job.errorString().toStdString();
    switch (job.error()) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: return locked().with("detail", detail);
    case QKeychain::EntryNotFound:
        return notFound("secret.not_in_keychain",
            "the keychain has no entry \"" + job.key().toStdString() + "\"");
    default:
        return refused("secret.keychain_absent",
            "no keychain answers in this session (" + detail
                + "); keep the secret in a file of mode 0600 or in the environment");
    }
}

// Secret Service reports an entry of a locked collection as not there; only the collection itself
// can tell the difference.
void ifLocked(QObject* context, const std::function<void(bool)>& then)
{
#ifdef Q_OS_LINUX
    auto ask = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
        QStringLiteral("/org/freedesktop/secrets/aliases/default"),
        QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    ask << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    auto* watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(ask), context);
    QObject::connect(
        watcher, &QDBusPendingCallWatcher::finished, context, [watcher, then](auto* /*self*/) {
            const QDBusReply<QDBusVariant> answer = *watcher;
            watcher->deleteLater();
            then(answer.isValid() && answer.value().variant().toBool());
        });
#else
    QMetaObject::invokeMethod(
        context, [then] { then(false); }, Qt::QueuedConnection);
#endif
}

template <typename Job, typename Then> void start(Job* job, QObject* context, Then then)
{
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, context,
        [job, then = std::move(then)](auto* /*self*/) { then(*job); });
    job->start();
}

void tellLater(QObject* context, SecretStore::Found found, Result<QString> secret)
{
    QMetaObject::invokeMethod(
        context, [found = std::move(found), secret = std::move(secret)] { found(secret); },
        Qt::QueuedConnection);
}

} // namespace

QString SecretPlace::toText() const
{
    for (const auto& prefix : prefixes) {
        if (prefix.kind == kind && !name.isEmpty()) {
            return prefix.text + name;
        }
    }
    return {};
}

SecretPlace SecretPlace::fromText(const QString& text)
{
    for (const auto& prefix : prefixes) {
        if (text.startsWith(prefix.text)) {
            return { prefix.kind, text.mid(prefix.text.size()) };
        }
    }
    return text.isEmpty() ? SecretPlace() : SecretPlace { Kind::File, text };
}

SecretStore::SecretStore(QString service)
    : m_service(std::move(service))
{ }

void SecretStore::find(const SecretPlace& place, QObject* context, Found found) const
{
    const bool asksKeychain = place.kind == SecretPlace::Kind::Keychain && place.typed.isEmpty();
    if (!asksKeychain || place.name.isEmpty()) {
        tellLater(context, std::move(found), readSecret(place));
        return;
    }
    auto* job = new QKeychain::ReadPasswordJob(m_service);
    job->setKey(place.name);
    start(
        job, context, [context, found = std::move(found)](const QKeychain::ReadPasswordJob& ended) {
            if (ended.error() == QKeychain::NoError) {
                found(ended.textData());
                return;
            }
            const Error error = errorOf(ended);
            if (ended.error() != QKeychain::EntryNotFound) {
                found(error);
                return;
            }
            ifLocked(
                context, [found, error](bool isLocked) { found(isLocked ? locked() : error); });
        });
}

void SecretStore::keep(
    const QString& entry, const QString& secret, QObject* context, Done done) const
{
    auto* job = new QKeychain::WritePasswordJob(m_service);
    job->setKey(entry);
    job->setTextData(secret);
    start(job, context, [done = std::move(done)](const QKeychain::Job& ended) {
        done(ended.error() == QKeychain::NoError ? Status() : Status(errorOf(ended)));
    });
}

void SecretStore::forget(const QString& entry, QObject* context, Done done) const
{
    auto* job = new QKeychain::DeletePasswordJob(m_service);
    job->setKey(entry);
    start(job, context, [done = std::move(done)](const QKeychain::Job& ended) {
        const bool gone =
            ended.error() == QKeychain::NoError || ended.error() == QKeychain::EntryNotFound;
        done(gone ? Status() : Status(errorOf(ended)));
    });
}

Result<QString> readSecret(const SecretPlace& place)
{
    if (!place.typed.isEmpty()) {
        return place.typed.trimmed();
    }
    if (place.name.isEmpty()) {
        return invalid("secret.not_given", "no secret is given")
            .with("allowed", "an entry of the keychain, a file of mode 0600, a variable");
    }
    if (place.kind == SecretPlace::Kind::Keychain) {
        return refused("secret.keychain_asked", "the keychain answers later");
    }
    if (place.kind == SecretPlace::Kind::File) {
        return readSecretFile(place.name.toStdString());
    }
    const QString value = qEnvironmentVariable(place.name.toUtf8().constData()).trimmed();
    if (value.isEmpty()) {
        return notFound("secret.variable_unset",
            "the environment variable " + place.name.toStdString() + " is not set or empty");
    }
    return value;
}

Result<QString> readSecretFile(const fs::path& file)
{
    auto text = readFile(file, secretCap);
    if (!text.ok()) {
        return text.error().kind == ErrorKind::NotFound
            ? notFound("secret.file_missing", "there is no file " + file.string())
            : text.error();
    }
#ifndef _WIN32
    const auto others = fs::perms::group_all | fs::perms::others_all;
    std::error_code failure;
    if ((fs::status(file, failure).permissions() & others) != fs::perms::none) {
        return refused("client.token_readable",
            file.string() + " can be read by others; make it private (chmod 600)");
    }
#endif
    const std::string_view secret = trimmed(*text);
    if (secret.empty()) {
        return invalid("secret.file_empty", file.string() + " is empty");
    }
    return QString::fromUtf8(secret.data(), static_cast<qsizetype>(secret.size()));
}

} // namespace locus::secrets
