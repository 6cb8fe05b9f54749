// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/connection_driver.h"

#include "ui/widgets/labels.h"

#include <QSignalSpy>
#include <QTest>

namespace locus::test {

using namespace Qt::StringLiterals;

ConnectionDriver::ConnectionDriver(Console& console)
    : m_console(console)
{
    console.window.show();
    console.window.showConnectionDialog();
    const auto open = console.window.findChildren<QDialog*>(u"connectionDialog"_s);
    m_dialog = open.constLast();
    QTRY_VERIFY(m_dialog->isVisible());
}

void ConnectionDriver::choose(const QString& entry)
{
    auto* choice = find<QComboBox>("profileChoice");
    const int index = choice->findText(entry);
    QVERIFY2(index >= 0, qPrintable(entry));
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Home);
    for (int i = 0; i < index; ++i) {
        QTest::keyClick(choice, Qt::Key_Down);
    }
    QCOMPARE(choice->currentIndex(), index);
}

void ConnectionDriver::type(const char* name, const QString& text)
{
    auto* line = find<QLineEdit>(name);
    QVERIFY2(line != nullptr && line->isVisible(), name);
    QTest::mouseClick(line, Qt::LeftButton);
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
    QCOMPARE(line->text(), text);
}

void ConnectionDriver::keepIn(const char* name, secrets::SecretPlace::Kind kind)
{
    const auto combo = QString(QString::fromLatin1(name) + u"KeptIn"_s).toLatin1();
    auto* place = find<QComboBox>(combo.constData());
    QVERIFY2(place != nullptr && place->isVisible(), name);
    place->setCurrentIndex(place->findData(static_cast<int>(kind)));
}

void ConnectionDriver::select(const char* name, const QString& data)
{
    auto* combo = find<QComboBox>(name);
    QVERIFY2(combo != nullptr && combo->findData(data) >= 0, name);
    combo->setCurrentIndex(combo->findData(data));
}

void ConnectionDriver::click(const char* name)
{
    auto* button = find<QPushButton>(name);
    QVERIFY2(button != nullptr && button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

bool ConnectionDriver::test()
{
    QSignalSpy core(&m_console.tester, &ui::ConnectionTester::finished);
    QSignalSpy kafka(&m_console.kafkaTester, &ui::ConnectionTester::finished);
    click("testConnection");
    const bool ended =
        QTest::qWaitFor([&core, &kafka] { return core.size() + kafka.size() == 1; }, 30'000);
    return ended && (core.isEmpty() ? kafka : core).constFirst().constFirst().toBool();
}

QStringList ConnectionDriver::words() const
{
    QStringList out;
    for (const auto* badge : m_dialog->findChildren<ui::Badge*>(u"stepBadge"_s)) {
        if (badge->isVisible()) {
            out << badge->word();
        }
    }
    return out;
}

QString ConnectionDriver::lastStep() const
{
    QString last;
    for (const auto* badge : m_dialog->findChildren<ui::Badge*>(u"stepBadge"_s)) {
        if (!badge->isVisible() || badge->word() == u"to do"_s) {
            continue;
        }
        QStringList parts { badge->word() };
        for (const auto* label : badge->parentWidget()->findChildren<QLabel*>()) {
            if (qobject_cast<const ui::Badge*>(label) == nullptr) {
                parts << label->text();
            }
        }
        last = parts.join(u" | "_s);
    }
    return last;
}

} // namespace locus::test
