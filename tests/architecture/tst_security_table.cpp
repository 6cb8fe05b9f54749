// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every test that tests/security/README.md names is there; every fact of a log line has a name that
// the list knows.
#include "core/base/log_fields.h"
#include "tests/support/test_registry.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace {

QString textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// The text from an opening parenthesis to the one that closes it.
QString insideOf(const QString& text, qsizetype at)
{
    int depth = 0;
    for (qsizetype end = at; end < text.size(); ++end) {
        depth += text[end] == u'(' ? 1 : text[end] == u')' ? -1 : 0;
        if (depth == 0) {
            return text.mid(at, end - at);
        }
    }
    return {};
}

} // namespace

class SecurityTableTest : public QObject
{
    Q_OBJECT

    const QString m_root = QStringLiteral(LOCUS_SOURCE_DIR);

private Q_SLOTS:
    void everyNamedTestIsThere()
    {
        const QString table = textOf(m_root + QStringLiteral("/tests/security/README.md"));
        static const QRegularExpression named(
            QStringLiteral("`(tests/[a-z_/]+\\.cpp)`\\s+`([A-Za-z0-9]+)`"));
        int found = 0;
        for (auto all = named.globalMatch(table); all.hasNext(); ++found) {
            const auto match = all.next();
            const QString suite = textOf(m_root + u'/' + match.captured(1));
            QVERIFY2(suite.contains(QStringLiteral("void ") + match.captured(2) + u'('),
                qPrintable(match.captured(1) + u' ' + match.captured(2)));
        }
        QVERIFY(found > 35);
        static const QRegularExpression row(QStringLiteral("(?m)^\\| (?:\\d|\\(|F\\d).*$"));
        for (auto all = row.globalMatch(table); all.hasNext();) {
            const QString line = all.next().captured();
            QVERIFY2(
                line.contains(u'`') || line.contains(QStringLiteral("not yet")), qPrintable(line));
        }
    }

    void everyFactOfALogLineIsListed()
    {
        static const QRegularExpression call(
            QStringLiteral("log::(?:debug|info|warn|error)(?=\\()"));
        static const QRegularExpression fact(QStringLiteral("\\{\\s*\"([A-Za-z_]+)\","));
        int facts = 0;
        for (const char* room : { "core", "app", "ui" }) {
            QDirIterator files(m_root + u'/' + QString::fromLatin1(room),
                { QStringLiteral("*.cpp") }, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString path = files.next();
                const QString text = textOf(path);
                for (auto calls = call.globalMatch(text); calls.hasNext();) {
                    const QString inside = insideOf(text, calls.next().capturedEnd());
                    for (auto all = fact.globalMatch(inside); all.hasNext(); ++facts) {
                        const QString name = all.next().captured(1);
                        QVERIFY2(
                            locus::log::fieldOf(name.toStdString()) != locus::log::Field::Withheld,
                            qPrintable(path + QStringLiteral(": ") + name));
                    }
                }
            }
        }
        QVERIFY(facts > 50);
    }
};

LOCUS_TEST(security_table, SecurityTableTest)
#include "tst_security_table.moc"
