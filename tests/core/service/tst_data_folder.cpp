// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/data_folder.h"

#include "core/base/file.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::service;

class DataFolderTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private Q_SLOTS:
    void theTokenIsMadeOnceAndIsPrivate()
    {
        const auto first = DataFolder::open(path("core"), false);
        const auto second = DataFolder::open(path("core"), false);
        QVERIFY(first.ok() && second.ok());
        QCOMPARE(first->token().size(), std::size_t(64));
        QCOMPARE(first->token(), second->token());
        const auto mode = std::filesystem::status(path("core") / "token").permissions();
        QCOMPARE(mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
            std::filesystem::perms::none);
    }

    void twoCoresHaveTwoTokens()
    {
        QVERIFY(DataFolder::open(path("a"), false)->token()
            != DataFolder::open(path("b"), false)->token());
    }

    void aTokenThatOthersCanReadIsRefused()
    {
        QVERIFY(DataFolder::open(path("open"), false).ok());
        std::filesystem::permissions(path("open") / "token", std::filesystem::perms::all);
        const auto again = DataFolder::open(path("open"), false);
        QVERIFY(!again.ok());
        QCOMPARE(again.error().code, std::string("service.token_exposed"));
    }

    void theEndpointIsPublishedAndWithdrawn()
    {
        const auto folder = DataFolder::open(path("ends"), false);
        QVERIFY(folder->publish({ "ws://127.0.0.1:1/rpc", "http://127.0.0.1:2", 3 }).ok());
        const auto text = readFile(path("ends") / "endpoint.json", 4096);
        QVERIFY(text.ok());
        QVERIFY(text->find("ws://127.0.0.1:1/rpc") != std::string::npos);
        QVERIFY(text->find(LOCUS_VERSION) != std::string::npos);
        folder->withdraw();
        QVERIFY(!std::filesystem::exists(path("ends") / "endpoint.json"));
    }
};

LOCUS_TEST(data_folder, DataFolderTest)
#include "tst_data_folder.moc"
