// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "ui/models/text.h"
#include "ui/page/page.h"
#include "ui/pages/analyses/analyses_model.h"
#include "ui/pages/analyses/batch_model.h"
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

    // What does not fit into its place; leaves a picture.
    static QStringList clippedIn(QWidget& window, const QString& name)
    {
        QTest::qWait(60);
        QDir().mkpath(QStringLiteral(LOCUS_PICTURES));
        window.grab().save(QStringLiteral(LOCUS_PICTURES "/%1-german.png").arg(name));
        QStringList clipped;
        for (auto* button : window.findChildren<QAbstractButton*>()) {
            const bool ofField = qobject_cast<QLineEdit*>(button->parentWidget()) != nullptr;
            if (!ofField && button->isVisible()
                && button->width() < button->minimumSizeHint().width()) {
                clipped << QString(name + u": " + button->objectName() + u": " + button->text());
            }
        }
        for (auto* label : window.findChildren<QLabel*>()) {
            const bool oneLine = !label->wordWrap() && !label->text().isEmpty();
            const bool cut = oneLine
                ? label->width() < label->sizeHint().width()
                : label->wordWrap() && label->height() < label->heightForWidth(label->width());
            if (label->isVisible() && cut) {
                clipped << QString(name + u": " + label->text());
            }
        }
        return clipped;
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
        QStringList clipped;
        console.window.open({ u"help"_s, {}, {} });
        QTRY_VERIFY(
            console.find<QTextBrowser>("helpText")->toPlainText().startsWith(u"Erste Schritte"_s));
        QCOMPARE(console.find<QListWidget>("helpChapters")->count(), 5);
        for (const auto* page : { "home", "submit", "analyses", "help" }) {
            console.window.open({ QString::fromLatin1(page), {}, {} });
            if (auto* text =
                    console.window.currentPage()->findChild<QPlainTextEdit*>(u"submitText"_s)) {
                text->setPlainText(u"21:g.25585733C>T\nrs699"_s);
                QTRY_COMPARE(console.find<QTableView>("verdicts")->model()->rowCount(), 2);
            }
            clipped << clippedIn(console.window, QString::fromLatin1(page));
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
        clipped << clippedIn(console.window, u"batch"_s);
        console.window.open({ u"analyses"_s,
            ui::fromStd(
                console.window.findChild<ui::AnalysesModel*>()->summaryAt(2)->id.toString()),
            {} });
        QTRY_COMPARE(console.find<QTableView>("variants")->model()->rowCount(), 8);
        clipped << clippedIn(console.window, u"review"_s);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
    }
};

LOCUS_TEST(language, LanguageTest)
#include "tst_language.moc"
