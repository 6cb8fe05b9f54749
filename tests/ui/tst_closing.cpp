// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

void waitUntilReady(Console& console)
{
    console.window.show();
    console.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&console.window));
    QTRY_VERIFY(console.window.currentPage() != nullptr);
    QTRY_VERIFY(console.window.windowTitle() != u"Locus"_s); // the core said who it is
}

// As if the launcher had started this core for the console.
void startHere(Console& console, const TestCore& core)
{
    console.launcher.localStatus.startedHere = true;
    console.launcher.localStatus.phase = ui::CoreLauncher::Phase::Running;
    Q_EMIT console.launcher.ready(core.endpoint(), false);
    waitUntilReady(console);
}

analyses::Summary inWork(const char* label)
{
    analyses::Summary summary;
    summary.label = label;
    summary.state = analyses::State::Running;
    return summary;
}

QMessageBox* question(Console& console)
{
    return console.find<QMessageBox>("closeQuestion");
}

QString leftRunning(const Console& console)
{
    return console.views.value(u"window"_s, u"leftRunning"_s).toString();
}

} // namespace

// What becomes of this seat's core when the window closes.
class ClosingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme().setChoice(ui::Theme::Choice::Light); }

    void anothersCoreIsLeftAlone()
    {
        TestCore core;
        core.add(inWork("one"));
        Console console;
        console.connectTo(core);
        waitUntilReady(console);
        console.window.close();
        QVERIFY(!console.window.isVisible());
        QVERIFY(!console.launcher.kept.has_value());
        QVERIFY(leftRunning(console).isEmpty());
    }

    void withoutWorkItStopsWithTheWindow()
    {
        TestCore core;
        Console console;
        startHere(console, core);
        console.window.close();
        QTRY_VERIFY(!console.window.isVisible());
        QVERIFY(question(console) == nullptr);
        QCOMPARE(console.launcher.kept, std::optional(false));
        QVERIFY(leftRunning(console).isEmpty());
    }

    void withWorkThePersonIsAskedOnceAndMayStay()
    {
        TestCore core;
        core.add(inWork("one"));
        core.add(inWork("two"));
        Console console;
        startHere(console, core);
        console.window.close();
        QTRY_VERIFY(question(console) != nullptr);
        QTRY_VERIFY(question(console)->isVisible());
        QVERIFY(console.window.isVisible());
        QVERIFY(question(console)->informativeText().startsWith(u"2 analys"_s));
        QCOMPARE(question(console)->defaultButton()->objectName(), u"closeKeep"_s);
        QVERIFY(!keepPicture(*question(console), u"closing"_s).isNull());
        // Closing again while it stands asks nothing more.
        console.window.close();
        QCoreApplication::processEvents();
        QCOMPARE(console.window.findChildren<QMessageBox*>(u"closeQuestion"_s).size(), 1);
        QTest::keyClick(question(console), Qt::Key_Escape);
        QTRY_VERIFY(question(console) == nullptr);
        QVERIFY(console.window.isVisible());
        QVERIFY(!console.launcher.kept.has_value());
        // Enter takes the answer that loses nothing.
        console.window.close();
        QTRY_VERIFY(question(console) != nullptr);
        QTRY_VERIFY(question(console)->isVisible());
        QTest::keyClick(question(console), Qt::Key_Return);
        QTRY_VERIFY(!console.window.isVisible());
        QCOMPARE(console.launcher.kept, std::optional(true));
        QVERIFY(!leftRunning(console).isEmpty());
        QVERIFY(console.views.value(u"window"_s, u"onClose"_s).isUndefined());
    }

    void theCoreCanBeStoppedAndTheAnswerKept()
    {
        TestCore core;
        core.add(inWork("one"));
        Console console;
        startHere(console, core);
        auto* askAgain = console.window.actionRegistry().find(u"window.askOnClose"_s);
        QVERIFY(!askAgain->isEnabled());
        console.window.close();
        QTRY_VERIFY(question(console) != nullptr);
        QTRY_VERIFY(question(console)->isVisible());
        question(console)->findChild<QCheckBox*>(u"closeRemember"_s)->setChecked(true);
        QTest::mouseClick(
            question(console)->findChild<QPushButton*>(u"closeStop"_s), Qt::LeftButton);
        QTRY_VERIFY(!console.window.isVisible());
        QCOMPARE(console.launcher.kept, std::optional(false));
        QCOMPARE(console.views.value(u"window"_s, u"onClose"_s).toString(), u"stop"_s);
    }

    void aKeptAnswerIsUsedAndCanBeTakenBack()
    {
        TestCore core;
        core.add(inWork("one"));
        Console console;
        console.views.setValue(u"window"_s, u"onClose"_s, u"keep"_s);
        startHere(console, core);
        console.window.close();
        QTRY_VERIFY(!console.window.isVisible());
        QCOMPARE(console.launcher.kept, std::optional(true));
        QVERIFY(question(console) == nullptr);
    }

    void unsentWorkIsNamed()
    {
        TestCore core;
        core.refuseWith(retriable("test.busy", "not now"));
        Console console;
        startHere(console, core);
        protocol::AnalysesSubmit message;
        message.text = "rs699";
        console.analyses.submit(message, this, [](const Result<client::SubmitOutcome>&) {});
        QTRY_COMPARE(console.analyses.unsent().size(), std::size_t(1));
        console.window.close();
        QTRY_VERIFY(question(console) != nullptr);
        QVERIFY(question(console)->informativeText().startsWith(u"1 submission"_s));
        QTest::mouseClick(
            question(console)->findChild<QPushButton*>(u"closeCancel"_s), Qt::LeftButton);
        QTRY_VERIFY(question(console) == nullptr);
    }

    void aCoreLeftRunningIsNamedAndStopsWhenItsWorkIsDone()
    {
        TestCore core;
        const auto id = core.add(inWork("one"));
        QString left;
        {
            Console console;
            console.views.setValue(u"window"_s, u"onClose"_s, u"keep"_s);
            startHere(console, core);
            QCOMPARE(console.find<QLabel>("statusSeat")->text(), QString());
            console.window.close();
            QTRY_VERIFY(!console.window.isVisible());
            left = leftRunning(console);
        }
        Console console;
        console.views.setValue(u"window"_s, u"leftRunning"_s, left);
        Q_EMIT console.launcher.ready(core.endpoint(), false); // it ran already
        waitUntilReady(console);
        QTRY_COMPARE(console.find<QLabel>("statusSeat")->text(), u"watching in background"_s);
        QVERIFY(!keepPicture(console.window, u"watching"_s).isNull());
        core.setState(id, analyses::State::Completed);
        console.window.close();
        QTRY_VERIFY(!console.window.isVisible());
        QCOMPARE(console.launcher.kept, std::optional(false));
        QVERIFY(leftRunning(console).isEmpty());
    }

    void anotherRunOfTheCoreIsNotTheOneLeftRunning()
    {
        TestCore core;
        Console console;
        console.views.setValue(u"window"_s, u"leftRunning"_s, u"2026-01-01T00:00:00Z"_s);
        Q_EMIT console.launcher.ready(core.endpoint(), false);
        waitUntilReady(console);
        QCOMPARE(console.find<QLabel>("statusSeat")->text(), QString());
        console.window.close();
        QVERIFY(!console.window.isVisible());
        QVERIFY(!console.launcher.kept.has_value());
    }
};

LOCUS_TEST(closing, ClosingTest)
#include "tst_closing.moc"
