// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/hospital.h"

#include "core/base/payload_codec.h"
#include "core/bus/embedded/embedded_bus.h"
#include "core/people/totp.h"
#include "tests/integration/dead_letter_desk.h"
#include "tests/support/base32.h"
#include "ui/shell/entrance.h"
#include "ui/shell/gate.h"

#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace locus::test {

using namespace Qt::StringLiterals;
using nlohmann::json;

Hospital::Hospital(const json& roles)
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

std::string Hospital::enter(TestSocket& socket, const std::string& user) const
{
    if (!socket.open(core.endpoint(u"rpc"_s))) {
        return {};
    }
    const std::string token =
        socket.call("session.signIn", { { "user", user }, { "password", password } })["result"]
            .value("token", "");
    socket.call("session.open", { { "token", token }, { "client", "test" }, { "version", "1.0" } });
    return token;
}

Bytes Hospital::enrol(TestSocket& socket)
{
    const json enrolled = socket.call("people.totp.enrol", json::object());
    const Bytes secret = fromBase32(enrolled["result"].value("secret", ""));
    socket.call("people.totp.confirm",
        { { "commandId", id() },
            { "code", people::totpCode(secret, people::totpStepAt(m_clock.now()) - 1) } });
    return secret;
}

std::string Hospital::code(const Bytes& secret)
{
    return people::totpCode(secret, people::totpStepAt(m_clock.now()));
}

bool Hospital::plantDeadLetters(int count)
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

Seat::Seat(const Hospital& hospital, const std::string& token)
{
    console.window.show();
    client::Endpoint endpoint;
    endpoint.rpc = QUrl(hospital.core.endpoint(u"rpc"_s));
    endpoint.token = QString::fromStdString(token);
    console.client.connectTo(endpoint);
    (void)QTest::qWaitFor([&] { return console.window.currentPage() != nullptr; }, patience);
}

Seat::Seat(const Hospital& hospital, const QString& user)
{
    console.window.show();
    const client::Endpoint endpoint { QUrl(hospital.core.endpoint(u"rpc"_s)), {}, {}, 0 };
    console.window.entrance().gate().enter({ endpoint,
        [endpoint] { return Result<client::Endpoint>(endpoint); }, false, u"Riverside"_s,
        u"Test"_s });
    auto* name = dialog<QLineEdit>("signInUser");
    QVERIFY(name != nullptr);
    QTest::keyClicks(name, user);
    QTest::keyClick(name, Qt::Key_Return);
    auto* secret = console.find<QLineEdit>("signInPassword");
    QTest::keyClicks(secret, QString::fromLatin1(Hospital::password));
    QTest::keyClick(secret, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(console.window.currentPage() != nullptr, patience);
}

QStringList Seat::rows(const char* table, int column)
{
    QStringList out;
    auto* model = console.find<ui::DataTable>(table)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        out << model->index(row, column).data().toString();
    }
    return out;
}

bool Seat::openPart(const QString& part)
{
    console.window.open({ u"settings"_s, part, {} });
    const QByteArray table = (part + u"Table"_s).toLatin1();
    return QTest::qWaitFor([&] { return !rows(table.constData(), 0).isEmpty(); }, patience);
}

void Seat::chooseFirst(const char* table)
{
    auto* view = console.find<ui::DataTable>(table);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
        view->visualRect(view->model()->index(0, 0)).center());
}

void Seat::answer(const char* name, const QString& text)
{
    auto* asked = dialog<QDialog>(name);
    QVERIFY(asked);
    auto* act = asked->findChild<QPushButton*>(QString::fromLatin1(name) + u"Act"_s);
    QVERIFY(!act->isEnabled()); // not without an answer
    QTest::keyClicks(asked->findChild<QLineEdit*>(), text);
    QTest::mouseClick(act, Qt::LeftButton);
}

void Seat::click(const char* name)
{
    auto* button = console.find<QToolButton>(name);
    QVERIFY2(button && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace locus::test
