// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/support/console.h"
#include "ui/theme/icons.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace locus::ui;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const auto la = luminance(a);
    const auto lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textCanBeRead_data()
    {
        QTest::addColumn<int>("text");
        QTest::addColumn<int>("ground");
        const auto add = [](ColorId text, ColorId ground) {
            QTest::addRow("%s on %s", qPrintable(nameOf(text)), qPrintable(nameOf(ground)))
                << static_cast<int>(text) << static_cast<int>(ground);
        };
        for (const auto text :
            { ColorId::Text, ColorId::TextMuted, ColorId::TextFaint, ColorId::Accent }) {
            for (const auto ground :
                { ColorId::Window, ColorId::Surface, ColorId::SurfaceAlt, ColorId::Field }) {
                add(text, ground);
            }
        }
        for (const auto text : { ColorId::Text, ColorId::TextMuted }) {
            add(text, ColorId::Selection);
            add(text, ColorId::Hover);
        }
        for (const auto tone : { Tone::Neutral, Tone::Info, Tone::Success, Tone::Warning,
                 Tone::Danger, Tone::Accent, Tone::Special }) {
            add(textOf(tone), softOf(tone));
            add(textOf(tone), ColorId::Surface);
        }
        add(ColorId::OnAccent, ColorId::Accent);
        add(ColorId::OnAccent, ColorId::AccentHover);
        add(ColorId::SidebarText, ColorId::Sidebar);
        add(ColorId::SidebarMuted, ColorId::Sidebar);
        add(ColorId::SidebarStrong, ColorId::SidebarActive);
        add(ColorId::OnTooltip, ColorId::Tooltip);
    }
    void textCanBeRead()
    {
        QFETCH(int, text);
        QFETCH(int, ground);
        for (const auto scheme : { Scheme::Light, Scheme::Dark }) {
            const auto ratio = contrast(colorOf(static_cast<ColorId>(text), scheme),
                colorOf(static_cast<ColorId>(ground), scheme));
            QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
        }
    }

    void styleSheetNamesOnlyKnownColours()
    {
        QFile file(QStringLiteral(":/locus/themes/console.qss"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = QString::fromUtf8(file.readAll());
        QSet<QString> known { QStringLiteral("Icons"), QStringLiteral("Name") };
        for (int i = 0; i < static_cast<int>(ColorId::Count); ++i) {
            known << nameOf(static_cast<ColorId>(i));
        }
        QRegularExpression word(QStringLiteral("@([A-Za-z]+)"));
        int seen = 0;
        for (auto found = word.globalMatch(text); found.hasNext();) {
            const auto name = found.next().captured(1);
            QVERIFY2(known.contains(name), qPrintable(name));
            ++seen;
        }
        QVERIFY(seen > 60);
        QVERIFY(!text.contains(QRegularExpression(QStringLiteral("#[0-9A-Fa-f]{6}"))));
    }

    void everyIconDraws()
    {
        const QDir folder(QStringLiteral(":/locus/icons"));
        QVERIFY(folder.entryList().size() >= 40);
        for (const auto& name : folder.entryList()) {
            const auto image = icon(name.section(u'.', 0, 0)).pixmap(24, 24).toImage();
            int inked = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    inked += qAlpha(image.pixel(x, y)) > 100 ? 1 : 0;
                }
            }
            QVERIFY2(inked > 20, qPrintable(name));
        }
        QVERIFY(icon(QStringLiteral("no-such-icon")).isNull());
    }

    void choiceChangesColours()
    {
        auto& theme = locus::test::theme();
        theme.setChoice(Theme::Choice::Dark);
        const auto dark = Theme::color(ColorId::Window);
        theme.setChoice(Theme::Choice::Light);
        QVERIFY(Theme::color(ColorId::Window).lightness() > dark.lightness());
    }
};

LOCUS_TEST(theme, ThemeTest)
#include "tst_theme.moc"
