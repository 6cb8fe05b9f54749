// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The restore drill on a real broker: what another program wrote before and after the backup is
// there once on the restored core, which reads on at the offsets of its store.
#include "core/bus/kafka/kafka_bus.h"
#include "tests/integration/dead_letter_desk.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locus;
using namespace locus::test;

class BackupKafkaTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KafkaBroker> m_broker;
    std::unique_ptr<bus::EventBus> m_bus;

    QStringList onKafka() const
    {
        return { QStringLiteral("--bus"), QStringLiteral("kafka"), QStringLiteral("--bootstrap"),
            QString::fromStdString(m_broker->bootstrap()) };
    }
    // Bare sequences, as the predecessor's clients write them.
    [[nodiscard]] bool publish(int count) const
    {
        std::vector<bus::OutRecord> records;
        for (int i = 0; i < count; ++i) {
            bus::OutRecord record;
            record.topic = "genetic-data-raw";
            record.timestampMs = 1'770'000'000'000 + i;
            record.key = "session-" + std::to_string(i % 7);
            record.value = "ATGGTGCATCTGACTCCTGTGGAGAAGTCTGCCGTTACTGCCCTGTGGGGCAAGGTGAACGTGGATG";
            records.push_back(std::move(record));
        }
        return publishAll(*m_bus, records);
    }
    static Finished ctl(const CoreProcess& core, QStringList words)
    {
        words += { QStringLiteral("--data-dir"), QString::fromStdString(core.dataDir().string()) };
        return runProgram(QStringLiteral("locusctl"), words);
    }
    // How many analyses there are, and -1 while one of them has not ended.
    static qsizetype ended(const CoreProcess& core)
    {
        const Finished list = ctl(core,
            { QStringLiteral("analyses"), QStringLiteral("list"), QStringLiteral("--limit"),
                QStringLiteral("500"), QStringLiteral("--json") });
        for (const QJsonObject& row : DeadLetterDesk::objects(list.out)) {
            const QString state = row.value(QStringLiteral("state")).toString();
            if (state != QLatin1String("completed") && state != QLatin1String("partial")) {
                return -1;
            }
        }
        return list.out.count('\n');
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto broker = KafkaBroker::start();
        QVERIFY2(broker.ok(), broker.ok() ? "" : broker.error().message.c_str());
        m_broker = std::move(*broker);
        auto opened = bus::KafkaBus::open({ m_broker->bootstrap() });
        QVERIFY(opened.ok());
        m_bus = std::move(*opened);
    }
    void cleanupTestCase() { m_bus = nullptr; }

    void nothingOfAGeneratorIsMissingOrDoubledAfterARestore()
    {
        constexpr int part = 100;
        const QTemporaryDir folder;
        const QString saved = folder.filePath(QStringLiteral("saved"));
        CoreProcess core;
        QVERIFY(core.start(onKafka(), std::chrono::seconds(60)).ok());
        QVERIFY(publish(part));
        QTRY_VERIFY_WITH_TIMEOUT(ended(core) >= part / 2 || ended(core) == -1, 60'000);
        // Some of the second part is under way while the data are saved.
        QVERIFY(publish(part));
        const Finished created =
            ctl(core, { QStringLiteral("backup"), QStringLiteral("create"), saved });
        QVERIFY2(created.exitCode == 0, created.err.constData());
        QVERIFY(publish(part));
        QTRY_COMPARE_WITH_TIMEOUT(ended(core), qsizetype { 3 * part }, 120'000);
        core.killHard();

        CoreProcess other;
        other.shareMasterKey(core);
        const Finished restored =
            ctl(other, { QStringLiteral("backup"), QStringLiteral("restore"), saved });
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QVERIFY2(restored.out.contains("genetic-data-raw/"), restored.out.constData());
        QVERIFY(other.start(onKafka(), std::chrono::seconds(60)).ok());
        QTRY_COMPARE_WITH_TIMEOUT(ended(other), qsizetype { 3 * part }, 120'000);
        // Behind all that is read again in each partition: nothing came twice before it.
        constexpr int keys = 7;
        QVERIFY(publish(keys));
        QTRY_COMPARE_WITH_TIMEOUT(ended(other), qsizetype { 3 * part + keys }, 120'000);
        const Finished parked = ctl(other,
            { QStringLiteral("dead-letters"), QStringLiteral("list"), QStringLiteral("--json") });
        QCOMPARE(parked.out.count('\n'), 0);
    }
};

LOCUS_TEST(backup_kafka, BackupKafkaTest)
#include "tst_backup_kafka.moc"
