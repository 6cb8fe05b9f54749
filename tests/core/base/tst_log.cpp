// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/scrub.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace locus;

namespace {

// What a log of these lines holds.
template <typename Lines> std::string logOf(const std::string& siteKey, const Lines& lines)
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("core.log")).toStdString();
    log::init({ log::Level::Debug, file });
    log::useSiteKey(siteKey);
    lines();
    log::flush();
    const auto text = readFile(file, 64UL << 20U);
    log::init({});
    log::useSiteKey({});
    return text.ok() ? *text : std::string();
}

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class LogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesNobodyAndShowsOnlyWhatTheListHas()
    {
        const auto lines = [] {
            log::warn("test.event",
                { { "topic", "orders" }, { "user", "a.osei" }, { "patient", "Quillfeather" },
                    { "payload", "{}" } });
        };
        const std::string one = logOf(std::string(32, 'a'), lines);
        QVERIFY(has(one, "topic=orders"));
        QVERIFY(has(one, "user=#"));
        QVERIFY(has(one, "patient=***"));
        QVERIFY(has(one, "payload=***"));
        QVERIFY(!has(one, "a.osei") && !has(one, "Quillfeather"));
        const auto hashOf = [](const std::string& text) { return text.substr(text.find('#'), 13); };
        QCOMPARE(hashOf(one), hashOf(logOf(std::string(32, 'a'), lines)));
        QVERIFY(hashOf(one) != hashOf(logOf(std::string(32, 'b'), lines)));
        QVERIFY(has(logOf({}, lines), "user=***")); // no key, no name
    }

    void sentencesLoseWhatOpensAnything()
    {
        const std::string line = logOf(std::string(32, 'a'), [] {
            log::debug("kafka.client",
                { { "text",
                      "Configuration sasl.password=hunter2 ssl.key.password=\"open sesame\"" },
                    { "facility", "CONFIG" } });
        });
        QVERIFY(!has(line, "hunter2") && !has(line, "sesame"));
        QVERIFY(has(line, "sasl.password=***"));
    }

    void secretsAreScrubbed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("left");
        const auto row = [](const char* name, const char* text, const char* left) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(left);
        };
        row("setting", "sasl.password=x y", "sasl.password=*** y");
        row("JSON", "{\"password\":\"a \\\" b\",\"kind\":\"tls\"}",
            "{\"password\":***,\"kind\":\"tls\"}");
        row("PEM", "key -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- end",
            "key *** end");
        row("cut PEM", "-----BEGIN CERTIFICATE-----\nMIIE", "***");
        row("URL", "at https://user:pw@host/x", "at https://***@host/x");
        row("bearer", "Authorization: Bearer abc.def", "Authorization: Bearer ***");
        row("JAAS", "sasl.jaas.config: a, b", "sasl.jaas.config: ***, b");
        row("token", "token=abc&page=2", "token=***&page=2");
        row("nothing", "the broker at kafka-1:9092 is away", "the broker at kafka-1:9092 is away");
        row("word alone", "the password was refused", "the password was refused");
    }
    void secretsAreScrubbed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, left);
        QCOMPARE(QByteArray::fromStdString(scrubbed(text.toStdString())), left);
    }

    // Ten MiB a file and five of them, whatever is written.
    void aFileIsRotated()
    {
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("core.log")).toStdString();
        log::init({ log::Level::Info, file });
        const std::string text(64UL * 1024, 'x');
        for (int i = 0; i < 1200; ++i) {
            log::info("test.long", { { "text", text } });
        }
        log::flush();
        log::init({});
        std::uintmax_t files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path().toStdString())) {
            QVERIFY(entry.file_size() <= 10UL * 1024 * 1024 + 128UL * 1024);
            ++files;
        }
        QCOMPARE(files, 6U); // the open one and five before it
    }
};

LOCUS_TEST(log, LogTest)
#include "tst_log.moc"
