// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "ui/shell/key_bindings.h"

#include <QAction>
#include <QClipboard>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

const std::array pages { "home", "submit", "analyses", "help" };

void press(QWidget* target, const QKeySequence& key)
{
    QTest::keyClick(target, key[0].key(), key[0].keyboardModifiers());
}

// What an action does is no matter here, whether its key reaches it is.
void disarm(QAction& action)
{
    QObject::disconnect(&action, &QAction::triggered, nullptr, nullptr);
    action.setEnabled(true);
}

// Presses every key of every action where it works; returns how many there were.
int pressEveryKey(Console& console)
{
    auto& window = console.window;
    auto& registry = window.actionRegistry();
    for (const auto& entry : registry.all()) {
        disarm(*entry.action);
    }
    int pressed = 0;
    for (const auto* page : pages) {
        window.open({ QString::fromLatin1(page), {}, {} });
        window.currentPage()->setFocus();
        for (const auto& entry : registry.entries()) {
            disarm(*entry.action); // the page may have taken it back meanwhile
            for (const auto& key : entry.action->shortcuts()) {
                QSignalSpy fired(entry.action, &QAction::triggered);
                press(window.currentPage(), key);
                if (fired.size() != 1) {
                    QTest::qFail(
                        qPrintable(QString(entry.action->objectName() + u": "_s + key.toString())),
                        __FILE__, __LINE__);
                    return -1;
                }
                ++pressed;
            }
        }
    }
    return pressed;
}

} // namespace

class KeysTest : public QObject
{
    Q_OBJECT

    static void signIn(Console& console, const TestCore& core)
    {
        console.window.show();
        console.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&console.window));
        console.connectTo(core);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
        for (const auto* page : pages) {
            console.window.open({ QString::fromLatin1(page), {}, {} });
        }
    }
    // The editor with this action chosen.
    static QDialog* editorAt(Console& console, const QString& id)
    {
        console.window.actionRegistry().find(u"window.editKeys"_s)->trigger();
        auto* editor = console.find<QDialog>("keyEditor");
        auto* table = editor->findChild<QTableWidget*>(u"keyTable"_s);
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->data(Qt::UserRole).toString() == id) {
                table->setCurrentCell(row, 0);
            }
        }
        return editor;
    }
    static void shut(QDialog* editor)
    {
        editor->close();
        QCoreApplication::sendPostedEvents(editor, QEvent::DeferredDelete);
    }
    static void give(QDialog* editor, const QKeySequence& key)
    {
        auto* field = editor->findChild<QKeySequenceEdit*>(u"keyField"_s);
        field->setFocus();
        press(field, key);
    }
    static QString message(QDialog* editor)
    {
        return editor->findChild<QLabel*>(u"keyMessage"_s)->text();
    }
    static void click(QDialog* editor, const char* name)
    {
        QTest::mouseClick(
            editor->findChild<QPushButton*>(QString::fromLatin1(name)), Qt::LeftButton);
    }
    static QString shown(QDialog* editor, const QString& id)
    {
        auto* table = editor->findChild<QTableWidget*>(u"keyTable"_s);
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->data(Qt::UserRole).toString() == id) {
                return table->item(row, 3)->text();
            }
        }
        return {};
    }
    static void keep(QWidget& window, const QString& name)
    {
        QVERIFY(!keepPicture(window, name).isNull());
    }

private Q_SLOTS:
    void initTestCase() { theme().setChoice(ui::Theme::Choice::Light); }

    void everyListedKeyFires()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        const auto conflicts = console.window.actionRegistry().conflicts();
        QVERIFY2(conflicts.isEmpty(), qPrintable(conflicts.join(u'\n')));
        QVERIFY(pressEveryKey(console) > 50);
    }

    void everyListedKeyFiresAfterAChange()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        auto* editor = editorAt(console, u"window.theme"_s);
        give(editor, QKeySequence(u"Ctrl+Alt+L"_s));
        click(editor, "useKey");
        shut(editor);
        const auto* action = console.window.actionRegistry().find(u"window.theme"_s);
        QCOMPARE(ui::textOf(action->shortcuts()), u"Ctrl+Alt+L"_s);
        QVERIFY(pressEveryKey(console) > 50);
        QSignalSpy fired(action, &QAction::triggered);
        press(console.window.currentPage(), QKeySequence(u"Ctrl+Shift+D"_s));
        QCOMPARE(fired.size(), 0);
    }

    void aKeyInUseNamesTheOtherAction()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        auto* editor = editorAt(console, u"analyses.refresh"_s);
        give(editor, QKeySequence(u"Ctrl+K"_s));
        QCOMPARE(message(editor), u"Ctrl+K is the key of “Search or run a command” (Window)."_s);
        QVERIFY(!editor->findChild<QPushButton*>(u"useKey"_s)->isEnabled());
        keep(*editor, u"key-editor-conflict"_s);
        give(editor, QKeySequence(Qt::Key_J));
        QCOMPARE(message(editor), u"J is fixed: Next and previous row."_s);
        // Another page's key is free here: the two never work together.
        const auto* send = console.window.actionRegistry().find(u"submit.send"_s);
        QVERIFY(send != nullptr && !send->shortcut().isEmpty());
        give(editor, send->shortcut());
        QVERIFY(editor->findChild<QPushButton*>(u"useKey"_s)->isEnabled());
        give(editor, QKeySequence(u"Ctrl+Shift+Y"_s));
        QCOMPARE(message(editor), u"Ctrl+Shift+Y is free here."_s);
        press(editor->findChild<QKeySequenceEdit*>(u"keyField"_s), QKeySequence(Qt::Key_Return));
        QCOMPARE(shown(editor, u"analyses.refresh"_s), u"Ctrl+Shift+Y"_s);
        QVERIFY(editor->isVisible());
        QCOMPARE(
            console.views.value(u"keys"_s, u"analyses.refresh"_s).toString(), u"Ctrl+Shift+Y"_s);
        shut(editor);
    }

    void keysGoAndComeBack()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        const auto& registry = console.window.actionRegistry();
        auto* editor = editorAt(console, u"window.palette"_s);
        click(editor, "noKey");
        QCOMPARE(shown(editor, u"window.palette"_s), QString());
        QVERIFY(registry.find(u"window.palette"_s)->shortcuts().isEmpty());
        shut(editor);
        // What is free now may be given away; then the default cannot simply come back.
        editor = editorAt(console, u"window.activity"_s);
        give(editor, QKeySequence(u"Ctrl+K"_s));
        click(editor, "useKey");
        shut(editor);
        editor = editorAt(console, u"window.palette"_s);
        click(editor, "resetKey");
        QVERIFY(message(editor).contains(u"Show or hide what I did"_s));
        QVERIFY(registry.find(u"window.palette"_s)->shortcuts().isEmpty());
        shut(editor);
        editor = editorAt(console, u"window.activity"_s);
        click(editor, "resetKey");
        QCOMPARE(shown(editor, u"window.activity"_s), u"Ctrl+Shift+A"_s);
        shut(editor);
        console.views.setValue(u"keys"_s, u"page.of-another-version"_s, u"Ctrl+9"_s);
        editor = editorAt(console, u"window.theme"_s);
        give(editor, QKeySequence(u"Ctrl+Alt+L"_s));
        click(editor, "useKey");
        click(editor, "resetAllKeys");
        QCOMPARE(shown(editor, u"window.palette"_s), u"Ctrl+K, Ctrl+Shift+P"_s);
        QCOMPARE(shown(editor, u"window.theme"_s), u"Ctrl+Shift+D"_s);
        QCOMPARE(
            console.views.group(u"keys"_s).keys(), QStringList { u"page.of-another-version"_s });
        QVERIFY(!editor->findChild<QPushButton*>(u"resetAllKeys"_s)->isEnabled());
        keep(*editor, u"key-editor"_s);
        shut(editor);
    }

    void whatIsKeptReachesPaletteSheetAndTips()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        auto* editor = editorAt(console, u"window.palette"_s);
        give(editor, QKeySequence(u"Ctrl+Alt+P"_s));
        click(editor, "useKey");
        shut(editor);
        editor = editorAt(console, u"window.theme"_s);
        give(editor, QKeySequence(u"Ctrl+Alt+L"_s));
        click(editor, "useKey");
        shut(editor);
        editor = editorAt(console, u"go.submit"_s);
        give(editor, QKeySequence(u"Ctrl+Alt+S"_s));
        click(editor, "useKey");
        shut(editor);
        QVERIFY(console.find<QToolButton>("paletteOpener")->text().contains(u"Ctrl+Alt+P"_s));
        QVERIFY(
            console.find<QToolButton>("window.themeButton")->toolTip().contains(u"Ctrl+Alt+L"_s));
        QVERIFY(console.find<QToolButton>("nav-submit")->toolTip().contains(u"Ctrl+Alt+S"_s));

        press(console.window.currentPage(), QKeySequence(u"Ctrl+Alt+P"_s));
        auto* field = console.find<QLineEdit>("paletteField");
        QTRY_VERIFY(field->isVisible());
        QTest::keyClicks(field, u"light and dark"_s);
        QCOMPARE(
            console.find<QListWidget>("paletteList")->item(0)->data(Qt::UserRole + 2).toString(),
            u"Ctrl+Alt+L"_s);
        QTest::keyClick(field, Qt::Key_Escape);

        console.window.currentPage()->setFocus();
        press(console.window.currentPage(), QKeySequence(Qt::Key_F1));
        auto* sheet = console.find<QDialog>("keySheet");
        QTRY_VERIFY(sheet->isVisible());
        QStringList texts;
        for (const auto* label : sheet->findChildren<QLabel*>()) {
            texts << label->text();
        }
        QVERIFY(texts.contains(u"Ctrl+Alt+L"_s) && !texts.contains(u"Ctrl+Shift+D"_s));
        keep(*sheet, u"key-sheet"_s);
        QTest::mouseClick(sheet->findChild<QPushButton*>(u"editKeys"_s), Qt::LeftButton);
        QTRY_VERIFY(console.find<QDialog>("keyEditor") != nullptr);
        QTRY_VERIFY(console.find<QDialog>("keyEditor")->isVisible());
        console.find<QDialog>("keyEditor")->close();
    }

    // A new console, and an update that gives another action the key a person has chosen.
    void keptKeysOutliveAnUpdate()
    {
        ui::ViewStore views({});
        views.setValue(u"keys"_s, u"one"_s, u"Ctrl+1"_s);
        views.setValue(u"keys"_s, u"damaged"_s, u"no such key"_s);
        ui::ActionRegistry registry;
        const ui::KeyBindings keys(registry, views);
        QAction one;
        one.setObjectName(u"one"_s);
        QAction two;
        two.setObjectName(u"two"_s);
        two.setShortcuts({ QKeySequence(u"Ctrl+1"_s), QKeySequence(u"Ctrl+2"_s) });
        QAction damaged;
        damaged.setObjectName(u"damaged"_s);
        damaged.setShortcut(QKeySequence(u"Ctrl+3"_s));
        registry.add(u"window"_s, { &two, &damaged });
        registry.add(u"page"_s, { &one });
        QCOMPARE(ui::textOf(one.shortcuts()), u"Ctrl+1"_s);
        QCOMPARE(ui::textOf(two.shortcuts()), u"Ctrl+2"_s);
        QCOMPARE(ui::textOf(damaged.shortcuts()), u"Ctrl+3"_s);
        QCOMPARE(registry.conflicts(), QStringList());
    }

    void lettersAreTypedWhereTextIsTyped()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        for (const auto& [id, key] : { std::pair { u"window.theme"_s, u"T"_s },
                 std::pair { u"window.activity"_s, u"Shift+W"_s } }) {
            auto* editor = editorAt(console, id);
            give(editor, QKeySequence(key));
            click(editor, "useKey");
            shut(editor);
        }
        int fired = 0;
        for (const auto* id : { "window.theme", "window.activity", "window.keys" }) {
            auto* action = console.window.actionRegistry().find(QString::fromLatin1(id));
            disarm(*action);
            connect(action, &QAction::triggered, this, [&fired] { ++fired; });
        }
        console.window.open({ u"submit"_s, {}, {} });
        auto* text = console.find<QPlainTextEdit>("submitText");
        text->setFocus();
        QTest::keyClicks(text, u"tWt?"_s);
        QCOMPARE(text->toPlainText(), u"tWt?"_s);
        console.window.open({ u"analyses"_s, {}, {} });
        console.window.actionRegistry().find(u"analyses.filter"_s)->trigger();
        auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(line != nullptr);
        QTest::keyClicks(line, u"tW?"_s);
        QCOMPARE(line->text(), u"tW?"_s);
        QCOMPARE(fired, 0);
        console.window.currentPage()->setFocus();
        for (const auto* key : { "T", "Shift+W", "?" }) {
            press(console.window.currentPage(), QKeySequence(QString::fromLatin1(key)));
        }
        QCOMPARE(fired, 3);
    }

    void theKeysOfTablesDoWhatTheSheetSays()
    {
        TestCore core;
        core.fill(20);
        Console console;
        signIn(console, core);
        console.window.open({ u"analyses"_s, {}, {} });
        auto* table = console.find<QTableView>("analyses");
        QTRY_COMPARE(table->model()->rowCount(), 20);
        table->setFocus();
        const auto row = [table] { return table->currentIndex().row(); };
        QTest::keyClick(table, Qt::Key_End);
        QCOMPARE(row(), 19);
        QTest::keyClick(table, Qt::Key_Home);
        QCOMPARE(row(), 0);
        QTest::keyClick(table, Qt::Key_J);
        QTest::keyClick(table, Qt::Key_J);
        QTest::keyClick(table, Qt::Key_K);
        QCOMPARE(row(), 1);
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u'\t'));
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u'|'));
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_VERIFY(!console.window.currentPage()->place().item.isEmpty());
    }
};

LOCUS_TEST(keys, KeysTest)
#include "tst_keys.moc"
