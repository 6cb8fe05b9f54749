// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One process that asks the secret store: a keychain belongs to a session, and a process sees one.
//   locus_test_secrets keep ENTRY SECRET | find PLACE | forget ENTRY
// Prints "ok SECRET" or "CODE MESSAGE".
#include "core/secrets/secret_store.h"

#include <QCoreApplication>
#include <QTimer>

#include <iostream>

using namespace locus;

namespace {

void tell(const Result<QString>& answer)
{
    if (answer.ok()) {
        std::cout << "ok " << answer->toStdString() << std::endl;
    } else {
        std::cout << answer.error().code << ' ' << answer.error().message << std::endl;
    }
    QCoreApplication::quit();
}

void tellDone(const Status& done)
{
    tell(done.ok() ? Result<QString>(QString()) : Result<QString>(done.error()));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const auto words = QCoreApplication::arguments();
    const secrets::SecretStore store(QStringLiteral("Locus test"));
    const QString verb = words.value(1);
    QTimer::singleShot(0, qApp, [&] {
        if (verb == QLatin1String("keep")) {
            store.keep(words.value(2), words.value(3), qApp, tellDone);
        } else if (verb == QLatin1String("forget")) {
            store.forget(words.value(2), qApp, tellDone);
        } else {
            store.find(secrets::SecretPlace::fromText(words.value(2)), qApp, tell);
        }
    });
    return QCoreApplication::exec();
}
