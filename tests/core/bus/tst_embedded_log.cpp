// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/bus/log_seat.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/test_registry.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <sqlite3.h>

#include <algorithm>
#include <fstream>

using namespace locus;
using namespace locus::bus;
using namespace locus::test;
using namespace std::chrono_literals;

namespace {

const char* const fileVariable = "LOCUS_TEST_LOG_FILE";

} // namespace

// Not a test: the process that tst_embedded_log kills. Appends for ever and says what is durable.
class EmbeddedLogVictim : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appendUntilKilled()
    {
        if (!qEnvironmentVariableIsSet(fileVariable)) {
            return; // by hand: there is nobody to kill it
        }
        Seat seat(qEnvironmentVariable(fileVariable));
        VERIFY_OK(seat.open());
        auto producer = seat.log->makeProducer().value();
        int next = static_cast<int>(seat.log->watermarks({ topicName, 0 }).value().end);
        for (;;) {
            while (producer->inFlight() < 300) {
                VERIFY_OK(producer->send(numbered(next), static_cast<std::uint64_t>(next)));
                ++next;
            }
            for (const Delivery& delivery : producer->deliveries(5s)) {
                VERIFY_OK(delivery.status);
                std::printf("ACK %lld\n", static_cast<long long>(delivery.offset));
            }
            std::fflush(stdout);
        }
    }
};

class EmbeddedLogTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;
    QString freshFile() { return m_folder.filePath(QStringLiteral("log-%1.db").arg(++m_files)); }

    static void compareNumbers(const std::vector<Record>& records, int first)
    {
        for (const Record& record : records) {
            QCOMPARE(*record.value, "record " + std::to_string(record.offset));
            QCOMPARE(record.offset, first++);
        }
    }

private Q_SLOTS:
    void f1_killedWritersLoseNothingThatWasAcknowledged()
    {
        const QString file = freshFile();
        std::int64_t acknowledged = -1;
        for (int round = 0; round < 8; ++round) {
            QProcess victim;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QLatin1String(fileVariable), file);
            victim.setProcessEnvironment(environment);
            victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            victim.start(
                QCoreApplication::applicationFilePath(), { QStringLiteral("embedded_log_victim") });
            const std::int64_t until = acknowledged + 400 + round * 977;
            QByteArray line;
            while (acknowledged < until && victim.waitForReadyRead(30'000)) {
                while (victim.canReadLine()) {
                    line = victim.readLine();
                    if (line.startsWith("ACK ")) {
                        acknowledged =
                            std::max<std::int64_t>(acknowledged, line.mid(4).toLongLong());
                    }
                }
            }
            QVERIFY2(acknowledged >= until, line.constData());
            victim.kill();
            QVERIFY(victim.waitForFinished());
            QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
            while (victim.canReadLine()) {
                line = victim.readLine();
                if (line.startsWith("ACK ") && line.endsWith('\n')) {
                    acknowledged = std::max<std::int64_t>(acknowledged, line.mid(4).toLongLong());
                }
            }
            Seat seat(file);
            VERIFY_OK(seat.open());
            const auto records = seat.readAll();
            VERIFY_OK(records);
            QVERIFY(static_cast<std::int64_t>(records->size()) > acknowledged);
            compareNumbers(*records, 0);
            acknowledged = static_cast<std::int64_t>(records->size()) - 1;
        }
    }

    void f8_aSecondOwnerIsRefused()
    {
        Seat first(freshFile());
        VERIFY_OK(first.open());
        Seat second(QString::fromStdString(first.options.file.string()));
        const Status refused = second.open();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("lock.held"));
        const std::string pid = std::to_string(QCoreApplication::applicationPid());
        QVERIFY(refused.error().message.find("held by pid " + pid) != std::string::npos);
        first.log.reset();
        VERIFY_OK(second.open());
    }

    void aLogContinuesWhereItEnded()
    {
        Seat seat(freshFile());
        VERIFY_OK(seat.open());
        const std::string id = seat.log->clusterId().value();
        QCOMPARE(seat.append(0, 700).size(), 700UL);
        VERIFY_OK(seat.open());
        QCOMPARE(seat.log->clusterId().value(), id);
        QCOMPARE(seat.append(700, 300).front().offset, 700);
        const auto records = seat.readAll();
        VERIFY_OK(records);
        QCOMPARE(records->size(), 1000UL);
        compareNumbers(*records, 0);
    }

    void retentionDropsOldRecordsAndKeepsOffsets()
    {
        Seat seat(freshFile());
        VERIFY_OK(seat.open());
        for (int i = 0; i < 600; ++i) { // many segments: more than one slice of the clean-up
            QCOMPARE(seat.append(i, 1).size(), 1UL);
        }
        seat.clock.advance(23h);
        QCOMPARE(seat.append(600, 50).size(), 50UL);
        VERIFY_OK(seat.log->enforceRetention());
        QCOMPARE(seat.log->watermarks({ topicName, 0 })->first, 0);
        seat.clock.advance(2h);
        VERIFY_OK(seat.log->enforceRetention());
        QCOMPARE(seat.log->watermarks({ topicName, 0 })->first, 600);
        const auto records = seat.readAll();
        VERIFY_OK(records);
        QCOMPARE(records->size(), 50UL);
        compareNumbers(*records, 600);
        auto consumer = seat.log->makeConsumer({ "test" }).value();
        const Position gone { { topicName, 0 }, 599 };
        const Status assigned = consumer->assign({ &gone, 1 });
        QVERIFY(!assigned.ok());
        QCOMPARE(assigned.error().code, std::string("bus.offset_out_of_range"));
        QCOMPARE(assigned.error().fact("first"), std::string_view("600"));

        seat.clock.advance(48h);
        VERIFY_OK(seat.log->enforceRetention());
        VERIFY_OK(seat.open()); // empty, and yet the offsets go on
        QCOMPARE(seat.log->watermarks({ topicName, 0 })->first, 650);
        QCOMPARE(seat.append(650, 1).front().offset, 650);
    }

    void f9_aReaderOvertakenByRetentionIsTold()
    {
        Seat seat(freshFile());
        VERIFY_OK(seat.open());
        QCOMPARE(seat.append(0, 10).size(), 10UL);
        auto consumer = seat.log->makeConsumer({ "test" }).value();
        const Position from { { topicName, 0 }, 0 };
        VERIFY_OK(consumer->assign({ &from, 1 }));
        seat.clock.advance(48h);
        VERIFY_OK(seat.log->enforceRetention());
        const auto polled = consumer->poll(10, 1000, 0ms);
        QVERIFY(!polled.ok());
        QCOMPARE(polled.error().code, std::string("bus.offset_out_of_range"));
    }

    void f10_aFullDiskFailsForNowAndHeals_data()
    {
        QTest::addColumn<int>("sqliteCode");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("full") << SQLITE_FULL << QByteArray("bus.disk_full");
        QTest::newRow("input/output error") << SQLITE_IOERR_WRITE << QByteArray("bus.io_failed");
    }

    // The nth write or sync of an append fails, n = 1, 2, 3, ... until an append goes through.
    void f10_aFullDiskFailsForNowAndHeals()
    {
        QFETCH(const int, sqliteCode);
        QFETCH(const QByteArray, error);
        FaultVfs faults;
        Seat seat(freshFile(), FaultVfs::name());
        VERIFY_OK(seat.open());
        int next = 0;
        int failedRounds = 0;
        for (int nth = 1; nth < 1000; ++nth) {
            faults.failFrom(nth, sqliteCode);
            const auto deliveries = seat.append(next, 100);
            faults.heal();
            bool failed = false;
            for (const Delivery& delivery : deliveries) {
                if (delivery.status.ok()) {
                    QVERIFY2(!failed, "a later record succeeded: a hole in the order");
                    QCOMPARE(delivery.offset, next++);
                } else {
                    failed = true;
                    QVERIFY(delivery.status.error().kind == ErrorKind::Retriable);
                    QVERIFY(delivery.status.error().code == error.toStdString()
                        || delivery.status.error().code == "bus.after_failure");
                }
            }
            if (!failed && faults.failures() == 0) {
                break;
            }
            failedRounds += failed ? 1 : 0;
            // The same producer and file go on at once.
            const auto healed = seat.append(next, 10);
            for (const Delivery& delivery : healed) {
                VERIFY_OK(delivery.status);
                QCOMPARE(delivery.offset, next++);
            }
            if (!failed) {
                break;
            }
        }
        QVERIFY(failedRounds >= 2);
        VERIFY_OK(seat.open());
        const auto records = seat.readAll();
        VERIFY_OK(records);
        QCOMPARE(records->size(), static_cast<std::size_t>(next));
        compareNumbers(*records, 0);
    }

    void oneProducerFailsAsAPrefix()
    {
        FaultVfs faults;
        Seat seat(freshFile(), FaultVfs::name());
        VERIFY_OK(seat.open());
        auto producer = seat.log->makeProducer().value();
        faults.failFrom(1, SQLITE_FULL);
        VERIFY_OK(producer->send(numbered(0), 0));
        QTRY_VERIFY(faults.failures() > 0);
        faults.heal();
        // The failure is not collected yet: whether refused or failed, this must not get through.
        const Status sent = producer->send(numbered(1), 1);
        int failures = 0;
        while (producer->inFlight() > 0) {
            for (const Delivery& delivery : producer->deliveries(5s)) {
                failures += delivery.status.ok() ? 0 : 1;
            }
        }
        QCOMPARE(failures, sent.ok() ? 2 : 1);
        VERIFY_OK(producer->send(numbered(0), 2));
        const auto deliveries = producer->deliveries(5s);
        QCOMPARE(deliveries.size(), 1UL);
        VERIFY_OK(deliveries.front().status);
        QCOMPARE(deliveries.front().offset, 0);
    }

    void f12_aDamagedSegmentIsNamed()
    {
        Seat seat(freshFile());
        VERIFY_OK(seat.open());
        QCOMPARE(seat.append(0, 5).size(), 5UL);
        QCOMPARE(seat.append(5, 5).size(), 5UL);
        seat.log.reset();
        QFile file(QString::fromStdString(seat.options.file.string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray octets = file.readAll();
        const auto at = octets.indexOf("record 3");
        QVERIFY(at > 0);
        octets[at + 7] = '4';
        file.seek(0);
        file.write(octets);
        file.close();
        VERIFY_OK(seat.open()); // the last segment is sound
        const auto records = seat.readAll();
        QVERIFY(!records.ok());
        QCOMPARE(records.error().code, std::string("bus.damaged"));
        QVERIFY(records.error().kind == ErrorKind::Fatal);
        QVERIFY(records.error().message.find(topicName + "/0") != std::string::npos);
    }

    void f12_aDamagedLastSegmentStopsTheStart()
    {
        Seat seat(freshFile());
        VERIFY_OK(seat.open());
        QCOMPARE(seat.append(0, 5).size(), 5UL);
        seat.log.reset();
        QFile file(QString::fromStdString(seat.options.file.string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray octets = file.readAll();
        octets[octets.indexOf("record 3") + 7] = '4';
        file.seek(0);
        file.write(octets);
        file.close();
        const Status opened = seat.open();
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, std::string("bus.damaged"));
    }

    void f12_otherFilesAreRefused()
    {
        Seat text(freshFile());
        std::ofstream(text.options.file) << std::string(20'000, 'x');
        const Status notADatabase = text.open();
        QVERIFY(!notADatabase.ok());
        QCOMPARE(notADatabase.error().code, std::string("bus.damaged"));

        Seat other(freshFile());
        sqlite3* database = nullptr;
        QCOMPARE(sqlite3_open(other.options.file.c_str(), &database), SQLITE_OK);
        sqlite3_exec(database, "CREATE TABLE x(y)", nullptr, nullptr, nullptr);
        sqlite3_close(database);
        const Status notALog = other.open();
        QVERIFY(!notALog.ok());
        QCOMPARE(notALog.error().code, std::string("bus.wrong_file"));
    }

    void f12_aLostWalIsNoticed()
    {
        const QString file = freshFile();
        QProcess victim;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1String(fileVariable), file);
        victim.setProcessEnvironment(environment);
        victim.start(
            QCoreApplication::applicationFilePath(), { QStringLiteral("embedded_log_victim") });
        QByteArray said;
        while (!said.contains("ACK ") && victim.waitForReadyRead(30'000)) {
            said += victim.readAllStandardOutput();
        }
        victim.kill();
        QVERIFY(victim.waitForFinished());
        QVERIFY(said.contains("ACK "));
        QVERIFY(QFile::remove(file + QStringLiteral("-wal")));
        Seat seat(file);
        const Status opened = seat.open();
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, std::string("bus.wal_lost"));
    }

    void reportedPositionsAreForLagViews()
    {
        Seat seat(freshFile());
        VERIFY_OK(seat.open());
        auto consumer = seat.log->makeConsumer({ "vep-service-group" }).value();
        const Position position { { topicName, 0 }, 0 };
        consumer->reportPositions({ &position, 1 });
        const auto reported = seat.log->reportedPositions();
        QCOMPARE(reported.size(), 1UL);
        QVERIFY(reported.at("vep-service-group").front() == position);
    }
};

LOCUS_TEST(embedded_log, EmbeddedLogTest)
LOCUS_TEST(embedded_log_victim, EmbeddedLogVictim)
#include "tst_embedded_log.moc"
