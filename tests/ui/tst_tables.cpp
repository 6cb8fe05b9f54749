// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/models/words.h"
#include "ui/page/place.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/navigation_history.h"
#include "ui/widgets/column_layout.h"
#include "ui/delegates/cell_delegate.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/table_export.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/table_text.h"
#include "ui/widgets/view_store.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

#include <csignal>
#include <sys/resource.h>

using namespace locus;
using namespace locus::ui;
using namespace Qt::StringLiterals;

namespace {

// Three columns, `rows` rows; the third row of a copy holds what formats must escape.
class SmallModel final : public QAbstractTableModel
{
public:
    explicit SmallModel(int rows)
        : m_rows(rows)
    { }
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : m_rows;
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : 3;
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        static const QStringList names { u"One"_s, u"Two"_s, u"Three"_s };
        if (orientation != Qt::Horizontal) {
            return {};
        }
        return role == ColumnIdRole    ? QVariant(names.value(section).toLower())
            : role == ColumnWidthRole  ? QVariant(80 + section)
            : role == ColumnHiddenRole ? QVariant(section == 2)
            : role == Qt::DisplayRole  ? QVariant(names.value(section))
                                       : QVariant();
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role == SkeletonRole) {
            return index.row() == 1;
        }
        if (role != Qt::DisplayRole) {
            return {};
        }
        return index.row() == 2 ? u"=a,\"b\"|\tc"_s
                                : u"%1-%2"_s.arg(index.row()).arg(index.column());
    }

private:
    int m_rows;
};

// The process may write no larger file while this lives; a write beyond fails as on a full disk.
class ScopedFileLimit
{
public:
    explicit ScopedFileLimit(rlim_t bytes)
        : m_signal(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit now { bytes, m_before.rlim_max };
        setrlimit(RLIMIT_FSIZE, &now);
    }
    ~ScopedFileLimit()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    ScopedFileLimit(const ScopedFileLimit&) = delete;
    ScopedFileLimit& operator=(const ScopedFileLimit&) = delete;

private:
    rlimit m_before {};
    void (*m_signal)(int);
};

} // namespace

class TablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Where the ink of a picture ends or begins, in pixels from the left.
    static int inkEdge(const QImage& picture, bool right)
    {
        const auto ground = picture.pixel(2, 2);
        for (int i = 0; i < picture.width(); ++i) {
            const auto x = right ? picture.width() - 1 - i : i;
            for (int y = 3; y < picture.height() - 4; ++y) {
                if (std::abs(qGray(picture.pixel(x, y)) - qGray(ground)) > 60) {
                    return x;
                }
            }
        }
        return -1;
    }

    // The names of columns stand exactly over their cells, sorted or not.
    void namesStandOverTheirCells_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("right");
        QTest::newRow("words") << 0 << false;
        QTest::newRow("numbers") << 1 << true;
    }
    void namesStandOverTheirCells()
    {
        QFETCH(const int, column);
        QFETCH(const bool, right);
        QStandardItemModel model(1, 2);
        const auto side = [](bool isRight) {
            return static_cast<int>((isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        };
        for (const int i : { 0, 1 }) {
            model.setHeaderData(i, Qt::Horizontal, u"HHHH"_s);
            model.setHeaderData(i, Qt::Horizontal, side(i == 1), Qt::TextAlignmentRole);
            model.setData(model.index(0, i), u"HHHH"_s);
            model.setData(model.index(0, i), side(i == 1), Qt::TextAlignmentRole);
        }
        DataTable table(u"t"_s, nullptr);
        table.setItemDelegate(new CellDelegate(&table));
        table.setModel(&model);
        table.resize(400, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        auto* header = table.horizontalHeader();
        const QRect head(header->sectionViewportPosition(column), 0, header->sectionSize(column),
            header->height());
        const auto cell = table.visualRect(model.index(0, column));
        const auto wanted =
            inkEdge(table.viewport()->grab(cell.adjusted(0, 0, -1, 0)).toImage(), right);
        QVERIFY(wanted > 0);
        for (const bool sorted : { false, true }) {
            header->setSortIndicatorShown(sorted);
            header->setSortIndicator(column, Qt::DescendingOrder);
            QApplication::processEvents();
            const auto found = inkEdge(header->viewport()->grab(head).toImage(), right);
            QVERIFY2(
                std::abs(found - wanted) <= 1, qPrintable(u"%1 over %2"_s.arg(found).arg(wanted)));
        }
    }

    // What the window does to widths is not the person's wish.
    void onlyWhatThePersonArrangesIsKept()
    {
        SmallModel model(3);
        ViewStore views { {} };
        DataTable table(u"t"_s, &views);
        table.setModel(&model);
        table.resize(600, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        table.resize(900, 200);
        QApplication::processEvents();
        const auto kept = [&views] { return views.value(u"columns"_s, u"t"_s); };
        QVERIFY(kept().isUndefined());
        auto* header = table.horizontalHeader();
        const auto edge = QPoint(header->sectionViewportPosition(1) - 1, header->height() / 2);
        const auto drag = [header](QEvent::Type type, const QPoint& at, bool down) {
            const auto held = down ? Qt::LeftButton : Qt::NoButton;
            const auto changed = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
            QMouseEvent event(
                type, at, header->viewport()->mapToGlobal(QPointF(at)), changed, held, {});
            QApplication::sendEvent(header->viewport(), &event);
        };
        drag(QEvent::MouseButtonPress, edge, true);
        drag(QEvent::MouseMove, edge + QPoint(40, 0), true);
        drag(QEvent::MouseButtonRelease, edge + QPoint(40, 0), false);
        QVERIFY(!kept().isUndefined());
        QCOMPARE(
            kept().toArray().at(0).toObject().value(u"width"_s).toInt(), header->sectionSize(0));
    }

    void aTextThatIsCutIsSaidWhole_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<QString>("tip");
        QTest::newRow("cut") << 60 << u"a rather long sentence"_s;
        QTest::newRow("whole") << 300 << QString();
    }
    void aTextThatIsCutIsSaidWhole()
    {
        QFETCH(const int, width);
        QFETCH(const QString, tip);
        QStandardItemModel model(1, 2);
        model.setHeaderData(0, Qt::Horizontal, u"one"_s, ColumnIdRole);
        model.setHeaderData(1, Qt::Horizontal, u"two"_s, ColumnIdRole);
        model.setData(model.index(0, 0), u"a rather long sentence"_s);
        DataTable table(u"t"_s, nullptr);
        table.setItemDelegate(new CellDelegate(&table));
        table.setModel(&model);
        table.setColumnWidth(0, width);
        table.resize(500, 200);
        table.show();
        table.setAttribute(Qt::WA_AlwaysShowToolTips);
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const auto at = table.visualRect(model.index(0, 0)).center();
        QHelpEvent ask(QEvent::ToolTip, at, table.viewport()->mapToGlobal(at));
        QApplication::sendEvent(table.viewport(), &ask);
        QCOMPARE(QToolTip::text(), tip);
        QToolTip::hideText();
        QTRY_VERIFY(!QToolTip::isVisible());
    }

    void layoutSurvivesJsonAndNewColumns()
    {
        SmallModel model(3);
        const QAbstractItemModelTester tester(&model);
        ViewStore views { {} };
        DataTable table(u"t"_s, &views);
        table.setModel(&model);
        QVERIFY(table.isColumnHidden(2));
        ColumnLayout layout;
        layout.columns = { { u"two"_s, 150, true }, { u"gone"_s, 99, true },
            { u"one"_s, 60, false } };
        const auto json = layout.toJson();
        QCOMPARE(ColumnLayout::fromJson(json), layout);
        table.applyLayout(ColumnLayout::fromJson(json));
        auto* header = table.horizontalHeader();
        QCOMPARE(header->visualIndex(1), 0);
        QCOMPARE(header->sectionSize(1) >= 150, true);
        QVERIFY(table.isColumnHidden(0));
        // All hidden stays recoverable.
        table.applyLayout(ColumnLayout {
            { { u"one"_s, 60, false }, { u"two"_s, 60, false }, { u"three"_s, 60, false } } });
        QCOMPARE(header->hiddenSectionCount(), 2);
    }

    void brokenLayoutEntriesAreLeftOut()
    {
        const auto json =
            QJsonDocument::fromJson(R"([{"id":"a","width":5},7,{"width":3},"x"])").array();
        QCOMPARE(ColumnLayout::fromJson(json).columns.size(), std::size_t(1));
    }

    void copiesInFourFormats_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("tsv") << static_cast<int>(TableFormat::Tsv)
                             << u"One\tTwo\n0-0\t0-1\n'=a,\"b\"| c\t'=a,\"b\"| c\n"_s;
        QTest::newRow("csv")
            << static_cast<int>(TableFormat::Csv)
            << u"One,Two\n0-0,0-1\n\"'=a,\"\"b\"\"|\tc\",\"'=a,\"\"b\"\"|\tc\"\n"_s;
        QTest::newRow("markdown") << static_cast<int>(TableFormat::Markdown)
                                  << u"| One | Two |\n| --- | --- |\n| 0-0 | 0-1 |\n"
                                     "| =a,\"b\"\\|\tc | =a,\"b\"\\|\tc |\n"_s;
    }
    void copiesInFourFormats()
    {
        QFETCH(int, format);
        QFETCH(QString, wanted);
        const SmallModel model(3);
        QCOMPARE(copyTable(model, { 0, 2 }, { 0, 1 }, static_cast<TableFormat>(format)), wanted);
        const auto json =
            QJsonDocument::fromJson(copyTable(model, { 0 }, { 1 }, TableFormat::Json).toUtf8());
        QCOMPARE(json.array().at(0).toObject().value(u"two"_s).toString(), u"0-1"_s);
    }

    void jsonLinesHoldOneObjectALine()
    {
        const SmallModel model(3);
        const auto lines =
            copyTable(model, { 0, 2 }, { 0, 1 }, TableFormat::JsonLines).trimmed().split(u'\n');
        QCOMPARE(lines.size(), 2);
        const auto last = QJsonDocument::fromJson(lines[1].toUtf8()).object();
        QCOMPARE(last.value(u"one"_s).toString(), u"=a,\"b\"|\tc"_s);
    }

    void anExportIsWhollyThereOrNotAtAll()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"out.tsv"_s);
        const auto listed = [&folder] { return QDir(folder.path()).entryList(QDir::Files); };
        const TableText text({ { u"n"_s, u"Number"_s } }, TableFormat::Tsv);
        // Three pages of two rows, each page given when it is asked for.
        const auto source = [](const std::string& after, QObject*, const auto& done) {
            const auto from = after.empty() ? 0 : std::stoi(after);
            done(ExportPage { { { from }, { from + 1 } },
                from == 4 ? std::string() : std::to_string(from + 2), 6 });
        };
        {
            TableExport whole(path, text, source);
            QSignalSpy ends(&whole, &TableExport::finished);
            QSignalSpy steps(&whole, &TableExport::progressed);
            whole.start();
            QTRY_COMPARE(ends.size(), 1);
            QCOMPARE(ends[0][0].value<TableExport::Outcome>(), TableExport::Outcome::Done);
            QCOMPARE(steps.size(), 3);
            QCOMPARE(whole.rows(), 6);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Number\n0\n1\n2\n3\n4\n5\n"));
        file.close();
        QCOMPARE(listed(), QStringList { u"out.tsv"_s });

        // Cancelled in the middle: what was there before stays.
        {
            TableExport cancelled(path, text, source);
            QSignalSpy ends(&cancelled, &TableExport::finished);
            connect(&cancelled, &TableExport::progressed, &cancelled, &TableExport::cancel);
            cancelled.start();
            QTRY_COMPARE(ends.size(), 1);
            QCOMPARE(ends[0][0].value<TableExport::Outcome>(), TableExport::Outcome::Cancelled);
            QCOMPARE(cancelled.rows(), 2);
        }
        QCOMPARE(listed(), QStringList { u"out.tsv"_s });
        QCOMPARE(QFileInfo(path).size(), 19);
        // Destroyed in the middle, as when the window closes.
        {
            bool asked = false;
            TableExport closed(folder.filePath(u"closed.tsv"_s), text,
                [&asked](const std::string&, QObject*, const auto&) { asked = true; });
            closed.start();
            QTRY_VERIFY(asked);
        }
        QCOMPARE(listed(), QStringList { u"out.tsv"_s });
    }

    void anExportThatCannotBeWrittenSaysWhy()
    {
        const QTemporaryDir folder;
        const TableText text({ { u"n"_s, u"Number"_s } }, TableFormat::Tsv);
        const auto endless = [](const std::string&, QObject*, const auto& done) {
            done(ExportPage { QList<QVariantList>(500, { QString(200, u'x') }), "more", {} });
        };
        const auto errorOf = [&](const QString& path, const ExportSource& source) {
            TableExport job(path, text, source);
            QSignalSpy ends(&job, &TableExport::finished);
            job.start();
            [&] { QTRY_COMPARE(ends.size(), 1); }();
            return job.error();
        };
        const auto denied = errorOf(folder.filePath(u"no/such/out.tsv"_s), endless);
        QVERIFY(denied.has_value());
        QCOMPARE(denied->code, std::string("export.denied"));
        QVERIFY(Words::cause(*denied).startsWith(u"The file cannot be made there"_s));
        // A limit of the process stands for the end of the disk.
        const ScopedFileLimit limit(1U << 20U);
        const auto full = errorOf(folder.filePath(u"big.tsv"_s), endless);
        QVERIFY(full.has_value());
        QCOMPARE(full->code, std::string("export.unwritable"));
        QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
        const auto lost = errorOf(
            folder.filePath(u"lost.tsv"_s), [](const std::string&, QObject*, const auto& done) {
                done(retriable("client.connection_lost", "gone"));
            });
        QVERIFY(lost.has_value());
        QCOMPARE(lost->code, std::string("client.connection_lost"));
        QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
        QCOMPARE(Words::cause(refused("export.disk_full", "No space left on device")),
            u"The disk is full; no half file was left behind."_s);
    }

    void copiesWhatIsLoadedInShownColumns()
    {
        SmallModel model(3);
        DataTable table(u"t"_s, nullptr);
        table.setModel(&model);
        table.show();
        table.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        table.setFocus();
        table.selectAll();
        QSignalSpy copied(&table, &DataTable::copied);
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(copied.size(), 1);
        QCOMPARE(copied.first().first().toInt(), 2); // one row is a skeleton
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"One\tTwo\n"_s));
    }

    void keysMoveAndOpen()
    {
        SmallModel model(50);
        DataTable table(u"t"_s, nullptr);
        table.setModel(&model);
        table.show();
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_J);
        QTest::keyClick(&table, Qt::Key_J);
        QCOMPARE(table.currentIndex().row(), 2);
        QTest::keyClick(&table, Qt::Key_K);
        QCOMPARE(table.currentIndex().row(), 1);
        QTest::keyClick(&table, Qt::Key_End);
        QCOMPARE(table.currentIndex().row(), 49);
        QTest::keyClick(&table, Qt::Key_Home);
        QCOMPARE(table.currentIndex().row(), 0);
        QSignalSpy opened(&table, &DataTable::rowOpened);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
    }

    void viewsAreKeptInOneReadableFile()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"sub/views.json"_s);
        {
            ViewStore views(path);
            QVERIFY(views.setValue(u"views.analyses"_s, u"Mine"_s, u"mine"_s));
        }
        ViewStore again(path);
        QCOMPARE(again.value(u"views.analyses"_s, u"Mine"_s).toString(), u"mine"_s);
        QVERIFY(again.setValue(u"views.analyses"_s, u"Mine"_s, QJsonValue::Null));
        QVERIFY(again.group(u"views.analyses"_s).isEmpty());
    }

    void unreadableViewsAreNotOverwritten()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(u"views.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ my own notes");
        file.close();
        ViewStore views(path);
        QVERIFY(!views.isReadable());
        QVERIFY(!views.setValue(u"a"_s, u"b"_s, 1));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{ my own notes"));
    }

    void linksOpenPlacesAndNothingElse()
    {
        const auto place = placeFromLink(QUrl(u"locus://analysis/0196"_s));
        QVERIFY(place);
        QCOMPARE(place->page, u"analyses"_s);
        QCOMPARE(place->item, u"0196"_s);
        QCOMPARE(linkOf(*place), QUrl(u"locus://analysis/0196"_s));
        for (const auto& bad : { u"http://analysis/1"_s, u"locus://analysis/"_s,
                 u"locus://analysis/1?retry=1"_s, u"locus://analysis/1/cancel"_s,
                 u"locus://format/c"_s, u"locus://analysis/1#x"_s }) {
            QVERIFY2(!placeFromLink(QUrl(bad)), qPrintable(bad));
        }
        QVERIFY(linkOf({ u"analyses"_s, {}, u"patient:P-17"_s }).isEmpty());
    }

    void historyGoesBackAndForward()
    {
        NavigationHistory history;
        const Place a { u"a"_s, {}, {} };
        const Place b { u"b"_s, {}, {} };
        const Place c { u"c"_s, {}, {} };
        history.visit(a);
        history.visit(a);
        QVERIFY(!history.canGoBack());
        history.visit(b);
        QCOMPARE(history.back(), a);
        QCOMPARE(history.forward(), b);
        history.back();
        history.visit(c);
        QVERIFY(!history.canGoForward());
        QCOMPARE(history.back(), a);
    }

    void fuzzyPrefersBeginningsOfWords()
    {
        QVERIFY(
            fuzzyScore(u"gta"_s, u"Go to Analyses"_s) > fuzzyScore(u"gta"_s, u"Aging strata"_s));
        QCOMPARE(fuzzyScore(u"zz"_s, u"Go to Analyses"_s), 0);
        QVERIFY(fuzzyScore({}, u"anything"_s) > 0);
    }
};

LOCUS_TEST(tables, TablesTest)
#include "tst_tables.moc"
