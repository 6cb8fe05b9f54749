// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/config.h"

#include "core/base/file.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::service;

class ConfigTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    Result<Config> fromFile(const std::string& content)
    {
        const std::filesystem::path path =
            m_folder.filePath(QStringLiteral("locusd.json")).toStdString();
        const Status written = writeFileAtomically(path, content);
        if (!written.ok()) {
            return written.error();
        }
        return loadConfig({ path, {}, {} });
    }

private Q_SLOTS:
    void defaultsHold()
    {
        const auto config = loadConfig({});
        QVERIFY(config.ok());
        QCOMPARE(config->gateway.listen, std::string("127.0.0.1:8765"));
        QCOMPARE(config->bus.kind, std::string("embedded"));
    }

    void commandLineBeatsEnvironmentBeatsFile()
    {
        const std::filesystem::path path =
            m_folder.filePath(QStringLiteral("order.json")).toStdString();
        QVERIFY(writeFileAtomically(
            path, R"({"vep":{"batch":10,"timeout_ms":1000},"core":{"tenant":"file"}})")
                    .ok());
        const auto config = loadConfig(
            { path, { { "LOCUS_VEP_BATCH", "20" }, { "LOCUS_CORE_TENANT", "environment" } },
                { { "vep.batch", "30" } } });
        QVERIFY2(config.ok(), config.ok() ? "" : config.error().message.c_str());
        QCOMPARE(config->vep.batch, 30);
        QCOMPARE(config->core.tenant, std::string("environment"));
        QCOMPARE(config->vep.timeoutMs, 1000);
    }

    void everyMistakeIsNamed_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("mentions");
        QTest::newRow("misspelled")
            << QByteArray(R"({"gateway":{"listn":"127.0.0.1:1"}})")
            << QByteArray("config.unknown_key") << QByteArray("did you mean gateway.listen");
        QTest::newRow("unknown section")
            << QByteArray(R"({"nonsense":{"a":1}})") << QByteArray("config.unknown_key")
            << QByteArray("nonsense");
        QTest::newRow("type") << QByteArray(R"({"vep":{"batch":"many"}})")
                              << QByteArray("config.bad_value") << QByteArray("from 1 to 200");
        QTest::newRow("range") << QByteArray(R"({"vep":{"batch":201}})")
                               << QByteArray("config.bad_value") << QByteArray("from 1 to 200");
        QTest::newRow("choice") << QByteArray(R"({"bus":{"kind":"rabbit"}})")
                                << QByteArray("config.bad_value") << QByteArray("kafka");
        QTest::newRow("role") << QByteArray(R"({"core":{"roles":["janitor"]}})")
                              << QByteArray("config.bad_value") << QByteArray("core.roles");
        QTest::newRow("secret") << QByteArray(R"({"kafka":{"password":"x"}})")
                                << QByteArray("config.secret_in_file") << QByteArray("0600");
        QTest::newRow("no JSON") << QByteArray("listen = 1") << QByteArray("config.not_json")
                                 << QByteArray("locusd.json");
        QTest::newRow("array") << QByteArray("[1]") << QByteArray("config.not_json")
                               << QByteArray("object");
        QTest::newRow("kafka alone")
            << QByteArray(R"({"bus":{"kind":"kafka"}})") << QByteArray("config.bad_value")
            << QByteArray("kafka.bootstrap");
        QTest::newRow("fast clock") << QByteArray(R"({"core":{"clock_rate":60}})")
                                    << QByteArray("config.bad_value") << QByteArray("demo");
        QTest::newRow("nowhere to save")
            << QByteArray(R"({"backup":{"every":24}})") << QByteArray("config.bad_value")
            << QByteArray("backup.folder");
        QTest::newRow("open to all") << QByteArray(R"({"gateway":{"listen":"0.0.0.0:8765"}})")
                                     << QByteArray("config.bad_value") << QByteArray("TLS");
        QTest::newRow("start") << QByteArray(R"({"bus":{"start_from":"yesterday"}})")
                               << QByteArray("config.bad_value")
                               << QByteArray("2026-03-02T08:00:00Z");
        QTest::newRow("half a pair")
            << QByteArray(R"({"kafka":{"key_file":"k.pem"}})") << QByteArray("config.bad_value")
            << QByteArray("belong together");
    }

    void everyMistakeIsNamed()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, mentions);
        const auto config = fromFile(file.toStdString());
        QVERIFY(!config.ok());
        QCOMPARE(QByteArray::fromStdString(config.error().code), code);
        QVERIFY2(QByteArray::fromStdString(config.error().message).contains(mentions),
            config.error().message.c_str());
    }

    void theSecretItselfIsNotRepeated()
    {
        const auto config = fromFile(R"({"kafka":{"password":"hunter2"}})");
        QVERIFY(!config.ok());
        QVERIFY(config.error().message.find("hunter2") == std::string::npos);
    }

    void thePublishedSchemaIsTheOneOfThisBuild()
    {
        const auto published = readFile(LOCUS_RESOURCE_DIR "/schemas/locusd.schema.json", 1 << 20);
        QVERIFY2(published.ok(), "locusd --print-schema > resources/schemas/locusd.schema.json");
        QCOMPARE(QByteArray::fromStdString(*published), QByteArray::fromStdString(configSchema()));
    }
};

LOCUS_TEST(config, ConfigTest)
#include "tst_config.moc"
