// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/reference_bundle.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "ui/models/text.h"
#include "ui/pages/analyses/analyses_model.h"
#include "ui/pages/submit/submissions_model.h"
#include "ui/pages/submit/verdicts_model.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

// A clinician without a mouse, from the first key to the last.
class KeyboardOnlyTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<const genetics::Reference> m_reference;

    static void signIn(Console& console, const TestCore& core)
    {
        console.window.show();
        console.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&console.window));
        console.connectTo(core);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
    }

    // A key goes to whatever has the focus, as on a desk.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        auto* target = QApplication::focusWidget();
        QVERIFY(target != nullptr);
        QTest::keyClick(target, key, modifiers);
    }
    static void type(const QString& text)
    {
        QVERIFY(QApplication::focusWidget() != nullptr);
        QTest::keyClicks(QApplication::focusWidget(), text);
    }
    static QString focused()
    {
        const auto* widget = QApplication::focusWidget();
        return widget != nullptr ? widget->objectName() : QString();
    }
    static void runFromPalette(Console& console, const QString& words)
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QTRY_COMPARE(focused(), u"paletteField"_s);
        type(words);
        press(Qt::Key_Return);
        QTRY_VERIFY(!console.find<QWidget>("commandPalette")->isVisible());
    }
    // Everything that Tab reaches on the open page, from the focus on, once around.
    static QStringList tabStops(const Console& console, Qt::Key key = Qt::Key_Tab)
    {
        QStringList stops;
        const QWidget* page = console.window.currentPage();
        const auto* first = QApplication::focusWidget();
        for (int i = 0; i < 100; ++i) {
            const auto* widget = QApplication::focusWidget();
            if (page->isAncestorOf(widget)) {
                stops << widget->objectName();
            }
            press(key, key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier);
            if (QApplication::focusWidget() == first) {
                return stops;
            }
        }
        stops << u"and never back"_s;
        return stops;
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme().setChoice(ui::Theme::Choice::Light);
        auto opened = genetics::openReferenceBundle(LOCUS_BUNDLE);
        QVERIFY(opened.ok());
        m_reference = *opened;
    }

    void submitsWhatWasPasted()
    {
        TestCore core(m_reference);
        Console console;
        signIn(console, core);
        runFromPalette(console, u"go submit"_s);
        QCOMPARE(console.window.currentPage()->place().page, u"submit"_s);
        QCOMPARE(focused(), u"submitText"_s);
        QGuiApplication::clipboard()->setText(
            u"21\t25585733\t.\tC\tT\n>sample1\nACGTACGTACGTACGTACGTACGTACGTACGT\n"_s);
        press(Qt::Key_V, Qt::ControlModifier);
        const auto* verdicts = console.find<QTableView>("verdicts")->model();
        QTRY_COMPARE(verdicts->rowCount(), 2);
        const auto kind = [verdicts](int row) {
            return verdicts->index(row, ui::VerdictsModel::KindColumn).data().toString();
        };
        QCOMPARE(kind(0), u"VCF line"_s);
        QCOMPARE(kind(1), u"FASTA · sample1"_s);
        QTRY_VERIFY(console.find<QPushButton>("submitSend")->isEnabled());

        // To the form and back to the text, past nothing that is not there to be used.
        const auto stops = tabStops(console);
        QCOMPARE(stops,
            QStringList({ u"submitText"_s, u"submit.openFileButton"_s, u"submit.clearButton"_s,
                u"verdicts"_s, u"submitPatient"_s, u"submitLabel"_s, u"submitAssembly"_s,
                u"submitKind"_s, u"submitMode"_s, u"submitPriority"_s, u"submitSend"_s }));
        auto back = tabStops(console, Qt::Key_Backtab);
        std::reverse(back.begin() + 1, back.end());
        QCOMPARE(back, stops);

        for (int i = 0; i < 4; ++i) {
            press(Qt::Key_Tab);
        }
        QCOMPARE(focused(), u"submitPatient"_s);
        type(u"P-17"_s);
        press(Qt::Key_Tab);
        type(u"By keys"_s);
        for (int i = 0; i < 4; ++i) {
            press(Qt::Key_Tab);
        }
        QCOMPARE(focused(), u"submitPriority"_s);
        type(u"8"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(core.commands(), std::vector<std::string> { "analyses.submit" });

        // What was sent is opened from where it is listed.
        auto* sent = console.find<QTableView>("submissions");
        QTRY_COMPARE(sent->model()->rowCount(), 1);
        for (int i = 0; i < 20 && focused() != u"submissions"_s; ++i) {
            press(Qt::Key_Tab);
        }
        QCOMPARE(focused(), u"submissions"_s);
        const auto* model = console.window.findChild<ui::SubmissionsModel*>();
        QTRY_VERIFY(!model->analysisIdAt(0).isEmpty());
        press(Qt::Key_Return);
        QCOMPARE(console.window.currentPage()->place().page, u"analyses"_s);
        QTRY_COMPARE(console.find<QLabel>("reviewTitle")->text(), u"By keys"_s);
    }

    void readsFiltersExportsAndComesBack()
    {
        TestCore core;
        core.fill(40);
        analyses::Summary summary;
        summary.label = "To read";
        summary.counts.variants = 8;
        summary.counts.notAnnotated = 2;
        summary.state = analyses::State::Partial;
        core.add(summary, sampleRows());
        Console console;
        signIn(console, core);
        press(Qt::Key_3, Qt::AltModifier);
        auto* list = console.find<QTableView>("analyses");
        QTRY_COMPARE(list->model()->rowCount(), 41);

        // Into the filter, and from there down into what it leaves.
        press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(focused(), u"analysesFilter"_s);
        type(u"read"_s);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        press(Qt::Key_Down);
        QCOMPARE(focused(), u"analyses"_s);
        press(Qt::Key_Return);
        QTRY_COMPARE(focused(), u"variants"_s);
        auto* variants = console.find<QTableView>("variants");
        QTRY_COMPARE(variants->model()->rowCount(), int(sampleRows().size()));
        QTRY_COMPARE(variants->currentIndex().row(), 0);
        press(Qt::Key_J);
        press(Qt::Key_J);
        QCOMPARE(variants->currentIndex().row(), 2);
        press(Qt::Key_K);
        QCOMPARE(variants->currentIndex().row(), 1);
        press(Qt::Key_Return);
        QCOMPARE(focused(), u"variantDetail"_s);

        // Export asks for a file; Escape asks for nothing more and leaves the review open.
        press(Qt::Key_E, Qt::ControlModifier);
        const auto dialog = [&console] { return console.find<QFileDialog>("exportDialog"); };
        QTRY_VERIFY(dialog() != nullptr && dialog()->isActiveWindow());
        press(Qt::Key_Escape);
        QTRY_VERIFY(dialog() == nullptr);
        QVERIFY(variants->isVisible());
        console.window.activateWindow(); // nobody manages windows here
        QVERIFY(QTest::qWaitForWindowActive(&console.window));

        // Escape closes the review and the list has the focus, on the row that was read.
        press(Qt::Key_Escape);
        QTRY_VERIFY(!variants->isVisible());
        QCOMPARE(focused(), u"analyses"_s);
        QCOMPARE(list->currentIndex().row(), 0);
        press(Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(variants->isVisible());
        press(Qt::Key_Right, Qt::AltModifier);
        QTRY_VERIFY(!variants->isVisible());
    }

    void undoesWhatWasDoneLast()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        press(Qt::Key_3, Qt::AltModifier);
        QTRY_COMPARE(console.window.currentPage()->place().page, u"analyses"_s);
        runFromPalette(console, u"start with this"_s);
        const auto pinned = [&console] {
            return console.views.value(u"window"_s, u"startPage"_s).toString();
        };
        QCOMPARE(pinned(), u"analyses"_s);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(pinned(), QString());
        // Once is enough; then it says so.
        auto* activity = console.find<QWidget>("detailsPane");
        press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(activity->isVisible());
        QVERIFY(activity->isAncestorOf(QApplication::focusWidget()));
        press(Qt::Key_Z, Qt::ControlModifier);
        const auto labels = activity->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text() == u"There is nothing that can be undone."_s;
        }));
    }
};

LOCUS_TEST(keyboard_only, KeyboardOnlyTest)
#include "tst_keyboard_only.moc"
