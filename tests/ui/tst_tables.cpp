// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/page/place.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/navigation_history.h"
#include "ui/widgets/column_layout.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/table_copy.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/view_store.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

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

} // namespace

class TablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        QTest::newRow("tsv") << static_cast<int>(CopyFormat::Tsv)
                             << u"One\tTwo\n0-0\t0-1\n'=a,\"b\"| c\t'=a,\"b\"| c\n"_s;
        QTest::newRow("csv")
            << static_cast<int>(CopyFormat::Csv)
            << u"One,Two\n0-0,0-1\n\"'=a,\"\"b\"\"|\tc\",\"'=a,\"\"b\"\"|\tc\"\n"_s;
        QTest::newRow("markdown") << static_cast<int>(CopyFormat::Markdown)
                                  << u"| One | Two |\n| --- | --- |\n| 0-0 | 0-1 |\n"
                                     "| =a,\"b\"\\|\tc | =a,\"b\"\\|\tc |\n"_s;
    }
    void copiesInFourFormats()
    {
        QFETCH(int, format);
        QFETCH(QString, wanted);
        const SmallModel model(3);
        QCOMPARE(copyTable(model, { 0, 2 }, { 0, 1 }, static_cast<CopyFormat>(format)), wanted);
        const auto json =
            QJsonDocument::fromJson(copyTable(model, { 0 }, { 1 }, CopyFormat::Json).toUtf8());
        QCOMPARE(json.array().at(0).toObject().value(u"two"_s).toString(), u"0-1"_s);
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
