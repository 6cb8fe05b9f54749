// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "core/protocol/system_messages.h"
#include "tests/ui/support/console.h"
#include "ui/shell/activity_pane.h"
#include "ui/shell/appearance.h"
#include "ui/shell/connection_dialog.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_actions.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

// Controls a person can act on that a screen reader could not name, with the way to them.
void collectUnnamed(QAccessibleInterface* node, const QString& path, QStringList& out, int& seen)
{
    if (node == nullptr || node->state().invisible) {
        return;
    }
    static const QSet<QAccessible::Role> acting { QAccessible::Button, QAccessible::CheckBox,
        QAccessible::ComboBox, QAccessible::EditableText, QAccessible::SpinBox, QAccessible::Table,
        QAccessible::List, QAccessible::RadioButton, QAccessible::ButtonMenu };
    const auto* object = node->object();
    const QString here = path + u'/' + (object != nullptr ? object->objectName() : QString());
    if (acting.contains(node->role())) {
        ++seen;
        if (node->text(QAccessible::Name).trimmed().isEmpty()) {
            out << here + u" role "_s + QString::number(node->role());
        }
    }
    if (node->role() == QAccessible::Table) {
        return; // its cells are the model's
    }
    for (int i = 0; i < node->childCount(); ++i) {
        collectUnnamed(node->child(i), here, out, seen);
    }
}

} // namespace

class ShellTest : public QObject
{
    Q_OBJECT

    static void signIn(Console& console, const TestCore& core)
    {
        console.window.show();
        console.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&console.window));
        console.connectTo(core);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
    }

private Q_SLOTS:
    void initTestCase() { theme().setChoice(ui::Theme::Choice::Light); }

    void firstRunOffersThreeWays()
    {
        Console console;
        console.window.show();
        QVERIFY(console.window.currentPage() == nullptr);
        QTest::mouseClick(console.find<QPushButton>("startLocal"), Qt::LeftButton);
        QCOMPARE(console.launcher.localStarts, 1);
        QTest::mouseClick(console.find<QPushButton>("startDemo"), Qt::LeftButton);
        QCOMPARE(console.launcher.demoStarts, 1);
        QTest::mouseClick(console.find<QPushButton>("startConnect"), Qt::LeftButton);
        QTRY_VERIFY(console.find<QDialog>("connectionDialog")->isVisible());
    }

    void keysReachEveryPageAndBack()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        auto& window = console.window;
        const auto page = [&window] { return window.currentPage()->place().page; };
        QCOMPARE(page(), u"home"_s);
        QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
        QCOMPARE(page(), u"submit"_s);
        QTest::keyClick(&window, Qt::Key_3, Qt::AltModifier);
        QCOMPARE(page(), u"analyses"_s);
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(page(), u"submit"_s);
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(page(), u"home"_s);
        QTest::keyClick(&window, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(page(), u"submit"_s);
        QTest::mouseClick(console.find<QToolButton>("nav-help"), Qt::LeftButton);
        QCOMPARE(page(), u"help"_s);
    }

    void paletteFindsRunsAndSaysWhyNot()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        auto* palette = console.find<QWidget>("commandPalette");
        auto* field = console.find<QLineEdit>("paletteField");
        auto* list = console.find<QListWidget>("paletteList");
        QTest::keyClick(&console.window, Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(palette->isVisible());
        QTest::keyClicks(field, u"go anal"_s);
        QCOMPARE(list->currentItem()->text(), u"Go to Analyses"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(console.window.currentPage()->place().page, u"analyses"_s);
        // What was used last stands first.
        QTest::keyClick(&console.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(palette->isVisible());
        QCOMPARE(list->item(0)->text(), u"Go to Analyses"_s);
        QTest::keyClicks(field, u"retry the an"_s);
        QVERIFY(list->currentItem()->text().startsWith(u"Retry"_s));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(palette->isVisible()); // disabled: stays and shows why
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_VERIFY(!palette->isVisible());
    }

    void paletteSearchesAnalyses()
    {
        TestCore core;
        core.fill(50);
        Console console;
        signIn(console, core);
        QTest::keyClick(&console.window, Qt::Key_K, Qt::ControlModifier);
        auto* field = console.find<QLineEdit>("paletteField");
        QTest::keyClicks(field, u"P-1007"_s);
        auto* list = console.find<QListWidget>("paletteList");
        QCOMPARE(list->count(), 1);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(console.window.currentPage()->place().filter, u"P-1007"_s);
        QTRY_COMPARE(console.find<QTableView>("analyses")->model()->rowCount(), 1);
    }

    void noTwoActionsShareAKeyAndEachKeyFires()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        for (const auto* page : { "home", "submit", "analyses", "help" }) {
            console.window.open({ QString::fromLatin1(page), {}, {} });
        }
        auto& registry = console.window.actionRegistry();
        QVERIFY2(registry.conflicts().isEmpty(), qPrintable(registry.conflicts().join(u'\n')));
        QSet<QString> ids;
        for (const auto& entry : registry.all()) {
            const auto id = entry.action->objectName();
            QVERIFY2(!id.isEmpty() && !ids.contains(id), qPrintable(entry.action->text()));
            ids << id;
        }
        QVERIFY(ids.size() > 20);
        // Keys of the window that open nothing modal, on a page without a text field in focus.
        console.window.open({ u"analyses"_s, {}, {} });
        console.find<QTableView>("analyses")->setFocus();
        for (const auto* id :
            { "window.theme", "window.activity", "window.activity", "analyses.refresh",
                "analyses.live", "analyses.live", "analyses.filter", "go.home", "window.theme" }) {
            auto* action = registry.find(QString::fromLatin1(id));
            QVERIFY2(action != nullptr, id);
            QSignalSpy fired(action, &QAction::triggered);
            const auto key = action->shortcut()[0];
            auto* target = QApplication::focusWidget();
            QTest::keyClick(
                target != nullptr ? target : &console.window, key.key(), key.keyboardModifiers());
            QVERIFY2(fired.size() == 1, id);
        }
        theme().setChoice(ui::Theme::Choice::Light);
    }

    void questionMarkShowsTheKeysOfThePage()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        console.window.open({ u"analyses"_s, {}, {} });
        console.find<QTableView>("analyses")->setFocus();
        QTest::keyClick(console.find<QTableView>("analyses"), Qt::Key_Question);
        auto* sheet = console.find<QDialog>("keySheet");
        QVERIFY(sheet != nullptr && sheet->isVisible());
        QStringList texts;
        for (const auto* label : sheet->findChildren<QLabel*>()) {
            texts << label->text();
        }
        QVERIFY(texts.contains(u"Filter the list"_s));
        QVERIFY(texts.contains(u"Ctrl+F"_s));
        QVERIFY(!texts.contains(u"Send the submission"_s));
        sheet->close();
    }

    void environmentIsSaidInAWord_data()
    {
        QTest::addColumn<QString>("bus");
        QTest::addColumn<bool>("demo");
        QTest::addColumn<QString>("word");
        QTest::newRow("kafka") << u"kafka"_s << false << u"PRODUCTION"_s;
        QTest::newRow("seat") << u"embedded"_s << false << u"THIS SEAT"_s;
        QTest::newRow("demo") << u"embedded"_s << true << u"DEMO DATA"_s;
    }
    void environmentIsSaidInAWord()
    {
        QFETCH(QString, bus);
        QFETCH(bool, demo);
        QFETCH(QString, word);
        TestCore core;
        core.setReport(bus.toStdString(), demo);
        Console console;
        signIn(console, core);
        QTRY_COMPARE(console.window.windowTitle(), QString(u"Locus — "_s + word));
    }

    void aLongNameDoesNotWidenTheWindow()
    {
        TestCore core;
        analyses::Summary summary;
        summary.label = std::string(300, 'm');
        summary.patientRef = std::string(100, 'w');
        core.add(summary);
        Console console;
        signIn(console, core);
        auto* open = console.window.findChild<QPushButton*>(u"recent"_s);
        QTRY_VERIFY((open = console.window.findChild<QPushButton*>(u"recent"_s)) != nullptr);
        QCOMPARE(open->toolTip().size(), 300);
        QVERIFY2(console.window.minimumSizeHint().width() <= 1280,
            qPrintable(QString::number(console.window.minimumSizeHint().width())));
    }

    // A name that people gave the core is shown; the number that it gave itself is not.
    void onlyANameOfTheCoreIsShown()
    {
        QWidget window;
        ui::WindowActions actions(window);
        ui::TopBar bar(actions);
        const auto shown = [&bar](const char* text) {
            const auto labels = bar.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [text](const QLabel* label) {
                return label->text().contains(QString::fromLatin1(text));
            });
        };
        protocol::HealthReport report;
        report.bus = "embedded";
        report.installation = "riverside";
        bar.setEnvironment(report, {});
        QVERIFY(shown("riverside"));
        report.installation = "01a1fd7a-fcd0-7000-8000-000000000001";
        bar.setEnvironment(report, {});
        QVERIFY(!shown("01a1fd7a"));
        QVERIFY(shown("embedded log"));
    }

    void connectionTestNamesTheStepThatFails()
    {
        TestCore core;
        const QTemporaryDir folder;
        const auto token = folder.filePath(u"token"_s);
        const auto writeToken = [&](const QByteArray& text) {
            QFile file(token);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        };
        writeToken(core.endpoint().token.toUtf8());
        Console console;
        const auto run = [&](const QString& address) {
            QList<ui::ConnectionTester::Step> steps;
            QSignalSpy finished(&console.tester, &ui::ConnectionTester::finished);
            const auto kept = QObject::connect(&console.tester, &ui::ConnectionTester::stepFinished,
                [&steps](int, const ui::ConnectionTester::Step& step) { steps << step; });
            console.tester.run({ u"t"_s, ui::ConnectionProfile::Kind::Core, address,
                { secrets::SecretPlace::Kind::File, token } });
            if (finished.isEmpty()) {
                finished.wait(9000);
            }
            QObject::disconnect(kept);
            return steps;
        };
        const auto address = core.endpoint().rpc.toString();
        auto steps = run(address);
        QCOMPARE(steps.size(), 6);
        QVERIFY(steps.last().passed);
        QCOMPARE(steps[4].name, u"Topics"_s);
        QCOMPARE(steps[4].detail, u"embedded log"_s);
        QCOMPARE(steps[5].name, u"Rights"_s);
        QCOMPARE(steps[5].detail, u"clinician"_s);
        writeToken("not-a-token");
        steps = run(address);
        QVERIFY(!steps.isEmpty());
        QVERIFY(!steps.last().passed);
        QVERIFY(!steps.last().detail.isEmpty() && !steps.last().next.isEmpty());
        writeToken(core.endpoint().token.toUtf8());
        core.stop();
        steps = run(address);
        QCOMPARE(steps.size(), 3);
        QCOMPARE(steps.last().name, u"TCP"_s);
        QVERIFY(!steps.last().passed);
    }

    void aKafkaClusterIsTriedStepByStepAndKept()
    {
        Console console;
        console.window.show();
        console.window.showConnectionDialog();
        auto* dialog = console.find<QDialog>("connectionDialog");
        auto* choice = dialog->findChild<QComboBox*>(u"profileChoice"_s);
        choice->setCurrentIndex(choice->count() - 1);
        Q_EMIT choice->activated(choice->count() - 1);
        auto* servers = dialog->findChild<QLineEdit*>(u"kafkaServers"_s);
        QTRY_VERIFY(servers->isVisible());
        QVERIFY(!dialog->findChild<QLineEdit*>(u"profileToken"_s)->isVisible());
        auto* password = dialog->findChild<QLineEdit*>(u"kafkaPassword"_s);
        auto* security = dialog->findChild<QComboBox*>(u"kafkaSecurity"_s);
        QVERIFY(!password->isVisible());
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const auto address = u"127.0.0.1:%1"_s.arg(closed.serverPort());
        closed.close();
        QTest::keyClicks(servers, address);
        QSignalSpy finished(&console.kafkaTester, &ui::ConnectionTester::finished);
        auto* test = dialog->findChild<QPushButton*>(u"testConnection"_s);
        QTest::mouseClick(test, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        const auto words = [dialog] {
            QStringList out;
            for (const auto* badge : dialog->findChildren<ui::Badge*>(u"stepBadge"_s)) {
                if (badge->isVisible()) {
                    out << badge->word();
                }
            }
            return out;
        };
        QCOMPARE(words(),
            (QStringList { u"passed"_s, u"passed"_s, u"failed"_s, u"to do"_s, u"to do"_s,
                u"to do"_s, u"to do"_s }));
        const auto details = dialog->findChildren<QLabel*>(u"stepDetail"_s);
        QVERIFY2(details.value(2)->text().contains(u'→'), qPrintable(details.value(2)->text()));

        // A password comes from its file; one that is missing is said before anything is sent.
        security->setCurrentIndex(security->findData(u"sasl_tls"_s));
        QTRY_VERIFY(password->isVisible());
        dialog->findChild<QComboBox*>(u"kafkaPasswordKeptIn"_s)->setCurrentIndex(1);
        QTest::keyClicks(password, u"/nowhere/kafka-password"_s);
        QTest::mouseClick(test, Qt::LeftButton);
        QTRY_COMPARE(finished.size(), 2);
        QCOMPARE(words().value(0), u"failed"_s);

        QTest::mouseClick(dialog->findChild<QPushButton*>(u"connectNow"_s), Qt::LeftButton);
        QCOMPARE(console.profiles.all().size(), std::size_t(1));
        QVERIFY(console.profiles.last() == nullptr); // kept, not connected to
        const ui::ConnectionProfiles again(console.views);
        QCOMPARE(again.all().front().address, address);
        QVERIFY(again.all().front().kind == ui::ConnectionProfile::Kind::Kafka);
        QCOMPARE(again.all().front().kafka.security, u"sasl_tls"_s);
        QCOMPARE(again.all().front().kafka.password.toText(), u"file:/nowhere/kafka-password"_s);
    }

    void theMenuHoldsWhatTheRegistryHolds()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        console.window.open({ u"analyses"_s, {}, {} });
        auto* menu = console.find<QMenu>("mainMenu");
        QTest::keyClick(&console.window, Qt::Key_F10);
        QTRY_VERIFY(menu->isVisible());
        QStringList inMenu;
        for (const auto* action : menu->actions()) {
            if (!action->isSeparator()) {
                inMenu << action->objectName();
            }
        }
        QStringList registered;
        for (const auto& entry : console.window.actionRegistry().entries()) {
            registered << entry.action->objectName();
        }
        registered.removeAll(u"window.menu"_s); // which has just opened it
        QVERIFY(registered.contains(u"analyses.refresh"_s));
        QVERIFY(inMenu.indexOf(u"analyses.refresh"_s) < inMenu.indexOf(u"window.quit"_s));
        inMenu.sort();
        registered.sort();
        QCOMPARE(inMenu, registered);
        menu->close();
    }

    void theWindowComesBackWhereItStood()
    {
        ui::ViewStore views({});
        QWidget window;
        window.setGeometry(40, 60, 810, 620);
        ui::keepWindow(window, views);
        QWidget again;
        ui::restoreWindow(again, views);
        QCOMPARE(again.size(), QSize(810, 620));

        Console console;
        console.window.show();
        console.window.resize(1010, 700);
        console.window.close();
        QVERIFY(!console.views.value(u"window"_s, u"geometry"_s).toString().isEmpty());
    }

    void everyControlHasAName()
    {
        TestCore core;
        addSamples(core);
        Console console;
        signIn(console, core);
        QStringList unnamed;
        int seen = 0;
        const auto look = [&](QWidget* top) {
            collectUnnamed(
                QAccessible::queryAccessibleInterface(top), top->objectName(), unnamed, seen);
        };
        for (const auto* page : { "home", "submit", "analyses", "help" }) {
            console.window.open({ QString::fromLatin1(page), {}, {} });
            QTRY_COMPARE(console.window.currentPage()->place().page, QString::fromLatin1(page));
            look(&console.window);
        }
        console.window.open(
            { u"analyses"_s, QString::fromStdString(core.newest().toString()), {} });
        console.window.report({ u"Did it"_s, true, { u"home"_s, {}, {} }, [] {} });
        look(&console.window);
        console.window.showConnectionDialog();
        auto* dialog = console.find<QDialog>("connectionDialog");
        look(dialog);
        auto* choice = dialog->findChild<QComboBox*>(u"profileChoice"_s);
        Q_EMIT choice->activated(choice->count() - 1);
        look(dialog);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
        QVERIFY(seen > 80);
    }

    void activityKeepsResultsAndUndoes()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        int undone = 0;
        console.window.report({ u"Paused the queue"_s, false, {}, [&undone] { ++undone; } });
        console.window.actionRegistry().find(u"window.activity"_s)->trigger();
        auto* undo = console.find<QPushButton>("undoActivity");
        QTRY_VERIFY(undo->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(undone, 1);
        QTest::mouseClick(console.find<QToolButton>("dismissActivity"), Qt::LeftButton);
        QCOMPARE(console.window.findChild<ui::ActivityPane*>()->count(), 0);
    }
};

LOCUS_TEST(shell, ShellTest)
#include "tst_shell.moc"
