// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency access and what takes two people, in the real window over a real core.
#include "core/base/payload_codec.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/people/totp.h"
#include "core/protocol/people_messages.h"
#include "tests/core/gateway/test_socket.h"
#include "tests/integration/dead_letter_desk.h"
#include "tests/support/base32.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "ui/widgets/data_table.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int longMs = 30'000;
constexpr const char* password = "correct horse battery";

// A hospital with these people, each with one role.
class Hospital
{
public:
    explicit Hospital(const json& roles)
    {
        core.keepPlain();
        if (!core.start().ok()) {
            qFatal("no core");
        }
        TestSocket seat;
        (void)seat.openSession(core.endpoint(u"rpc"_s), core.token().toStdString());
        seat.call("people.firstAdmin",
            { { "commandId", id() }, { "user", "root" }, { "password", password } });
        for (const auto& [user, role] : roles.items()) {
            seat.call("people.accounts.create",
                { { "commandId", id() }, { "user", user }, { "password", password },
                    { "roles", json::array({ role }) } });
        }
    }
    std::string id() { return m_ids.next().toString(); }
    // Signs in; the token.
    std::string enter(TestSocket& socket, const std::string& user, const std::string& code = {})
    {
        if (!socket.open(core.endpoint(u"rpc"_s))) {
            return {};
        }
        json params = { { "user", user }, { "password", password } };
        if (!code.empty()) {
            params["code"] = code;
        }
        const std::string token =
            socket.call("session.signIn", params)["result"].value("token", "");
        socket.call(
            "session.open", { { "token", token }, { "client", "test" }, { "version", "1.0" } });
        return token;
    }
    // A second factor for who is signed in there; its secret.
    Bytes enrol(TestSocket& socket)
    {
        const json enrolled = socket.call("people.totp.enrol", json::object());
        const Bytes secret = fromBase32(enrolled["result"].value("secret", ""));
        socket.call("people.totp.confirm",
            { { "commandId", id() },
                { "code", people::totpCode(secret, people::totpStepAt(m_clock.now()) - 1) } });
        return secret;
    }
    std::string code(const Bytes& secret)
    {
        return people::totpCode(secret, people::totpStepAt(m_clock.now()));
    }
    bool plantDeadLetters(int count)
    {
        if (!core.stop().ok()) {
            return false;
        }
        {
            PlainCodec codec;
            auto log =
                bus::EmbeddedBus::open({ core.dataDir() / "bus.sqlite" }, m_clock, m_random, codec);
            if (!log.ok() || !publishAll(**log, brokenRecords(count, 1, "genetic-data-raw"))) {
                return false;
            }
        }
        return core.start().ok();
    }

    CoreProcess core;

private:
    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids { m_clock, m_random };
};

// A window of one of them.
class Seat
{
public:
    Seat(const Hospital& hospital, const std::string& token)
    {
        console.window.show();
        client::Endpoint endpoint;
        endpoint.rpc = QUrl(hospital.core.endpoint(u"rpc"_s));
        endpoint.token = QString::fromStdString(token);
        console.client.connectTo(endpoint);
        (void)QTest::qWaitFor([&] { return console.window.currentPage() != nullptr; }, longMs);
    }
    QStringList rows(const char* table, int column)
    {
        QStringList out;
        auto* model = console.find<ui::DataTable>(table)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            out << model->index(row, column).data().toString();
        }
        return out;
    }
    bool openPart(const QString& part)
    {
        console.window.open({ u"settings"_s, part, {} });
        const QByteArray table = (part + u"Table"_s).toLatin1();
        return QTest::qWaitFor([&] { return !rows(table.constData(), 0).isEmpty(); }, longMs);
    }
    void chooseFirst(const char* table)
    {
        auto* view = console.find<ui::DataTable>(table);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
            view->visualRect(view->model()->index(0, 0)).center());
    }
    template <typename T> T* dialog(const char* name)
    {
        T* found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                found = console.window.findChild<T*>(QString::fromLatin1(name));
                return found && found->isVisible();
            },
            longMs);
        return found;
    }
    // Answers the one question of a dialog.
    void answer(const char* name, const QString& text)
    {
        auto* asked = dialog<QDialog>(name);
        QVERIFY(asked);
        auto* act = asked->findChild<QPushButton*>(QString::fromLatin1(name) + u"Act"_s);
        QVERIFY(!act->isEnabled()); // not without an answer
        QTest::keyClicks(asked->findChild<QLineEdit*>(), text);
        QTest::mouseClick(act, Qt::LeftButton);
    }
    void click(const char* name)
    {
        auto* button = console.find<QToolButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    Console console;
};

} // namespace

class RightsPagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme().setChoice(ui::Theme::Choice::Light); }

    void anEmergencyIsShownEndedAndReviewed()
    {
        Hospital hospital({ { "o.pera", "operator" }, { "au.dit", "auditor" } });
        TestSocket socket;
        const std::string token = hospital.enter(socket, "o.pera");
        const Bytes secret = hospital.enrol(socket);
        {
            Seat seat(hospital, token);
            auto* strip = seat.console.find<QWidget>("emergencyStrip");
            QVERIFY(!strip->isVisible());
            seat.console.find<QAction>("window.emergency")->trigger();
            auto* dialog = seat.dialog<QDialog>("emergencyDialog");
            QVERIFY(dialog);
            QTest::keyClicks(
                dialog->findChild<QLineEdit*>(u"emergencyReason"_s), u"nobody else is here"_s);
            QTest::keyClicks(dialog->findChild<QLineEdit*>(u"emergencyCode"_s),
                QString::fromStdString(hospital.code(secret)));
            QVERIFY(!keepPicture(*dialog, u"emergency-dialog"_s).isNull());
            QTest::keyClick(dialog->findChild<QLineEdit*>(u"emergencyCode"_s), Qt::Key_Return);
            QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), longMs);
            QVERIFY(seat.console.find<QLabel>("emergencyText")->text().contains(u"all patients"_s));
            QVERIFY(seat.console.find<QToolButton>("nav-patients")->isVisible());
            QVERIFY(!keepPicture(seat.console.window, u"emergency-open"_s).isNull());

            // A window that comes back shows it too.
            Seat other(hospital, token);
            QTRY_VERIFY_WITH_TIMEOUT(
                other.console.find<QWidget>("emergencyStrip")->isVisible(), longMs);
            QTest::mouseClick(seat.console.find<QPushButton>("emergencyEnd"), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(!strip->isVisible(), longMs);
            QVERIFY(!seat.console.find<QToolButton>("nav-patients")->isVisible());
        }
        TestSocket auditing;
        Seat auditor(hospital, hospital.enter(auditing, "au.dit"));
        QVERIFY(auditor.openPart(u"emergency"_s));
        QCOMPARE(auditor.rows("emergencyTable", 4), QStringList { u"to be reviewed"_s });
        auditor.chooseFirst("emergencyTable");
        QVERIFY(!keepPicture(auditor.console.window, u"settings-emergency"_s).isNull());
        auditor.click("reviewEmergency");
        auditor.answer("findingDialog", u"justified: the ward was alone"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            auditor.rows("emergencyTable", 4), QStringList { u"reviewed"_s }, longMs);
    }

    void whatTakesTwoIsDoneByTheSecond()
    {
        Hospital hospital({ { "op.one", "operator" }, { "op.two", "operator" } });
        QVERIFY(hospital.plantDeadLetters(3));
        TestSocket first;
        const std::string firstToken = hospital.enter(first, "op.one");
        json page;
        QTRY_VERIFY_WITH_TIMEOUT((page = first.call("deadLetters.list", json::object()),
                                     page["result"]["items"].size() == 3),
            longMs);
        const json asked = first.call("deadLetters.redrive",
            { { "commandId", hospital.id() }, { "filter", json::object() } });
        QCOMPARE(asked["error"]["data"].value("reason", ""), std::string("people.needs_approval"));

        // Who asked can withdraw, not approve.
        Seat asker(hospital, firstToken);
        QVERIFY(asker.openPart(u"requests"_s));
        asker.chooseFirst("requestsTable");
        QTRY_VERIFY(asker.console.find<QToolButton>("withdrawRequest")->isEnabled());
        QVERIFY(!asker.console.find<QToolButton>("approveRequest")->isEnabled());

        TestSocket second;
        Seat approver(hospital, hospital.enter(second, "op.two"));
        QVERIFY(approver.openPart(u"requests"_s));
        QCOMPARE(approver.rows("requestsTable", 4), QStringList { u"waits"_s });
        approver.chooseFirst("requestsTable");
        QVERIFY(!keepPicture(approver.console.window, u"settings-requests"_s).isNull());
        approver.click("approveRequest");
        QTRY_COMPARE_WITH_TIMEOUT(
            approver.rows("requestsTable", 4), QStringList { u"carried out"_s }, longMs);
        QVERIFY(approver.console.find<QLabel>("requestsNotice")->isVisible());
    }
};

LOCUS_TEST(rights_pages, RightsPagesTest)
#include "tst_rights_pages.moc"
