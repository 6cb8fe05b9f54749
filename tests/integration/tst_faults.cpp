// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A real core under the faults of one machine, each named by its number in README.md.
#include "core/base/file.h"
#include "core/store/database.h"
#include "tests/integration/core_face.h"
#include "tests/support/certificate_files.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTest>

#include <csignal>

using namespace locus::test;

class FaultsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CoreProcess> m_core;

    [[nodiscard]] QString folder() const
    {
        return QString::fromStdString(m_core->dataDir().string());
    }
    [[nodiscard]] Finished ctl(const QStringList& words, const QByteArray& input = {}) const
    {
        return runProgram(QStringLiteral("locusctl"),
            words + QStringList { QStringLiteral("--data-dir"), folder() }, input);
    }
    [[nodiscard]] Finished submit(const QString& notation) const
    {
        return ctl({ QStringLiteral("submit"), QStringLiteral("--wait"), QStringLiteral("--json"),
            notation });
    }
    [[nodiscard]] qsizetype analyses() const
    {
        return ctl({ QStringLiteral("analyses"), QStringLiteral("list"), QStringLiteral("--json") })
            .out.count('\n');
    }
    // Whose certificate a new connection to the HTTP face is shown, which shows the pair of files
    // if one is given; empty: it does not answer.
    [[nodiscard]] QString shownByHttp(const QString& own = {}) const
    {
        const QUrl url(m_core->endpoint(QStringLiteral("http")));
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        if (!own.isEmpty()) {
            socket.setLocalCertificate(own + QStringLiteral(".pem"));
            socket.setPrivateKey(own + QStringLiteral(".key"));
        }
        socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port()));
        if (url.scheme() != QLatin1String("https") || !socket.waitForEncrypted(10'000)) {
            return {};
        }
        socket.write("GET /health/live HTTP/1.1\r\nHost: core\r\nConnection: close\r\n\r\n");
        const bool answers =
            socket.waitForReadyRead(10'000) && socket.readAll().startsWith("HTTP/1.1 200");
        return answers ? socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0)
                       : QString();
    }
    void restoreAndStart(const QString& saved)
    {
        const Finished restored = ctl({ QStringLiteral("backup"), QStringLiteral("restore"), saved,
            QStringLiteral("--replace") });
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QDir(saved).removeRecursively();
        const locus::Status started = m_core->start();
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
    }

private Q_SLOTS:
    void init()
    {
        m_core = std::make_unique<CoreProcess>();
        QVERIFY(m_core->start().ok());
    }
    void cleanup() { m_core.reset(); }

    void f10_aFullDiskIsSaidAndHeals()
    {
        const QString first = QStringLiteral("NM_000518.5:c.20A>T");
        const QString second = QStringLiteral("NM_000518.5:c.21G>T");
        QCOMPARE(submit(first).exitCode, 0);
        QVERIFY(m_core->limitFiles(4096).ok());
        const Finished refused = submit(second);
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("store"), refused.err.constData());
        const Finished doctor = ctl({ QStringLiteral("doctor") });
        QCOMPARE(doctor.exitCode, 1);
        QVERIFY2(doctor.out.contains("nothing is taken in until the disk has room"),
            doctor.out.constData());
        QVERIFY2(
            doctor.out.contains("store: down: read_only: commits to "), doctor.out.constData());
        QVERIFY(httpGet(*m_core, "/metrics").contains("pipeline_read_only 1\n"));
        // What shows patients is not shown without a record of it.
        const Finished unread = ctl({ QStringLiteral("analyses"), QStringLiteral("list") });
        QCOMPARE(unread.exitCode, 1);
        QVERIFY2(unread.err.contains("without a record of it"), unread.err.constData());
        QVERIFY(m_core->unlimitFiles().ok());
        bool done = false;
        QTRY_VERIFY_WITH_TIMEOUT(done || (done = submit(second).exitCode == 0), 30'000);
        QCOMPARE(analyses(), 2);
    }

    void f12_aDamagedStoreIsKeptAsideAndNamed()
    {
        QCOMPARE(submit(QStringLiteral("NM_000518.5:c.20A>T")).exitCode, 0);
        const QString saved = folder() + QStringLiteral("-saved");
        const Finished created = ctl({ QStringLiteral("backup"), QStringLiteral("create"), saved });
        QVERIFY2(created.exitCode == 0, created.err.constData());
        QVERIFY(m_core->stop().ok());
        const QString file = folder() + QStringLiteral("/locus.sqlite");
        QFile store(file);
        QVERIFY2(store.open(QIODevice::ReadWrite), qPrintable(file));
        QVERIFY(store.write(QByteArray(8192, '\x55')) == 8192);
        store.close();
        const locus::Status started = m_core->start();
        QVERIFY(!started.ok());
        const QStringList kept =
            QDir(folder()).entryList({ QStringLiteral("locus.sqlite.damaged-*") }, QDir::Files);
        QCOMPARE(kept.size(), 1);
        const QByteArray restore =
            "locusctl backup restore BACKUP --data-dir " + folder().toUtf8() + " --replace";
        const auto says = [&](const QByteArray& text) {
            return text.contains((folder() + u'/' + kept[0]).toUtf8()) && text.contains(restore);
        };
        QVERIFY2(says(QByteArray::fromStdString(started.error().message)),
            started.error().message.c_str());
        // And never starts empty as if nothing had been.
        const locus::Status again = m_core->start();
        QVERIFY(!again.ok());
        QVERIFY2(
            says(QByteArray::fromStdString(again.error().message)), again.error().message.c_str());
        const Finished asked = ctl({ QStringLiteral("analyses"), QStringLiteral("list") });
        QCOMPARE(asked.exitCode, 3);
        QVERIFY2(says(asked.err), asked.err.constData());
        restoreAndStart(saved); // who serves next counts both
        QVERIFY(httpGet(*m_core, "/metrics").contains("core_stops{reason=\"store.damaged\"} 2\n"));
        QCOMPARE(analyses(), 1);
    }

    void f12_aStoreFoundDamagedAtWorkStopsTheCoreAndIsCounted()
    {
        QCOMPARE(submit(QStringLiteral("NM_000518.5:c.20A>T")).exitCode, 0);
        const QString saved = folder() + QStringLiteral("-saved");
        const Finished created = ctl({ QStringLiteral("backup"), QStringLiteral("create"), saved });
        QVERIFY2(created.exitCode == 0, created.err.constData());
        QVERIFY(m_core->stop().ok());
        { // its first event, as if none had been published: the start looks at the last one alone
            auto store = locus::store::Database::open(
                m_core->dataDir() / "locus.sqlite", locus::store::Access::Writer);
            QVERIFY(store.ok());
            QVERIFY(store
                        ->run("UPDATE event_log SET checksum=checksum+1 WHERE position="
                              "(SELECT min(position) FROM event_log WHERE is_local=1)")
                        .ok());
            QVERIFY(store->run("UPDATE relay_cursor SET position=0").ok());
            QVERIFY(store->checkpoint().ok());
            store->keepWalOnClose(false);
        }
        (void)m_core->start(); // as fast as it stops, it may never be entered
        QTRY_COMPARE_WITH_TIMEOUT(m_core->pid(), 0, 30'000);
        QCOMPARE(m_core->exitCode(), 1);
        const Finished asked = ctl({ QStringLiteral("analyses"), QStringLiteral("list") });
        QCOMPARE(asked.exitCode, 3);
        QVERIFY2(asked.err.contains("does not match its checksum")
                && asked.err.contains("locusctl backup restore BACKUP --data-dir "),
            asked.err.constData());
        restoreAndStart(saved);
        QVERIFY(httpGet(*m_core, "/metrics").contains("core_stops{reason=\"store.damaged\"} 1\n"));
        QCOMPARE(analyses(), 1);
    }

    void f12_aDamagedBusIsNamedAndTheBackupPutBackAsSaid()
    {
        QCOMPARE(submit(QStringLiteral("NM_000518.5:c.20A>T")).exitCode, 0);
        const QString saved = folder() + QStringLiteral("-saved");
        const Finished created = ctl({ QStringLiteral("backup"), QStringLiteral("create"), saved });
        QVERIFY2(created.exitCode == 0, created.err.constData());
        QVERIFY(m_core->stop().ok());
        QFile bus(folder() + QStringLiteral("/bus.sqlite"));
        QVERIFY(bus.open(QIODevice::ReadWrite) && bus.write(QByteArray(8192, '\x55')) == 8192);
        bus.close();
        const locus::Status started = m_core->start();
        QVERIFY(!started.ok());
        const QString said = QString::fromStdString(started.error().message);
        QVERIFY2(
            said.contains(folder() + QStringLiteral("/bus.sqlite.damaged-1")), qPrintable(said));
        // The command as it stands, but for the backup's name.
        const QString mark = QStringLiteral("locusctl backup restore BACKUP ");
        QVERIFY2(said.contains(mark), qPrintable(said));
        QStringList words = said.mid(said.indexOf(mark) + mark.size())
                                .section(u'\n', 0, 0)
                                .split(u' ', Qt::SkipEmptyParts);
        words = QStringList { QStringLiteral("backup"), QStringLiteral("restore"), saved } + words;
        const Finished restored = runProgram(QStringLiteral("locusctl"), words);
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QDir(saved).removeRecursively();
        const locus::Status again = m_core->start();
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().message.c_str());
        QCOMPARE(analyses(), 1);
        QVERIFY(httpGet(*m_core, "/metrics").contains("core_stops{reason=\"bus.damaged\"} 1\n"));
    }

    void f12_aLostLogIsNamedAndNothingTouched()
    {
        QCOMPARE(submit(QStringLiteral("NM_000518.5:c.20A>T")).exitCode, 0);
        m_core->killHard();
        QVERIFY(QFile::remove(folder() + QStringLiteral("/locus.sqlite-wal")));
        const locus::Status started = m_core->start();
        QVERIFY(!started.ok());
        const QByteArray said = QByteArray::fromStdString(started.error().message);
        QVERIFY2(said.contains("locus.sqlite-wal") && said.contains("nothing was touched")
                && said.contains("locusctl backup restore BACKUP"),
            said.constData());
        QVERIFY(QFile::exists(folder() + QStringLiteral("/locus.sqlite")));
    }

    void f12_aDamagedColdPageIsFoundWhileTheCoreServes()
    {
        QCOMPARE(submit(QStringLiteral("NM_000518.5:c.20A>T")).exitCode, 0);
        QVERIFY(m_core->stop().ok());
        const QString path = folder() + QStringLiteral("/locus.sqlite");
        qint64 page = 0;
        {
            auto store =
                locus::store::Database::open(path.toStdString(), locus::store::Access::Reader);
            QVERIFY(store.ok());
            page =
                *store->integer("SELECT rootpage FROM sqlite_schema WHERE name='dead_letter_note'");
        }
        constexpr int pageBytes = 8192;
        QFile file(path);
        QVERIFY(page > 1 && file.open(QIODevice::ReadWrite) && file.seek((page - 1) * pageBytes));
        QCOMPARE(file.write(QByteArray(pageBytes, 'U')), qint64 { pageBytes });
        file.close();
        const locus::Status started = m_core->start();
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
        Finished doctor;
        QTRY_VERIFY_WITH_TIMEOUT(
            (doctor = ctl({ QStringLiteral("doctor") }), doctor.out.contains("found damaged")),
            30'000);
        QCOMPARE(doctor.exitCode, 1);
        QVERIFY2(doctor.out.contains("WRONG integrity: degraded: locus.sqlite was found damaged")
                && doctor.out.contains("dead_letter_note")
                && doctor.out.contains("locusctl backup restore BACKUP --data-dir "),
            doctor.out.constData());
        // What is whole is served on.
        QCOMPARE(submit(QStringLiteral("NM_000518.5:c.21G>T")).exitCode, 0);
        QCOMPARE(analyses(), 2);
    }

    void f13_recordsFromTheFutureAreTakenAndNamed()
    {
        QVERIFY(m_core->stop().ok());
        const qint64 tomorrow = QDateTime::currentMSecsSinceEpoch() + 24LL * 3600 * 1000;
        QByteArray line = "{'topic':'genetic-data-raw','key':'k','timestamp':TIME,"
                          "'value':'ACGTACGTACGTACGTACGTACGTACGT'}\n";
        line.replace('\'', '"').replace("TIME", QByteArray::number(tomorrow));
        const Finished published =
            ctl({ QStringLiteral("publish"), QStringLiteral("--records"), QStringLiteral("-"),
                    QStringLiteral("--master-key"),
                    QString::fromStdString(m_core->masterKeyFile().string()) },
                line);
        QVERIFY2(published.exitCode == 0, published.err.constData());
        QVERIFY(m_core->start().ok());
        QTRY_COMPARE_WITH_TIMEOUT(analyses(), 1, 30'000);
        const Finished doctor = ctl({ QStringLiteral("doctor") });
        QVERIFY2(doctor.exitCode == 1
                && doctor.out.contains("WRONG clock: degraded: records_ahead: records of "
                                       "genetic-data-raw are time-stamped 86"),
            doctor.out.constData());
        QVERIFY(httpGet(*m_core, "/metrics").contains("records_time_ahead_total 1\n"));
    }

    void f15_tenMillionBracketsAreRefused()
    {
        const QByteArray brackets(10'000'000, '[');
        const Finished refused = ctl(
            { QStringLiteral("submit"), QStringLiteral("--wait"), QStringLiteral("-") }, brackets);
        QVERIFY2(refused.exitCode == 1 || refused.out.size() < 10'000,
            refused.out.left(500).constData());
        QVERIFY2(refused.out.size() + refused.err.size() < 10'000, "it repeats what it was given");
        const QString records = folder() + QStringLiteral("/brackets.jsonl");
        QVERIFY(locus::writeFileAtomically(records.toStdString(),
            R"({"topic":"t","partition":0,"offset":1,"value":)" + brackets.toStdString() + "\n")
                    .ok());
        const Finished decoded = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("events"), QStringLiteral("decode"), QStringLiteral("--json"),
                QStringLiteral("--records"), records });
        QCOMPARE(decoded.exitCode, 1);
        QVERIFY2(decoded.err.size() < 1000, decoded.err.left(1000).constData());
        QCOMPARE(
            submit(QStringLiteral("NM_000518.5:c.20A>T")).exitCode, 0); // the core is as before
    }

    void f23_theHttpFaceTakesANewCertificateToo()
    {
        const CertificateFiles keys;
        QVERIFY(keys.make("one") && keys.make("two"));
        QVERIFY(keys.put("one", ".pem", "served") && keys.put("one", ".key", "served"));
        QVERIFY(m_core->stop().ok());
        m_core->setEnvironment(
            QStringLiteral("LOCUS_GATEWAY_CERTIFICATE_FILE"), keys.file("served", ".pem"));
        m_core->setEnvironment(
            QStringLiteral("LOCUS_GATEWAY_KEY_FILE"), keys.file("served", ".key"));
        QVERIFY(m_core->start().ok());
        QCOMPARE(shownByHttp(), QStringLiteral("one"));
        QVERIFY(keys.put("two", ".pem", "served") && keys.put("two", ".key", "served"));
        QCOMPARE(shownByHttp(), QStringLiteral("two"));
        QVERIFY(QFile::remove(keys.file("served", ".key")));
        QCOMPARE(shownByHttp(), QStringLiteral("two")); // a bad pair changes nothing
    }

    void theHttpFaceAsksClientsForACertificateToo()
    {
        const CertificateFiles keys;
        QVERIFY(keys.make("served") && keys.make("ward") && keys.make("stranger"));
        QVERIFY(m_core->stop().ok());
        m_core->setEnvironment(
            QStringLiteral("LOCUS_GATEWAY_CERTIFICATE_FILE"), keys.file("served", ".pem"));
        m_core->setEnvironment(
            QStringLiteral("LOCUS_GATEWAY_KEY_FILE"), keys.file("served", ".key"));
        m_core->setEnvironment(QStringLiteral("LOCUS_GATEWAY_CLIENT_CA_FILE"),
            keys.file("ward", ".pem")); // signed by itself: its own authority
        QVERIFY(m_core->start().ok());
        QCOMPARE(shownByHttp(keys.path("ward")), QStringLiteral("served"));
        QCOMPARE(shownByHttp(keys.path("stranger")), QString());
        QCOMPARE(shownByHttp(), QString());
        QCOMPARE(shownByHttp(keys.path("ward")), QStringLiteral("served")); // goes on
    }

#ifdef Q_OS_UNIX
    void f22_aCoreThatStoodStillGoesOn()
    {
        ::kill(static_cast<pid_t>(m_core->pid()), SIGSTOP);
        QProcess waiting;
        waiting.start(CoreProcess::program(QStringLiteral("locusctl")),
            { QStringLiteral("submit"), QStringLiteral("--wait"), QStringLiteral("--json"),
                QStringLiteral("--data-dir"), folder(), QStringLiteral("NM_000518.5:c.20A>T") });
        QVERIFY(waiting.waitForStarted());
        QVERIFY(!waiting.waitForFinished(1000));
        ::kill(static_cast<pid_t>(m_core->pid()), SIGCONT);
        QVERIFY(waiting.waitForFinished(30'000));
        QVERIFY2(waiting.exitCode() == 0, waiting.readAllStandardError().constData());
        QCOMPARE(analyses(), 1);
    }
#endif
};

LOCUS_TEST(faults, FaultsTest)
#include "tst_faults.moc"
