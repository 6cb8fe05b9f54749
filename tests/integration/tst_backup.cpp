// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The restore drill: a backup of a core at work, its end, and a new core on what was saved.
#include "tests/bench/load_client.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"

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

        const Finished again =
            runProgram(QStringLiteral("locusctl"), backupWords("restore", saved, other));
        QCOMPARE(again.exitCode, 1);
        QVERIFY2(again.err.contains("pid"), again.err.constData());
    }
};

LOCUS_TEST(backup, BackupDrillTest)
#include "tst_backup.moc"
