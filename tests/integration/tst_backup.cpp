// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The restore drill: a backup of a core at work, its end, and a new core on what was saved.
#include "core/protocol/system_messages.h"
#include "tests/bench/load_client.h"
#include "tests/integration/core_face.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <set>

using namespace locus::test;

namespace {

QStringList backupWords(const char* verb, const QString& folder, const CoreProcess& core)
{
    return { QStringLiteral("backup"), QString::fromLatin1(verb), folder,
        QStringLiteral("--data-dir"), QString::fromStdString(core.dataDir().string()) };
}

// Saves the core once it has taken some submissions in, and kills it when it has taken more after
// the backup's end.
class BackupThenKill : public QObject
{
public:
    BackupThenKill(locus::bench::LoadClient& client, CoreProcess& core, const QString& target)
        : m_client(client)
        , m_core(core)
        , m_target(target)
    {
        m_timer.callOnTimeout(this, [this] { look(); });
        m_timer.start(5);
    }

    [[nodiscard]] int exitCode() const { return m_ended ? m_saving.exitCode() : -1; }
    [[nodiscard]] QByteArray output() { return m_saving.readAllStandardError(); }
    [[nodiscard]] std::size_t acceptedBefore() const { return m_before; }

private:
    static constexpr std::size_t enough = 50;

    void look()
    {
        const std::size_t accepted = m_client.accepted().size();
        if (m_before == 0 && accepted >= enough) {
            m_before = accepted;
            m_saving.start(CoreProcess::program(QStringLiteral("locusctl")),
                backupWords("create", m_target, m_core));
        } else if (m_before > 0 && !m_ended && m_saving.state() == QProcess::NotRunning) {
            m_ended = true;
            m_after = accepted;
        } else if (m_ended && accepted >= m_after + enough) {
            m_timer.stop();
            m_core.killHard();
        }
    }

    locus::bench::LoadClient& m_client;
    CoreProcess& m_core;
    const QString m_target;
    QProcess m_saving;
    QTimer m_timer;
    std::size_t m_before = 0;
    std::size_t m_after = 0;
    bool m_ended = false;
};

// Who asked for the last backup, as the core tells somebody who signed in.
std::optional<std::string> askedBy(locus::client::CoreClient& client)
{
    std::optional<std::string> by;
    QObject context; // nothing comes after it
    client.call(locus::protocol::SystemHealth(), &context,
        [&by](const locus::Result<locus::protocol::HealthReport>& report) {
            by = std::string();
            for (const auto& check : report.ok() ? report->checks : decltype(report->checks)()) {
                by = check.name == locus::protocol::backupCheck ? check.by : *by;
            }
        });
    (void)QTest::qWaitFor([&by] { return by.has_value(); }, 30'000);
    return by;
}

// A file that the core or locusctl takes a token from, gone with `folder`.
QString secretFile(const QTemporaryDir& folder, const QByteArray& secret)
{
    QString path = folder.filePath(QStringLiteral("secret-")
        + QString::number(QDir(folder.path()).entryList(QDir::Files).size()));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(secret);
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    return path;
}

// Names of the files below a folder that hold these octets.
QStringList filesWith(const QString& folder, const QByteArray& octets)
{
    QStringList names;
    QDirIterator at(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (at.hasNext()) {
        QFile file(at.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(octets)) {
            names.append(at.fileName());
        }
    }
    names.sort();
    return names;
}

} // namespace

class BackupDrillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCoreOnTheBackupHasEverythingAcceptedBeforeItOnce()
    {
        const QTemporaryDir folder;
        const QString saved = folder.filePath(QStringLiteral("saved"));
        CoreProcess core;
        QVERIFY(core.start().ok());
        std::vector<std::string> accepted;
        std::size_t before = 0;
        {
            locus::bench::LoadClient client(core);
            QVERIFY(client.signIn().ok());
            BackupThenKill drill(client, core, saved);
            const auto texts = locus::bench::sampleSequences(200);
            QVERIFY(!client.run({ texts, 1'000'000, 50, 0 }, std::chrono::seconds(90)).ok());
            QVERIFY2(drill.exitCode() == 0, drill.output().constData());
            accepted = client.accepted();
            before = drill.acceptedBefore();
        }
        QVERIFY2(accepted.size() > before, "nothing was taken in while and after it was saved");

        CoreProcess other;
        other.shareMasterKey(core);
        const Finished restored =
            runProgram(QStringLiteral("locusctl"), backupWords("restore", saved, other));
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QVERIFY2(restored.out.contains("reads on at"), restored.out.constData());
        const auto started = other.start();
        QVERIFY2(started.ok(), started.ok() ? "" : started.error().message.c_str());
        locus::bench::LoadClient client(other);
        QVERIFY(client.signIn().ok());
        locus::bench::LoadClient::Audit audit;
        QTRY_VERIFY_WITH_TIMEOUT(
            (audit = client.audit().valueOr({}), audit.ended > 0 && audit.open == 0), 60'000);
        QCOMPARE(audit.withoutExactlyOneRow, 0);
        const std::set<std::string> known(audit.ids.begin(), audit.ids.end());
        QCOMPARE(known.size(), audit.ids.size()); // none twice
        for (std::size_t i = 0; i < before; ++i) {
            QVERIFY2(known.contains(accepted[i]), accepted[i].c_str());
        }
        // The rest is of after the backup: whoever submitted it has to know that it is not there.
        QVERIFY(!known.contains(accepted.back()));

        // Nothing that opens a door is in it.
        const QStringList names =
            QDir(saved).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        QCOMPARE(names,
            (QStringList { QStringLiteral("bus.sqlite"), QStringLiteral("keys.sqlite"),
                QStringLiteral("locus.sqlite"), QStringLiteral("manifest.json") }));
        QVERIFY(core.token().size() >= 32);
        for (const QString& name : names) {
            QFile file(QDir(saved).filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(core.token().toUtf8()), qPrintable(name));
        }

        const Finished again =
            runProgram(QStringLiteral("locusctl"), backupWords("restore", saved, other));
        QCOMPARE(again.exitCode, 1);
        QVERIFY2(again.err.contains("pid"), again.err.constData());
    }

    void aCoreElsewhereSavesOnItsMachine()
    {
        const QTemporaryDir folder;
        CoreProcess core;
        const auto there = [&core] {
            return runProgram(QStringLiteral("locusctl"),
                { QStringLiteral("backup"), QStringLiteral("create"), QStringLiteral("--url"),
                    core.endpoint(QStringLiteral("rpc")), QStringLiteral("--token-file"),
                    QString::fromStdString((core.dataDir() / "token").string()) });
        };
        QVERIFY(core.start().ok());
        Finished saved = there();
        QCOMPARE(saved.exitCode, 1);
        QVERIFY2(saved.err.contains("set backup.folder"), saved.err.constData());
        QVERIFY(core.stop().ok());
        const QString into = folder.filePath(QStringLiteral("backups"));
        const QStringList configured { QStringLiteral("--set"),
            QStringLiteral("backup.folder=") + into };
        QVERIFY(core.start(configured).ok());
        saved = there();
        QCOMPARE(saved.exitCode, 1);
        QVERIFY2(saved.err.contains("is its disk mounted?"), saved.err.constData());
        QVERIFY(QDir().mkdir(into));
        saved = there();
        QVERIFY2(saved.exitCode == 0, saved.err.constData());
        const QStringList made = QDir(into).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(made.size(), 1);
        QVERIFY2(saved.out.contains(made[0].toUtf8()), saved.out.constData());
        const Finished verified = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("backup"), QStringLiteral("verify"), QDir(into).filePath(made[0]) });
        QVERIFY2(verified.exitCode == 0, verified.err.constData());

        // The next core still knows how it went and, told to those who signed in, who asked.
        QVERIFY(core.stop().ok());
        QVERIFY(core.start(configured).ok());
        const QJsonObject check = healthCheck(core, QStringLiteral("backup"));
        const QString detail = check.value(u"detail").toString();
        QVERIFY2(detail.contains(made[0]) && detail.contains(u"written and verified at"),
            qPrintable(detail));
        QVERIFY(!check.contains(u"by"));
        QVERIFY(httpGet(core, "/metrics").contains("\nbackup_last_success_timestamp_seconds 1"));
        locus::bench::LoadClient client(core);
        QVERIFY(client.signIn().ok());
        const auto by = askedBy(client.client());
        QVERIFY(by && !by->empty());
    }

    void aCoreSavesByItselfAndRemovesTheOldest()
    {
        const QTemporaryDir folder;
        const QDir into(folder.path());
        const auto made = [&into] { return into.entryList({ QStringLiteral("locus-*Z*") }); };
        CoreProcess core;
        const QStringList configured { QStringLiteral("--set"),
            QStringLiteral("backup.folder=") + folder.path(), QStringLiteral("--set"),
            QStringLiteral("backup.every=24"), QStringLiteral("--set"),
            QStringLiteral("backup.keep=1") };
        const auto isDone = [&core](int removed) {
            const QJsonObject check = healthCheck(core, QStringLiteral("backup"));
            const QJsonObject figures = check.value(u"figures").toObject();
            return figures.value(u"running").toInt(1) == 0 && figures.contains(u"lastSuccess")
                && check.value(u"detail").toString().count(u"; removed: locus-") == removed;
        };
        QVERIFY(core.start(configured).ok());
        QTRY_VERIFY_WITH_TIMEOUT(isDone(0), 60'000);
        QCOMPARE(made().size(), 1);
        const QString first = made().constFirst();
        const Finished asked = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("backup"), QStringLiteral("create"), QStringLiteral("--url"),
                core.endpoint(QStringLiteral("rpc")), QStringLiteral("--token-file"),
                QString::fromStdString((core.dataDir() / "token").string()) });
        QVERIFY2(asked.exitCode == 0, asked.err.constData());
        QVERIFY2(
            asked.out.contains(QByteArray("removed: " + first.toUtf8())), asked.out.constData());
        QVERIFY2(asked.out.contains("asked for by "), asked.out.constData());
        QVERIFY(isDone(1));
        QVERIFY(made().size() == 1 && made().constFirst() != first);
    }

    void noSecretIsInABackup()
    {
        const QTemporaryDir folder;
        const QString saved = folder.filePath(QStringLiteral("saved"));
        CoreProcess core;
        QVERIFY(core.start().ok()); // makes the folder and the seat's own token
        const QString dataDir = QString::fromStdString(core.dataDir().string());
        const auto issue = [&](const QString& name, const QString& roles) {
            return runProgram(QStringLiteral("locusctl"),
                { QStringLiteral("people"), QStringLiteral("issue-token"), name,
                    QStringLiteral("--roles"), roles, QStringLiteral("--data-dir"), dataDir })
                .out.trimmed();
        };
        const QByteArray clinician = issue(QStringLiteral("lab"), QStringLiteral("clinician"));
        const QByteArray revoked = issue(QStringLiteral("old"), QStringLiteral("operator"));
        QCOMPARE(runProgram(QStringLiteral("locusctl"),
                     { QStringLiteral("people"), QStringLiteral("revoke-token"),
                         QStringLiteral("old"), QStringLiteral("--data-dir"), dataDir })
                     .exitCode,
            0);
        QVERIFY(core.stop().ok());
        const QByteArray service = "model-secret-7f3a9c51d2e84b60";
        const QString tokenFile = secretFile(folder, service);
        QVERIFY(
            core.start(
                    { QStringLiteral("--set"), QStringLiteral("model.url=http://127.0.0.1:9"),
                        QStringLiteral("--set"), QStringLiteral("model.name=m"),
                        QStringLiteral("--set"), QStringLiteral("model.token_file=") + tokenFile })
                .ok());

        // Each is used, so that the core had it in its hands when it wrote.
        const QByteArray label = "marker-of-the-search";
        const Finished submitted = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("submit"), QStringLiteral("--wait"), QStringLiteral("--label"),
                QString::fromLatin1(label), QStringLiteral("--url"),
                core.endpoint(QStringLiteral("rpc")), QStringLiteral("--token-file"),
                secretFile(folder, clinician), QStringLiteral("NM_000518.5:c.20A>T") });
        QVERIFY2(submitted.exitCode == 0, submitted.err.constData());
        const Finished refused = runProgram(QStringLiteral("locusctl"),
            { QStringLiteral("doctor"), QStringLiteral("--url"),
                core.endpoint(QStringLiteral("rpc")), QStringLiteral("--token-file"),
                secretFile(folder, revoked) });
        QVERIFY(refused.exitCode != 0);
        const Finished made =
            runProgram(QStringLiteral("locusctl"), backupWords("create", saved, core));
        QVERIFY2(made.exitCode == 0, made.err.constData());

        QCOMPARE(filesWith(saved, label),
            QStringList());
        QVERIFY(filesWith(dataDir, core.token().toUtf8()).contains(QStringLiteral("token")));
        for (const QByteArray& secret : { clinician, revoked, service, core.token().toUtf8() }) {
            QVERIFY(secret.size() >= 24);
            for (const QByteArray& form : { secret, secret.toBase64(), secret.toHex(),
                     QCryptographicHash::hash(secret, QCryptographicHash::Sha256),
                     QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex() }) {
                QCOMPARE(filesWith(saved, form), QStringList());
            }
        }
        // Where the tokens are known at all, they are known by a digest that signs nobody in.
        QCOMPARE(filesWith(dataDir, clinician), QStringList());
    }

#ifdef Q_OS_LINUX
    void aFullTargetLeavesNoHalfBackup()
    {
        const QTemporaryDir folder;
        const QString saved = folder.filePath(QStringLiteral("saved"));
        CoreProcess core;
        QVERIFY(core.start().ok());
        // For this program every disk is full behind 32 KiB of a file.
        const QString command = QStringLiteral("trap '' XFSZ; ulimit -f 64; exec \"$@\"");
        QProcess full;
        full.start(QStringLiteral("sh"),
            QStringList { QStringLiteral("-c"), command, QStringLiteral("sh"),
                CoreProcess::program(QStringLiteral("locusctl")) }
                + backupWords("create", saved, core));
        QVERIFY(full.waitForFinished(60'000));
        QCOMPARE(full.exitStatus(), QProcess::NormalExit);
        QCOMPARE(full.exitCode(), 1);
        const QByteArray said = full.readAllStandardError();
        QVERIFY2(said.contains("failed") || said.contains("full"), said.constData());
        QVERIFY2(QDir(folder.path()).isEmpty(), "something of it is left");
        const Finished room =
            runProgram(QStringLiteral("locusctl"), backupWords("create", saved, core));
        QVERIFY2(room.exitCode == 0, room.err.constData());
    }

    void aRestoreThatIsKilledLeavesOldDataOrSaysHowToEndIt()
    {
        const QTemporaryDir folder;
        const QString saved = folder.filePath(QStringLiteral("saved"));
        CoreProcess core;
        const auto ctl = [&core](QStringList words) {
            words += { QStringLiteral("--data-dir"),
                QString::fromStdString(core.dataDir().string()), QStringLiteral("--json") };
            return runProgram(QStringLiteral("locusctl"), words);
        };
        const auto submit = [&ctl] {
            return ctl({ QStringLiteral("submit"), QStringLiteral("--wait"),
                           QStringLiteral("NM_000518.5:c.20A>T") })
                       .exitCode
                == 0;
        };
        const auto analyses = [&ctl] {
            return ctl({ QStringLiteral("analyses"), QStringLiteral("list") }).out.count('\n');
        };
        QVERIFY(core.start().ok() && submit());
        QCOMPARE(
            runProgram(QStringLiteral("locusctl"), backupWords("create", saved, core)).exitCode, 0);
        QVERIFY(submit()); // two now, one in the backup
        QVERIFY(core.stop().ok());
        const QStringList words =
            backupWords("restore", saved, core) + QStringList { QStringLiteral("--replace") };
        constexpr int kills = 12;
        for (int i = 0; i < kills; ++i) {
            QProcess restore;
            restore.start(CoreProcess::program(QStringLiteral("locusctl")), words);
            QVERIFY(restore.waitForStarted());
            restore.waitForFinished(i * 4);
            restore.kill();
            restore.waitForFinished();
            const locus::Status started = core.start();
            if (started.ok()) {
                const auto found = analyses();
                QVERIFY2(found == 1 || found == 2, qPrintable(QString::number(found)));
                QVERIFY(core.stop().ok());
                continue;
            }
            QVERIFY2(started.error().message.find("locusctl backup restore " + saved.toStdString())
                    != std::string::npos,
                started.error().message.c_str());
        }
        // And surely between the two files, where the clock seldom hits.
        QFile mark(QString::fromStdString((core.dataDir() / "restore-unfinished").string()));
        QVERIFY(mark.open(QIODevice::WriteOnly) && mark.write(saved.toUtf8()) == saved.size());
        mark.close();
        const locus::Status between = core.start();
        QVERIFY(!between.ok());
        QVERIFY2(between.error().message.find("locusctl backup restore " + saved.toStdString())
                != std::string::npos,
            between.error().message.c_str());
        const Finished ended = runProgram(QStringLiteral("locusctl"), words);
        QVERIFY2(ended.exitCode == 0, ended.err.constData());
        QVERIFY(core.start().ok());
        QCOMPARE(analyses(), 1);
    }
#endif
};

LOCUS_TEST(backup, BackupDrillTest)
#include "tst_backup.moc"
