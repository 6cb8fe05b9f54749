// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/people/token_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::people;
namespace fs = std::filesystem;

class TokenStoreTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    test::FakeClock m_clock;

    [[nodiscard]] fs::path file(const char* name) const
    {
        return fs::path(m_folder.path().toStdString()) / name;
    }

private Q_SLOTS:
    void anIssuedTokenSignsInAndIsNotInTheFile()
    {
        auto store = TokenStore::open(file("a.json"), m_clock);
        const auto token = store->issue("robot", { Role::Clinician, Role::Operator });
        QVERIFY(token.ok());
        QVERIFY(token->size() >= 64);
        const auto principal = store->verify(*token);
        QVERIFY(principal.ok());
        QCOMPARE(principal->user, std::string("robot"));
        QVERIFY(principal->has(Role::Operator) && !principal->has(Role::Admin));
        QVERIFY(store->isValid(principal->tokenId));
        const auto content = readFile(file("a.json"), 100'000);
        QVERIFY(content->find(*token) == Bytes::npos);
        QVERIFY(content->find(token->substr(6)) == Bytes::npos);
        const auto mode = fs::status(file("a.json")).permissions();
        QVERIFY((mode & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    }

    void wrongTokensAreAllRefusedAlike()
    {
        auto store = TokenStore::open(file("b.json"), m_clock);
        const std::string token = *store->issue("robot", { Role::Clinician });
        QVERIFY(store->revoke("robot").ok());
        for (const std::string& wrong : { token, std::string(), std::string("x"), token + "0" }) {
            QCOMPARE(store->verify(wrong).error().code, std::string("people.bad_token"));
        }
        QCOMPARE(store->revoke("robot").error().code, std::string("people.unknown_token"));
    }

    void whatAnotherProcessDoesIsNoticed()
    {
        auto core = TokenStore::open(file("c.json"), m_clock);
        auto tool = TokenStore::open(file("c.json"), m_clock);
        const std::string token = *tool->issue("robot", { Role::Clinician });
        const auto principal = core->verify(token);
        QVERIFY(principal.ok());
        QVERIFY(tool->revoke("robot").ok());
        QVERIFY(!core->isValid(principal->tokenId));
        QVERIFY(!core->verify(token).ok());
        // Two issues do not overwrite each other.
        QVERIFY(core->issue("one", { Role::Admin }).ok());
        QVERIFY(tool->issue("two", { Role::Admin }).ok());
        QCOMPARE(tool->tokens().size(), std::size_t(3));
    }

    void theSeatsTokenIsNeverWritten()
    {
        auto store = TokenStore::open(file("d.json"), m_clock);
        store->accept("seat-secret", "owner", { Role::Clinician });
        QVERIFY(store->verify("seat-secret").ok());
        QVERIFY(!fs::exists(file("d.json")));
        QVERIFY(store->issue("robot", { Role::Admin }).ok());
        QVERIFY(readFile(file("d.json"), 100'000)->find("owner") == Bytes::npos);
    }

    void badWishesAreNamed()
    {
        auto store = TokenStore::open(file("e.json"), m_clock);
        QCOMPARE(store->issue("No Spaces", { Role::Admin }).error().code,
            std::string("people.token_name"));
        QCOMPARE(store->issue("x", {}).error().code, std::string("people.no_roles"));
        QVERIFY(store->issue("x", { Role::Admin }).ok());
        QCOMPARE(
            store->issue("x", { Role::Admin }).error().code, std::string("people.token_exists"));
    }

    void aDamagedOrOpenFileIsRefused()
    {
        QVERIFY(writeFileAtomically(file("f.json"), "{\"tokens\":[{}]}", true).ok());
        QCOMPARE(TokenStore::open(file("f.json"), m_clock).error().code,
            std::string("people.tokens_damaged"));
        QVERIFY(writeFileAtomically(file("g.json"), "{\"tokens\":[]}", true).ok());
        fs::permissions(file("g.json"), fs::perms::others_read, fs::perm_options::add);
        QCOMPARE(TokenStore::open(file("g.json"), m_clock).error().code,
            std::string("people.tokens_exposed"));
    }

    void damageWhileRunningLetsNobodyNewIn()
    {
        auto store = TokenStore::open(file("h.json"), m_clock);
        const std::string token = *store->issue("robot", { Role::Clinician });
        QVERIFY(writeFileAtomically(file("h.json"), "damaged", true).ok());
        QVERIFY(store->verify(token).ok());
        QVERIFY(!store->verify("other").ok());
    }
};

LOCUS_TEST(token_store, TokenStoreTest)
#include "tst_token_store.moc"
