// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/real_console.h"
#include "tests/ui/support/test_core.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int startMs = 20'000;

// The command lines of all processes that hold this word.
QStringList processesWith(const QString& word)
{
    QStringList found;
    for (const auto& entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        QFile file(u"/proc/"_s + entry + u"/cmdline"_s);
        if (entry.toInt() > 0 && entry.toInt() != QCoreApplication::applicationPid()
            && file.open(QIODevice::ReadOnly)) {
            const auto line = QString::fromUtf8(file.readAll().replace('\0', ' '));
            if (line.contains(word)) {
                found << line;
            }
        }
    }
    return found;
}

} // namespace

// The program itself, as two people's clicks on a link start it: real processes.
class ConnectionProgramsTest : public QObject
{
    Q_OBJECT

    // A seat of its own: nothing of the person who runs the tests is touched.
    struct Seat
    {
        Seat()
        {
            environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
            for (const char* name :
                { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "TMPDIR" }) {
                const auto path = folder.filePath(QString::fromLatin1(name));
                QDir().mkpath(path);
                QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
                environment.insert(QString::fromLatin1(name), path);
            }
        }
        [[nodiscard]] QString data(const QString& name) const { return folder.filePath(name); }

        QTemporaryDir folder;
        QProcessEnvironment environment;
    };

    // A folder whose core is the test's.
    static QString folderOf(const Seat& seat, const TestCore& core, const QString& name)
    {
        const auto folder = seat.data(name);
        QDir().mkpath(folder);
        const auto endpoint = core.endpoint();
        const QJsonObject json { { u"rpc"_s, endpoint.rpc.toString() }, { u"version"_s, u"1"_s },
            { u"pid"_s, QCoreApplication::applicationPid() } };
        for (const auto& [file, text] :
            { std::pair(u"endpoint.json"_s, QJsonDocument(json).toJson()),
                std::pair(u"token"_s, endpoint.token.toUtf8()) }) {
            QFile out(folder + u'/' + file);
            if (out.open(QIODevice::WriteOnly)) {
                out.write(text);
                out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            }
        }
        return folder;
    }

    struct Program
    {
        Program(const Seat& seat, const QStringList& words)
        {
            process.setProcessEnvironment(seat.environment);
            process.start(
                CoreProcess::program(u"locus"_s), QStringList { u"--announce-paint"_s } + words);
            QObject::connect(&process, &QProcess::readyReadStandardOutput, &process,
                [this] { said += QString::fromUtf8(process.readAllStandardOutput()); });
        }
        ~Program()
        {
            process.terminate();
            if (!process.waitForFinished(startMs)) {
                process.kill();
                process.waitForFinished(startMs);
            }
        }
        bool says(const QString& line)
        {
            return QTest::qWaitFor([&] { return said.contains(line + u'\n'); }, startMs);
        }
        // Its exit code, or -1.
        int end()
        {
            const bool ended = QTest::qWaitFor(
                [this] { return process.state() == QProcess::NotRunning; }, startMs);
            return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        }

        QProcess process;
        QString said;
    };

    static QString linkTo(TestCore& core)
    {
        analyses::Summary summary;
        summary.label = "Sample";
        summary.assembly = "GRCh38";
        return u"locus://analysis/"_s
            + QString::fromStdString(core.add(summary, sampleRows()).toString());
    }

private Q_SLOTS:
    void aLinkOpensColdAndWarmInOneWindow()
    {
        const Seat seat;
        TestCore core;
        const auto link = linkTo(core);
        const auto folder = folderOf(seat, core, u"a"_s);
        Program cold(seat, { u"--data-dir"_s, folder, link });
        QVERIFY2(cold.says(u"at analyses item"_s), qPrintable(cold.said));

        Program plain(seat, { u"--data-dir"_s, folder });
        QCOMPARE(plain.end(), 0);
        QVERIFY(!plain.said.contains(u"painted"_s));
        QVERIFY(isRunning(cold.process.processId()));
    }

    void aWarmLinkGoesToTheWindowThatIsOpen()
    {
        const Seat seat;
        TestCore core;
        const auto link = linkTo(core);
        const auto folder = folderOf(seat, core, u"a"_s);
        Program first(seat, { u"--data-dir"_s, folder });
        QVERIFY2(first.says(u"at home"_s), qPrintable(first.said));
        // The same folder by another spelling is the same folder.
        Program second(seat, { u"--data-dir"_s, folder + u"/../a"_s, link });
        QCOMPARE(second.end(), 0);
        QVERIFY2(first.says(u"at analyses item"_s), qPrintable(first.said));
        // Whatever is no link of ours changes nothing but a sentence; the second ends as well.
        first.said.clear();
        for (const auto& bad : { u"locus://analysis/1?do=sign"_s, u"locus://delete/1"_s,
                 u"file:///etc/passwd"_s, u"locus://analysis/../../x"_s, u"\"; rm -rf ~"_s }) {
            Program third(seat, { u"--data-dir"_s, folder, bad });
            QCOMPARE(third.end(), 0);
            QVERIFY2(first.says(u"at analyses item"_s), qPrintable(first.said));
            first.said.clear();
        }
        QVERIFY(isRunning(first.process.processId()));
    }

    void anotherFolderIsAnotherInstance()
    {
        const Seat seat;
        TestCore core;
        Program first(seat, { u"--data-dir"_s, folderOf(seat, core, u"a"_s) });
        QVERIFY(first.says(u"at home"_s));
        Program second(seat, { u"--data-dir"_s, folderOf(seat, core, u"b"_s) });
        QVERIFY2(second.says(u"at home"_s), qPrintable(second.said));
        QVERIFY(isRunning(first.process.processId()) && isRunning(second.process.processId()));
    }

    void startsAtTheSameMomentMakeOneWindow()
    {
        const Seat seat;
        TestCore core;
        const auto folder = folderOf(seat, core, u"a"_s);
        std::vector<std::unique_ptr<Program>> all;
        for (int i = 0; i < 4; ++i) {
            all.push_back(std::make_unique<Program>(seat, QStringList { u"--data-dir"_s, folder }));
        }
        const auto open = [&all] {
            return std::count_if(all.begin(), all.end(),
                [](const auto& one) { return one->process.state() != QProcess::NotRunning; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(open(), 1, startMs);
        for (const auto& one : all) {
            if (one->process.state() == QProcess::NotRunning) {
                QCOMPARE(one->process.exitCode(), 0);
            }
        }
    }

    void aWindowThatWasKilledLeavesNobodyOut()
    {
        const Seat seat;
        TestCore core;
        const auto folder = folderOf(seat, core, u"a"_s);
        Program first(seat, { u"--data-dir"_s, folder });
        QVERIFY(first.says(u"at home"_s));
        first.process.kill();
        QVERIFY(first.process.waitForFinished(startMs));
        Program second(seat, { u"--data-dir"_s, folder });
        QVERIFY2(second.says(u"at home"_s), qPrintable(second.said));
    }

    void aWindowThatHangsIsNamed()
    {
        const Seat seat;
        TestCore core;
        const auto folder = folderOf(seat, core, u"a"_s);
        Program first(seat, { u"--data-dir"_s, folder });
        QVERIFY(first.says(u"at home"_s));
        const auto pid = first.process.processId();
        ::kill(static_cast<pid_t>(pid), SIGSTOP);
        Program second(seat, { u"--data-dir"_s, folder });
        const auto code = second.end();
        ::kill(static_cast<pid_t>(pid), SIGCONT);
        QCOMPARE(code, 1);
        const auto said = QString::fromUtf8(second.process.readAllStandardError());
        QVERIFY2(said.contains(QString::number(pid)), qPrintable(said));
    }

    void picturesLeaveNoCoreBehind()
    {
        const Seat seat;
        const auto folder = seat.data(u"fresh"_s);
        const auto pictures = seat.data(u"pictures"_s);
        Program run(seat, { u"--data-dir"_s, folder, u"--pictures"_s, pictures });
        QVERIFY(QTest::qWaitFor(
            [&run] { return run.process.state() == QProcess::NotRunning; }, 60'000));
        QCOMPARE(run.process.exitCode(), 0);
        QVERIFY(QDir(pictures).entryList({ u"*.png"_s }).size() >= 8);
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(folder), QStringList(), startMs);
        QVERIFY(!QFile::exists(folder + u"/endpoint.json"_s));
    }

    void picturesOfARunningCoreLeaveItRunning()
    {
        const Seat seat;
        CoreProcess core;
        QVERIFY(core.start().ok());
        Program run(seat,
            { u"--data-dir"_s, QString::fromStdString(core.dataDir().string()), u"--pictures"_s,
                seat.data(u"pictures"_s) });
        QVERIFY(QTest::qWaitFor(
            [&run] { return run.process.state() == QProcess::NotRunning; }, 60'000));
        QCOMPARE(run.process.exitCode(), 0);
        QVERIFY(isRunning(core.pid()));
        QVERIFY(core.stop().ok());
    }

    // The demo core ends with its console however that ends; the folder goes with the next start.
    void aKilledConsoleLeavesNoSampleDataForGood()
    {
        const Seat seat;
        const QDir temporary(seat.environment.value(u"TMPDIR"_s));
        const auto demos = [&temporary] {
            return temporary.entryList({ u"locus-demo-*"_s }, QDir::Dirs);
        };
        QString abandoned;
        {
            Program first(seat, { u"--demo"_s });
            QVERIFY2(first.says(u"at home"_s), qPrintable(first.said));
            QCOMPARE(demos().size(), 1);
            abandoned = demos().constFirst();
            QCOMPARE(processesWith(abandoned).size(), 1);
            first.process.kill();
            QVERIFY(first.process.waitForFinished(startMs));
        }
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(abandoned), QStringList(), startMs);
        QVERIFY(demos().contains(abandoned));
        {
            Program second(seat, { u"--demo"_s });
            QVERIFY(second.says(u"at home"_s));
            QVERIFY(!demos().contains(abandoned));
            QCOMPARE(demos().size(), 1);
        }
        QTRY_COMPARE_WITH_TIMEOUT(
            processesWith(seat.environment.value(u"TMPDIR"_s)), QStringList(), startMs);
    }

    // As a desktop registers and calls it.
    void theDesktopKnowsTheSchemeAndCallsTheProgram()
    {
        const Seat seat;
        const auto prefix = seat.data(u"prefix"_s);
        QProcess install;
        install.start(u"cmake"_s,
            { u"--install"_s, QStringLiteral(LOCUS_BUILD_DIR), u"--component"_s, u"desktop"_s,
                u"--prefix"_s, prefix });
        QVERIFY(install.waitForFinished(startMs));
        QVERIFY2(install.exitCode() == 0, install.readAllStandardError().constData());
        const auto file = prefix + u"/share/applications/locus.desktop"_s;
        QVERIFY(QFile::exists(file));
        QVERIFY(QFile::exists(prefix + u"/share/icons/hicolor/scalable/apps/locus.svg"_s));
        QProcess check;
        check.start(u"desktop-file-validate"_s, { file });
        QVERIFY2(check.waitForFinished(startMs), qPrintable(check.errorString()));
        QCOMPARE(check.readAll() + check.readAllStandardError(), QByteArray());
        QCOMPARE(check.exitCode(), 0);
        QProcess index;
        index.start(u"update-desktop-database"_s, { prefix + u"/share/applications"_s });
        QVERIFY(index.waitForFinished(startMs));
        QFile cache(prefix + u"/share/applications/mimeinfo.cache"_s);
        QVERIFY(cache.open(QIODevice::ReadOnly));
        QVERIFY(cache.readAll().contains("x-scheme-handler/locus=locus.desktop"));
    }
};

LOCUS_TEST(connection_programs, ConnectionProgramsTest)
#include "tst_connection_programs.moc"
