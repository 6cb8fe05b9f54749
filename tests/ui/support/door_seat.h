// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/core_process.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/test_browser.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

namespace locus::test {

constexpr int longMs = 30'000;

// Where a provider's page sends the browser.
inline QUrl redirectOf(const QUrl& page)
{
    return QUrl(QUrlQuery(page).queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
}

inline bool isListening(const QUrl& url)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    return socket.waitForConnected(2000);
}

inline QUrl rpcOf(const CoreProcess& core)
{
    return QUrl(core.endpoint(QStringLiteral("rpc")));
}

// A window before a core that somebody has to sign in to.
struct DoorSeat
{
    explicit DoorSeat(const CoreProcess& core)
        : DoorSeat(rpcOf(core))
    { }
    explicit DoorSeat(const QUrl& rpc)
    {
        console.window.show();
        enter(rpc);
        (void)QTest::qWaitFor([this] { return find<QWidget>("signInPage") != nullptr; }, longMs);
    }
    void enter(const QUrl& rpc, const QString& name = QStringLiteral("Riverside"))
    {
        const client::Endpoint endpoint { rpc, {}, {}, 0 };
        gate().enter({ endpoint, [endpoint] { return Result<client::Endpoint>(endpoint); }, false,
            name, QStringLiteral("Test") });
    }
    ui::Gate& gate() { return console.window.entrance().gate(); }
    template <typename T> T* find(const char* name)
    {
        return console.window.findChild<T*>(QString::fromLatin1(name));
    }
    bool isSeen(const char* name)
    {
        auto* widget = find<QWidget>(name);
        return widget != nullptr && widget->isVisible();
    }
    bool comes(const char* name)
    {
        return QTest::qWaitFor([this, name] { return isSeen(name); }, longMs);
    }
    QString text(const char* name)
    {
        auto* label = find<QLabel>(name);
        return label != nullptr && label->isVisible() ? label->text() : QString();
    }
    // By the keyboard.
    void press(const char* name)
    {
        QVERIFY2(comes(name), name);
        auto* button = find<QAbstractButton>(name);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Return);
    }
    void signIn(TestBrowser& browser)
    {
        browser.looksAtOnce = true;
        press("signInProviderGo");
        QVERIFY(QTest::qWaitFor([this] { return gate().isOpen(); }, longMs));
        QVERIFY(
            QTest::qWaitFor([this] { return console.window.currentPage() != nullptr; }, longMs));
        browser.looksAtOnce = false;
    }
    void lock()
    {
        gate().lock();
        QVERIFY(comes("lockPage"));
    }

    Console console;
};

// Nothing of a text is cut off, and everything that can be pressed or filled in has its names.
inline void verifyFits(const QWidget& page)
{
    const auto buttons = page.findChildren<QPushButton*>();
    for (const auto* button : buttons) {
        QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(),
            qPrintable(button->text()));
    }
    const auto controls = page.findChildren<QWidget*>();
    for (const auto* control : controls) {
        const bool isControl = qobject_cast<const QAbstractButton*>(control) != nullptr
            || qobject_cast<const QLineEdit*>(control) != nullptr;
        QVERIFY2(!isControl || !control->isVisible()
                || (!control->objectName().isEmpty() && !control->accessibleName().isEmpty()),
            qPrintable(control->objectName()));
    }
    const auto labels = page.findChildren<QLabel*>();
    for (const auto* label : labels) {
        QVERIFY2(!label->isVisible() || label->height() >= label->heightForWidth(label->width()),
            qPrintable(label->text()));
    }
}

} // namespace locus::test
