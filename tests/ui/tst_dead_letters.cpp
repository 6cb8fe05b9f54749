// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// An operator works through the dead letters in the real window over a real core, and is shown
// nothing of what they say.
#include "core/base/payload_codec.h"
#include "core/bus/embedded/embedded_bus.h"
#include "tests/integration/dead_letter_desk.h"
#include "tests/support/test_registry.h"
#include "tests/ui/support/accessible_texts.h"
#include "tests/ui/support/hospital.h"
#include "tests/ui/support/pictures.h"
#include "ui/pages/dead_letters/letters_filter.h"
#include "ui/pages/dead_letters/letters_model.h"
#include "ui/shell/activity_pane.h"
#include "ui/shell/language.h"
#include "ui/widgets/state_panel.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30'000;

// Is in the values, and in a header that may quote them.
const auto& marker()
{
    static const auto word = u"MARKER"_s;
    return word;
}

// Three records that cannot be read, and some that another program gave up, of whose topic the core
// was told.
bool plant(Hospital& hospital, int foreignCount)
{
    if (!hospital.core.stop().ok()) {
        return false;
    }
    {
        SystemClock clock;
        SystemRandom random;
        PlainCodec codec;
        auto log = bus::EmbeddedBus::open(
            { hospital.core.dataDir() / "bus.sqlite" }, clock, random, codec);
        const bus::TopicSpec specs[] { { "billing", 3 }, { "billing-dlt" } };
        auto foreign = brokenRecords(foreignCount, 1, "billing-dlt");
        for (auto& record : foreign) {
            record.headers.insert(
                record.headers.begin(), { "kafka_dlt-original-topic", Bytes("billing") });
        }
        if (!log.ok() || !(*log)->ensureTopics(specs).ok()
            || !publishAll(**log, brokenRecords(3, 1, "genetic-data-raw"))
            || !publishAll(**log, foreign)) {
            return false;
        }
    }
    return hospital.core.start({ u"--set"_s, u"dead_letters.topics=billing-dlt"_s }).ok();
}

class Desk : public Seat
{
public:
    using Seat::Seat;

    bool openPage(int count)
    {
        console.window.open({ u"dead-letters"_s, {}, {} });
        return hasRows(count);
    }
    bool hasRows(int count)
    {
        return QTest::qWaitFor([&] { return table()->model()->rowCount() == count; }, longMs);
    }
    ui::DataTable* table() { return console.find<ui::DataTable>("deadLetters"); }
    // Of the row with this place, as the list says it.
    QString cell(const QString& place, int column)
    {
        const auto row = rows("deadLetters", PlaceColumn).indexOf(place);
        return rows("deadLetters", column).value(row);
    }
    void choose(const QString& place)
    {
        const auto row = rows("deadLetters", PlaceColumn).indexOf(place);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
            table()->visualRect(table()->model()->index(static_cast<int>(row), 1)).center());
        auto* title = console.find<QLabel>("letterTitle");
        QTRY_COMPARE_WITH_TIMEOUT(title->text(), place, longMs);
    }
    bool hasDone(const QString& words)
    {
        return QTest::qWaitFor(
            [&] {
                const auto lines =
                    console.window.findChild<ui::ActivityPane*>()->findChildren<QLabel*>();
                return std::any_of(lines.begin(), lines.end(),
                    [&words](const QLabel* line) { return line->text().contains(words); });
            },
            longMs);
    }

    static constexpr int StateColumn = ui::LettersModel::StateColumn;
    static constexpr int WhyColumn = ui::LettersModel::WhyColumn;
    static constexpr int PlaceColumn = ui::LettersModel::PlaceColumn;
    static constexpr int TriesColumn = ui::LettersModel::TriesColumn;
};

} // namespace

class DeadLettersPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
        theme().setChoice(ui::Theme::Choice::Light);
    }

    void theFilterIsText()
    {
        const auto filter =
            ui::lettersFilterFrom(u"state:open,waiting code:json.malformed raw first from:2026-11-01"_s);
        QVERIFY(filter.ok());
        QCOMPARE(filter->states.size(), std::size_t { 2 });
        QCOMPARE(filter->errorCode, std::string("json.malformed"));
        QCOMPARE(filter->topic, std::string("raw"));
        QVERIFY(filter->firstOnly && filter->since && !filter->until);
        QVERIFY(ui::lettersFilterFrom(u"state:all"_s)->states.empty());
        QCOMPARE(ui::lettersFilterFrom(u"state:lost"_s).error().code,
            std::string("filter.unknown_value"));
        QCOMPARE(ui::lettersFilterFrom(u"patient:x"_s).error().code,
            std::string("filter.unknown_key"));
        dead_letters::Letter letter;
        letter.errorCode = "json.malformed";
        letter.topic = "raw";
        letter.lastFailed = *filter->since;
        QVERIFY(ui::matches(*filter, letter));
        letter.state = dead_letters::LetterState::Redriven;
        QVERIFY(!ui::matches(*filter, letter));
    }

    void anOperatorRedrivesAndDiscards()
    {
        Hospital hospital(nlohmann::json { { "o.pera", "operator" } });
        QVERIFY(plant(hospital, 1));
        Desk desk(hospital, u"o.pera"_s);
        QVERIFY(desk.openPage(4));
        const auto first = u"genetic-data-raw · 10 · 0"_s;
        const auto foreign = u"billing-dlt · 0 · 0"_s;
        QCOMPARE(desk.cell(first, Desk::StateColumn), u"open"_s);
        QVERIFY(desk.cell(first, Desk::WhyColumn).contains(u"JSON"_s));
        QVERIFY(!keepPicture(desk.console.window, u"dead-letters-light"_s).isNull());

        desk.choose(first);
        QCOMPARE(
            desk.console.find<QLabel>("letterWhy")->text(), desk.cell(first, Desk::WhyColumn));
        QVERIFY(desk.console.find<QLabel>("letterPayload")->isVisible());
        QVERIFY(isTold(u"kafka_dlt-exception-message"_s)); // the name of what may quote, and no more
        QVERIFY(!isTold(marker()));
        QVERIFY(!keepPicture(desk.console.window, u"dead-letter-light"_s).isNull());
        theme().setChoice(ui::Theme::Choice::Dark);
        QVERIFY(!keepPicture(desk.console.window, u"dead-letter-dark"_s).isNull());
        theme().setChoice(ui::Theme::Choice::Light);

        // Nothing was mended: it comes back, and the window says why.
        desk.click("deadLetters.redriveButton");
        QVERIFY(desk.dialog<QDialog>("redriveLetters"));
        QVERIFY(!keepPicture(*desk.dialog<QDialog>("redriveLetters"), u"dead-letter-redrive"_s)
                     .isNull());
        desk.answer("redriveLetters", u"mended the reader"_s);
        QVERIFY(desk.hasDone(u"Not redriven."_s));
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell(first, Desk::TriesColumn), u"2"_s, longMs);
        QCOMPARE(desk.cell(first, Desk::StateColumn), u"open"_s);

        // Another program's goes back to where it failed.
        desk.choose(foreign);
        desk.click("deadLetters.redriveButton");
        desk.answer("redriveLetters", u"billing reads it now"_s);
        QVERIFY(desk.hasDone(u"Redrove 1 dead letter"_s));
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell(foreign, Desk::StateColumn), u"redriven"_s, longMs);
        QVERIFY(!desk.console.find<QToolButton>("deadLetters.redriveButton")->isEnabled());

        desk.choose(first);
        desk.click("deadLetters.discardButton");
        QVERIFY(desk.dialog<QDialog>("discardLetters"));
        QVERIFY(!keepPicture(*desk.dialog<QDialog>("discardLetters"), u"dead-letter-discard"_s)
                     .isNull());
        QVERIFY(!isTold(marker()));
        desk.answer("discardLetters", u"sent twice by mistake"_s);
        QVERIFY(desk.hasDone(u"Discarded 1 dead letter"_s));
        QTRY_COMPARE_WITH_TIMEOUT(desk.cell(first, Desk::StateColumn), u"discarded"_s, longMs);

        // Read again, the list holds what waits; the rest at once.
        desk.console.find<QAction>("deadLetters.close")->trigger();
        desk.click("refreshLetters");
        QVERIFY(desk.hasRows(2));
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.console.find<QLabel>("lettersSummary")->text().startsWith(u"2 open"_s), longMs);
        desk.table()->selectAll();
        desk.click("deadLetters.discardButton");
        desk.answer("discardLetters", u"the drill is over"_s);
        QVERIFY(desk.hasDone(u"Discarded 2 dead letters"_s));
        desk.click("refreshLetters");
        QVERIFY(desk.hasRows(0));
        QVERIFY(!keepPicture(desk.console.window, u"dead-letters-none"_s).isNull());
        QVERIFY(!isTold(marker()));
    }

    // More than one person may do alone waits for a second one; then the page shows how far it is.
    void aRedriveOfManyIsFollowedPausedAndCancelled()
    {
        Hospital hospital(
            nlohmann::json { { "op.one", "operator" }, { "op.two", "operator" } });
        QVERIFY(plant(hospital, 120));
        Desk desk(hospital, u"op.one"_s);
        desk.console.window.open({ u"dead-letters"_s, {}, u"state:open topic:billing-dlt"_s });
        QVERIFY(desk.hasRows(120));
        const auto redriveAll = [&desk] {
            desk.click("deadLetters.redriveAllButton");
            auto* dialog = desk.dialog<QDialog>("redriveLetters");
            QVERIFY(dialog);
            dialog->findChild<QSpinBox*>(u"redriveRate"_s)->setValue(5);
            QTest::keyClicks(dialog->findChild<QLineEdit*>(u"reason"_s), u"billing is back"_s);
            QVERIFY(!keepPicture(*dialog, u"dead-letters-redrive-all"_s).isNull());
            QTest::keyClick(dialog->findChild<QLineEdit*>(u"reason"_s), Qt::Key_Return);
        };
        redriveAll();
        QVERIFY(desk.hasDone(u"it waits for a second person"_s));

        TestSocket socket;
        Seat second(hospital, hospital.enter(socket, "op.two"));
        QVERIFY(second.openPart(u"requests"_s));
        second.chooseFirst("requestsTable");
        second.click("approveRequest");
        QTRY_COMPARE_WITH_TIMEOUT(
            second.rows("requestsTable", 4), QStringList { u"carried out"_s }, longMs);
        // Nothing is asked for again: the letters that change tell that it runs.
        auto* strip = desk.console.find<QWidget>("redriveStrip");
        QTRY_VERIFY(strip->isVisible());
        const auto text = [&desk] {
            auto* label = desk.console.find<QLabel>("redriveText");
            return label == nullptr ? QString() : label->text();
        };
        QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"of 120"_s), longMs);
        const auto press = [&desk](const char* name) {
            QTest::mouseClick(desk.console.find<QPushButton>(name), Qt::LeftButton);
        };
        press("pauseRedrive");
        QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"paused"_s), longMs);
        QVERIFY(!keepPicture(desk.console.window, u"dead-letters-run-light"_s).isNull());
        press("pauseRedrive");
        QTRY_VERIFY_WITH_TIMEOUT(!text().contains(u"paused"_s), longMs);
        press("cancelRedrive");
        QVERIFY(desk.hasDone(u"Cancelled a redrive"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!strip->isVisible(), longMs);
        desk.click("refreshLetters");
        QTRY_VERIFY_WITH_TIMEOUT(desk.table()->model()->rowCount() < 120, longMs);
    }

    void othersAreRefusedThePage()
    {
        Hospital hospital(
            nlohmann::json { { "c.lin", "clinician" }, { "c.oord", "coordinator" } });
        for (const auto& user : { u"c.lin"_s, u"c.oord"_s }) {
            Seat seat(hospital, user);
            QVERIFY(!seat.console.find<QToolButton>("nav-dead-letters")->isVisible());
            seat.console.window.open({ u"dead-letters"_s, {}, {} });
            auto* denied = seat.console.find<ui::StatePanel>("deniedPage");
            QVERIFY(denied != nullptr && denied->isVisible());
            QVERIFY(isTold(u"operator"_s)); // what is missing
            QVERIFY(seat.console.find<QWidget>("deadLettersPage") == nullptr);
        }
    }
};

LOCUS_TEST(dead_letters_page, DeadLettersPageTest)
#include "tst_dead_letters.moc"
