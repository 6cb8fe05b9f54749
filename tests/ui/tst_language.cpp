// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "ui/shell/language.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

using namespace locus;
using namespace locus::test;
using namespace Qt::StringLiterals;

class LanguageTest : public QObject
{
    Q_OBJECT

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
        for (const auto* page : { "home", "submit", "analyses", "help" }) {
            console.window.open({ QString::fromLatin1(page), {}, {} });
            QTest::qWait(60);
            QDir().mkpath(QStringLiteral(LOCUS_PICTURES));
            QVERIFY(console.window.grab().save(
                QStringLiteral(LOCUS_PICTURES "/%1-german.png").arg(QString::fromLatin1(page))));
            for (auto* button : console.window.findChildren<QAbstractButton*>()) {
                const bool ofField = qobject_cast<QLineEdit*>(button->parentWidget()) != nullptr;
                if (!ofField && button->isVisible()
                    && button->width() < button->minimumSizeHint().width()) {
                    clipped << QString(button->objectName() + u": "_s + button->text());
                }
            }
            for (auto* label : console.window.findChildren<QLabel*>()) {
                const bool oneLine = !label->wordWrap() && !label->text().isEmpty();
                if (label->isVisible() && oneLine && label->width() < label->sizeHint().width()) {
                    clipped << label->text();
                }
            }
        }
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
    }
};

LOCUS_TEST(language, LanguageTest)
#include "tst_language.moc"
