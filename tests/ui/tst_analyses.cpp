// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "ui/models/text.h"
#include "ui/page/export_strip.h"
#include "ui/pages/analyses/analyses_model.h"
#include "ui/pages/analyses/batch_model.h"
#include "ui/pages/analyses/transcripts_model.h"
#include "ui/pages/analyses/variant_words.h"
#include "ui/pages/analyses/variants_model.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/table_roles.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <set>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;
using ui::AnalysesModel;

class AnalysesTest : public QObject
{
    Q_OBJECT

    static AnalysesModel* modelOf(Console& console)
    {
        return console.window.findChild<AnalysesModel*>();
    }
    static void openList(Console& console, const TestCore& core)
    {
        console.window.show();
        console.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&console.window));
        console.connectTo(core);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
        console.window.open({ u"analyses"_s, {}, {} });
    }

private Q_SLOTS:
    void initTestCase() { theme().setChoice(ui::Theme::Choice::Light); }

    void showsTheTrueTotalAndLoadsFromTheNearerEnd()
    {
        TestCore core;
        core.fill(5000);
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        const QAbstractItemModelTester tester(model);
        QTRY_COMPARE(model->rowCount(), 5000);
        QVERIFY(model->summaryAt(0) != nullptr);
        QVERIFY(model->summaryAt(4999) == nullptr);
        QVERIFY(model->index(4999, 0).data(ui::SkeletonRole).toBool());
        auto* table = console.find<QTableView>("analyses");
        table->setFocus();
        QTest::keyClick(table, Qt::Key_End);
        QTRY_VERIFY(model->summaryAt(4999) != nullptr);
        QCOMPARE(model->summaryAt(4999)->label, std::string("Sample 0"));
        QVERIFY(model->summaryAt(2500) == nullptr); // the middle was not asked for
        table->scrollTo(model->index(600, 0), QAbstractItemView::PositionAtTop);
        QTRY_VERIFY(model->summaryAt(610) != nullptr);
        for (const auto row : { 0, 199, 200, 400, 600, 4998 }) {
            QCOMPARE(model->summaryAt(row)->label, "Sample " + std::to_string(4999 - row));
        }
    }

    void filterAndSortAskTheCore()
    {
        TestCore core;
        core.fill(600);
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        const QAbstractItemModelTester tester(model);
        QTRY_COMPARE(model->rowCount(), 600);
        auto* field = console.find<QLineEdit>("analysesFilter");
        QTest::keyClicks(field, u"state:failed mine"_s);
        QTRY_COMPARE(model->rowCount(), 0); // every third is mine, every sixth failed: never both
        QTest::keySequence(field, QKeySequence::SelectAll);
        QTest::keyClicks(field, u"state:failed"_s);
        QTRY_COMPARE(model->rowCount(), 100);
        QTest::keyClicks(field, u" stat:x"_s);
        auto* error = console.find<QLabel>("analysesFilterError");
        QTRY_VERIFY(error->isVisible());
        QVERIFY(error->text().contains(u"state"_s));
        QCOMPARE(model->rowCount(), 100); // what was there stays
        console.window.open({ u"analyses"_s, {}, u"mine"_s });
        QTRY_COMPARE(model->rowCount(), 200);
        QCOMPARE(field->text(), u"mine"_s);
        model->sort(AnalysesModel::VariantsColumn, Qt::DescendingOrder);
        QTRY_VERIFY(model->phase() == AnalysesModel::Phase::Ready && model->summaryAt(0) != nullptr
            && model->summaryAt(0)->counts.variants == 49);
    }

    // Sorting needs no mouse.
    void sortsFromThePalette()
    {
        TestCore core;
        core.fill(30);
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        QTRY_COMPARE(model->rowCount(), 30);
        auto* header = console.find<QTableView>("analyses")->horizontalHeader();
        const auto sortByVariants = [&console] {
            QTest::keyClick(&console.window, Qt::Key_K, Qt::ControlModifier);
            auto* field = console.find<QLineEdit>("paletteField");
            QTRY_VERIFY(field->isVisible());
            QTest::keyClicks(field, u"sort by vari"_s);
            QTest::keyClick(field, Qt::Key_Return);
        };
        const auto isSorted = [model](bool down) {
            for (int row = 1; row < model->rowCount(); ++row) {
                const auto* a = model->summaryAt(row - 1);
                const auto* b = model->summaryAt(row);
                if (a == nullptr || b == nullptr) {
                    return false;
                }
                const auto step = a->counts.variants - b->counts.variants;
                if (down ? step < 0 : step > 0) {
                    return false;
                }
            }
            return true;
        };
        sortByVariants();
        QTRY_VERIFY(model->phase() == ui::AnalysesModel::Phase::Ready && isSorted(true));
        QCOMPARE(header->sortIndicatorSection(), int(ui::AnalysesModel::VariantsColumn));
        QVERIFY(!isSorted(false));
        sortByVariants();
        QTRY_VERIFY(model->phase() == ui::AnalysesModel::Phase::Ready && isSorted(false));
    }

    void theOpenAnalysisIsMarkedInTheList()
    {
        TestCore core;
        core.fill(30);
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        QTRY_COMPARE(model->rowCount(), 30);
        const auto id = ui::fromStd(model->summaryAt(7)->id.toString());
        const auto* selection = console.find<QTableView>("analyses")->selectionModel();
        QVERIFY(selection->selectedRows().isEmpty());
        console.window.open({ u"analyses"_s, id, {} });
        QTRY_COMPARE(selection->selectedRows().size(), 1);
        QCOMPARE(selection->selectedRows().constFirst().row(), 7);
        // A selection that the person made for a batch stays.
        console.find<QTableView>("analyses")->selectAll();
        console.window.open({ u"analyses"_s, ui::fromStd(model->summaryAt(3)->id.toString()), {} });
        QCOMPARE(selection->selectedRows().size(), 30);
    }

    void liveChangesComeInWithoutMovingTheSelection()
    {
        TestCore core;
        core.fill(300);
        const auto watched = core.newest();
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        const QAbstractItemModelTester tester(model);
        QTRY_COMPARE(model->rowCount(), 300);
        auto* table = console.find<QTableView>("analyses");
        table->selectRow(0);
        QSignalSpy resets(model, &QAbstractItemModel::modelReset);
        std::vector<analyses::AnalysisId> fresh;
        for (int i = 0; i < 3; ++i) {
            analyses::Summary summary;
            summary.label = "fresh";
            fresh.push_back(core.add(summary));
        }
        core.setState(watched, analyses::State::Cancelled);
        fresh.push_back(watched);
        core.announce(fresh);
        QTRY_COMPARE(model->rowCount(), 303);
        const auto row = model->rowOf(ui::fromStd(watched.toString()));
        QCOMPARE(row, 3);
        QTRY_VERIFY(model->summaryAt(row)->state == analyses::State::Cancelled);
        QCOMPARE(table->selectionModel()->selectedRows().value(0).row(), 3);
        QCOMPARE(resets.size(), 0);
    }

    void pausedListCountsWhatIsNew()
    {
        TestCore core;
        core.fill(300);
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        const QAbstractItemModelTester tester(model);
        QTRY_COMPARE(model->rowCount(), 300);
        console.window.actionRegistry().find(u"analyses.live"_s)->trigger();
        QVERIFY(!model->isLive());
        analyses::Summary summary;
        core.announce({ core.add(summary), core.add(summary) });
        auto* news = console.find<QPushButton>("showNew");
        QTRY_VERIFY(news->isVisible());
        QVERIFY2(news->text().contains(u"2"_s), qPrintable(news->text()));
        QCOMPARE(model->rowCount(), 300);
        QTest::mouseClick(news, Qt::LeftButton);
        QTRY_COMPARE(model->rowCount(), 302);
        QTRY_VERIFY(!news->isVisible());
    }

    void listSurvivesALostCore()
    {
        TestCore core;
        core.fill(20);
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        QTRY_COMPARE(model->rowCount(), 20);
        core.stop();
        auto* stale = console.find<QLabel>("staleNote");
        QTRY_VERIFY(stale->isVisible());
        QCOMPARE(model->rowCount(), 20);
        analyses::Summary summary;
        core.add(summary);
        core.start();
        QTRY_COMPARE(model->rowCount(), 21);
        QTRY_VERIFY(!stale->isVisible());
    }

    void emptyAndFailedSaySo()
    {
        TestCore core;
        Console console;
        openList(console, core);
        auto* title = console.window.currentPage()->findChild<QLabel*>(u"stateTitle"_s);
        const auto titles = [&console] {
            QStringList texts;
            for (auto* label : console.window.findChildren<QLabel*>(u"stateTitle"_s)) {
                if (label->isVisible()) {
                    texts << label->text();
                }
            }
            return texts.join(u'|');
        };
        QVERIFY(title != nullptr);
        QTRY_COMPARE(titles(), u"No analyses yet"_s);
        // Nothing of what it says is cut.
        auto* panel = console.window.currentPage()->findChild<ui::StatePanel*>();
        for (const auto* label : panel->findChildren<QLabel*>()) {
            if (label->isVisible() && label->wordWrap()) {
                QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                    qPrintable(label->text()));
            }
        }
        core.failListsWith(
            refused("people.not_permitted", "Reading analyses needs the role clinician."));
        console.window.actionRegistry().find(u"analyses.refresh"_s)->trigger();
        QTRY_COMPARE(titles(), u"Reading analyses needs the role clinician."_s);
    }

    void manyAreRetriedAtOnceAndTheRestSaysWhyNot()
    {
        TestCore core;
        core.fill(12); // two of each state
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        QTRY_COMPARE(model->rowCount(), 12);
        auto* table = console.find<QTableView>("analyses");
        auto* bar = console.find<QFrame>("batchBar");
        QVERIFY(!bar->isVisible());
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Home);
        QVERIFY(!bar->isVisible()); // one row is no batch
        QTest::keySequence(table, QKeySequence::SelectAll);
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(console.find<QLabel>("selectedCount")->text(), u"12 selected"_s);
        auto* retry = console.find<QToolButton>("analyses.retrySelectedButton");
        QCOMPARE(retry->text(), u"Retry 6 selected"_s); // partial, failed, cancelled
        auto* batch = console.window.findChild<ui::BatchModel*>();
        const QAbstractItemModelTester tester(batch);
        retry->setFocus();
        QTest::keyClick(retry, Qt::Key_Space);
        QTRY_VERIFY(!batch->isRunning());
        QCOMPARE(batch->rowCount(), 12);
        QCOMPARE(batch->done(), 6);
        QCOMPARE(batch->notDone(), 6);
        const auto commands = core.commands();
        QCOMPARE(std::count(commands.begin(), commands.end(), "analyses.retry"), 6);
        auto* headline = console.find<QLabel>("batchHeadline");
        QVERIFY2(headline->text().startsWith(u"6 tried again"_s), qPrintable(headline->text()));
        int reasons = 0;
        for (int row = 0; row < 12; ++row) {
            const auto cell = [&](int column) {
                return batch->index(row, column).data().toString();
            };
            const bool left = cell(ui::BatchModel::ResultColumn) == u"left out"_s;
            QCOMPARE(cell(ui::BatchModel::ReasonColumn).isEmpty(), !left);
            reasons += left ? 1 : 0;
        }
        QCOMPARE(reasons, 6);
        // The list stays until it is dismissed.
        table->clearSelection();
        QTRY_VERIFY(headline->isVisible());
        QTest::mouseClick(console.find<QToolButton>("dismissBatch"), Qt::LeftButton);
        QTRY_VERIFY(!bar->isVisible());
    }

    void aBatchThatTheCoreRefusesListsEachReason()
    {
        TestCore core;
        core.fill(12);
        core.refuseWith(conflict("analyses.changed", "It has been changed meanwhile."));
        Console console;
        openList(console, core);
        QTRY_COMPARE(modelOf(console)->rowCount(), 12);
        auto* table = console.find<QTableView>("analyses");
        table->setFocus();
        table->selectRow(0);
        for (int i = 0; i < 11; ++i) {
            QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
        }
        auto* action = console.window.actionRegistry().find(u"analyses.cancelSelected"_s);
        QTRY_COMPARE(action->text(), u"Cancel 4 selected"_s);
        action->trigger();
        auto* batch = console.window.findChild<ui::BatchModel*>();
        QTRY_VERIFY(!batch->isRunning() && batch->rowCount() == 12);
        QCOMPARE(batch->done(), 0);
        int refused = 0;
        for (int row = 0; row < 12; ++row) {
            const auto reason = batch->index(row, ui::BatchModel::ReasonColumn).data().toString();
            refused += reason.startsWith(u"It has been changed meanwhile."_s) ? 1 : 0;
        }
        QCOMPARE(refused, 4);
        console.window.actionRegistry().find(u"analyses.copyLinks"_s)->trigger();
        const auto links = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(links.size(), 12);
        QVERIFY(links.front().startsWith(u"locus://analysis/"_s));
    }

    void ctrlClickSelectsAndOpensNothing()
    {
        TestCore core;
        core.fill(5);
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        QTRY_COMPARE(model->rowCount(), 5);
        auto* table = console.find<QTableView>("analyses");
        const auto at = [&](int row) { return table->visualRect(model->index(row, 1)).center(); };
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ControlModifier, at(1));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ControlModifier, at(3));
        QCOMPARE(table->selectionModel()->selectedRows().size(), 2);
        QVERIFY(console.window.currentPage()->place().item.isEmpty());
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at(2));
        QVERIFY(!console.window.currentPage()->place().item.isEmpty());
    }

    void theListIsExportedWithItsFilterThroughAllPages()
    {
        TestCore core;
        core.fill(1500);
        Console console;
        openList(console, core);
        auto* model = modelOf(console);
        console.window.open({ u"analyses"_s, {}, u"state:failed,completed"_s });
        QTRY_COMPARE(model->rowCount(), 500);
        const auto path = console.own.filePath(u"kept.csv"_s);
        console.views.setValue(u"export"_s, u"folder"_s, console.own.path());
        QTest::keyClick(&console.window, Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = console.find<QFileDialog>("exportDialog");
        QTRY_VERIFY(dialog->isVisible());
        dialog->selectNameFilter(u"CSV (*.csv)"_s);
        auto* name = dialog->findChild<QLineEdit*>(u"fileNameEdit"_s);
        QTest::keySequence(name, QKeySequence::SelectAll);
        QTest::keyClicks(name, u"kept.csv"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 501);
        QCOMPARE(lines[0].left(15), QByteArray("State,Analysis,"));
        std::set<QByteArray> different(lines.begin(), lines.end());
        QCOMPARE(different.size(), std::size_t(501));
        // The result stands in the activity list and leads to the folder.
        QTRY_VERIFY(console.find<QPushButton>("activityChoice") != nullptr);
        QCOMPARE(console.find<QPushButton>("activityChoice")->text(), u"Open folder"_s);
    }

    void anExportThatFailsCanBeRepeatedAndOneCanBeCancelled()
    {
        TestCore core;
        core.fill(600);
        Console console;
        openList(console, core);
        QTRY_COMPARE(modelOf(console)->rowCount(), 600);
        auto* strip = console.find<ui::ExportStrip>("exportAnalyses");
        QDir folder(console.own.path());
        QVERIFY(folder.mkdir(u"out"_s));
        const auto path = folder.filePath(u"out/list.tsv"_s);
        core.failListsWith(retriable("store.busy", "The store is busy."));
        strip->exportTo(path, ui::TableFormat::Tsv);
        QTRY_VERIFY(!strip->isRunning());
        QVERIFY(QDir(folder.filePath(u"out"_s)).isEmpty());
        auto* again = console.find<QPushButton>("activityChoice");
        QVERIFY(again != nullptr);
        QCOMPARE(again->text(), u"Try again"_s);
        core.failListsWith(std::nullopt);
        again->click();
        QTRY_VERIFY(QFile::exists(path));
        QTRY_VERIFY(!strip->isRunning());

        const auto other = folder.filePath(u"out/other.tsv"_s);
        strip->exportTo(other, ui::TableFormat::Tsv);
        QVERIFY(strip->isVisible());
        QTest::mouseClick(console.find<QPushButton>("exportAnalysesCancel"), Qt::LeftButton);
        QTRY_VERIFY(!strip->isRunning());
        QVERIFY(!strip->isVisible());
        QCOMPARE(
            QDir(folder.filePath(u"out"_s)).entryList(QDir::Files), QStringList { u"list.tsv"_s });
    }

    void variantsAreExportedBeyondTheFirstPage()
    {
        TestCore core;
        auto rows = sampleRows();
        std::vector<genetics::AnnotationRow> many;
        for (int i = 0; i < 1200; ++i) {
            many.push_back(rows[static_cast<std::size_t>(i) % rows.size()]);
            many.back().line = i + 1;
        }
        analyses::Summary summary;
        summary.state = analyses::State::Completed;
        const auto id = core.add(summary, many);
        Console console;
        openList(console, core);
        console.window.open({ u"analyses"_s, ui::fromStd(id.toString()), {} });
        auto* variants = console.window.findChild<ui::VariantsModel*>();
        QTRY_COMPARE(variants->rowCount(), 1200);
        const auto path = console.own.filePath(u"variants.md"_s);
        auto* strip = console.find<ui::ExportStrip>("exportVariants");
        strip->exportTo(path, ui::TableFormat::Markdown);
        QTRY_VERIFY(!strip->isRunning());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 1202);
        QVERIFY(lines.last().startsWith("| 1200 | "));
        QVERIFY(lines[2].contains("c.20A>T"));
    }

    void theHeadingClaimsNoManeThatIsNotKnown()
    {
        TestCore core;
        Console console;
        openList(console, core);
        const auto heading = [&console](int role) {
            return modelOf(console)
                ->headerData(AnalysesModel::MostSevereColumn, Qt::Horizontal, role)
                .toString();
        };
        QCOMPARE(heading(Qt::DisplayRole), u"Most severe (displayed)"_s);
        QVERIFY(heading(Qt::ToolTipRole).contains(u"where that is known"_s));
    }

    void reviewShowsEveryRowOrWhyNot()
    {
        TestCore core;
        addSamples(core);
        Console console;
        openList(console, core);
        auto* list = console.find<QTableView>("analyses");
        QTRY_COMPARE(list->model()->rowCount(), 11);
        list->setFocus();
        list->selectRow(2);
        QTest::keyClick(list, Qt::Key_Return);
        auto* variants = console.window.findChild<ui::VariantsModel*>();
        const QAbstractItemModelTester tester(variants);
        const QAbstractItemModelTester transcripts(
            console.window.findChild<ui::TranscriptsModel*>());
        QTRY_COMPARE(variants->rowCount(), 8);
        auto* title = console.find<QLabel>("variantTitle");
        QTRY_COMPARE(title->text(), u"HBB NM_000518.5:c.20A>T (p.Glu7Val)"_s);
        auto* table = console.find<QTableView>("variants");
        QTRY_VERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_J);
        QVERIFY(title->text().startsWith(u"CFTR"_s));
        const auto cell = [variants](int row, int column) {
            return variants->index(row, column).data().toString();
        };
        QCOMPARE(cell(2, ui::VariantsModel::ClinVarColumn), u"site level only"_s);
        QCOMPARE(cell(6, ui::VariantsModel::ConsequenceColumn),
            u"not annotated: outside local reference"_s);
        QCOMPARE(cell(0, ui::VariantsModel::CodingColumn), u"c.20A>T"_s);
        QVERIFY(variants->index(0, ui::VariantsModel::CodingColumn)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(u"NM_000518.5"_s));
        QCOMPARE(
            variants->headerData(ui::VariantsModel::CodingColumn, Qt::Horizontal, Qt::DisplayRole)
                .toString(),
            u"c. (MANE)"_s);
        QCOMPARE(cell(6, ui::VariantsModel::FrequencyColumn), QString());
        const auto place = console.window.currentPage()->place();
        QVERIFY(!place.item.isEmpty());
        QTest::keyClick(table, Qt::Key_Escape);
        QTRY_VERIFY(!table->isVisible());
        QTest::keyClick(&console.window, Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(table->isVisible());
        console.window.openLink(ui::linkOf(place));
        QCOMPARE(console.window.currentPage()->place().item, place.item);
    }

    void siteLevelClinVarIsNeverTheAlleles()
    {
        auto rows = sampleRows();
        QVERIFY(ui::VariantWords::clinVar(rows[0]).tone == ui::Tone::Danger);
        const auto site = ui::VariantWords::clinVar(rows[2]);
        QVERIFY(site.tone == ui::Tone::Neutral);
        QCOMPARE(site.text, u"site level, allele not stated"_s);
        rows[0].annotation->colocated.front().clinicalSignificance.clear();
        rows[0].annotation->colocated.front().otherAllelesOnly = true;
        QCOMPARE(ui::VariantWords::clinVar(rows[0]).text, u"not for this allele"_s);
        QCOMPARE(ui::VariantWords::worseElsewhere(rows[0]), QString());
        QVERIFY(ui::VariantWords::worseElsewhere(rows[3]).contains(u"NM_005572.4"_s));
        QCOMPARE(ui::VariantWords::frequency(rows[2]).text, u"none known"_s);
    }

    void maneIsClaimedOnlyWhereItIsKnown()
    {
        auto rows = sampleRows();
        rows.resize(2);
        rows[1].source.engine = "locus-local";
        rows[1].annotation->transcripts.front().flags.maneSelect = false;
        rows[1].annotation->transcripts.front().chosenBecause = "mane_unknown_local";
        TestCore core;
        analyses::Summary summary;
        summary.state = analyses::State::Completed;
        const auto id = core.add(summary, rows);
        Console console;
        openList(console, core);
        console.window.open({ u"analyses"_s, ui::fromStd(id.toString()), {} });
        auto* variants = console.window.findChild<ui::VariantsModel*>();
        const QAbstractItemModelTester tester(variants);
        QTRY_COMPARE(variants->rowCount(), 2);
        QCOMPARE(
            variants->headerData(ui::VariantsModel::CodingColumn, Qt::Horizontal, Qt::DisplayRole)
                .toString(),
            u"c. (displayed)"_s);
    }

    void aRowWithoutAnnotationShowsItsInputAndWhy()
    {
        TestCore core;
        auto rows = sampleRows();
        core.add({}, rows);
        Console console;
        openList(console, core);
        console.window.open({ u"analyses"_s, ui::fromStd(core.newest().toString()), {} });
        auto* variants = console.window.findChild<ui::VariantsModel*>();
        QTRY_COMPARE(variants->rowCount(), 8);
        auto* table = console.find<QTableView>("variants");
        const auto ink = [&](int row, int column) {
            const auto rect =
                table->visualRect(variants->index(row, column)).adjusted(2, 4, -2, -4);
            const auto image = table->viewport()->grab(rect).toImage();
            int other = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    other += image.pixel(x, y) != image.pixel(0, 0) ? 1 : 0;
                }
            }
            return other;
        };
        table->selectRow(0);
        QTest::mouseMove(table->viewport(), QPoint(5, 5));
        // Its text runs over columns that have no value of their own.
        QTRY_VERIFY(ink(6, ui::VariantsModel::GeneColumn) > 30);
        QVERIFY(ink(6, ui::VariantsModel::ProteinColumn) > 30);
        table->selectRow(6);
        QTRY_COMPARE(
            console.find<QLabel>("variantSent")->text(), u"Line 7, as sent: 5 1295113 . G A"_s);
    }

    void whatNobodyLookedUpIsNeverNoEntry()
    {
        auto rows = sampleRows();
        auto local = rows[4];
        local.annotation->colocated.clear();
        QCOMPARE(ui::VariantWords::clinVar(local).text, u"no entry"_s); // VEP did look
        QCOMPARE(ui::VariantWords::frequency(local).text, u"none known"_s);
        local.source.engine = "locus-local";
        local.annotation->missingBlocks = { "frequencies", "clinical_significance", "scores" };
        const auto full = u"not looked up"_s;
        for (const auto& said : { ui::VariantWords::clinVar(local),
                 ui::VariantWords::frequency(local), ui::VariantWords::score(local, "revel") }) {
            QCOMPARE(said.text, full);
            QVERIFY(!said.tone);
        }
        QCOMPARE(ui::VariantWords::clinVar(local).inList(), u"not looked up"_s);
        QCOMPARE(ui::VariantWords::frequency(local).inList(), u"not looked up"_s);
        const auto predictors = ui::VariantWords::predictors(local);
        QCOMPARE(predictors.size(), std::size_t(1));
        QCOMPARE(predictors.front().said.text, full);
        // One block that a service did not deliver says nothing of the others.
        auto partly = rows[4];
        partly.annotation->missingBlocks = { "alphamissense" };
        QCOMPARE(ui::VariantWords::clinVar(partly).text, u"no entry"_s);
        QCOMPARE(ui::VariantWords::score(partly, "am_pathogenicity").text, u"not delivered"_s);
        QCOMPARE(ui::VariantWords::score(partly, "revel").text, QString());
    }

    void aModelThatGivesClassesIsShownByItsClass()
    {
        auto rows = sampleRows();
        auto& front = rows[4].annotation->transcripts.front();
        front.scores = { { "revel", 0.71 } };
        front.predictions = { { "sift", "deleterious" } };
        const auto shown = ui::VariantWords::predictors(rows[4]);
        QCOMPARE(shown.size(), std::size_t(2));
        QCOMPARE(shown[1].name, u"SIFT"_s);
        QCOMPARE(shown[1].said.text, u"deleterious"_s);
    }
};

LOCUS_TEST(analyses, AnalysesTest)
#include "tst_analyses.moc"
