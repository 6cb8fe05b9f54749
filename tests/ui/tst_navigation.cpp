// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "ui/shell/navigation_bar.h"
#include "ui/shell/navigation_button.h"
#include "ui/shell/start_choice.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

QToolButton* buttonIn(ui::NavigationBar& bar, const QString& name)
{
    return bar.findChild<QToolButton*>(name);
}

ui::PageFactory pageNamed(const QString& id, const QString& group, const QStringList& roles)
{
    return { id, u"home"_s, [id] { return id; }, [group] { return group; }, roles, {}, group };
}

} // namespace

class NavigationTest : public QObject
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
    static void keep(QWidget& window, const QString& name)
    {
        QVERIFY(!keepPicture(window, name).isNull());
    }

private Q_SLOTS:
    void initTestCase() { theme().setChoice(ui::Theme::Choice::Light); }

    void groupsFoldByMouseAndKeyAndAreKept()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        auto* heading = console.find<QToolButton>("navGroup-clinic");
        auto* submit = console.find<QToolButton>("nav-submit");
        auto* analyses = console.find<QToolButton>("nav-analyses");
        QCOMPARE(heading->accessibleName(), u"Clinic, expanded"_s);
        QVERIFY(heading->height() >= 24);
        QVERIFY(submit->isVisible() && analyses->isVisible());
        QTest::mouseClick(heading, Qt::LeftButton);
        QCOMPARE(heading->accessibleName(), u"Clinic, collapsed"_s);
        QVERIFY(!submit->isVisible() && !analyses->isVisible());
        QVERIFY(console.find<QToolButton>("nav-help")->isVisible());
        QVERIFY(console.views.value(u"navigationFolded"_s, u"clinic"_s).toBool());

        // The page one is on stays in sight, and leaves with its group when one goes elsewhere.
        QTest::keyClick(&console.window, Qt::Key_3, Qt::AltModifier);
        QVERIFY(analyses->isVisible() && analyses->isChecked() && !submit->isVisible());
        keep(console.window, u"navigation-folded"_s);
        QTest::keyClick(&console.window, Qt::Key_1, Qt::AltModifier);
        QVERIFY(!analyses->isVisible());

        {
            ui::NavigationBar again(console.views);
            QAction go;
            again.addPage(pageNamed(u"submit"_s, u"clinic"_s, {}), &go);
            QCOMPARE(
                buttonIn(again, u"navGroup-clinic"_s)->accessibleName(), u"clinic, collapsed"_s);
            QVERIFY(buttonIn(again, u"nav-submit"_s)->isHidden());
        }
        heading->setFocus(Qt::TabFocusReason);
        QTest::keyClick(heading, Qt::Key_Space);
        QVERIFY(submit->isVisible());
        QTest::keyClick(heading, Qt::Key_Return);
        QVERIFY(!submit->isVisible());
        QTest::keyClick(heading, Qt::Key_Right);
        QVERIFY(submit->isVisible());
        QTest::keyClick(heading, Qt::Key_Left);
        QVERIFY(!submit->isVisible());
        QTest::keyClick(heading, Qt::Key_Right);
        QVERIFY(console.views.value(u"navigationFolded"_s, u"clinic"_s).isUndefined());
    }

    void aGroupWithoutPagesOfMineHasNoHeading()
    {
        ui::ViewStore views({});
        ui::NavigationBar bar(views);
        QAction go;
        bar.addPage(pageNamed(u"home"_s, {}, {}), &go);
        bar.addPage(pageNamed(u"lag"_s, u"running"_s, { u"operator"_s }), &go);
        bar.addPage(pageNamed(u"help"_s, u"more"_s, {}), &go);
        bar.addPage(pageNamed(u"topics"_s, u"running"_s, { u"operator"_s }), &go);
        bar.show();
        bar.setRoles({ u"clinician"_s });
        QVERIFY(!buttonIn(bar, u"navGroup-running"_s)->isVisible());
        QVERIFY(!buttonIn(bar, u"nav-lag"_s)->isVisible());
        bar.setRoles({ u"operator"_s });
        QVERIFY(buttonIn(bar, u"navGroup-running"_s)->isVisible());
        QVERIFY(buttonIn(bar, u"nav-topics"_s)->isVisible());
        // Added later, yet beside its own kind.
        QVERIFY(buttonIn(bar, u"nav-topics"_s)->y() < buttonIn(bar, u"navGroup-more"_s)->y());
    }

    void aNarrowWindowShowsPicturesAndNames()
    {
        TestCore core;
        Console console;
        signIn(console, core);
        auto* bar = console.find<QWidget>("navigation");
        const auto wide = bar->width();
        console.window.resize(1180, 640);
        QTRY_VERIFY(bar->width() < wide / 2);
        auto* submit = console.find<QToolButton>("nav-submit");
        QCOMPARE(submit->toolButtonStyle(), Qt::ToolButtonIconOnly);
        QCOMPARE(submit->accessibleName(), u"Submit"_s);
        QVERIFY(submit->toolTip().contains(u"Submit"_s) && submit->toolTip().contains(u"Alt+2"_s));
        keep(console.window, u"navigation-narrow"_s);
        console.window.resize(1400, 640);
        QTRY_COMPARE(bar->width(), wide);
    }

    void thePageLocusStartsWithIsPinnedMarkedAndUndone()
    {
        TestCore core;
        const QTemporaryDir kept;
        Console console(kept.path());
        signIn(console, core);
        auto* pin = console.window.actionRegistry().find(u"window.pin"_s);
        auto* unpin = console.window.actionRegistry().find(u"window.unpin"_s);
        QVERIFY(pin->isEnabled() && !unpin->isEnabled());
        QTest::keyClick(&console.window, Qt::Key_3, Qt::AltModifier);
        pin->trigger();
        const auto pinned = [&console] {
            return console.views.value(u"window"_s, u"startPage"_s).toString();
        };
        QCOMPARE(pinned(), u"analyses"_s);
        auto* analyses = console.find<ui::NavigationButton>("nav-analyses");
        QVERIFY(analyses->isPinned());
        QCOMPARE(analyses->accessibleDescription(), u"Locus starts with this page"_s);
        QVERIFY(!pin->isEnabled() && unpin->isEnabled());
        QCOMPARE(pin->toolTip(), u"Locus starts with this page already"_s);
        keep(console.window, u"navigation-pinned"_s);

        console.window.actionRegistry().find(u"window.activity"_s)->trigger();
        auto* undo = console.find<QPushButton>("undoActivity");
        QTRY_VERIFY(undo->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(pinned(), QString());
        QVERIFY(!analyses->isPinned());

        // By the navigation's own menu, opened with the keyboard's menu key.
        const auto chooseInMenu = [&console](QWidget* button) {
            QContextMenuEvent wish(QContextMenuEvent::Keyboard, button->rect().center(),
                button->mapToGlobal(button->rect().center()));
            QApplication::sendEvent(button, &wish);
            QMenu* menu = nullptr;
            QTRY_VERIFY((menu = console.find<QMenu>("navigationMenu")) != nullptr);
            QTRY_VERIFY(menu->isVisible());
            QTest::keyClick(menu, Qt::Key_Down);
            QTest::keyClick(menu, Qt::Key_Return);
            QTRY_VERIFY(console.find<QMenu>("navigationMenu") == nullptr);
        };
        chooseInMenu(console.find<QWidget>("nav-submit"));
        QCOMPARE(pinned(), u"submit"_s);
        chooseInMenu(console.find<QWidget>("nav-submit"));
        QCOMPARE(pinned(), QString());
    }

    void thePinnedPageIsTheFirstOne()
    {
        TestCore core;
        Console console;
        console.views.setValue(u"window"_s, u"startPage"_s, u"submit"_s);
        signIn(console, core);
        QCOMPARE(console.window.currentPage()->place().page, u"submit"_s);
    }

    void withoutAPinTheFirstPageOpens()
    {
        ui::ViewStore views({});
        const std::vector<ui::PageFactory> pages { pageNamed(u"home"_s, {}, {}),
            pageNamed(u"worklist"_s, {}, {}) };
        ui::StartChoice choice(views, pages);
        QCOMPARE(choice.page(), u"home"_s);
        choice.pin(u"worklist"_s);
        QCOMPARE(choice.page(), u"worklist"_s);
        // A page that an update took away is not followed, and nothing is lost.
        views.setValue(u"window"_s, u"startPage"_s, u"gone"_s);
        QCOMPARE(choice.page(), u"home"_s);
        QCOMPARE(choice.pinned(), QString());
        choice.pin({});
        QVERIFY(views.value(u"window"_s, u"startPage"_s).isUndefined());
    }
};

LOCUS_TEST(navigation, NavigationTest)
#include "tst_navigation.moc"
