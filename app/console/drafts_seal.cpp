// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/drafts_seal.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/secrets/secret_store.h"

#include <QEventLoop>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace locus::app {

namespace fs = std::filesystem;
using client::FileSealKeys;

namespace {

constexpr auto patience = std::chrono::seconds(30); // the person may have to unlock it
constexpr auto firstPatience = std::chrono::seconds(5); // a file does as well

const QString& entry()
{
    static const auto name = QStringLiteral("console drafts");
    return name;
}

Result<sealing::Key> ofKeychain()
{
    Result<sealing::Key> out =
        refused("secret.keychain_locked", "the keychain did not answer; unlock it and start again");
    QObject context;
    QEventLoop wait;
    QTimer::singleShot(patience, &wait, &QEventLoop::quit);
    secrets::SecretStore().find({ secrets::SecretPlace::Kind::Keychain, entry() }, &context,
        [&out, &wait](const Result<QString>& found) {
            out = found.ok() ? client::keyFromText(found->toStdString())
                             : Result<sealing::Key>(found.error());
            wait.quit();
        });
    wait.exec();
    return out;
}

bool keepInKeychain(const sealing::Key& key)
{
    bool isKept = false;
    QObject context;
    QEventLoop wait;
    QTimer::singleShot(firstPatience, &wait, &QEventLoop::quit);
    secrets::SecretStore().keep(entry(), QString::fromStdString(client::keyText(key)), &context,
        [&isKept, &wait](const Status& kept) {
            isKept = kept.ok();
            wait.quit();
        });
    wait.exec();
    return isKept;
}

} // namespace

DraftsSeal findDraftsSeal(const fs::path& folder, bool mayAskKeychain)
{
    DraftsSeal out;
    std::vector<sealing::Key> keys;
    const fs::path mark = folder / FileSealKeys::keychainMark;
    const bool isInKeychain = mayAskKeychain && fs::exists(mark);
    const bool isInFile = fs::exists(folder / FileSealKeys::keyFile);
    if (isInKeychain) {
        if (auto key = ofKeychain(); key.ok()) {
            keys.push_back(*key);
        } else {
            out.problem = key.error();
        }
    } else if (mayAskKeychain && !isInFile) {
        const auto key = sealing::Key::random();
        if (keepInKeychain(key) && writeFileAtomically(mark, {}, true).ok()) {
            keys.push_back(key);
        }
    }
    if (isInFile || keys.empty()) {
        if (auto key = client::keyOfFile(folder); key.ok()) {
            keys.push_back(*key);
        } else {
            log::error("console.no_drafts_key", { { "code", key.error().code } });
            out.problem = key.error();
        }
    }
    out.seal = client::FileSeal(std::move(keys));
    return out;
}

} // namespace locus::app
