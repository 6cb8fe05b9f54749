// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "ui/page/export_strip.h"
#include "ui/pages/analyses/batch_model.h"
#include "ui/shell/action_registry.h"
#include "core/genetics/reference.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace locus;
using namespace locus::test;

// Draws every page in both themes, to be looked at; fails where a page shows nothing.
class PicturesTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<const genetics::Reference> m_reference;

    static void keep(QWidget& window, const QString& name)
    {
        const QImage image = keepPicture(window, name);
        QVERIFY(!image.isNull());
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 7) {
            for (int x = 0; x < image.width(); x += 7) {
                colours << image.pixel(x, y);
            }
        }
        QVERIFY2(colours.size() > 12, qPrintable(name));
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto opened = genetics::openReferenceBundle(LOCUS_BUNDLE);
        QVERIFY(opened.ok());
        m_reference = *opened;
    }

    void pages_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void pages()
    {
        QFETCH(bool, dark);
        const QString end = dark ? QStringLiteral("-dark") : QStringLiteral("-light");
        theme().setChoice(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
        TestCore core(m_reference);
        addSamples(core);
        Console console;
        console.window.show();
        console.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&console.window));
        keep(console.window, QStringLiteral("start") + end);
        console.connectTo(core);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
        QTRY_VERIFY(console.client.latencyMs() >= 0);
        QTRY_VERIFY(!console.window.findChildren<QWidget*>(QStringLiteral("recent")).isEmpty());
        keep(console.window, QStringLiteral("home") + end);

        console.window.open({ QStringLiteral("submit"), {}, {} });
        auto* text = console.find<QPlainTextEdit>("submitText");
        text->setPlainText(QStringLiteral("21 25585733 rs142513484 C T\nNM_017446.3:c.991G>A\n"
                                          "NC_000021.9:25585732:C:T\nrs699\n21:k.25585733C>T\n"
                                          "11 5227002 . T A\n7:117559590-117559592:1/-\n"));
        auto* verdicts = console.find<QTableView>("verdicts");
        QTRY_COMPARE(verdicts->model()->rowCount(), 7);
        keep(console.window, QStringLiteral("submit") + end);

        console.window.open({ QStringLiteral("analyses"), {}, {} });
        auto* list = console.find<QTableView>("analyses");
        QTRY_COMPARE(list->model()->rowCount(), 11);
        keep(console.window, QStringLiteral("analyses") + end);
        list->selectAll();
        console.window.actionRegistry().find(QStringLiteral("analyses.retrySelected"))->trigger();
        auto* batch = console.window.findChild<ui::BatchModel*>();
        QTRY_VERIFY(batch->rowCount() == 11 && !batch->isRunning());
        auto* strip = console.find<ui::ExportStrip>("exportAnalyses");
        strip->exportTo(console.own.filePath(QStringLiteral("list.tsv")), ui::TableFormat::Tsv);
        keep(console.window, QStringLiteral("analyses-batch") + end);
        console.find<QToolButton>("dismissBatch")->click();
        QTRY_VERIFY(!strip->isRunning());
        const auto urgent = list->model()->index(2, 0);
        list->scrollTo(urgent);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(urgent).center());
        auto* rows = console.find<QTableView>("variants");
        QTRY_COMPARE(rows->model()->rowCount(), 8);
        keep(console.window, QStringLiteral("review") + end);
        rows->selectRow(6);
        keep(console.window, QStringLiteral("review-not-annotated") + end);

        console.window.open({ QStringLiteral("help"), {}, {} });
        QTRY_VERIFY(console.find<QListWidget>("helpChapters")->count() >= 5);
        keep(console.window, QStringLiteral("help") + end);

        QTest::keyClick(&console.window, Qt::Key_K, Qt::ControlModifier);
        auto* palette = console.find<QWidget>("commandPalette");
        QTRY_VERIFY(palette->isVisible());
        keep(*palette, QStringLiteral("palette") + end);
        palette->hide();
        console.window.showConnectionDialog();
        keep(*console.find<QWidget>("connectionDialog"), QStringLiteral("connection") + end);
    }
};

LOCUS_TEST(pictures, PicturesTest)
#include "tst_pictures.moc"
