// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "tests/ui/support/pictures.h"
#include "core/genetics/reason_sentences.h"
#include "ui/models/reason_words.h"
#include "ui/models/text.h"
#include "ui/page/page.h"
#include "ui/pages/analyses/analyses_model.h"
#include "ui/pages/analyses/batch_model.h"
#include "ui/pages/analyses/variant_words.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/language.h"

#include <QAbstractButton>
#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

class LanguageTest : public QObject
{
    Q_OBJECT

    // The sentence with a mark in every gap; empty if it is the core's, or has other gaps.
    static QString germanOf(std::string_view key, std::string_view sentence)
    {
        static const QRegularExpression gap(u"\\{([a-z]+)\\}"_s);
        genetics::Facts facts;
        QStringList marks;
        auto gaps = gap.globalMatch(ui::fromStd(sentence));
        while (gaps.hasNext()) {
            const QString name = gaps.next().captured(1);
            marks << QString(u"<"_s + name + u'>');
            facts[ui::toStd(name)] = ui::toStd(marks.constLast());
        }
        const genetics::Reason reason { std::string(key), facts };
        const std::string english = genetics::sentenceOf(reason);
        const QString shown = ui::ReasonWords::of(reason, {});
        const bool whole = std::all_of(marks.begin(), marks.end(),
            [&](const QString& mark) { return shown.count(mark) == 1; });
        return whole && !shown.contains(u'{') && shown != ui::fromStd(english) ? shown : QString();
    }

private Q_SLOTS:
    void englishHasItsPlurals()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
        const auto variants = [](int n) {
            return QCoreApplication::translate(
                "locus::ui::ReviewPane", "%n variant(s)", nullptr, n);
        };
        QCOMPARE(variants(1), u"1 variant"_s);
        QCOMPARE(variants(8), u"8 variants"_s);
    }

    void unknownLanguageFallsBackToEnglish()
    {
        QVERIFY(!ui::installLanguage(*qApp, QLocale(QLocale::Icelandic)));
    }

    // The keys, codes and phrases are the core's own tables: one that is new there fails here.
    void everyReasonOfTheCoreIsSaidInGerman()
    {
        QStringList english;
        QVERIFY(ui::installLanguage(*qApp, QLocale(u"en_GB"_s)));
        for (const auto code : genetics::notAnnotatedCodes) {
            english << ui::VariantWords::notAnnotated(code);
        }
        for (const auto& sentence : genetics::reasonSentences) {
            const genetics::Reason reason { std::string(sentence.key), {} };
            QCOMPARE(ui::ReasonWords::of(reason, {}), ui::fromStd(genetics::sentenceOf(reason)));
        }
        QVERIFY(ui::installLanguage(*qApp, QLocale(QLocale::German)));
        for (const auto code : genetics::notAnnotatedCodes) {
            const QString word = ui::VariantWords::notAnnotated(code);
            QVERIFY2(word != english.takeFirst() && word != ui::VariantWords::term(code),
                qPrintable(word));
        }
        for (const auto phrase : genetics::allowedWords) {
            QVERIFY2(ui::ReasonWords::ofAllowed(phrase) != ui::fromStd(phrase), phrase.data());
        }
        for (const auto& [key, sentence] : genetics::reasonSentences) {
            const QString shown = germanOf(key, sentence);
            QVERIFY2(!shown.isEmpty(), std::string(key).c_str());
        }
    }

    void aReasonIsShownWithItsFacts()
    {
        const auto why = genetics::because(
            "hgvs.cut", { { "position", "19" }, { "allowed", "a base (A C G T), a number, [" } });
        QVERIFY(ui::installLanguage(*qApp, QLocale(QLocale::German)));
        QCOMPARE(ui::ReasonWords::of(why, ""),
            u"HGVS: der Text endet zu früh bei Zeichen 19; dort erlaubt: eine Base (A C G T), "
            u"eine Zahl, [."_s);
        const auto both = genetics::also(genetics::because("engine.id"),
            genetics::because("engine.no_service", { { "asked", "GRCh38" } }));
        QVERIFY(ui::ReasonWords::of(both, "").endsWith(
            u"Stelle. Für GRCh38 ist kein Annotationsdienst eingerichtet."_s));
        // A value is text, whatever it holds.
        QCOMPARE(ui::ReasonWords::of(
                     genetics::because("service.said", { { "words", "{words} %1 {" } }), ""),
            u"Der Dienst sagt: {words} %1 {"_s);
        // Other programs, and cores of a later release.
        QCOMPARE(ui::ReasonWords::of(genetics::Reason(), "In their words"), u"In their words"_s);
        QCOMPARE(ui::ReasonWords::of(genetics::Reason { "of.tomorrow", {} }, "New"), u"New"_s);
    }

    // No chapter names a picture that is not there, in either scheme and any language.
    void everyPictureOfTheGuideIsThere()
    {
        static const QRegularExpression named(u"\\]\\((pictures/[^)]+)\\)"_s);
        int seen = 0;
        QDirIterator files(
            u":/locus/help"_s, { u"*.md"_s }, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto found = named.globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext()) {
                auto name = found.next().captured(1);
                QVERIFY2(name.contains(u"_light."_s), qPrintable(file.fileName()));
                ++seen;
                QVERIFY2(QFile::exists(u":/locus/help/"_s + name), qPrintable(name));
                name.replace(u"_light."_s, u"_dark."_s);
                QVERIFY2(QFile::exists(u":/locus/help/"_s + name), qPrintable(name));
            }
        }
        QCOMPARE(seen, 6);
    }

    void germanFitsIntoEveryPage()
    {
        QVERIFY(ui::installLanguage(*qApp, QLocale(QLocale::German)));
        theme().setChoice(ui::Theme::Choice::Light);
        TestCore core;
        addSamples(core);
        Console console;
        console.window.show();
        console.connectTo(core);
        QTRY_VERIFY(console.window.currentPage() != nullptr);
        QCOMPARE(console.find<QWidget>("nav-home")->accessibleName(), u"Übersicht"_s);
        QTRY_VERIFY(!console.window.findChildren<QWidget*>(u"recent"_s).isEmpty());
        const auto said = [&console](const QString& words) {
            const auto labels = console.window.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                [&words](const QLabel* label) { return label->text().contains(words); });
        };
        QTRY_VERIFY(said(u"wurden gelesen und sind heil"_s));
        QVERIFY(!said(u"locus.sqlite"_s)); // the core's own words are for its log
        QStringList clipped;
        console.window.open({ u"help"_s, {}, {} });
        QTRY_VERIFY(
            console.find<QTextBrowser>("helpText")->toPlainText().startsWith(u"Erste Schritte"_s));
        QCOMPARE(console.find<QListWidget>("helpChapters")->count(), 8);
        for (const auto* page : { "home", "submit", "analyses", "help" }) {
            console.window.open({ QString::fromLatin1(page), {}, {} });
            if (auto* text =
                    console.window.currentPage()->findChild<QPlainTextEdit*>(u"submitText"_s)) {
                text->setPlainText(u"21:g.25585733C>T\nrs699"_s);
                QTRY_COMPARE(console.find<QTableView>("verdicts")->model()->rowCount(), 2);
            }
            clipped << clippedIn(console.window, QString::fromLatin1(page) + u"-german"_s);
            const auto least = console.window.minimumSizeHint().width();
            QVERIFY2(least <= 1280,
                qPrintable(u"%1 wants %2"_s.arg(QString::fromLatin1(page)).arg(least)));
        }
        // The smallest window that is promised, with everything the list can show at once.
        console.window.resize(1280, 800);
        console.window.open({ u"analyses"_s, {}, {} });
        auto* list = console.find<QTableView>("analyses");
        QTRY_COMPARE(list->model()->rowCount(), 11);
        list->selectAll();
        console.window.actionRegistry().find(u"analyses.retrySelected"_s)->trigger();
        QTRY_VERIFY(!console.window.findChild<ui::BatchModel*>()->isRunning());
        clipped << clippedIn(console.window, u"batch-german"_s);
        console.window.open({ u"analyses"_s,
            ui::fromStd(
                console.window.findChild<ui::AnalysesModel*>()->summaryAt(2)->id.toString()),
            {} });
        QTRY_COMPARE(console.find<QTableView>("variants")->model()->rowCount(), 8);
        clipped << clippedIn(console.window, u"review-german"_s);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
    }
};

LOCUS_TEST(language, LanguageTest)
#include "tst_language.moc"
