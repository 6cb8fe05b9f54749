// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random_source.h"
#include "core/client/drafts.h"
#include "core/client/file_seal.h"
#include "core/client/outbox.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::client;

class FileSealTest : public QObject
{
    Q_OBJECT

    static constexpr std::string_view planted = "Maria Musterfrau-Beispiel";

    QTemporaryDir m_folder;
    int m_number = 0;

    std::filesystem::path fresh()
    {
        return std::filesystem::path(m_folder.path().toStdString()) / std::to_string(++m_number);
    }
    static bool stands(const std::filesystem::path& folder, std::string_view text)
    {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file()
                && readFile(entry.path(), 1'000'000)->find(text) != std::string::npos) {
                return true;
            }
        }
        return false;
    }
    static std::size_t files(const std::filesystem::path& folder, std::string_view ending)
    {
        std::size_t out = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            out += entry.path().string().find(ending) != std::string::npos ? 1 : 0;
        }
        return out;
    }
    static OutboxItem item(const std::string& user)
    {
        SystemClock clock;
        SystemRandom random;
        OutboxItem out;
        out.submit.commandId = UuidSource(clock, random).next();
        out.submit.text = "rs699";
        out.submit.label = std::string(planted);
        out.createdAt = clock.now();
        out.user = user;
        return out;
    }

private Q_SLOTS:
    void whatWasSealedOpensUnderItsNameAlone()
    {
        const FileSeal seal({ sealing::Key::random() });
        const auto sealed = seal.seal("one", planted);
        QVERIFY(sealed.ok() && FileSeal::isSealed(*sealed));
        QVERIFY(sealed->find(planted) == std::string::npos);
        QCOMPARE(*seal.open("one", *sealed), Bytes(planted));
        QCOMPARE(seal.open("two", *sealed).error().code, std::string("client.sealed_elsewhere"));
        Bytes damaged = *sealed;
        damaged.back() = static_cast<char>(damaged.back() ^ 1);
        QVERIFY(!seal.open("one", damaged).ok());
        QVERIFY(!FileSeal().open("one", *sealed).ok());
        const auto later = sealing::Key::random();
        const FileSeal old({ later });
        QVERIFY(!old.open("one", *sealed).ok());
    }

    void aSecondKeyStillOpens()
    {
        const auto first = sealing::Key::random();
        const auto sealed = FileSeal({ first }).seal("one", planted);
        QCOMPARE(*FileSeal({ sealing::Key::random(), first }).open("one", *sealed), Bytes(planted));
    }

    void theKeyFileIsMadeOnceForItsOwnerAlone()
    {
        const auto folder = fresh();
        std::filesystem::create_directories(folder);
        const auto key = keyOfFile(folder);
        QVERIFY(key.ok());
        QVERIFY(*keyOfFile(folder) == *key);
        using std::filesystem::perms;
        const auto file = folder / FileSealKeys::keyFile;
        QVERIFY(
            (std::filesystem::status(file).permissions() & (perms::group_all | perms::others_all))
            == perms::none);
        QVERIFY(writeFileAtomically(file, "short", true).ok());
        QCOMPARE(keyOfFile(folder).error().code, std::string("client.bad_key"));
    }

    void draftsStandSealedAndOldOnesAreBroughtAlong()
    {
        const auto folder = fresh();
        QVERIFY(Drafts(folder).save("submit", planted).ok());
        QVERIFY(stands(folder, planted));
        Drafts drafts(folder, FileSeal({ sealing::Key::random() }));
        QVERIFY(!stands(folder, planted));
        QCOMPARE(*drafts.load("submit"), Bytes(planted));
        QVERIFY(drafts.save("other", planted).ok());
        QVERIFY(!stands(folder, planted));
    }

    void aDraftWithoutItsKeyIsKeptAside()
    {
        const auto folder = fresh();
        const FileSeal first({ sealing::Key::random() });
        QVERIFY(Drafts(folder, first).save("submit", planted).ok());
        Drafts without(folder, FileSeal({ sealing::Key::random() }));
        QCOMPARE(without.load("submit").error().code, std::string("client.sealed_elsewhere"));
        QVERIFY(without.save("submit", "another").ok());
        QVERIFY(without.discard("submit").ok());
        QCOMPARE(files(folder, ".kept-"), std::size_t(1));
        const auto kept = readFile(folder / "submit.draft.kept-1", 1'000'000);
        QCOMPARE(*first.open("draft//submit", *kept), Bytes(planted));
    }

    void everyPersonHasHisOwnDrafts()
    {
        const auto folder = fresh();
        Drafts drafts(folder, FileSeal({ sealing::Key::random() }));
        QVERIFY(drafts.save("submit", "of the seat").ok());
        drafts.setOwner("a.osei");
        QVERIFY(!drafts.load("submit").ok());
        QVERIFY(drafts.save("submit", "of a.osei").ok());
        drafts.setOwner("b.lind");
        QVERIFY(!drafts.load("submit").ok());
        drafts.setOwner({});
        QCOMPARE(*drafts.load("submit"), Bytes("of the seat"));
        QCOMPARE(files(folder, "osei"), std::size_t(0)); // the name of the folder says nothing
    }

    void theOutboxStandsSealedAndKeepsPeopleApart()
    {
        const auto folder = fresh();
        const FileSeal seal({ sealing::Key::random() });
        const auto plain = item({});
        QVERIFY(Outbox::open(folder)->add(plain).ok());
        QVERIFY(stands(folder, planted));
        auto outbox = Outbox::open(folder, seal);
        QVERIFY(outbox.ok() && !stands(folder, planted));
        QVERIFY(outbox->add(item("a.osei")).ok());
        QVERIFY(!stands(folder, planted));
        auto again = Outbox::open(folder, seal);
        QCOMPARE(again->items().size(), std::size_t(1)); // nobody's
        again->setUser("b.lind");
        QCOMPARE(again->items().size(), std::size_t(1));
        again->setUser("a.osei");
        QCOMPARE(again->items().size(), std::size_t(2));
        QCOMPARE(again->items().front().submit.label, std::string(planted));
        auto without = Outbox::open(folder, FileSeal({ sealing::Key::random() }));
        QCOMPARE(without->unreadable(), std::size_t(2));
        QCOMPARE(files(folder, ".json"), std::size_t(2));
    }
};

LOCUS_TEST(file_seal, FileSealTest)
#include "tst_file_seal.moc"
