// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sealing/master_key.h"
#include "core/base/file.h"
#include "tests/support/fast_folder.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <thread>

using namespace locus;
using namespace locus::test;
using sealing::MasterKey;
namespace fs = std::filesystem;

class MasterKeyTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder { fastFolder() };
    [[nodiscard]] fs::path at(const char* name) const
    {
        return fs::path(m_folder.path().toStdString()) / name;
    }

private Q_SLOTS:
    void isMadeOnceAndPrivate()
    {
        const auto made = MasterKey::loadOrMake(at("new/master.key"));
        QVERIFY(made.ok());
        QCOMPARE(fs::status(at("new/master.key")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
        const auto again = MasterKey::loadOrMake(at("new/master.key"));
        QVERIFY(made->current() == again->current());
        QVERIFY(!(made->current() == MasterKey::loadOrMake(at("other.key"))->current()));
        int files = 0;
        for (const auto& entry : fs::directory_iterator(at("new"))) {
            static_cast<void>(entry);
            ++files;
        }
        QCOMPARE(files, 1);
    }

    void isTheSameForTwoThatStartAtOnce()
    {
        for (int turn = 0; turn < 20; ++turn) {
            const fs::path file = at(("race" + std::to_string(turn)).c_str());
            std::vector<std::optional<sealing::Key>> keys(4);
            std::vector<std::thread> threads;
            for (auto& key : keys) {
                threads.emplace_back([&file, &key] {
                    if (const auto made = MasterKey::loadOrMake(file); made.ok()) {
                        key = made->current();
                    }
                });
            }
            for (std::thread& thread : threads) {
                thread.join();
            }
            for (const auto& key : keys) {
                QVERIFY(key.has_value());
                QVERIFY(*key == *keys.front());
            }
        }
    }

    void isRefusedWhereOthersCanReadIt()
    {
        QVERIFY(MasterKey::loadOrMake(at("open.key")).ok());
        fs::permissions(at("open.key"), fs::perms::group_read, fs::perm_options::add);
        const auto loaded = MasterKey::load(at("open.key"));
        QCOMPARE(loaded.error().code, std::string("sealing.master_key_exposed"));
        QVERIFY(loaded.error().message.find("chmod 600") != std::string::npos);
    }

    void saysWhatIsWrongWithAFile()
    {
        const auto missing = MasterKey::load(at("missing.key"));
        QCOMPARE(missing.error().code, std::string("sealing.key_missing"));
        QVERIFY(missing.error().message.find("missing.key") != std::string::npos);
        for (const char* text : { "", "secret\n", "locus-master-key 1\n",
                 "locus-master-key 1\nabc\n", "locus-master-key 1\nzz\n" }) {
            QVERIFY(writeFileAtomically(at("bad.key"), text, true).ok());
            QCOMPARE(
                MasterKey::load(at("bad.key")).error().code, std::string("sealing.bad_master_key"));
        }
    }

    void comesFromTheCredentialFirst()
    {
        QVERIFY(MasterKey::loadOrMake(at(MasterKey::credentialName)).ok());
        qputenv("CREDENTIALS_DIRECTORY", m_folder.path().toUtf8());
        const fs::path place = MasterKey::place("/nowhere/master.key");
        auto key = MasterKey::load(place);
        const Status rotated = key.ok() ? key->addNew() : Status();
        qunsetenv("CREDENTIALS_DIRECTORY");
        QCOMPARE(place, at(MasterKey::credentialName));
        QVERIFY(!rotated.ok());
        QCOMPARE(rotated.error().code, std::string("sealing.credential"));
        QCOMPARE(MasterKey::place("/nowhere/master.key"), fs::path("/nowhere/master.key"));
        QCOMPARE(MasterKey::place({}).filename(), fs::path("master.key"));
    }

    void keepsEarlierKeysUntilTold()
    {
        auto key = MasterKey::loadOrMake(at("rotated.key"));
        const sealing::Key first = key->current();
        QVERIFY(key->addNew().ok());
        auto read = MasterKey::load(at("rotated.key"));
        QCOMPARE(read->all().size(), std::size_t { 2 });
        QVERIFY(!(read->current() == first));
        QVERIFY(read->find(MasterKey::nameOf(first)) != nullptr);
        QVERIFY(read->dropEarlier().ok());
        read = MasterKey::load(at("rotated.key"));
        QCOMPARE(read->all().size(), std::size_t { 1 });
        QVERIFY(read->find(MasterKey::nameOf(first)) == nullptr);
    }
};

LOCUS_TEST(master_key, MasterKeyTest)
#include "tst_master_key.moc"
