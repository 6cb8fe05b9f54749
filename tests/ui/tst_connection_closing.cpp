// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_server.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/real_console.h"

#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <future>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30'000;

// An annotation service that takes questions and keeps them until it is told to say no.
class SlowService
{
public:
    ~SlowService() { answer(); }

    [[nodiscard]] std::string url() const { return m_server.url(); }
    [[nodiscard]] bool isAsked() const
    {
        const auto all = m_server.requests();
        return std::any_of(
            all.begin(), all.end(), [](const auto& request) { return request.method == "POST"; });
    }
    void answer()
    {
        if (!std::exchange(m_answered, true)) {
            m_told.set_value();
        }
    }

private:
    bool m_answered = false;
    std::promise<void> m_told;
    std::shared_future<void> m_wait { m_told.get_future() };
    HttpServer m_server { [this](const ServedRequest& request) {
        if (request.method != "POST") {
            return ServedReply { .body = R"({"ping":1})" };
        }
        m_wait.wait();
        return ServedReply { .status = 400, .body = R"({"error":"No variant found"})" };
    } };
};

} // namespace

// Closing the window that has started a core of its own: real cores, real work.
class ConnectionClosingTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_seat;
    std::filesystem::path m_data; // each test its own folder
    std::filesystem::path m_person;
    int m_number = 0;

    // The window, its own core, and its process.
    qint64 start(RealConsole& console)
    {
        if (!QTest::qWaitForWindowExposed(&console.window)) {
            return 0;
        }
        if (auto* button = console.window.findChild<QPushButton*>(u"startLocal"_s);
            button != nullptr && button->isVisible()) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
        const bool ready = QTest::qWaitFor(
            [&console] { return console.window.windowTitle() != u"Locus"_s; }, longMs);
        return ready ? console.launcher.local().pid : 0;
    }

    static void submit(RealConsole& console)
    {
        protocol::AnalysesSubmit message;
        message.text = "rs699";
        message.label = "Waiting";
        bool accepted = false;
        console.analyses.submit(
            message, &console.window, [&accepted](const Result<client::SubmitOutcome>& outcome) {
                accepted = outcome.ok() && outcome->accepted.has_value();
            });
        QTRY_VERIFY_WITH_TIMEOUT(accepted, longMs);
    }

    // Nothing while the answer is on its way.
    static std::optional<analyses::State> stateOfTheOnlyOne(RealConsole& console)
    {
        std::optional<analyses::State> state;
        bool answered = false;
        console.analyses.list(
            {}, &console.window, [&](const Result<protocol::AnalysesPage>& answer) {
                answered = true;
                if (answer.ok() && answer->page.items.size() == 1) {
                    state = answer->page.items.front().state;
                }
            });
        return QTest::qWaitFor([&answered] { return answered; }, longMs) ? state : std::nullopt;
    }

    static bool isDone(RealConsole& console)
    {
        const auto state = stateOfTheOnlyOne(console);
        return state == analyses::State::Partial || state == analyses::State::Completed
            || state == analyses::State::Failed;
    }

    static QMessageBox* question(RealConsole& console)
    {
        auto* box = console.window.findChild<QMessageBox*>(u"closeQuestion"_s);
        return box != nullptr && box->isVisible() ? box : nullptr;
    }

    // The person closes the window and gives this answer.
    static void closeWith(RealConsole& console, const QString& button)
    {
        console.window.close();
        QTRY_VERIFY_WITH_TIMEOUT(question(console) != nullptr, longMs);
        QVERIFY(question(console)->informativeText().startsWith(u"1 analysis"_s));
        QTest::mouseClick(question(console)->findChild<QPushButton*>(button), Qt::LeftButton);
        QTRY_VERIFY(!console.window.isVisible());
    }

private Q_SLOTS:
    // The seat is an empty one, so that nothing of the person who runs the tests is touched.
    void initTestCase()
    {
        for (const char* name : { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR" }) {
            const auto folder = m_seat.filePath(QString::fromLatin1(name));
            QDir().mkpath(folder);
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            qputenv(name, folder.toUtf8());
        }
        qputenv("LOCUS_VEP_TIMEOUT_MS", "60000");
        theme().setChoice(ui::Theme::Choice::Light);
    }

    void cleanupTestCase()
    {
        qunsetenv("LOCUS_VEP_TIMEOUT_MS");
        qunsetenv("LOCUS_VEP_URL");
    }

    void init()
    {
        const auto folder = std::filesystem::path(m_seat.path().toStdString())
            / ("seat" + std::to_string(++m_number));
        m_data = folder / "data";
        m_person = folder / "console.json";
        std::filesystem::create_directories(m_data);
        qputenv("LOCUS_VEP_URL", "");
    }

    // A test that failed must not leave a core behind.
    void cleanup()
    {
        if (const auto core = client::endpointOf(m_data); core.ok()) {
            ::kill(static_cast<pid_t>(core->pid), SIGKILL);
        }
    }

    void withoutWorkNothingIsAskedAndTheCoreStops()
    {
        qint64 pid = 0;
        {
            RealConsole console(m_data, m_person);
            pid = start(console);
            QVERIFY(isRunning(pid));
            console.window.close();
            QTRY_VERIFY_WITH_TIMEOUT(!console.window.isVisible(), longMs);
            QVERIFY(question(console) == nullptr);
        }
        QVERIFY(!client::endpointOf(m_data).ok());
        QTRY_VERIFY_WITH_TIMEOUT(!isRunning(pid), longMs);
    }

    void workThatIsDoneIsNoReasonToAsk()
    {
        qint64 pid = 0;
        {
            RealConsole console(m_data, m_person);
            pid = start(console);
            submit(console);
            QTRY_VERIFY_WITH_TIMEOUT(isDone(console), longMs);
            console.window.close();
            QTRY_VERIFY_WITH_TIMEOUT(!console.window.isVisible(), longMs);
            QVERIFY(question(console) == nullptr);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!isRunning(pid), longMs);
    }

    void aCoreThatIsStoppedLosesNothing()
    {
        SlowService service;
        qputenv("LOCUS_VEP_URL", QByteArray::fromStdString(service.url()));
        qint64 pid = 0;
        {
            RealConsole console(m_data, m_person);
            pid = start(console);
            QVERIFY(isRunning(pid));
            submit(console);
            QTRY_VERIFY_WITH_TIMEOUT(service.isAsked(), longMs);
            closeWith(console, u"closeStop"_s);
        }
        QVERIFY(!client::endpointOf(m_data).ok());
        QTRY_VERIFY_WITH_TIMEOUT(!isRunning(pid), longMs);

        // The next window's core goes on where this one was.
        service.answer();
        RealConsole next(m_data, m_person);
        const auto nextPid = start(next);
        QVERIFY(isRunning(nextPid) && nextPid != pid);
        QTRY_VERIFY_WITH_TIMEOUT(isDone(next), longMs);
        next.window.close();
        QTRY_VERIFY_WITH_TIMEOUT(!next.window.isVisible(), longMs);
    }

    void aCoreThatIsKeptFinishesItsWorkAndEndsWithTheNextWindow()
    {
        SlowService service;
        qputenv("LOCUS_VEP_URL", QByteArray::fromStdString(service.url()));
        qint64 pid = 0;
        {
            RealConsole console(m_data, m_person);
            pid = start(console);
            submit(console);
            QTRY_VERIFY_WITH_TIMEOUT(service.isAsked(), longMs);
            closeWith(console, u"closeKeep"_s);
        }
        QVERIFY(isRunning(pid));
        QVERIFY(client::endpointOf(m_data).ok());
        {
            RealConsole next(m_data, m_person);
            QCOMPARE(start(next), pid);
            const auto* seat = next.window.findChild<QLabel*>(u"statusSeat"_s);
            QTRY_COMPARE(seat->text(), u"watching in background"_s);
            const auto state = stateOfTheOnlyOne(next);
            QVERIFY(state && !isDone(next));
            service.answer();
            QTRY_VERIFY_WITH_TIMEOUT(isDone(next), longMs);
            next.window.close();
            QTRY_VERIFY_WITH_TIMEOUT(!next.window.isVisible(), longMs);
            QVERIFY(question(next) == nullptr);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!isRunning(pid), longMs);
    }
};

LOCUS_TEST(connection_closing, ConnectionClosingTest)
#include "tst_connection_closing.moc"
