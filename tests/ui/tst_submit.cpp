// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "core/genetics/reference.h"
#include "core/protocol/reference_messages.h"
#include "ui/pages/submit/submissions_model.h"
#include "ui/pages/submit/verdicts_model.h"
#include "ui/theme/color_id.h"
#include "ui/widgets/table_roles.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

class SubmitTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<const genetics::Reference> m_reference;

    static void openSubmit(Console& console, const TestCore& core)
    {
        console.window.show();
        console.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&console.window));
        console.connectTo(core);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
        console.window.open({ u"submit"_s, {}, {} });
    }

    const QString nobody = u"outside reference, no VEP"_s;

private Q_SLOTS:
    void initTestCase()
    {
        theme().setChoice(ui::Theme::Choice::Light);
        auto opened = genetics::openReferenceBundle(LOCUS_BUNDLE);
        QVERIFY(opened.ok());
        m_reference = *opened;
    }

    // The smallest window that is promised.
    void whatWasTypedIsReadInFullInASmallWindow()
    {
        TestCore core;
        Console console;
        console.window.resize(1280, 800);
        console.window.show();
        console.connectTo(core);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
        console.window.open({ u"submit"_s, {}, {} });
        QTRY_VERIFY(console.window.findChild<QPlainTextEdit*>(u"submitText"_s) != nullptr);
        console.find<QPlainTextEdit>("submitText")
            ->setPlainText(u"ENSP00000284967.6:p.Glu2Asp\nENST00000307301:c.*18G>A\n"_s
                + u"rs699\n"_s.repeated(30));
        auto* table = console.find<QTableView>("verdicts");
        QTRY_COMPARE(table->model()->rowCount(), 32);
        QTRY_VERIFY(table->verticalScrollBar()->isVisible());
        const QFontMetrics mono(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        const auto shown = table->model()->index(0, ui::VerdictsModel::TextColumn);
        const int wanted = mono.horizontalAdvance(shown.data().toString());
        QTRY_VERIFY2(table->columnWidth(ui::VerdictsModel::TextColumn) > wanted,
            qPrintable(
                u"%1 of %2"_s.arg(table->columnWidth(ui::VerdictsModel::TextColumn)).arg(wanted)));
        QCOMPARE(console.window.width(), 1280);
        QVERIFY(!table->horizontalScrollBar()->isVisible());
        // What is left over is shared with the reason, which may be long.
        const auto widths = [table] {
            return std::pair { table->columnWidth(ui::VerdictsModel::TextColumn),
                table->columnWidth(ui::VerdictsModel::WhereColumn) };
        };
        const auto [text, where] = widths();
        console.window.resize(1600, 1000);
        QTRY_VERIFY(widths().first > text + 50);
        QVERIFY(widths().second > where + 50);
    }

    void tellsWhoAnnotatesALine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("alone");
        QTest::addColumn<QString>("served");
        const auto local = u"local reference"_s;
        const auto either = u"VEP service, else local reference"_s;
        const auto service = u"VEP service"_s;
        QTest::newRow("vcf inside") << u"21 25585733 . C T"_s << local << either;
        QTest::newRow("vcf with chr") << u"chr21 25585733 . C T"_s << local << either;
        QTest::newRow("vcf outside") << u"22 500 . A T"_s << nobody << service;
        QTest::newRow("hgvs g") << u"NC_000021.9:g.25585733C>T"_s << local << either;
        QTest::newRow("transcript held") << u"NM_000518.5:c.20A>T"_s << local << either;
        QTest::newRow("transcript not held") << u"NM_017446.3:c.991G>A"_s << nobody << service;
        QTest::newRow("rsid") << u"rs699"_s << nobody << service;
        const auto aligned = u"local reference, after alignment"_s;
        QTest::newRow("sequence") << u"ACGTACGTACGTACGTACGTACGTACGTACGT"_s << aligned << aligned;
    }
    void tellsWhoAnnotatesALine()
    {
        QFETCH(QString, text);
        ui::VerdictsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setInput(std::make_shared<const genetics::RecognisedInput>(
            genetics::recogniseInput(text.toStdString())));
        QCOMPARE(model.rowCount(), 1);
        const auto where = [&model] {
            return model.index(0, ui::VerdictsModel::WhereColumn).data().toString();
        };
        QCOMPARE(where(), u"known once a core is connected"_s);
        // As it comes over the wire.
        for (const bool served : { false, true }) {
            const protocol::ReferenceIntervals answer { {}, {},
                genetics::coverageOf(*m_reference, "GRCh38", served) };
            const auto read = protocol::ReferenceIntervals::fromJson(answer.toJson());
            QVERIFY(read.ok());
            model.setKnowledge(read->knowledge);
            QTEST(where(), served ? "served" : "alone");
            // What is sent in vain is not shown as if all were well.
            const auto verdict = model.index(0, ui::VerdictsModel::VerdictColumn);
            const bool vain = where() == nobody;
            QCOMPARE(verdict.data().toString(), vain ? u"no annotator"_s : u"taken"_s);
            QCOMPARE(static_cast<ui::Tone>(verdict.data(ui::ToneRole).toInt()),
                vain ? ui::Tone::Warning : ui::Tone::Success);
            const auto why = model.index(0, ui::VerdictsModel::WhereColumn).data(Qt::ToolTipRole);
            QCOMPARE(why.toString().startsWith(u"Nobody will annotate"_s), vain);
        }
    }

    void saysLineByLineWhatWasTyped()
    {
        TestCore core(m_reference);
        Console console;
        openSubmit(console, core);
        const QAbstractItemModelTester tester(console.window.findChild<ui::VerdictsModel*>());
        auto* text = console.find<QPlainTextEdit>("submitText");
        auto* send = console.find<QPushButton>("submitSend");
        QVERIFY(!send->isEnabled());
        QTest::keyClicks(text, u"21:k.25585733C>T"_s);
        auto* verdicts = console.find<QTableView>("verdicts")->model();
        QTRY_COMPARE(verdicts->rowCount(), 1);
        QTRY_COMPARE(verdicts->index(0, ui::VerdictsModel::VerdictColumn).data().toString(),
            u"not usable"_s);
        QVERIFY(!verdicts->index(0, ui::VerdictsModel::WhereColumn).data().toString().isEmpty());
        QVERIFY(!send->isEnabled());
        QTest::keyClick(text, Qt::Key_Return);
        QTest::keyClicks(text, u"21 25585733 . C T"_s);
        QTRY_COMPARE(verdicts->rowCount(), 2);
        QTRY_VERIFY(send->isEnabled());
        QTRY_VERIFY2(verdicts->index(1, ui::VerdictsModel::WhereColumn)
                         .data()
                         .toString()
                         .endsWith(u"local reference"_s),
            qPrintable(verdicts->index(1, ui::VerdictsModel::WhereColumn).data().toString()));
        console.find<QComboBox>("submitAssembly")->setCurrentText(u"GRCh37"_s);
        QTRY_COMPARE(
            verdicts->index(1, ui::VerdictsModel::WhereColumn).data().toString(), u"VEP service"_s);
    }

    void sendsAndFollows()
    {
        TestCore core;
        Console console;
        openSubmit(console, core);
        const QAbstractItemModelTester tester(console.window.findChild<ui::SubmissionsModel*>());
        QTest::keyClicks(console.find<QLineEdit>("submitLabel"), u"Trio 14"_s);
        QTest::keyClicks(console.find<QLineEdit>("submitPatient"), u"P-17"_s);
        auto* text = console.find<QPlainTextEdit>("submitText");
        QTest::keyClicks(text, u"21 25585733 . C T"_s);
        QTRY_VERIFY(console.find<QPushButton>("submitSend")->isEnabled());
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        auto* sent = console.find<QTableView>("submissions")->model();
        QTRY_COMPARE(sent->rowCount(), 1);
        QCOMPARE(sent->index(0, ui::SubmissionsModel::LabelColumn).data().toString(), u"Trio 14"_s);
        QTRY_COMPARE(core.commands(), std::vector<std::string> { "analyses.submit" });
        QTRY_VERIFY(text->toPlainText().isEmpty());
        QVERIFY(console.find<QLabel>("submitMessage")->text().contains(u"Trio 14"_s));
        const auto state = [sent] {
            return sent->index(0, ui::SubmissionsModel::StateColumn).data().toString();
        };
        QTRY_COMPARE(state(), u"queued"_s);
        core.setState(core.newest(), analyses::State::Completed);
        core.announce({ core.newest() });
        QTRY_COMPARE(state(), u"completed"_s);
        QVERIFY(console.analyses.unsent().empty());
    }

    void refusalKeepsTheText()
    {
        TestCore core;
        core.refuseWith(invalid("analyses.assembly", "The assembly is not supported.")
                            .with("allowed", "GRCh38"));
        Console console;
        openSubmit(console, core);
        auto* text = console.find<QPlainTextEdit>("submitText");
        text->setPlainText(u"rs699"_s);
        auto* send = console.find<QPushButton>("submitSend");
        QTRY_VERIFY(send->isEnabled());
        QTest::mouseClick(send, Qt::LeftButton);
        auto* message = console.find<QLabel>("submitMessage");
        QTRY_VERIFY(message->isVisible());
        QVERIFY2(message->text().contains(u"GRCh38"_s), qPrintable(message->text()));
        QCOMPARE(text->toPlainText(), u"rs699"_s);
        QVERIFY(send->isEnabled());
    }

    void worksOfflineAndSendsLater()
    {
        TestCore core;
        const QTemporaryDir folder;
        {
            Console console(folder.path());
            openSubmit(console, core);
            core.stop();
            QTRY_VERIFY(!console.client.isSignedIn());
            console.find<QPlainTextEdit>("submitText")->setPlainText(u"rs699"_s);
            auto* send = console.find<QPushButton>("submitSend");
            QTRY_VERIFY(send->isEnabled());
            QVERIFY2(send->text().contains(u"later"_s), qPrintable(send->text()));
            QTest::mouseClick(send, Qt::LeftButton);
            QTRY_COMPARE(console.analyses.unsent().size(), std::size_t(1));
            QVERIFY(console.find<QWidget>("statusUnsent")->accessibleName().startsWith(u"1"_s));
        }
        core.start();
        QVERIFY(core.commands().empty());
        Console again(folder.path());
        openSubmit(again, core);
        QTRY_VERIFY(again.analyses.unsent().empty());
        QCOMPARE(core.commands().size(), std::size_t(1));
    }

    void draftSurvivesARestart()
    {
        TestCore core;
        const QTemporaryDir folder;
        {
            Console console(folder.path());
            openSubmit(console, core);
            QTest::keyClicks(console.find<QPlainTextEdit>("submitText"), u"rs334"_s);
            QTest::keyClicks(console.find<QLineEdit>("submitLabel"), u"half done"_s);
        }
        Console again(folder.path());
        openSubmit(again, core);
        QCOMPARE(again.find<QPlainTextEdit>("submitText")->toPlainText(), u"rs334"_s);
        QCOMPARE(again.find<QLineEdit>("submitLabel")->text(), u"half done"_s);
    }

    void takesPackedFilesAndShowsWhatIsNoText_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("lines");
        QTest::addColumn<QString>("said");
        // "rs699\nrs334\n", packed
        const auto packed =
            QByteArray::fromHex("1f8b08000000000002ff2b2a36b3b4e42a2a363636e10200a25e3d6a0c000000");
        QTest::newRow("latin-1") << QByteArray("rs699\n\xe9\xe9\n") << 2 << u"UTF-8"_s;
        QTest::newRow("cut gzip") << packed.chopped(9) << -1 << u"damaged"_s;
        QTest::newRow("gzip") << packed << 2 << QString();
    }

    void takesPackedFilesAndShowsWhatIsNoText()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, lines);
        QFETCH(QString, said);
        TestCore core;
        Console console;
        openSubmit(console, core);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"family.txt.gz"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QMimeData mime;
        mime.setUrls({ QUrl::fromLocalFile(file.fileName()) });
        QDragEnterEvent enter(
            QPoint(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(console.window.currentPage(), &enter);
        QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(console.window.currentPage(), &drop);
        auto* message = console.find<QLabel>("submitMessage");
        QVERIFY2(message->text().contains(said), qPrintable(message->text()));
        QCOMPARE(message->isVisible(), !said.isEmpty());
        if (lines >= 0) {
            QTRY_COMPARE(console.find<QTableView>("verdicts")->model()->rowCount(), lines);
            QVERIFY(
                console.find<QPlainTextEdit>("submitText")->toPlainText().startsWith(u"rs699"_s));
        }
    }

    void offersWhatTheCoreCoversAndTakesADecidedKind()
    {
        TestCore core(m_reference);
        Console console;
        openSubmit(console, core);
        auto* assembly = console.find<QComboBox>("submitAssembly");
        QTRY_VERIFY(assembly->findText(u"NG_017013.2"_s) > 0);
        QCOMPARE(assembly->currentText(), u"GRCh38"_s);
        QVERIFY(assembly->findText(u"GRCh37"_s) > 0);
        console.find<QPlainTextEdit>("submitText")->setPlainText(u"rs699"_s);
        auto* verdicts = console.find<QTableView>("verdicts")->model();
        const auto kind = [verdicts] {
            return verdicts->index(0, ui::VerdictsModel::KindColumn).data().toString();
        };
        QTRY_COMPARE(kind(), u"identifier"_s);
        auto* forced = console.find<QComboBox>("submitKind");
        forced->setCurrentIndex(forced->findData(static_cast<int>(genetics::InputKind::Hgvs)));
        QTRY_COMPARE(kind(), u"HGVS"_s);
        QCOMPARE(verdicts->index(0, ui::VerdictsModel::VerdictColumn).data().toString(),
            u"not usable"_s);
    }

    void takesADroppedFile()
    {
        TestCore core;
        Console console;
        openSubmit(console, core);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"family.vcf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n21\t25585733\t."
            "\tC\tT\t.\t.\t.\n");
        file.close();
        QMimeData mime;
        mime.setUrls({ QUrl::fromLocalFile(file.fileName()) });
        QDragEnterEvent enter(
            QPoint(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(console.window.currentPage(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(console.window.currentPage(), &drop);
        QCOMPARE(console.find<QLineEdit>("submitLabel")->text(), u"family"_s);
        QTRY_COMPARE(console.find<QTableView>("verdicts")->model()->rowCount(), 1);
    }
};

LOCUS_TEST(submit, SubmitTest)
#include "tst_submit.moc"
