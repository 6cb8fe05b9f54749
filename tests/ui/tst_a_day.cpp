// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A clinician, a coordinator and an operator each do their job in the window under their own
// sign-in, over one real core, and are refused the others'. All people are fictional.
#include "tests/support/test_registry.h"
#include "tests/ui/support/hospital.h"
#include "tests/ui/support/pictures.h"
#include "ui/pages/home/question_card.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/activity_pane.h"
#include "ui/shell/language.h"
#include "ui/widgets/patient_banner.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int longMs = Seat::patience;
constexpr const char* clinician = "c.lind";
constexpr const char* coordinator = "k.oduya";
constexpr const char* operations = "o.perez";
constexpr const char* auditor = "a.iyer";
} // namespace

class ADayTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_backups;
    std::unique_ptr<Hospital> m_hospital;

    static bool isDenied(Seat& seat, const char* page)
    {
        seat.console.window.open({ QString::fromLatin1(page), {}, {} });
        return QTest::qWaitFor(
            [&] {
                auto* denied = seat.console.find<QWidget>("deniedPage");
                return denied != nullptr && denied->isVisible();
            },
            longMs);
    }
    static bool says(const QWidget& pane, const QString& words)
    {
        const auto labels = pane.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
            [&words](const QLabel* label) { return label->text().contains(words); });
    }
    static void trigger(Seat& seat, const char* action)
    {
        auto* found = seat.console.window.actionRegistry().find(QString::fromLatin1(action));
        QVERIFY2(found != nullptr && found->isEnabled() && found->isVisible(), action);
        found->trigger();
    }
    static void type(Seat& seat, const char* field, const QString& text)
    {
        auto* edit = seat.console.find<QLineEdit>(field);
        QVERIFY2(edit != nullptr && edit->isVisible(), field);
        edit->setFocus();
        QTest::keyClicks(edit, text);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
        theme().setChoice(ui::Theme::Choice::Light);
        m_hospital = std::make_unique<Hospital>(nlohmann::json { { clinician, "clinician" },
            { coordinator, "coordinator" }, { operations, "operator" }, { auditor, "auditor" } });
        m_hospital->core.setEnvironment(
            u"LOCUS_BACKUP_FOLDER"_s, m_backups.path()); // from the next start on
        QVERIFY(m_hospital->plantDeadLetters(3));
    }

    void aCoordinatorRegistersAPatient()
    {
        Seat seat(*m_hospital, QString::fromLatin1(coordinator));
        seat.console.window.open({ u"patients"_s, {}, {} });
        trigger(seat, "patients.register");
        type(seat, "patientFamily", u"Osei"_s);
        type(seat, "patientGiven", u"Ama"_s);
        type(seat, "patientBorn", u"1971-03-05"_s);
        auto* act = seat.console.find<QPushButton>("registerPatientAct");
        QTRY_VERIFY(act->isEnabled());
        QTest::mouseClick(act, Qt::LeftButton);
        auto* banner = seat.console.find<QWidget>("patientPane")->findChild<ui::PatientBanner*>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->label().contains(u"OSEI"_s), longMs);
        for (const char* page : { "submit", "audit" }) {
            QVERIFY2(isDenied(seat, page), page);
        }
    }

    void aClinicianSubmitsAndReads()
    {
        Seat seat(*m_hospital, QString::fromLatin1(clinician));
        seat.console.window.open({ u"submit"_s, {}, {} });
        auto* text = seat.console.find<QPlainTextEdit>("submitText");
        QTest::keyClicks(text, u"21:g.25585733C>T"_s);
        auto* send = seat.console.find<QPushButton>("submitSend");
        QTRY_VERIFY_WITH_TIMEOUT(send->isEnabled(), longMs);
        QTest::mouseClick(send, Qt::LeftButton);
        auto* sent = seat.console.find<QTableView>("submissions")->model();
        QTRY_COMPARE_WITH_TIMEOUT(sent->rowCount(), 1, longMs);
        seat.console.window.open({ u"analyses"_s, {}, {} });
        auto* analyses = seat.console.find<QTableView>("analyses")->model();
        const auto isDone = [analyses] {
            for (int column = 0; column < analyses->columnCount(); ++column) {
                if (analyses->index(0, column).data().toString() == u"completed"_s) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isDone(), longMs);
        seat.console.window.open({ u"home"_s, {}, {} });
        QVERIFY(!seat.console.find<QWidget>("operatorCards")->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(
            seat.console.find<ui::QuestionCard>("cardReview")->figure(), u"1"_s, longMs);
        QVERIFY(isDenied(seat, "audit"));
    }

    void anOperatorSeesWhatFlowsAndBacksUp()
    {
        Seat seat(*m_hospital, QString::fromLatin1(operations));
        seat.console.window.resize(1440, 900);
        seat.console.window.open({ u"home"_s, {}, {} });
        const auto card = [&seat](const char* name) {
            return seat.console.find<ui::QuestionCard>(name);
        };
        QTRY_VERIFY_WITH_TIMEOUT(!card("cardPace")->figure().isEmpty(), longMs); // two looks
        QTRY_COMPARE_WITH_TIMEOUT(card("cardDeadLetters")->figure(), u"3"_s, longMs);
        QCOMPARE(card("cardDeadLetters")->word(), u"look here"_s);
        QTRY_COMPARE_WITH_TIMEOUT(card("cardLag")->figure(), u"0"_s, longMs);
        QCOMPARE(card("cardLag")->word(), u"keeps up"_s);
        QCOMPARE(card("cardCutOff")->figure(), u"0"_s);
        QCOMPARE(card("cardCutOff")->word(), u"all connected"_s);
        QVERIFY(!card("cardReview")->isVisible());

        trigger(seat, "home.backUp");
        auto* activity = seat.console.window.findChild<ui::ActivityPane*>();
        QTRY_VERIFY_WITH_TIMEOUT(says(*activity, u"Backup began"_s), longMs);
        auto* health = seat.console.find<QWidget>("healthCard");
        QTRY_VERIFY_WITH_TIMEOUT(
            (trigger(seat, "home.refresh"), says(*health, u"the last one is of"_s)), longMs);
        QVERIFY(!keepPicture(seat.console.window, u"home-operator"_s).isNull());
        for (const char* page : { "patients", "analyses", "audit" }) {
            QVERIFY2(isDenied(seat, page), page);
        }
    }

    void anAuditorIsLedToTheTrail()
    {
        Seat seat(*m_hospital, QString::fromLatin1(auditor));
        seat.console.window.open({ u"home"_s, {}, {} });
        auto* trail = seat.console.find<QPushButton>("openTrail");
        QVERIFY(trail->isVisible() && !seat.console.find<QWidget>("cardReview")->isVisible());
        keepPicture(seat.console.window, u"home-auditor"_s);
        QTest::mouseClick(trail, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            seat.console.find<QTableView>("audit")->model()->rowCount() > 0, longMs);
        QVERIFY(isDenied(seat, "patients"));
    }

    // Who does everything alone is asked everything, and all of it is in the window.
    void aSeatOfOnePersonHasAllQuestions()
    {
        Seat seat(*m_hospital, m_hospital->core.token().toStdString());
        seat.console.window.resize(1280, 800);
        seat.console.window.open({ u"home"_s, {}, {} });
        QTRY_VERIFY_WITH_TIMEOUT(
            !seat.console.find<ui::QuestionCard>("cardPace")->figure().isEmpty(), longMs);
        auto* page = seat.console.find<QWidget>("homePage");
        for (const char* part : { "cardReview", "operatorCards", "healthCard" }) {
            auto* widget = seat.console.find<QWidget>(part);
            QVERIFY2(widget->isVisible(), part);
            const QRect place(widget->mapTo(page, QPoint()), widget->size());
            QVERIFY2(page->rect().contains(place), part);
            QVERIFY2(widget->height() >= widget->minimumSizeHint().height(), part);
        }
        QVERIFY(!keepPicture(seat.console.window, u"home-seat"_s).isNull());
    }

    void germanFitsForOperators()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(QLocale::German)));
        theme().setChoice(ui::Theme::Choice::Dark);
        Seat seat(*m_hospital, QString::fromLatin1(operations));
        seat.console.window.resize(1280, 800);
        seat.console.window.open({ u"home"_s, {}, {} });
        QTRY_VERIFY_WITH_TIMEOUT(
            !seat.console.find<ui::QuestionCard>("cardPace")->figure().isEmpty(), longMs);
        auto* health = seat.console.find<QWidget>("healthCard");
        QTRY_VERIFY_WITH_TIMEOUT(says(*health, u"steht im Klartext"_s), longMs);
        QStringList clipped = clippedIn(seat.console.window, u"home-operator-german-dark"_s);
        seat.console.window.open({ u"dead-letters"_s, {}, {} });
        QTRY_COMPARE_WITH_TIMEOUT(seat.rows("deadLetters", 0).size(), 3, longMs);
        seat.chooseFirst("deadLetters");
        QTRY_VERIFY_WITH_TIMEOUT(
            !seat.console.find<QLabel>("letterTitle")->text().isEmpty(), longMs);
        clipped << clippedIn(seat.console.window, u"dead-letter-german-dark"_s);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
    }

    void cleanupTestCase() { m_hospital.reset(); }
};

LOCUS_TEST(a_day, ADayTest)
#include "tst_a_day.moc"
