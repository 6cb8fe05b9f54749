// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/gateway/people_world.h"
#include "tests/support/core_process.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/connection_driver.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/real_console.h"
#include "core/base/places.h"
#include "core/protocol/patients_messages.h"
#include "ui/page/page.h"
#include "ui/widgets/patient_label.h"

#include <QLabel>
#include <QTest>

#include <csignal>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int startMs = 20'000;

} // namespace

// “Start on this seat” and “Try with sample data”: clicks in the real window, real cores.
class ConnectionSeatTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_seat;

private Q_SLOTS:
    // The seat is an empty one, so that nothing of the person who runs the tests is touched.
    void initTestCase()
    {
        for (const char* name : { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR" }) {
            const auto folder = m_seat.filePath(QString::fromLatin1(name));
            QDir().mkpath(folder);
            qputenv(name, folder.toUtf8());
        }
        theme().setChoice(ui::Theme::Choice::Light);
    }

    void sampleDataRunInACoreThatIsGoneAsAWhole()
    {
        qint64 pid = 0;
        QString folder;
        {
            RealConsole console(m_seat.path().toStdString() + "/nowhere");
            console.click("startDemo");
            QTRY_VERIFY_WITH_TIMEOUT(console.client.isSignedIn(), startMs);
            pid = console.launcher.demo().pid;
            folder = console.launcher.demo().dataFolder;
            QVERIFY(isRunning(pid));
            QVERIFY(QFile::exists(folder + u"/endpoint.json"_s));
            // Said as long as it lasts, in a word.
            const auto labels = console.window.findChildren<QLabel*>();
            const auto said = [&labels] {
                return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
                    return label->isVisible() && label->text().contains(u"DEMO"_s);
                });
            };
            QTRY_VERIFY(said());
            // Whom the analyses name is in the directory.
            QString found;
            const auto search = [&] {
                console.client.call<protocol::PatientsSearch>({ { "lindqv", 10, {} } },
                    &console.window, [&found](const Result<protocol::PatientsPage>& answer) {
                        if (answer.ok() && answer->page.items.size() == 1) {
                            found = ui::PatientWords::label(answer->page.items.front());
                        }
                    });
                return !found.isEmpty();
            };
            QTRY_VERIFY_WITH_TIMEOUT(search(), startMs);
            QCOMPARE(found, u"LINDQVIST, Nils Erik · born 02-Nov-1968 · 000-1102"_s);
            // Nothing of this seat was touched.
            QVERIFY(!QFile::exists(m_seat.filePath(u"nowhere"_s)));
        }
        QVERIFY(!isRunning(pid));
        QVERIFY2(!QFile::exists(folder), qPrintable(folder));
        QVERIFY(!QFile::exists(QFileInfo(folder).path()));
    }

    // Where people sign in with a password the test needs no token, and tries none.
    void aCoreWherePeopleSignInIsTestedWithoutAToken()
    {
        PeopleWorld world;
        Console console;
        console.window.show();
        ConnectionDriver dialog(console);
        dialog.choose(u"New connection…"_s);
        dialog.type("profileAddress", world.rpc());
        QVERIFY2(dialog.test(), qPrintable(dialog.lastStep()));
        QCOMPARE(dialog.words(),
            (QStringList { u"passed"_s, u"passed"_s, u"passed"_s, u"passed"_s, u"not used"_s,
                u"not used"_s }));
    }

    void aLinkThatLeadsNowhereIsSaidInASentence_data()
    {
        QTest::addColumn<QString>("link");
        QTest::newRow("an action") << u"locus://analysis/1?do=sign"_s;
        QTest::newRow("an unknown thing") << u"locus://delete/1"_s;
        QTest::newRow("a page that is not here") << u"locus://nothing/1"_s;
        QTest::newRow("a file") << u"file:///etc/passwd"_s;
        QTest::newRow("no link") << u"locus:"_s;
    }

    void aLinkThatLeadsNowhereIsSaidInASentence()
    {
        QFETCH(const QString, link);
        TestCore core;
        Console console;
        console.window.show();
        console.connectTo(core);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
        const auto before = console.window.currentPage()->place();
        auto* activity = console.find<QWidget>("detailsPane");
        QVERIFY(!activity->isVisible());
        console.window.openLink(QUrl(link));
        QTRY_VERIFY(activity->isVisible());
        const auto labels = activity->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text().contains(u"leads to nothing that Locus can open"_s);
        }));
        QVERIFY(console.window.currentPage()->place() == before);
    }

    void whatIsStartedOnAGivenFolderIsFollowedThere()
    {
        const auto data = std::filesystem::path(m_seat.path().toStdString()) / "given";
        // A seat's core that must not be taken for it.
        CoreProcess other;
        QVERIFY(other.start().ok());
        const auto seat = seatPlaces().runtime;
        std::filesystem::create_directories(seat);
        for (const char* file : { "endpoint.json", "token" }) {
            std::filesystem::copy_file(other.dataDir() / file, seat / file,
                std::filesystem::copy_options::overwrite_existing);
        }
        RealConsole console(data);
        // A seat whose core runs already is entered; this one is not the folder's.
        QTRY_VERIFY_WITH_TIMEOUT(console.client.isSignedIn(), startMs);
        auto endpoint = client::endpointOf(data);
        QVERIFY(endpoint.ok());
        const auto first = endpoint->pid;
        QCOMPARE(first, console.launcher.local().pid);
        QVERIFY(first != other.pid());

        // Killed, and started again by somebody else on another port: the window goes there.
        ::kill(static_cast<pid_t>(first), SIGKILL);
        QTRY_VERIFY(!console.client.isSignedIn());
        QProcess again;
        again.start(CoreProcess::program(u"locusd"_s),
            { u"--data-dir"_s, QString::fromStdString(data.string()), u"--listen"_s,
                u"127.0.0.1:0"_s, u"--http-listen"_s, u"127.0.0.1:0"_s });
        QTRY_VERIFY_WITH_TIMEOUT(console.client.isSignedIn(), startMs);
        QTRY_VERIFY(client::endpointOf(data).ok());
        QCOMPARE(client::endpointOf(data)->pid, again.processId());
        again.terminate();
        QVERIFY(again.waitForFinished(startMs));
        QVERIFY(other.stop().ok());
    }
};

LOCUS_TEST(connection_seat, ConnectionSeatTest)
#include "tst_connection_seat.moc"
